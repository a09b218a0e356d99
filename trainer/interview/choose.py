"""Mock interviews: which questions are asked, and what several interviews say together.

The interview itself, as its events tell it, is in `trainer.interview.transcript`.
"""

import random
from collections.abc import Iterable, Sequence
from math import sqrt
from typing import NamedTuple

from trainer.core.card import Level
from trainer.core.state import CardState
from trainer.interview.transcript import Transcript
from trainer.scheduling.scheduler import Scheduler

SECONDS = 90
"""What an answer takes where the note does not say."""
SHORT_SECONDS = 45
"""What the answer to a question of the kind ``basic`` takes."""
BETWEEN = 20
"""Seconds between two answers: reading the question, and saying how sure one is."""
SHORT_WORDS = 30
"""A basic note opens a round only if its answer has at most so many words."""

RECENT = 5
_LIKELY: dict[Level | None, int] = {"core": 4, "solid": 2, "deep": 1, None: 2}
_KNOWN_WELL = 0.1
"""Weakness of what was always right: it is asked now and then all the same."""

LAST_MOCKS = 5
LEAST_MOCKS = 3
LEAST_QUESTIONS = 20
_Z = 1.645
"""Normal quantile of a two-sided interval of 90 %."""


class Opener(NamedTuple):
    """A note that may open a round of questions.

    Attributes:
        note: its key. ``topic``: what alternates.
        weight: how much it should be asked; see `weight`.
        seconds: what a good answer takes.
        ladder: keys of the notes that follow it up.
        filler: is it taken only where there are too few others?
    """

    note: str
    topic: str
    weight: float
    seconds: int
    ladder: tuple[str, ...] = ()
    filler: bool = False


def weakness(state: CardState, scheduler: Scheduler, scores: Sequence[float] = ()) -> float:
    """Return 1 less the share of recent answers that were right; 1 for a card never answered.

    Recent are the last five scheduled reviews, right as far as the scheduler knows the card, and the last
    five answers in mock interviews, with their ``scores`` (0..1, the oldest first).
    """
    memory, recent = state.memory, scores[-RECENT:]
    reviews = min(memory.reviews, RECENT) if memory is not None else 0
    right = reviews * scheduler.known(memory) if memory is not None else 0
    answers = reviews + len(recent)
    return 1 - (right + sum(recent)) / answers if answers else 1.0


def weight(level: Level | None, weak: float) -> float:
    """Return how much a note should be asked: how likely it is asked at all, times how weak the user is."""
    return _LIKELY[level] * max(_KNOWN_WELL, weak)


def topics(titles: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return a topic for each deck of (id, title): the first part of its title where these differ, else the
    rest of the title."""
    parts = {deck: [part.strip() for part in title.split("::")] for deck, title in titles}
    if len({names[0] for names in parts.values()}) > 1:
        return {deck: names[0] for deck, names in parts.items()}
    return {deck: " › ".join(names[1:] or names) for deck, names in parts.items()}


def choose(openers: Iterable[Opener], minutes: int, seed: str) -> list[Opener]:
    """Return openers enough for ``minutes``, in the order in which to ask them.

    They are drawn by weight without replacement (Efraimidis and Spirakis, 2006: the order of u^(1/weight)).
    Of those drawn, the next one is the first of another topic than the one before, and not from the same
    ladder as one taken already, where there is such a one. The same seed gives the same openers.
    """
    rng = random.Random(seed)
    pool = sorted(openers)
    drawn = sorted(pool, key=lambda opener: -(rng.random() ** (1 / opener.weight)))
    left = minutes * 60
    taken: list[Opener] = []
    for filler in (False, True):
        rest = [opener for opener in drawn if opener.filler == filler]
        while fitting := [o for o in rest if o.seconds + BETWEEN <= left or not taken]:
            opener = min(fitting, key=lambda one: _unfit(one, taken))
            rest.remove(opener)
            taken.append(opener)
            left -= opener.seconds + BETWEEN
    return taken


def _unfit(opener: Opener, taken: Sequence[Opener]) -> tuple[bool, bool]:
    same_topic = bool(taken) and taken[-1].topic == opener.topic
    tangled = any(opener.note in other.ladder or other.note in opener.ladder for other in taken)
    return same_topic, tangled


class Readiness(NamedTuple):
    """What the last mock interviews say together: a range, once there are enough of them.

    Attributes:
        low, high: percent of an answer that is right; 0 and 0 while too little is known.
        mocks, questions: what it is made of. ``follow_ups``: how many of the questions were follow-ups.
        topics: questions for each topic, the most frequent first.
    """

    low: int
    high: int
    mocks: int
    questions: int
    follow_ups: int
    topics: tuple[tuple[str, int], ...]

    @property
    def known(self) -> bool:
        """Is there enough for a range?"""
        return self.mocks >= LEAST_MOCKS and self.questions >= LEAST_QUESTIONS

    @property
    def needed(self) -> str:
        """What is missing to give a range, in words; "" when nothing is."""
        mocks, questions = LEAST_MOCKS - self.mocks, LEAST_QUESTIONS - self.questions
        parts = [_count(mocks, "mock interview", "more ")] if mocks > 0 else []
        parts += [_count(questions, "question", "more ")] if questions > 0 else []
        return " and ".join(parts)

    def __str__(self) -> str:
        made_of = f"{_count(self.mocks, 'mock interview')}, {_count(self.questions, 'question')}"
        if not self.known:
            return f"no figure yet: {self.needed} needed (so far {made_of})"
        asked = ", ".join(f"{topic} {count}" for topic, count in self.topics)
        follow_ups = f", {self.follow_ups} of them follow-ups" if self.follow_ups else ""
        return f"{self.low}–{self.high} %, from {made_of}{follow_ups} ({asked})"


def readiness(transcripts: Iterable[Transcript]) -> Readiness:
    """Return what the last five finished mock interviews say together.

    Method: the Wilson score interval at 90 % for the mean score of all their questions (a skipped one counts
    0; one not asked for want of time does not count). Scores between 0 and 1 vary less than right or wrong
    would, so the interval is rather too wide than too narrow. Where the interviews differ more from each
    other than chance allows, the number of questions is divided by the heterogeneity factor (chi-squared of
    the interviews' means over its degrees of freedom), which widens it. Weak notes are asked more often, so
    the figure is of questions chosen to be hard for this user.
    """
    last = sorted((one for one in transcripts if one.finished), key=lambda one: one.at)[-LAST_MOCKS:]
    groups = [[one.score for one in transcript.asked] for transcript in last]
    scores = [score for group in groups for score in group]
    asked = [one for transcript in last for one in transcript.asked]
    counts: dict[str, int] = {}
    for one in asked:
        counts[one.topic] = counts.get(one.topic, 0) + 1
    ordered = tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
    found = Readiness(0, 0, len(last), len(scores), sum(one.depth > 0 for one in asked), ordered)
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


def _count(number: int, what: str, more: str = "") -> str:
    return f"{number} {more}{what}{'' if number == 1 else 's'}"
