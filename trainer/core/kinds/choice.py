"""A question with options."""

import random
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from trainer.core.kinds.body import Body, Members, Way
from trainer.core.kinds.sides import Option, Sides, bullets


class Wrong(NamedTuple):
    """A distractor of a choice and why it is wrong ("" = not said)."""

    text: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class Choice(Body):
    """A question with options, shuffled at each showing; one or several are right."""

    kind: ClassVar[str] = "choice"
    stage: ClassVar[int] = 1
    way: ClassVar[Way] = "choice"
    members: ClassVar[Members] = {"wrong": Wrong}
    ask: str
    right: tuple[str, ...]
    wrong: tuple[Wrong, ...]

    def prompt(self) -> str:
        return self.ask

    def right_answers(self) -> tuple[str, ...]:
        return self.right

    def wrong_options(self) -> tuple[str, ...]:
        return tuple(wrong.text for wrong in self.wrong)

    def sides(self, suffix: str, seed: str) -> Sides:  # noqa: ARG002
        options = [Option(text, right=True) for text in self.right]
        options += [Option(wrong.text, right=False, because=wrong.because) for wrong in self.wrong]
        random.Random(seed).shuffle(options)
        return Sides(self.ask, bullets(self.right), options=tuple(options))
