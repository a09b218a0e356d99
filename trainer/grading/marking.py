"""The marking of an answer, point by point: what the grader found, and what the person makes of it.

Practice and the mock interview mark through this one class, in both front ends. No point ever waits for the
person: what may have been said is ticked or not by what is likelier, and counts as it is ticked.
"""

import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from trainer.core.kinds import Point
from trainer.core.text import flat
from trainer.grading.answer import Judged, must_missed, points_score

if TYPE_CHECKING:
    from trainer.grading.points.points import Mark

TERM = 8
"""Words of a term at most: what is longer nobody says again so."""

_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")


class Ticks:
    """Which parts of an answer, points or subjects of a comparison, count as said.

    Attributes:
        parts: what can be ticked. ``judged``: what the grader found.
        ticks: does each part count? As found, and then as the person says.
        decided: the parts that the person said something about, counted from 0.
    """

    def __init__(self, parts: Sequence[Point] = (), judged: Judged | None = None) -> None:
        self.parts = tuple(parts)
        self.judged = judged or Judged()
        self.ticks: tuple[bool, ...] = self.judged.ticks or (False,) * len(self.parts)
        self.decided: frozenset[int] = frozenset()

    @property
    def known(self) -> bool:
        """Is anything known of the parts, from the grader or the person?"""
        return bool(self.parts and (self._judged or self.decided))

    @property
    def changed(self) -> bool:
        """Does the person see it otherwise than the grader, or where that could not judge?"""
        return bool(self.decided) and not (self._judged and self.ticks == self.judged.ticks)

    @property
    def _judged(self) -> bool:
        return bool(self.judged.ticks) and self.judged.score is not None

    @property
    def doubtful(self) -> tuple[int, ...]:
        """The parts that were perhaps said and that the person has not decided."""
        return tuple(index for index in self.judged.doubtful if index not in self.decided)

    @property
    def first(self) -> int:
        """Where the person looks first: the first part in doubt, else the first that does not count."""
        missing = (index for index, tick in enumerate(self.ticks) if not tick)
        return next(iter(self.doubtful), next(missing, 0))

    @property
    def score(self) -> float:
        """How much of the answer is there, 0..1; indispensable points weigh double."""
        return points_score(self.ticks, self.parts)

    @property
    def must_missed(self) -> bool:
        """Does an indispensable point not count?"""
        return must_missed(self.ticks, self.parts)

    def told(self, index: int) -> str:
        """Return a part as it is shown below the one before it: what it is about is said once."""
        part = self.parts[index]
        return part.say if index and part.about == self.parts[index - 1].about else part.told

    def mark(self, index: int) -> "Mark | None":
        """Return what the grader found of a part, None where it judged none."""
        return self.judged.marks[index] if self.judged.marks else None

    def presume(self, *, tick: bool) -> None:
        """Let every part count, or none, until the person decides."""
        self.ticks = (tick,) * len(self.parts)

    def toggle(self, index: int) -> bool:
        """Let a part count, or not any more; return whether there is such a part."""
        if not 0 <= index < len(self.parts):
            return False
        self._decide({index}, tick=not self.ticks[index])
        return True

    def all_yes(self) -> None:
        """Let every part count."""
        self._decide(range(len(self.parts)), tick=True)

    def rest_no(self) -> None:
        """Let what is in doubt not count; else what the person has not decided; else no part."""
        everything = range(len(self.parts))
        undecided = tuple(index for index in everything if index not in self.decided)
        self._decide(self.doubtful or undecided or everything, tick=False)

    def press(self, key: str) -> bool:
        """Do what a key says: a digit (0 for the tenth), ``a`` or ``n``; return whether it means anything."""
        if key == "a" and self.parts:
            self.all_yes()
        elif key == "n" and self.parts:
            self.rest_no()
        else:
            return len(key) == 1 and key in "0123456789" and self.toggle((int(key) - 1) % 10)
        return True

    def restore(self, ticks: Sequence[bool]) -> None:
        """Take over what the person said before."""
        if len(ticks) == len(self.parts):
            self.decided |= {index for index, tick in enumerate(ticks) if tick != self.ticks[index]}
            self.ticks = tuple(ticks)

    def terms(self, answer: str) -> list[tuple[str, str]]:
        """Return the points that the person ticked and the grader did not find for certain, each with the
        words of ``answer`` that may be a new term of it. A point for which no few words of it stand is not
        among them."""
        found = []
        for index, (part, tick) in enumerate(zip(self.parts, self.ticks, strict=True)):
            mark = self.mark(index)
            if tick and index in self.decided and mark is not None and mark.result != "said":
                said = (mark.because, self._unclaimed(answer))
                found += [(part.say, words) for words in said if may_be_term(words)][:1]
        return found

    def _decide(self, indexes: Collection[int], *, tick: bool) -> None:
        self.ticks = tuple(tick if i in indexes else old for i, old in enumerate(self.ticks))
        self.decided |= frozenset(indexes)

    def _unclaimed(self, answer: str) -> str:
        """Return the sentence of an answer that made no point; "" if it is none, or one of several."""
        said = [one.because.strip("… ") for one in self.judged.marks if one.result == "said" and one.because]
        sentences = [flat(text) for text in _SENTENCE.split(answer) if text.strip()]
        rest = [text for text in sentences if not any(words in text or text in words for words in said)]
        return rest[0] if len(rest) == 1 else ""


def may_be_term(words: str) -> bool:
    """May words of an answer count from now on wherever they are said: are they few, and whole?"""
    return 0 < len(words.split()) <= TERM and "…" not in words
