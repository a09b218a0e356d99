"""A library in memory. It keeps events and folds them, so that a second one over the same list of events is
the program after a restart."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from trainer.core.card import Note, Problem, Reference, note_of
from trainer.core.errors import LibraryError
from trainer.core.library import DeckCounts, StudyCard, Today
from trainer.core.log import ANSWERS, UNDOABLE, Event, NewEvent, new_id
from trainer.core.moment import Moment
from trainer.core.scope import Scope
from trainer.core.state import CardState
from trainer.scheduling.registry import DEFAULT
from trainer.scheduling.replay import replay
from trainer.scheduling.scheduler import PASS


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    @property
    def day(self) -> int:
        return self.now.toordinal()


@dataclass
class FakeDeck:
    id: str
    title: str
    notes: list[Note]
    references: tuple[Reference, ...] = ()


@dataclass
class FakeLibrary:
    """``failing`` makes every write, ``unreadable`` every reading of a card, raise with that message."""

    decks_: list[FakeDeck]
    events: list[Event] = field(default_factory=list)
    problems_: list[Problem] = field(default_factory=list)
    failing: str = ""
    unreadable: str = ""

    def _cards(self, scope: Scope) -> Iterable[tuple[FakeDeck, Note, str]]:
        everything = not scope.decks and not scope.tags
        for deck in self.decks_:
            for note in deck.notes:
                if everything or deck.id in scope.decks or set(note.tags) & set(scope.tags):
                    for key in note.card_keys():
                        yield deck, note, key

    def state(self, key: str) -> CardState:
        mine = [event for event in self.events if event.card == key]
        return replay(mine, DEFAULT)

    def _open(self, day: int, scope: Scope) -> Iterable[tuple[str, CardState]]:
        for _, _, key in self._cards(scope):
            state = self.state(key)
            buried = any(self.state(other).buried == day for other in self._siblings(key))
            if not state.suspended and not buried:
                yield key, state

    def _siblings(self, key: str) -> Iterable[str]:
        return (other for _, note, other in self._cards(Scope()) if note.key == note_of(key))

    def due(self, day: int, scope: Scope, limit: int) -> Sequence[str]:
        found = [
            (state.memory.due, key)
            for key, state in self._open(day, scope)
            if state.memory and state.memory.due <= day and state.memory.drill != day
        ]
        return [key for _, key in sorted(found)][:limit]

    def new(self, day: int, scope: Scope, limit: int) -> Sequence[str]:
        notes: dict[str, str] = {}
        for key, state in self._open(day, scope):
            if state.memory is None:
                notes.setdefault(note_of(key), key)
        return list(notes.values())[:limit]

    def drills(self, day: int, scope: Scope) -> Sequence[str]:
        return [key for key, state in self._open(day, scope) if state.memory and state.memory.drill == day]

    def today(self, day: int) -> Today:
        undone = {event.undoes for event in self.events}
        answers = [
            event
            for event in self.events
            if event.kind in ANSWERS and event.day == day and event.id not in undone
        ]
        new = sum(event.kind == "review" and not event.before for event in answers)
        due = sum(event.kind == "review" and bool(event.before) for event in answers)
        return Today(new, due, frozenset(note_of(event.card) for event in answers))

    def card(self, key: str) -> StudyCard | None:
        if self.unreadable:
            raise LibraryError(self.unreadable)
        for deck, note, other in self._cards(Scope()):
            if other == key:
                undone = {event.undoes for event in self.events}
                answered = sum(
                    event.card == key and event.kind in ANSWERS and event.id not in undone
                    for event in self.events
                )
                path = f"/decks/{deck.id}.yaml"
                fingerprint = f"{hash(note.body):x}"
                return StudyCard(
                    key, note, deck.title, deck.references, path, self.state(key), fingerprint, answered
                )
        return None

    def due_on(self, day: int, scope: Scope) -> int:
        return sum(bool(state.memory and state.memory.due <= day) for _, state in self._open(day, scope))

    def decks(self, day: int) -> Sequence[DeckCounts]:
        counts = []
        for deck in sorted(self.decks_, key=lambda deck: deck.title):
            scope = Scope((deck.id,))
            states = [self.state(key) for _, _, key in self._cards(scope)]
            coming = [state.memory.due for state in states if state.memory and state.memory.due > day]
            counts.append(
                DeckCounts(
                    deck.id,
                    deck.title,
                    len(self.new(day, scope, 9999)),
                    len(self.due(day, scope, 9999)),
                    len(self.drills(day, scope)),
                    len(states),
                    sum(state.memory is not None for state in states),
                    sum(state.suspended for state in states),
                    min(coming, default=0),
                )
            )
        return counts

    def notes(self, scope: Scope) -> Sequence[Note]:
        return list(dict.fromkeys(note for _, note, _ in self._cards(scope)))

    def states(self) -> Mapping[str, CardState]:
        return {event.card: self.state(event.card) for event in self.events}

    def log(self, kinds: Collection[str], session: str = "", *, failed: bool = False) -> Sequence[Event]:
        undone = {event.undoes for event in self.events}
        return [
            event
            for event in self.events
            if event.kind in kinds and event.id not in undone and session in ("", event.session)
            if not failed or (event.answer and (event.grade or 0) < PASS)
        ]

    def forecast(self, day: int, days: int) -> Sequence[int]:
        counts = [0] * days
        for _, _, key in self._cards(Scope()):
            memory = self.state(key).memory
            if memory and memory.due < day + days:
                counts[max(0, memory.due - day)] += 1
        return counts

    def problems(self) -> Sequence[Problem]:
        return self.problems_

    def record(self, new: NewEvent) -> Event:
        if self.failing:
            raise LibraryError(self.failing)
        fields = {name: value for name, value in new._asdict().items() if name in Event._fields}
        event = Event(
            **{**fields, **new.when._asdict(), "id": new_id(new.when.at), "device": "", "before": ""}
        )
        if event.kind in ANSWERS:
            before = self.state(event.card).memory
            assert event.grade is not None
            outcome = DEFAULT.answer(before, event.grade, event.day, event.card)
            event = event._replace(kind=outcome.kind, before=str(before or ""), after=str(outcome.memory))
        self.events.append(event)
        return event

    def undo(self, when: Moment) -> Event | None:
        if self.failing:
            raise LibraryError(self.failing)
        undone = {event.undoes for event in self.events}
        for event in reversed(self.events):
            if event.kind in UNDOABLE and event.id not in undone:
                self.events.append(Event(new_id(when.at), "", *when, event.card, "undo", undoes=event.id))
                return event
        return None
