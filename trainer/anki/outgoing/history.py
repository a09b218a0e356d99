"""The schedule and the review log of a card, as Anki keeps them.

Cards that failed or are still drilled today are due tomorrow; there they are reviews of that day, too.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from trainer.anki.grades import BY_HAND, EASES, FILTERED, is_preview
from trainer.core.log import GIVEN, Event, details, outside_in
from trainer.core.state import NEW, CardState, Memory
from trainer.scheduling.replay import fold
from trainer.scheduling.scheduler import Scheduler

DAY_ZERO = 730_120
"""The study day from which days are counted in packages with schedules: 2000-01-01."""
CREATED = 946_699_200
"""A UTC second of that day."""
SETTINGS = {"creationOffset": 0, "schedVer": 2, "sched2021": True}
"""What Anki must know of a collection, besides the hour at which its days begin (`rollover`), so that days
are calendar dates in every zone."""

_LEARNING, _REVIEW, _RELEARNING = range(3)
"""Kinds of answers in the review log."""
_CARD_IN_REVIEW = 2
"""Both the kind of a card that is past learning and its queue."""
_SUSPENDED, _BURIED = -1, -3
_RED = 1
_START_FACTOR, _LEAST_FACTOR = 2500, 1300
_COMPACT = json.JSONEncoder(separators=(",", ":"))
_LONGEST_TOOK = 2**31 - 1
_RETENTION, _DECAY = 0.9, 0.1542
"""What FSRS-6 assumes where nothing else is said: wanted retention, and the decay of forgetting."""


class Scheduled(NamedTuple):
    """The columns of a card that say its schedule; ``data`` is JSON."""

    kind: int
    queue: int
    due: int
    interval: int
    factor: int
    reviews: int
    lapses: int
    flags: int
    data: str
    changed: int


class Reviewed(NamedTuple):
    """A row of the review log, still without card and id: ``at`` is in UTC ms."""

    at: int
    button: int
    days: int
    before: int
    factor: int
    took: int
    kind: int


@dataclass(frozen=True, slots=True)
class History:
    """What a package says of a card besides its content; None in ``card`` for one that is new."""

    card: Scheduled | None
    reviews: tuple[Reviewed, ...] = ()


def history(events: Sequence[Event], state: CardState, scheduler: Scheduler, today: int) -> History:
    """Return what Anki is told of a card with these events, which are in order and not undone, and led to its
    ``state``."""
    reviews: list[Reviewed] = []
    given, flag, ease = 0, _RED, 0
    for event in events:
        row = None
        if _is_answer(event):
            given += 1
            if (row := _given_there(event)) is not None:
                reviews.append(row)
        elif event.kind == "reset":
            given += 1
        elif event.kind == "flag":
            flag = _flag(event)
        ease = _ease_there(event, row, ease)
    if len(reviews) < given:
        reviews = list(_reviews(events, scheduler))
    return History(_scheduled(state, flag, reviews, scheduler, today, ease), tuple(reviews))


def _is_answer(event: Event) -> bool:
    return event.grade is not None and event.kind in GIVEN


def _ease_there(event: Event, row: Reviewed | None, before: int) -> int:
    """Return the ease, in thousandths, that a card had in Anki after an event, whose ``row`` of the log there
    this is; 0 where nothing told it. It is kept where the scheduler has none of its own."""
    if row is not None:
        return row.factor if row.factor >= _LEAST_FACTOR else before
    if event.kind == "reset":
        return 0
    if event.kind == "adopt" and (outside := outside_in(event.detail)) is not None:
        return 10 * outside.factor or before
    return before


def _given_there(event: Event) -> Reviewed | None:
    """Return an answer that was given in Anki as it was logged there; None for another one."""
    if (told := _told(event.detail)) is None:
        return None
    kind, days, past, factor = told
    took = min(event.took or 0, _LONGEST_TOOK)
    return Reviewed(event.at, EASES[event.grade or 0], days, past, factor, took, kind)


@lru_cache(maxsize=4096)  # many cards go by the same few steps
def _told(detail: str) -> list[int] | None:
    """Return what the detail of an answer says that it was there: its kind, both intervals and the factor."""
    told = details(detail).get("anki")
    is_row = isinstance(told, list) and len(told) == 4 and all(type(number) is int for number in told)
    return told if is_row else None


def _reviews(events: Iterable[Event], scheduler: Scheduler) -> Iterator[Reviewed]:
    """Yield the rows of a card's review log, which tell of the schedule before and after each answer."""
    state, ease = NEW, 0
    for event in events:
        row = _given_there(event) if _is_answer(event) else None
        before, ease = state, _ease_there(event, row, ease)
        state = fold(state, event, scheduler)
        if event.kind == "reset":
            memory = before.memory
            past = _days(memory, scheduler.facts(memory)) if memory is not None else 0
            yield Reviewed(event.at, 0, 0, past, 0, 0, BY_HAND)
        elif _is_answer(event):
            yield row or _reviewed(event, before.memory, state.memory, scheduler, ease)


def _scheduled(
    state: CardState, flag: int, reviews: Sequence[Reviewed], scheduler: Scheduler, today: int, ease: int
) -> Scheduled | None:
    if state == NEW and not reviews:
        return None
    queue = _SUSPENDED if state.suspended else _BURIED if state.buried == today else None
    flags = flag if state.flagged else 0
    data: dict[str, Any] = {}
    changed = reviews[-1].at // 1000 if reviews else 0
    rated = [row.at for row in reviews if row.button and not is_preview(row.kind, row.factor)]
    if rated:
        data["lrt"] = rated[-1] // 1000
    memory = state.memory
    if memory is None:
        return Scheduled(0, queue or 0, 0, 0, 0, 0, 0, flags, json.dumps(data), changed)
    facts = scheduler.facts(memory)
    if stability := facts.get("stability", 0.0):
        difficulty = facts.get("difficulty", 0.0)
        data |= {"s": round(stability, 4), "d": round(difficulty, 3), "dr": _RETENTION, "decay": _DECAY}
    return Scheduled(
        _CARD_IN_REVIEW,
        _CARD_IN_REVIEW if queue is None else queue,
        memory.due - DAY_ZERO,
        _days(memory, facts),
        _factor(facts, ease),
        max(memory.reviews, sum([row.button > 0 for row in reviews])),
        memory.lapses,
        flags,
        _COMPACT.encode(data),
        changed,
    )


def _reviewed(
    event: Event, before: Memory | None, after: Memory | None, scheduler: Scheduler, ease: int
) -> Reviewed:
    """Return an answer that was given here as Anki logs one."""
    grade = event.grade or 0
    took = min(event.took or 0, _LONGEST_TOOK)
    past = _days(before, scheduler.facts(before)) if before is not None else 0
    facts = scheduler.facts(after) if after is not None else {}
    days = _days(after, facts) if after is not None else 0
    factor = _factor(facts, ease) if after is not None else 0
    if event.kind == "cram":
        return Reviewed(event.at, EASES[grade], past, past, 0, took, FILTERED)
    kind = FILTERED if event.kind == "early" else _REVIEW
    if before is None:
        kind = _LEARNING
    elif event.kind == "drill":
        kind = _RELEARNING if before.lapses else _LEARNING
    return Reviewed(event.at, EASES[grade], days, past, factor, took, kind)


def _days(memory: Memory, facts: Mapping[str, float]) -> int:
    return max(1, int(facts.get("interval", memory.due - memory.last)))


def _factor(facts: Mapping[str, float], there: int) -> int:
    """Return the ease in thousandths: that of the scheduler, or else what it was ``there``."""
    ease = facts.get("ease")
    return there or _START_FACTOR if ease is None else max(_LEAST_FACTOR, round(1000 * ease))


def _flag(event: Event) -> int:
    number = details(event.detail).get("anki")
    return number if type(number) is int and 1 <= number <= 7 else _RED
