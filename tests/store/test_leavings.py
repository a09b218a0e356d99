"""What a repair, a restore or a copy left that was killed: in nobody's way, named, and not kept for ever."""

import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.test_verbs import run, world
from tests.store.build import used
from tests.store.test_repair import NOISE, NOW
from trainer import leavings
from trainer.core.errors import Exit
from trainer.store import backup, copies, examine
from trainer.store.repair import repair
from trainer.store.restore import restore
from trainer.store.store import Store


@pytest.mark.parametrize("end", backup.BESIDE)
def test_what_an_attempt_left_that_failed_is_not_in_the_way_of_the_next(path: Path, end: str) -> None:
    """A full disk, or power that went, while the new file was made."""
    events = used(path)
    copy = backup.make(path, NOW, "by-hand")
    for name in (
        ".trainer.db.repaired",
        ".trainer.db.restored",
        "trainer-backups/20270115T080000Z-again.part",
    ):
        file = Path(f"{path.parent / name}{end}")
        file.write_bytes(NOISE)
        os.utime(file, (NOW - 90_000, NOW - 90_000))
    assert repair(path, NOW).events == len(events)
    restore(path, copy.name, NOW)
    again = backup.make(path, int(datetime(2027, 1, 15, 8, tzinfo=UTC).timestamp()), "again")
    assert backup.verify(again.path) == len(events)
    with Store(path) as store:
        assert store.events() == events
    left = [one.name for one in path.parent.rglob("*") if one.name.startswith(".") or ".part" in one.name]
    assert left == []


@pytest.mark.parametrize("next_", ["repair", "restore", "copy"])
def test_what_was_killed_leaves_no_copy_of_the_history_for_ever(path: Path, next_: str) -> None:
    used(path)
    copy = backup.make(path, NOW, "by-hand")
    kept = path.parent / ".repair-ofmyown1" / "notes"
    young, *old = [
        path.parent / ".repair-abcd_123" / "whole-wal",
        path.parent / ".rescue-abcd_123" / "copy",
        path.parent / ".trainer.db.restored-journal",
        path.parent / ".trainer.db.0123abcd.repaired",
        path.parent / "trainer-backups" / "20270115T080000Z-daily.part",
        path.parent / "trainer-backups" / "20270115T080000Z-before-sync.0123abcd.part-journal",
    ]
    for file in (kept, young, *old):
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(NOISE)
        os.utime(file, (NOW, NOW))
        os.utime(file.parent, (NOW, NOW))
    os.utime(young, (NOW + 86_000, NOW + 86_000))
    (found,) = examine.of_leavings(backup.working(path), NOW)
    assert not found.error
    assert ".repair-abcd_123" in found.message
    assert kept.parent.name not in found.message
    now = NOW + 90_000
    if next_ == "repair":
        repair(path, now)
    elif next_ == "restore":
        restore(path, copy.name, now)
    else:
        backup.make(path, now, "daily")
    assert kept.exists()
    assert young.exists(), "a repair may be at it"
    assert not any(file.exists() for file in old)


__all__ = ["world"]
PACKAGE = Path(leavings.__file__).parent


def all_made(folder: Path, at: ExitStack) -> list[Path]:
    """Make one of everything that the program makes for a while."""
    copy = folder / "20270115T080000Z-daily"
    database = folder / ".trainer.db"
    files = [
        at.enter_context(leavings.part(folder)),
        *(at.enter_context(leavings.begun(database, what)) for what in ("repaired", "restored")),
        at.enter_context(leavings.begun(copy, "part")),
    ]
    files += [Path(f"{files[-1]}{end}") for end in leavings.BESIDE]
    inside = {at.enter_context(leavings.stage(folder)): "0.yaml"}
    for what, name in (("repair", "whole-wal"), ("rescue", "copy"), ("", "collection")):
        inside[at.enter_context(leavings.scratch(what, folder))] = name
    for file in (*files, *(kept / name for kept, name in inside.items())):
        file.write_bytes(NOISE)
    return [*files, *inside]


def made(folder: Path) -> list[Path]:
    """One of everything that is made for a while, as a program that is killed leaves it."""
    with ExitStack() as at:
        left = all_made(folder, at)
        for path in left:
            shutil.move(path, f"{path}.away")
    for path in left:
        shutil.move(f"{path}.away", path)
    return left


def test_what_a_running_program_holds_is_never_deleted_whatever_a_clock_says(tmp_path: Path) -> None:
    with ExitStack() as at:
        held = all_made(tmp_path, at)
        assert not [*leavings.leavings([tmp_path])]
        assert not leavings.sweep([tmp_path], math.inf)
        assert all(path.exists() for path in held)
    assert not [*tmp_path.iterdir()]


def test_a_killed_program_holds_nothing_any_more_and_what_it_made_goes(tmp_path: Path) -> None:
    code = """if True:
        import os, pathlib, sys, tests.store.test_leavings as tests
        tests.all_made(pathlib.Path(sys.argv[1]), at := tests.ExitStack())
        print("made", flush=True)
        sys.stdin.readline()
        os._exit(9)
    """
    started = [sys.executable, "-c", code, str(tmp_path)]
    with subprocess.Popen(started, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "made\n"
        there = {*tmp_path.iterdir()}
        assert not leavings.sweep([tmp_path], math.inf)
        other.communicate("end\n")
    assert {*leavings.sweep([tmp_path], math.inf)} == there
    assert not [*tmp_path.iterdir()]


def test_without_locks_only_who_is_asked_to_deletes_and_nothing_young_whatever_a_clock_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, and on some file systems of other machines."""
    young, old = tmp_path / "young", tmp_path / "old"
    young.mkdir()
    old.mkdir()
    left, there = made(old), made(young)
    for path in left:
        for one in (path, *([*path.iterdir()] if path.is_dir() else ())):
            os.utime(one, (NOW - 10**7, NOW - 10**7))
    monkeypatch.setattr(leavings, "_locked", lambda path, *, wait: -1)
    assert leavings.sweep([young, old], math.inf) == []
    assert {*leavings.leavings([young, old])} >= {*there, *left}, "named they are"
    assert {*leavings.sweep([young, old], math.inf, asked=True)} == {*left}
    assert all(path.exists() for path in there)


def test_all_that_is_made_for_a_while_is_known_by_its_name(tmp_path: Path) -> None:
    left = made(tmp_path)
    for name in ("notes.part", ".import-ofmyown", "20270115T080000Z-daily.db", "trainer-scratch.txt"):
        (tmp_path / name).write_bytes(NOISE)
    (tmp_path / ".import-0123456789ab").mkdir()
    (tmp_path / ".import-0123456789ab" / "mine.yaml").touch()
    assert set(leavings.leavings([tmp_path])) == set(left)


def test_nothing_is_made_for_a_while_under_another_name() -> None:
    other = re.compile(r"TemporaryDirectory|NamedTemporaryFile|mkstemp|mkdtemp|token_hex|\.part[\"']")
    where = {path for path in PACKAGE.rglob("*.py") if other.search(path.read_text("utf-8"))}
    assert where <= {PACKAGE / "leavings.py"}


@pytest.mark.parametrize("where", ["beside", "copies", "decks", "system"])
def test_doctor_names_what_was_left_and_deletes_it_and_leaves_a_sound_history_as_it_is(
    world: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    where: str,
) -> None:
    database = world / "data" / "trainer.db"
    used(database)
    run(capsys, "due")
    run(capsys, "backup", "now")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "system"))
    folder = {"beside": database.parent, "copies": copies.folder_of(database), "decks": world / "decks"}.get(
        where, tmp_path / "system"
    )
    folder.mkdir(exist_ok=True)
    left = made(folder)
    if where != "system":
        status, out, _ = run(capsys, "doctor")
        assert status == Exit.DONE
        assert str(folder) in out
        assert "`trainer doctor --repair` deletes it" in out
    run(capsys, "doctor", "--repair")
    assert all(path.exists() for path in left), "somebody may be at it"
    old = database.stat().st_mtime - 2 * leavings.HOUR
    for path in left:
        for one in (*path.glob("*"), path):
            os.utime(one, (old, old))
    assert str(folder) in run(capsys, "doctor")[1]
    was = database.read_bytes()
    status, out, err = run(capsys, "doctor", "--repair")
    assert status == Exit.DONE
    assert not any(path.exists() for path in left)
    assert str(left[0]) in err
    assert "left by" not in out
    assert database.read_bytes() == was
