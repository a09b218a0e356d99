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


class Backlog(NamedTuple):
    """What waits after a break.

    Attributes:
        due: cards due.
        days: over how many days to spread it, so that a day stays near a usual one.
        a_day: cards of each of these days.
    """

    due: int
    days: int
    a_day: int


def backlog(
    day: int, forecast: Sequence[int], practised: Sequence[tuple[int, int]], due_per_day: int
) -> Backlog | None:
    """Return what waits on ``day``, if it is more than a day's work after a break.

    Args:
        forecast: cards falling due on ``day`` (with the overdue ones) and on the days after.
        practised: latest days before ``day`` with answers (one at least), the newest first, with how many.
        due_per_day: the user's limit.
    """
    if day - practised[0][0] < AWAY:
        return None
    from statistics import median  # here: the first card need not wait for it

    usual = max(LEAST_USUAL, round(median(cards for _, cards in practised)))
    due = forecast[0]
    if due <= min(due_per_day, TIMES * usual):
        return None
    days, waiting = 1, due
    while days < min(LONGEST, len(forecast)) and waiting > days * usual:
        waiting += forecast[days]
        days += 1
    return Backlog(due, days, -(-waiting // days))


def share(due: int, done: int, day: int, until: int) -> int:
    """Return how many due cards ``day`` takes of a backlog spread up to ``until``: of the ``due`` ones left
    and those ``done`` today, as many as leave the same for each day."""
    return -(-(due + done) // max(1, until - day + 1))
