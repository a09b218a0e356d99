"""How many public collections of interview questions ask what a note asks: the counts beside the decks.

`tools/asked.py` derives ``asked`` of the notes from the same counts.
"""

import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from trainer.core.card import Demand

FOLDER = "asked"
"""Where they are in a folder of decks."""


INTERVIEW = 20
"""So many questions make an interview; a list of fewer says little about what is not asked."""

ROLE, SUBJECT = "role", "subject"

SHARE: Mapping[str, float] = {ROLE: 0.75, SUBJECT: 0.25}
"""Of the interviews for a Big Data job so many are about the role as a whole (lists for data engineers), and
so many about one system, as the many lists about a single one are."""


class Read(NamedTuple):
    """A collection as it was read. ``kind``: for a `ROLE` or about a `SUBJECT`; ``questions``: how many were
    read; ``asks``: how many different things they ask."""

    kind: str
    questions: int
    asks: int


class Question(NamedTuple):
    """What interviewers ask. ``weight``: the probability that an interview asks it, see `chances`;
    ``notes``: what answers it, ``deck/note``, or ``deck/note#row`` for one row of a comparison."""

    weight: float
    notes: tuple[str, ...]


def chances(collections: Mapping[str, Read]) -> dict[str, float]:
    """Return what each collection adds to the probability that an interview asks something that it asks.

    An interview is of one kind, and draws `INTERVIEW` questions from one of that kind's lists. So a question
    of a short list is asked in each such interview, one of a list of hundreds seldom; and the lists of a
    kind, however many they are, have that kind's `SHARE` together. A list read in part counts as the part of
    an interview that was read. Sum over the collections that ask something, and it is its probability.
    """
    read = {name: min(1.0, one.questions / INTERVIEW) for name, one in collections.items()}
    of_kind = dict.fromkeys(SHARE, 0.0)
    for name, one in collections.items():
        of_kind[one.kind] += read[name]
    shares = sum(SHARE[kind] for kind, whole in of_kind.items() if whole)
    return {
        name: SHARE[one.kind]
        / shares
        * read[name]
        / of_kind[one.kind]
        * min(1.0, INTERVIEW / max(1, one.asks))
        for name, one in collections.items()
    }


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
        times = Counter(name for intent in intents for name in intent["collections"])
        weights = chances(
            {one["id"]: Read(one["kind"], one["questions"], times[one["id"]]) for one in collections}
        )
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
