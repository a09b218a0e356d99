"""Which key points of an open question an answer makes, and why: said, missed, or unsure (the user decides)."""

from typing import Literal, NamedTuple

from trainer.core.grading import evidence
from trainer.core.kinds import Points

Verdict = Literal["said", "missed", "unsure"]


class Mark(NamedTuple):
    """The verdict on one point; ``because`` are the words of the answer that led to it ("" = none)."""

    verdict: Verdict
    because: str


def mark(answer: str, body: Points) -> tuple[Mark, ...]:
    """Return one mark per point of ``body``, in order.

    A point is said if its terms, or most of its own words, stand in a statement that affirms what the point
    affirms, of the same subject and with the same numbers. What is denied, said of the other side, hedged or
    only listed is never said; what cannot be told is unsure.
    """
    return tuple(Mark(*found) for found in evidence.judge(answer, body))
