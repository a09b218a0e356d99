"""What a new export changes for who imported the last one, and what Anki will do with that."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from trainer.anki.errors import PackageError
from trainer.anki.incoming.collection import opened
from trainer.anki.notetypes import NOTETYPES
from trainer.anki.outgoing.notes import AnkiNote
from trainer.core.card import Deck
from trainer.core.errors import FileError

_SHOWN = 3


class Before(NamedTuple):
    """A note of the last export: the name of its notetype, its deck, its own id, a mark of all that it
    shows, and the places of its cards."""

    notetype: str
    deck: str
    id: str
    content: int
    cards: frozenset[int]


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
    """Return the notes of the package at ``path`` by their guids; nothing where there is none, or an empty
    file.

    Raises:
        FileError: the file there is one that this program did not write: not all notes in it are of its
            notetypes.
    """
    if not os.path.isfile(path) or not path.stat().st_size:  # noqa: PTH113  Path.is_file raises for long names
        return {}
    names = {notetype.name for notetype in NOTETYPES}
    try:
        with opened(path) as (_, collection):
            found = {
                note.guid: Before(
                    note.notetype.name,
                    note.cards[0].deck,
                    note.field("Id"),
                    _mark(note.fields, note.tags),
                    frozenset(card.ord for card in note.cards),
                )
                for note in collection.notes(answers=False)
                if note.cards
            }
    except PackageError:
        found = {}
    if not found or not all(note.notetype in names for note in found.values()):
        raise FileError(
            f"{path} is there and was not exported by this program; it was left as it is. Move it away, or "
            "name another folder with --out."
        )
    return found


def _mark(fields: Sequence[str], tags: Sequence[str]) -> int:
    return hash(("\x1f".join(fields), *sorted(tags)))


@dataclass(slots=True)
class Changes:
    """Compares notes on their way with those of the last export, by their guids."""

    before: Mapping[str, Before]
    _now: set[str] = field(default_factory=set)
    _decks: set[str] = field(default_factory=set)
    _ids: set[str] = field(default_factory=set)
    _new: list[str] = field(default_factory=list)
    _changed: list[str] = field(default_factory=list)
    _renamed: list[str] = field(default_factory=list)
    _moved: dict[str, None] = field(default_factory=dict)
    _other_kind: list[str] = field(default_factory=list)
    _fewer: list[str] = field(default_factory=list)

    def note(self, deck: str, note: AnkiNote) -> None:
        """Compare a note, which goes into the ``deck`` of this name."""
        if not self.before:
            return
        self._now.add(note.guid)
        self._decks.add(_deck(note.id))
        self._ids.add(note.id)
        old = self.before.get(note.guid)
        if old is None:
            self._new.append(note.id)
            return
        if old.deck.casefold() != deck.casefold():
            self._moved[f"{old.deck} → {deck}"] = None
        if old.notetype != note.notetype.name:
            self._other_kind.append(note.id)
            return
        if not old.cards.issubset(note.cards):
            self._fewer.append(note.id)
        if old.id != note.id:
            self._renamed.append(f"{old.id} → {note.id}")
        elif old.content != _mark(note.fields, note.tags):
            self._changed.append(note.id)

    def found(self) -> list[Change]:
        """Return what differs, the harmless first."""
        return [change for change in self._all() if change.which] if self.before else []

    def _all(self) -> Iterator[Change]:
        yield Change("New", tuple(self._new), "Anki adds them as new cards.")
        yield Change(
            "Changed",
            tuple(self._changed),
            "Anki updates them and keeps their schedules, unless you edited them there later.",
        )
        yield Change("Renamed", tuple(self._renamed), SAME_NOTES)
        yield Change(
            "In another deck",
            tuple(self._moved),
            "Anki leaves the cards it has where they are; move them in its browser (Change Deck).",
        )
        yield Change("With fewer cards", tuple(self._fewer), EMPTY_CARDS)
        yield Change("Of another kind", tuple(self._other_kind), CONFLICT)
        gone = [old for guid, old in self.before.items() if guid not in self._now]
        merged = tuple(old.id for old in gone if old.id in self._ids)
        yield Change("Merged with another note, as which they go on", merged, MERGED)
        gone = [old for old in gone if old.id not in self._ids]
        there = (old.id for old in gone if _deck(old.id) in self._decks)
        yield Change("No longer in the decks", tuple(there), KEPT)
        away = (_deck(old.id) for old in gone if _deck(old.id) not in self._decks)
        yield Change("Decks that are not here", tuple(dict.fromkeys(away)), AWAY)


def _deck(note: str) -> str:
    return note.partition("/")[0]


def since_ever(decks: Sequence[Deck], gone: Sequence[str], others: Sequence[str]) -> list[Change]:
    """Return what differs from any earlier export, as far as that can be known without one.

    Args:
        gone: keys of notes that no deck has any more. ``others``: of notes that had other cards before.
    """
    notes = {note.key: note for deck in decks for note in deck.notes}
    ids = {deck.id for deck in decks}
    renamed = (f"{old} → {note.key}" for note in notes.values() for old in note.formerly if old != note.key)
    found = (
        Change("Renamed", tuple(renamed), SAME_NOTES),
        Change("With other cards than before", tuple(key for key in others if key in notes), OTHER_CARDS),
        Change("No longer in the decks", tuple(key for key in gone if _deck(key) in ids), KEPT),
    )
    return [change for change in found if change.which]


SAME_NOTES = "For Anki they are the same notes, with their schedules."
CONFLICT = (
    "Anki calls them conflicting and leaves its notes as they were; delete them there and import once more "
    "to have them as they are here, without their schedules."
)
EMPTY_CARDS = "Anki keeps the cards that are empty now; it removes them with Tools > Empty Cards."
OTHER_CARDS = (
    "Those that became of another kind Anki leaves as they were; delete them there and import once more to "
    f"have them as they are here. {EMPTY_CARDS}"
)
AWAY = "Anki keeps them with their schedules, and goes on with them when they are back."
MERGED = (
    "Anki keeps the notes that were called so beside these: before you import, find them in its browser by "
    "Id:NAME and delete them; afterwards two have that name."
)
KEPT = "Anki keeps them; to be rid of them, find them in its browser by Id:NAME and delete them."
