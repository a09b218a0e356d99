"""What was done in practice, in words that every front end shows alike."""

from collections.abc import Sequence

from trainer.core.card import Problem
from trainer.core.log import ANSWERS, Event
from trainer.core.text import counted, one_line
from trainer.practice.attempt import Attempt
from trainer.practice.grades import Keys, grade_word

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


def undone(event: Event | None, attempt: Attempt | None, keys: Keys) -> str:
    """Say what an undo took back; ``attempt`` is what is asked now."""
    if event is None:
        return "nothing to undo"
    names = {
        "suspend": "taking it out of practice",
        "bury": "putting it off",
        "flag": "flag",
        "unflag": "taking the flag away",
        "unsuspend": "bringing it back into practice",
        "quiz": "the quiz answer",
        "mock": "the last step of a mock interview",
        "want": "putting it into today's practice",
        "reset": "forgetting it",
        "reschedule": "the day it is due",
        "adopt": "the schedule it had elsewhere",
        "more": "the wish for more new cards",
        "spread": "spreading the backlog, or the end of it",
        "goal": "the change of a goal",
        "holiday": "the holiday",
    }
    several = {
        "suspend": "taking cards out of practice",
        "unsuspend": "bringing cards back into practice",
        "bury": "putting cards off",
        "flag": "the flags",
        "unflag": "taking flags away",
        "want": "putting cards into today's practice",
        "reset": "forgetting cards",
        "reschedule": "the day cards are due",
    }
    if event.session and event.kind in several:
        return f"undone: {several[event.kind]}"
    what = names.get(event.kind, event.kind)
    if event.kind in ANSWERS | {"cram"} and event.grade is not None:
        what = f"the answer “{grade_word(event.grade, keys)}”"
    if event.card and (attempt is None or attempt.card.key != event.card):
        what += f" of {one_line(event.card, 40)}"
    return f"undone: {what}"
