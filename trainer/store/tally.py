"""Cards counted by deck and by the study day they are due on: kept beside the states, as counting all cards
takes a time that grows with them.

Only what follows from cards and states is kept, so that a new day changes none of it; what was done on a day
is seen to where the counts are read (`trainer.store.counting`). `counted` is the one definition of them. They
are brought up to date by who writes states or cards (`trainer.store.folding`, `trainer.store.shelf`), in the
same transaction.
"""

import json
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any

NEVER = 1 << 60
"""The day of cards that are due on none: those that are new, or suspended."""

_SUMS = ("cards", "learnt", "suspended", "new", "notes", "fresh")
_NAMES = ", ".join(_SUMS)
_CHANGES = ", ".join(f"{name} = {name} + excluded.{name}" for name in _SUMS)

Run = Callable[..., Any]
"""Runs a statement with its values."""


def counted(cards: str, where: str) -> str:
    """Return the query that counts those ``cards`` in use of which ``where`` holds, by deck and day.

    Of the cards due on it: ``cards``, and of them ``learnt``, ``suspended`` and ``new``. Of the notes whose
    first card is due on it: ``notes``, and those that have a new card too (``fresh``).
    """
    return f"""
      WITH one AS (
        SELECT c.deck AS deck, c.note AS note,
               CASE WHEN m.suspended = 0 AND m.due IS NOT NULL THEN m.due ELSE {NEVER} END AS day,
               coalesce(m.reviews > 0, 0) AS learnt, coalesce(m.suspended, 0) AS suspended,
               m.due IS NULL AND coalesce(m.suspended, 0) = 0 AS new
        FROM {cards} WHERE c.retired = 0 AND {where})
      SELECT deck, day, {", ".join(f"sum({name}) AS {name}" for name in _SUMS)} FROM (
        SELECT deck, day, 1 AS cards, learnt, suspended, new, 0 AS notes, 0 AS fresh FROM one
        UNION ALL SELECT deck, min(day), 0, 0, 0, 0, 1, max(new) FROM one GROUP BY note)
      GROUP BY deck, day"""


_ALONE = "card c LEFT JOIN memory m ON m.card = c.key"
_THOSE = "(SELECT value FROM json_each(:those))"
_ADD = f"""
    INSERT INTO tally (deck, day, {_NAMES}) SELECT deck, day, {", ".join(f":sign * {name}" for name in _SUMS)}
    FROM ({counted(_ALONE, f"c.note IN (SELECT note FROM card WHERE key IN {_THOSE})")}) WHERE true
    ON CONFLICT (deck, day) DO UPDATE SET {_CHANGES}"""
_TIDY = f"""
    DELETE FROM tally WHERE cards = 0 AND notes = 0
    AND deck IN (SELECT deck FROM card WHERE key IN {_THOSE})"""


@contextmanager
def following(run: Run, cards: Collection[str]) -> Iterator[None]:
    """Have the counts follow what the block does to the states of ``cards``."""
    those = json.dumps([*cards])
    run(_ADD, {"those": those, "sign": -1})
    yield
    run(_ADD, {"those": those, "sign": 1})
    run(_TIDY, {"those": those})


def recount(run: Run, decks: Collection[str] | None = None) -> None:
    """Count the cards of all decks anew, or of these."""
    here = "1" if decks is None else f"{{}} IN {_THOSE}"
    those = {"those": json.dumps([*(decks or ())])}
    run(f"DELETE FROM tally WHERE {here.format('deck')}", those)
    run(f"INSERT INTO tally (deck, day, {_NAMES}) {counted(_ALONE, here.format('c.deck'))}", those)


def wrong(run: Run) -> list[str]:
    """Return the ids of the decks whose counts are not what counting anew finds."""
    return differing(run, counted(_ALONE, "1"), f"SELECT deck, day, {_NAMES} FROM tally")


def differing(run: Run, anew: str, kept: str) -> list[str]:
    """Return the ids of the decks of which one query finds what the other does not."""
    differ = "SELECT deck FROM (SELECT * FROM {} EXCEPT SELECT * FROM {})"
    both = f"{differ.format('anew', 'kept')} UNION {differ.format('kept', 'anew')}"
    rows = run(f"WITH anew AS ({anew}), kept AS ({kept}) {both} ORDER BY 1")
    return [deck for (deck,) in rows]
