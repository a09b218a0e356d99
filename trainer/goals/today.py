"""What the goals there are ask for today: the one answer that home, `due`, a session and a summary give."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

from trainer.core.library import Library
from trainer.core.query import Either, Node, Not
from trainer.core.scope import EVERYTHING, Scope
from trainer.goals.demand import Demand
from trainer.goals.goal import Goal, in_order, weekday
from trainer.goals.held import days_held
from trainer.goals.log import goals
from trainer.goals.material import Material, material, on_day
from trainer.goals.mocks import Mocks
from trainer.goals.plan import DayPlan, plan_goals, with_spent
from trainer.goals.wish import scope_of
from trainer.practice.pace import BEGINNER, seconds
from trainer.scheduling.preferences import Plan
from trainer.scheduling.queue import Entry, Queue


class Beside(NamedTuple):
    """How many cards a day asks besides those of its plans: ``due`` ones that the user put into it, and those
    to be repeated (``again``); and the seconds that they take."""

    due: int = 0
    again: int = 0
    seconds: float = 0.0


NOTHING = Beside()


class Planned(NamedTuple):
    """A goal, what it is about as it stands, and its day. ``beside``: what the day asks besides, with the
    first of several goals."""

    goal: Goal
    material: Material
    day: DayPlan
    beside: Beside = NOTHING


def live(library: Library, day: int, scope: Scope = EVERYTHING) -> list[Goal]:
    """Return the goals whose date is to come that are about any card in ``scope``."""
    return about(library, [goal for goal in goals(library).active if not goal.over(day)], day, scope)


def about(library: Library, found: list[Goal], day: int, scope: Scope) -> list[Goal]:
    """Return those of these goals that are about any card in ``scope`` on a study day."""
    if scope == EVERYTHING:
        return found
    return [goal for goal in found if _meets(library, scope_of(library, goal, day), scope, day)]


def plan_today(
    library: Library, preferences: Plan, day: int, scope: Scope = EVERYTHING, more: int = 0
) -> list[Planned]:
    """Return the goals that are about any card in ``scope``, each with what is in scope of its day, in the
    order to do them; none where there is no goal. The day is one, whatever part of it is asked for.
    ``more``: minutes wished for today beyond those in the log."""
    here = {goal.id for goal in live(library, day, scope)}
    if not here:
        return []
    kept = "plan", preferences, day, more
    planned = library.kept(kept, lambda: _plan(library, preferences, day, more))
    if scope == EVERYTHING:
        return planned
    return [_part(library, each, scope, day) for each in planned if each.goal.id in here]


def _plan(library: Library, preferences: Plan, day: int, more: int) -> list[Planned]:
    """Return all goals whose date is to come, each with its day."""
    found = in_order(live(library, day))
    extra = library.today(day).minutes + more
    asked = [_with_more(goal, day, extra) if at == 0 else goal for at, goal in enumerate(found)]
    mocks = mocks_of(library, found)
    stuff = materials_of(library, preferences, day, asked, mocks)
    plans = plan_goals(asked, stuff, mocks)
    named = {goal.id: goal for goal in found}
    planned = [Planned(named[plan.goal.id], stuff[plan.goal.id], plan) for plan in plans]
    cards = {card for plan in plans for card in plan.cards}
    wanted, drills = besides(library, day, cards)
    due = tuple(Entry(card, "due") for card in wanted if card not in cards)
    beside = Beside(len(due), len(drills), seconds(library, Queue(due, drills)))
    return [each._replace(beside=beside) if not at else each for at, each in enumerate(planned)]


def besides(
    library: Library, day: int, cards: Collection[str], scope: Scope = EVERYTHING
) -> tuple[Sequence[str], tuple[str, ...]]:
    """Return the cards that the user put into a day, which come first, and those to be repeated that neither
    these nor the ``cards`` of its plans are."""
    wanted = library.wanted(day, scope)
    return wanted, tuple(
        card for card in library.drills(day, scope) if card not in cards and card not in wanted
    )


def materials_of(
    library: Library, preferences: Plan, day: int, found: Sequence[Goal], mocks: Mocks
) -> dict[str, Material]:
    """Return what goals are about on a study day, by their ids, with the time spent on each already."""
    stuff = {goal.id: material_of(library, preferences, day, goal) for goal in found}
    return with_spent(found, stuff, mocks, library.today(day))


def _part(library: Library, planned: Planned, scope: Scope, day: int) -> Planned:
    """Return a goal with what is in scope of its day."""
    cards = set(library.among(planned.day.cards, scope, day))
    tasks = tuple(task for task in planned.day.tasks if task.card in cards)
    return planned._replace(
        day=replace(planned.day, tasks=tasks, seconds=sum(task.seconds for task in tasks))
    )


def _meets(library: Library, goal: Scope | None, scope: Scope, day: int) -> bool:
    """Have a goal and a scope any card in common?"""
    if goal is None:
        return False
    both = goal.narrowed(scope.as_query())._replace(day=day)
    return library.size(both)[1] > 0


def outside(library: Library, day: int, scope: Scope = EVERYTHING) -> Scope | None:
    """Return the part of ``scope`` that no goal of a study day is about; None where there is no goal, or one
    is about everything."""
    inside: list[Node] = []
    for goal in live(library, day):
        found = scope_of(library, goal, day)
        if found == EVERYTHING:
            return None
        inside += [found.as_query()] if found is not None else []
    if not live(library, day):
        return None
    return scope.narrowed(Not(Either(tuple(inside))))._replace(day=day) if inside else scope._replace(day=day)


def mocks_of(library: Library, found: Sequence[Goal]) -> Mocks:
    """Return the mock interviews about these goals held, and those skipped, since the first of them was
    made."""
    since = min((goal.made for goal in found), default=1)
    kept = "mocks held", tuple((goal.what, goal.minutes) for goal in found), since
    return Mocks(library.kept(kept, lambda: days_held(library, found, since)), goals(library).skipped)


def material_of(library: Library, preferences: Plan, day: int, goal: Goal) -> Material:
    """Return what a goal is about on a study day."""
    return library.kept(
        ("material", goal.what, day, preferences), lambda: _material_of(library, preferences, day, goal)
    )


def _material_of(library: Library, preferences: Plan, day: int, goal: Goal) -> Material:
    scope = scope_of(library, goal, day)
    if scope is None:
        return Material(day, {}, (), Demand(), BEGINNER, preferences.scheduler)
    kept = "cards of a goal", goal.what, preferences
    known = library.kept(kept, lambda: material(library, scope, day, preferences))
    if known.day != day:
        known = on_day(library, scope, known, day, preferences)
    return replace(known, opens=rehearsed(library, goal, day))


def rehearsed(library: Library, goal: Goal, day: int) -> bool:
    """Are there open questions in what a goal is about, so that a mock interview can be held about it?"""
    return library.kept(("rehearsed", goal.what, day), lambda: _rehearsed(library, goal, day))


def _rehearsed(library: Library, goal: Goal, day: int) -> bool:
    from trainer.interview.setup import can_begin  # here: a first card need not wait for it

    scope = scope_of(library, goal, day)
    return scope is not None and can_begin(library, scope, day)


def _with_more(goal: Goal, day: int, more: int) -> Goal:
    """Return a goal with so many more minutes today; who wishes some on a day off has them."""
    if not more:
        return goal
    if goal.studies(day):
        return replace(goal, minutes=goal.minutes + more)
    return replace(goal, minutes=more, off=goal.off - {weekday(day)}, holidays=())
