"""What several mock interviews say together: how much of an answer will be right."""

from collections.abc import Iterable, Sequence
from math import sqrt
from typing import NamedTuple

from trainer.core.text import counted
from trainer.interview.transcript import Transcript

LAST = 5
LEAST_INTERVIEWS = 3
LEAST_QUESTIONS = 20
_Z = 1.645
"""Normal quantile of a two-sided interval of 90 %."""


class Estimate(NamedTuple):
    """What the last mock interviews say together: a range, once there are enough of them.

    Attributes:
        low, high: percent of an answer that is right; 0 and 0 while too little is known.
        interviews, questions: what it is made of. ``follow_ups``: how many of the questions were follow-ups.
        topics: questions for each topic, the most frequent first.
    """

    low: int
    high: int
    interviews: int
    questions: int
    follow_ups: int
    topics: tuple[tuple[str, int], ...]

    @property
    def known(self) -> bool:
        """Is there enough for a range?"""
        return self.interviews >= LEAST_INTERVIEWS and self.questions >= LEAST_QUESTIONS

    @property
    def needed(self) -> str:
        """What is missing to give a range, in words; "" when nothing is."""
        interviews, questions = LEAST_INTERVIEWS - self.interviews, LEAST_QUESTIONS - self.questions
        parts = [counted(interviews, "more mock interview")] if interviews > 0 else []
        parts += [counted(questions, "more question")] if questions > 0 else []
        return " and ".join(parts)

    def __str__(self) -> str:
        made_of = f"{counted(self.interviews, 'mock interview')}, {counted(self.questions, 'question')}"
        if not self.known:
            return f"no figure yet: {self.needed} needed (so far {made_of})"
        asked = ", ".join(f"{topic} {count}" for topic, count in self.topics)
        follow_ups = f", {self.follow_ups} of them follow-ups" if self.follow_ups else ""
        return f"{self.low}–{self.high} %, from {made_of}{follow_ups} ({asked})"


def estimate(transcripts: Iterable[Transcript]) -> Estimate:
    """Return what the last five finished mock interviews say together.

    Method: the Wilson score interval at 90 % for the mean score of all their questions (a skipped one counts
    0; one not asked for want of time does not count). Scores between 0 and 1 vary less than right or wrong
    would, so the interval is rather too wide than too narrow. Where the interviews differ more from each
    other than chance allows, the number of questions is divided by the heterogeneity factor (chi-squared of
    the interviews' means over its degrees of freedom), which widens it. Weak notes are asked more often, so
    the figure is of questions chosen to be hard for this user.
    """
    last = sorted((one for one in transcripts if one.finished), key=lambda one: one.at)[-LAST:]
    groups = [[one.score for one in transcript.asked] for transcript in last]
    scores = [score for group in groups for score in group]
    asked = [one for transcript in last for one in transcript.asked]
    counts: dict[str, int] = {}
    for one in asked:
        counts[one.topic] = counts.get(one.topic, 0) + 1
    ordered = tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
    found = Estimate(0, 0, len(last), len(scores), sum(one.depth > 0 for one in asked), ordered)
    if not found.known:
        return found
    low, high = wilson(sum(scores) / len(scores), len(scores) / heterogeneity(groups))
    return found._replace(low=int(100 * low), high=-int(-100 * high // 1))


def wilson(mean: float, count: float) -> tuple[float, float]:
    """Return the Wilson score interval (1927) at 90 % of a share ``mean`` found in ``count`` trials."""
    square = _Z * _Z
    middle = (mean + square / (2 * count)) / (1 + square / count)
    half = _Z / (1 + square / count) * sqrt(mean * (1 - mean) / count + square / (4 * count * count))
    return max(0.0, middle - half), min(1.0, middle + half)


def heterogeneity(groups: Sequence[Sequence[float]]) -> float:
    """Return how many times more the means of ``groups`` vary than chance would have it; at least 1."""
    full = [group for group in groups if group]
    count = sum(map(len, full))
    mean = sum(map(sum, full)) / count if count else 0.0
    variance = mean * (1 - mean)
    if len(full) < 2 or not variance:
        return 1.0
    chi_squared = sum(len(group) * (sum(group) / len(group) - mean) ** 2 for group in full) / variance
    return max(1.0, chi_squared / (len(full) - 1))
