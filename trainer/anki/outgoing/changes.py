"""What a new export changes for who imported the last one, and what Anki will do with that."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from trainer.anki.errors import PackageError
from trainer.anki.incoming.collection import opened
from trainer.anki.notetypes import NOTETYPES
from trainer.anki.outgoing.package import DeckNotes, deck_name

_SHOWN = 3


class Before(NamedTuple):
    """A note of the last export: the name of its notetype, its deck, its own id, and all that it shows."""

    notetype: str
    deck: str
    id: str
    content: tuple[object, ...]


class Change(NamedTuple):
    """Something that is another than in the last export: which notes or decks, and what Anki does with it."""

    what: str
    which: tuple[str, ...]
    there: str

    def line(self) -> str:
        """Return it as a sentence for people."""
        more = f" and {len(self.which) - _SHOWN} more" if len(self.which) > _SHOWN else ""
        return f"{self.what}: {', '.join(self.which[:_SHOWN])}{more}. {self.there}"


def last_export(path: Path) -> dict[str, Before]:
    """Return the notes of the package at ``path`` by their guids; nothing where there is none that can be
    read."""
    if not path.is_file():
        return {}
    try:
        with opened(path) as (_, collection):
            return {
                note.guid: Before(
                    note.notetype.name,
                    note.cards[0].deck,
                    note.field("Id"),
                    (note.fields, frozenset(note.tags)),
                )
                for note in collection.notes(answers=False)
                if note.cards
            }
    except PackageError:
        return {}


def is_ours(path: Path) -> bool:
    """Has this program written the package at ``path``? Then all notes in it are of its notetypes. An empty
    file is nobody's."""
    if path.is_file() and not path.stat().st_size:
        return True
    names = {notetype.name for notetype in NOTETYPES}
    before = last_export(path)
    return bool(before) and all(note.notetype in names for note in before.values())


def changes(before: dict[str, Before], batches: Sequence[DeckNotes]) -> list[Change]:
    """Return what differs, the harmless first."""
    return [change for change in _changes(before, batches) if change.which] if before else []


def _changes(before: dict[str, Before], batches: Sequence[DeckNotes]) -> Iterator[Change]:
    now = {note.guid: (deck_name(deck.title), note) for deck, notes in batches for note in notes}
    known = [(before[guid], deck, note) for guid, (deck, note) in now.items() if guid in before]
    ids = {guid: note.id for guid, (_, note) in now.items()}
    yield Change(
        "New", tuple(ids[guid] for guid in now if guid not in before), "Anki adds them as new cards."
    )
    same_sort = [(old, deck, note) for old, deck, note in known if old.notetype == note.notetype.name]
    yield Change(
        "Changed",
        tuple(
            note.id
            for old, _, note in same_sort
            if old.content != (note.fields, frozenset(note.tags)) and old.id == note.id
        ),
        "Anki updates them and keeps their schedules, unless you edited them there later.",
    )
    yield Change(
        "Renamed",
        tuple(f"{old.id} → {note.id}" for old, _, note in same_sort if old.id != note.id),
        "For Anki they are the same notes, with their schedules.",
    )
    yield Change(
        "In another deck",
        _once(f"{old.deck} → {deck}" for old, deck, _ in known if old.deck.casefold() != deck.casefold()),
        "Anki leaves the cards it has where they are; move them in its browser (Change Deck).",
    )
    yield Change(
        "Of another kind",
        tuple(note.id for old, _, note in known if old.notetype != note.notetype.name),
        "Anki calls them conflicting and leaves its notes as they were; delete them there and import once "
        "more to have them as they are here, without their schedules.",
    )
    yield Change(
        "No longer in the decks",
        tuple(old.id for guid, old in before.items() if guid not in now),
        "Anki keeps them; to be rid of them, find them in its browser by Id:NAME and delete them.",
    )


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
