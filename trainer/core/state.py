"""What is known of a card from its log: its schedule, and what the user set by hand."""

import json
from typing import NamedTuple


class Memory(NamedTuple):
    """The schedule of one card that was answered at least once.

    Attributes:
        passes: passes in a row (the n of SM-2).
        ease: E-Factor in hundredths, at least 130.
        interval: days from the last scheduled answer to ``due``.
        due: study day from which the card is due.
        last: study day of the last answer that moved the schedule.
        drill: study day on which a same-day drill was opened, or 0.
        reviews: scheduled answers so far.
        lapses: how often a card that had been passed was failed.
    """

    passes: int
    ease: int
    interval: int
    due: int
    last: int
    drill: int
    reviews: int
    lapses: int


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


def dump_memory(memory: Memory | None) -> str:
    """Return a memory as the JSON text kept in an event ("" for none)."""
    return "" if memory is None else json.dumps(memory._asdict(), separators=(",", ":"))


def load_memory(text: str) -> Memory | None:
    """Return the memory that `dump_memory` wrote."""
    return Memory(**json.loads(text)) if text else None
