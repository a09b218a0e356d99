"""Goals and holidays in the log: each change is an event, so that it can be undone and two devices agree.

The detail of a ``goal`` has what was changed of the goal that it names, and all of it where it is a new one.
``ended`` says whether it is given up, ``foreseen`` what was foretold when it was set, ``skipped`` the study
day on which a mock interview was skipped. That of a ``holiday``
has its first and last study day, and whether it was taken back. What was said last about a field, or about a
day, counts: `trainer.core.log.as_written` has which is the last.
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
from trainer.goals.goal import Goal, goal_of

_SETS = frozenset({"name", "what", "by", "minutes", "off", "made"})
"""What is said of a goal by who sets or changes it: it is one then, ended before or not."""

Span = tuple[int, int]
"""First and last study day."""


@dataclass(frozen=True, slots=True)
class Goals:
    """All goals that the log knows, in the order in which they were first set: those ``active``, and those
    that are ``ended``. ``holidays`` are in all of them. ``foreseen``: by the goals' ids, what was foretold of
    them when they were set, or changed last. ``skipped``: study days on which a mock interview was.
    ``past``: goals as they were on their dates that were set anew later, each with what was foretold."""

    active: tuple[Goal, ...] = ()
    ended: tuple[Goal, ...] = ()
    holidays: tuple[Span, ...] = ()
    foreseen: Mapping[str, Range] = field(default_factory=dict)
    skipped: tuple[int, ...] = ()
    past: tuple[tuple[Goal, Range | None], ...] = ()

    def named(self, name: str) -> Goal | None:
        """Return the active goal of that name."""
        return next((goal for goal in self.active if goal.id == id_of(name)), None)


def goals(library: Library) -> Goals:
    """Return the goals there are."""
    return fold(library.log({"goal", "holiday"}))


def fold(events: Iterable[Event]) -> Goals:
    """Return what the events come to."""
    told: dict[str, dict[str, Any]] = {}
    spans: tuple[Span, ...] = ()
    skipped: set[int] = set()
    over: list[dict[str, Any]] = []
    for event in as_written(events):
        detail = details(event.detail)
        if event.kind == "holiday":
            if span := _span(detail):
                spans = with_holiday(spans, span, detail.get("off") is not False)
        elif isinstance(id := detail.get("goal"), str):
            if (before := told.get(id, {})) and _is_over(before, detail.get("made")):
                over.append(before)
            begun = {"ended": False} if detail.keys() & _SETS else {}  # also where its end was not known
            told[id] = told.get(id, {}) | begun | detail
            if type(day := detail.get("skipped")) is int:
                skipped.add(day)
    found: dict[bool, list[Goal]] = {True: [], False: []}
    foreseen: dict[str, Range] = {}
    for each in told.values():
        goal = goal_of(json.dumps(each | {"holidays": spans}))
        if goal is not None:
            found[each.get("ended") is True].append(goal)
            if range_ := _range(each.get("foreseen")):
                foreseen[goal.id] = range_
    past = tuple(
        (goal, _range(each.get("foreseen")))
        for each in over
        if (goal := goal_of(json.dumps(each | {"holidays": spans}))) is not None
    )
    return Goals(tuple(found[False]), tuple(found[True]), spans, foreseen, tuple(sorted(skipped)), past)


def _is_over(told: dict[str, Any], made: object) -> bool:
    """Was the date of a goal reached when it was set anew?"""
    by = told.get("by")
    return type(made) is int and type(by) is int and by <= made and told.get("ended") is not True


def id_of(name: str) -> str:
    """Return what a goal of that name is called in the log: on all devices the same."""
    return " ".join(name.casefold().split())


def set_goal(library: Library, when: Moment, goal: Goal, foreseen: Range) -> None:
    """Make ``goal``, or change the one with its id into it, or, where its date is reached, begin it anew;
    where nothing differs, nothing is logged.
    ``foreseen`` is what is foretold of it."""
    library.record_all(setting(library, when, goal, foreseen))


def setting(library: Library, when: Moment, goal: Goal, foreseen: Range) -> list[NewEvent]:
    """Return what `set_goal` would log."""
    before = next((old for old in goals(library).active if old.id == goal.id), None)
    told = json.loads(goal.detail())
    del told["holidays"]
    if before is None or before.over(when.day):
        told |= {"made": when.day, "ended": False}
    else:
        old = json.loads(before.detail())
        told = {name: value for name, value in told.items() if name == "goal" or value != old.get(name)}
        if set(told) == {"goal"}:
            return []
    return [_event(when, "goal", told | {"foreseen": list(foreseen)})]


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
    foreseen: Mapping[str, Range] | None = None,
    also: Sequence[NewEvent] = (),
) -> None:
    """Announce days without study, or take that back; ``foreseen`` is what is foretold with it, by the ids of
    the goals: nobody is behind because of a holiday. With what was changed ``also`` it is one thing to undo.

    Raises:
        UsageError: the days are over.
    """
    if span[1] < when.day:
        raise UsageError("those days are over; a holiday is announced beforehand")
    told = [
        _event(when, "goal", {"goal": id, "foreseen": list(range_)})
        for id, range_ in (foreseen or {}).items()
    ]
    library.record_all([_event(when, "holiday", {"from": span[0], "to": span[1], "off": off}), *told, *also])


def _event(when: Moment, kind: str, told: dict[str, Any]) -> NewEvent:
    detail = json.dumps(told, ensure_ascii=False)
    return NewEvent(when, "", "goal" if kind == "goal" else "holiday", detail=detail)


def _range(told: object) -> Range | None:
    if isinstance(told, list) and len(told) == 3 and all(type(end) in (int, float) for end in told):
        share, low, high = (min(1.0, max(0.0, float(end))) for end in told)
        return Range(share, low, high)
    return None


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
