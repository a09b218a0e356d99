"""How many public collections of interview questions ask what a note asks: the counts beside the decks."""

import tomllib
from functools import cache
from pathlib import Path

from trainer.core.card import Demand

FOLDER = "asked"
"""Where they are in a folder of decks."""


def demand(decks: Path, note: str) -> Demand | None:
    """Return who asks what the note with this key asks; None where nobody counted, or no count is there."""
    asks, collections = _counts(decks / FOLDER)
    return Demand(len(asks[note]), collections) if note in asks else None


@cache
def _counts(folder: Path) -> tuple[dict[str, frozenset[str]], int]:
    """Return the ids of the collections that ask what each note asks, and how many collections there are."""
    try:
        intents = tomllib.loads((folder / "intents.toml").read_text(encoding="utf-8"))["intent"]
        collections = tomllib.loads((folder / "collections.toml").read_text(encoding="utf-8"))["collection"]
        asks: dict[str, frozenset[str]] = {}
        for intent in intents:
            for name in intent["notes"]:
                note = name.partition("#")[0]
                asks[note] = asks.get(note, frozenset()) | frozenset(intent["collections"])
        return asks, len(collections)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}, 0  # `why` does without; nothing else reads them here
