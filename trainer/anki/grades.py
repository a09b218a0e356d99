"""Anki's four keys and our grades."""

GRADES = {1: 2, 2: 3, 3: 4, 4: 5}
"""The grade (0-5) of each of Anki's keys: again, hard, good, easy."""

EASES = (1, 1, 1, 2, 3, 4)
"""The key of Anki for each grade."""

FILTERED = 3
"""The kind of an answer in a filtered deck; one that leaves the schedule alone (a preview) has no factor."""

BY_HAND = 4
"""The kind of what was set by hand: a day, or without a factor that the card is new again (Forget)."""

MANUAL = (BY_HAND, 5)
"""Kinds of rows in Anki's review log that are no answers: what was set by hand, and cards scheduled anew."""


def is_preview(kind: int, factor: int) -> bool:
    """Does a row of Anki's review log say an answer that left the schedule alone?"""
    return kind == FILTERED and not factor


def is_reset(button: int, kind: int, factor: int) -> bool:
    """Does a row of Anki's review log say that the card was made new again?"""
    return not button and kind == BY_HAND and not factor
