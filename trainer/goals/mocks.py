"""Mock interviews as part of a plan: one early, then one a week, and one shortly before the date.

One takes minutes of the day it is planned for. Where it was not held then, it stays open, takes minutes of
the day on which it is held, and can be skipped. On the last day of study it is given up, as it would come on
top of that.
"""

from collections.abc import Sequence
from typing import NamedTuple

from trainer.goals.goal import Goal

EVERY = 7
"""Days between them."""

FIRST = 3
"""Study days before the first one."""

LAST = 2
"""Days before the date of the last one."""

APART = 4
"""Days before the last one within which none begins; one that is open still stays so, until the last one
takes its place."""

MOST_MINUTES = 10
"""Minutes that one takes at most, and half of those of its day."""

SHORTEST = 3
"""Minutes below which one is none: of a day of so few nothing is left for cards."""

AHEAD, FOCUS = 400, 30
"""Days that are looked at for those to come; without a date, as many as a forecast looks ahead."""


class Mocks(NamedTuple):
    """Study days on which mock interviews were held, and those on which one that was planned was skipped."""

    held: tuple[int, ...] = ()
    skipped: tuple[int, ...] = ()

    def before(self, day: int) -> list[int]:
        """Return the days before ``day`` on which one was held or skipped."""
        return sorted(done for done in (*self.held, *self.skipped) if done < day)


class Open(NamedTuple):
    """A mock interview of a plan that is open. ``since``: the study day it was planned for; ``minutes``: what
    it will take."""

    since: int
    minutes: int


NONE = Mocks()


def open_on(goal: Goal, day: int, mocks: Mocks) -> Open | None:
    """Return the mock interview that is open on a study day; None where none is."""
    since = _open_since(goal, day, mocks)
    return None if since is None or _is_late(goal, since, day) else Open(since, minutes(goal))


def given_up(goal: Goal, day: int, mocks: Mocks) -> int | None:
    """Return for which study day the mock interview was planned that is given up on ``day``, the last one of
    study, as it was not held by then; None where none is."""
    since = _open_since(goal, day, mocks)
    return since if since is not None and _is_late(goal, since, day) else None


def _open_since(goal: Goal, day: int, mocks: Mocks) -> int | None:
    done = day in mocks.held or day in mocks.skipped
    return None if done else _since(goal, day, mocks.before(day))


def _is_late(goal: Goal, since: int, day: int) -> bool:
    """Is ``day`` the last one of study before the date, and later than one was planned for?"""
    return since < day and goal.by is not None and next(goal.days(day + 1), None) is None


def reserved(goal: Goal, day: int, mocks: Mocks) -> int:
    """Return the minutes of a day that a mock interview takes or took: of the day that it was planned for,
    and of one on which an open one was held; 0 where it was skipped."""
    since = None if day in mocks.skipped else _since(goal, day, mocks.before(day))
    return minutes(goal) if since == day or (since is not None and day in mocks.held) else 0


def minutes(goal: Goal) -> int:
    """Return how long a planned mock interview takes."""
    return min(MOST_MINUTES, -(-goal.minutes // 2))


def to_come(goals: Sequence[Goal], day: int, mocks: Mocks) -> dict[str, list[int]]:
    """Return by their ids for which study days from ``day`` on, as far ahead as is looked, goals have one, if
    each is held; an open one is today's. ``goals``: in the order in which a day does them; the first has the
    one of a day, and the others count it as theirs."""
    done = mocks.before(day)
    found: dict[str, list[int]] = {goal.id: [] for goal in goals}
    for then in range(day, day + AHEAD):
        if then == day and (day in mocks.held or day in mocks.skipped):
            done.append(day)
            continue
        for goal in goals:
            if then == day and given_up(goal, day, mocks):
                break
            if (goal.by is not None or then < day + FOCUS) and _due(goal, then, done):
                done.append(then)
                found[goal.id].append(then)
                break
    return found


def coming(goal: Goal, day: int, mocks: Mocks) -> list[int]:
    """Return those of one goal with no other beside it."""
    return to_come([goal], day, mocks)[goal.id]


def _since(goal: Goal, day: int, done: Sequence[int]) -> int | None:
    """Return the study day on which the one that is due on ``day`` became due; None where none is."""
    if not _due(goal, day, done):
        return None
    first = max([goal.made, *(then + 1 for then in done)])
    last_days = _last_days(goal)
    if day in last_days:
        first = max(first, last_days.start)
    return next((then for then in goal.days(first, day - first) if _due(goal, then, done)), day)


def _due(goal: Goal, day: int, done: Sequence[int]) -> bool:
    """Is one due on ``day``, if those so far were on the days ``done``?"""
    if not goal.studies(day) or minutes(goal) < SHORTEST:
        return False
    last_days = _last_days(goal)
    if day in last_days:
        return not any(then in last_days for then in done)
    if goal.by is not None and day > (edge := goal.by - LAST - APART) and any(map(goal.studies, last_days)):
        open_still = next((then for then in range(edge, goal.made - 1, -1) if goal.studies(then)), None)
        if open_still is None or any(then >= open_still for then in done):
            return False
        return _due(goal, open_still, done)
    mine = [then for then in done if goal.made <= then < day]
    if mine:
        return day - max(mine) >= EVERY
    return len([1 for _ in goal.days(goal.made, day - goal.made)]) >= FIRST


def _last_days(goal: Goal) -> range:
    return range(goal.by - LAST, goal.by) if goal.by is not None else range(0)
