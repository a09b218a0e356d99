"""What the plan of the goals does with one card, in words."""

from collections.abc import Sequence, Set
from functools import lru_cache

from trainer.core.dates import said
from trainer.goals.forecast import Outlook
from trainer.goals.goal import Goal
from trainer.goals.material import Material
from trainer.goals.today import Planned
from trainer.goals.unseen import unseen
from trainer.goals.wording import head

_WHY = {"new": "a new card", "due": "it is due", "final": "once more before the date"}


def of_plan(planned: Sequence[Planned], day: int, card: str) -> str:
    """Say what the ``planned`` goals do with a card on study day ``day``, or when they come to it; "" for one
    that none of them is about, or that is not due and not asked."""
    about = [each for each in planned if card in each.material.items]
    for each in about:
        for task in each.day.tasks:
            if task.card == card:
                return f"In today's plan for {head(each.goal, day)}: {_WHY[task.why]}."
    if not about:
        return ""
    goal, material = about[0].goal, about[0].material
    memory = material.items[card].memory
    if memory is None:
        return f"The plan for {goal.name} does not have it today: it {_when(goal, material, card)}."
    if memory.due <= day:
        return f"The plan for {goal.name} does not have it today: what gains more for it comes first."
    return ""


def _when(goal: Goal, material: Material, card: str) -> str:
    """Say when a plan comes to a new card that it does not have today."""
    if goal.by is None:
        return "comes in the learning order, within the minutes of a day"
    missed, outlook = _foreseen(goal, material)
    if card in missed:
        return f"is not reached before {said(goal.by, material.day)}"
    place = outlook.fresh.index(card)
    later = (day for day in outlook.planner.left if day > material.day)
    for days, then in enumerate(later, len([day for day in outlook.planner.left if day <= material.day]) + 1):
        if outlook.seen(goal.minutes, days) > place:
            return f"comes about {said(then, material.day)}"
    return f"comes before {said(goal.by, material.day)}"


@lru_cache(maxsize=4)
def _foreseen(goal: Goal, material: Material) -> tuple[Set[str], Outlook]:
    """Return the cards that will not be met by the date, and what else is foreseen, once for many cards."""
    return frozenset(unseen(goal, material)), Outlook(goal, material)
