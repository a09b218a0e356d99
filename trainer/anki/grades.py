"""Anki's four keys and our grades."""

GRADES = {1: 2, 2: 3, 3: 4, 4: 5}
"""The grade (0-5) of each of Anki's keys: again, hard, good, easy."""

EASES = (1, 1, 1, 2, 3, 4)
"""The key of Anki for each grade."""

MANUAL = (4, 5)
"""Kinds of rows in Anki's review log that are no answers: a day set by hand, and cards scheduled anew."""
