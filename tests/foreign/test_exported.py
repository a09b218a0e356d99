"""Packages that somebody else exported with this program, or oneself, and whose decks are not here."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from anki.collection import ExportAnkiPackageOptions
from anki.decks import DeckId
from anki.scheduler.v3 import CardAnswer

from tests.anki.ankitools import Anki, changes, deck_of
from tests.foreign.bringing import World
from tests.store.build import DAY, answer
from trainer.anki.outgoing.export import write_package
from trainer.core.card import Deck, Note
from trainer.core.kinds import Basic, Body, Cloze, Order, Typed
from trainer.store.store import Store

BODIES: list[Body] = [
    Basic("What is **one**?", "It is `1`.", reverse=True),
    Cloze("{{c1::Rome}} is in {{c2::Italy::country}}"),
    Typed("Type two", "2", accept=("two",)),
]


def package(folder: Path, *notes: Note, name: str = "theirs.apkg") -> Path:
    deck = Deck("theirs", "Theirs", notes=notes)
    return write_package(folder / name, [deck], changes(deck)).file


def theirs(*bodies: Body) -> list[Note]:
    return [
        Note("theirs", f"n{at}", body, why="Because.", hints=("one", "*two*"), tags=("x",), level="core")
        for at, body in enumerate(bodies)
    ]


def test_decks_of_another_user_become_decks_with_all_that_they_say(world: World, tmp_path: Path) -> None:
    report = world.bring(package(tmp_path, *theirs(*BODIES)))
    assert (report["own"]["notes"], report["notes"]["new"], report["lost"]) == (0, 3, [])
    (deck,) = world.decks().values()
    assert (deck.title, len(deck.notes)) == ("Theirs", 3)
    assert {note.body for note in deck.notes} == set(BODIES)
    for note in deck.notes:
        assert (note.why, note.hints, note.tags, note.level) == ("Because.", ("one", "*two*"), ("x",), "core")


def test_what_became_a_plain_card_is_said(world: World, tmp_path: Path) -> None:
    (loss,) = world.bring(package(tmp_path, *theirs(Order("Which first?", ("one", "two")))))["lost"]
    assert loss["what"] == "that it is one of order; it became a plain card"
    (note,) = world.notes()
    assert isinstance(note.body, Basic)
    assert note.body.answer == "1. one\n2. two"


@pytest.mark.parametrize("id", ["n0", "one"])
def test_a_newer_package_of_theirs_updates_also_under_an_id_of_ours(
    world: World, tmp_path: Path, id: str
) -> None:
    note = replace(theirs(Basic("One", "1"))[0], id=id)
    assert world.bring(package(tmp_path, note))["notes"]["new"] == 1
    assert world.bring(package(tmp_path, note))["notes"]["same"] == 1
    newer = replace(note, body=Basic("One", "more than 0"))
    report = world.bring(package(tmp_path, newer, name="newer.apkg"))
    assert (report["own"]["notes"], report["notes"]["updated"]) == (0, 1)
    assert [note.body.answer_text() for note in world.notes()] == ["more than 0"]


def test_the_answers_of_another_user_are_not_taken_for_mine(world: World, tmp_path: Path) -> None:
    world.bring(_answered(tmp_path))
    assert [event for event in world.events() if event.grade is not None] == []
    world.bring(_answered(tmp_path), "--with-schedule")
    assert [event.card.partition("/")[0] for event in world.events() if event.grade is not None] == ["home"]


def test_answers_to_a_note_that_the_history_knows_and_no_deck_has_wait_for_it(
    world: World, tmp_path: Path
) -> None:
    with Store(world.database) as store:
        store.record(answer("home/note-0", 4, DAY))
    file = _answered(tmp_path)
    report = json.loads(world.run("import", file, "--out", world.out, "--json"))
    assert report["own"]["in_no_deck"] == ["home/note-0"]
    assert (report["own"]["answers"], report["notes"]["new"]) == (1, 1), "of the other nothing is known"
    assert "no deck here has these notes" in world.run("import", file, "--out", world.out)
    assert len([event for event in world.events() if event.card == "home/note-0"]) == 2


def _answered(folder: Path) -> Path:
    """A package of two notes, of which one was answered in Anki."""
    made = folder / "answered.apkg"
    if not made.exists():
        (folder / "anki").mkdir()
        anki = Anki(folder / "anki")
        deck = deck_of([Basic("one", "1"), Basic("two", "2")], "Home", "home")
        anki.take([deck], changes(deck))
        scheduler: Any = anki.collection.sched
        anki.collection.decks.set_current(DeckId(anki.collection.decks.all_names_and_ids()[-1].id))
        (first, *_) = scheduler.get_queued_cards().cards
        card = anki.collection.get_card(first.card.id)
        card.start_timer()
        given = scheduler.build_answer(card=card, states=first.states, rating=CardAnswer.EASY)
        scheduler.answer_card(given)
        assert card.note()["Id"] == "home/note-0"
        options = ExportAnkiPackageOptions(with_scheduling=True, with_media=True, legacy=False)
        anki.collection.export_anki_package(out_path=str(made), options=options, limit=None)
        anki.collection.close()
    return made
