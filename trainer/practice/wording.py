"""What deck files bring into practice and what is done to cards, in words that every front end shows."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from trainer.core.card import Problem
from trainer.core.text import counted

OUTDATED = "original-changed"
"""The rule that a version of a shipped note breaks whose original is not what it was."""


class Done(NamedTuple):
    """What was done to cards: as what is taken back (``suspending {}``), and as a thing of the past."""

    doing: str
    done: str


DONE: Mapping[str, Done] = {
    "suspend": Done("suspending {}", "suspended"),
    "unsuspend": Done("unsuspending {}", "unsuspended"),
    "bury": Done("burying {}", "buried until tomorrow"),
    "flag": Done("flagging {}", "flagged"),
    "unflag": Done("unflagging {}", "unflagged"),
    "want": Done("adding {} to the day", "added to the day"),
    "reset": Done("resetting {}", "reset: as if new"),
    "reschedule": Done("rescheduling {}", "rescheduled"),
}
"""What is done to a card or many, by its event: one name for each, here and wherever else it is told."""


def done(kind: str) -> str:
    """Say what was done to the card that was asked, and how it is taken back."""
    return f"{DONE[kind].done} (u takes it back)"


def about_files(problems: Sequence[Problem]) -> str:
    """Say what is wrong with deck files that somebody should look at; "" for nothing."""
    errors = sum(problem.severity == "error" for problem in problems)
    older = sum(problem.rule == OUTDATED for problem in problems)
    told = [counted(errors, "error")] if errors else []
    told += [f"{counted(older, 'note')} of yours made from an older text"] if older else []
    return ", ".join(told)


def read_again(problems: Sequence[Problem]) -> str:
    """Say that deck files changed while the program ran, and what is wrong with them."""
    wrong = next((problem for problem in problems if problem.severity == "error"), None)
    if wrong is None:
        return "deck files changed and were read again"
    return f"a deck file changed and has an error; what was good stays: {wrong.printed()}"
