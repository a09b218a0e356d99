"""A question with options."""

import random
import re
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from trainer.core.kinds.body import Body, Members, Way
from trainer.core.kinds.sides import Option, Sides, bullets

_OPTIONS = re.compile(
    r"\b(?:which|what|who|whose|one|two|any|all|none) of (?:these|those|the following)\b"
    r"|\bwhich (?:\w+ )?(?:statement about|claim|sentence|explanation)\b|\bin which case\b",
    re.IGNORECASE,
)
"""What in an English question points to its options."""


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

    def spoken(self) -> bool:
        return len(self.right) == 1 and not _OPTIONS.search(self.ask)

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
