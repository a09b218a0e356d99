"""The open questions beside one in its deck, to tell an answer to one of them."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from trainer.core.kinds import Points
from trainer.grading.points.claims import topic
from trainer.grading.points.language import Language


class Around:
    """The stems of the other open questions of a deck."""

    def __init__(self, bodies: Sequence[Points], speech: Language) -> None:
        self.notes: dict[str, list[int]] = {}
        self.count = len(bodies)
        for number, body in enumerate(bodies):
            for base in topic(body, speech).vocabulary:
                self.notes.setdefault(base, []).append(number)

    def best(self, stems: set[str]) -> float:
        """Return the share of these words that the note which has most of them has."""
        seen = Counter(number for base in stems for number in self.notes.get(base, ()))
        return max(seen.values()) / len(stems) if seen else 0.0


@lru_cache(maxsize=16)
def around(bodies: tuple[Points, ...], speech: Language) -> Around:
    """Return the other open questions of a deck made ready."""
    return Around(bodies, speech)
