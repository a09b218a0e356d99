"""A text with numbered gaps."""

from dataclasses import dataclass
from typing import ClassVar

from trainer.core import cloze, gapped
from trainer.core.kinds.body import Body
from trainer.core.kinds.sides import Sides


@dataclass(frozen=True, slots=True)
class Cloze(Body):
    """A text with numbered gaps; one card per number."""

    kind: ClassVar[str] = "cloze"
    typable: ClassVar[bool] = True
    in_place: ClassVar[bool] = True
    text: str

    def suffixes(self) -> tuple[str, ...]:
        return tuple(f"#c{number}" for number in cloze.numbers(self.text))

    def sides(self, suffix: str, seed: str) -> Sides:  # noqa: ARG002
        number = _number(suffix)
        return Sides(cloze.question(self.text, number), cloze.answer(self.text, number))

    def shown(self, suffix: str, seed: str) -> Sides:  # noqa: ARG002
        number = _number(suffix)
        before, after = (gapped.marked(self.text, number, hide=hide) for hide in (True, False))
        return Sides(before, after)

    def spoken(self) -> bool:
        return False

    def prompt(self) -> str:
        return self.text

    def gaps(self, suffix: str) -> tuple[str, ...]:
        return cloze.hidden(self.text, _number(suffix))


def _number(suffix: str) -> int:
    return int(suffix.removeprefix("#c"))
