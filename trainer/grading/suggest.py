"""From how good an answer was to the grade that is suggested; the user has the last word."""

from collections.abc import Sequence
from statistics import median

from trainer.core.kinds import Points
from trainer.grading.points.points import Mark

RIGHT = 0.95  # all that matters was said
PASS = 0.6  # most of it was said
HALF = 0.4
FEW = 5  # with fewer earlier times nothing can be called usual
QUICK, SLOW = 0.6, 2.0  # times the median of the earlier times
MUST_WEIGHT = 2


def suggest(score: float, *, hints: int, took: int, usual: Sequence[int], must_missed: bool = False) -> int:
    """Return the grade 0-5 to suggest for an answer.

    Args:
        score: 0..1; 1 for a right answer, 0.8 for a close typed one, else the share that was right.
        hints: how many were used; each lowers the best grade by one, as in review.
        took: milliseconds from question to answer.
        usual: milliseconds the same card took earlier; fewer than five have no effect.
        must_missed: an indispensable point was not said. Then 3 is the most, whatever the score: more than
            3 would let the gap disappear behind long intervals; failing outright would throw away the
            whole card's progress although the score, in which such points weigh double, already fails an
            answer that lacks too many of them.

    A right answer is worth 4. It is 5 only if it took at most 0.6 of the median time, and 3 if it took
    twice the median or more (SM-2: "correct response recalled with serious difficulty"). From 0.6 on an
    incomplete answer passes with 3; below, it fails: 2 from 0.4 on, 1 if anything was right, else 0.
    """
    if score >= RIGHT:
        grade = _timed(took, usual)
    elif score >= PASS:
        grade = 3
    elif score >= HALF:
        grade = 2
    else:
        grade = 1 if score > 0 else 0
    return max(0, min(grade, 3 if must_missed else 5, 5 - hints))


def points_score(said: Sequence[Mark | bool], body: Points) -> float:
    """Return the share (0..1) of the points that were said; indispensable ones weigh double.

    ``said``: one mark or one confirmed tick per point; a mark that is unsure counts as not said.
    """
    weights = [MUST_WEIGHT if point.must else 1 for point in body.points]
    got = sum(weight for weight, one in zip(weights, said, strict=True) if _ticked(one))
    return got / sum(weights) if weights else 0.0


def must_missed(said: Sequence[Mark | bool], body: Points) -> bool:
    """Is an indispensable point not said?"""
    return any(point.must and not _ticked(one) for point, one in zip(body.points, said, strict=True))


def _ticked(one: Mark | bool) -> bool:
    return one if isinstance(one, bool) else one.result == "said"


def _timed(took: int, usual: Sequence[int]) -> int:
    if len(usual) < FEW:
        return 4
    middle = median(usual)
    if took >= SLOW * middle:
        return 3
    return 5 if took <= QUICK * middle else 4
