"""What a newcomer meets: thirty days over the shipped decks, twenty new cards a day, all of them known.

    python -m tests.benchmarks.order [days] [new cards a day]
    python -m tests.benchmarks.order splits [how many]

The walk goes through `Session` and a history file, with a clock of its own. For each day it prints the cards
asked, the notes met so far, its topics, the kinds of its new cards, and the most asked notes not met yet.
After day 14, and at the end: how many of the 120 questions that interviewers ask most (`decks/asked`) were
begun (a card of a note that answers them was met) and whole (all cards of all such notes were), the share
of all that is asked that is whole, and how many runs of a topic were of how many cards. All collections count
in the decks, so these figures flatter.

``splits`` is honest: again and again two thirds of the collections, drawn at random, count, and the others
say what is asked most: as interviews are (`trainer.decks.asked.chances`), by the lists for a role alone, and
by plain counts of lists. Beside it stands what could be reached at most: by an order that knows what the
held-out third asks, under the same rules, and by one that keeps no rule (no needs, no follow-ups, any topic).
It also says when follow-ups come after their question: all of them, and those of which one of the two is
among the cards of two weeks. The seeds are fixed; other seeds than these chose the constants.
"""

import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from statistics import mean, stdev
from typing import NamedTuple

from tools import asked
from trainer.cli.opening import open_library
from trainer.core.card import Deck, Note, note_of
from trainer.core.scope import EVERYTHING
from trainer.core.title import topic
from trainer.decks.asked import INTERVIEW, ROLE
from trainer.decks.find import find
from trainer.decks.library import read
from trainer.paths import shipped_decks
from trainer.practice.session import Session
from trainer.scheduling.candidate import Candidate
from trainer.scheduling.order import learning_order
from trainer.scheduling.preferences import Plan
from trainer.store.store import Store

START = datetime(2027, 1, 4, 12, tzinfo=UTC)
TOP = 120
SPLITS = 24


class Answered(NamedTuple):
    """How many of the questions asked most were begun and are whole; percent of all that is asked."""

    begun: int
    whole: int
    begun_share: float
    whole_share: float


def candidates(decks: Iterable[Deck], counted: Mapping[str, int]) -> list[Candidate]:
    """Return what the learning order must know of all notes, with ``asked`` as ``counted``."""
    return [
        Candidate(
            note.key,
            topic(deck.title),
            note.body.stage,
            note.card_keys(),
            note.level,
            counted.get(note.key),
            note.needs,
            note.follow_up,
            deck.weight,
        )
        for deck in decks
        for note in deck.notes
    ]


def answered(
    data: asked.Data, decks: Iterable[Deck], met: Iterable[str], weights: Mapping[str, float]
) -> Answered:
    """Say what of the questions, that weigh so much, is answered with the cards ``met``."""
    notes = {note.key: note for deck in decks for note in deck.notes}
    cards = {intent.id: set(_cards(intent.notes, notes)) for intent in data.intents}
    seen = set(met)
    begun = {key for key, wanted in cards.items() if wanted & seen}
    whole = {key for key, wanted in cards.items() if wanted and wanted <= seen}
    most = set(sorted(weights, key=lambda key: -weights[key])[:TOP])
    total = sum(weights.values()) / 100
    parts = [sum(weights[key] for key in keys) / total for keys in (begun, whole)]
    return Answered(len(begun & most), len(whole & most), *parts)


def followed(decks: Iterable[Deck], order: Sequence[str], within: int) -> list[float]:
    """Say in per cent when follow-ups come: before their question, by the next day, up to a week later.

    Counted are those of which one of the two is among so many cards; what is not there comes last.
    """
    place: dict[str, int] = {}
    for at, card in enumerate(order[:within]):
        place.setdefault(note_of(card), at)
    last = max(within, len(order))
    pairs = [(note.key, after) for deck in decks for note in deck.notes for after in note.follow_up]
    waited = [
        (
            place.get(after, last) - place.get(key, last),
            place.get(after, last) // 20 - place.get(key, last) // 20,
        )
        for key, after in pairs
        if key in place or after in place
    ]
    early = sum(cards < 0 for cards, _ in waited)
    soon, week = (sum(cards > 0 and days <= most for cards, days in waited) for most in (1, 7))
    return [100 * number / max(1, len(waited)) for number in (early, soon, week)]


def splits(count: int, seed: int = 2026) -> None:
    """Print what two weeks reach on random held-out thirds, and what they could reach."""
    decks = read(find([shipped_decks()]), shipped_decks()).decks
    data = asked.load(shipped_decks() / "asked")
    rng = random.Random(seed)
    found: dict[tuple[str, str], list[Answered]] = {}
    waits: dict[int, list[list[float]]] = {14 * 20: [], 10**6: []}
    for _ in range(count):
        out = set(rng.sample(sorted(data.collections), len(data.collections) // 3))
        split = data._replace(
            collections={name: one._replace(held_out=name in out) for name, one in data.collections.items()}
        )
        targets = {
            "as interviews are": asked.weights(split, held=True),
            "lists for a role": asked.weights(split, held=True, kind=ROLE),
            "each list alike": _alike(split),
        }
        known, oracle = (asked.derive(split, held=held) for held in (False, True))
        for name, values, free in [
            ("the shipped order", known, False),
            ("knowing the held-out third", oracle, False),
            ("the same, without rules", oracle, True),
            ("the shipped order, without rules", known, True),
        ]:
            notes = candidates(decks, values)
            if free:
                notes = [note._replace(topic=note.key, needs=(), follow_up=()) for note in notes]
            order = learning_order(notes)
            met = order[: 14 * 20]
            if name == "the shipped order":
                for within, rows in waits.items():
                    rows.append(followed(decks, order, within))
            for target, weights in targets.items():
                found.setdefault((target, name), []).append(answered(split, decks, met, weights))
    print(
        f"{count} random splits, 14 days of 20 new cards; of the {TOP} questions the held-out third asks most"
    )
    print(f"{'':54}{'begun':>14}{'whole':>14}{'% begun':>16}{'% whole':>16}")
    for (target, name), results in sorted(found.items(), key=lambda pair: pair[0][0]):
        columns = [f"{mean(column):9.1f} ± {stdev(column):3.1f}" for column in zip(*results, strict=True)]
        print(f"{target:20}{name:34}{'  '.join(columns)}")
    for within, rows in waits.items():
        early, soon, week = map(mean, zip(*rows, strict=True))
        what = "all follow-ups" if within > 14 * 20 else "those met within 14 days"
        print(
            f"{what}: {early:.1f} % before, {soon:.0f} % on the day of their question or the next, ", end=""
        )
        print(f"{week:.0f} % within a week")


def _alike(data: asked.Data) -> dict[str, float]:
    """Return how many held-out collections ask each intent, a short one counting less."""
    out = {
        name: min(1.0, one.questions / INTERVIEW) for name, one in data.collections.items() if one.held_out
    }
    return {intent.id: sum(out.get(name, 0.0) for name in intent.collections) for intent in data.intents}


def main(days: int, new: int) -> None:
    data = asked.load(shipped_decks() / "asked")
    plan, now = Plan(new_per_day=new), START
    with (
        tempfile.TemporaryDirectory() as folder,
        open_library(Path(folder) / "trainer.db", [shipped_decks()]) as store,
    ):
        notes = {note.key: note for note in store.notes(EVERYTHING)}
        topics = {deck.id: topic(deck.title) for deck in store.decks(now.toordinal())}
        decks, _ = store.export(EVERYTHING)
        met: set[str] = set()
        in_turn: list[str] = []
        print(f"{len(notes)} notes; day: new + other cards, notes met, topics; kinds; most asked, not met")
        for day in range(1, days + 1):
            fresh, others = _walk(store, plan, now)
            met.update(fresh)
            in_turn += [topics[notes[note_of(card)].deck] for card in fresh]
            _print_day(day, fresh, others, met, notes, topics)
            if day in (14, days):
                _print_questions(day, data, decks, met)
                runs = Counter(len(list(run)) for _, run in groupby(in_turn))
                print(
                    "runs of a topic, by their cards:",
                    *(f"{cards}: {runs[cards]}," for cards in sorted(runs)),
                )
            now += timedelta(days=1)


def _walk(store: Store, plan: Plan, now: datetime) -> tuple[list[str], int]:
    """Answer all that is asked on a day; return the new cards, and how many others there were."""
    session, fresh, others = Session(store, lambda: now, plan), [], 0
    while session.attempt is not None:
        card = session.attempt.card
        if session.attempt.entry.why == "new":
            fresh.append(card.key)
        else:
            others += 1
        session.reveal()
        session.grade(4)
    return fresh, others


def _print_day(
    day: int,
    fresh: list[str],
    others: int,
    met: set[str],
    notes: Mapping[str, Note],
    topics: Mapping[str, str],
) -> None:
    begun = {note_of(card) for card in met}
    here = Counter(topics[notes[note_of(card)].deck] for card in fresh)
    kinds = Counter(notes[note_of(card)].kind for card in fresh)
    shares = ", ".join(f"{kind} {100 * count // len(fresh)} %" for kind, count in kinds.most_common())
    waiting = sorted(
        (notes[key] for key in notes.keys() - begun), key=lambda note: (-(note.asked or 0), note.key)
    )
    most = ", ".join(f"{note.key} ({note.asked or 0})" for note in waiting[:3])
    names = ", ".join(f"{name} {count}" for name, count in here.most_common())
    print(f"{day:3}: {len(fresh)} + {others}, {len(begun)} met, {len(here)} topics: {names}")
    print(f"     {shares or 'no new card'}\n     {most}")


def _print_questions(day: int, data: asked.Data, decks: Sequence[Deck], met: set[str]) -> None:
    found = answered(data, decks, met, asked.weights(data))
    print(f"\nafter day {day}, of the {TOP} questions asked most: {found.begun} begun, {found.whole} whole;")
    print(f"of all that is asked: {found.begun_share:.0f} % begun, {found.whole_share:.0f} % whole\n")


def _cards(names: Iterable[str], notes: Mapping[str, Note]) -> Iterator[str]:
    """Yield the cards that an intent's notes, or single rows of a comparison, stand for."""
    for name in names:
        note = notes.get(note_of(name))
        if note is not None:
            yield from ([name] if name in note.card_keys() else note.card_keys())


if __name__ == "__main__":
    if sys.argv[1:2] == ["splits"]:
        splits(int(sys.argv[2]) if sys.argv[2:] else SPLITS)
    else:
        main(int(sys.argv[1]) if sys.argv[1:] else 30, int(sys.argv[2]) if sys.argv[2:] else 20)
