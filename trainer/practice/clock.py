"""Whether the clock can be right, by when the last answer was given, and the card was shown."""

from datetime import UTC, datetime

from trainer.core.dates import said
from trainer.core.day import Clock
from trainer.core.errors import TrainerError
from trainer.core.library import Library
from trainer.core.moment import milliseconds
from trainer.practice.attempt import Attempt

_DAY = 86_400_000
LONG = 180 * _DAY
"""A longer break is asked about: more often it is the clock."""


def doubt(library: Library, clock: Clock) -> str:
    """Say what is odd about the clock and what to do; "" where nothing is."""
    last, now = library.newest_answer(), milliseconds(clock())
    if not last or -_DAY <= now - last <= LONG:
        return ""
    said = f"The clock says {_date(now)}; your last answer is of {_date(last)}."
    if now > last:
        return (
            f"{said} If the clock is wrong, leave and set it before you answer: cards answered now come"
            " years from now. (`trainer doctor --undo-clock` takes such answers back.)"
        )
    return (
        f"{said} One of the two is wrong. If it is the clock, leave and set it; if it is the answer,"
        " `trainer doctor --undo-clock` takes back all that was answered under the wrong clock."
    )


class ClockError(TrainerError):
    """The clock leapt while the program runs; what was to be done then was not."""


def look_for_leap(attempt: Attempt, now: datetime) -> None:
    """Raise `ClockError` if the clock cannot have been right both when a card was shown and ``now``. That is
    told of once; from then on the clock is taken at its word."""
    before, passed = attempt.shown_at, milliseconds(now) - milliseconds(attempt.shown_at)
    if not -_DAY <= passed <= LONG:
        attempt.shown_at = now
        raise ClockError(
            f"The clock says {_date(milliseconds(now))}; when this card was shown it said "
            f"{_date(milliseconds(before))}. Nothing was done: set the clock, or do it again to go on by it."
        )


def _date(instant: int) -> str:
    return said(datetime.fromtimestamp(instant / 1000, UTC).toordinal())
