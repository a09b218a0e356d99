"""Study days: calendar dates that start at the rollover hour instead of midnight.

A study day is an ``int``, the proleptic Gregorian ordinal of its date (``date.toordinal``), so that due
dates are sums of days and never sums of hours.
"""

from collections.abc import Callable
from datetime import date, datetime

Clock = Callable[[], datetime]
"""Returns the local time with its zone."""


def study_day(now: datetime, rollover_hour: int) -> int:
    """Return the study day at the aware local time ``now``.

    The wall clock decides: before ``rollover_hour`` (0-23) it is still the day before. So a day that has 23
    or 25 hours, or that is crossed in an aeroplane, counts as the calendar says.

    Raises:
        ValueError: ``now`` has no time zone, or the hour is out of range.
    """
    if now.tzinfo is None:
        raise ValueError("a local time without its zone has no study day")
    if not 0 <= rollover_hour <= 23:
        raise ValueError(f"rollover hour {rollover_hour} is not in 0..23")
    return now.toordinal() - (now.hour < rollover_hour)


def iso(day: int) -> str:
    """Return a study day as YYYY-MM-DD, for programs and names of files; people get `dates.said`."""
    return date.fromordinal(day).isoformat()


def span(days: int) -> str:
    """Return an interval in words short enough for a key: ``today``, ``1 day``, ``9 days``, ``4 months``."""
    if days <= 0:
        return "today"
    if days == 1:
        return "1 day"
    if days < 60:
        return f"{days} days"
    if days < 730:
        return f"{days / 30.4:.0f} months"
    return f"{days / 365:.1f} years"


def short_span(days: int) -> str:
    """Return an interval in at most four characters or so: ``9d``, ``4mo``, ``2.1y``."""
    if days <= 0:
        return "⟳"
    if days < 60:
        return f"{days}d"
    if days < 730:
        return f"{days / 30.4:.0f}mo"
    return f"{days / 365:.1f}y"
