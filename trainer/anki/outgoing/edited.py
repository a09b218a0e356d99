"""What was changed in Anki in notes that were exported from here."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from trainer.anki.incoming.values import TheirNote
from trainer.anki.outgoing.export import Way
from trainer.anki.outgoing.notes import AnkiNote
from trainer.core.card import Deck

_OURS = frozenset({"Id", "Spare1", "Spare2", "Spare3"})
_ANKIS_TAGS = frozenset({"leech", "marked"})
"""Tags that Anki gives by itself, or as a mark."""


def edited(theirs: Iterable[TheirNote], decks: Sequence[Deck], changed: Mapping[str, int]) -> list[str]:
    """Return the notes whose texts or tags are others in Anki than ``decks`` would be now, each with what
    that is in parentheses. ``changed``: see `trainer.anki.outgoing.export.write_package`."""
    ours = {made.guid: made for batch in Way(decks, changed).batches() for made in batch.notes}
    found = []
    for note in theirs:
        made = ours.get(note.guid)
        if (
            made is not None
            and made.notetype.name == note.notetype.name
            and (parts := [*_differing(note, made)])
        ):
            found.append(f"{made.id} ({', '.join(parts)})")
    return found


def _differing(note: TheirNote, made: AnkiNote) -> Iterator[str]:
    for name, text in zip(made.notetype.names, made.fields, strict=True):
        if name not in _OURS and unicodedata.normalize("NFC", text) != note.field(name):
            yield name
    if _tags(note.tags) != _tags(made.tags):
        yield "tags"


def _tags(tags: Iterable[str]) -> set[str]:
    return {unicodedata.normalize("NFC", tag).casefold() for tag in tags} - _ANKIS_TAGS
