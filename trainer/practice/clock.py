"""Whether the clock can be right, by when the last answer was given."""

from datetime import UTC, datetime

from trainer.core.day import Clock
from trainer.core.library import Library
from trainer.core.moment import milliseconds

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
            " years from now. (`trainer doctor --undo-future` takes such answers back.)"
        )
    return (
        f"{said} One of the two is wrong. If it is the clock, leave and set it; if it is the answer,"
        " `trainer doctor --undo-future` takes back all that was answered under the wrong clock."
    )


def _date(instant: int) -> str:
    return f"{datetime.fromtimestamp(instant / 1000, UTC):%Y-%m-%d}"
