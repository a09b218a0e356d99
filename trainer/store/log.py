"""The log and what follows from it: events are added, merged and taken back, and states folded from them.

The history of a card is read through the view ``history`` alone, which knows the card's older keys.
"""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import ExitStack, nullcontext
from itertools import chain, groupby, islice
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import text
from sqlmodel import Session, col, exists, func, select

from trainer.core.differing import ALIKE, Differences, Differing, lesser
from trainer.core.imports import Fact, Ordered
from trainer.core.log import ANSWERS, GIVEN, Altered, Event, NewEvent, are_usual, detail_of, fault, refusal
from trainer.core.moment import Moment, log_order
from trainer.core.state import CardState, Memory, Outcome
from trainer.core.text import Some
from trainer.scheduling.leech import becomes_leech
from trainer.scheduling.replay import answered, fold
from trainer.store import codec, imports, ready
from trainer.store.database import put, roomy, run_in, without_indexes
from trainer.store.echoes import possible
from trainer.store.folding import add, parts, remember, rowid
from trainer.store.fresh import Touched
from trainer.store.imports import Act
from trainer.store.marking import Marking
from trainer.store.moves import follow
from trainer.store.order import ORDER
from trainer.store.past import following
from trainer.store.tables import AboutRow, CardRow, DeckRow, EventRow, HistoryRow

_PART = 20_000
"""How many events are merged at once, so that many need no more room than these."""

_KNOWN = f"""SELECT {", ".join(f'"{name}"' for name in Event._fields)} FROM event
             WHERE id IN (SELECT value FROM json_each(?))"""
_ANY = "SELECT EXISTS (SELECT 1 FROM event)"
_LATEST = "SELECT id FROM event WHERE rowid > (SELECT max(rowid) FROM event) - ? ORDER BY id"
_in_time = itemgetter(2)


def _parts(events: Iterable[Event]) -> Iterator[list[Event]]:
    """Yield events in parts; those of one card that follow one upon another are in one, if they are not very
    many."""
    rest = iter(events)
    part = list(islice(rest, _PART))
    while part:
        card, others = part[-1].card, list[Event]()
        for event in islice(rest, _PART):
            if event.card != card:
                others = [event]
                break
            part.append(event)
        yield part
        part = [*others, *islice(rest, _PART - len(others))]


class Merged(NamedTuple):
    """What came of events that were handed over.

    Attributes:
        taken: how many were not there yet and are now.
        refused: why others were not taken, a sentence for each of the first, and how many more there were.
        renamed: does this device go on under a new id, as another one writes under the old one, or an older
            copy of this history was put back?
        again: how many were there, taken back together with an import, and count again.
        differing: those that have another content than what is there under their ids, which stays.
    """

    taken: int
    refused: tuple[str, ...] = ()
    renamed: bool = False
    again: int = 0
    differing: Differing = ALIKE


Bringing = Callable[[Set[str], Set[str]], NewEvent | Fact | None]
"""Gives what is to be noted of an import, told the ids of what is new, and of what counts again."""


class Log(Marking):
    """The events of a history file, and the states that the scheduler of ``hot`` folds them to.

    Each call that writes is one transaction. All of them raise `LibraryError` when the file cannot be read
    or written.
    """

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
            stored = self._add_all(session, news)
            self.doubt(session)
        return stored

    def add(self, session: Session, new: NewEvent) -> None:
        """Add one more event to what a transaction of the caller writes."""
        self._add_all(session, [new])

    def _add_all(self, session: Session, news: Sequence[NewEvent]) -> list[Event]:
        if GIVEN.isdisjoint(new.kind for new in news):
            return self._marked(session, news)
        stored: list[Event] = []
        states: dict[str, CardState] = {}
        for new in news:
            first = stored[0].id if stored else ""
            stored.append(self._add(session, new, first, states, together=len(news) > 1))
        remember(session, states.items())
        return stored

    def _add(
        self,
        session: Session,
        new: NewEvent,
        first: str,
        states: dict[str, CardState],
        *,
        together: bool,
    ) -> Event:
        """Add an event, and what its card comes to, to ``states``, which are written when all are there."""
        card = self._hot.present(new.card)
        state = states[card] if card in states else self._hot.state(card)
        event = self.stamped(session, new, card)
        if together:
            event = event._replace(session=first or event.id)
        self._written.add(first or event.id)
        if new.kind in ANSWERS:
            outcome = self._outcome(new, state.memory, card)
            texts = codec.memory_text(state.memory), codec.memory_text(outcome.memory)
            event = event._replace(kind=outcome.kind, before=texts[0], after=texts[1])
            now = answered(state, outcome)
        else:
            if new.kind == "reschedule":
                event = event._replace(scheduler=self._scheduler.name)
            now = fold(state, event, self._scheduler)
        leech = new.kind in ANSWERS and now.memory is not None and becomes_leech(state.memory, now.memory)
        if leech:
            event = event._replace(session=event.id)
        is_newest = event.kind not in ("undo", "redo") and self._hot.newest(card) < log_order(event)
        with following(run_in(session)) as counts:
            counts.about([card] if event.kind in GIVEN else [])
            add(session, [event])
        if not is_newest:
            states.pop(card, None)
            self.refold(session, {card})
        elif now != state:
            states[card] = now
        if leech:
            self._flag(session, event, now, states)
        return event

    def _flag(self, session: Session, answer: Event, state: CardState, states: dict[str, CardState]) -> None:
        """Flag a card as a leech, together with the answer that made it one."""
        detail = detail_of(leech=state.memory.lapses if state.memory is not None else 0)
        flag = NewEvent(Moment(answer.at, answer.day, answer.offset), answer.card, "flag", detail=detail)
        self._add(session, flag, answer.id, states, together=True)

    def merge(self, events: Iterable[Event], bringing: Bringing | None = None) -> Merged:
        """Add those events whose id is not there, whoever wrote them and whenever; return what came of it.
        Of an import, ``bringing`` gives what to note with them; it takes in again what undos of imports took
        back of those that were there (`trainer.store.imports.again`).

        The cards they are about are folded anew, so that it does not matter in which order, in which parts
        and how often events arrive. What no log can hold (see `trainer.core.log.fault`) is left out. What has
        the id of another one that is there changes nothing, and is told of; see `trainer.core.differing`.

        New ones under the id of this device were written by another one, to which this history was copied, or
        one of them is an older copy: this device goes on under another id. All that it wrote itself, under
        whichever id, is its own to take back.
        """
        if isinstance(events, ready.Files) and (merged := self._merged_at_once(events, bringing)):
            return merged
        refused, differing = Some(), Differences()
        new, known = set[str](), set[str]()
        acts: list[Act] = []
        taken_in = set[str]()
        note: Event | None = None
        any_moved = False
        with self._database.transaction() as session:
            with roomy(session), following(run_in(session)) as counts:
                device, renamed = self._hot.about("device"), False
                last = self._last(session, device)
                touched = Touched(session, self._scheduler)
                indexes: list[str] = []
                was_empty = touched.is_first
                for part in _parts(events):
                    if touched.is_first and len(part) >= _PART:
                        indexes = without_indexes(session, "event", "event_undoes")
                    given: dict[str, Event] = {}
                    twice: list[Event] = []
                    for event in part:
                        if (other := given.setdefault(event.id, event)) is not event and other != event:
                            given[event.id], second = lesser(event, other)
                            twice.append(second)
                    there = self._there(session, new & given.keys() if was_empty else given.keys())
                    known.update(there)
                    # What is there as it is has been looked at before.
                    twice += [event for id, here in there.items() if (event := given.pop(id)) != here]
                    for event in [] if are_usual(given.values()) else [*given.values()]:
                        if why := refusal(event):
                            refused.add(why)
                            del given[event.id]
                    for event in twice:
                        here = there.get(event.id) or given.get(event.id)
                        if here is None or (fault(event) and not isinstance(event, Altered)):
                            refused.add(refusal(event))
                        else:
                            differing.add(event, Event._make(here))
                    new.update(given)
                    any_moved |= "moved" in {event.kind for event in given.values()}
                    renamed |= device in {event.device for event in given.values()}
                    fresh, others = touched.before(given)
                    if was_empty and others:
                        counts.anew()
                    counts.about(chain(others, self._undone_by(session, given)))
                    counts.first(fresh)
                    add(session, sorted(given.values(), key=_in_time))
                    touched.again.update(self._undone_by(session, given))
                for index in indexes:
                    run_in(session)(index)
                if renamed:
                    self._rename(session, os.urandom(8).hex(), last)
                if bringing is not None:
                    acts = imports.again(session, known - new, new)
                    taken_in = {act.event.id for act in acts}
                    note = self._noted(session, bringing(new, taken_in))
                for find in possible(session):
                    for keys in parts(touched.cards):
                        for back in list(find(session, keys)):
                            counts.about(touched.named([back]))
                            add(session, [back])
                            touched.add(back)
                remember(session, chain(touched.folded(), self._folded(session, touched.again)))
            if any_moved:
                self.refold(session, follow(session, self._hot.moves(), {}))
            if note is not None:
                self._note(session, acts, Moment(note.at, note.day, note.offset), note.id)
            self.doubt(session)
        return Merged(len(new), tuple(refused.lines()), renamed, len(taken_in), differing.found())

    def _merged_at_once(self, files: ready.Files, bringing: Bringing | None) -> Merged | None:
        """Do what `merge` does with the events of some files, sooner; None, and nothing is done, where
        anything is known here of them or their cards."""
        with ExitStack() as beside:
            for file, name in zip(files.paths, files.names, strict=True):
                beside.enter_context(self._database.beside(file, name))
            with self._database.transaction() as session:
                driver: Any = session.connection().connection.driver_connection
                if not all(ready.are_new(driver.execute, name) for name in files.names):
                    return None
                number = files.count()
                is_first = number >= _PART and not driver.execute(_ANY).fetchone()[0]
                # Neither rows without indexes nor indexes alone come back to pages.
                with nullcontext() if is_first else roomy(session):
                    indexes = without_indexes(session, "event", "event_undoes") if is_first else []
                    taken = ready.take(driver.execute, files.names)
                    for index in indexes:
                        driver.execute(index)
                    if taken and bringing is not None:
                        added = Ordered(number, lambda: (id for (id,) in driver.execute(_LATEST, (number,))))
                        self._noted(session, bringing(added, set()))
                self.doubt(session)
        return Merged(number) if taken else None

    def _noted(self, session: Session, told: NewEvent | Fact | None) -> Event | None:
        """Write what is to be noted of an import, right behind what it brought; return the event."""
        if isinstance(told, Fact):
            put(session, AboutRow, [told._asdict()])
        elif told is not None:
            add(session, [event := self.stamped(session, told, "")])
            self._written.add(event.id)
            return event
        return None

    def _there(self, session: Session, ids: Set[str]) -> dict[str, tuple[Any, ...]]:
        """Return the events with these ids that are there, by these. They are rows as SQLite's driver has
        them: of a text that is imported again they are all that is looked at."""
        driver: Any = session.connection().connection.driver_connection
        return {row[0]: row for row in driver.execute(_KNOWN, (json.dumps([*ids]),))} if ids else {}

    def _undone_by(self, session: Session, given: Mapping[str, Event]) -> Iterator[str]:
        """Yield the cards of what events take back, as far as that is there, by their present keys."""
        for ids in parts(event.undoes for event in given.values() if event.undoes):
            yield from session.exec(select(HistoryRow.present).where(col(HistoryRow.id).in_(ids)))

    def _last(self, session: Session, device: str | None) -> str:
        """Return the id of the event that was added last under a device id, "" where there is none."""
        if not device:
            return ""
        added = select(EventRow.id).where(EventRow.device == device).order_by(rowid.desc())
        return session.exec(added.limit(1)).first() or ""

    def _rename(self, session: Session, device: str, last: str) -> None:
        """Go on under another device id; ``last``: the event that was the last of its own under the one
        before, "" where there is none."""
        before = self._hot.about("device")
        facts = [{"name": codec.BEFORE + before, "value": last}] if before and last else []
        put(session, AboutRow, [{"name": "device", "value": device}, *facts])

    def orphans(self) -> list[str]:
        """Keys of cards that were answered and that no deck in use has."""
        in_use = exists().where(
            col(CardRow.key) == HistoryRow.present,
            col(CardRow.retired) == 0,
            col(DeckRow.id) == CardRow.deck,
            col(DeckRow.retired) == 0,
        )
        answers = select(HistoryRow.present).where(
            col(HistoryRow.kind).in_(ANSWERS), func.typeof(HistoryRow.present) == "text", ~in_use
        )
        with self._database.reading() as session:
            return list(session.exec(answers.distinct().order_by(HistoryRow.present)))

    def wordings(self) -> dict[str, str]:
        """The present fingerprint of each card."""
        with self._database.reading() as session:
            return dict(session.exec(select(CardRow.key, CardRow.fingerprint)).all())

    def renew_device(self, device: str) -> None:
        """Go on under another device id."""
        with self._database.transaction() as session:
            self._rename(session, device, self._last(session, self._hot.about("device")))

    def events(self) -> list[Event]:
        """All events as they were written, in log order."""
        with self._database.reading() as session:
            # Not as objects: of a row without an id, as a damaged file may have, none is made.
            columns: list[Any] = [col(getattr(EventRow, name)) for name in Event._fields]
            rows = session.execute(select(*columns).order_by(text(ORDER)))
            return [Event._make(row) for row in rows]

    def histories(self) -> Iterator[tuple[str, list[Event]]]:
        """Yield each card that has events, with those that were not undone, in log order."""
        for card, mine in groupby(self._hot.told(), key=itemgetter(0)):
            if card:
                yield card, [event for row in mine if not fault(event := Event._make(row[1:]))]

    def _outcome(self, new: NewEvent, memory: Memory | None, card: str) -> Outcome:
        if new.grade is None:
            raise ValueError("an answer needs a grade")
        ours = new.scheduler == self._scheduler.name
        if ours and new.outcome is not None and new.before == memory:
            return new.outcome
        then = self._scheduler if ours else self._scheduler.called(new.scheduler)
        return then.answer(memory, new.grade, new.when.day, card)
