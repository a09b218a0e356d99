"""Events as this device writes them, and states as they follow from events: what the whole log goes by."""

import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from itertools import groupby, islice
from operator import itemgetter
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, bindparam, case, literal_column, text
from sqlmodel import Session, col, delete, func, or_, select

from trainer.core import dates
from trainer.core.ids import new_ids
from trainer.core.log import KINDS, LAST_DAY, Event, NewEvent
from trainer.core.state import NEW, CardState
from trainer.core.text import counted, in_line
from trainer.scheduling.replay import fold_all, folded_by
from trainer.scheduling.scheduler import Scheduler
from trainer.store import codec, copied, past, tally
from trainer.store.database import Database, put, run_in
from trainer.store.hot import Hot
from trainer.store.order import ORDER
from trainer.store.tables import AboutRow, EventRow, HistoryRow, MemoryRow

_MANY = 500
"""How many values one query names at most."""

_AT_ONCE = 10_000
"""How many events are handed to SQLite at once."""

_FOLDED: list[Any] = [
    col(getattr(HistoryRow, name))
    for name in ("present", "id", "at", "day", "card", "kind", "grade", "scheduler")
]
_FOLDED.append(case((col(HistoryRow.kind).in_(("reschedule", "adopt")), col(HistoryRow.detail)), else_=""))

_SOUND: list[Any] = [
    *(func.typeof(getattr(HistoryRow, name)) == "text" for name in ("present", "scheduler")),
    *(func.typeof(getattr(HistoryRow, name)) == "integer" for name in ("at", "day")),
    col(HistoryRow.day).between(1, LAST_DAY),
]
"""What holds of each event that can be folded; a damaged file has others."""

LAST = select(func.max(EventRow.id)).where(EventRow.device == bindparam("device"))
rowid: Any = literal_column("event.rowid", Integer)
"""The number of an event's row: events are added one after the other, whatever their ids and times are."""

_ADD = f"""INSERT INTO event ({", ".join(f'"{name}"' for name in Event._fields)})
           VALUES ({", ".join("?" * len(Event._fields))})"""

_STATE = ", ".join(codec.STATE)
_REMEMBER = f"""INSERT INTO memory (card, {_STATE}) VALUES (?{", ?" * len(codec.STATE)}) ON CONFLICT (card)
                DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in codec.STATE)}"""
_IN_DECKS = "SELECT key FROM card WHERE key IN (SELECT value FROM json_each(?))"


class Mismatch(NamedTuple):
    """A card whose cached state is not what its events say."""

    card: str
    cached: CardState
    replayed: CardState

    def told(self) -> str:
        """Say it in words."""
        stored, right = _in_words(self.cached), _in_words(self.replayed)
        if stored == right:
            return (
                f"{in_line(self.card)}: {stored}; numbers of the scheduler differ from what the history says"
            )
        return f"{in_line(self.card)}: stored is {stored}; the history says {right}"


def _in_words(state: CardState) -> str:
    """Say what is known of a card."""
    memory, suspended, buried, flagged, wanted = state
    said = ["new"]
    if memory is not None:
        said = [_on("due", memory.due), _on("last", memory.last), counted(memory.reviews, "review")]
        said += [counted(memory.lapses, "lapse"), _on("asked again", memory.drill)]
    said += ["suspended"] * suspended + ["flagged"] * flagged
    return ", ".join(filter(None, (*said, _on("buried", buried), _on("put into practice", wanted))))


def _on(what: str, day: int) -> str:
    """Say on which study day something is; "" without one. A damaged file has any number."""
    return f"{what} on {dates.said(day) if 1 <= day <= LAST_DAY else day}" if day else ""


class Folding:
    """The states that the scheduler of ``hot`` folds the events of a history file to."""

    def __init__(self, database: Database, hot: Hot) -> None:
        self._database = database
        self._hot = hot
        self._written = set[str]()
        """The ids of what was written since the file was opened here, by this program; of several that were
        written as one, that of the first, which is their session."""

    @property
    def _scheduler(self) -> Scheduler:
        return self._hot.scheduler

    def mismatches(self, cards: Collection[str] | None = None) -> list[Mismatch]:
        """Cards, of all or of these, whose cached state differs from the fold of their events."""
        cached = self._hot.states() if cards is None else {card: self._hot.state(card) for card in cards}
        wrong = []
        with self._database.reading() as session:
            for card, state in self._folded(session, cards):
                found = cached.pop(card, NEW)
                if found != state:
                    wrong.append(Mismatch(card, found, state))
        return wrong + [Mismatch(card, state, NEW) for card, state in cached.items()]

    def miscounted(self) -> list[str]:
        """See `trainer.store.store.Store.miscounted`."""
        with self._database.reading() as session:
            run = run_in(session)
            return sorted({*tally.wrong(run), *copied.wrong(run), *past.wrong(run)})

    def folded(self, scheduler: Scheduler) -> dict[str, CardState]:
        """Return the state of each card as ``scheduler`` would fold it; nothing is written."""
        with self._database.reading() as session:
            return dict(self._folded(session, scheduler=scheduler))

    def unread(self) -> set[str]:
        """Return the cards with events of a kind not known here: what these did, no fold tells."""
        with self._database.reading() as session:
            unknown = select(HistoryRow.present).where(col(HistoryRow.kind).not_in(KINDS))
            return set(session.exec(unknown.where(~col(HistoryRow.undone))))

    def rebuild(self, but: Collection[str] = ()) -> None:
        """Throw the cached states away, ``but`` those of some cards, and fold them anew."""
        with self._database.transaction() as session:
            states = [
                (card, state) for card, state in self._folded(session) if state != NEW and card not in but
            ]
            kept = select(func.json_each(json.dumps([*but])).table_valued("value").c.value)
            session.execute(delete(MemoryRow).where(col(MemoryRow.card).not_in(kept)))
            _write(session, states)
            copied.of_decks(run_in(session))
            tally.recount(run_in(session))
            put(session, AboutRow, [{"name": "scheduler", "value": folded_by(self._scheduler)}])

    def recount(self) -> None:
        """Count the answers anew."""
        with self._database.transaction() as session:
            past.recount(run_in(session))

    def doubt(self, session: Session) -> None:
        """See to it that the states are folded anew when the file is opened next, if another program folded
        them under another scheduler meanwhile: then they are not all what one of the two says."""
        if self._hot.about("scheduler") != folded_by(self._scheduler):
            put(session, AboutRow, [{"name": "scheduler", "value": ""}])

    def refold(self, session: Session, cards: Collection[str]) -> None:
        """Fold the events of some cards anew, inside the caller's transaction."""
        remember(session, self._folded(session, cards))

    def _folded(
        self,
        session: Session,
        cards: Collection[str] | None = None,
        but: Mapping[str, Collection[str]] = MappingProxyType({}),
        again: Mapping[str, Collection[str]] = MappingProxyType({}),
        scheduler: Scheduler | None = None,
    ) -> Iterator[tuple[str, CardState]]:
        """Yield the state of each of ``cards`` (default: all that have events), as the log has it, without
        the events of each card whose ids are in ``but``, and with those undone whose ids are in ``again``;
        under another ``scheduler``, if one is given."""
        under = scheduler or self._scheduler
        query = select(*_FOLDED).where(*_SOUND).order_by(*_FOLDED[:1], text(ORDER))
        for part in parts(cards) if cards is not None else (None,):
            out, back = ([id for card in part or () for id in of.get(card, ())] for of in (but, again))
            counts: Any = ~col(HistoryRow.undone)
            tests = [~_among(out)] if out else []
            tests.append(or_(_among(back), counts) if back else counts)
            here = query.where(*tests)
            if part is not None:
                here = here.where(col(HistoryRow.present).in_(part))
            rows = session.connection().execute(here, execution_options={"yield_per": 10_000})
            eventless = dict.fromkeys(part or ())
            for card, mine in groupby(rows, key=itemgetter(0)):
                eventless.pop(card, None)
                yield card, fold_all(map(_told, mine), under)
            yield from ((card, NEW) for card in eventless)

    def stamped(self, session: Session, new: NewEvent, card: str, last: str = "", device: str = "") -> Event:
        """Return a new event as one of this device's, with an id behind those that it gave before; ``last``:
        the latest of these, where that is not in the log yet; ``device``: that of `device`, where it is
        known."""
        return Event(
            next(self.ids(session, new.when.at, last)),
            device or self.device(session),
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

    def ids(self, session: Session, at: int, last: str = "") -> Iterator[str]:
        """Return ids for events that this device writes at an instant (ms), each behind all that it gave
        before; ``last``: the latest of these, where that is not in the log yet."""
        last = last or session.execute(LAST, {"device": self.device(session)}).scalar() or ""
        return new_ids(at, last)

    def device(self, session: Session) -> str:
        """Return this file's device id, making one at the first write."""
        device = self._hot.about("device")
        if device is None:
            device = os.urandom(8).hex()
            put(session, AboutRow, [{"name": "device", "value": device}])
        return device


def add(session: Session, events: Iterable[Event]) -> None:
    """Add events to the log."""
    rest = map(tuple, events)  # as nothing but tuples, which SQLite's driver reads soonest
    while part := list(islice(rest, _AT_ONCE)):
        # Not through the session, which makes a statement for each change of what is NULL.
        run_in(session)(_ADD, part)


def remember(session: Session, states: Iterable[tuple[str, CardState]]) -> None:
    """Write the cached states of cards, and what follows from them."""
    states = list(states)
    run = run_in(session)
    cards = [card for (card,) in run(_IN_DECKS, (json.dumps([card for card, _ in states]),))]
    with tally.following(run, cards) if cards else nullcontext():
        _write(session, states)
    if cards:
        copied.of_states(run, cards)


def _write(session: Session, states: Iterable[tuple[str, CardState]]) -> None:
    """Write states; what is as if it had never been touched needs no row."""
    rows, untouched = [], []
    for card, state in states:
        if state == NEW:
            untouched.append(card)
        else:
            rows.append((card, *codec.state_row(state)))
    if rows:
        run_in(session)(_REMEMBER, rows)
    for part in parts(untouched):  # not through the session, which would look at each row that it knows
        session.connection().execute(delete(MemoryRow).where(col(MemoryRow.card).in_(part)))


def _among(ids: Sequence[str]) -> ColumnElement[bool]:
    """Say that an event is one of these."""
    return col(HistoryRow.id).in_(select(func.json_each(json.dumps(ids)).table_valued("value").c.value))


def _told(row: Sequence[Any]) -> Event:
    """Return an event from a row of `_FOLDED`, with as much as folding needs."""
    _, id, at, day, card, kind, grade, scheduler, detail = row
    return Event(id, "", at, day, 0, card, kind, grade, scheduler=scheduler, detail=detail)


def parts(values: Iterable[str]) -> Iterator[list[str]]:
    """Yield the values in lists short enough for one query."""
    rest = iter(values)
    while part := list(islice(rest, _MANY)):
        yield part


def event_of(row: EventRow | HistoryRow) -> Event:
    """Return the event that a row is."""
    return Event(*(getattr(row, name) for name in Event._fields))
