"""The file: the same bytes for the same decks, one time per note, whole or not at all, nothing unfit."""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from tests.anki.ankitools import CHANGED, changes, deck_of, hostile_deck
from tests.samples import bodies_with
from trainer.anki.errors import UnfitDecksError
from trainer.anki.notetypes import CHANGED as NOTETYPES_CHANGED
from trainer.anki.outgoing.export import Report, write_package
from trainer.anki.outgoing.notes import anki_tags
from trainer.core.card import Deck, Note
from trainer.core.errors import FileError
from trainer.core.kinds import Basic, Body, Choice, Cloze, Typed, Wrong

EVERY = deck_of(bodies_with("`x`"))
AGAIN = """
import sys
from pathlib import Path
from tests.anki.ankitools import changes, hostile_deck
from trainer.anki.outgoing.export import write_package
write_package(Path(sys.argv[1]), [hostile_deck()], changes(hostile_deck()))
"""


def rows(package: Path, sql: str, folder: Path) -> list[tuple[object, ...]]:
    with zipfile.ZipFile(package) as archive:
        database = sqlite3.connect(archive.extract("collection.anki2", folder))
    try:
        return database.execute(sql).fetchall()
    finally:
        database.close()


def refused(decks: list[Deck], folder: Path) -> UnfitDecksError:
    with pytest.raises(UnfitDecksError) as caught:
        write_package(folder / "out.apkg", decks, {})
    assert list(folder.iterdir()) == []
    return caught.value


def test_the_report_counts_as_anki_does(tmp_path: Path) -> None:
    report = write_package(tmp_path / "out.apkg", [EVERY], changes(EVERY))
    # A comparison of two rows is two notes; the basic note is reversed, the cloze note has two gaps.
    assert report == Report(tmp_path / "out.apkg", notes=8, cards=10)
    assert rows(report.file, "SELECT count() FROM notes", tmp_path) == [(8,)]
    assert rows(report.file, "SELECT count() FROM cards", tmp_path) == [(10,)]


@pytest.mark.parametrize("seed", ["0", "1234"])
def test_the_same_decks_give_the_same_bytes_in_any_process(tmp_path: Path, seed: str) -> None:
    here, there = tmp_path / "here.apkg", tmp_path / "there.apkg"
    write_package(here, [hostile_deck()], changes(hostile_deck()))
    environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo"}
    folder = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", AGAIN, there], check=True, cwd=folder, env=environment)
    assert here.read_bytes() == there.read_bytes()


def test_only_a_changed_note_has_another_time(tmp_path: Path) -> None:
    changed = changes(EVERY) | {"kinds/note-3": CHANGED + 60}
    write_package(tmp_path / "out.apkg", [EVERY], changed)
    mods = rows(tmp_path / "out.apkg", "SELECT mod, count() FROM notes GROUP BY mod ORDER BY mod", tmp_path)
    assert mods == [(CHANGED, 7), (CHANGED + 60, 1)]
    cards = rows(tmp_path / "out.apkg", "SELECT mod, count() FROM cards GROUP BY mod ORDER BY mod", tmp_path)
    assert cards == [(CHANGED, 9), (CHANGED + 60, 1)]


def test_notetypes_have_the_time_of_their_last_change_and_not_of_the_export(tmp_path: Path) -> None:
    write_package(tmp_path / "out.apkg", [EVERY], changes(EVERY, second=NOTETYPES_CHANGED + 99))
    ((models,),) = rows(tmp_path / "out.apkg", "SELECT models FROM col", tmp_path)
    assert {model["mod"] for model in json.loads(str(models)).values()} == {NOTETYPES_CHANGED}


def test_a_note_has_the_same_guid_and_row_whatever_stands_before_it(tmp_path: Path) -> None:
    sql = "SELECT guid, id FROM notes ORDER BY guid"
    write_package(tmp_path / "all.apkg", [EVERY], {})
    write_package(tmp_path / "some.apkg", [replace(EVERY, notes=EVERY.notes[3:])], {})
    assert set(rows(tmp_path / "some.apkg", sql, tmp_path)) < set(rows(tmp_path / "all.apkg", sql, tmp_path))


def test_the_zip_is_compressed_and_has_no_time_of_its_own(tmp_path: Path) -> None:
    write_package(tmp_path / "out.apkg", [EVERY], {})
    with zipfile.ZipFile(tmp_path / "out.apkg") as archive:
        entries = archive.infolist()
        assert archive.read("media") == b"{}"
    assert [entry.filename for entry in entries] == ["collection.anki2", "media"]
    assert {(entry.date_time, entry.compress_type) for entry in entries} == {
        ((1980, 1, 1, 0, 0, 0), zipfile.ZIP_DEFLATED)
    }


def test_tags_are_made_legal_and_each_is_there_once() -> None:
    tags = [
        "two words",
        "wide\u3000space",
        'quo"te',
        "a::b",
        "::a:: ::c::",
        "Hive",
        "hive",
        " ",
        "::",
        "bell\x07\tx",
    ]
    assert anki_tags(tuple(tags)) == ("two_words", "wide_space", "quote", "a::b", "a::c", "Hive", "bell_x")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (Basic("&nbsp;", "a"), "front"),
        (Basic("q", "\u200b"), "back"),
        (Typed(" ", "a"), "question"),
        (Typed("q", ""), "answer"),
        (Choice("", ("r",), (Wrong("w"),)), "question"),
    ],
)
def test_a_blank_side_is_refused_with_deck_note_and_field(tmp_path: Path, body: Body, field: str) -> None:
    deck = replace(EVERY, notes=(Note("kinds", "blank", body, line=7),), path="kinds.yaml")
    error = refused([deck], tmp_path)
    (problem,) = error.problems
    assert (problem.deck, problem.note, problem.line, problem.rule) == ("kinds", "blank", 7, "anki-blank")
    assert f"Its {field} would be blank" in problem.message
    assert str(error).startswith("kinds.yaml:7: note kinds/blank: ")


@pytest.mark.parametrize("text", ["no gap", "{{c501::x}}", "{{c1::x}} {{c70000::y}}", "```{{c1::x}}\n```"])
def test_a_cloze_note_without_a_card_in_anki_is_refused(tmp_path: Path, text: str) -> None:
    (problem,) = refused([replace(EVERY, notes=(Note("kinds", "gap", Cloze(text)),))], tmp_path).problems
    assert (problem.note, problem.rule) == ("gap", "anki-no-card")


def test_two_notes_that_continue_the_same_note_are_refused(tmp_path: Path) -> None:
    notes = tuple(Note("kinds", name, Basic(name, "a"), formerly=("kinds/old",)) for name in ("new", "newer"))
    (problem,) = refused([replace(EVERY, notes=notes)], tmp_path).problems
    assert (problem.note, problem.rule) == ("newer", "doubled-id")
    assert "kinds/new" in problem.message


@pytest.mark.parametrize("title", ["", "A::", "A::::B", " :: A", "\n"])
def test_a_title_with_an_empty_level_is_refused(tmp_path: Path, title: str) -> None:
    (problem,) = refused([replace(EVERY, title=title)], tmp_path).problems
    assert (problem.deck, problem.note, problem.rule) == ("kinds", "", "anki-title")


def test_a_deck_named_twice_or_without_notes_is_refused(tmp_path: Path) -> None:
    assert [problem.rule for problem in refused([EVERY, EVERY], tmp_path).problems] == ["doubled-deck"]
    assert [problem.rule for problem in refused([replace(EVERY, notes=())], tmp_path).problems] == [
        "anki-no-notes"
    ]


def test_all_problems_of_all_decks_are_told_at_once(tmp_path: Path) -> None:
    other = deck_of([Basic("q", " ")], deck="other")
    error = refused([replace(EVERY, notes=(Note("kinds", "gap", Cloze("x")),)), other], tmp_path)
    assert {problem.deck for problem in error.problems} == {"kinds", "other"}
    assert len(str(error).splitlines()) == 2


def test_a_missing_folder_is_made_and_an_older_package_replaced(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b" / "out.apkg"
    write_package(target, [EVERY], {})
    older = target.read_bytes()
    write_package(target, [EVERY], changes(EVERY))
    assert target.read_bytes() != older
    assert list(target.parent.iterdir()) == [target]


def test_what_is_in_the_way_is_an_error_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "folder.apkg").mkdir()
    for target in (
        tmp_path / "file/out.apkg",
        tmp_path / "file/x/out.apkg",
        tmp_path / "folder.apkg",
        Path(),
    ):
        with pytest.raises(FileError, match=str(target)):
            write_package(target, [EVERY], {})
    with pytest.raises(FileError, match="too long"):
        write_package(tmp_path / f"{'x' * 300}.apkg", [EVERY], {})
    with pytest.raises(FileError, match="is a file, not a folder"):
        write_package(tmp_path / "file/out.apkg", [EVERY], {})
    assert (tmp_path / "file").read_text() == "mine"


def test_without_a_temporary_folder_the_error_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    with pytest.raises(FileError, match="TMPDIR"):
        write_package(tmp_path / "out.apkg", [EVERY], {})


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.apkg"
    write_package(target, [EVERY], {})
    older = target.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileError, match="No space left on device"):
        write_package(target, [EVERY], changes(EVERY))
    assert target.read_bytes() == older
    assert list(tmp_path.iterdir()) == [target]
