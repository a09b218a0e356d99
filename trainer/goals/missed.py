"""Which study days gone by were missed: those whose plan had something to ask, and nothing was done."""

from collections.abc import Collection
from dataclasses import replace
from typing import NamedTuple

from trainer.core.state import Memory
from trainer.goals.goal import Goal
from trainer.goals.material import Item, Material
from trainer.goals.plan import plan_day


class Gone(NamedTuple):
    """Study days gone by with something to do: those ``used``, and those ``missed``."""

    used: Collection[int]
    missed: Collection[int]

    @property
    def days(self) -> int:
        """How many there were."""
        return len(self.used) + len(self.missed)


def gone(goal: Goal, material: Material) -> Gone:
    """Return the study days of a goal gone by. One on which a mock interview was held is used; one whose plan
    asked no card is none of either."""
    days = set(goal.days(goal.made, max(0, material.day - goal.made)))
    looks = {item.looks for item in material.items.values()}
    used = days.intersection(day for each in looks for day, _ in each)
    used |= days.intersection(material.mocks)
    return Gone(used, [day for day in sorted(days - used) if _asks(goal, material, day)])


def _asks(goal: Goal, material: Material, day: int) -> bool:
    """Did the plan of a day gone by, on which nothing was done, ask any card?"""
    if any(
        item.memory is None or (item.looks and item.looks[0][0] >= day) for item in material.items.values()
    ):
        return True  # there were new ones
    items = {key: _before(item, material, day) for key, item in material.items.items()}
    then = replace(material, day=day, items=items, order=(), spent=0.0, put_off=frozenset())
    return bool(plan_day(goal, then, None).tasks)


def _before(item: Item, material: Material, day: int) -> Item:
    """Return a card as it was in the morning of a day gone by, as far as its answers tell."""
    looks = tuple(look for look in item.looks if look[0] < day)
    memory: Memory | None = None
    for then, grade in looks:
        memory = material.scheduler.answer(memory, grade, then, item.key).memory
    return Item(item.key, item.kind, memory, looks[-1][0], looks) if looks else item
