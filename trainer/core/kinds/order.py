"""Steps to be put in order."""

import random
from dataclasses import dataclass
from typing import ClassVar

from trainer.core.kinds.sides import Sides, numbered


@dataclass(frozen=True, slots=True)
class Order:
    """Steps to be put in order."""

    kind: ClassVar[str] = "order"
    ask: str
    steps: tuple[str, ...]

    def suffixes(self) -> tuple[str, ...]:
        return ("",)

    def sides(self, suffix: str, seed: str) -> Sides:  # noqa: ARG002
        shuffled = list(self.steps)
        rng = random.Random(seed)
        while len(set(shuffled)) > 1 and tuple(shuffled) == self.steps:
            rng.shuffle(shuffled)
        return Sides(self.ask, numbered(self.steps), steps=tuple(shuffled))
