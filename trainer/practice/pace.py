"""How long cards take this user: a first look, and a later one, by kind of note. The one estimate of what a
session, a plan or a forecast will take."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from trainer.core.library import Answered, Library
from trainer.scheduling.queue import Entry, Queue

ANSWERS_READ = 500
"""The latest answers that tell how fast somebody is."""

FIRST = 48.0
"""Seconds that a first look at a card takes a beginner, with the repeat of the same day where it failed."""

LATER = 24.0
"""Seconds that a later answer takes a beginner, with the repeat."""

REPEAT = 12.0
"""Seconds of a card that failed today and is asked once more by a beginner, which are part of those above;
other people and kinds of notes take as much longer or shorter as they do for a later answer."""

KINDS: Mapping[str, float] = {"points": 1.6, "compare": 1.2, "order": 1.2}
OTHERS = 0.85
"""How many times as long notes of a kind take, and those of all other kinds: told or sorted, not read."""

PRIOR = 20
"""Looks that these suppositions weigh as much as, and the way of one kind beside that of all."""

SPREAD = 0.25
"""How much people differ: standard deviation of the logarithm of their times. `PRIOR` looks halve its
square."""

LONGEST = 3
"""How many times the median, `PRIOR` supposed looks among them, one may take, before it is taken for an
interruption."""


class Pace(NamedTuple):
    """Seconds by kind of note, of first looks and of later answers; for other kinds so many ``times`` those
    of a beginner. ``looks``: at how many it was seen."""

    first: Mapping[str, float]
    later: Mapping[str, float]
    times: float = 1.0
    looks: int = 0

    def look(self, kind: str) -> float:
        """Return the seconds of a first look at a card of this kind."""
        return self.first.get(kind, self.times * FIRST * KINDS.get(kind, OTHERS))

    def again(self, kind: str) -> float:
        """Return the seconds of a later answer to a card of this kind."""
        return self.later.get(kind, self.times * LATER * KINDS.get(kind, OTHERS))

    def repeat(self, kind: str) -> float:
        """Return the seconds of a card of this kind that failed today and is asked once more."""
        return REPEAT * self.again(kind) / (LATER * OTHERS)

    @property
    def doubt(self) -> float:
        """How sure that is: the standard deviation of the logarithm of all times."""
        return float(SPREAD / (1 + self.looks / PRIOR) ** 0.5)


BEGINNER = Pace({}, {})


def pace_of(library: Library) -> Pace:
    """Return the pace of whoever this history is of."""
    return library.kept(("pace",), lambda: pace(library.answers(ANSWERS_READ)))


def seconds(library: Library, queue: Queue) -> float:
    """Return how many seconds the cards of a queue will take."""
    return sum(seconds_each(library, queue))


def seconds_each(library: Library, queue: Queue) -> list[float]:
    """Return how many seconds each card of a queue will take, in its order; 0 for one that no deck has."""
    kinds, own = library.kinds(queue.cards()), pace_of(library)

    def needs(entry: Entry) -> float:
        if entry.card not in kinds:
            return 0.0
        kind, met = kinds[entry.card]
        return own.repeat(kind) if entry.why == "again" else own.again(kind) if met else own.look(kind)

    return list(map(needs, queue.entries()))


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
    expected = [
        (sum(_capped(each, prior * KINDS.get(kind, OTHERS))), len(each) * prior * KINDS.get(kind, OTHERS))
        for of, prior in ((times[True], FIRST), (times[False], LATER))
        for kind, each in of.items()
    ]
    usual = PRIOR * FIRST
    own = (sum(took for took, _ in expected) + usual) / (sum(prior for _, prior in expected) + usual)
    seen = sum(map(bool, looks.values()))
    return Pace(_usual(times[True], own * FIRST), _usual(times[False], own * LATER), own, seen)


def _usual(times: Mapping[str, Sequence[int]], prior: float) -> dict[str, float]:
    """Return the usual seconds of each kind: the mean, as what is planned is a sum of many."""
    return {
        kind: (sum(_capped(each, usual)) + PRIOR * usual) / (len(each) + PRIOR)
        for kind, each in times.items()
        for usual in (prior * KINDS.get(kind, OTHERS),)
    }


def _capped(times: Sequence[int], usual: float) -> list[float]:
    """Return seconds, where what took more than `LONGEST` times the median (somebody was away) counts as
    that; of few looks the median is near the ``usual`` seconds."""
    from statistics import median  # here: the first card need not wait for it

    most = LONGEST * median([*times, *[1000 * usual] * PRIOR])
    return [min(took, most) / 1000 for took in times]
