"""The one way to print a problem."""

from trainer.core.card import Problem
from trainer.core.text import one_line

MAX_LENGTH = 4000  # characters; file names and texts in a message come from strangers


def format_problem(problem: Problem) -> str:
    """Return a problem on one line: ``file:line: severity: [deck/note] message - remedy (rule)``."""
    where = problem.file + (f":{problem.line}" if problem.line else "")
    key = (
        f"[{problem.deck}/{problem.note}] " if problem.note else f"[{problem.deck}] " if problem.deck else ""
    )
    remedy = f" — {problem.remedy}" if problem.remedy else ""
    return one_line(
        f"{where}: {problem.severity}: {key}{problem.message}{remedy} ({problem.rule})", MAX_LENGTH
    )
