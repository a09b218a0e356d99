"""How often interviewers ask what a note asks, and what part of all that they ask it is."""

from collections.abc import Mapping

from trainer.core.card import Level
from trainer.core.defaults import LEVEL

MOST_ASKED = 9
"""The greatest ``asked``."""

WITHOUT_COUNT: Mapping[Level, float] = {"core": 1.0, "solid": 0.0, "deep": -1.0}
"""What a note is worth whose ``asked`` nobody counted, by its level: never more than one that was counted."""

NOT_ASKED = 0.05
"""What a note of a counted deck is worth that no collection asks, of what its level would let expect."""


def demand(asked: int | None, level: Level | None) -> float:
    """Return how often a note is asked on the scale of ``asked``: 0-9, where two steps are twice as often."""
    return WITHOUT_COUNT[level or LEVEL] if asked is None else float(asked)


def share(asked: int | None, level: Level | None) -> float:
    """Return a note's part of all that interviewers ask, in parts of what the most asked note has (0..1).

    It is additive: the sum over notes is what all of them together answer. The scale of `demand` is its
    logarithm.
    """
    return float(2 ** ((demand(asked, level) - MOST_ASKED) / 2))


def worth(asked: int | None, level: Level | None, *, counted: bool) -> float:
    """Return a note's part of all that is asked, in parts of what the most asked note has.

    ``counted``: is it known for its deck what is asked, so that what has no count is asked by nobody?
    """
    return share(asked, level) * (NOT_ASKED if counted and asked is None else 1.0)
