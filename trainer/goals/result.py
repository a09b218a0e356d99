"""Afterwards: what was foretold of a goal, beside what happened."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from trainer.core.log import Event, details
from trainer.goals.forecast import Range, reached
from trainer.goals.foretold import Foretold
from trainer.goals.goal import Goal
from trainer.goals.material import Material
from trainer.scheduling.scheduler import PASS

LATELY = 7
"""Days before the date whose answers say what was reached."""


class Result(NamedTuple):
    """Afterwards: what was foreseen when the goal was made, and what happened.

    Attributes:
        foreseen: on the day the goal was made, as stored with it; None where it is not known.
        reached: what can be answered on the date, by the schedule. ``answers``, ``right``: of the last seven
            days before the date, how many first answers of a day there were to cards met before that, and
            how many were right.
        planned, studied: minutes, those of mock interviews too; days: ``of`` so many study days so many were
            used.
    """

    foreseen: Foretold | None
    reached: Range
    answers: int
    right: int
    planned: int
    studied: float
    days: int
    of: int


def result(
    goal: Goal, material: Material, events: Sequence[Event], foreseen: Foretold | None = None
) -> Result:
    """Return what came of a goal: ``material`` on its date or later, ``events``: answers,
    those of mock interviews too: a plan has both in its minutes."""
    end = goal.by if goal.by is not None else material.day
    mine = [
        event
        for event in events
        if goal.made <= event.day < end
        and (_is_answer(event) if event.kind == "mock" else event.card in material.items)
    ]
    late: dict[tuple[int, str], int] = {}
    for event in mine:
        if event.kind == "mock" or event.day < end - LATELY or event.grade is None:
            continue
        if not _is_first(event, material):
            late.setdefault((event.day, event.card), event.grade)
    days = replace(goal, by=end).days_from(goal.made)
    return Result(
        foreseen,
        reached(material, end),
        len(late),
        sum(grade >= PASS for grade in late.values()),
        days * goal.minutes,
        sum(event.took or 0 for event in mine) / 60000,
        len({event.day for event in mine}),
        days,
    )


def _is_first(event: Event, material: Material) -> bool:
    """Is it an answer of the day on which its card was met? That tells nothing of what is recalled."""
    looks = material.items[event.card].looks
    return bool(looks) and event.day <= looks[0][0]


def _is_answer(event: Event) -> bool:
    """Is a step of a mock interview an answer?"""
    return details(event.detail).get("step") in ("answer", "skip")
