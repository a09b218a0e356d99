"""How long cards take this user: a first look, and a later one, by kind of note."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from trainer.core.library import Answered

FIRST = 48.0
"""Seconds that a first look at a card takes a beginner, with the repeat of the same day where it failed."""

LATER = 24.0
"""Seconds that a later answer takes a beginner, with the repeat."""

KINDS: Mapping[str, float] = {"points": 1.6, "compare": 1.2, "order": 1.2}
OTHERS = 0.85
"""How many times as long notes of a kind take, and those of all other kinds: told or sorted, not read."""

PRIOR = 3
"""Answers that these suppositions weigh as much as."""

LONGEST = 3
"""How many times the median an answer may take, before it is taken for an interruption."""


class Pace(NamedTuple):
    """Seconds by kind of note, of first looks and of later answers; for other kinds those of a beginner."""

    first: Mapping[str, float]
    later: Mapping[str, float]

    def look(self, kind: str) -> float:
        """Return the seconds of a first look at a card of this kind."""
        return self.first.get(kind, FIRST * KINDS.get(kind, OTHERS))

    def again(self, kind: str) -> float:
        """Return the seconds of a later answer to a card of this kind."""
        return self.later.get(kind, LATER * KINDS.get(kind, OTHERS))


BEGINNER = Pace({}, {})


def pace(answers: Iterable[Answered]) -> Pace:
    """Return the pace that the latest answers show, by kind; few of them count little.

    All answers to a card on one day are one look at it: what failed is repeated.
    """
    looks: dict[tuple[str, int], int] = {}
    first: dict[tuple[str, int], bool] = {}
    kinds: dict[str, str] = {}
    for answer in answers:
        look = answer.card, answer.day
        looks[look] = looks.get(look, 0) + answer.took
        first[look] = first.get(look, False) or answer.first
        kinds[answer.card] = answer.kind
    times: tuple[dict[str, list[int]], dict[str, list[int]]] = {}, {}
    for look, took in looks.items():
        if took:
            times[first[look]].setdefault(kinds[look[0]], []).append(took)
    return Pace(_usual(times[True], FIRST), _usual(times[False], LATER))


def _usual(times: Mapping[str, Sequence[int]], prior: float) -> dict[str, float]:
    """Return the usual seconds of each kind.

    That is the mean, as what is planned is a sum of many, where one that took more than `LONGEST` times the
    median (somebody was away) counts as that."""
    from statistics import median  # here: the first card need not wait for it

    found = {}
    for kind, each in times.items():
        most = LONGEST * median(each)
        found[kind] = (
            sum(min(took, most) for took in each) / 1000 + PRIOR * prior * KINDS.get(kind, OTHERS)
        ) / (len(each) + PRIOR)
    return found
