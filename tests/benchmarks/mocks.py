"""How like interviews mock interviews are: their topics beside those of the counted lists for a role.

    python -m tests.benchmarks.mocks

For a newcomer over all shipped decks: how many questions are planned, of how many topics, what part of them
is of the topic put most, and how often they are asked (``asked``). Beside it the lists for a role, by how
many of their questions have a note; each is of the topic of the first note that answers it.
"""

import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import mean
from typing import NamedTuple

from tools import asked
from trainer.cli.opening import open_library
from trainer.core.card import note_of
from trainer.core.scope import EVERYTHING
from trainer.core.title import topic
from trainer.decks.asked import ROLE
from trainer.interview.choose import choose
from trainer.interview.setup import prospects
from trainer.paths import shipped_decks
from trainer.scheduling.preferences import Plan

SEEDS = 200


class Put(NamedTuple):
    """A question of an interview or a list: its topic, and how often it is asked."""

    topic: str
    asked: int


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        open_library(Path(folder) / "trainer.db", [shipped_decks()]) as store,
    ):
        pool = prospects(store, EVERYTHING, [], Plan().scheduler)
        decks = {deck.id: topic(deck.title) for deck in store.decks(0)}
        put = {note.key: Put(decks[note.deck], note.asked or 0) for note in store.notes(EVERYTHING)}
    for minutes in (15, 30, 45, 60):
        drawn = [[put[one.note] for one in choose(pool, minutes, str(seed))] for seed in range(SEEDS)]
        _print(f"mock of {minutes} minutes", drawn)
    data = asked.load(shipped_decks() / "asked")
    lists: dict[str, list[Put]] = {name: [] for name, one in data.collections.items() if one.kind == ROLE}
    for intent in data.intents:
        first = next((put[note_of(name)] for name in intent.notes if note_of(name) in put), None)
        for name in intent.collections:
            if first is not None and name in lists:
                lists[name].append(first)
    for least, most in ((5, 9), (10, 19), (20, 39), (40, 400)):
        _print(f"lists of {least}-{most}", [one for one in lists.values() if least <= len(one) <= most])


def _print(name: str, interviews: Iterable[Sequence[Put]]) -> None:
    counted = [(questions, Counter(one.topic for one in questions)) for questions in interviews]
    most = mean(max(topics.values()) / len(questions) for questions, topics in counted)
    print(
        f"{name:18} {mean(len(questions) for questions, _ in counted):5.1f} questions,"
        f" {mean(len(topics) for _, topics in counted):4.1f} topics, {100 * most:3.0f} % of one,"
        f" asked {mean(mean(one.asked for one in questions) for questions, _ in counted):.1f}"
    )


if __name__ == "__main__":
    main()
