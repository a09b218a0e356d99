"""When something happened: the instant, and the study day it was where it happened."""

from datetime import date, datetime
from typing import NamedTuple, Protocol

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


_EPOCH = date(1970, 1, 1).toordinal()


class Timed(Protocol):
    """What has a moment of its own, see `Moment`."""

    @property
    def at(self) -> int: ...
    @property
    def day(self) -> int: ...
    @property
    def offset(self) -> int: ...


def calendar_day(event: Timed) -> int:
    """Return the date that the calendar had at the instant of what happened, where that was."""
    return _EPOCH + (event.at // 60_000 + event.offset) // (24 * 60)


def hour(event: Timed) -> int:
    """Return the hour that the clock on the wall had then."""
    return (event.at // 60_000 + event.offset) // 60 % 24


def midnight(day: int, offset: int) -> int:
    """Return the instant at which a date begins, ``offset`` minutes ahead of UTC."""
    return ((day - _EPOCH) * 24 * 60 - offset) * 60_000


def agrees(event: Timed) -> bool:
    """Do instant, study day and difference to UTC fit together? The study day is the date, or before the
    rollover the one before; whatever the clock said, it said both."""
    return calendar_day(event) - event.day in (0, 1)
