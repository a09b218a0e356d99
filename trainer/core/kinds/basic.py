"""A question and its answer."""

from dataclasses import dataclass
from typing import ClassVar

from trainer.core.kinds.body import Body
from trainer.core.kinds.sides import Sides


@dataclass(frozen=True, slots=True)
class Basic(Body):
    """A question and its answer; with ``reverse`` a second card asks the other way round."""

    kind: ClassVar[str] = "basic"
    fills: ClassVar[bool] = True
    ask: str
    answer: str
    reverse: bool = False

    def suffixes(self) -> tuple[str, ...]:
        return ("", "#reverse") if self.reverse else ("",)

    def prompt(self) -> str:
        return self.ask

    def right_answers(self) -> tuple[str, ...]:
        return (self.answer,)

    def sides(self, suffix: str, seed: str) -> Sides:  # noqa: ARG002
        return Sides(self.answer, self.ask) if suffix else Sides(self.ask, self.answer)
