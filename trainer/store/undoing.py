"""What was done is taken back, and done again: both by events of their own (`trainer.core.log.undone`)."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, and_, text, true
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, exists, func, or_, select

from trainer.core.imports import KIND, SAYS_WHICH, is_of, is_of_text, name_of, number_of
from trainer.core.library import Deed
from trainer.core.log import GIVEN, UNDOABLE, Event, NewEvent
from trainer.core.moment import Moment
from trainer.store import codec, imports
from trainer.store.database import roomy, run_in
from trainer.store.folding import Folding, add, parts, remember, rowid
from trainer.store.imports import Act, Brief, briefs, briefs_of, events_of, picked
from trainer.store.past import following
from trainer.store.sought import ASIDE
from trainer.store.tables import EventRow

_ID: Any = col(EventRow.id)
_KNOWN: Any = col(EventRow.detail).contains(SAYS_WHICH, autoescape=True)
"""Says of an import that the log tells what it brought; an earlier program wrote others."""

_DONE: list[Any] = [col(EventRow.kind).in_(UNDOABLE), or_(EventRow.kind != KIND, _KNOWN)]
_UNDO: list[Any] = [EventRow.kind == "undo", EventRow.undoes != ""]


class Undoing(Folding):
    """Undo, and its undo. Both are about what this device did, the newest first, but what this program did
    since it opened the file before all else; what was done as one is taken back as one."""

    def undo(self, when: Moment, passed: Collection[str] = ()) -> Event | None:
        """Take back the first thing that this device did and that can be taken back and is not yet; return
        that event, or None; of several that were done as one, the first. What begins with an event that is
        ``passed`` over stays as it is."""
        with self._database.transaction() as session:
            events = self._newest(session, _DONE, passed)
            self._note(session, self._undoing(session, events), when)
            return self._first(session, events)

    def redo(self, when: Moment, passed: Collection[str] = ()) -> Event | None:
        """Do again what this device took back last, if it did nothing else since; return the event that
        counts again, or None; of several that were done as one, the first. ``passed`` as for `undo`."""
        with self._database.transaction() as session:
            undos = self._newest(session, _UNDO, passed)
            self._note(session, imports.forward(session, undos), when)
            return self._first(session, imports.undone(session, undos[-1:]))

    def take_back(self, ids: Iterable[str], when: Moment) -> int:
        """Take back those events of these ids, whoever wrote them, that can be and are not yet; return how
        many that was."""
        with self._database.transaction() as session:
            found = imports.in_turn(imports.those(session, ids, *_DONE, _stands()))
            self._note(session, [Act("undo", event.id, event) for event in found], when)
        return len(found)

    def take_back_import(self, of: str, ids: Iterable[str], note: NewEvent) -> None:
        """Take back the imports of a text, whose events have the digest ``of``: what of these ``ids`` stands,
        and what these events did to others. It is one deed: where this device made no such import, ``note``
        tells of one now."""
        with self._database.transaction() as session:
            heads = [event for event in self._imports(session) if is_of(event, of)]
            rows = imports.those(session, ids)
            acts = imports.back(session, heads, rows)
            if acts and not heads:
                add(session, [told := self.stamped(session, note, "")])
                self._written.add(told.id)
                heads = imports.those(session, [told.id])
                acts = imports.back(session, heads, rows)
            self._note(session, acts, note.when)

    def take_back_named(self, file: str, when: Moment, *, dry: bool) -> tuple[int, int, int]:
        """Take back, as one deed, the imports that this device made of files of this name, but of those that
        are a history as text; ``dry``: only say what that is. Return how many imports and events, and how
        many files of decks they wrote."""
        with self._database.reading() if dry else self._database.transaction() as session:
            named = [event for event in self._imports(session) if name_of(event) == file]
            heads = [event for event in named if not is_of_text(event)]
            rows = {row.id: row for head in heads for row in imports.brought(session, head)}
            acts = imports.back(session, heads, rows.values())
            if not dry:
                self._note(session, acts, when)
        return len(heads), len(acts) - len(heads), sum(number_of(head, "decks") for head in heads)

    def foretold(self, ids: Collection[str]) -> tuple[set[str], set[str]]:
        """See `trainer.store.store.Store.foretold`."""
        with self._database.reading() as session:
            known = {row.id for row in imports.those(session, ids)}
            new = {*ids} - known
            return new, {act.event.id for act in imports.again(session, known, new)}

    def _imports(self, session: Session) -> Iterator[Brief]:
        """Yield the imports of this device that were not taken back, the newest first."""
        ours = briefs().where(self._own(), EventRow.kind == KIND, _KNOWN, _stands())
        return briefs_of(session, ours.order_by(_ID.desc()))

    def deeds(self, most: int) -> tuple[list[Deed], list[Deed]]:
        """See `trainer.core.library.Library.deeds`."""
        with self._database.reading() as session:
            done = self._heads(session, _DONE, most)
            back = self._heads(session, _UNDO, most)
            firsts = imports.whole(session, [undo.undoes for undo, _, _ in back])
            undone = [self._deed(firsts[undo.undoes], undo, number, apart) for undo, number, apart in back]
            return [self._deed(row, row, number, apart) for row, number, apart in done], undone

    def _undoing(self, session: Session, events: Sequence[Brief]) -> list[Act]:
        """Return what takes back events that were done as one, the newest of which comes first."""
        if len(events) == 1 and events[0].kind == KIND:
            return imports.back(session, events, imports.brought(session, events[0]))
        return [Act("undo", event.id, event) for event in reversed(events)]

    def _note(self, session: Session, acts: Sequence[Act], when: Moment, whole: str = "") -> None:
        """Write events that take others back or do them again, and what becomes of the cards. They are one
        deed, that of the first of them, or of the event with the id ``whole``."""
        if not acts:
            return
        names = self._hot.presents({act.event.card for act in acts})
        cards = [names.get(act.event.card, act.event.card) for act in acts]
        # Of an import nobody asks what became of a card by each of its answers, and it may be the longest.
        is_import = whole or any(act.event.kind == KIND for act in acts)
        turns = [range(len(acts))] if is_import else _in_turn(cards)
        but, again = dict[str, set[str]](), dict[str, set[str]]()
        stay = imports.still_undone(session, acts)
        texts: list[tuple[str, str]] = [("", "")] * len(acts)
        states = self._hot.states_of({*cards})
        with roomy(session), following(run_in(session)) as counts:
            counts.about({card for card, act in zip(cards, acts, strict=True) if act.event.kind in GIVEN})
            for places in turns:
                for at in places:
                    one, id = acts[at], acts[at].event.id
                    if one.kind == "undo":
                        but.setdefault(cards[at], set()).add(id)
                    elif id not in stay:
                        again.setdefault(cards[at], set()).add(id)
                these = {cards[at]: codec.memory_text(states[cards[at]].memory) for at in places}
                states.update(self._folded(session, these, but, again))
                now = {card: (was, codec.memory_text(states[card].memory)) for card, was in these.items()}
                for at in places:
                    texts[at] = now[cards[at]]
            add(session, self._events(session, acts, texts, when, whole))
            remember(session, states.items())
        self.doubt(session)

    def _events(
        self,
        session: Session,
        acts: Sequence[Act],
        texts: Sequence[tuple[str, str]],
        when: Moment,
        whole: str,
    ) -> Iterator[Event]:
        """Yield the events that ``acts`` are; ``texts``: the memories of their cards before and after."""
        ids, device, together = self.ids(session, when.at), self.device(session), whole
        for act, (was, now) in zip(acts, texts, strict=True):
            id = next(ids)
            together = together or (id if len(acts) > 1 else "")
            self._written.add(together or id)
            yield Event(
                id,
                device,
                *when,
                act.event.card,
                act.kind,
                before=was,
                after=now,
                undoes=act.undoes,
                session=together,
                detail=act.detail,
            )

    def _first(self, session: Session, events: Sequence[Brief]) -> Event | None:
        """Return the first of events that were done as one, the newest of which comes first."""
        found = imports.whole(session, [event.id for event in events[-1:]])
        return next((self._present(event) for event in found.values()), None)

    def _deed(self, event: Event, written: Event, number: int, apart: bool) -> Deed:
        """Return what an event did; ``written``: itself, or what took it back. ``apart``: see `Deed`."""
        ours = not self._written.isdisjoint((written.id, written.session))
        others = not ours and self._database.is_new(written.id)
        event = self._present(event)
        if event.kind == KIND and not apart:
            number = number_of(event) + number_of(event, "again")
        return Deed(event, number, others, apart)

    def _present(self, event: Event) -> Event:
        return event._replace(card=self._hot.present(event.card))

    def _sorts(self, session: Session, kinds: Sequence[Any]) -> Iterator[list[Any]]:
        """Yield the tests for what this device wrote and nothing took back: first for what this program wrote
        since it opened the file, then for the rest. What was taken back before more was done is past
        redoing."""
        table = func.json_each(json.dumps([*self._written])).table_valued("value")
        written, session_of = select(table.c.value), col(EventRow.session)
        by_this = or_(_ID.in_(written), and_(session_of != "", session_of.in_(written)))
        for whose, doer in ((by_this, by_this), (~by_this, true())):
            tests = [whose, self._own(), *kinds, _stands()]
            if kinds is _UNDO:
                latest = select(func.max(EventRow.id)).where(self._own(), doer, *_DONE)
                tests += [EventRow.id > id for id in session.exec(latest) if id]
            yield tests

    def _without(self, kinds: Sequence[Any], passed: Collection[str]) -> list[Any]:
        """Return the tests for what is not about these events, nor was written together with it."""
        if not passed:
            return []
        written = _ID if kinds is _DONE else col(EventRow.undoes)
        heads = list(passed) if kinds is _DONE else select(EventRow.id).where(written.in_(passed))
        return [_ID.not_in(heads), col(EventRow.session).not_in(heads)]

    def _own(self) -> Any:
        """Say that this device wrote an event, under the id that it has or one that it had before."""
        device = self._hot.about("device") or ""
        earlier = (
            and_(col(EventRow.device) == before, rowid <= last) for before, last in self._hot.devices_before()
        )
        return or_(EventRow.device == device, *earlier)

    def _newest(self, session: Session, kinds: Sequence[Any], passed: Collection[str]) -> list[Brief]:
        """Return what comes first of what this device wrote, with what it wrote together with it, but for
        what is about events ``passed`` over."""
        others = self._without(kinds, passed)
        for tests in ([*tests, *others] for tests in self._sorts(session, kinds)):
            ours = briefs().where(*tests).order_by(_ID.desc())
            newest = next(briefs_of(session, ours.limit(1)), None)
            if kinds is _DONE:
                turn, redone = self._redone(session, tests, passed)
                if turn > (newest.id if newest else ""):
                    return redone
            if newest:
                if kinds is _DONE and (again := imports.done_again(session, [newest.id]).get(newest.id)):
                    return again
                if _firsts(session, [newest.session]):
                    return list(briefs_of(session, ours.where(EventRow.session == newest.session)))
                return [newest]
        return []

    def _redone(
        self, session: Session, tests: Sequence[Any], passed: Collection[str] = ()
    ) -> tuple[str, list[Brief]]:
        """Return what others did and this device did again last, as one, and the id by which that has its
        turn among what it did itself, for which the ``tests`` are: it had been taken back as of a wrong
        clock."""
        redos = briefs().where(*tests[:2], EventRow.kind == "redo", text(ASIDE)).order_by(text("+id DESC"))
        redo = next(briefs_of(session, redos.limit(1)), None)
        found = imports.lifted(session, redo) if redo is not None else []
        if not found or found[-1].id in passed or imports.those(session, [one.id for one in found], tests[1]):
            return "", []
        return redo.id if redo else "", found

    def _heads(self, session: Session, kinds: Sequence[Any], most: int) -> list[tuple[Event, int, bool]]:
        """Return what comes first of what this device wrote: of what it wrote as one the first, how many that
        is, and whether it was done one by one (see `Deed`)."""
        heads: dict[str, tuple[Event, int, bool]] = {}
        for tests in self._sorts(session, kinds):
            self._more_heads(session, kinds, tests, most, heads)
        return list(heads.values())[:most]

    def _more_heads(
        self,
        session: Session,
        kinds: Sequence[Any],
        tests: list[Any],
        most: int,
        heads: dict[str, tuple[Event, int, bool]],
    ) -> None:
        """Add to ``heads``, until these are ``most``, those of the events that pass the ``tests``."""
        query = picked().where(*tests, _is_first()).order_by(_ID.desc())
        turn, redone = self._redone(session, tests) if kinds is _DONE else ("", [])
        before: list[Any] = []
        seen = set[str]()
        while (wanted := most - len(heads)) > 0:
            found = list(events_of(session, query.where(*before).limit(wanted)))
            again = imports.done_again(session, [row.id for row in found]) if kinds is _DONE else {}
            whole = _firsts(session, [row.session for row in found])
            rest = dict[str, tuple[str, int]]()
            for part in parts(whole):
                together = select(EventRow.session, func.min(EventRow.id), func.count())
                which = together.where(col(EventRow.session).in_(part), *tests).group_by(EventRow.session)
                rest.update({of: (first, number) for of, first, number in session.exec(which)})
            for row in found:
                if turn > row.id:
                    turn = self._put(session, redone, heads)
                first, number = rest.get(row.session, (row.id, 1))
                if one := again.get(row.id):
                    if (first := one[-1].id) not in heads:
                        heads[first] = imports.whole(session, [first])[first], len(one), True
                    seen.update(event.id for event in one)
                elif first not in heads:
                    head = row if row.id == first else imports.whole(session, [first])[first]
                    apart = kinds is _UNDO and number > 1 and imports.were_apart(session, head)
                    heads[first] = head, number, apart
            if len(found) < wanted:
                break
            others = select(func.json_each(json.dumps([*seen])).table_valued("value").c.value)
            before = [found[-1].id > _ID, _ID.not_in(others)]
        if turn and len(heads) < most:
            self._put(session, redone, heads)

    def _put(
        self, session: Session, events: Sequence[Brief], heads: dict[str, tuple[Event, int, bool]]
    ) -> str:
        """Add events that are one step to ``heads``; return "", by which nothing has its turn any more."""
        first = events[-1].id
        heads[first] = imports.whole(session, [first])[first], len(events), len(events) > 1
        return ""


def _in_turn(cards: Sequence[str]) -> Iterable[list[int]]:
    """Return the places of cards so that each card is in a list once, its second event in the second list."""
    turns: list[list[int]] = []
    seen: dict[str, int] = {}
    for at, card in enumerate(cards):
        turn = seen[card] = seen.get(card, -1) + 1
        turns += [[]] if turn == len(turns) else []
        turns[turn].append(at)
    return turns


@cache  # its parts are many, and always the same
def _stands(of: Any = EventRow) -> ColumnElement[bool]:
    """Say that an event was not taken back, as the view ``history`` does."""
    undo, redo = aliased(EventRow), aliased(EventRow)
    redone = exists().where(col(redo.undoes) == undo.id, col(redo.undoes) != "")
    return ~exists().where(col(undo.undoes) == of.id, col(undo.undoes) != "", ~redone)


@cache
def _is_first() -> ColumnElement[bool]:
    """Say that an event was written alone, or may be the first of those written as one that still stand."""
    first = aliased(EventRow)
    stands = exists().where(col(first.id) == EventRow.session, _stands(first))
    return or_(EventRow.session == "", EventRow.session == EventRow.id, ~stands)


def _firsts(session: Session, sessions: Iterable[str]) -> set[str]:
    """Return those of these that are ids of events: of the first of some that were written as one."""
    found = (select(EventRow.id).where(_ID.in_(part)) for part in parts({*sessions} - {""}))
    return {id for which in found for id in session.exec(which)}
