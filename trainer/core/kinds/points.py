"""An open question, graded by its key points."""

from dataclasses import dataclass
from typing import ClassVar

from trainer.core.kinds.body import Body, Members, Point, Way
from trainer.core.kinds.sides import Sides, bullets


@dataclass(frozen=True, slots=True)
class Points(Body):
    """An open question, graded by the key points said. ``seconds`` a good answer takes (0 = unsaid)."""

    kind: ClassVar[str] = "points"
    helps_to_judge: ClassVar[bool] = True
    stage: ClassVar[int] = 3
    way: ClassVar[Way] = "points"
    members: ClassVar[Members] = {"points": Point}
    ask: str
    points: tuple[Point, ...]
    seconds: int = 0

    def prompt(self) -> str:
        return self.ask

    def parts(self, suffix: str) -> tuple[Point, ...]:  # noqa: ARG002
        return self.points

    def whole(self) -> Body | None:
        return self

    def seconds_allowed(self) -> int:
        return self.seconds

    def sides(self, suffix: str, seed: str) -> Sides:  # noqa: ARG002
        return Sides(
            self.ask,
            bullets(f"{point.told} **(must)**" if point.must else point.told for point in self.points),
        )
