"""The notes beside an open question in its deck: to tell an answer to another one, what is rare, and what is
the opposite of what."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from math import log

from trainer.core.kinds import Compare, Points
from trainer.grading.points.claims import Side, topic
from trainer.grading.points.language import Language
from trainer.grading.points.reading import read

FIRST_SCALE = 10_000  # scales of a deck are counted from here on, those of a language from 0
SHORT = 2  # words that the name of a subject or a cell may have to be the opposite of another


class Around:
    """The stems of the other open questions of a deck, and the opposites that its comparisons make."""

    def __init__(self, bodies: Sequence[Points | Compare], speech: Language) -> None:
        self.notes: dict[str, list[int]] = {}
        self.opposites: dict[str, tuple[Side, ...]] = {}
        questions = [body for body in bodies if isinstance(body, Points)]
        self.count = len(questions)
        for number, body in enumerate(questions):
            for base in topic(body, speech).vocabulary:
                self.notes.setdefault(base, []).append(number)
        comparisons = (body for body in bodies if isinstance(body, Compare))
        pairs = dict.fromkeys(pair for body in comparisons for pair in _opposed(body, speech))
        for scale, ends in enumerate(pairs, FIRST_SCALE):
            for base, end in zip(ends, (1, -1), strict=True):
                self.opposites[base] = (*self.opposites.get(base, ()), (scale, end))

    def best(self, stems: frozenset[str]) -> float:
        """Return the share of these words that the note which has most of them has."""
        seen = Counter(number for base in stems for number in self.notes.get(base, ()))
        return max(seen.values()) / len(stems) if seen else 0.0

    def rarity(self, base: str) -> float:
        """Return 1 for a stem that no other question has, less the more of them have it, 0 for all."""
        return 1 - log(1 + len(self.notes.get(base, ()))) / log(2 + self.count)


def _opposed(body: Compare, speech: Language) -> Iterator[tuple[str, str]]:
    """Yield the stems that tell the subjects of a comparison apart, and short cells, pair by pair."""
    rows = [[name for _, name in body.subjects], *([text for _, text in row.cells] for row in body.aspects)]
    for row in rows:
        cells = [[word.stem for word in read(text, speech).words if not word.small] for text in row]
        for one, other in combinations(cells, 2):
            mine, theirs = set(one).difference(other), set(other).difference(one)
            if len(mine) == len(theirs) == 1 and max(len(one), len(other)) <= SHORT:
                yield mine.pop(), theirs.pop()


@lru_cache(maxsize=16)
def around(bodies: tuple[Points | Compare, ...], speech: Language) -> Around:
    """Return the other notes of a deck made ready."""
    return Around(bodies, speech)
