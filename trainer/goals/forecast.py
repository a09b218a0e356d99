"""What a goal will come to, said every day; and afterwards, what was said beside what happened."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import exp
from typing import NamedTuple

from trainer.core.log import Event
from trainer.goals.belief import Belief, curve, steady
from trainer.goals.goal import Goal
from trainer.goals.material import Material
from trainer.goals.plan import LEARNING, LEAST_NEW, Planner, recall
from trainer.scheduling.scheduler import PASS

STEP = 10
"""Minutes more or less a day whose effect is told."""

LEAST_MINUTES = 1.0
"""Minutes of study for each card below which there is a warning."""

LATELY = 7
"""Days before the date whose answers say what was reached."""

POINTS = 12
"""Days of which a forecast is told, up to the date."""

LATE = (-0.8, -0.6, -0.4, -0.2, 0.0, 0.3, 0.6, 0.9)
"""Parts of the time after the days of learning that may go to new cards, where that is worth more; negative
ones are parts of the time before, that go to repetitions where new cards are hardly asked."""

CLOSE = 3
"""Passes from which on two of them lie shortly before the date."""

MOST_ROUNDS = 20
"""Passes over all cards from which on another one changes nothing."""

BELOW, ABOVE = (0.17, 0.28), (0.08, 0.08)
"""How far a range goes to either side, in log odds: at the end, and how much more at the beginning.

So far that what simulated learners reach, who are usual, weak, forgetful or irregular, lies within it four
times in five: on the first day nobody knows which of them one is, and most fall short of the usual one."""


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
    outlook = Outlook(goal, material)
    planner, days = outlook.planner, len(outlook.planner.left)
    met, cards = len(planner.met), len(material.items)
    minutes = days * goal.minutes
    return Forecast(
        goal,
        material.day,
        cards,
        met,
        len(outlook.unseen()),
        days,
        minutes / max(1, cards),
        reached(material, material.day),
        outlook.ready(goal.minutes),
        outlook.ready(max(0, goal.minutes - STEP)).share,
        outlook.ready(goal.minutes + STEP).share,
        tuple(outlook.series()),
        minutes < LEAST_MINUTES * cards,
    )


def unseen(goal: Goal, material: Material) -> list[str]:
    """Return the new cards that will not be seen by the date, as there is no time for them, the least asked
    first."""
    return Outlook(goal, material).unseen()


class Outlook:
    """What a goal will come to, in closed form: a forecast must not take as long as a simulation.

    The time of the days of learning goes to new cards, in the order in which they are worth it, and so does
    as much of the time after them as is best. What is left goes to passes over all cards met, spread over the
    days up to the date, the more asked ones first where there is less than one for each.
    """

    def __init__(self, goal: Goal, material: Material) -> None:
        self.goal, self.material = goal, material
        self.planner = Planner(goal, material)
        self._belief = self.planner.belief
        offers = self.planner.offers() if self.planner.left else ()
        self._fresh = [key for offer in offers for key in offer.cards]
        pace, items = material.pace, material.items
        self._looks = list(accumulate((pace.look(items[key].kind) for key in self._fresh), initial=0.0))
        self._again = {key: pace.again(item.kind) for key, item in items.items()}

    def seen(self, minutes: int, days: int | None = None, late: float | None = None) -> int:
        """Return how many new cards will be met in the next ``days`` of study of so many minutes, where the
        part ``late`` of the time after the days of learning goes to them, or is taken from these; without,
        what is best. As in a plan, some a day are met however little they are asked."""
        planner = self.planner
        days = len(planner.left) if days is None else days
        late = self.late if late is None else late
        first = days * LEARNING if planner.phase == "focus" else min(days, len(planner.learning_days))

        def met(study: float) -> int:
            return bisect_right(self._looks, max(0.0, study * minutes * 60 - self.material.spent)) - 1

        if late < 0:
            return max(met((1 + late) * first), min(met(first), round(LEAST_NEW * first)))
        return met(first + late * (days - first))

    def unseen(self) -> list[str]:
        """Return the new cards that will not be met by the date, the least asked first."""
        if not self.planner.left:
            return list(self.material.order)
        return self._fresh[self.seen(self.goal.minutes) :][::-1]

    def ready(self, minutes: int, days: int | None = None) -> Range:
        """Return what can be answered after ``days`` of study of so many minutes; without, on the date."""
        left = self.planner.left
        days = len(left) if days is None else days
        until = self.planner.until if days == len(left) else left[days - 1] + 1 if days else self.material.day
        ahead = max(1, until - self.material.day) if days else 0
        return _range(self._share(minutes, days, ahead, self.late), days / max(1, self.planner.whole))

    @cached_property
    def late(self) -> float:
        """The part of the time after the days of learning that is best spent on new cards all the same, or
        of the time before that is not, with the minutes of the goal; a few more or less change little in
        it."""
        planner, minutes = self.planner, self.goal.minutes
        days, ahead = len(planner.left), max(1, planner.until - self.material.day)
        return max(LATE, key=lambda late: self._share(minutes, days, ahead, late)) if days else 0.0

    def _share(self, minutes: int, days: int, ahead: int, late: float) -> float:
        return self.material.demand.value(self._known(minutes, days, ahead, late))

    def series(self) -> Iterator[Point]:
        """Yield what can be answered from today to the date."""
        left = self.planner.left
        yield Point(self.material.day, reached(self.material, self.material.day))
        marks = sorted({round(len(left) * part / POINTS) for part in range(1, POINTS + 1)} - {0})
        for days in marks:
            # Where the last days are off, the way still ends on the date.
            until = self.planner.until if days == len(left) else left[days - 1] + 1
            yield Point(until, self.ready(self.goal.minutes, days))

    def _known(self, minutes: int, days: int, ahead: int, late: float) -> dict[str, float]:
        """Return how likely each card met by then is recalled ``ahead`` days from now."""
        count = self.seen(minutes, days, late)
        new = self._fresh[:count]
        time = max(0.0, days * minutes * 60 - self.material.spent - self._looks[count])
        cards = [item.key for item in self.planner.met] + new
        once = sum(self._again[key] for key in cards)
        rounds = min(MOST_ROUNDS, time / once) if once else 0.0
        worth = self.material.demand.weights
        cards.sort(key=lambda key: -worth.get(key, 0.0))
        more = set(cards[: round(rounds % 1 * len(cards))])
        # The last pass over all cards takes some days, and so lies half as long before the date.
        tail = min(ahead / 4, ahead * once / max(1.0, 2 * days * minutes * 60))
        known = {}
        self._found: dict[tuple[float, int, int, int], float] = {}
        for item in self.planner.met:
            if item.memory is not None:
                stability = self._belief.stability_of(item.memory, item.ahead)
                waited = self.material.day - item.seen
                passes = int(rounds) + (item.key in more)
                known[item.key] = self._after(stability, waited, ahead, passes, tail)
        half = min(ahead, max(1, round(ahead * (LEARNING + max(0.0, late) * (1 - LEARNING)) / 2)))
        met = self._belief.met_stability
        for key in new:
            known[key] = self._after(met, 0, ahead - half, int(rounds) + (key in more), tail)
        return known

    def _after(self, stability: float, waited: int, ahead: int, passes: int, tail: float) -> float:
        """Return how likely a card is recalled ``ahead`` days from now, asked so many times until then: at
        ever longer intervals, the last time ``tail`` days before, and as long before that one more where
        there are `CLOSE` or more."""
        what = stability, waited, ahead, passes
        if what not in self._found:
            end = max(0, round(ahead - max(1.0, tail)))
            last = [end] if passes < CLOSE else [max(0, round(end - max(1.0, tail))), end]
            early = passes - len(last)
            days = [round(last[0] * (number / (early + 1)) ** 1.5) for number in range(1, early + 1)] + last
            recall, before = curve(waited + ahead, stability), -waited
            for day in days if passes else ():
                left = max(1, ahead - day)
                recall = self._belief.asked(stability, day - before, left)
                stability, before = steady(left, recall), day
            self._found[what] = recall
        return self._found[what]


def _range(share: float, ahead: float) -> Range:
    """Return what to expect with its range; ``ahead``: the part of the way that is still to go, 0 to 1."""
    if not 0 < share < 1:
        return Range(share, share, share)
    odds = share / (1 - share)
    below, above = (exp(end + more * min(1.0, ahead)) for end, more in (BELOW, ABOVE))
    return Range(share, odds / (odds + below), odds * above / (1 + odds * above))


def reached(material: Material, day: int) -> Range:
    """Return what can be answered on ``day`` if nothing is practised between that of ``material`` and it."""
    belief = Belief(material.scheduler, material.strength)
    met = (item for item in material.items.values() if item.memory is not None)
    return _range(material.demand.value({item.key: recall(item, day, belief) for item in met}), 0)


def result(goal: Goal, material: Material, events: Sequence[Event], foreseen: Range | None = None) -> Result:
    """Return what came of a goal: ``material`` on its date or later, ``events``: answers."""
    end = goal.by if goal.by is not None else material.day
    mine = [event for event in events if event.card in material.items and goal.made <= event.day < end]
    late: dict[tuple[int, str], int] = {}
    for event in mine:
        if event.day >= end - LATELY and event.grade is not None:
            late.setdefault((event.day, event.card), event.grade)
    days = list(goal.days(goal.made))
    return Result(
        foreseen,
        reached(material, end),
        len(late),
        sum(grade >= PASS for grade in late.values()),
        len(days) * goal.minutes,
        sum(event.took or 0 for event in mine) / 60000,
        len({event.day for event in mine}),
        len(days),
    )
