"""The date of a goal itself, on which there is only a short look, and the days after it."""

from dataclasses import replace

from trainer.core.library import Library
from trainer.core.scope import EVERYTHING, Scope
from trainer.goals.goal import Goal
from trainer.goals.log import goals
from trainer.goals.today import about
from trainer.scheduling.preferences import Plan

LOOK = 20
"""Due cards that the date itself asks at most. What is learnt on it is hardly there when it is wanted."""

AFTER = 14
"""Days behind a date on which what waits since then can be spread without a break before."""


def on_its_date(library: Library, day: int, scope: Scope = EVERYTHING) -> Goal | None:
    """Return a goal whose date is ``day`` and that is about any card in ``scope``; None for none."""
    found = [goal for goal in goals(library).active if goal.by == day]
    return next(iter(about(library, found, day, scope)), None)


def just_after(library: Library, day: int) -> bool:
    """Was the date of a goal one of the `AFTER` days before ``day``?"""
    return any(goal.by is not None and 0 < day - goal.by <= AFTER for goal in goals(library).active)


def short(plan: Plan) -> Plan:
    """Return how such a day is filled: with nothing new, and a few of the cards that are due."""
    return replace(plan, new_per_day=0, due_per_day=min(LOOK, plan.due_per_day))
