"""The days to come by the plan, roughly: how many cards each will ask, if all is done and known."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from heapq import merge
from itertools import takewhile

from trainer.core.card import note_of
from trainer.core.state import Memory
from trainer.goals.mocks import Mocks, minutes, to_come
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
    known = {each.goal.id: _by_due(each) for each in planned}
    held = to_come([each.goal for each in planned if each.material.rehearsed], day, mocks)
    for then in range(day + 1, day + days):
        asked, notes = list[Task](), set[str]()
        for each in planned:
            if not each.goal.studies(then):
                continue
            mock = minutes(each.goal) if then in held.get(each.goal.id, ()) else 0
            left = 60.0 * (each.goal.minutes - mock)
            for task in _wanted(each, known[each.goal.id], then, after):
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


def _by_due(planned: Planned) -> list[tuple[int, str]]:
    """Return the due day and key of each card that was met, in their order."""
    items = planned.material.items.items()
    return sorted((item.memory.due, key) for key, item in items if item.memory is not None)


def _wanted(
    planned: Planned, known: Sequence[tuple[int, str]], day: int, after: Mapping[str, Memory]
) -> Iterator[Task]:
    """Yield what a goal would ask on a day to come, what comes first first, as a `Planner` has it; no more is
    made than is taken. ``known``: as `_by_due` has it; ``after``: the schedules of cards asked until then."""
    material, pace = planned.material, planned.material.pace
    planner = Planner(planned.goal, replace(material, day=day, spent=0.0))
    fresh = [Task(key, "new", planner.look(key)) for key in material.order if key not in after]
    last = planner.phase == "final"
    asked = sorted((memory.due, key) for key, memory in after.items() if key in material.items)
    waiting = merge(((due, key) for due, key in known if key not in after), asked)
    again = takewhile(lambda one: last or one[0] <= day, waiting)
    due = (Task(key, "final" if last else "due", pace.again(material.items[key].kind)) for _, key in again)
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
