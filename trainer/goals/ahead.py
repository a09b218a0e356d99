"""The days to come by the plan, roughly: how many cards each will ask, if all is done and known."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from trainer.core.card import note_of
from trainer.core.state import Memory
from trainer.goals.mocks import Mocks, coming, minutes
from trainer.goals.plan import LEAST_NEW, Planner, Task
from trainer.goals.today import Planned
from trainer.practice.attempt import GOOD


def days_ahead(planned: Sequence[Planned], mocks: Mocks, day: int, days: int) -> list[list[Task] | None]:
    """Return what the goals will ask on each of so many ``days`` from ``day`` on, whose plans are given; None
    for a day on which the dates of all are over. No day is longer than its minutes, and none is asked on a
    day off."""
    after: dict[str, Memory] = {}
    found: list[list[Task] | None] = [[task for each in planned for task in each.day.tasks]]
    for each in planned:
        for task in each.day.tasks:
            _answer(each, task.card, day, after)
    held = {each.goal.id: set(coming(each.goal, day, mocks)) for each in planned}
    for then in range(day + 1, day + days):
        asked, notes = list[Task](), set[str]()
        for each in planned:
            if not each.goal.studies(then):
                continue
            left = 60.0 * (each.goal.minutes - (minutes(each.goal) if then in held[each.goal.id] else 0))
            for task in _wanted(each, then, after):
                if left <= 0:
                    break
                if (note := note_of(task.card)) not in notes:
                    notes.add(note)
                    asked.append(task)
                    left -= task.seconds
                    _answer(each, task.card, then, after)
        found.append(None if all(each.goal.over(then) for each in planned) else asked)
    return found


def _answer(planned: Planned, card: str, day: int, after: dict[str, Memory]) -> None:
    before = after.get(card, planned.material.items[card].memory)
    after[card] = planned.material.scheduler.answer(before, GOOD, day, card).memory


def _wanted(planned: Planned, day: int, after: dict[str, Memory]) -> Iterator[Task]:
    """Yield what a goal would ask on a day to come, what comes first first, as a `Planner` has it."""
    material, pace = planned.material, planned.material.pace
    planner = Planner(planned.goal, replace(material, day=day, spent=0.0))
    fresh = [Task(key, "new", planner.look(key)) for key in material.order if key not in after]
    met = [(after.get(key, item.memory), item) for key, item in material.items.items()]
    last = planner.phase == "final"
    again = [
        (memory.due, Task(item.key, "final" if last else "due", pace.again(item.kind)))
        for memory, item in met
        if memory is not None and (last or memory.due <= day)
    ]
    due = [task for _, task in sorted(again)]
    if planner.phase == "learn":
        share = sum(task.seconds for task in fresh) / max(1, len(planner.learning_days))
        for number, task in enumerate(fresh):
            if share <= 0 and number >= LEAST_NEW:
                break
            share -= task.seconds
            yield task
        yield from due
    else:
        yield from due
        yield from fresh
