"""The store as the rest of the program sees it: reads at once, writes through SQLModel, core values only."""

import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from trainer.core.card import Deck, DeckFile, KnownFile, Note, Problem, Reference, note_of
from trainer.core.library import DeckCounts, StudyCard, Today
from trainer.core.log import ANSWERS, Event, new_id
from trainer.core.scope import EVERYTHING, Scope, resolve
from trainer.core.state import NEW, CardState, dump_memory
from trainer.scheduling.replay import fold, replay
from trainer.scheduling.sm2 import answer, parse_scheduler
from trainer.store import codec
from trainer.store.errors import explained
from trainer.store.hot import Reader
from trainer.store.schema import connect

if TYPE_CHECKING:
    from trainer.store.log import Writer


class Mismatch(NamedTuple):
    """A card whose cached state is not what its events say."""

    card: str
    cached: CardState
    replayed: CardState


class Store:
    """One open history file, used from one thread. Each write is one transaction, on disk when it returns.

    Every method raises `LibraryError` when the file cannot be read or written.
    """

    def __init__(self, path: Path) -> None:
        """Open ``path``, creating file and folder where missing; see `schema.connect` for the errors."""
        self.path = path
        self._connection = connect(path)
        self._reader = Reader(self._connection)

    def close(self) -> None:
        """Close the file."""
        if "_writer" in self.__dict__:
            self._writer.close()
        self._connection.close()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Practice (the `Library` of trainer.study)

    def due(self, day: int, scope: Scope, limit: int) -> list[str]:
        """Keys of due cards not suspended or put off, the most overdue first."""
        with self._reading():
            return self._reader.due(day, scope, limit)

    def new(self, day: int, scope: Scope, limit: int) -> list[str]:
        """Keys of cards never answered, in learning order; at most one for each note."""
        with self._reading():
            return self._reader.new(day, scope, limit)

    def drills(self, day: int, scope: Scope) -> list[str]:
        """Keys of cards whose drill of ``day`` is still open, in the order they were failed."""
        with self._reading():
            return self._reader.drills(day, scope)

    def today(self, day: int) -> Today:
        """What was answered on ``day`` so far, over all decks."""
        with self._reading():
            answers = self._reader.answers_on(day)
        new = sum(review and fresh for _, review, fresh in answers)
        due = sum(review and not fresh for _, review, fresh in answers)
        return Today(new, due, frozenset(note_of(card) for card, _, _ in answers))

    def card(self, key: str) -> StudyCard | None:
        """The card, or None when no deck has it any more."""
        with self._reading():
            row = self._reader.card(key)
            if row is None:
                return None
            note, sources = codec.load(row["note"], row["line"], row["content"])
            state = self._reader.state(key)
            usual = self._reader.usual(key)
        return StudyCard(
            key, note, row["title"], sources, row["path"], state, row["fingerprint"], row["answered"], usual
        )

    def due_on(self, day: int, scope: Scope) -> int:
        """How many cards will be due by ``day`` if nothing more is answered."""
        with self._reading():
            return self._reader.due_on(day, scope)

    def decks(self, day: int) -> list[DeckCounts]:
        """All decks in use, by title."""
        with self._reading():
            return [DeckCounts(*row) for row in self._reader.decks(day)]

    def forecast(self, day: int, days: int) -> list[int]:
        """How many cards fall due on each of the ``days`` study days from ``day`` on."""
        with self._reading():
            return self._reader.forecast(day, days)

    def problems(self) -> list[Problem]:
        """What was wrong with the deck files when they were last read."""
        with self._reading():
            return self._reader.problems()

    def notes(self, scope: Scope) -> list[Note]:
        """All notes in scope that are in use, in deck order."""
        with self._reading():
            rows = self._reader.notes(scope)
        return [codec.load(key, line, content)[0] for key, _, line, content, _ in rows]

    def states(self) -> dict[str, CardState]:
        """What the log says about each card that has events, by card key."""
        with self._reading():
            return dict(self._reader.states())

    def log(self, kinds: Collection[str], session: str = "", *, failed: bool = False) -> list[Event]:
        """Events of the given kinds that were not undone, in log order; of one session only, if named;
        ``failed``: only those with an answer in words that was no pass."""
        with self._reading():
            return self._reader.log(kinds, session, failed=failed)

    def resolve(self, names: Sequence[str]) -> Scope:
        """Return the scope that deck ids, titles and tags name; raises `ScopeError` for an unknown name."""
        if not names:
            return EVERYTHING
        with self._reading():
            return resolve(names, self._reader.titles(), self._reader.tags())

    def record(self, event: Event) -> Event:
        """Append one event and update its card's state, in one transaction; return the event as stored.

        The id, the device and, for an answer, its kind and the memory before and after are filled in here,
        from the state found inside the transaction: another program may have answered the card meanwhile,
        or read a deck in which it has another key.
        """
        from trainer.store.log import append, remember

        with self._writer.transaction() as connection:
            event = self._stamped(event._replace(card=self._reader.present(event.card)))
            state = self._reader.state(event.card)
            if event.kind in ANSWERS:
                if event.grade is None:
                    raise ValueError("an answer needs a grade")
                options = parse_scheduler(event.scheduler)
                outcome = answer(state.memory, event.grade, event.day, options, event.card)
                event = event._replace(
                    kind=outcome.kind, before=dump_memory(state.memory), after=dump_memory(outcome.memory)
                )
            append(connection, event)
            remember(connection, [(event.card, fold(state, event))])
        return event

    def undo(self, at: int, day: int, offset: int) -> Event | None:
        """Take back the latest event that can be and is not yet; return that event, or None.

        Taking back is an event itself; the card's state becomes what its remaining events say.
        """
        from trainer.store.log import append, remember

        with self._writer.transaction() as connection:
            undone = self._reader.last_undoable()
            if undone is None:
                return None
            card = self._reader.present(undone.card)
            before = dump_memory(self._reader.state(card).memory)
            event = self._stamped(Event("", "", at, day, offset, undone.card, "undo", undoes=undone.id))
            state = replay([*self._events_of(card), event])
            append(connection, event._replace(before=before, after=dump_memory(state.memory)))
            remember(connection, [(card, state)])
        return undone._replace(card=card)

    # Decks

    def known(self, found: Sequence[tuple[str, int, int]], reader: str) -> dict[str, KnownFile] | None:
        """Return what is kept of the deck files found (path, size, mtime in ns), by path.

        None when nothing changed at all: no file, none came or went, and the ``reader`` is still the one that
        read them. Another reader reads all files again.
        """
        with self._reading():
            files = self._reader.files()
            same_reader = self._reader.about("reader") == reader
        if same_reader and files == {path: (size, mtime_ns) for path, size, mtime_ns in found}:
            return None
        with self._reading():
            digests = self._reader.digests()
        now = {path: (size, mtime_ns) for path, size, mtime_ns in found}
        return {
            path: KnownFile(deck, digest, same_reader and path in now and files.get(path) == now[path])
            for path, deck, digest in digests
        }

    def sync(self, files: Sequence[DeckFile], now: int, reader: str) -> None:
        """Bring the store in line with the deck files: all there are, in the order in which they are learnt.

        ``now`` is the UTC second noted for notes whose content changed, ``reader`` says who read the files.
        Notes that vanished are hidden, with their history kept; the history of a renamed note follows it.
        """
        from trainer.store.log import remember
        from trainer.store.shelf import sync

        with self._writer.transaction() as connection:
            moved = sync(connection, files, now)
            self._connection.execute("INSERT OR REPLACE INTO about VALUES ('reader', ?)", (reader,))
            aliases = self._reader.aliases()
            states = [(card, NEW if card in aliases else replay(self._events_of(card))) for card in moved]
            remember(connection, states)

    def export(self, scope: Scope = EVERYTHING) -> tuple[list[Deck], dict[str, int]]:
        """Return the decks in scope as core values, and for each note key the second of its last change."""
        with self._reading():
            rows = self._reader.notes(scope)
            named = {deck: self._reader.deck(deck) for _, deck, *_ in rows}
        decks, changed = [], {}
        for deck, group in groupby(rows, key=lambda row: row[1]):
            notes: list[Note] = []
            references: dict[str, Reference] = {}
            for key, _, line, content, second in group:
                note, sources = codec.load(key, line, content)
                notes.append(note)
                references.update((source.key, source) for source in sources)
                changed[key] = second
            title, about, path = named[deck]
            decks.append(Deck(deck, title, about, (), tuple(references.values()), tuple(notes), path=path))
        return decks, changed

    # Care

    def mismatches(self) -> Iterator[Mismatch]:
        """Yield each card whose cached state differs from the fold of its events."""
        with self._reading():
            cached = dict(self._reader.states())
            for card, state in self._replayed():
                found = cached.pop(card, NEW)
                if found != state:
                    yield Mismatch(card, found, state)
            for card, state in cached.items():
                if state != NEW:
                    yield Mismatch(card, state, NEW)

    def rebuild(self) -> None:
        """Throw the cached states away and fold them anew from the log."""
        from trainer.store.log import forget_all, remember

        with self._writer.transaction() as connection:
            states = list(self._replayed())
            forget_all(connection)
            remember(connection, states)

    def warm(self) -> None:
        """Import what the first write needs; safe to call from another thread, before that write."""

    @cached_property
    def _writer(self) -> "Writer":
        from trainer.store.log import Writer

        return Writer(self._connection, self.path)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with explained(self.path):
            yield

    def _events_of(self, card: str) -> list[Event]:
        return self._reader.events([card, *self._reader.formerly(card)])

    def _replayed(self) -> Iterator[tuple[str, CardState]]:
        """Fold the whole log; the events of a renamed card count for its present key."""
        aliases = self._reader.aliases()
        renamed: dict[str, list[Event]] = {card: [] for card in aliases.values()}
        for card, events in groupby(self._reader.all_events(), key=lambda event: event.card):
            present = aliases.get(card, card)
            if present in renamed:
                renamed[present].extend(events)
            else:
                yield card, replay(events)
        for card, together in renamed.items():
            yield card, replay(together)

    def _device(self) -> str:
        """Return this file's device id, making one at the first write. Call it inside a transaction."""
        device = self._reader.about("device")
        if device is None:
            device = os.urandom(8).hex()
            self._connection.execute("INSERT INTO about VALUES ('device', ?)", (device,))
        return device

    def _stamped(self, event: Event) -> Event:
        """Give an event its id, its device, and an instant after all that are in the log."""
        at = max(event.at, self._reader.last_instant() + 1)
        return event._replace(id=new_id(at), device=self._device(), at=at)
