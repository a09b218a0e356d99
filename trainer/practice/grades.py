"""The keys that grade an answer, in words and with what each would save, for every front end."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from trainer.core.state import drill_open
from trainer.practice.attempt import GOOD, Attempt
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
        days: until the card is asked again; 0 is once more today, whatever comes after that, None says
            that the schedule stays as it is.
        offered: is it what is taken where the user names none?
    """

    digit: int
    grade: int
    word: str
    days: int | None
    offered: bool


def grade_keys(attempt: Attempt, keys: Keys) -> tuple[GradeKey, ...]:
    """Return the keys for an answer that is shown; none before."""
    if not attempt.revealed:
        return ()
    offered = attempt.offered
    least = min(grades(keys).values())
    found = []
    for digit, grade in grades(keys).items():
        saved = min(grade, attempt.best_grade)
        memory = attempt.choices[grade].memory
        today = drill_open(memory, attempt.day)
        days = None if attempt.crammed else 0 if today else memory.due - attempt.day
        taken = offered is not None and grade == max(offered, least)
        found.append(GradeKey(digit, grade, grade_word(saved, keys), days, taken))
    return tuple(found)


def lean(attempt: Attempt, keys: Keys, by: int) -> None:
    """Offer the grade whose key is so many places behind the one offered; good where none is."""
    known = list(grades(keys).values())
    spoken_for = attempt.suggested if attempt.offered is None else attempt.offered
    offered = max(known[0], GOOD if spoken_for is None else spoken_for)
    if attempt.revealed:
        attempt.chosen = known[min(max(0, known.index(offered) + by), len(known) - 1)]


def grades(keys: Keys) -> Mapping[int, int]:
    """Return the digits, each with the grade 0-5 that it stands for."""
    return _FOUR if keys == "four" else _SIX


def grade_word(grade: int, keys: Keys) -> str:
    """Return the word for a grade 0-5; with four keys everything below hard is again."""
    return "again" if keys == "four" and grade < PASS else _WORDS[grade]
