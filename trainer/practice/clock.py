"""Whether the clock can be right: by when answers were given before, and by what it said a while ago."""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise
from typing import NamedTuple

from trainer.core.dates import said
from trainer.core.day import Clock
from trainer.core.errors import TrainerError
from trainer.core.library import Library
from trainer.core.moment import milliseconds
from trainer.practice.attempt import Attempt

_DAY = 86_400_000
LONG = 180 * _DAY
"""A longer break is asked about: more often it is the clock."""

_DAYS = 3
"""Of so many study days the answers are looked at."""


class Doubt(NamedTuple):
    """What is odd about the clock, in words with what to do; "" where nothing is. ``asks``: may it be wrong
    now, so that nothing is to be done before somebody says that it is right?"""

    said: str = ""
    asks: bool = False


def doubt(library: Library, clock: Clock) -> Doubt:
    """Say what is odd about the clock. One study day under a clock that leapt does not prove it right: that
    is asked about until two have answers."""
    now, days = milliseconds(clock()), library.newest_answers(_DAYS)
    if not days:
        return Doubt()
    last = days[0]
    if now < last - _DAY and _is_back(days, now):
        return Doubt(
            f"The clock says {_date(now)}; when you gave your last answer it said {_date(last)}. That was "
            "wrong, it seems: `trainer doctor --undo-clock` takes back all that was answered under it."
        )
    if now < last - _DAY:
        return Doubt(
            f"The clock says {_date(now)}; your last answer is of {_date(last)}. One of the two is wrong. "
            "If it is the clock, leave and set it; if it is the answer, `trainer doctor --undo-clock` takes "
            "back all that was answered under the wrong clock.",
            asks=True,
        )
    leapt = now > last + LONG, len(days) > 1 and last > days[1] + LONG
    if not any(leapt):
        return Doubt()
    before = _date(last) if leapt[0] else f"{_date(days[1])}, but for those of {_date(last)}"
    return Doubt(
        f"The clock says {_date(now)}; your last answer is of {before}. If the clock is wrong, leave and set "
        "it before you answer: cards answered now come years from now. (`trainer doctor --undo-clock` takes "
        "such answers back.)",
        asks=True,
    )


def _is_back(days: Sequence[int], now: int) -> bool:
    """Is the clock where it was before it leapt ahead for a while, by the answers of study days?"""
    return any(later - before > LONG and -_DAY <= now - before <= LONG for later, before in pairwise(days))


class ClockError(TrainerError):
    """The clock leapt while the program runs; what was to be done then was not."""


class _Leaps:
    """Raises `ClockError` when it is called, if the clock leapt since it was called before. That is told of
    once; from then on the clock is taken at its word."""

    def __init__(self, clock: Clock) -> None:
        self._clock, self._seen = clock, milliseconds(clock())

    def __call__(self) -> None:
        before, self._seen = self._seen, milliseconds(self._clock())
        if _is_leap(before, self._seen):
            raise _leapt(before, self._seen, "when you last did something")


def look(library: Library, clock: Clock) -> Doubt:
    """Look at the clock before anything is done; return what is odd about it. From now on it is looked at
    before whatever is done, and `ClockError` raised if it leapt."""
    library.gate = _Leaps(clock)
    return doubt(library, clock)


def look_for_leap(library: Library, attempt: Attempt, now: datetime) -> None:
    """Raise `ClockError` if the clock cannot have been right both when a card was shown and ``now``. That is
    told of once; from then on the clock is taken at its word."""
    before, instant = milliseconds(attempt.shown_at), milliseconds(now)
    leaps = _is_leap(before, instant)
    if leaps:
        attempt.shown_at = now
    library.gate()
    if leaps:
        raise _leapt(before, instant, "when this card was shown")


def _is_leap(before: int, now: int) -> bool:
    return not -_DAY <= now - before <= LONG


def _leapt(before: int, now: int, when: str) -> ClockError:
    return ClockError(
        f"The clock says {_date(now)}; {when} it said {_date(before)}. Nothing was done: set the clock, or do"
        " it again to go on by it."
    )


def _date(instant: int) -> str:
    return said(datetime.fromtimestamp(instant / 1000, UTC).toordinal())
