"""Subjects against aspects."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from trainer.core.kinds.body import Body, Members
from trainer.core.kinds.sides import Sides, Table


class Aspect(NamedTuple):
    """One row of a comparison; ``cells`` maps subject keys to texts, in the order of the subjects.

    A row with ``show`` is only shown with the answers, never asked.
    """

    key: str
    ask: str
    cells: tuple[tuple[str, str], ...]
    show: bool = False


@dataclass(frozen=True, slots=True)
class Compare(Body):
    """A table of subjects against aspects; one card per cell, which is hidden. ``subjects``: (key, name).

    ``ask`` is the whole question as an interviewer puts it, "" if nobody wrote it.
    """

    kind: ClassVar[str] = "compare"
    stage: ClassVar[int] = 2
    members: ClassVar[Members] = {"aspects": Aspect}
    subjects: tuple[tuple[str, str], ...]
    aspects: tuple[Aspect, ...]
    ask: str = ""

    def suffixes(self) -> tuple[str, ...]:
        return tuple(f"#{aspect.key}.{subject}" for aspect in self.aspects for subject, _ in self.subjects)

    def prompt(self) -> str:
        return self.ask

    def asks(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(aspect.ask for aspect in self.aspects if not aspect.show))

    def sides(self, suffix: str, seed: str) -> Sides:  # noqa: ARG002
        aspect_key, subject_key = cell(suffix)
        row = [aspect.key for aspect in self.aspects].index(aspect_key)
        column = [key for key, _ in self.subjects].index(subject_key)
        rows = tuple(
            (aspect.ask, *(dict(aspect.cells)[key] for key, _ in self.subjects)) for aspect in self.aspects
        )
        table = Table(("", *(name for _, name in self.subjects)), rows, (row, column + 1))
        return Sides(f"**{self.subjects[column][1]}**: {self.aspects[row].ask}", rows[row][column + 1], table)

    def subject(self, suffix: str) -> tuple[str, str] | None:
        aspect_key, subject_key = cell(suffix)
        about = next(aspect.ask for aspect in self.aspects if aspect.key == aspect_key)
        return dict(self.subjects)[subject_key], about


def cell(suffix: str) -> tuple[str, str]:
    """Return the keys of the aspect and of the subject that a card asks."""
    aspect, _, subject = suffix.removeprefix("#").partition(".")
    return aspect, subject
