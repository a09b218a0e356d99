"""A question answered by typing."""

from dataclasses import dataclass
from typing import ClassVar

from trainer.core.kinds.body import Body, Way
from trainer.core.kinds.sides import Sides, bullets, code


@dataclass(frozen=True, slots=True)
class Typed(Body):
    """A question answered by typing.

    ``match`` says how it is compared: text, exact, command or number; ``within`` how far off a number may be
    (``5%``, or ``2`` in its unit; "" = exact).
    """

    kind: ClassVar[str] = "typed"
    stage: ClassVar[int] = 1
    way: ClassVar[Way] = "typed"
    ask: str
    answer: str
    accept: tuple[str, ...] = ()
    match: str = "text"
    within: str = ""

    def spoken(self) -> bool:
        return False  # what counts is how it is written

    def prompt(self) -> str:
        return self.ask

    def right_answers(self) -> tuple[str, ...]:
        return (self.answer,)

    def accepted(self) -> tuple[str, ...]:
        return self.accept

    def sides(self, suffix: str, seed: str) -> Sides:  # noqa: ARG002
        also = f"\n\nAlso right:\n\n{bullets(map(code, self.accept))}" if self.accept else ""
        return Sides(self.ask, code(self.answer) + also)
