"""Walking a virtual learner to a date: what comes of a plan, day by day, by the very planner that ships."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from trainer.core.card import note_of
from trainer.core.library import Answered
from trainer.goals.belief import strength
from trainer.goals.goal import Goal
from trainer.goals.learner import Learner
from trainer.goals.material import Item, Material
from trainer.goals.mocks import NONE, Mocks, coming
from trainer.goals.plan import plan_day
from trainer.practice.pace import ANSWERS_READ, pace

Policy = Callable[[Goal, Material], Sequence[str]]
"""Returns the cards to ask in the rest of a day, in this order."""


class Walk(NamedTuple):
    """What came of it.

    Attributes:
        recall: how likely each card met is recalled on the date.
        seconds: spent. ``answers``: given. ``met``: cards.
        last: the material on the date.
    """

    recall: Mapping[str, float]
    seconds: float
    answers: int
    last: Material

    @property
    def met(self) -> int:
        return len(self.recall)


def shipped(goal: Goal, material: Material) -> Sequence[str]:
    """The policy of the program, all of whose minutes go to cards: mock interviews are skipped."""
    return plan_day(goal, material, None).cards


def with_mocks(goal: Goal, material: Material) -> Sequence[str]:
    """The policy of the program, where each mock interview is held on its day and takes its minutes."""
    days = tuple(day for day in coming(goal, goal.made, NONE) if day <= material.day)
    return plan_day(goal, material, Mocks(days)).cards


def walk(
    goal: Goal,
    start: Material,
    learner: Learner,
    policy: Policy = shipped,
    watch: Callable[[Material], None] | None = None,
) -> Walk:
    """Let ``learner`` study for ``goal`` by ``policy`` up to its date, from the day of ``start`` on.

    ``watch`` is shown the material of every morning.

    Raises:
        ValueError: the goal has no date.
    """
    if goal.by is None:
        raise ValueError("a goal without a date leads nowhere")
    items = dict(start.items)
    recent: deque[Answered] = deque(maxlen=ANSWERS_READ)
    order, spent, answers = list(start.order), 0.0, 0
    morning = start
    for day in range(start.day, goal.by):
        order = [key for key in order if items[key].memory is None]
        morning = replace(
            start,
            day=day,
            items=dict(items),
            order=order,
            pace=pace(recent) if recent else start.pace,
            strength=strength(item.looks for item in items.values()) if recent else start.strength,
        )
        if watch is not None:
            watch(morning)
        if not goal.studies(day) or not learner.comes():
            continue
        today, asked, notes = 0.0, set[str](), set[str]()
        while today < goal.minutes * 60:
            rest = [key for key in order if items[key].memory is None]
            now = replace(morning, items=items, order=rest, spent=today, put_off=frozenset(notes))
            cards = [key for key in policy(goal, now) if key not in asked]
            for key in cards:
                if today >= goal.minutes * 60:
                    break
                item = items[key]
                grade, seconds = learner.answer(key, item.kind, day)
                outcome = start.scheduler.answer(item.memory, grade, day, key)
                items[key] = Item(key, item.kind, outcome.memory, day, (*item.looks, (day, grade)))
                took = round(1000 * seconds)
                recent.appendleft(Answered(key, item.kind, day, took, item.memory is None))
                asked.add(key)
                notes.add(note_of(key))
                today += seconds
                answers += 1
            if not cards:
                break
        spent += today
    met = [key for key, item in items.items() if item.memory is not None]
    last = replace(
        morning,
        day=goal.by,
        items=items,
        order=[key for key in order if items[key].memory is None],
        pace=pace(recent) if recent else start.pace,
        strength=strength(item.looks for item in items.values()) if recent else start.strength,
    )
    return Walk({key: learner.recall(key, goal.by) for key in met}, spent, answers, last)
