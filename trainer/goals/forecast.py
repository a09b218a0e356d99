"""What a goal will come to, said every day."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, islice
from math import exp, hypot, log
from typing import NamedTuple

from trainer.goals.alike import Alike
from trainer.goals.belief import Belief, Strength
from trainer.goals.goal import Goal
from trainer.goals.material import Material
from trainer.goals.missed import gone
from trainer.goals.mocks import NONE, coming
from trainer.goals.mocks import minutes as mock_minutes
from trainer.goals.plan import LEARNING, LEAST_NEW, Planner, recall
from trainer.goals.trace import MIDDLE, Trace, steady

STEP = 10
"""Minutes more or less a day whose effect is told."""

LEAST_MINUTES = 1.0
"""Minutes of study for each card below which there is a warning."""

POINTS = 12
"""Days of which a forecast is told, up to the date."""

LATE = (-0.8, -0.6, -0.4, -0.2, 0.0, 0.3, 0.6, 0.9)
"""Parts of the time after the days of learning that may go to new cards, where that is worth more; negative
ones are parts of the time before, that go to repetitions where new cards are hardly asked."""

CLOSE = 3
"""Passes from which on two of them lie shortly before the date."""

MOST_ROUNDS = 20
"""Passes over all cards from which on another one changes nothing."""

LIKELY = 1.28
"""Standard deviations to either side that hold four in five."""

BELOW, ABOVE = (0.1, 0.1), (0.1, 0.1)
"""How far a range goes to either side, in log odds, beside what is not known of one's memory: at the end, and
how much more at the beginning."""

ATTENDED = 7
"""Study days that the supposition weighs as much as that one studies on all of them."""


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
        cards: in scope. ``met``: answered at least once.
        days: study days left. ``minutes``: of study left for each card.
        now: what could be answered today. ``ready``: on the date; for a focus, in 30 days.
        less, more: the expected share with `STEP` minutes a day less or more.
        series: from today to the date, for a plot; at most 60 points.
        tight: are there less than `LEAST_MINUTES` for a card?
        missed, of: so many of the study days gone by that had something to do were missed. All of it
            supposes that as many of those to come are; ``always``: the expected share if none is.
    """

    goal: Goal
    day: int
    cards: int
    met: int
    days: int
    minutes: float
    now: Range
    ready: Range
    less: float
    more: float
    series: tuple[Point, ...]
    tight: bool
    missed: int = 0
    of: int = 0
    always: float = 0.0


def forecast(goal: Goal, material: Material) -> Forecast:
    """Return what to expect of ``goal``, as seen on the day of ``material``."""
    outlook = Outlook(goal, material)
    planner = outlook.planner
    days = len(planner.left) if goal.by is None else goal.days_from(material.day)
    met, cards = len(planner.met), len(material.items)
    minutes = days * goal.minutes
    past = gone(goal, material)
    missed = len(past.missed)
    always = outlook.instead(goal, attends=1.0) if missed else outlook.ready.share
    return Forecast(
        goal,
        material.day,
        cards,
        met,
        days,
        minutes / max(1, cards),
        outlook.now,
        outlook.ready,
        outlook.instead(replace(goal, minutes=max(0, goal.minutes - STEP))),
        outlook.instead(replace(goal, minutes=goal.minutes + STEP)),
        tuple(outlook.series()),
        minutes < LEAST_MINUTES * cards,
        missed,
        past.days,
        always,
    )


class Outlook:
    """What a goal will come to, in closed form: a forecast must not take as long as a simulation.

    The time of the days of learning goes to new cards, in the order in which they are worth it, and so does
    as much of the time after them as is best. What is left goes to passes over all cards met, spread over the
    days up to the date, the more asked ones first where there is less than one for each. ``attends``: on how
    the days to come one studies, 0 to 1; without, as on those gone by. ``beside``: one of the same material,
    with the same order of new cards.
    """

    def __init__(
        self,
        goal: Goal,
        material: Material,
        attends: float | None = None,
        beside: "Outlook | None" = None,
    ) -> None:
        self.goal, self.material = goal, material
        self.planner = Planner(goal, material)
        self.attends = _attends(goal, material) if attends is None else attends
        planned = coming(goal, goal.made, NONE) if material.rehearsed else []
        self.mocks = {day for day in planned if day >= material.day}
        self._mocks = list(accumulate((day in self.mocks for day in self.planner.left), initial=0))
        self.met: Alike = Alike(material) if beside is None else beside.met
        self.fresh: Sequence[str] = self._fresh() if beside is None else beside.fresh
        pace, items, worth = material.pace, material.items, material.demand.weights
        self._looks = list(accumulate((pace.look(items[key].kind) for key in self.fresh), initial=0.0))
        again = sum(pace.again(items[key].kind) for key in self.met.keys)
        self._once = list(accumulate((pace.again(items[key].kind) for key in self.fresh), initial=again))
        places = [*((key, -1) for key in self.met.keys), *((key, at) for at, key in enumerate(self.fresh))]
        self._by_worth = sorted(places, key=lambda place: -worth.get(place[0], 0.0))

    def _fresh(self) -> Sequence[str]:
        offers = self.planner.offers() if self.planner.left else ()
        return [key for offer in offers for key in offer.cards]

    def seen(self, minutes: float, days: int | None = None, late: float | None = None) -> int:
        """Return how many new cards will be met in the next ``days`` of study of so many minutes, where the
        part ``late`` of the time after the days of learning goes to them, or is taken from these; without,
        what is best. As in a plan, some a day are met however little they are asked."""
        planner = self.planner
        days = len(planner.left) if days is None else days
        late = self.late if late is None else late
        first = days * LEARNING if planner.phase == "focus" else min(days, len(planner.learning_days))

        def met(study: float) -> int:
            return bisect_right(self._looks, self._seconds(study, minutes)) - 1

        if late < 0:
            return max(met((1 + late) * first), min(met(first), round(LEAST_NEW * first)))
        return met(first + late * (days - first))

    def _seconds(self, days: float, minutes: float) -> float:
        """Return the seconds of study for cards in so many days: mock interviews take some, and days are
        missed as often as before."""
        mocks = self._mocks[min(round(days), len(self._mocks) - 1)] * mock_minutes(self.goal)
        return max(0.0, (days * minutes - mocks) * 60 * self.attends - self.material.spent)

    def unseen(self) -> list[str]:
        """Return the new cards that will not be met by the date, the least asked first, roughly; see
        `trainer.goals.unseen`."""
        if not self.planner.left:
            return list(self.material.order)
        return [*self.fresh[self.seen(self.goal.minutes) :]][::-1]

    @cached_property
    def now(self) -> Range:
        """What can be answered today."""
        return reached(self.material, self.material.day)

    @cached_property
    def ready(self) -> Range:
        """What can be answered on the date."""
        minutes, far = self.goal.minutes, exp(LIKELY * self.material.pace.doubt)
        low, high = _ends(self.material.strength)
        below = self.share(minutes, times=low), self.share(minutes / far)
        above = self.share(minutes, times=high), self.share(minutes * far)
        return _range(
            self.share(minutes), (below, above), len(self.planner.left) / max(1, self.planner.whole)
        )

    def instead(self, goal: Goal, attends: float | None = None) -> float:
        """Return what a goal comes to that differs in nothing but its minutes, as do its mock interviews, or
        one of somebody who ``attends`` as often: new cards come in the same order."""
        return Outlook(goal, self.material, attends, self).share(goal.minutes)

    def share(self, minutes: float, days: int | None = None, times: float | None = None) -> float:
        """Return what can be answered after ``days`` of study of so many minutes, on the date without, by
        somebody who remembers so many ``times`` as long as usual, as this person without."""
        left = self.planner.left
        days = len(left) if days is None else days
        until = self.planner.until if days == len(left) else left[days - 1] + 1 if days else self.material.day
        ahead = max(1, until - self.material.day) if days else 0
        return self._share(minutes, days, ahead, self.late, times)

    @cached_property
    def late(self) -> float:
        """The part of the time after the days of learning that is best spent on new cards all the same, or
        of the time before that is not, with the minutes of the goal; a few more or less change little in
        it."""
        planner, minutes = self.planner, self.goal.minutes
        days, ahead = len(planner.left), max(1, planner.until - self.material.day)
        return max(LATE, key=lambda late: self._share(minutes, days, ahead, late)) if days else 0.0

    def _share(self, minutes: float, days: int, ahead: int, late: float, times: float | None = None) -> float:
        belief = self.planner.belief if times is None else Belief(self.material.scheduler, times)
        return self.material.demand.value(self._known(minutes, days, ahead, late, belief))

    def series(self) -> Iterator[Point]:
        """Yield what can be answered from today to the date."""
        left, now = self.planner.left, self.now
        yield Point(self.material.day, now)
        marks = sorted({round(len(left) * part / POINTS) for part in range(1, POINTS + 1)} - {0, len(left)})
        for days in marks:
            share = self.share(self.goal.minutes, days)
            yield Point(left[days - 1] + 1, _between(share, now, self.ready, days / len(left)))
        if left:
            # Where the last days are off, the way still ends on the date.
            yield Point(self.planner.until, self.ready)

    def _known(self, minutes: float, days: int, ahead: int, late: float, belief: Belief) -> dict[str, float]:
        """Return how likely each card met by then is recalled ``ahead`` days from now."""
        count = self.seen(minutes, days, late)
        time = max(0.0, self._seconds(days, minutes) - self._looks[count])
        once = self._once[count]  # what a pass over all cards met takes
        rounds = min(MOST_ROUNDS, time / once) if once else 0.0
        most_asked = (key for key, place in self._by_worth if place < count)
        more = set(islice(most_asked, round(rounds % 1 * (len(self.met.keys) + count))))
        # The last pass over all cards takes some days, and so lies half as long before the date.
        tail = min(ahead / 4, ahead * once / max(1.0, 2 * days * minutes * 60))
        known: dict[str, float] = {}

        def note(keys: Sequence[str], trace: Trace, ahead: int) -> None:
            usual = self._after(trace, ahead, int(rounds), tail)
            known.update(dict.fromkeys(keys, usual))
            if often := more.intersection(keys):
                known.update(dict.fromkeys(often, self._after(trace, ahead, int(rounds) + 1, tail)))

        for trace, keys in self.met.groups(belief):
            note(keys, trace, ahead)
        half = min(ahead, max(1, round(ahead * (LEARNING + max(0.0, late) * (1 - LEARNING)) / 2)))
        own = belief.strength
        note(self.fresh[:count], Trace(steady(7 / own, belief.met(7)), MIDDLE, 0, own), ahead - half)
        return known

    def _after(self, trace: Trace, ahead: int, passes: int, tail: float) -> float:
        """Return how likely a card is recalled ``ahead`` days from now, asked so many times until then: at
        ever longer intervals, the last time ``tail`` days before, and as long before that one more where
        there are `CLOSE` or more."""
        end = max(0, round(ahead - max(1.0, tail)))
        last = [end] if passes < CLOSE else [max(0, round(end - max(1.0, tail))), end]
        early = passes - len(last)
        days = [round(last[0] * (number / (early + 1)) ** 1.5) for number in range(1, early + 1)] + last
        for day in days if passes else ():
            left = max(1, ahead - day)
            recall = trace.asked(day, day + left)
            trace = Trace(steady(left / trace.own, recall), trace.difficulty, day, trace.own)
        return trace.recall(ahead)


def _attends(goal: Goal, material: Material) -> float:
    """Return on how many of the study days one studies, 0 to 1, as far as the days gone by tell."""
    past = gone(goal, material)
    return (len(past.used) + ATTENDED) / (past.days + ATTENDED)


def _ends(strength: Strength) -> tuple[float, float]:
    """Return how many times as long as usual somebody remembers at least and at most, four times in five."""
    far = exp(LIKELY * strength.doubt)
    return strength.times / far, strength.times * far


def _between(share: float, now: Range, then: Range, part: float) -> Range:
    """Return what to expect after this part of the way, with a range that grows from that of now to the one
    at its end."""
    below, above = (
        (1 - part) * abs(_odds(now.share) - _odds(here)) + part * abs(_odds(then.share) - _odds(there))
        for here, there in ((now.low, then.low), (now.high, then.high))
    )
    return _from_odds(share, below, above)


def _range(share: float, ends: tuple[Sequence[float], Sequence[float]], ahead: float) -> Range:
    """Return what to expect with its range: ``ends`` are the shares of who remembers less long or is slower,
    and of who remembers longer or is faster; ``ahead`` the part of the way that is still to go, 0 to 1."""
    below, above = (
        hypot(*(_odds(share) - _odds(found) for found in shares), end + more * min(1.0, ahead))
        for shares, (end, more) in zip(ends, (BELOW, ABOVE), strict=True)
    )
    return _from_odds(share, below, above)


def _from_odds(share: float, below: float, above: float) -> Range:
    """Return a range that goes so far to either side in log odds."""
    if not 0 < share < 1:
        return Range(share, share, share)
    odds = share / (1 - share)
    return Range(share, odds / (odds + exp(below)), odds * exp(above) / (1 + odds * exp(above)))


def _odds(share: float) -> float:
    """Return the logarithm of the odds, 0 where there are none."""
    return log(share / (1 - share)) if 0 < share < 1 else 0.0


def reached(material: Material, day: int) -> Range:
    """Return what can be answered on ``day`` if nothing is practised between that of ``material`` and it."""
    met = [item for item in material.items.values() if item.memory is not None]

    def share(times: float) -> float:
        belief = Belief(material.scheduler, times)
        return material.demand.value({item.key: recall(item, day, belief) for item in met})

    low, high = _ends(material.strength)
    return _range(share(material.strength.times), ((share(low),), (share(high),)), 0)
