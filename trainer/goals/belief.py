"""What a card's schedule says of days to come.

Schedulers plan repetitions; a plan for a date must know how likely a card is recalled long before or after
its due day, and what one more answer would change. Recall follows the forgetting curve of FSRS-6 with its
default decay, R(t) = (1 + F t / S) ** -D, where S is the stability: the days after which nine in ten are
still known. A scheduler that keeps it says it; else it is taken from the interval, as fitted to simulated
learners (`trainer.goals.learner`) who study by SM-2. A person's own answers correct it by one factor.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import exp, log
from typing import NamedTuple

from trainer.core.library import Answered
from trainer.core.state import Memory
from trainer.scheduling.scheduler import PASS, Scheduler

DECAY = 0.1542
FACTOR = 0.9 ** (-1 / DECAY) - 1

FAILED = 0.5
"""Stability in days behind an answer that was wrong, once it was repeated on the same day."""

YOUNG, SECOND, OLD = 2.2, 1.2, 1.75
"""Stability as a multiple of the interval: of one day, of up to `SHORT` days, of longer ones."""

SHORT = 7

START, EASE, AT_ONCE = 2.5, 4.0, 2.0
"""The ease that SM-2 gives a new card, what one more adds to the logarithm of the stability, and how many
times as stable a card is that was easy at first sight."""

LAPSED = 0.6
"""How much less it is of a card that was lost before."""

GROWTH, SLOWER = 17.0, 0.167
"""How stability grows by a pass: by ``GROWTH * S ** -SLOWER`` times the part that was forgotten."""

FIRST_FAILS, FAILED_FIRST, PASSED_FIRST = 0.24, 0.3, 2.6
"""The share of new cards not known when they are first asked, and the stability of those, and of others."""

STRENGTHS = tuple(1.2**step for step in range(-12, 9))
SPREAD = 0.5
"""How much people differ: standard deviation of the logarithm of their strength."""


class Tried(NamedTuple):
    """An answer that tells how well one remembers: the schedule before it, how many days after the answer
    before, and was it right?"""

    memory: Memory
    days: int
    right: bool


def curve(days: float, stability: float) -> float:
    """Return how likely is recalled what has this stability, so many days after the answer."""
    return float((1 + FACTOR * days / stability) ** -DECAY) if days > 0 else 1.0


def steady(days: float, recall: float) -> float:
    """Return the stability of what is recalled like this so many days after the answer; see `curve`."""
    return float(FACTOR * days / (min(recall, 0.9999) ** (-1 / DECAY) - 1))


class Belief:
    """What to expect of one person's memory.

    Args:
        strength: how many times as long as usual this person remembers.
    """

    def __init__(self, scheduler: Scheduler, strength: float = 1.0) -> None:
        self.strength = strength
        self._scheduler = scheduler
        self._failed = FAILED * strength

    def stability(self, memory: Memory) -> float:
        """Return the days after which the card is recalled with nine in ten."""
        facts = self._scheduler.facts(memory)
        if found := facts.get("stability"):
            return found * self.strength
        interval = max(1, memory.due - memory.last)
        if self._scheduler.known(memory) == 0:
            return self._failed
        times = YOUNG if interval == 1 else SECOND if interval <= SHORT else OLD
        easier = facts.get("ease", START) - START
        times *= exp(EASE * easier) * (AT_ONCE if easier > 0 and memory.reviews == 1 else 1.0)
        return interval * times * self.strength * (LAPSED if memory.lapses else 1.0)

    def stability_of(self, memory: Memory, ahead: Sequence[int] = ()) -> float:
        """Return the same of a card passed ahead of schedule on the days ``ahead``, which its memory does not
        know of."""
        stability, last = self.stability(memory), memory.last
        for day in ahead:
            stability, last = _passed(stability, curve(day - last, stability)), day
        return stability

    def asked(self, stability: float, waited: int, left: int) -> float:
        """Return how likely a card is recalled in ``left`` days if it is asked now, ``waited`` days after its
        last answer: it will be passed, or failed."""
        now = curve(waited, stability)
        return now * curve(left, _passed(stability, now)) + (1 - now) * curve(left, self._failed)

    @property
    def met_stability(self) -> float:
        """The stability of a new card once it was met, as far as it can be said in one number: that of a week
        later."""
        return steady(7, self.met(7))

    def met(self, left: int) -> float:
        """Return how likely a new card is recalled in ``left`` days if it is met now."""
        good = curve(left, PASSED_FIRST * self.strength)
        return FIRST_FAILS * curve(left, FAILED_FIRST * self.strength) + (1 - FIRST_FAILS) * good


def _passed(stability: float, now: float) -> float:
    """Return the stability of a card once it was passed, which was recalled as likely as ``now``."""
    return float(stability * (1 + GROWTH * stability**-SLOWER * (1 - now)))


def tried(answers: Iterable[Answered]) -> Iterator[Tried]:
    """Yield what answers tell of one's memory: the first of a day to each card met on a day before."""
    first: dict[tuple[str, int], Answered] = {}
    for answer in answers:
        look = answer.card, answer.day
        if look not in first or answer.before is None or answer.before.last < answer.day:
            first[look] = answer
    for answer in first.values():
        if answer.before is not None and answer.before.last < answer.day:
            yield Tried(answer.before, answer.day - answer.before.last, answer.grade >= PASS)


def strength(tried: Iterable[Tried], scheduler: Scheduler) -> float:
    """Return how many times as long as usual somebody remembers who answered like this.

    The most likely of `STRENGTHS`, with a log-normal prior of `SPREAD` around 1: few answers say little.
    """
    usual = Belief(scheduler)
    known = [(usual.stability(memory), days, right) for memory, days, right in tried if days > 0]

    def likely(times: float) -> float:
        sum_ = -(log(times) ** 2) / (2 * SPREAD**2)
        for stability, days, right in known:
            recall = min(0.999, curve(days, stability * times))
            sum_ += log(recall if right else 1 - recall)
        return sum_

    return max(STRENGTHS, key=likely) if known else 1.0
