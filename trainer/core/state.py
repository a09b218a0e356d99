"""What is known of a card from its log: its schedule, and what the user set by hand."""

from typing import Any, Literal, NamedTuple

AnswerKind = Literal["review", "drill", "early"]
"""What an answer was to the schedule: on its day, once more on the same day, or before its day."""


class Memory(NamedTuple):
    """The schedule of one card that was answered, or has its day from elsewhere, whatever scheduler made it.

    Attributes:
        due: study day from which the card is due.
        last: study day of the last answer that moved the schedule.
        drill: study day on which a same-day drill was opened, or 0.
        reviews: scheduled answers so far.
        lapses: how often a card that had been passed was failed.
        data: numbers that only the scheduler that wrote them can read.
    """

    due: int
    last: int
    drill: int
    reviews: int
    lapses: int
    data: tuple[Any, ...] = ()

    @property
    def answered(self) -> bool:
        """Was the card ever answered? One for which only a day was set by hand was not, and is not learnt."""
        return self.reviews > 0


class Outside(NamedTuple):
    """The schedule that a card had in another program, in terms that any scheduler can start from.

    Attributes:
        due, last: study days, of the next answer and of the last one.
        days: the interval in days, at least 1; 0 while it is still being learnt, or learnt again.
        factor: ease in hundredths, 0 where it is unknown.
        reviews, lapses: as in `Memory`.
        stability: days after which nine in ten such cards are recalled, 0 where it is unknown.
        difficulty: 1 (easy) to 10 as FSRS has it, 0 where it is unknown.
    """

    due: int
    last: int
    days: int
    factor: int = 0
    reviews: int = 0
    lapses: int = 0
    stability: float = 0.0
    difficulty: float = 0.0


class Outcome(NamedTuple):
    """What one grade does: the kind of answer it is, and the memory afterwards. ``under`` names the scheduler
    with its options where they are not those of the one that was asked."""

    kind: AnswerKind
    memory: Memory
    under: str = ""


class CardState(NamedTuple):
    """All that the log says about one card.

    ``buried`` is the study day it was put off on, ``wanted`` the one on which it was put into that day's
    practice; 0 for neither.
    """

    memory: Memory | None = None
    suspended: bool = False
    buried: int = 0
    flagged: bool = False
    wanted: int = 0


NEW = CardState()


def drill_open(memory: Memory | None, day: int) -> bool:
    """Must the card be repeated once more on ``day``, as its last answer of that day was below 4?"""
    return memory is not None and memory.drill == day
