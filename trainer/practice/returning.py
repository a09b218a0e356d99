"""Which cards come again within the days that are foretold: new ones soon after they were met, and due ones
whose next interval is short. All answers are supposed to be good; the scheduler in force says the rest."""

from collections.abc import Sequence
from typing import NamedTuple

from trainer.core.state import Memory
from trainer.practice.attempt import GOOD
from trainer.scheduling.scheduler import Scheduler

FOLLOWED = 400
"""So many cards are followed at most; of more, every second, third, … one stands for those beside it."""
MET = 4
"""So many stand for all new cards of a day."""


class _One(NamedTuple):
    """A card, or several (``cards``) that go the same way: what is known of it, None for a new one."""

    card: str
    memory: Memory | None
    cards: int


class Returning:
    """The cards that may come more than once on the study days from ``day`` on, followed from day to day.

    Attributes:
        cards: how many of them come again on each of these days, as far as they are followed.
    """

    def __init__(
        self, scheduler: Scheduler, day: int, days: int, known: Sequence[tuple[str, Memory]]
    ) -> None:
        self.cards = [0] * days
        self._scheduler = scheduler
        self._day = day
        self._due: list[list[_One]] = [[] for _ in range(days)]
        step = max(1, -(-len(known) // FOLLOWED))
        for card, memory in known[::step]:
            self._due[max(0, memory.due - day)].append(_One(card, memory, step))

    def answered(self, index: int, asked: int, due: int, new: int) -> None:
        """Suppose that ``asked`` of the cards ``due`` on a day are answered well on it, those that waited
        longest among those followed, and so many ``new`` ones; the others wait for the next day."""
        left = -(-sum(one.cards for one in self._due[index]) * asked // max(1, due))
        for one in self._due[index]:
            if left > 0:
                self._answer(one, index)
            elif index + 1 < len(self._due):
                self._due[index + 1].append(one)
            left -= one.cards
        for number in range(min(new, MET)):
            self._answer(_One(f"{index}/{number}", None, len(range(number, new, MET))), index)

    def _answer(self, one: _One, index: int) -> None:
        memory = self._scheduler.answer(one.memory, GOOD, self._day + index, one.card).memory
        then = max(index + 1, memory.due - self._day)
        if then < len(self._due):
            self._due[then].append(_One(one.card, memory, one.cards))
            self.cards[then] += one.cards
