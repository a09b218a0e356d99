"""A real store in a temporary file, with decks given as core values: what tests of front ends run on.

    at = library(deck(note("a"), note("b"), title="Kafka::Basics"))
    at.record(answer("d/a", 4))                  # as in tests.store.build
    again = reopened(at)                         # the program after a restart, on the same file

All that was opened is closed and removed after each test (a fixture in tests/conftest.py).
"""

from collections.abc import Collection, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from trainer.core.card import Deck, DeckFile, Note, Problem, Reference
from trainer.core.errors import LibraryError
from trainer.core.library import StudyCard
from trainer.core.log import Event, NewEvent
from trainer.core.moment import Moment
from trainer.core.scope import Scope
from trainer.core.state import Memory
from trainer.store.store import Store

_open = ExitStack()


class LibraryAtRisk(Store):
    """A store that can be told to fail: ``failing`` is the message of every write, ``unreadable`` that of
    every reading of a card or of notes."""

    failing = ""
    unreadable = ""

    def record(self, event: NewEvent) -> Event:
        self._risk(self.failing)
        return super().record(event)

    def record_all(self, events: Sequence[NewEvent]) -> list[Event]:
        self._risk(self.failing)
        return super().record_all(events)

    def undo(self, when: Moment, passed: Collection[str] = ()) -> Event | None:
        self._risk(self.failing)
        return super().undo(when, passed)

    def redo(self, when: Moment, passed: Collection[str] = ()) -> Event | None:
        self._risk(self.failing)
        return super().redo(when, passed)

    def card(self, key: str) -> StudyCard | None:
        self._risk(self.unreadable)
        return super().card(key)

    def notes(self, scope: Scope) -> list[Note]:
        self._risk(self.unreadable)
        return super().notes(scope)

    @staticmethod
    def _risk(message: str) -> None:
        if message:
            raise LibraryError(message)


def deck(
    *notes: Note, id: str = "d", title: str = "", references: Sequence[Reference] = (), **more: Any
) -> Deck:
    """A deck of these notes, whatever deck they were made for."""
    more.setdefault("path", f"/decks/{id}.yaml")
    own = tuple(replace(note, deck=id) for note in notes)
    return Deck(id, title or f"Deck {id}", references=tuple(references), notes=own, **more)


def library(*decks: Deck, problems: Sequence[Problem] = (), path: Path | None = None) -> LibraryAtRisk:
    """A store with these decks, in the order given, in a file of its own unless ``path`` says where."""
    if path is None:
        path = Path(_open.enter_context(TemporaryDirectory())) / "trainer.db"
        path.write_bytes(_shelved(decks, tuple(problems)))
        return _open.enter_context(LibraryAtRisk(path))
    store = _open.enter_context(LibraryAtRisk(path))
    put(store, *decks, problems=problems)
    return store


@lru_cache(maxsize=256)
def _shelved(decks: tuple[Deck, ...], problems: tuple[Problem, ...]) -> bytes:
    """Return the file of a store with these decks; to copy it takes a fiftieth of the time."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "trainer.db"
        with Store(path) as store:
            put(store, *decks, problems=problems)
        return path.read_bytes()


def put(store: Store, *decks: Deck, problems: Sequence[Problem] = ()) -> None:
    """Make these the decks of a store, instead of those that it has."""
    files = [
        DeckFile(f"/decks/{one.id}.yaml", 1, 1, one.id, one, (), tuple(problems) if number == 0 else ())
        for number, one in enumerate(decks)
    ]
    if problems and not decks:
        files = [DeckFile(problems[0].file, 1, 1, "", None, (), tuple(problems))]
    store.shelve(files, 0, 1, "tests")


def reopened(store: Store) -> LibraryAtRisk:
    """The same file once more, as after a restart of the program."""
    return _open.enter_context(LibraryAtRisk(store.path))


def close_all() -> None:
    """Close what was opened since the last call."""
    _open.pop_all().close()


def sm2_memory(
    passes: int, ease: int, interval: int, due: int, *, drill: int = 0, reviews: int = 1, lapses: int = 0
) -> Memory:
    """A card's memory as SM-2 keeps it, last answered ``interval`` days before it is ``due``."""
    return Memory(due, due - interval, drill, reviews, lapses, (passes, ease, interval))
