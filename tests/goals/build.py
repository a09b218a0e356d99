"""Small goals and what they are about, for tests."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from trainer.goals.demand import Demand, Question
from trainer.goals.goal import Goal
from trainer.goals.material import Item, Material
from trainer.practice.pace import BEGINNER, LATER, OTHERS
from trainer.scheduling.sm2 import SM2

MONDAY = date(2027, 1, 4).toordinal()

AGAIN = LATER * OTHERS
"""Seconds of a later answer to one of these cards."""


def goal_in(days: int | None, minutes: int = 20, **more: object) -> Goal:
    """Return a goal set on `MONDAY` whose date is so many days later."""
    by = None if days is None else MONDAY + days
    return Goal("g", by=by, minutes=minutes, made=MONDAY, **more)  # type: ignore[arg-type]


def met(key: str, day: int, grades: Sequence[int], every: int = 0) -> Item:
    """Return a card answered with these grades, last on ``day``, each time when it was due, or so many days
    apart."""
    memory, days = None, list[int]()
    then = 1
    for grade in grades:
        memory = SM2.answer(memory, grade, then, key).memory
        days.append(then)
        then = then + every if every else memory.due
    assert memory is not None
    shift = day - days[-1]
    memory = memory._replace(due=memory.due + shift, last=memory.last + shift, drill=0)
    looks = tuple((then + shift, grade) for then, grade in zip(days, grades, strict=True))
    return Item(key, "basic", memory, day, looks)


def about(
    cards: int | Iterable[Item] = 0,
    questions: Sequence[Question] | None = None,
    needs: Mapping[str, Sequence[str]] | None = None,
    day: int = MONDAY,
    **more: object,
) -> Material:
    """Return what a goal is about: these cards, or so many new ones (``d/0``, ``d/1``, …), each asked alike
    where no questions are given."""
    if isinstance(cards, int):
        cards = [Item(f"d/{number}", "basic") for number in range(cards)]
    items = {item.key: item for item in cards}
    if questions is None:
        questions = [Question(1.0, (key,)) for key in items]
    order = [key for key, item in items.items() if item.memory is None]
    demand = Demand(questions, needs or {})
    return Material(day, items, order, demand, BEGINNER, SM2, **more)  # type: ignore[arg-type]
