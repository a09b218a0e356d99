"""What searches look at of a card, copied beside its place: in one narrow index they find it all, where each
state and each note would have to be sought by its key.

Written by who writes states or cards (`trainer.store.folding`, `trainer.store.shelf`), in the same
transaction; `_FOUND` is the one definition.
"""

import json
from collections.abc import Callable, Collection
from typing import Any

from trainer.store.tally import NEVER

_FOUND = {
    "due": "m.due",
    "wanted": "coalesce(m.wanted, 0)",
    "suspended": "coalesce(m.suspended, 0)",
    "last": "m.last",
    "reviews": "coalesce(m.reviews, 0)",
    "lapses": "coalesce(m.lapses, 0)",
    "note_id": "n.id",
    "added": "n.added",
    "drill": "m.drill",
    "flagged": "coalesce(m.flagged, 0)",
    "asked": "n.asked",
    "data": "m.data",
}
COPIED = tuple(_FOUND)
"""The columns of a card that are copied."""

SOUGHT = COPIED[:-1]
"""Those that searches look at, those first that are looked at most: in a row of an index what comes first is
found soonest. The rest is what statistics read of all cards, one after the other."""

DUE = f"coalesce(due, {NEVER})"
"""The day that a card is due on by its schedule, as an index has all cards in that order."""

Run = Callable[..., Any]
"""Runs a statement with its values."""

_NAMES = ", ".join(COPIED)
_SOURCE = f"""SELECT {", ".join(_FOUND.values())} FROM card x LEFT JOIN note n ON n.key = x.note
    LEFT JOIN memory m ON m.card = x.key WHERE x.id = card.id"""
_COPY = f"UPDATE card SET ({_NAMES}) = ({_SOURCE}) WHERE"
_OF_STATES = [name for name, source in _FOUND.items() if "m." in source]
_COPY_STATES = f"""UPDATE card SET ({", ".join(_OF_STATES)}) =
    (SELECT {", ".join(_FOUND[name] for name in _OF_STATES)} FROM card x
     LEFT JOIN memory m ON m.card = x.key WHERE x.id = card.id) WHERE"""
"""What an answer changes: an index of anything else is not written then."""
_THOSE = "(SELECT value FROM json_each(:those))"


def of_states(run: Run, cards: Collection[str]) -> None:
    """Copy what is looked at of the states of cards with these keys."""
    run(f"{_COPY_STATES} key IN {_THOSE}", {"those": json.dumps([*cards])})


def of_decks(run: Run, decks: Collection[str] | None = None) -> None:
    """Copy what is looked at of all cards, or of those of some decks."""
    here = "true" if decks is None else f"deck IN {_THOSE}"
    run(f"{_COPY} {here}", {"those": json.dumps([*(decks or ())])})


def wrong(run: Run) -> list[str]:
    """Return the ids of the decks that have cards of which the copy is not what it is made from."""
    rows = run(f"SELECT DISTINCT deck FROM card WHERE ({_NAMES}) IS NOT ({_SOURCE}) ORDER BY 1")
    return [deck for (deck,) in rows]
