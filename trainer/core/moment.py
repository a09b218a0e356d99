"""When something happened: the instant, and the study day it was where it happened."""

from datetime import datetime
from typing import NamedTuple

from trainer.core.day import study_day


class Moment(NamedTuple):
    """An instant, and what the calendar and the clock on the wall said then.

    Attributes:
        at: UTC instant in milliseconds since 1970.
        day: study day. ``offset``: minutes ahead of UTC.
    """

    at: int
    day: int
    offset: int = 0

    @classmethod
    def of(cls, now: datetime, rollover_hour: int) -> "Moment":
        """Return the moment of an aware local time; study days begin at ``rollover_hour`` (0-23).

        Raises:
            ValueError: ``now`` has no time zone, or the hour is out of range.
        """
        day, ahead = study_day(now, rollover_hour), now.utcoffset()
        return cls(milliseconds(now), day, round(ahead.total_seconds() / 60) if ahead else 0)


def milliseconds(instant: datetime) -> int:
    """Return an aware time as milliseconds since 1970, UTC."""
    return round(instant.timestamp() * 1000)
