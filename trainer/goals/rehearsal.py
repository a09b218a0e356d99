"""What the mock interview that a plan has open is started with: the decks of its goal, and its minutes. One
about others would not be the plan's (`trainer.goals.held`)."""

from collections.abc import Sequence
from shlex import join
from typing import NamedTuple

from trainer.core.library import Library
from trainer.core.scope import EVERYTHING, Scope
from trainer.goals.mocks import Open
from trainer.goals.today import Planned
from trainer.goals.wish import known_words, scope_of


class Rehearsal(NamedTuple):
    """An open mock interview of a plan.

    Attributes:
        mock: how long it is, and since when it is open.
        words: the decks and tags it is about, as a command takes them; none for all. ``scope``: the same.
    """

    mock: Open
    words: tuple[str, ...]
    scope: Scope

    @property
    def command(self) -> str:
        """The command that starts it."""
        minutes = "--minutes", str(self.mock.minutes)
        if any(word.startswith("-") for word in self.words):
            return join(("trainer", "mock", *minutes, "--", *self.words))
        return join(("trainer", "mock", *self.words, *minutes))


def rehearsal(library: Library, planned: Sequence[Planned]) -> Rehearsal | None:
    """Return the mock interview that is open of the goals ``planned`` for a day; None where none is."""
    for goal, _, day, _ in planned:
        if day.mock is not None:
            scope = scope_of(library, goal, day.day) or EVERYTHING
            return Rehearsal(day.mock, known_words(library, goal), scope)
    return None
