"""A question with options."""

import random
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from trainer.core.kinds.sides import Option, Sides, bullets


class Wrong(NamedTuple):
    """A distractor of a choice and why it is wrong ("" = not said)."""

    text: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A question with options, shuffled at each showing; one or several are right."""

    kind: ClassVar[str] = "choice"
    ask: str
    right: tuple[str, ...]
    wrong: tuple[Wrong, ...]

    def suffixes(self) -> tuple[str, ...]:
        return ("",)

    def sides(self, suffix: str, seed: str) -> Sides:  # noqa: ARG002
        options = [Option(text, right=True) for text in self.right]
        options += [Option(wrong.text, right=False, because=wrong.because) for wrong in self.wrong]
        random.Random(seed).shuffle(options)
        return Sides(self.ask, bullets(self.right), options=tuple(options))
