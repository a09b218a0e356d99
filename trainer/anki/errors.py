"""What can go wrong with packages, told to the user."""

from collections.abc import Sequence

from trainer.core.card import Problem
from trainer.core.errors import FileError, TrainerError


class UnfitDecksError(TrainerError):
    """Anki could not show the decks as they are; ``problems`` says which notes, why, and what to do."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.lines))

    @property
    def lines(self) -> list[str]:
        return [_line(problem) for problem in self.problems]


def _line(problem: Problem) -> str:
    where = f"{problem.file}:{problem.line}: " if problem.file and problem.line else ""
    which = f"note {problem.deck}/{problem.note}" if problem.note else f"deck {problem.deck}"
    return f"{where}{which}: {problem.message} {problem.remedy}"


class PackageError(FileError):
    """A package cannot be read; nothing of it was taken."""
