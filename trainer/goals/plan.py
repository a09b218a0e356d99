"""What to do today for a goal. Planned anew every day from what is left; never a quota fixed at the start."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Literal, NamedTuple

from trainer.core.card import note_of
from trainer.goals.goal import Goal
from trainer.goals.material import Item, Material
from trainer.scheduling.scheduler import Scheduler

LEARNING = 0.6
"""The share of the study days within which new cards are met, if they can be."""

Phase = Literal["learn", "review", "final", "focus", "off", "over"]
"""Where a goal stands: new cards first; due ones; a last pass over all that was met; a goal without an end;
a day without study; the date reached, so that practice is as ever."""

MOCK_EVERY = 7
"""Days between mock interviews."""

FIRST_MOCK = 3
"""Study days before the first one."""

LAST_MOCK = 2
"""Days before the date of the last one."""


class Task(NamedTuple):
    """A card to ask today, why, and the seconds it will take."""

    card: str
    why: Literal["new", "due", "final"]
    seconds: float


@dataclass(frozen=True, slots=True)
class DayPlan:
    """A goal's day.

    Attributes:
        tasks: cards to ask, in this order; each once, and at most one of a note. A `Session` takes them as
            ``cards``.
        seconds: what the tasks will take. ``budget``: what is left of today's minutes.
        mock: is a mock interview due today?
        unseen: new cards that will not be seen by the date, the least asked first.
        days_left: study days from today to the date; 0 where it is reached or there is none.
    """

    goal: Goal
    day: int
    phase: Phase
    tasks: tuple[Task, ...] = ()
    seconds: float = 0.0
    budget: float = 0.0
    mock: bool = False
    unseen: tuple[str, ...] = ()
    days_left: int = 0

    @property
    def cards(self) -> list[str]:
        """The keys of the cards to ask."""
        return [task.card for task in self.tasks]


def plan_day(goal: Goal, material: Material, mocks: Sequence[int] = ()) -> DayPlan:
    """Return what to do for ``goal`` on the day of ``material``; ``mocks``: study days of mock interviews
    since the goal was made."""
    day = material.day
    if goal.over(day) or not goal.studies(day):
        return DayPlan(goal, day, "over" if goal.over(day) else "off")
    days = len(list(goal.days(day)))
    budget = max(0.0, goal.minutes * 60 - material.spent)
    phase = _phase(goal, material, days)
    tasks = tuple(_fill(_tasks(goal, material, phase), budget))
    return DayPlan(
        goal,
        day,
        phase,
        tasks,
        sum(task.seconds for task in tasks),
        budget,
        mock_due(goal, day, mocks),
        (),
        days if goal.by is not None else 0,
    )


def plan_goals(
    goals: Sequence[Goal], materials: Mapping[str, Material], mocks: Sequence[int] = ()
) -> list[DayPlan]:
    """Return the day of each of several goals, in the order to do them: the nearest date first, goals without
    one last. A card that is in two of them is asked for the first. ``materials``: by the goals' ids."""
    taken: set[str] = set()
    plans = []
    for goal in sorted(goals, key=lambda goal: (goal.by is None, goal.by or 0, goal.made, goal.id)):
        found = plan_day(goal, materials[goal.id].without(taken), mocks)
        taken.update(found.cards)
        plans.append(found)
    return plans


def mock_due(goal: Goal, day: int, mocks: Sequence[int] = ()) -> bool:
    """Is a mock interview part of ``day``? One early, then one a week, and one two days before the date."""
    if not goal.studies(day) or any(done == day for done in mocks):
        return False
    done = [mock for mock in mocks if goal.made <= mock < day]
    last_days = range(goal.by - LAST_MOCK, goal.by) if goal.by is not None else range(0)
    if day in last_days:
        return not any(mock in last_days for mock in done)
    if not done:
        return len([1 for one in goal.days(goal.made, day - goal.made)]) >= FIRST_MOCK
    return day - max(done) >= MOCK_EVERY


def _phase(goal: Goal, material: Material, days: int) -> Phase:
    if goal.by is None:
        return "focus"
    met = [item for item in material.items.values() if item.memory is not None]
    whole = len(list(goal.days(goal.made)))
    pass_seconds = sum(material.pace.again(item.kind) for item in met)
    window = min(whole // 2, ceil(pass_seconds / max(1, goal.minutes * 60)))
    if days <= max(1, window):
        return "final"
    return "learn" if material.order and days > floor(whole * (1 - LEARNING)) else "review"


def _tasks(goal: Goal, material: Material, phase: Phase) -> Iterator[Task]:
    pace, day = material.pace, material.day
    met = [item for item in material.items.values() if item.memory is not None]
    new = [Task(key, "new", pace.look(material.items[key].kind)) for key in material.order]
    due = sorted(
        (item for item in met if item.memory is not None and item.memory.due <= day),
        key=lambda item: (item.memory.due if item.memory else 0, item.key),
    )
    seen = set[str]()
    if phase == "final" and goal.by is not None:
        by, scheduler = goal.by, material.scheduler
        final = [item for item in met if item.seen < day]
        final.sort(key=lambda item: (recall(item, by, scheduler), item.key))
        tasks = [Task(item.key, "final", pace.again(item.kind)) for item in final]
        ordered = tasks + new
    else:
        old = [Task(item.key, "due", pace.again(item.kind)) for item in due]
        ordered = new + old if phase == "learn" else old + new
    for task in ordered:
        note = note_of(task.card)
        if note not in seen and note not in material.put_off:
            seen.add(note)
            yield task


def _fill(tasks: Iterator[Task], budget: float) -> Iterator[Task]:
    """Yield tasks until the time is used; the last one may go over it."""
    left = budget
    for task in tasks:
        if left <= 0:
            return
        left -= task.seconds
        yield task


def recall(item: Item, day: int, scheduler: Scheduler) -> float:
    """Return how likely a card is known on ``day`` if it is not asked before; 0 for one never answered. A
    pass ahead of schedule, which leaves the schedule as it is, begins the time anew."""
    if item.memory is None:
        return 0.0
    return scheduler.retrievability(item.memory, day - max(0, item.seen - item.memory.last))
