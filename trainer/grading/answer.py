"""What the grader finds in an answer of a mock interview, whatever kind of card was asked."""

import re
from typing import TYPE_CHECKING, NamedTuple

from trainer.core.cloze import hidden
from trainer.core.kinds import Choice, Cloze, Points, Sides, Typed
from trainer.core.library import StudyCard
from trainer.grading.wording import bare
from trainer.interview.transcript import HANDLED

if TYPE_CHECKING:
    from trainer.grading.points.points import Mark

RATINGS = {1: 1.0, 2: 0.5, 3: 0.0}
"""Scores behind the keys right, half, wrong."""

_NUMBERS = re.compile(r"[\d\s,;.+&()]+|(?:\d+\s*(?:,|and)?\s*)+")


class Judged(NamedTuple):
    """What the grader found.

    ``marks``: one for each key point. ``score``: 0..1, points it is unsure of count half; None where only the
    user can tell. ``must_missed``: an indispensable point is missing for certain.
    """

    marks: "tuple[Mark, ...]" = ()
    score: float | None = None
    must_missed: bool = False

    @property
    def handled(self) -> bool | None:
        """May the next follow-up be asked? None where only the user can tell."""
        return None if self.score is None else self.score >= HANDLED and not self.must_missed

    @property
    def rating(self) -> int | None:
        """The key of `RATINGS` that is nearest to the score, None without one."""
        if self.score is None:
            return None
        return 1 if self.score >= 1 else 2 if self.score > 0 else 3


def judge(card: StudyCard, sides: Sides, answer: str) -> Judged:
    """Judge what was typed to a card whose ``face`` was shown. An empty answer is not judged."""
    body = card.note.body
    if not answer.strip():
        return Judged()
    if isinstance(body, Points):
        return _judge_points(body, answer)
    if isinstance(body, Choice):
        return Judged(score=_choice_score(sides, answer))
    if isinstance(body, Typed | Cloze):
        from trainer.grading.typed.typed import compare, compare_text

        if isinstance(body, Typed):
            result = compare(answer, body).result
        else:
            gaps = [bare(gap) for gap in hidden(body.text, int(card.key.rpartition("#c")[2]))]
            result = compare_text(answer, [", ".join(gaps), " ".join(gaps)]).result
        return Judged(score={"right": 1.0, "close": HANDLED, "wrong": 0.0}[result])
    return Judged()


def _judge_points(body: Points, answer: str) -> Judged:
    from trainer.grading.points.points import mark
    from trainer.grading.suggest import points_score

    marks = mark(answer, body)
    least = points_score(marks, body)
    most = points_score([found.result != "missed" for found in marks], body)
    pairs = zip(body.points, marks, strict=True)
    missed = any(point.must and found.result == "missed" for point, found in pairs)
    return Judged(marks, (least + most) / 2, missed)


def _choice_score(sides: Sides, answer: str) -> float | None:
    """Read the numbers of options, or the text of one; None for anything else."""
    from trainer.grading.typed.typed import compare_text

    right = {index for index, option in enumerate(sides.options) if option.right}
    if _NUMBERS.fullmatch(answer.strip()):
        picked = {int(number) - 1 for number in re.findall(r"\d+", answer)}
    else:
        picked = {
            index
            for index, option in enumerate(sides.options)
            if compare_text(answer, [option.text]).result == "right"
        }
    if not picked:
        return None
    return max(0, len(right & picked) - len(picked - right)) / len(right)
