"""Which new cards will not be seen by the date: the days to come are walked through, by the very planner.

No closed form says it well. New cards that are hardly asked come when nothing gains more, and how often that
is follows from what falls due until then. What can be answered on the date hardly depends on them, so that it
is told without a walk.
"""

from collections.abc import Iterable
from dataclasses import replace

from trainer.goals.forecast import Outlook
from trainer.goals.goal import Goal
from trainer.goals.learner import Learner, Traits
from trainer.goals.material import Item, Material
from trainer.goals.mocks import minutes as mock_minutes
from trainer.goals.plan import plan_day

MOST = 65_000
"""Days times cards that are walked through, in half a second; of more, `Outlook` says how many are met."""


def unseen(goal: Goal, material: Material) -> list[str]:
    """Return the new cards that will not be met by the date, the least asked first: by somebody who remembers
    as long, takes as long and comes as often as this person."""
    outlook = Outlook(goal, material)
    if not outlook.planner.left or len(outlook.planner.left) * len(material.items) > MOST:
        return outlook.unseen()
    belief = outlook.planner.belief
    traces = {
        item.key: belief.trace(item.memory, item.seen, item.looks)
        for item in outlook.planner.met
        if item.memory is not None
    }
    person = Learner(Traits(material.strength.times, missed=1 - outlook.attends), 0, traces)
    met = set(_met(goal, material, outlook, person))
    return [key for key in outlook.fresh if key not in met][::-1]


def _met(goal: Goal, material: Material, outlook: Outlook, person: Learner) -> Iterable[str]:
    """Yield the new cards that are met by the date, in turn."""
    items, order = dict(material.items), list(material.order)
    for day in outlook.planner.left:
        if not order:
            return
        if not person.comes():
            continue
        minutes = goal.minutes - (mock_minutes(goal) if day in outlook.mocks else 0)
        now = material
        if day > material.day:
            now = replace(material, day=day, items=items, order=order, spent=0.0, put_off=frozenset())
        for task in plan_day(replace(goal, minutes=minutes), now, None).tasks:
            item = items[task.card]
            grade, _ = person.answer(item.key, item.kind, day)
            memory = material.scheduler.answer(item.memory, grade, day, item.key).memory
            items[item.key] = Item(item.key, item.kind, memory, day, (*item.looks, (day, grade)))
            if item.memory is None:
                yield item.key
        order = [key for key in order if items[key].memory is None]
