"""What becomes of sample files, held against what a real Anki shows of each of their cards."""

import json
import sqlite3
import zipfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.anki.ankitools import markdown_text
from tests.anki.test_hostile_packages import with_collection
from tests.foreign.bringing import DATA, World, letters
from trainer import processes
from trainer.anki.incoming.home import Known
from trainer.cli import bringing
from trainer.cli.taken import KnownFile
from trainer.core.card import Note
from trainer.core.day import iso
from trainer.core.errors import Exit, LibraryDiskError
from trainer.core.log import Event
from trainer.foreign import plan
from trainer.store.copies import listed
from trainer.store.log import Bringing, Merged
from trainer.store.store import Store

EXPECTED: dict[str, list[dict[str, Any]]] = json.loads((DATA / "expected.json").read_text())
GRADES = {1: 2, 2: 3, 3: 4, 4: 5}


def card_of(notes: list[Note], name: str) -> tuple[Note, str]:
    """The note and the key of the card that is called ``guid/number`` in Anki."""
    guid, _, number = name.rpartition("/")
    for note in notes:
        key = Known(note.key, note.body.in_place, note.template).card(int(number) - 1)
        if note.guid == guid and key in note.card_keys():
            return note, key
    raise AssertionError(name)


@pytest.mark.parametrize("file", EXPECTED)
def test_each_card_shows_what_it_shows_in_anki(world: World, file: str) -> None:
    world.bring(DATA / file)
    notes, decks = world.notes(), world.decks()
    for wanted in EXPECTED[file]:
        note, key = card_of(notes, wanted["id"])
        sides = note.sides(key)
        assert note in decks[wanted["deck"]].notes, wanted["id"]
        assert sorted(note.tags) == wanted["tags"]
        front, back = (letters(markdown_text(text)) for text in (sides.prompt, sides.answer + note.why))
        picture = "picture" * sides.prompt.count("![picture]") + "sound" * sides.prompt.count("![sound]")
        missing = "picturemissing" if "lost.png" in wanted["images"] else ""
        dots = "".join(wanted["front"]).replace("[...]", "[…]")
        assert sorted(front) == sorted(letters(dots) + picture + missing), wanted["id"]
        assert all(letters(line) in back for line in wanted["back"]), wanted["id"]
        assert [letters(hint) for hint in note.hints] == [letters(hint) for hint in wanted["hints"]]
        for image in wanted["images"]:
            assert image == "lost.png" or image in sides.prompt + sides.answer
        for name in (*wanted["images"], *wanted["sounds"]):
            assert name == "lost.png" or [*world.out.rglob(name)]


def test_with_the_schedule_each_card_is_due_on_its_day_and_has_its_log(world: World) -> None:
    world.bring(DATA / "birds.apkg", "--with-schedule")
    notes, states, events = world.notes(), world.states(), world.events()
    for wanted in EXPECTED["birds.apkg"]:
        _, key = card_of(notes, wanted["id"])
        given = [(e.at, e.grade, e.took) for e in events if e.card == key and e.grade is not None]
        assert given == [(at, GRADES[button], took) for at, button, took, _ in wanted["log"]]
        sched, state = wanted["sched"], states.get(key)
        if sched["state"] == "new":
            assert state is None
            continue
        assert state is not None
        assert state.memory is not None
        assert (state.suspended, state.flagged) == (sched["suspended"], sched["flag"] > 0)
        if sched["state"] == "review":
            assert iso(state.memory.due) == sched["due"]
            assert (state.memory.reviews, state.memory.lapses) == (sched["reviews"], sched["lapses"])
            assert state.memory.data[1:] == (sched["ease"] // 10, sched["interval"])
        else:
            assert state.memory.due == date(2026, 1, 5).toordinal() + 66


@pytest.mark.parametrize("file", ["birds.apkg", "chemistry.apkg"])
def test_again_changes_nothing(world: World, file: str) -> None:
    first = world.bring(DATA / file, "--with-schedule")
    texts, events = world.texts(), world.events()
    again = world.bring(DATA / file, "--with-schedule")
    assert first["notes"]["new"] == again["notes"]["same"] > 0
    assert (again["decks"], again["events"]) == ([], 0)
    assert (world.texts(), world.events()) == (texts, events)


@pytest.mark.parametrize("file", ["birds.apkg", "chemistry.apkg"])
def test_the_history_is_copied_before_something_comes_and_only_then(world: World, file: str) -> None:
    def copied() -> list[list[Event]]:
        found = []
        for copy in listed(world.database):
            if copy.reason == "before-import":
                with Store(copy.path) as store:
                    found.append(store.events())
        return found

    world.bring(DATA / "trees.md")
    before = world.events()
    assert copied() == []
    world.bring(DATA / file, "--with-schedule", "--dry-run")
    assert copied() == []
    world.bring(DATA / file, "--with-schedule")
    assert copied() == [before]
    world.bring(DATA / file, "--with-schedule")
    assert copied() == [before]


@pytest.mark.parametrize("file", ["birds.apkg", "chemistry.apkg"])
def test_what_another_process_reads_is_what_this_one_does(
    world: World, file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[bool] = []

    def fed(make: Any, asked: Any, *, worth: bool) -> Any:
        made.append(worth)
        return processes.fed(make, asked, worth=worth)

    monkeypatch.setattr(processes, "_cores", lambda: 2)
    monkeypatch.setattr(plan, "_PIECE", 2)
    monkeypatch.setattr(bringing, "_share", lambda *_, **__: 0.6)
    monkeypatch.setattr(bringing, "fed", fed)
    monkeypatch.setattr(KnownFile, "counts", lambda _: None)
    found = []
    for most in (10**9, -1):
        monkeypatch.setattr(bringing, "_MANY", most)
        monkeypatch.setenv("TRAINER_DB", str(tmp_path / f"{most}.db"))
        reports = [world.bring(DATA / file, "--with-schedule", *more) for more in (["--dry-run"], [], [])]
        with Store(tmp_path / f"{most}.db") as store:
            told = [event for event in store.events() if event.device == "anki"]
        found.append((reports, told, world.texts()))
        for path in world.out.rglob("*.yaml"):
            path.unlink()
    assert made == [False] * 3 + [True] * 3
    assert found[0] == found[1]


def test_notes_of_which_more_is_found_than_was_told_lose_nothing(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a file of strangers two notes far from each other may have one name."""

    def change(database: sqlite3.Connection) -> None:
        ids = [id for (id,) in database.execute("SELECT id FROM notes ORDER BY id")]
        first = "(SELECT guid FROM notes WHERE id = ?)"
        database.execute(f"UPDATE notes SET guid = {first} WHERE id = ?", (ids[0], ids[-1]))
        database.execute("UPDATE cards SET ord = 1 WHERE nid = ?", (ids[-1],))

    file = with_collection(tmp_path / "x.apkg", change)
    monkeypatch.setattr(processes, "_cores", lambda: 2)
    monkeypatch.setattr(plan, "_PIECE", 1)
    monkeypatch.setattr(bringing, "_share", lambda *_, **__: 0.5)
    found = []
    for most in (10**9, -1):
        monkeypatch.setattr(bringing, "_MANY", most)
        monkeypatch.setenv("TRAINER_DB", str(tmp_path / f"{most}.db"))
        reports = [world.bring(file, "--with-schedule") for _ in range(2)]
        with Store(tmp_path / f"{most}.db") as store:
            told = [event for event in store.events() if event.device == "anki"]
        found.append((reports, told, world.texts()))
        for path in world.out.rglob("*.yaml"):
            path.unlink()
    assert found[0] == found[1]


@pytest.mark.parametrize("file", [DATA / "birds.apkg", DATA / "cells.md"], ids=["package", "text"])
def test_no_deck_is_in_its_place_before_its_history_is_saved(
    world: World, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed at any moment, it leaves no cards that look as if they had never been seen."""
    merge = Store.merge
    there: list[bool] = []

    def watched(store: Store, events: Iterable[Event], bringing: Bringing) -> Merged:
        there.append(any(world.out.glob("*.yaml")))
        merged = merge(store, events, bringing)
        there.append(any(world.out.glob("*.yaml")))
        return merged

    def refused(*_: object) -> Merged:
        raise LibraryDiskError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "merge", refused)
        world.run("import", file, "--out", world.out, "--with-schedule", status=Exit.FILE)
    assert not [one for one in world.out.rglob("*") if one.is_file()]
    monkeypatch.setattr(Store, "merge", watched)
    assert world.bring(file, "--with-schedule")["events"] == len(world.events()) - 1 > 0, (
        "and what tells of it"
    )
    assert there == [False, False]
    assert any(world.out.glob("*.yaml"))


def test_a_dry_run_of_what_was_brought_in_finds_nothing_new(world: World) -> None:
    assert world.bring(DATA / "birds.apkg", "--with-schedule")["events"] > 0
    assert world.bring(DATA / "birds.apkg", "--with-schedule", "--dry-run")["events"] == 0
    assert world.bring(DATA / "birds.apkg", "--with-schedule")["events"] == 0


def test_a_dry_run_writes_nothing(world: World) -> None:
    report = world.bring(DATA / "birds.apkg", "--with-schedule", "--dry-run")
    assert (report["notes"]["new"], len(report["decks"])) == (12, 4)
    assert report["events"] == 23
    assert not world.out.exists()
    assert world.events() == []


def test_a_missing_media_file_costs_that_file_and_is_said(world: World) -> None:
    report = world.bring(DATA / "chemistry.apkg")
    assert {
        "note": "Missing picture (picture missing)",
        "what": "picture 'lost.png', which is not in the file",
    } in (report["lost"])
    (note,) = [note for note in world.notes() if note.guid == "vis-chem-7"]
    assert note.body.prompt() == "Missing picture (picture missing)"
    assert note.body.answer_text() == "no answer is lost"


def test_a_medium_that_is_too_large_costs_that_file_and_no_more_is_said(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trainer.anki.incoming.archive.MAX_MEDIA_FILE", 1)
    said = world.run("import", DATA / "birds.apkg", "--out", world.out)
    assert "was left out, and all else taken: " in said
    assert "Nothing was taken" not in said
    assert len(world.notes()) > 9


@pytest.mark.parametrize(("names", "lost"), [(["LOST.png"], 0), (["Lost.png", "LOST.png"], 1)])
def test_a_medium_is_found_whatever_the_case_of_its_name(
    world: World, tmp_path: Path, names: list[str], lost: int
) -> None:
    path = tmp_path / "case.apkg"
    with zipfile.ZipFile(DATA / "chemistry.apkg") as old, zipfile.ZipFile(path, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == "media":
                content = json.dumps(
                    json.loads(content) | {f"9{at}": n for at, n in enumerate(names)}
                ).encode()
            new.writestr(info.filename, content)
        for at, name in enumerate(names):
            new.writestr(f"9{at}", name)
    report = world.bring(path)
    assert len([loss for loss in report["lost"] if "lost.png" in loss["what"]]) == lost
    assert len([*world.out.rglob("LOST*.png")]) == 1 - lost


def test_people_are_told_the_same(world: World, tmp_path: Path) -> None:
    said = world.run("import", DATA / "birds.apkg", "--with-schedule", "--out", tmp_path / "mine")
    assert "12 new, 0 updated, 0 as before" in said
    assert "15 cards with 16 answers and" in said
    assert "23 new events" in said
    again = world.run("import", DATA / "birds.apkg", "--with-schedule", "--out", tmp_path / "mine")
    assert "16 answers (all known)" in again


def test_a_folder_that_is_not_practised_is_said(world: World, tmp_path: Path) -> None:
    world.out.mkdir()
    said = world.run("import", DATA / "chemistry.apkg", "--out", tmp_path / "elsewhere")
    assert "is not among your decks" in said
    assert "is not among your decks" not in world.run("import", DATA / "chemistry.apkg", "--out", world.out)
