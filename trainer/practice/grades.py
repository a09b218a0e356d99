"""The keys that grade an answer, in words and with what each would save, for every front end."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from trainer.core.state import drill_open
from trainer.practice.attempt import Attempt
from trainer.scheduling.scheduler import PASS

Keys = Literal["four", "six"]
"""Which grades have keys: again, hard, good, easy; or all six of SM-2."""

_FOUR: Mapping[int, int] = {1: 2, 2: 3, 3: 4, 4: 5}
_SIX: Mapping[int, int] = {grade: grade for grade in range(6)}
_WORDS = ("blank", "wrong", "almost", "hard", "good", "easy")


class GradeKey(NamedTuple):
    """One key, and what pressing it now would do.

    Attributes:
        digit: the key. ``grade``: what it stands for, before hints count.
        word: for the grade that is saved, hints taken into account.
        days: until the card is asked again; 0 is the same day.
        suggested: is it what the answer speaks for?
    """

    digit: int
    grade: int
    word: str
    days: int
    suggested: bool


def grade_keys(attempt: Attempt, keys: Keys) -> tuple[GradeKey, ...]:
    """Return the keys for an answer that is shown; none before."""
    if not attempt.revealed:
        return ()
    suggested = attempt.suggested
    least = min(grades(keys).values())
    found = []
    for digit, grade in grades(keys).items():
        saved = min(grade, attempt.best_grade)
        kind, memory = attempt.choices[grade]
        same_day = saved < PASS or (kind == "drill" and drill_open(memory, attempt.day))
        days = 0 if same_day else memory.due - attempt.day
        taken = suggested is not None and grade == max(suggested, least)
        found.append(GradeKey(digit, grade, grade_word(saved, keys), days, taken))
    return tuple(found)


def grades(keys: Keys) -> Mapping[int, int]:
    """Return the digits, each with the grade 0-5 that it stands for."""
    return _FOUR if keys == "four" else _SIX


def grade_word(grade: int, keys: Keys) -> str:
    """Return the word for a grade 0-5; with four keys everything below hard is again."""
    return "again" if keys == "four" and grade < PASS else _WORDS[grade]
