"""How long cards take this user: a first look, and a later one, by kind of note."""

from collections.abc import Mapping, Sequence
from statistics import median
from typing import NamedTuple

FIRST = 48.0
"""Seconds that a first look at a card takes a beginner, with the repeat of the same day where it failed."""

LATER = 24.0
"""Seconds that a later answer takes a beginner, with the repeat."""

PRIOR = 3
"""Answers that these suppositions weigh as much as."""


class Pace(NamedTuple):
    """Seconds by kind of note, of first looks and of later answers; for other kinds those of a beginner."""

    first: Mapping[str, float]
    later: Mapping[str, float]

    def look(self, kind: str) -> float:
        """Return the seconds of a first look at a card of this kind."""
        return self.first.get(kind, FIRST)

    def again(self, kind: str) -> float:
        """Return the seconds of a later answer to a card of this kind."""
        return self.later.get(kind, LATER)


BEGINNER = Pace({}, {})


def pace(first: Mapping[str, Sequence[int]], later: Mapping[str, Sequence[int]]) -> Pace:
    """Return the pace that milliseconds of latest answers show, by kind; few of them count little."""
    return Pace(_medians(first, FIRST), _medians(later, LATER))


def _medians(times: Mapping[str, Sequence[int]], prior: float) -> dict[str, float]:
    return {kind: median([*(took / 1000 for took in each), *[prior] * PRIOR]) for kind, each in times.items()}
