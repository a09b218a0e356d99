"""A question answered by typing."""

from dataclasses import dataclass
from typing import ClassVar

from trainer.core.kinds.sides import Sides, bullets, code


@dataclass(frozen=True, slots=True)
class Typed:
    """A question answered by typing; ``match`` says how it is compared: text, command or number."""

    kind: ClassVar[str] = "typed"
    ask: str
    answer: str
    accept: tuple[str, ...] = ()
    match: str = "text"

    def suffixes(self) -> tuple[str, ...]:
        return ("",)

    def sides(self, suffix: str, seed: str) -> Sides:  # noqa: ARG002
        also = f"\n\nAlso right:\n\n{bullets(map(code, self.accept))}" if self.accept else ""
        return Sides(self.ask, code(self.answer) + also)
