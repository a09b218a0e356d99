"""What a newcomer meets: thirty days over the shipped decks, twenty new cards a day, all of them known.

    python -m tests.benchmarks.order [days] [new cards a day]

The walk goes through `Session` and a history file, with a clock of its own. For each day it prints the cards
asked, the notes met so far, its topics, the kinds of its new cards, and the most asked notes not met yet.
After day 14, and at the end: how many of the 120 questions that interviewers ask most (`decks/asked`) were
begun (a card of a note that answers them was met) and whole (all cards of all such notes were). All
collections count in the decks, so these figures flatter; the honest ones, with a third of the collections
held out, are a test (`tests/test_shipped_decks.py`).
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tools import asked
from trainer.cli.opening import open_library
from trainer.core.card import Note, note_of
from trainer.core.scope import EVERYTHING
from trainer.core.title import topic
from trainer.paths import shipped_decks
from trainer.practice.session import Session
from trainer.scheduling.preferences import Plan
from trainer.store.store import Store

START = datetime(2027, 1, 4, 12, tzinfo=UTC)
TOP = 120


def main(days: int, new: int) -> None:
    data = asked.load(shipped_decks() / "asked")
    plan, now = Plan(new_per_day=new), START
    with (
        tempfile.TemporaryDirectory() as folder,
        open_library(Path(folder) / "trainer.db", [shipped_decks()]) as store,
    ):
        notes = {note.key: note for note in store.notes(EVERYTHING)}
        topics = {deck.id: topic(deck.title) for deck in store.decks(now.toordinal())}
        met: set[str] = set()
        print(f"{len(notes)} notes; day: new + other cards, notes met, topics; kinds; most asked, not met")
        for day in range(1, days + 1):
            fresh, others = _walk(store, plan, now)
            met.update(fresh)
            _print_day(day, fresh, others, met, notes, topics)
            if day in (14, days):
                _print_questions(day, data, notes, met)
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


def _print_questions(day: int, data: asked.Data, notes: Mapping[str, Note], met: set[str]) -> None:
    most = sorted(data.intents, key=lambda intent: -asked.weight(intent, data))[:TOP]
    cards = [set(_cards(intent.notes, notes)) for intent in most]
    begun = sum(bool(wanted & met) for wanted in cards)
    whole = sum(bool(wanted) and wanted <= met for wanted in cards)
    print(f"\nafter day {day}, of the {TOP} questions asked most: {begun} begun, {whole} whole\n")


def _cards(names: Iterable[str], notes: Mapping[str, Note]) -> Iterable[str]:
    """Yield the cards that an intent's notes, or single rows of a comparison, stand for."""
    for name in names:
        note = notes.get(note_of(name))
        if note is not None:
            yield from ([name] if name in note.card_keys() else note.card_keys())


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 30, int(sys.argv[2]) if sys.argv[2:] else 20)
