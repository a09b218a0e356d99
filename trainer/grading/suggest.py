"""From how good an answer was to the grade that is suggested; the user has the last word."""

from collections.abc import Sequence

RIGHT_FROM = 0.95  # all that matters was said
PASS_FROM = 0.6  # most of it was said
HALF_FROM = 0.4
FEW = 5  # with fewer earlier times nothing can be called usual
QUICK, SLOW = 0.6, 2.0  # times the median of the earlier times


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
    if score >= RIGHT_FROM:
        grade = _timed(took, usual)
    elif score >= PASS_FROM:
        grade = 3
    elif score >= HALF_FROM:
        grade = 2
    else:
        grade = 1 if score > 0 else 0
    return max(0, min(grade, 3 if must_missed else 5, 5 - hints))


def _timed(took: int, usual: Sequence[int]) -> int:
    if len(usual) < FEW:
        return 4
    from statistics import median  # here: the first card need not wait for it

    middle = median(usual)
    if took >= SLOW * middle:
        return 3
    return 5 if took <= QUICK * middle else 4
