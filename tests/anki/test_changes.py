"""A later export says beforehand what differs, and a real Anki does with it what is said."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.anki.ankitools import CHANGED, Anki, changes, deck_of
from trainer.anki.outgoing.changes import Change
from trainer.anki.outgoing.export import write_package
from trainer.core.card import Deck
from trainer.core.errors import FileError
from trainer.core.kinds import Aspect, Basic, Cloze, Compare, Typed

ROWS = (Aspect("cost", "Cost?", (("a", "1"), ("b", "2"))), Aspect("use", "Use?", (("a", "x"), ("b", "y"))))
FIRST = deck_of(
    [
        Basic("stays", "1"),
        Basic("is reworded", "2"),
        Basic("is renamed", "3"),
        Basic("becomes typed", "4"),
        Basic("is retired", "5"),
        Compare((("a", "A"), ("b", "B")), ROWS),
        Cloze("{{c1::a}} and {{c2::b}}"),
        Basic("loses its reverse", "6", reverse=True),
        Cloze("{{c1::a}} loses {{c2::b}}"),
    ],
    "Top::Old",
)


def later() -> Deck:
    notes = {note.id: note for note in FIRST.notes}
    notes["note-1"] = replace(notes["note-1"], body=Basic("was reworded", "2"))
    notes["note-2"] = replace(notes["note-2"], id="other", formerly=("kinds/note-2",))
    notes["note-3"] = replace(notes["note-3"], body=Typed("becomes typed", "4"))
    del notes["note-4"]
    notes["note-7"] = replace(notes["note-7"], body=Basic("loses its reverse", "6"))
    notes["note-8"] = replace(notes["note-8"], body=Cloze("{{c1::a}} loses b"))
    added = replace(notes["note-0"], id="fresh")
    return replace(FIRST, title="Top::New", notes=(*notes.values(), added))


def said(path: Path, deck: Deck, second: int = CHANGED) -> dict[str, tuple[str, ...]]:
    found: list[Change] = []

    def told(changes: Sequence[Change]) -> None:
        found.extend(changes)

    write_package(path, [deck], changes(deck, second=second), None, told)
    assert all(change.line().endswith(".") for change in found)
    return {change.what: change.which for change in found}


def test_what_differs_is_said_before_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "trainer.apkg"
    assert said(path, FIRST) == {}, "nothing to compare with"
    assert said(path, FIRST) == {}, "nothing changed"
    assert said(path, later()) == {
        "New": ("kinds/fresh",),
        "Changed": ("kinds/note-1", "kinds/note-7", "kinds/note-8"),
        "With fewer cards": ("kinds/note-7", "kinds/note-8"),
        "Renamed": ("kinds/note-2 → kinds/other",),
        "In another deck": ("Top::Old → Top::New",),
        "Of another kind": ("kinds/note-3",),
        "No longer in the decks": ("kinds/note-4",),
    }


def test_a_file_that_this_program_did_not_write_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "trainer.apkg"
    path.write_bytes(b"something else")
    with pytest.raises(FileError, match="was not exported by this program"):
        said(path, FIRST)
    assert path.read_bytes() == b"something else"
    path.write_bytes(b"")
    assert said(path, FIRST) == {}


def test_anki_does_what_was_said(tmp_path: Path) -> None:
    anki = Anki(tmp_path)
    anki.take([FIRST], changes(FIRST))
    path = tmp_path / "export.apkg"
    found = said(path, later(), CHANGED + 60)
    from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

    request = ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions())
    log = anki.collection.import_anki_package(request).log
    assert (len(log.new), len(log.conflicting)) == (len(found["New"]), len(found["Of another kind"]))
    assert anki.note("kinds/note-1")["Front"] == "was reworded"
    assert anki.note("kinds/other")["Front"] == "is renamed"
    assert anki.note("kinds/note-3")["Front"] == "becomes typed"
    assert anki.note("kinds/note-4")["Front"] == "is retired"
    empty = {int(note.note_id) for note in anki.collection.get_empty_cards().notes}
    assert empty == {anki.note_row(id) for id in found["With fewer cards"]}
    assert {card.deck for card in anki.shown() if card.key == "kinds/note-0"} == {"Top::Old"}
    anki.collection.close()


def test_a_deck_that_is_not_here_is_nothing_to_delete(tmp_path: Path) -> None:
    """Its file may be on a drive that is not mounted, or on its way."""
    path = tmp_path / "trainer.apkg"
    other = replace(FIRST, id="other", title="Other", notes=(replace(FIRST.notes[0], deck="other"),))

    def lines(*decks: Deck) -> str:
        found: list[Change] = []
        write_package(path, list(decks), changes(*decks), None, found.extend)
        return " ".join(change.line() for change in found)

    lines(FIRST, other)
    said = lines(FIRST)
    assert said.startswith("Decks that are not here: other. Anki keeps them")
    assert "delete" not in said


def test_the_note_that_a_merged_one_leaves_in_anki_can_be_deleted_as_is_said(tmp_path: Path) -> None:
    anki = Anki(tmp_path)
    anki.take([FIRST], changes(FIRST))
    path = tmp_path / "export.apkg"
    assert said(path, FIRST) == {}
    other = anki.note_row("kinds/note-1")
    notes = {note.id: note for note in FIRST.notes}
    del notes["note-1"]
    notes["note-0"] = replace(notes["note-0"], formerly=("kinds/note-1",))
    merged = replace(FIRST, notes=tuple(notes.values()))
    found: list[Change] = []
    write_package(path, [merged], changes(merged, second=CHANGED + 60), None, found.extend)
    told = {change.what: change for change in found}
    assert set(told) == {"Renamed", "Merged with another note, as which they go on"}
    (change,) = (change for what, change in told.items() if what.startswith("Merged"))
    assert change.which == ("kinds/note-0",)
    assert "before you import, find them in its browser by Id:NAME" in change.there
    anki.collection.remove_notes(anki.collection.find_notes("Id:kinds/note-0"))
    anki.take([merged], changes(merged, second=CHANGED + 60))
    assert list(anki.collection.find_notes("Id:kinds/note-0")) == [other]
    assert not anki.collection.find_notes("Id:kinds/note-1")
    anki.collection.close()
