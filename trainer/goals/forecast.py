"""What a goal will come to, said every day; and afterwards, what was said beside what happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import NamedTuple

from trainer.core.log import Event
from trainer.goals.goal import Goal
from trainer.goals.material import Material
from trainer.goals.plan import recall
from trainer.scheduling.scheduler import PASS

STEP = 10
"""Minutes more or less a day whose effect is told."""

LEAST_MINUTES = 1.0
"""Minutes of study for each card below which there is a warning."""

FOCUS = 30
"""Days that a forecast looks ahead where there is no date."""

LATELY = 7
"""Days before the date whose answers say what was reached."""

KNOWN = 0.83
"""How likely a card met on the way is known on the date."""


class Range(NamedTuple):
    """A share of what is asked, 0 to 1: what to expect, and between what it will lie four times in five."""

    share: float
    low: float
    high: float


class Point(NamedTuple):
    """What can be answered on a study day, as foreseen."""

    day: int
    range: Range


@dataclass(frozen=True, slots=True)
class Forecast:
    """What to expect of a goal, as seen on ``day``.

    Attributes:
        cards: in scope. ``met``: answered at least once. ``unseen``: those that will not be met by the date.
        days: study days left. ``minutes``: of study left for each card.
        now: what could be answered today. ``ready``: on the date; for a focus, in 30 days.
        less, more: the expected share with `STEP` minutes a day less or more.
        series: from today to the date, for a plot; at most 60 points.
        tight: are there less than `LEAST_MINUTES` for a card?
    """

    goal: Goal
    day: int
    cards: int
    met: int
    unseen: int
    days: int
    minutes: float
    now: Range
    ready: Range
    less: float
    more: float
    series: tuple[Point, ...]
    tight: bool


class Result(NamedTuple):
    """Afterwards: what was foreseen when the goal was made, and what happened.

    Attributes:
        foreseen: on the day the goal was made, as stored with it; None where it is not known.
        reached: what can be answered on the date, by the schedule. ``answers``, ``right``: of the last seven
            days before the date, how many first answers of a day there were and how many were right.
        planned, studied: minutes; days: ``of`` so many study days so many were used.
    """

    foreseen: Range | None
    reached: Range
    answers: int
    right: int
    planned: int
    studied: float
    days: int
    of: int


def forecast(goal: Goal, material: Material) -> Forecast:
    """Return what to expect of ``goal``, as seen on the day of ``material``."""
    days = list(goal.days(material.day, FOCUS if goal.by is None else 4000))
    met = [key for key, item in material.items.items() if item.memory is not None]
    by = goal.by if goal.by is not None else material.day + FOCUS
    here = max(by, material.day)
    now = _range(_share(material, set(met), material.day), 0)
    ready = _ready(material, len(days), goal.minutes, here)
    shown = _shown(material, len(days) * goal.minutes * 60)
    step = max(1, len(days) // 60)
    return Forecast(
        goal,
        material.day,
        len(material.items),
        len(met),
        len(material.order) - shown,
        len(days),
        len(days) * goal.minutes / max(1, len(material.items)),
        now,
        ready,
        _ready(material, len(days), max(0, goal.minutes - STEP), here).share,
        _ready(material, len(days), goal.minutes + STEP, here).share,
        (
            Point(material.day, now),
            *(
                Point(day + 1, _ready(material, at + 1, goal.minutes, day + 1))
                for at, day in enumerate(days)
                if at % step == 0 or at == len(days) - 1
            ),
        ),
        len(days) * goal.minutes < LEAST_MINUTES * len(material.items),
    )


def _ready(material: Material, days: int, minutes: int, by: int) -> Range:
    shown = _shown(material, days * minutes * 60)
    met = {key for key, item in material.items.items() if item.memory is not None}
    return _range(_share(material, met | set(material.order[:shown]), by), days)


def _shown(material: Material, seconds: float) -> int:
    """Return how many new cards there is time for, with a later look at each."""
    for at, key in enumerate(material.order):
        kind = material.items[key].kind
        seconds -= material.pace.look(kind) + material.pace.again(kind) / 2
        if seconds < 0:
            return at
    return len(material.order)


def _share(material: Material, met: set[str], by: int) -> float:
    known = {key: recall(material.items[key], by, material.scheduler) or KNOWN for key in met}
    whole = sum(question.weight for question in material.questions)
    each = (
        question.weight * prod(known.get(card, 0.0) for card in question.cards)
        for question in material.questions
    )
    return sum(each) / whole if whole else 0.0


def _range(share: float, days: int) -> Range:
    wide = 0.05 + 0.002 * min(30, days)
    return Range(share, max(0.0, share - wide), min(1.0, share + wide))


def reached(material: Material, day: int) -> Range:
    """Return what can be answered on ``day`` if nothing is practised between that of ``material`` and it."""
    met = {key for key, item in material.items.items() if item.memory is not None}
    return _range(_share(material, met, day), 0)


def result(goal: Goal, material: Material, events: Sequence[Event], foreseen: Range | None = None) -> Result:
    """Return what came of a goal: ``material`` on its date or later, ``events``: answers."""
    end = goal.by if goal.by is not None else material.day
    met = {key for key, item in material.items.items() if item.memory is not None}
    mine = [event for event in events if event.card in material.items and goal.made <= event.day < end]
    late: dict[tuple[int, str], int] = {}
    for event in mine:
        if event.day >= end - LATELY and event.grade is not None:
            late.setdefault((event.day, event.card), event.grade)
    days = list(goal.days(goal.made))
    return Result(
        foreseen,
        _range(_share(material, met, end), 0),
        len(late),
        sum(grade >= PASS for grade in late.values()),
        len(days) * goal.minutes,
        sum(event.took or 0 for event in mine) / 60000,
        len({event.day for event in mine}),
        len(days),
    )
