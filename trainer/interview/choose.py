"""Which questions a mock interview asks.

The interview itself, as its events tell it, is in `trainer.interview.transcript`.
"""

import math
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from trainer.core import title
from trainer.core.state import CardState
from trainer.scheduling.scheduler import Scheduler

SECONDS = 90
"""What an answer takes where the note does not say."""
SHORT_SECONDS = 45
"""What the answer to a question of the kind ``basic`` takes."""
BETWEEN = 20
"""Seconds between two answers: reading the question, and saying how sure one is."""
SHORT_WORDS = 30
"""A basic note opens a round only if its answer has at most so many words."""

MOST_SHORT = 0.4
"""The share of basic notes among the openers, at most, while there are others."""

RECENT = 5

RESTING = 2
"""What was put in so many mock interviews before gives way to what was not, in its topic."""

_PUT = 2.0
"""The power of its worth as which a note of a topic is put: there are many notes that are hardly asked, and
with each put as often as it is asked, they would be a third of an interview. Chosen so that what a mock
interview puts is asked as often as what lists for a role do (``python -m tests.benchmarks.mocks``)."""


class Opener(NamedTuple):
    """A note that may open a round of questions.

    Attributes:
        note: its key. ``topic``: an interview is of few of them.
        asked: its part of all that interviewers ask; see `trainer.scheduling.demand.worth`.
        weak: how weak the user is, 0..1; see `weakness`.
        seconds: what a good answer takes.
        ladder: keys of the notes that follow it up.
        short: is it a plain question, answered in a sentence?
        depth: how late it comes, see `trainer.interview.ladder.depth`; 0 for a broad question.
        lately: was it put in one of the last mock interviews?
    """

    note: str
    topic: str
    asked: float
    weak: float
    seconds: int
    ladder: tuple[str, ...] = ()
    short: bool = False
    depth: int = 0
    lately: bool = False

    @property
    def weight(self) -> float:
        """How likely it is put, of its topic: as it is asked; what is weak up to twice as likely."""
        return float(self.asked**_PUT * (1 + self.weak))


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


def topics(titles: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return a topic for each deck of (id, title): the first part of its title where these differ, else the
    rest of the title."""
    parts = {deck: title.parts(name) for deck, name in titles}
    if len({names[0] for names in parts.values()}) > 1:
        return {deck: names[0] for deck, names in parts.items()}
    return {deck: " › ".join(names[1:] or names) for deck, names in parts.items()}


def choose(openers: Iterable[Opener], minutes: int, seed: str) -> list[Opener]:
    """Return openers enough for ``minutes``, in the order in which to ask them.

    First a few topics are drawn, see `topics_for`, each as likely as what it holds is asked: what the user
    knows does not matter. The first has half of the questions, the next half of the rest and so on, the last
    as many as the one before. Then questions of these are drawn, see `Opener.weight`, and of other topics
    only if they do not fill the time. Both are drawn without replacement (Efraimidis and Spirakis, 2006: the
    order of u^(1/weight), or of its logarithm, which weights next to nothing keep apart). Of those drawn, the
    next one is the first that was not put lately, is not too short, and not from the same ladder as one taken
    already, where there is such a one. Then the broad ones are asked before the deep ones, those of a topic
    together. The same seed gives the same openers.
    """
    rng = random.Random(seed)
    pool = sorted(openers)
    asked: dict[str, float] = {}
    for one in pool:
        asked[one.topic] = asked.get(one.topic, 0.0) + one.asked
    drawn = sorted(asked, key=lambda topic: rng.expovariate(asked[topic]))
    few = min(topics_for(minutes), len(drawn))
    turn = {topic: max(0, place - few + 1) for place, topic in enumerate(drawn)}
    part = {topic: 2.0 ** -min(place + 1, few - 1) for place, topic in enumerate(drawn)}
    rest = sorted(pool, key=lambda opener: rng.expovariate(opener.weight))
    left = minutes * 60
    taken: list[Opener] = []
    while fitting := [o for o in rest if o.seconds + BETWEEN <= left or not taken]:
        there = Counter(one.topic for one in taken)
        more = {topic: there[topic] - part[topic] * (len(taken) + 1) for topic in drawn}
        opener = min(
            fitting,
            key=lambda one: (
                turn[one.topic],
                more[one.topic],
                one.lately,
                _too_short(one, taken),
                _is_tangled(one, taken),
            ),
        )
        rest.remove(opener)
        taken.append(opener)
        left -= opener.seconds + BETWEEN
    return sorted(taken, key=lambda one: (one.depth, drawn.index(one.topic)))


def topics_for(minutes: int) -> int:
    """Return of how many topics an interview is: as many as it puts questions on each.

    Of 124 counted lists for a role those with 10 to 20 questions are of 4 topics, and half of the questions
    are of one of them (``python -m tests.benchmarks.mocks``).
    """
    return max(1, round(math.sqrt(minutes * 60 / (SECONDS + BETWEEN))))


def _too_short(opener: Opener, taken: Sequence[Opener]) -> bool:
    short = sum(one.short for one in taken)
    return opener.short and short + 1 > MOST_SHORT * (len(taken) + 1)


def _is_tangled(opener: Opener, taken: Sequence[Opener]) -> bool:
    return any(opener.note in other.ladder or other.note in opener.ladder for other in taken)
