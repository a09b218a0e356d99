"""The study days on which a card was answered, beside its place: the first of all, and the last one by each key.
So what was answered lately is found in the index that all searches look through, however many answers there are.

They are brought up to date with the counts of answers (`trainer.store.past`); `_OF_A_CARD` is the one
definition.
"""

from collections.abc import Callable
from typing import Any

from trainer.core.log import ANSWERS

KEYS = {"again": "BETWEEN 0 AND 2", "hard": "= 3", "good": "= 4", "easy": "= 5"}
"""The columns that have the last day of each of the four keys, again to easy, with the grades behind it."""

DAYS = ("good", "again", "hard", "easy", "met")
"""The columns of a card, 0 where there is no such day: what is most often the last day of all comes first.
``met``: the first day."""

Run = Callable[..., Any]
"""Runs a statement with its values."""

_KINDS = ", ".join(f"'{kind}'" for kind in sorted(ANSWERS))
_FOUND = (
    f"max(CASE WHEN h.grade {KEYS[day]} THEN h.day END)" if day in KEYS else "min(h.day)" for day in DAYS
)
_OF_A_CARD = f"""
    (SELECT {", ".join(f"coalesce({day}, 0)" for day in _FOUND)} FROM history h
     WHERE h.present = card.key AND h.kind IN ({_KINDS}) AND h.grade BETWEEN 0 AND 5
       AND typeof(h.day) = 'integer' AND NOT h.undone)"""
_NAMES = ", ".join(DAYS)


def write(run: Run, those: str) -> None:
    """Write the days of the cards of which the keys are ``those``, a list as JSON."""
    run(
        f"UPDATE card SET ({_NAMES}) = {_OF_A_CARD} WHERE key IN (SELECT value FROM json_each(:those))",
        {"those": those},
    )


def write_all(run: Run) -> None:
    """Write the days of all cards, as far as they are others."""
    run(f"UPDATE card SET ({_NAMES}) = {_OF_A_CARD} WHERE ({_NAMES}) IS NOT {_OF_A_CARD}")


def wrong(run: Run) -> list[str]:
    """Return the ids of the decks that have cards with other days than their events have."""
    rows = run(f"SELECT DISTINCT deck FROM card WHERE ({_NAMES}) IS NOT {_OF_A_CARD} ORDER BY 1")
    return [deck for (deck,) in rows]
