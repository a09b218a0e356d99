"""An open question, graded by its key points."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from trainer.core.kinds.sides import Sides, bullets


class Point(NamedTuple):
    """One key point of an open question.

    ``terms`` are alternatives: any one makes the point; an alternative of several members needs them all.
    """

    say: str
    terms: tuple[tuple[str, ...], ...] = ()
    must: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """An open question, graded by the key points said. ``seconds`` a good answer takes (0 = unsaid)."""

    kind: ClassVar[str] = "points"
    ask: str
    points: tuple[Point, ...]
    seconds: int = 0
    follow_up: tuple[str, ...] = ()

    def suffixes(self) -> tuple[str, ...]:
        return ("",)

    def sides(self, suffix: str, seed: str) -> Sides:  # noqa: ARG002
        return Sides(
            self.ask,
            bullets(f"{point.say} **(must)**" if point.must else point.say for point in self.points),
        )
