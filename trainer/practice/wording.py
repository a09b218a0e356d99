"""What deck files bring into practice, in words that every front end shows alike."""

from collections.abc import Sequence

from trainer.core.card import Problem
from trainer.core.text import counted

OUTDATED = "original-changed"
"""The rule that a version of a shipped note breaks whose original is not what it was."""


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
