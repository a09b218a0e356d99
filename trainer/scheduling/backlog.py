"""After a break: is there more than a day's work, and over how many days should it be spread?"""

from collections.abc import Sequence
from typing import NamedTuple

AWAY = 4
"""So many days without an answer are a break."""

TIMES = 3
"""A backlog is more than so many times a usual day."""

LEAST_USUAL = 10
"""Cards that a day takes at least, for somebody who answered few."""

LONGEST = 30
"""Days over which a backlog is spread at most."""


MOST_LOST = 0.5
"""The largest part of what is due that is taken to be forgotten: who is long away forgets less than
schedulers expect."""


class Backlog(NamedTuple):
    """What waits after a break.

    Attributes:
        due: cards due.
        days: over how many days to spread it, so that a day stays near a usual one.
        a_day: cards of each of these days. ``rest``: do these not suffice, by the user's limit?
    """

    due: int
    days: int
    a_day: int
    rest: bool = False


def backlog(
    day: int,
    forecast: Sequence[int],
    practised: Sequence[tuple[int, int]],
    due_per_day: int,
    lost: float = 0.0,
    *,
    over: bool = False,
) -> Backlog | None:
    """Return what waits on ``day``, if it is more than a day's work after a break.

    Args:
        forecast: cards falling due on ``day`` (with the overdue ones) and on the days after.
        practised: latest days before ``day`` with answers (one at least), the newest first, with how many.
        due_per_day: the user's limit.
        lost: which part of what is due is forgotten, and so asked once more.
        over: was a backlog spread until now? What is left of it needs no other break.
    """
    if day - practised[0][0] < AWAY and not over:
        return None
    from statistics import median  # here: the first card need not wait for it

    usual = max(LEAST_USUAL, round(median(cards for _, cards in practised)))
    due = forecast[0]
    if due <= min(due_per_day, TIMES * usual):
        return None
    days, waiting = over_days(forecast, max(1, min(usual, due_per_day)), lost)
    a_day = -(-waiting // days)
    return Backlog(due, days, max(1, min(a_day, due_per_day)), a_day > due_per_day)


def over_days(forecast: Sequence[int], a_day: int, lost: float) -> tuple[int, int]:
    """Return over how many days, `LONGEST` at most, what waits is spread that is asked so many cards a day,
    and how many that are; ``forecast``, ``lost`` as in `backlog`."""
    days, waiting = 1, round(forecast[0] * (1 + min(lost, MOST_LOST)))
    while days < min(LONGEST, len(forecast)) and waiting > days * a_day:
        waiting += forecast[days]
        days += 1
    return days, waiting


def share(due: int, done: int, day: int, until: int) -> int:
    """Return how many due cards ``day`` takes of a backlog spread up to ``until`` by an earlier version of
    the program, which did not note how many a day: of the ``due`` ones left and those ``done`` today, as many
    as leave the same for each day."""
    return -(-(due + done) // max(1, until - day + 1))
