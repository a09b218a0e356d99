"""Decks, deck files and answers for the tests of the store and of what stands on it."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from trainer.core.card import Deck, DeckFile, Note, Problem
from trainer.core.kinds import Basic, Body, Cloze
from trainer.core.log import Event, EventKind, NewEvent
from trainer.core.moment import Moment
from trainer.scheduling.registry import DEFAULT
from trainer.scheduling.scheduler import Scheduler
from trainer.store.store import Store

DAY = 739_000
READER = "reader 1"
MILLISECONDS = 86_400_000
_EPOCH = date(1970, 1, 1).toordinal()


def by_hand(line: str | bytes, **changed: object) -> str:
    """Return a line of a history as text with values that somebody changed on purpose, without its end."""
    told = json.loads(line) | changed
    return json.dumps({name: value for name, value in told.items() if name != "sum"})


def basic(name: str, ask: str = "", **more: Any) -> Note:
    """A note of the deck ``deck`` with one card."""
    return Note("deck", name, Basic(ask or f"Q {name}", f"A {name}"), **more)


def pair(name: str, **more: Any) -> Note:
    """A note with two cards, ``#c1`` and ``#c2``."""
    return Note("deck", name, Cloze(f"{{{{c1::one}}}} {{{{c2::two}}}} {name}"), **more)


def of(body: Body, **more: Any) -> Note:
    """A note ``deck/note`` of any kind."""
    return Note("deck", "note", body, **more)


def noon(day: int) -> int:
    """The instant of noon, UTC, of a study day."""
    return (day - _EPOCH) * MILLISECONDS + MILLISECONDS // 2


def answer(
    card: str,
    grade: int,
    day: int = DAY,
    *,
    at: int | None = None,
    scheduler: Scheduler = DEFAULT,
    **more: Any,
) -> NewEvent:
    """An answer as a session hands it to the store; by default at noon of its study day."""
    instant = noon(day) if at is None else at
    when = Moment(instant, day)
    return NewEvent(when, card, "review", grade=grade, scheduler=scheduler.name, **more)


def mark(card: str, kind: str, day: int = DAY, **more: Any) -> NewEvent:
    """A suspend, bury, flag … as a session hands it to the store."""
    return NewEvent(Moment(noon(day), day), card, cast(EventKind, kind), **more)


class Shelf:
    """Deck files as `trainer.decks.library` would hand them to the store, each with a deck of its own."""

    def __init__(self, store: Store, *notes: Note) -> None:
        self.store = store
        self.files: dict[str, DeckFile] = {}
        self._versions = 0
        if notes:
            self.put("deck.yaml", *notes)
            self.sync()

    def put(
        self,
        path: str,
        *notes: Note,
        deck: str = "deck",
        title: str = "",
        broken: Sequence[str] = (),
        problems: Sequence[Problem] = (),
        **more: Any,
    ) -> None:
        """Write a deck file; its notes become the deck's, whatever deck they were made for."""
        self._versions += 1
        own = tuple(replace(note, deck=deck) for note in notes)
        value = Deck(deck, title or f"Deck {deck}", notes=own, path=path, **more)
        digest = f"digest {self._versions}"
        self.files[path] = DeckFile(
            path, 100, self._versions, deck, value, tuple(broken), tuple(problems), digest
        )

    def spoil(self, path: str) -> None:
        """Make a deck file one that cannot be read at all; it stays the home of its deck."""
        self._versions += 1
        owns = self.files[path].owns if path in self.files else ""
        problem = Problem(path, 3, "", "", "yaml", "error", "is no YAML", "close the bracket")
        self.files[path] = DeckFile(path, 100, self._versions, owns, None, problems=(problem,))

    def remove(self, path: str) -> None:
        """Delete a deck file."""
        del self.files[path]

    def stale(self) -> list[str] | None:
        """What is to be read again, None if nothing at all changed."""
        found = [(file.path, file.size, file.mtime_ns) for file in self.files.values()]
        known = self.store.known(found, READER)
        if known is None:
            return None
        return [path for path in self.files if path not in known or not known[path].same]

    def sync(self, now: int = 0) -> None:
        """Bring the store in line with the files, if anything changed."""
        stale = self.stale()
        if stale is not None:
            files = [
                file if file.path in stale else file._replace(deck=None, broken=())
                for file in self.files.values()
            ]
            self.store.shelve(files, now, 719163 + now // 86400, READER)


@cache
def filled(fill: Callable[[Store], None]) -> bytes:
    """Return the file of a history as ``fill`` leaves it, for each test to begin with a copy."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "trainer.db"
        with Store(path) as store:
            fill(store)
        return path.read_bytes()


def practise(store: Store) -> None:
    """Give some hundred answers."""
    cards = range(12)
    Shelf(store, *(basic(f"n{card}") for card in cards))
    for number in range(25):
        store.record_all([answer(f"deck/n{card}", 4, DAY + 9 * number) for card in cards])


def used(path: Path) -> list[Event]:
    """Make a file of a history with some hundred answers, always the same ones; return its events."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(filled(practise))
    with Store(path) as store:
        return store.events()
