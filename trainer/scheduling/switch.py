"""What another scheduler, or other parameters, would do to the days to come. Pure."""

from collections.abc import Mapping
from statistics import median
from typing import NamedTuple

from trainer.core.state import CardState, Memory
from trainer.scheduling.scheduler import Scheduler

DAYS = 30
"""How far ahead is looked."""
GOOD = 4
"""The grade with which every card is taken to be answered."""


class Moves(NamedTuple):
    """How many cards would be due on another day.

    Attributes:
        cards: all that were answered. ``median``: by how many days those that move do, to either side.
        much_earlier, earlier, little_earlier: by more than 30 days, by 8 to 30, by 1 to 7.
        same: not at all. ``little_later``, ``later``, ``much_later``: likewise.
    """

    cards: int
    median: float
    much_earlier: int
    earlier: int
    little_earlier: int
    same: int
    little_later: int
    later: int
    much_later: int


class Switch(NamedTuple):
    """Cards a day from today on, ``now`` and ``then``, if all are answered on their day, and good; new cards
    come on top. ``moves``: what becomes of their due days."""

    now: tuple[int, ...]
    then: tuple[int, ...]
    moves: Moves


def switch(
    now: Mapping[str, CardState],
    then: Mapping[str, CardState],
    schedulers: tuple[Scheduler, Scheduler],
    day: int,
) -> Switch:
    """Return what changing would do on study day ``day``.

    Args:
        now, then: the states of the cards in use, as the two ``schedulers`` fold the log.
    """
    before, after = _memories(now), _memories(then)
    return Switch(
        workload(before, schedulers[0], day),
        workload(after, schedulers[1], day),
        _moves(before, after, day),
    )


def workload(memories: Mapping[str, Memory], scheduler: Scheduler, day: int) -> tuple[int, ...]:
    """Return how many cards there are to answer on each of the `DAYS` from ``day`` on, if each is answered on
    its day, and good. Those overdue are all due today."""
    counts = [0] * DAYS
    for card, memory in memories.items():
        due = max(memory.due, day)
        while due < day + DAYS:
            counts[due - day] += 1
            memory = scheduler.answer(memory, GOOD, due, card).memory  # noqa: PLW2901
            due = max(memory.due, due + 1)
    return tuple(counts)


def _memories(states: Mapping[str, CardState]) -> dict[str, Memory]:
    return {card: state.memory for card, state in states.items() if state.memory is not None}


def _moves(before: Mapping[str, Memory], after: Mapping[str, Memory], day: int) -> Moves:
    """Count the moves; of a card that is due on both sides it does not matter since when."""
    gaps = [
        max(after[card].due, day) - max(memory.due, day) for card, memory in before.items() if card in after
    ]
    moved = [abs(gap) for gap in gaps if gap]
    counts = (
        sum(gap < -30 for gap in gaps),
        sum(-30 <= gap < -7 for gap in gaps),
        sum(-7 <= gap < 0 for gap in gaps),
        len(gaps) - len(moved),
        sum(0 < gap <= 7 for gap in gaps),
        sum(7 < gap <= 30 for gap in gaps),
        sum(gap > 30 for gap in gaps),
    )
    return Moves(len(gaps), median(moved) if moved else 0.0, *counts)
