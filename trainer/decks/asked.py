"""How many public collections of interview questions ask what a note asks: the counts beside the decks.

`tools/asked.py` derives ``asked`` of the notes from the same counts.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from trainer.core.card import Demand

FOLDER = "asked"
"""Where they are in a folder of decks."""


FULL_WEIGHT = 20
"""Questions from which on a collection counts fully: a short list says little about what is not asked."""


class Question(NamedTuple):
    """What interviewers ask. ``weight``: how many collections do, each counting as `list_weight` says;
    ``notes``: what answers it, ``deck/note``, or ``deck/note#row`` for one row of a comparison."""

    weight: float
    notes: tuple[str, ...]


def list_weight(questions: int) -> float:
    """Return how much a collection of so many questions counts, from 0 to 1."""
    return min(1.0, questions / FULL_WEIGHT)


def questions(decks: Path) -> list[Question]:
    """Return all that was counted beside a folder of decks, the most asked first; [] where nobody counted.

    The weight of one over the sum of all weights is its share of what interviewers ask.
    """
    return list(_counts(decks / FOLDER)[2])


def demand(decks: Path, note: str) -> Demand | None:
    """Return who asks what the note with this key asks; None where nobody counted, or no count is there."""
    asks, collections, _ = _counts(decks / FOLDER)
    return Demand(len(asks[note]), collections) if note in asks else None


@cache
def _counts(folder: Path) -> tuple[dict[str, frozenset[str]], int, tuple[Question, ...]]:
    """Return the ids of the collections that ask what each note asks, how many collections there are, and
    all questions."""
    try:
        intents = tomllib.loads((folder / "intents.toml").read_text(encoding="utf-8"))["intent"]
        collections = tomllib.loads((folder / "collections.toml").read_text(encoding="utf-8"))["collection"]
        weights = {entry["id"]: list_weight(entry["questions"]) for entry in collections}
        asks: dict[str, frozenset[str]] = {}
        found: list[Question] = []
        for intent in intents:
            notes = tuple(intent["notes"])
            found.append(Question(sum(weights[name] for name in intent["collections"]), notes))
            for note in {name.partition("#")[0] for name in notes}:
                asks[note] = asks.get(note, frozenset()) | frozenset(intent["collections"])
        found.sort(key=lambda question: -question.weight)
        return asks, len(collections), tuple(found)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}, 0, ()  # whoever asks does without
