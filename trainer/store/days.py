"""The study days on which a card was answered, beside its place: the first of all, and the last by each key.
So what was answered lately is found in the index that all searches look through, whatever the log has.

They are brought up to date with the counts of answers (`trainer.store.past`); `_others` is the one
definition.
"""

import json
from collections.abc import Callable, Iterable
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
_FOUND = {
    day: f"max(CASE WHEN grade {KEYS[day]} THEN day END)" if day in KEYS else "min(day)" for day in DAYS
}
_THOSE = "{} IN (SELECT value FROM json_each(:those))"
_CHANGE = f"UPDATE card SET {', '.join(f'{day} = ?' for day in DAYS)} WHERE id = ?"


def _others(whose: str = "1") -> str:
    """Return the query for the cards that have other days than their events have, with these; ``whose``: says
    of which keys."""
    return f"""
      SELECT c.id, c.deck, {", ".join(f"coalesce(f.{day}, 0) AS {day}" for day in DAYS)}
      FROM card c LEFT JOIN (
        SELECT key, {", ".join(f"{found} AS {day}" for day, found in _FOUND.items())}
        FROM (
          SELECT h.present AS key, h.day AS day, h.grade AS grade FROM history h
          WHERE h.kind IN ({_KINDS}) AND h.grade BETWEEN 0 AND 5
            AND typeof(h.day) = 'integer' AND NOT h.undone AND {whose.format("h.present")}
          LIMIT -1)  -- which keeps it apart: of what is summed up all events would be looked at
        GROUP BY key) f ON f.key = c.key
      WHERE {whose.format("c.key")} AND ({", ".join(f"c.{day}" for day in DAYS)})
        IS NOT ({", ".join(f"coalesce(f.{day}, 0)" for day in DAYS)})"""


_OF_CARDS, _OF_ALL = _others(_THOSE), _others()


def write(run: Run, cards: Iterable[str] | None = None) -> None:
    """Write the days of all cards, or of those with these keys, as far as they are others."""
    found = run(_OF_ALL) if cards is None else run(_OF_CARDS, {"those": json.dumps([*cards])})
    if rows := [(*days, id) for id, _, *days in found]:
        run(_CHANGE, rows)


def wrong(run: Run) -> list[str]:
    """Return the ids of the decks that have cards with other days than their events have."""
    return sorted({deck for _, deck, *_ in run(_OF_ALL)})
