"""A session other than the one that the day asks for."""

from typing import Literal, NamedTuple

Cram = Literal["", "all", "missed"]


class Custom(NamedTuple):
    """What a session is made of.

    Attributes:
        cram: all cards, or those missed today; their answers are noted and the schedule stays as it is.
        ahead: cards due within so many days. ``weakest``: those forgotten most often. Both leave the schedule
            as it is, but for a card that was forgotten.
        minutes: it ends after about so many, whatever it is made of; 0 for no limit.
    """

    cram: Cram = ""
    ahead: int = 0
    weakest: bool = False
    minutes: int = 0


OF_THE_DAY = Custom()
