"""Days in a row. Apart from the other figures, as the first screen says it before all else."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from trainer.core.library import Library
from trainer.core.moment import Moment

LONG = 3650
"""Days looked back for the days in a row up to now."""


def answers_by_day(library: Library, day: int) -> Mapping[int, int]:
    """Return the study days up to ``day`` on which cards were answered, ascending, each with how many answers
    there were, repetitions on the same day and crams too (as Anki counts reviews): what is in a row, the
    calendar and every number of answers are of these wherever they are shown."""
    return dict(reversed(library.answered_on(day + 1, LONG)))


_LEFT_OUT = 3
"""The most that the study days of two answers differ by where no day lies between them: of clocks that are 26
hours apart."""


def in_a_row(library: Library, days: Iterable[int], now: Moment) -> tuple[int, int]:
    """Return how many study days in a row, up to today or yesterday, had answers, and the most ever.

    ``days`` are those with answers, ascending. Study days are dates as the user's wall clock had them, so
    that neither summer time nor a journey breaks a row; nor does a date that a journey west over the date
    line leaves out.
    """
    known = [*days]
    pairs = [(one, other) for one, other in pairwise([*known, now.day]) if 1 < other - one <= _LEFT_OUT]
    return streaks(known, now.day, library.travelled(pairs, now) if pairs else ())


def streaks(days: Sequence[int], today: int, travelled: Collection[int] = ()) -> tuple[int, int]:
    """Return the same; of those ``travelled`` the next of ``days``, or ``today``, is the day after."""
    longest = row = 0
    before = None
    for day in days:
        follows = before is not None and (day == before + 1 or before in travelled)
        row = row + 1 if follows else 1
        longest, before = max(longest, row), day
    goes_on = before is not None and (before >= today - 1 or before in travelled)
    return (row if goes_on else 0), longest
