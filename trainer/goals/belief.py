"""What to expect of one person's memory: of each card, and how long it lasts.

What is left of a card follows from the answers to it (`trainer.goals.trace`), and from one factor for the
person, which those answers tell too. Of a card whose answers are not all in the log, as it came from another
program, the scheduler's stability is believed where it keeps one, else it is taken from the interval.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import exp, log
from typing import NamedTuple

from trainer.core.state import Memory
from trainer.goals.trace import MIDDLE, MODEL, Look, Trace, first, trace
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

STRENGTHS = tuple(1.2**step for step in range(-12, 9))
SPREAD = 0.8
"""How much people differ: standard deviation of the logarithm of their strength."""

ANSWERS_READ = 500
"""The latest answers that tell how well one remembers."""

ROUNDS = 2
"""How often a strength is looked for, each time with what the last one says of the cards."""


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

    The most likely of `STRENGTHS`, with a log-normal prior of `SPREAD` around 1: few answers say little.
    """
    told = [tuple(looks) for looks in cards if len(looks) > 1]
    tried = [(looks[count][0], looks[: count + 1]) for looks in told for count in range(1, len(looks))]
    tried.sort(key=lambda each: each[0], reverse=True)
    found = USUAL
    for _ in range(ROUNDS if tried else 0):
        known = [_tried(looks, found.times) for _, looks in tried[:most]]

        def likely(times: float, known: Sequence[tuple[float, int, bool]] = known) -> float:
            sum_ = -(log(times) ** 2) / (2 * SPREAD**2)
            for stability, days, right in known:
                recall = min(0.999, MODEL.recall(stability, days / times))
                sum_ += log(recall if right else 1 - recall)
            return sum_

        found = _most_likely([(log(times), likely(times)) for times in STRENGTHS])
    return found


def _tried(looks: tuple[Look, ...], times: float) -> tuple[float, int, bool]:
    """Return what the stability was before the last of these answers, how many days it was after the one
    before, and whether it was right."""
    before, (day, grade) = trace(looks[:-1], times), looks[-1]
    return before.stability, day - before.last, grade >= PASS


def _most_likely(found: Sequence[tuple[float, float]]) -> Strength:
    """Return the most likely of logarithms of strengths, each with that of its likelihood, and the doubt."""
    best, most = max(found, key=lambda each: each[1])
    weights = [exp(each - most) for _, each in found]
    spread = sum(weight * (at - best) ** 2 for (at, _), weight in zip(found, weights, strict=True))
    return Strength(exp(best), (spread / sum(weights)) ** 0.5)
