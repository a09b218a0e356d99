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


EPOCH = date(1970, 1, 1).toordinal()
"""The study day with which instants begin."""


class Timed(Protocol):
    """What has a moment of its own, see `Moment`."""

    @property
    def at(self) -> int: ...
    @property
    def day(self) -> int: ...
    @property
    def offset(self) -> int: ...


class Logged(Timed, Protocol):
    """What has a place in the log."""

    @property
    def id(self) -> str: ...


def calendar_day(event: Timed) -> int:
    """Return the date that the calendar had at the instant of what happened, where that was."""
    return EPOCH + (event.at // 60_000 + event.offset) // (24 * 60)


def hour(event: Timed) -> int:
    """Return the hour that the clock on the wall had then."""
    return (event.at // 60_000 + event.offset) // 60 % 24


def midnight(day: int, offset: int) -> int:
    """Return the instant at which a date begins, ``offset`` minutes ahead of UTC."""
    return ((day - EPOCH) * 24 * 60 - offset) * 60_000


def agrees(event: Timed) -> bool:
    """Do instant, study day and difference to UTC fit together? The study day is the date, or before the
    rollover the one before; whatever the clock said, it said both."""
    return calendar_day(event) - event.day in (0, 1)


def stands_at(event: Timed) -> int:
    """Return the instant at which what happened counts among all else: its own. One behind its study day
    contradicts that, and one of the two is damaged, which nothing here tells: it counts at the end of that
    date. One before its study day counts where it is. So it is the earlier of the two, and what is done about
    the card later (it is answered, or given a day by hand) comes after it, whichever of the two is wrong."""
    if event.at >= midnight(event.day + 2, event.offset):
        return midnight(event.day + 1, event.offset) - 1
    return event.at


def log_order(event: Logged) -> tuple[int, str]:
    """Return what all events are sorted by, wherever their order says what a card is; SQL has it from
    `trainer.store.order`."""
    return stands_at(event), event.id
