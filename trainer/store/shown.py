"""What notes show, to be searched: all of it in a narrow table by the numbers of the notes, so that a search
that looks through every text reads nothing else.

Written by who writes notes (`trainer.store.shelf`), in the same transaction.
"""

from collections.abc import Callable, Mapping
from typing import Any

SHOWN = "LEFT JOIN shown s ON s.id = c.note_id"
"""What searches join to a card ``c`` to look at what its note shows."""

TEXT = "s.text"
"""All that a note shows, in folded case."""

LACKING = "note n WHERE NOT EXISTS (SELECT 1 FROM shown s WHERE s.id = n.id)"
"""Notes of which nothing can be found: there are none in a sound file."""

Run = Callable[..., Any]
"""Runs a statement with its values."""

_OF_DECK = "SELECT s.id, s.text FROM note n JOIN shown s ON s.id = n.id WHERE n.deck = :deck"
_WRITE = "INSERT INTO shown VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET text = excluded.text"


def of_deck(run: Run, deck: str) -> dict[int, str]:
    """Return what the notes of a deck show, by their numbers."""
    return dict(run(_OF_DECK, {"deck": deck}).fetchall())


def write(run: Run, texts: Mapping[int, str], had: Mapping[int, str]) -> None:
    """Write what notes show, by their numbers, as far as it is not what they ``had``."""
    if rows := [(id, text) for id, text in texts.items() if had.get(id) != text]:
        run(_WRITE, rows)
