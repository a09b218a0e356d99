"""The log and what follows from it: events are added, merged and taken back, and states folded from them.

The history of a card is read through the view ``history`` alone, which knows the card's older keys.
"""

import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import bindparam, case
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, delete, exists, func, insert, select

from trainer.core.log import ANSWERS, UNDOABLE, Event, NewEvent, detail_of, fault, new_id
from trainer.core.moment import Moment
from trainer.core.state import NEW, CardState, Memory, Outcome
from trainer.scheduling.leech import becomes_leech
from trainer.scheduling.replay import answered, fold
from trainer.scheduling.scheduler import Scheduler
from trainer.store import codec
from trainer.store.database import Database, put, roomy
from trainer.store.echoes import echoes, possible
from trainer.store.hot import Hot
from trainer.store.tables import AboutRow, AliasRow, CardRow, DeckRow, EventRow, HistoryRow, MemoryRow

_PART = 20_000
"""How many events are merged at once, so that many need no more room than these."""

_MANY = 500
"""How many values one query names at most."""

_FOLDED: list[Any] = [
    col(getattr(HistoryRow, name))
    for name in ("present", "id", "at", "day", "card", "kind", "grade", "scheduler", "undoes")
]
_FOLDED.append(case((col(HistoryRow.kind).in_(("reschedule", "adopt")), col(HistoryRow.detail)), else_=""))

_LAST = select(func.max(EventRow.id)).where(EventRow.device == bindparam("device"))
_ADD = insert(EventRow)
_KNOWN = "SELECT id FROM event WHERE id IN (SELECT value FROM json_each(?))"
_in_time = itemgetter(2)
_ADD_MANY = f"""INSERT INTO event ({", ".join(f'"{name}"' for name in Event._fields)})
                VALUES ({", ".join("?" * len(Event._fields))})"""


class Mismatch(NamedTuple):
    """A card whose cached state is not what its events say."""

    card: str
    cached: CardState
    replayed: CardState


class Merged(NamedTuple):
    """What came of events that were handed over.

    Attributes:
        taken: how many were not there yet and are now.
        refused: why others were not taken, a sentence for each.
    """

    taken: int
    refused: tuple[str, ...] = ()


class Log:
    """The events of a history file, and the states that the scheduler of ``hot`` folds them to.

    Each call that writes is one transaction. All of them raise `LibraryError` when the file cannot be read
    or written.
    """

    def __init__(self, database: Database, hot: Hot) -> None:
        self._database = database
        self._hot = hot

    @property
    def _scheduler(self) -> Scheduler:
        return self._hot.scheduler

    def record_all(self, news: Sequence[NewEvent]) -> list[Event]:
        """Add what happened just now, under this device's name; return it as stored. Several things that were
        done as one are taken back as one: their ``session`` is the id of the first of them.

        An answer is stored with the outcome that the user was shown, unless another program changed the card
        meanwhile: then what it does follows from the state found. One that makes the card a leech flags it,
        too; one undo takes back both.

        Raises:
            ValueError: an answer without a grade in 0..5; then nothing is added.
        """
        with self._database.transaction() as session:
            stored: list[Event] = []
            for new in news:
                first = stored[0].id if stored else ""
                stored.append(self._add(session, new, first, together=len(news) > 1))
            self._doubt(session)
        return stored

    def _add(self, session: Session, new: NewEvent, first: str, *, together: bool) -> Event:
        card = self._hot.present(new.card)
        state = self._hot.state(card)
        event = self._stamped(session, new, card)
        if together:
            event = event._replace(session=first or event.id)
        if new.kind in ANSWERS:
            outcome = self._outcome(new, state.memory, card)
            texts = codec.memory_text(state.memory), codec.memory_text(outcome.memory)
            event = event._replace(kind=outcome.kind, before=texts[0], after=texts[1])
            now = answered(state, outcome)
        else:
            now = fold(state, event, self._scheduler)
        leech = new.kind in ANSWERS and now.memory is not None and becomes_leech(state.memory, now.memory)
        if leech:
            event = event._replace(session=event.id)
        last = event.kind != "undo" and self._hot.newest(card) < (event.at, event.id)
        session.execute(_ADD, event._asdict())
        if not last:
            self.refold(session, {card})
        elif now != state:
            remember(session, [(card, now)])
        if leech:
            self._flag(session, event, now)
        return event

    def _flag(self, session: Session, answer: Event, state: CardState) -> None:
        """Flag a card as a leech, together with the answer that made it one."""
        detail = detail_of(leech=state.memory.lapses if state.memory is not None else 0)
        flag = NewEvent(Moment(answer.at, answer.day, answer.offset), answer.card, "flag", detail=detail)
        self._add(session, flag, answer.id, together=True)

    def merge(self, events: Iterable[Event]) -> Merged:
        """Add those events whose id is not there, whoever wrote them and whenever; return what came of it.

        The cards they are about are folded anew, so that it does not matter in which order, in which parts
        and how often events arrive. What no log can hold (see `trainer.core.log.fault`) is left out.
        """
        refused: list[str] = []
        taken = 0
        cards: set[str] = set()
        rest = iter(events)
        with self._database.transaction() as session, roomy(session):
            aliases = _aliases(session)
            while part := list(islice(rest, _PART)):
                given: dict[str, Event] = {}
                for event in part:
                    if why := fault(event):
                        refused.append(f"event {event.id!r} was not taken: {why}")
                    else:
                        given[event.id] = event
                for (known,) in session.connection().exec_driver_sql(_KNOWN, (json.dumps(list(given)),)):
                    del given[known]
                taken += len(given)
                if given:  # not through the session, which makes a statement for each change of what is NULL
                    session.connection().exec_driver_sql(_ADD_MANY, sorted(given.values(), key=_in_time))
                cards.update(aliases.get(event.card, event.card) for event in given.values())
                for ids in _parts(event.undoes for event in given.values() if event.undoes):
                    cards.update(session.exec(select(HistoryRow.present).where(col(HistoryRow.id).in_(ids))))
            if possible(session):
                for keys in _parts(cards):
                    for echo in list(echoes(session, keys)):
                        session.execute(_ADD, echo._asdict())
            self.refold(session, cards)
            self._doubt(session)
        return Merged(taken, tuple(refused))

    def undo(self, when: Moment) -> Event | None:
        """Take back the newest thing that this device did and that can be taken back and is not yet; return
        that event, or None. Taking back is an event itself. What was done as one is taken back as one: then
        the first event of it is returned."""
        with self._database.transaction() as session:
            later = aliased(EventRow)
            left = (
                select(EventRow)
                .where(EventRow.device == self._device(session), col(EventRow.kind).in_(UNDOABLE))
                .where(~exists().where(col(later.undoes) == EventRow.id, col(later.undoes) != ""))
                .order_by(col(EventRow.id).desc())
            )
            newest = session.exec(left.limit(1)).first()
            if newest is None:
                return None
            together = [newest]
            if newest.session and session.exec(left.where(EventRow.id == newest.session)).first():
                together = list(session.exec(left.where(EventRow.session == newest.session)))
            gone: set[str] = set()
            for undone in together:
                gone.add(undone.id)
                self._take_back(session, undone, when, gone)
            self._doubt(session)
            return _event(together[-1])._replace(card=self._hot.present(together[-1].card))

    def take_back(self, after: int, when: Moment) -> int:
        """Take back all that was done later than the instant ``after`` (ms), whoever did it, and that can be
        taken back and is not yet; return how much that was."""
        with self._database.transaction() as session:
            later = aliased(EventRow)
            left = session.exec(
                select(EventRow)
                .where(EventRow.at > after, col(EventRow.kind).in_(UNDOABLE))
                .where(~exists().where(col(later.undoes) == EventRow.id, col(later.undoes) != ""))
            ).all()
            gone = {undone.id for undone in left}
            for undone in left:
                self._take_back(session, undone, when, gone)
            self._doubt(session)
        return len(left)

    def orphans(self) -> list[str]:
        """Keys of cards that were answered and that no deck in use has."""
        in_use = exists().where(
            col(CardRow.key) == HistoryRow.present,
            col(CardRow.retired) == 0,
            col(DeckRow.id) == CardRow.deck,
            col(DeckRow.retired) == 0,
        )
        answers = select(HistoryRow.present).where(col(HistoryRow.kind).in_(ANSWERS), ~in_use)
        with self._database.reading() as session:
            return list(session.exec(answers.distinct().order_by(HistoryRow.present)))

    def inherit(self, device: str, aliases: Mapping[str, str]) -> None:
        """Go on under the ``device`` id of another file (if it is known), with the older card keys there."""
        with self._database.transaction() as session:
            if device:
                put(session, AboutRow, [{"name": "device", "value": device}])
            put(session, AliasRow, [{"old": old, "card": card} for old, card in aliases.items()])

    def _take_back(self, session: Session, undone: EventRow, when: Moment, gone: set[str]) -> None:
        card = self._hot.present(undone.card)
        before = self._hot.state(card).memory
        event = self._stamped(session, NewEvent(when, "", "undo", undoes=undone.id), undone.card)
        (_, state), *_ = self._folded(session, [card], but=gone)
        event = event._replace(before=codec.memory_text(before), after=codec.memory_text(state.memory))
        session.execute(_ADD, event._asdict())
        remember(session, [(card, state)])

    def events(self) -> list[Event]:
        """All events as they were written, in log order."""
        with self._database.reading() as session:
            rows = session.exec(select(EventRow).order_by(col(EventRow.at), col(EventRow.id)))
            return [_event(row) for row in rows]

    def histories(self) -> Iterator[tuple[str, list[Event]]]:
        """Yield each card that has events, with those that were not undone, in log order."""
        for card, mine in groupby(self._hot.told(), key=itemgetter(0)):
            if card:
                yield card, [Event._make(row[1:]) for row in mine]

    def answered(self, *, but: str) -> Iterator[tuple[str, int, int]]:
        """Yield card, instant (ms) and grade of each answer that another device than ``but`` wrote."""
        query = select(HistoryRow.present, HistoryRow.at, HistoryRow.grade).where(
            col(HistoryRow.kind).in_(ANSWERS | {"cram"}),
            HistoryRow.device != but,
            col(HistoryRow.grade).is_not(None),
        )
        with self._database.reading() as session:
            for card, at, grade in session.exec(query):
                yield card, at, grade or 0

    def mismatches(self) -> list[Mismatch]:
        """Cards whose cached state differs from the fold of their events."""
        cached = self._hot.states()
        wrong = []
        with self._database.reading() as session:
            for card, state in self._folded(session):
                found = cached.pop(card, NEW)
                if found != state:
                    wrong.append(Mismatch(card, found, state))
        return wrong + [Mismatch(card, state, NEW) for card, state in cached.items()]

    def folded(self, scheduler: Scheduler) -> dict[str, CardState]:
        """Return the state of each card as ``scheduler`` would fold it; nothing is written."""
        with self._database.reading() as session:
            return dict(self._folded(session, scheduler=scheduler))

    def rebuild(self) -> None:
        """Throw the cached states away and fold them anew."""
        with self._database.transaction() as session:
            states = [(card, state) for card, state in self._folded(session) if state != NEW]
            session.execute(delete(MemoryRow))
            remember(session, states)
            put(session, AboutRow, [{"name": "scheduler", "value": self._scheduler.name}])

    def _doubt(self, session: Session) -> None:
        """See to it that the states are folded anew when the file is opened next, if another program folded
        them under another scheduler meanwhile: then they are not all what one of the two says."""
        if self._hot.about("scheduler") != self._scheduler.name:
            put(session, AboutRow, [{"name": "scheduler", "value": ""}])

    def refold(self, session: Session, cards: Collection[str]) -> None:
        """Fold the events of some cards anew, inside the caller's transaction."""
        remember(session, self._folded(session, cards))

    def _folded(
        self,
        session: Session,
        cards: Collection[str] | None = None,
        but: Collection[str] = (),
        scheduler: Scheduler | None = None,
    ) -> Iterator[tuple[str, CardState]]:
        """Yield the state of each of ``cards`` (default: all that have events), as the log has it, without
        the events whose ids are in ``but``; under another ``scheduler``, if one is given."""
        under = scheduler or self._scheduler
        query = (
            select(*_FOLDED)
            .where(~col(HistoryRow.undone))
            .order_by(*_FOLDED[:1], col(HistoryRow.at), col(HistoryRow.id))
        )
        for part in _parts(cards) if cards is not None else (None,):
            here = query if part is None else query.where(col(HistoryRow.present).in_(part))
            rows = session.connection().execute(here, execution_options={"yield_per": 10_000})
            eventless = dict.fromkeys(part or ())
            for card, mine in groupby(rows, key=itemgetter(0)):
                eventless.pop(card, None)
                state = NEW
                for row in mine:
                    if row[1] not in but:
                        state = fold(state, _told(row), under)
                yield card, state
            yield from ((card, NEW) for card in eventless)

    def _outcome(self, new: NewEvent, memory: Memory | None, card: str) -> Outcome:
        if new.grade is None:
            raise ValueError("an answer needs a grade")
        ours = new.scheduler == self._scheduler.name
        if ours and new.outcome is not None and new.before == memory:
            return new.outcome
        then = self._scheduler if ours else self._scheduler.called(new.scheduler) or self._scheduler
        return then.answer(memory, new.grade, new.when.day, card)

    def _stamped(self, session: Session, new: NewEvent, card: str) -> Event:
        """Return a new event as one of this device's, with an id behind those that it gave before."""
        device = self._device(session)
        last = session.execute(_LAST, {"device": device}).scalar()
        return Event(
            new_id(new.when.at, last or ""),
            device,
            *new.when,
            card,
            new.kind,
            new.grade,
            new.suggested,
            new.took,
            new.hints,
            new.answer,
            new.fingerprint,
            new.scheduler,
            undoes=new.undoes,
            session=new.session,
            detail=new.detail,
        )

    def _device(self, session: Session) -> str:
        """Return this file's device id, making one at the first write."""
        device = self._hot.about("device")
        if device is None:
            device = os.urandom(8).hex()
            put(session, AboutRow, [{"name": "device", "value": device}])
        return device


def remember(session: Session, states: Iterable[tuple[str, CardState]]) -> None:
    """Write the cached states of cards; what is as if it had never been touched needs no row."""
    rows, untouched = [], []
    for card, state in states:
        if state == NEW:
            untouched.append(card)
        else:
            rows.append({"card": card, **codec.state_row(state)})
    put(session, MemoryRow, rows)
    for part in _parts(untouched):
        session.execute(delete(MemoryRow).where(col(MemoryRow.card).in_(part)))


def _told(row: Sequence[Any]) -> Event:
    """Return an event from a row of `_FOLDED`, with as much as folding needs."""
    _, id, at, day, card, kind, grade, scheduler, undoes, detail = row
    return Event(
        id, "", at, day, 0, card, kind, grade, None, None, 0, "", "", scheduler, "", "", undoes, "", detail
    )


def _event(row: EventRow | HistoryRow) -> Event:
    return Event(*(getattr(row, name) for name in Event._fields))


def _aliases(session: Session) -> dict[str, str]:
    """Return older card keys, each with the one that its card has now."""
    return {row.old: row.card for row in session.exec(select(AliasRow))}


def _parts(values: Iterable[str]) -> Iterator[list[str]]:
    """Yield the values in lists short enough for one query."""
    rest = iter(values)
    while part := list(islice(rest, _MANY)):
        yield part
