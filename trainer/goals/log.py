"""Goals and holidays in the log: each change is an event, so that it can be undone and two devices agree.

The detail of a ``goal`` has what was changed of the goal that it names, and all of it where it is a new one.
``ended`` says whether it is given up, ``foreseen`` what was foretold then, and ``without`` what was at the
same time without the change (`trainer.goals.foretold`), ``skipped`` the study day on which a mock interview
was skipped. That of a ``holiday`` has its first and last study day, whether it was taken back, and which
goal was set or changed ``with`` it. What was said last about a field, or about a day, counts:
`trainer.core.log.as_written` has which is the last.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from trainer.core.errors import UsageError
from trainer.core.library import Library
from trainer.core.log import LAST_DAY, Event, NewEvent, as_written, details
from trainer.core.moment import Moment
from trainer.goals.forecast import Range
from trainer.goals.foretold import Foretold, Told
from trainer.goals.foretold import told as foretold
from trainer.goals.goal import Goal, goal_of

_SETS = frozenset({"name", "what", "by", "minutes", "off", "made"})
"""What is said of a goal by who sets or changes it: it is one then, ended before or not."""

Span = tuple[int, int]
"""First and last study day."""


@dataclass(frozen=True, slots=True)
class Goals:
    """All goals that the log knows, in the order in which they were first set: those ``active``, and those
    that are ``ended``. ``holidays`` are in all of them. ``foreseen``: by the goals' ids, what was foretold of
    them. ``skipped``: study days on which a mock interview was.
    ``past``: goals as they were on their dates that were set anew later, each with what was foretold."""

    active: tuple[Goal, ...] = ()
    ended: tuple[Goal, ...] = ()
    holidays: tuple[Span, ...] = ()
    foreseen: Mapping[str, Foretold] = field(default_factory=dict)
    skipped: tuple[int, ...] = ()
    past: tuple[tuple[Goal, Foretold | None], ...] = ()

    def named(self, name: str) -> Goal | None:
        """Return the active goal of that name."""
        return next((goal for goal in self.active if goal.id == id_of(name)), None)


def goals(library: Library) -> Goals:
    """Return the goals there are."""
    return library.kept("goals", lambda: fold(library.log({"goal", "holiday"})))


def fold(events: Iterable[Event]) -> Goals:
    """Return what the events come to."""
    told: dict[str, dict[str, Any]] = {}
    said: dict[str, Told] = {}
    spans: tuple[Span, ...] = ()
    skipped: set[int] = set()
    over: list[tuple[dict[str, Any], Told | None]] = []
    for event in as_written(events):
        detail = details(event.detail)
        if event.kind == "holiday":
            if span := _span(detail):
                spans = with_holiday(spans, span, detail.get("off") is not False)
        elif isinstance(id := detail.get("goal"), str):
            if (before := told.get(id, {})) and _is_over(before, detail.get("made")):
                over.append((before, said.get(id)))
            if detail.get("made") not in (None, before.get("made")):
                said.pop(id, None)  # it begins anew
            begun = {"ended": False} if detail.keys() & _SETS else {}  # also where its end was not known
            told[id] = before | begun | detail
            first_day = told[id].get("made") == event.day
            if found := foretold(said.get(id), detail, first_day=first_day):
                said[id] = found
            if type(day := detail.get("skipped")) is int:
                skipped.add(day)
    there: dict[bool, list[Goal]] = {True: [], False: []}
    for each in told.values():
        goal = goal_of(json.dumps(each | {"holidays": spans}))
        if goal is not None:
            there[each.get("ended") is True].append(goal)
    past = tuple(
        (goal, first and first.foretold)
        for each, first in over
        if (goal := goal_of(json.dumps(each | {"holidays": spans}))) is not None
    )
    foreseen = {id: first.foretold for id, first in said.items()}
    return Goals(tuple(there[False]), tuple(there[True]), spans, foreseen, tuple(sorted(skipped)), past)


def _is_over(told: dict[str, Any], made: object) -> bool:
    """Was the date of a goal reached when it was set anew?"""
    by = told.get("by")
    return type(made) is int and type(by) is int and by <= made and told.get("ended") is not True


def id_of(name: str) -> str:
    """Return what a goal of that name is called in the log: on all devices the same."""
    return " ".join(name.casefold().split())


def set_goal(
    library: Library, when: Moment, goal: Goal, foreseen: Range, without: Range | None = None
) -> None:
    """Make ``goal``, or change the one with its id into it, or, where its date is reached, begin it anew;
    where nothing differs, nothing is logged.
    ``foreseen`` is what is foretold of it, ``without`` what is foretold today without the change."""
    library.record_all(setting(library, when, goal, foreseen, without))


def setting(
    library: Library, when: Moment, goal: Goal, foreseen: Range, without: Range | None = None
) -> list[NewEvent]:
    """Return what `set_goal` would log."""
    before = next((old for old in goals(library).active if old.id == goal.id), None)
    told = json.loads(goal.detail())
    del told["holidays"]
    if before is None or before.over(when.day):
        told |= {"made": when.day, "ended": False}
        without = None
    else:
        old = json.loads(before.detail())
        told = {name: value for name, value in told.items() if name == "goal" or value != old.get(name)}
        if set(told) == {"goal"}:
            return []
    return [_event(when, "goal", told | _foreseen(foreseen, without))]


def _foreseen(foreseen: Range, without: Range | None) -> dict[str, Any]:
    return {"foreseen": list(foreseen)} | ({"without": list(without)} if without else {})


def end_goals(library: Library, when: Moment, ended: Sequence[Goal]) -> None:
    """Give goals up, as one thing to undo; what was learnt for them stays."""
    library.record_all([_event(when, "goal", {"goal": goal.id, "ended": True}) for goal in ended])


def skip_mock(library: Library, when: Moment, goal: Goal) -> None:
    """Skip the mock interview that is open; the next one comes as if it had been held today."""
    library.record(_event(when, "goal", {"goal": goal.id, "skipped": when.day}))


def set_holiday(
    library: Library,
    when: Moment,
    span: Span,
    *,
    off: bool = True,
    foreseen: Mapping[str, tuple[Range, Range]] | None = None,
    also: Sequence[NewEvent] = (),
) -> None:
    """Announce days without study, or take that back; ``foreseen`` is what is foretold with it and without,
    by the ids of the goals: nobody is behind because of a holiday. With what was changed ``also`` it is one
    thing to undo.

    Raises:
        UsageError: the days are over.
    """
    if span[1] < when.day:
        raise UsageError("those days are over; a holiday is announced beforehand")
    told = [
        _event(when, "goal", {"goal": id} | _foreseen(*ranges)) for id, ranges in (foreseen or {}).items()
    ]
    named = [{name: detail[name] for name in _NAMES if name in detail} for detail in _details(also)]
    words = {"from": span[0], "to": span[1], "off": off} | ({"with": named[0]} if named else {})
    library.record_all([_event(when, "holiday", words), *told, *also])


_NAMES = ("goal", "name", "made")
"""What says of a goal which it is, and whether it was set or changed."""


def _details(events: Sequence[NewEvent]) -> list[dict[str, Any]]:
    return [details(event.detail) for event in events]


def _event(when: Moment, kind: str, told: dict[str, Any]) -> NewEvent:
    detail = json.dumps(told, ensure_ascii=False)
    return NewEvent(when, "", "goal" if kind == "goal" else "holiday", detail=detail)


def with_holiday(spans: Sequence[Span], span: Span, off: bool) -> tuple[Span, ...]:
    """Return the spans, none of which touches another, after days without study were announced, or taken
    back."""
    first, last = span
    if off:
        near = [span, *((begin, end) for begin, end in spans if begin <= last + 1 and end >= first - 1)]
        first, last = min(begin for begin, _ in near), max(end for _, end in near)
    left = [
        part
        for begin, end in spans
        for part in ((begin, min(end, first - 1)), (max(begin, last + 1), end))
        if part[0] <= part[1]
    ]
    return tuple(sorted([*left, (first, last)] if off else left))


def _span(detail: dict[str, Any]) -> Span | None:
    first, last = detail.get("from"), detail.get("to")
    if type(first) is int and type(last) is int and 1 <= first <= last <= LAST_DAY:
        return first, last
    return None
