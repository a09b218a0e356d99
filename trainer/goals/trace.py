"""What is left of a card on any day, by the answers to it: stability and difficulty as FSRS-6 has them, with
its default parameters.

Schedulers say when to ask again; a plan for a date must know how likely a card is recalled long before or
after its due day, which only all answers to it tell: passed after a month is another thing than passed after
a day, though the interval of SM-2 is the same.
"""

from functools import lru_cache
from typing import NamedTuple

from trainer.scheduling.fsrs import DEFAULT, RATING, Model

MODEL = Model(DEFAULT)

REPEATED = 2
"""The first two ratings, again and hard, are repeated the same day."""

MIDDLE = 5.3
"""The difficulty of a card of which nothing is known: that of one which was good at first sight is near."""

Look = tuple[int, int]
"""A study day on which a card was answered, and the grade of that day's first answer."""


class Trace(NamedTuple):
    """What is left of a card: stability in days, difficulty 1-10, the day of the last answer, and how many
    times as long as usual this person remembers this card."""

    stability: float
    difficulty: float
    last: int
    own: float

    def recall(self, day: int) -> float:
        """Return how likely it is recalled on a day."""
        return MODEL.recall(self.stability, (day - self.last) / self.own) if day > self.last else 1.0

    def after(self, at: int, day: int) -> "Trace":
        """Return what is left after an answer with a rating: 0 again, 1 hard, 2 good, 3 easy."""
        days = max(1.0, (day - self.last) / self.own)
        stability, difficulty = MODEL.after(self.stability, self.difficulty, days, at + 1)
        if at < REPEATED:
            return _repeated(stability, difficulty, day, self.own)
        return Trace(stability, difficulty, day, self.own)

    def asked(self, day: int, until: int) -> float:
        """Return how likely it is recalled on the day ``until`` if it is asked on ``day``, and passed or
        failed."""
        now = self.recall(day)
        passed, failed = self.after(2, day).recall(until), self.after(0, day).recall(until)
        return now * passed + (1 - now) * failed


def first(at: int, day: int, own: float) -> Trace:
    """Return what is left of a new card once it was answered with a rating; see `Trace.after`."""
    stability, difficulty = MODEL.first(at + 1)
    return (
        _repeated(stability, difficulty, day, own)
        if at < REPEATED
        else Trace(stability, difficulty, day, own)
    )


@lru_cache(maxsize=1 << 16)
def trace(looks: tuple[Look, ...], own: float) -> Trace:
    """Return what is left of a card that was answered on these days, one at least, by somebody who remembers
    ``own`` times as long as usual."""
    day, grade = looks[-1]
    at = RATING[grade] - 1
    return trace(looks[:-1], own).after(at, day) if looks[:-1] else first(at, day, own)


def steady(days: float, recall: float) -> float:
    """Return the stability of what is recalled like this so many days after the answer."""
    return days / MODEL.days_until(1.0, min(recall, 0.9999))


def _repeated(stability: float, difficulty: float, day: int, own: float) -> Trace:
    return Trace(*MODEL.after(stability, difficulty, 0, 3), day, own)
