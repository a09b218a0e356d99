"""Which key points of an open question an answer makes, and why: said, missed, or unsure (ask the user)."""

from typing import Literal, NamedTuple

from trainer.core.kinds import Points
from trainer.core.text import one_line
from trainer.grading.points import evidence

WIDTH = 100  # characters of an answer that are shown as the reason of a verdict
Result = Literal["said", "missed", "unsure"]


class Mark(NamedTuple):
    """The verdict on one point; ``because`` are the words of the answer that led to it ("" = none)."""

    result: Result
    because: str


def mark(answer: str, body: Points) -> tuple[Mark, ...]:
    """Return one mark per point of ``body``, in order.

    A point is said if its terms, or most of its own words, stand in a statement that affirms what the point
    affirms, of the same subject and with the same numbers. What is denied, said of the other side, hedged or
    only listed is never said; what cannot be told is unsure.
    """
    found = evidence.verdicts(answer, body)
    return tuple(Mark(result, one_line(because, WIDTH)) for result, because in found)
