"""What else a damaged history file tells of an event. A value whose bytes were changed is another one,
and as good as any; but the instant of an event stands in its id too, its study day follows from that, and
indexes have these, its device, card, kind and grade once more.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from datetime import date
from typing import Any, NamedTuple

from trainer.core.log import ANSWERS, KINDS, Event, counting_on, details, fault, instant_of
from trainer.core.state import Memory
from trainer.scheduling.registry import named
from trainer.scheduling.scheduler import GRADES
from trainer.store.codec import memory_text
from trainer.store.forms import LOST

Told = Mapping[str, Sequence[tuple[str, Any]]]
"""What indexes have of events, by their ids: names of fields, and values."""


class Corrected(NamedTuple):
    """The events, by id, that had another value once, each with that; and the ids of those of which the file
    has two values, and nothing says which is the true one."""

    events: Mapping[str, Event]
    undecided: Set[str]


def corrected(events: Iterable[Event], ids: Set[str], told: Told) -> Corrected:
    """Find out what damaged events were. ``ids``: all that are known, also of events that are lost."""
    every = list(events)
    judge = _Judge(every, ids)
    right, undecided = {}, set()
    for event in every:
        now = event
        for name in ("device", "card", "at", "day", "kind", "grade"):
            others = [value for field, value in told.get(event.id, ()) if field == name]
            found = judge.value(now, name, others)
            if found is not _UNKNOWN:
                now = now._replace(**{name: found})
            elif others:
                undecided.add(event.id)
        if now != event:
            right[event.id] = now
    return Corrected(right, undecided)


_UNKNOWN = object()


class _Judge:
    """Tells the true one of several values by what the events of the history have in common."""

    def __init__(self, events: Sequence[Event], ids: Set[str]) -> None:
        following = counting_on(ids)
        self._instants = {event.id: instant_of(event.id) for event in events if event.id not in following}
        self._known = {name: Counter(getattr(event, name) for event in events) for name in ("device", "card")}
        self._tells_time = _most(events, lambda event: self._instants.get(event.id, event.at) == event.at)
        self._tells_day = _most(events, lambda event: _late(event) in (0, 1))
        self._odd_days = Counter(event.day for event in events if _late(event) not in (0, 1))
        hours = [_hour(event) for event in events if _late(event) == 1 and event.device in self._tells_day]
        self._rollover = max(hours, default=-1) + 1

    def value(self, event: Event, name: str, others: Sequence[Any]) -> Any:
        """Return the value that an event has, or had, under a name; ``others``: those that indexes have."""
        own = getattr(event, name)
        if name == "at":
            return self._instant(event, others)
        if name == "day" and (_late(event) in (0, 1) or self._is_shared(event)):
            return own
        if own in others:
            return own
        if name == "grade" and others:
            follows = [one for one in {own, *others} if _follows(event, one)]
            if len(follows) == 1:
                return follows[0]
        likelier = [one for one in dict.fromkeys(others) if self._is_likelier(event, name, one)]
        if len(likelier) == 1:
            return likelier[0]
        if name == "day" and event.device in self._tells_day and not fault(event._replace(day=1)):
            return _calendar(event) - (_hour(event) < self._rollover)
        less = (self._is_likelier(event._replace(**{name: one}), name, own) for one in others)
        return own if all(less) else _UNKNOWN

    def _is_shared(self, event: Event) -> bool:
        """Is a study day that does not follow from the instant that of several events? Damage hits one."""
        return self._odd_days[event.day] > 1 and not fault(event)

    def _instant(self, event: Event, others: Sequence[int]) -> Any:
        """An instant that an index has as well, or that is the id's, is true. So is any other of an id that
        counts on from the one before it, unless two indexes agree on another; and of a device whose ids tell
        another time than its events do: something else made those."""
        of_id = self._instants.get(event.id)
        if event.at == of_id or event.at in others:
            return event.at
        if others and ((len(others) > 1 and len(set(others)) == 1) or of_id in others):
            return others[0] if len(set(others)) == 1 else of_id
        if of_id is not None and event.device in self._tells_time:
            fits, fitted = (_late(event._replace(at=at)) in (0, 1) for at in (of_id, event.at))
            if fits or not fitted:
                return of_id
        return _UNKNOWN if others else event.at

    def _is_likelier(self, event: Event, name: str, other: Any) -> bool:
        """Is another value more likely the one that an event had?"""
        own = getattr(event, name)
        if name in self._known:
            known = self._known[name]
            alone = known[own] <= 1 and known[other] <= 1  # one of them the event itself has
            return (known[other] > known[own] and not alone) or (LOST in str(own) and LOST not in str(other))
        if name == "day":
            return _late(event._replace(day=other)) in (0, 1)
        if name == "kind" and (own in KINDS) != (other in KINDS):
            return other in KINDS
        return bool(fault(event)) and not fault(event._replace(**{name: other}))


def _follows(event: Event, grade: Any) -> bool:
    """Does the memory that an answer left follow from the one before, had it this grade? Grades that do the
    same are not told apart, nor those under another program's scheduler."""
    scheduler = named(event.scheduler)
    if event.kind not in ANSWERS or scheduler is None or grade not in GRADES:
        return False
    try:
        told = details(event.before)
        before = Memory(**{**told, "data": tuple(told["data"])}) if told else None
        outcome = scheduler.answer(before, grade, event.day, event.card)
    except (TypeError, ValueError, KeyError, OverflowError, ArithmeticError):  # that is damaged, too
        return False
    return (outcome.kind, memory_text(outcome.memory)) == (event.kind, event.after)


_EPOCH = date(1970, 1, 1).toordinal()


def _most(events: Iterable[Event], holds: Callable[[Event], bool]) -> Set[str]:
    """Return the devices of most of whose events something holds."""
    counts = Counter[str]()
    for event in events:
        counts[event.device] += 1 if holds(event) else -1
    return {device for device, count in counts.items() if count > 0}


def _late(event: Event) -> int:
    """Return how many days the calendar was ahead of the study day of an event: none, or before the rollover
    one; below zero where that cannot be told."""
    told = all(isinstance(value, int) for value in (event.at, event.offset, event.day))
    return _calendar(event) - event.day if told else -1


def _calendar(event: Event) -> int:
    """Return the date of an event, where it was."""
    return _EPOCH + (event.at // 60_000 + event.offset) // (24 * 60)


def _hour(event: Event) -> int:
    return (event.at // 60_000 + event.offset) // 60 % 24
