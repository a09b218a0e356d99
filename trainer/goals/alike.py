"""Cards of which about the same is left: what comes of one of them in weeks of practice comes of all."""

from collections.abc import Sequence

from trainer.goals.belief import Belief
from trainer.goals.material import Material
from trainer.goals.trace import Trace


class Alike:
    """The cards of a goal that were met.

    Attributes:
        keys: of all of them.
    """

    def __init__(self, material: Material) -> None:
        self._day = material.day
        self._met = [
            (item.key, item.memory, item.seen, item.looks)
            for item in material.items.values()
            if item.memory is not None
        ]
        self.keys = [key for key, *_ in self._met]
        self._groups: dict[float, list[tuple[Trace, Sequence[str]]]] = {}

    def groups(self, belief: Belief) -> list[tuple[Trace, Sequence[str]]]:
        """Return what is left of cards in round numbers, counted from today, each with the cards of which it
        is, by a belief about this person."""
        if belief.strength not in self._groups:
            found: dict[Trace, list[str]] = {}
            for key, memory, seen, looks in self._met:
                trace = belief.trace(memory, seen, looks)
                found.setdefault(_rounded(trace, seen - self._day), []).append(key)
            self._groups[belief.strength] = [*found.items()]
        return self._groups[belief.strength]


def _rounded(trace: Trace, last: int) -> Trace:
    """Return what many cards last answered on the day ``last`` have in common."""
    return Trace(float(f"{trace.stability:.2g}"), round(trace.difficulty), last, trace.own)
