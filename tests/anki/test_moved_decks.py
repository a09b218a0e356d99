"""A deck whose id changed has in Anki the notes that it had: the history tells what they were called."""

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.anki.ankitools import Anki, deck_of
from tests.anki.test_home import read
from tests.cli.test_verbs import run, world
from tests.store.build import DAY, Shelf, answer
from trainer.anki.identity import note_guid
from trainer.anki.outgoing.changes import last_export
from trainer.core.card import Deck
from trainer.core.errors import Exit
from trainer.core.kinds import Aspect, Basic, Cloze, Compare
from trainer.store.store import Store

__all__ = ["world"]

ROWS = (Aspect("cost", "Cost?", (("a", "1"), ("b", "2"))), Aspect("use", "Use?", (("a", "x"), ("b", "y"))))
BODIES = (
    Basic("one", "1", reverse=True),
    Cloze("{{c1::a}} and {{c2::b}}"),
    Compare((("a", "A"), ("b", "B")), ROWS),
)


def deck(store: Store, name: str) -> Shelf:
    shelf = Shelf(store)
    renamed(shelf, name)
    return shelf


def renamed(shelf: Shelf, name: str, **more: Any) -> None:
    """Give the one deck of the shelf another id, and nothing else."""
    notes = (replace(note, **more) for note in deck_of(BODIES).notes)
    shelf.put("deck.yaml", *notes, deck=name, title="Title")
    shelf.sync()


def to_export(store: Store) -> list[Deck]:
    return [replace(one, notes=tuple(store.with_older_keys(one.notes))) for one in store.export()[0]]


def guids(store: Store) -> list[str]:
    return [note_guid(note) for one in to_export(store) for note in one.notes]


def test_anki_has_each_note_once_however_often_the_id_changes(store: Store, tmp_path: Path) -> None:
    shelf = deck(store, "first")
    anki = Anki(tmp_path)
    log = anki.take(to_export(store), {})
    assert len(log.new) == 4
    for name in ("second", "third", "first", "second"):
        renamed(shelf, name)
        again = anki.take(to_export(store), dict.fromkeys(note_keys(store), 2_000_000_000))
        assert not again.new, name
        assert anki.collection.note_count() == 4
    anki.collection.close()


def note_keys(store: Store) -> Sequence[str]:
    return [note.key for one in store.export()[0] for note in one.notes]


def test_what_was_answered_there_under_any_id_comes_home(store: Store, tmp_path: Path) -> None:
    shelf = deck(store, "first")
    anki = Anki(tmp_path)
    anki.take(to_export(store), {})
    renamed(shelf, "second")
    anki.take(to_export(store), dict.fromkeys(note_keys(store), 2_000_000_000))
    shown_deck = anki.collection.decks.id("Title")
    assert shown_deck is not None
    anki.collection.decks.select(shown_deck)
    shown = anki.collection.sched
    for _ in range(3):
        card = shown.getCard()
        assert card is not None
        shown.answerCard(card, 4)
    from anki.collection import ExportAnkiPackageOptions

    options = ExportAnkiPackageOptions(with_scheduling=True, legacy=True)
    back = tmp_path / "back.apkg"
    anki.collection.export_anki_package(out_path=str(back), options=options, limit=None)
    anki.collection.close()
    taken, events = read(back, store)
    assert (taken.cards, taken.unknown) == (6, 0)
    assert {event.card.partition("/")[0] for event in events if event.grade is not None} == {"second"}


def test_all_machines_that_share_a_history_call_a_note_the_same(store: Store, tmp_path: Path) -> None:
    """Also one that only ever had the deck under its present id, and one that still has its older one."""
    shelf = deck(store, "first")
    store.record(answer("first/note-0", 4))
    before = guids(store)
    renamed(shelf, "second")
    store.record(answer("second/note-0", 4, DAY + 1))
    renamed(shelf, "third")
    for name in ("first", "second", "third"):
        with Store(tmp_path / f"{name}.db") as other:
            other.merge(store.events())
            deck(other, name)
            assert guids(other) == before, name
    assert guids(store) == before


def test_a_note_renamed_after_its_deck_was_is_still_the_same(store: Store) -> None:
    shelf = deck(store, "first")
    before = guids(store)
    renamed(shelf, "second")
    notes = [
        replace(note, id=f"new-{note.id}", formerly=(f"second/{note.id}",)) for note in deck_of(BODIES).notes
    ]
    shelf.put("deck.yaml", *notes, deck="second")
    shelf.sync()
    assert guids(store) == before


def test_a_note_renamed_before_its_deck_was_is_still_the_same(store: Store, tmp_path: Path) -> None:
    """A bare id in its `formerly` is read as one of the present deck, where it never was."""
    shelf = deck(store, "first")
    before = guids(store)
    for name, older in (
        ("first", ["old"]),
        ("second", ["old"]),
        ("second", ["old", "new"]),
        ("third", ["old", "new"]),
    ):
        notes = [
            replace(
                note,
                id=f"{('new', 'newest')[len(older) - 1]}-{note.id}",
                deck=name,
                formerly=tuple(f"{name}/{note.id if one == 'old' else f'new-{note.id}'}" for one in older),
            )
            for note in deck_of(BODIES).notes
        ]
        shelf.put("deck.yaml", *notes, deck=name)
        shelf.sync()
        assert guids(store) == before, (name, older)
    with Store(tmp_path / "other.db") as other:
        other.merge(store.events())
        there = Shelf(other)
        there.files = dict(shelf.files)
        there.sync()
        assert guids(other) == before


def test_a_note_that_came_back_beside_the_one_that_moved_has_its_own_name(store: Store) -> None:
    shelf = deck(store, "first")
    before = guids(store)
    renamed(shelf, "second")
    shelf.put("again.yaml", *deck_of(BODIES).notes, deck="first")
    shelf.sync()
    names = guids(store)
    assert len(set(names)) == 2 * len(before)
    assert set(before) < set(names)


def test_the_verb_exports_the_notes_that_anki_has_and_says_so(
    world: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("q\n"))
    run(capsys, "review")
    assert run(capsys, "export", "--out", str(world / "first"))[0] == Exit.DONE
    file = world / "decks" / "git.yaml"
    file.write_text(file.read_text().replace("deck: git\n", "deck: another\n"))
    status, _, err = run(capsys, "export", "--out", str(world / "second"))
    assert status == Exit.DONE
    before, after = (last_export(world / name / "trainer.apkg") for name in ("first", "second"))
    assert before.keys() == after.keys()
    assert "Renamed: git/" in err
    assert {note.id.partition("/")[0] for note in after.values()} == {"another"}
