"""Steps to be put in order."""

import random
from dataclasses import dataclass
from typing import ClassVar

from trainer.core.kinds.body import Body, Way
from trainer.core.kinds.sides import Sides, numbered


@dataclass(frozen=True, slots=True)
class Order(Body):
    """Steps to be put in order."""

    kind: ClassVar[str] = "order"
    stage: ClassVar[int] = 2
    way: ClassVar[Way] = "order"
    ask: str
    steps: tuple[str, ...]

    def spoken(self) -> bool:
        return False  # the steps are read

    def prompt(self) -> str:
        return self.ask

    def right_order(self) -> tuple[str, ...]:
        return self.steps

    def sides(self, suffix: str, seed: str) -> Sides:  # noqa: ARG002
        shuffled = list(self.steps)
        rng = random.Random(seed)
        while len(set(shuffled)) > 1 and tuple(shuffled) == self.steps:
            rng.shuffle(shuffled)
        return Sides(self.ask, numbered(self.steps), steps=tuple(shuffled))
