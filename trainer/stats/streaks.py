"""Days in a row. Apart from the other figures, as the first screen says it before all else."""

from collections.abc import Mapping, Sequence

from trainer.core.library import Library

LONG = 3650
"""Days looked back for the days in a row up to now."""


def answers_by_day(library: Library, day: int) -> Mapping[int, int]:
    """Return the study days up to ``day`` on which cards were answered, ascending, each with how many answers
    there were, repetitions on the same day and crams too (as Anki counts reviews): what is in a row, the
    calendar and every number of answers are of these wherever they are shown."""
    return dict(reversed(library.answered_on(day + 1, LONG)))


def streaks(days: Sequence[int], today: int) -> tuple[int, int]:
    """Return how many study days in a row, up to today or yesterday, had answers, and the most ever.

    ``days`` are those with answers, ascending. Study days are dates as the user's wall clock had them, so
    that neither summer time nor a journey breaks a row.
    """
    longest = row = 0
    before = None
    for day in days:
        row = row + 1 if before is not None and day == before + 1 else 1
        longest, before = max(longest, row), day
    return (row if before is not None and before >= today - 1 else 0), longest
