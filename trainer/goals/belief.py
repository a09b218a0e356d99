"""What to expect of one person's memory: of each card, and how long it lasts.

What is left of a card follows from the answers to it (`trainer.goals.trace`), and from one factor for the
person, which those answers tell too. Of a card whose answers are not all in the log, as it came from another
program, the scheduler's stability is believed where it keeps one, else it is taken from the interval.
"""

from collections.abc import Iterable, Mapping, Sequence
from heapq import nlargest
from math import exp, log
from typing import NamedTuple

from trainer.core.state import Memory
from trainer.goals.trace import MIDDLE, Look, Trace, first, trace
from trainer.scheduling.scheduler import PASS, Scheduler

FAILED = 0.5
"""Stability in days behind an answer that was wrong, where only the interval is known."""

YOUNG, SECOND, OLD = 2.4, 2.5, 2.5
"""Stability as a multiple of the interval: of one day, of up to `SHORT` days, of longer ones."""

SHORT = 7

START, EASE = 2.5, 2.0
"""The ease that SM-2 gives a new card, and what one more adds to the logarithm of the stability."""

LAPSED = 0.5
"""How much less it is of a card that was lost before."""

FIRST_SHARES = (0.24, 0.094, 0.495, 0.171)
"""How often a new card is answered again, hard, good and easy: defaults of the simulator of fsrs-rs."""

STRENGTHS = tuple(1.35**step for step in range(-9, 10))
SPREAD = 1.2
"""How much people differ: standard deviation of the logarithm of their strength. The stability after a good
first answer differs by 17.6 days among the users of Anki, at a default of 2.3 (`PARAMS_STDDEV` in the
optimizer of fsrs-rs): 1.45 if it is log-normal. Not all of that is people, as their cards differ too."""

ANSWERS_READ = 500
"""The latest answers that tell how well one remembers."""


class Strength(NamedTuple):
    """How many times as long as usual somebody remembers, and how sure that is: the standard deviation of its
    logarithm."""

    times: float = 1.0
    doubt: float = SPREAD


USUAL = Strength()
"""That of somebody who answered nothing so far."""


class Belief:
    """What to expect of one person's cards.

    Args:
        strength: how many times as long as usual this person remembers.
    """

    def __init__(self, scheduler: Scheduler, strength: float = 1.0) -> None:
        self.strength = strength
        self._scheduler = scheduler

    def trace(self, memory: Memory, seen: int, looks: tuple[Look, ...]) -> Trace:
        """Return what is left of a card with this schedule, last answered on the day ``seen``, whose
        ``looks`` the log tells."""
        if looks and len(looks) >= memory.reviews:
            return trace(looks, self.strength)
        facts = self._scheduler.facts(memory)
        if found := facts.get("stability"):
            return Trace(found, facts.get("difficulty", MIDDLE), seen, 1.0)
        return Trace(self._by_interval(memory, facts), MIDDLE, seen, self.strength)

    def met(self, left: int) -> float:
        """Return how likely a new card is recalled in ``left`` days if it is met now."""
        return sum(share * first(at, 0, self.strength).recall(left) for at, share in enumerate(FIRST_SHARES))

    def _by_interval(self, memory: Memory, facts: Mapping[str, float]) -> float:
        if self._scheduler.known(memory) == 0:
            return FAILED
        interval = max(1, memory.due - memory.last)
        times = YOUNG if interval == 1 else SECOND if interval <= SHORT else OLD
        times *= exp(EASE * (facts.get("ease", START) - START)) * (LAPSED if memory.lapses else 1.0)
        return interval * times


def strength(cards: Iterable[Sequence[Look]], most: int = ANSWERS_READ) -> Strength:
    """Return how long somebody remembers who gave these answers, to each of the cards those of one or more
    days; the latest of them count, so many at most, whatever came of them.

    The mean of `STRENGTHS` weighed by how likely the answers are, with a log-normal prior of `SPREAD` around
    1: few answers say little.
    """
    told = [looks for looks in cards if len(looks) > 1]
    days = nlargest(most, (looks[-1][0] for looks in told))
    least = days[-1] if len(days) == most else 0  # the day before which none is among the latest
    tried = [
        tuple(looks[: count + 1])
        for looks in told
        for count in range(1, len(looks))
        if looks[count][0] >= least
    ]
    tried.sort(key=lambda looks: looks[-1][0], reverse=True)
    if not tried:
        return USUAL
    latest = [(looks[:-1], *looks[-1]) for looks in tried[:most]]
    return _posterior([(log(times), _likely(times, latest)) for times in STRENGTHS])


def _likely(times: float, tried: Sequence[tuple[tuple[Look, ...], int, int]]) -> float:
    """Return the logarithm of how likely it is that somebody remembers so many times as long as usual, and
    that each of these answers to a card, of a day, with a grade, came of those before it."""
    found = -(log(times) ** 2) / (2 * SPREAD**2)
    for before, day, grade in tried:
        recall = min(0.999, trace(before, times).recall(day))
        found += log(recall if grade >= PASS else 1 - recall)
    return found


def _posterior(found: Sequence[tuple[float, float]]) -> Strength:
    """Return what to expect of logarithms of strengths, each with that of its likelihood, and the doubt."""
    most = max(likely for _, likely in found)
    weights = [(at, exp(likely - most)) for at, likely in found]
    whole = sum(weight for _, weight in weights)
    mean = sum(weight * at for at, weight in weights) / whole
    spread = sum(weight * (at - mean) ** 2 for at, weight in weights)
    return Strength(exp(mean), (spread / whole) ** 0.5)
