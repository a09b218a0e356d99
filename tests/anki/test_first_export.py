"""The first export into a folder is compared with nothing; the history knows what was otherwise before,
and when; an export makes one where there is none."""

import os
import time
from pathlib import Path
from typing import Any

import pytest

from tests.anki.test_package import rows
from tests.foreign.bringing import World

HEAD = "deck: d\ntitle: T\nnotes:\n"
STAYS = "  - {id: stays, ask: One?, answer: one}\n"
BEFORE = (
    HEAD
    + STAYS
    + "  - {id: old, ask: Two?, answer: two}\n"
    + "  - {id: gone, ask: Three?, answer: three}\n"
    + "  - {id: other, kind: cloze, text: 'a {{c1::gap}}'}\n"
)
AFTER = (
    HEAD
    + STAYS
    + "  - {id: new, ask: Two?, answer: two, formerly: [old]}\n"
    + "  - {id: other, ask: A what?, answer: gap}\n"
)


def test_what_was_otherwise_before_is_said_at_the_first_export(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    world = World(tmp_path, monkeypatch, capsys)
    world.out.mkdir()
    file = world.out / "d.yaml"
    file.write_text(BEFORE)
    said = world.run("export", "--out", tmp_path / "first")
    assert "if Anki has" not in said, "nothing was otherwise"
    file.write_text(AFTER)
    said = world.run("export", "--out", tmp_path / "second")
    told = [line.partition(" — ")[2] for line in said.splitlines() if line.startswith("if Anki has")]
    assert [line.partition(". ")[0] for line in told] == [
        "Renamed: d/old → d/new",
        "With other cards than before: d/other",
        "No longer in the decks: d/gone",
    ]
    said = world.run("export", "--out", tmp_path / "second")
    assert "—" not in said, "compared with the last export there is nothing to say"
    said = world.run("export", "--out", tmp_path / "first")
    assert "since trainer.apkg was last written — Of another kind: d/other" in said


def test_who_only_exports_overwrites_no_later_edit_in_anki_and_gets_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    world = World(tmp_path, monkeypatch, capsys)
    world.out.mkdir()
    file = world.out / "d.yaml"
    file.write_text(BEFORE)
    start = int(time.time())
    found = []
    for number, text in enumerate((BEFORE, BEFORE, BEFORE.replace("answer: two", "answer: deux"))):
        monkeypatch.setattr(time, "time", lambda at=start + 100 * number: float(at))
        if text != file.read_text():
            file.write_text(text)
            os.utime(file, ns=(0, 1))
        world.run("export", "--out", tmp_path / str(number))
        (package,) = (tmp_path / str(number)).glob("*.apkg")
        found.append(package)
    first, again, later = found
    assert again.read_bytes() == first.read_bytes()
    before, after = mods(first, tmp_path), mods(later, tmp_path)
    assert sum(before[guid] != mod for guid, mod in after.items()) == 1, "only that is newer than edits there"


def mods(package: Path, folder: Path) -> dict[object, object]:
    found: Any = rows(package, "SELECT guid, mod FROM notes", folder)
    return dict(found)


def test_another_machine_with_the_same_files_overwrites_no_edit_in_anki_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    world = World(tmp_path, monkeypatch, capsys)
    world.out.mkdir()
    (world.out / "d.yaml").write_text(BEFORE)
    os.utime(world.out / "d.yaml", (1_700_000_000, 1_700_000_000))
    found = []
    for number in range(2):
        monkeypatch.setenv("TRAINER_DB", str(tmp_path / f"{number}.db"))
        world.run("export", "--out", tmp_path / str(number))
        found.append(next((tmp_path / str(number)).glob("*.apkg")))
    first, second = found
    assert second.read_bytes() == first.read_bytes()
    assert set(mods(first, tmp_path).values()) == {1_700_000_000}
