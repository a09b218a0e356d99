"""History files written by versions before: read on, by the numbered steps, with nothing changed or lost.

``tests/data/history-v1.sql`` is a file of the first version after seven weeks of practice: answers of all
sorts under three sets of options, marks, undo, quizzes, one mock interview and one left unfinished, and notes
renamed once and twice. ``history-v1.json`` is what that version said about it.

Some answers were given under ``sm2-delphi``. That version kept them so; today all count as if the scheduler
in use had been in charge. So cards with such answers are where they would be then, all others as they were.
"""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from trainer.core.card import note_of
from trainer.core.log import Event
from trainer.core.moment import Moment
from trainer.core.scope import EVERYTHING
from trainer.core.state import CardState
from trainer.interview.transcript import KIND, read_all
from trainer.scheduling.replay import replay
from trainer.scheduling.sm2 import SM2, kept
from trainer.store.copies import listed
from trainer.store.store import Store

DATA = Path(__file__).parents[1] / "data"
SAID: dict[str, Any] = json.loads((DATA / "history-v1.json").read_text(encoding="utf-8"))
DAY: int = SAID["day"]


@pytest.fixture
def old(path: Path) -> Path:
    """The file, as that version left it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((DATA / "history-v1.sql").read_text(encoding="utf-8"))
    return path


@pytest.fixture
def store(old: Path) -> Any:
    """The file, opened by this version."""
    with Store(old) as store:
        yield store


def rows(path: Path) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        names = ", ".join(f'"{name}"' for name in Event._fields)
        return connection.execute(f"SELECT {names} FROM event ORDER BY rowid").fetchall()


def as_said(state: CardState) -> list[Any]:
    """A state as the first version wrote it."""
    memory = None
    if state.memory is not None:
        memory = {**state.memory._asdict(), **kept(state.memory)._asdict()}
        del memory["data"]
    return [memory, state.suspended, state.buried, state.flagged, state.wanted]


@pytest.fixture
def mixed(old: Path) -> set[str]:
    """Cards that have answers under the other variant."""
    with closing(sqlite3.connect(old)) as connection:
        query = (
            "SELECT DISTINCT coalesce(alias.card, event.card) FROM event LEFT JOIN alias ON old = event.card"
        )
        found = connection.execute(f"{query} WHERE scheduler LIKE 'sm2-delphi%'")
        return {card for (card,) in found}


LATER = {"deck/cable": 8, "deck/journal": 2, "deck/pick-two": 2}
"""By how many days some of them are due later, as SM-2 leaves the ease after a failure and rounds up."""


def test_no_event_changes_or_vanishes(old: Path) -> None:
    before = rows(old)
    assert len(before) == SAID["events"]
    with Store(old) as store:
        store.undo(Moment(1, DAY))
    assert rows(old)[: len(before)] == before
    (copy,) = listed(old)
    assert rows(copy.path) == before


def test_every_card_is_where_it_was_or_as_if_sm2_had_been_in_charge(store: Store, mixed: set[str]) -> None:
    said, found = SAID["states"], {card: as_said(state) for card, state in store.states().items()}
    assert found.keys() == said.keys()
    assert 0 < len(mixed) <= len(found) / 2
    assert [card for card in found if card not in mixed and found[card] != said[card]] == []
    assert {card: found[card][0]["due"] - said[card][0]["due"] for card in LATER} == LATER
    for card, events in store.histories():
        if card in mixed:
            names = {"sm2-delphi;max=90": "sm2;max=90"}
            alone = [
                event._replace(scheduler=names.get(event.scheduler, event.scheduler)) for event in events
            ]
            assert store.state(card) == replay(alone, SM2)
    assert store.mismatches() == []


def test_rows_about_no_card_and_about_untouched_ones_are_gone(old: Path, store: Store) -> None:
    assert "" in SAID["junk"]
    assert not set(SAID["junk"]) & set(store.states())


def test_what_is_asked_and_counted_is_the_same(store: Store) -> None:
    still = [card for card in SAID["due"] if card not in LATER]
    of_each_note_one = {note_of(card): card for card in reversed(still)}
    assert sorted(map(note_of, store.due(DAY, EVERYTHING, 99))) == sorted(of_each_note_one)
    assert store.new(DAY, EVERYTHING, 99) == SAID["new"]
    assert store.drills(DAY, EVERYTHING) == SAID["drills"]
    ((*counts, due, drills, cards, notes, seen, _),) = SAID["decks"]
    next_due = store.state("deck/cable").memory.due  # type: ignore[union-attr]
    assert [list(deck[:9]) for deck in store.decks(DAY)] == [
        [*counts, due - 1, drills, cards, notes, seen, next_due]
    ]
    assert store.forecast(DAY, 14) == [SAID["forecast"][0] - 1, 0, 0, 0, 1, *SAID["forecast"][5:]]
    for day, new, due, notes in SAID["today"]:
        assert store.today(day)[:3] == (new, due, frozenset(notes))
    for key, answered in SAID["answered"].items():
        card = store.card(key)
        assert card is not None
        assert card.answered == answered


def test_undo_leads_back_through_the_whole_history_as_before(store: Store, mixed: set[str]) -> None:
    for kind, card, grade, state in SAID["undo"]:
        undone = store.undo(Moment(0, DAY))
        assert undone is not None
        assert (undone.kind, undone.card, undone.grade) == (kind, card, grade)
        if card and card not in mixed:
            assert as_said(store.state(card)) == state
    assert store.undo(Moment(0, DAY)) is None
    assert store.mismatches() == []
    assert store.states() == {}


def test_an_interview_left_unfinished_goes_on_with_the_cards_renamed_since(store: Store) -> None:
    finished, unfinished = read_all(store.log({KIND}))
    assert finished.finished
    assert not unfinished.ended
    for transcript in (finished, unfinished):
        assert transcript.asked
        for key in [*(asked.card for asked in transcript.asked), *(one.note for one in transcript.openers)]:
            card = store.card(key)
            assert card is not None
            assert card.key == key, "the present one"
