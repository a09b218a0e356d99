"""What the user mixes up, from the log of a library."""

from collections.abc import Sequence

from trainer.core.card import Note, note_of
from trainer.core.confusions import KINDS, Confusion, MixedUp, confusions, in_words, written
from trainer.core.events import Event
from trainer.core.scope import EVERYTHING, Scope
from trainer.core.text import one_line
from trainer.study.library import Library


def all_confusions(library: Library, scope: Scope = EVERYTHING) -> list[tuple[Confusion, MixedUp]]:
    """Return what was mixed up in ``scope`` (with anything), the most frequent first, also in words."""
    notes = {note.key: note for note in library.notes(EVERYTHING)}
    here = notes if scope == EVERYTHING else {note.key for note in library.notes(scope)}
    found = confusions(library.log(KINDS, failed=True), notes)
    return [
        (mixed, in_words(mixed, notes))
        for mixed in found
        if any(note_of(card) in here for card in mixed.pair)
    ]


def mixed_up(library: Library, missed: Sequence[Event]) -> list[MixedUp]:
    """Return what was mixed up in the given answers, with how often that happened in all.

    Only the notes concerned are read, and the log only when there is something to count.
    """
    notes = _around(library, missed)
    now = {mixed.pair for mixed in confusions(missed, notes)}
    if not now:
        return []
    found = confusions(library.log(KINDS, failed=True), notes)
    return [in_words(mixed, notes) for mixed in found if mixed.pair in now]


def sentence(pair: MixedUp) -> str:
    """Say in one line what was mixed up, and how often."""
    times = "once" if pair.times == 1 else f"{pair.times} times"
    return f"you mixed up: “{one_line(pair.one, 200)}” and “{one_line(pair.other, 200)}” ({times})"


def _around(library: Library, missed: Sequence[Event]) -> dict[str, Note]:
    """Return the notes asked, those whose answers were given instead, and those named as easily confused."""
    notes: dict[str, Note] = {}
    pending = [card for event in missed for card in (event.card, *(written(event.detail) or ()))]
    while pending:
        found = library.card(pending.pop())
        if found is not None and found.note.key not in notes:
            notes[found.note.key] = found.note
            pending += found.note.confusable
    return notes
