"""How like interviews mock interviews are: their questions beside those of the counted lists for a role.

    python -m tests.benchmarks.mocks

Over all shipped decks, for a newcomer and after 14 and 30 days of practice (20 new cards a day, an eighth of
the answers wrong), and again where the two mock interviews before are remembered: how many questions are
planned, of how many topics, what part of them is of the topic put most, how often they are asked (``asked``),
how many of them hardly (nobody counted it, or 1), much (7 and more), and how far the shares of the topics are
from what is asked of them: the sum of what they have too much. Beside it the lists for a role, by how many of
their questions have a note; each is of the topic of the first note that answers it.
"""

import random
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from statistics import mean
from typing import NamedTuple

from tests.benchmarks.order import START
from tools import asked
from trainer.cli.opening import open_library
from trainer.core.card import note_of
from trainer.core.day import Clock
from trainer.core.scope import EVERYTHING
from trainer.core.title import topic
from trainer.decks.asked import ROLE
from trainer.interview.choose import Opener, choose
from trainer.interview.setup import prospects
from trainer.paths import shipped_decks
from trainer.practice.session import Session
from trainer.scheduling.preferences import Plan

SEEDS = 200
DAYS = (0, 14, 30)
WRONG = 0.125
BEFORE = 2


class Put(NamedTuple):
    """A question of an interview or a list: its topic, and how often it is asked."""

    topic: str
    asked: int


def main() -> None:
    plan, rng = Plan(), random.Random(0)
    with (
        tempfile.TemporaryDirectory() as folder,
        open_library(Path(folder) / "trainer.db", [shipped_decks()]) as store,
    ):
        decks = {deck.id: topic(deck.title) for deck in store.decks(0)}
        put = {note.key: Put(decks[note.deck], note.asked or 0) for note in store.notes(EVERYTHING)}
        wanted = dict.fromkeys(decks.values(), 0.0)
        for one in put.values():
            wanted[one.topic] += 2 ** (one.asked / 2) if one.asked else 0
        pools = {}
        for day in range(max(DAYS) + 1):
            if day in DAYS:
                pools[day] = prospects(store, EVERYTHING, [], plan.scheduler)
            _practise(Session(store, _at(day), plan), rng)
    for minutes in (15, 30, 45, 60):
        for day, pool in pools.items():
            drawn = [[put[one.note] for one in choose(pool, minutes, str(seed))] for seed in range(SEEDS)]
            _print(f"mock, {minutes} min, day {day}", drawn, wanted)
        drawn = [[put[key] for key in _after_others(pools[0], minutes, seed)] for seed in range(SEEDS)]
        _print(f"mock, {minutes} min, a third", drawn, wanted)
    data = asked.load(shipped_decks() / "asked")
    lists: dict[str, list[Put]] = {name: [] for name, one in data.collections.items() if one.kind == ROLE}
    for intent in data.intents:
        first = next((put[note_of(name)] for name in intent.notes if note_of(name) in put), None)
        for name in intent.collections:
            if first is not None and name in lists:
                lists[name].append(first)
    for least, most in ((5, 9), (10, 19), (20, 39), (40, 400)):
        _print(
            f"lists of {least}-{most}", [one for one in lists.values() if least <= len(one) <= most], wanted
        )


def _at(day: int) -> Clock:
    return lambda: START + timedelta(days=day)


def _practise(session: Session, rng: random.Random) -> None:
    """Answer all that a day asks."""
    while session.attempt is not None:
        wrong = session.attempt.entry.why != "again" and rng.random() < WRONG
        session.reveal()
        session.grade(1 if wrong else 4)


def _after_others(pool: Sequence[Opener], minutes: int, seed: int) -> list[str]:
    """Return what a mock interview puts after `BEFORE` others, whose questions rest."""
    taken: list[str] = []
    for number in range(BEFORE + 1):
        fresh = [one._replace(lately=one.note in taken) for one in pool]
        last = [one.note for one in choose(fresh, minutes, f"{seed} {number}")]
        if number < BEFORE:
            taken += last
    return last


def _print(name: str, interviews: Iterable[Sequence[Put]], wanted: Mapping[str, float]) -> None:
    every = [(questions, Counter(one.topic for one in questions)) for questions in interviews]
    most = mean(max(topics.values()) / len(questions) for questions, topics in every)
    counts = [one.asked for questions, _ in every for one in questions]
    shares = sum((topics for _, topics in every), Counter[str]())
    over = (shares[one] / len(counts) - wanted[one] / sum(wanted.values()) for one in shares)
    print(
        f"{name:22} {len(counts) / len(every):5.1f} questions,"
        f" {mean(len(topics) for _, topics in every):4.1f} topics, {100 * most:3.0f} % of one,"
        f" asked {mean(mean(one.asked for one in questions) for questions, _ in every):.1f},"
        f" hardly {100 * mean(one <= 1 for one in counts):3.0f} %,"
        f" much {100 * mean(one >= 7 for one in counts):3.0f} %,"
        f" topics off by {100 * sum(max(0.0, one) for one in over):3.0f} %"
    )


if __name__ == "__main__":
    main()
