"""A text with numbered gaps."""

from dataclasses import dataclass
from typing import ClassVar

from trainer.core import cloze
from trainer.core.kinds.sides import Sides


@dataclass(frozen=True, slots=True)
class Cloze:
    """A text with numbered gaps; one card per number."""

    kind: ClassVar[str] = "cloze"
    text: str

    def suffixes(self) -> tuple[str, ...]:
        return tuple(f"#c{number}" for number in cloze.numbers(self.text))

    def sides(self, suffix: str, seed: str) -> Sides:  # noqa: ARG002
        number = int(suffix.removeprefix("#c"))
        return Sides(cloze.question(self.text, number), cloze.answer(self.text, number))
