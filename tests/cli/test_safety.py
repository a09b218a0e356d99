"""Copies, restoring, text and exchange from the command line."""

import gzip
import json
import os
import re
import shlex
import shutil
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.test_cards import Run, run
from tests.store.build import DAY, answer, by_hand
from trainer.core.errors import Exit
from trainer.core.log import Event
from trainer.core.state import CardState
from trainer.replicate.folder import exchange
from trainer.replicate.lines import written
from trainer.store import backup, copies
from trainer.store.examine import glance
from trainer.store.store import Store

__all__ = ["run"]


def count(run: Run) -> int:
    return sum(
        len(json.loads(run("history", card, "--json")[1])) for card in ("git/reset", "git/pair", "git/stash")
    )


def test_practice_leaves_a_copy_once_a_day(run: Run) -> None:
    listed = json.loads(run("backup", "--json")[1])
    assert [one["why"] for one in listed] == ["daily"]
    run("review", typed="q\n")
    assert json.loads(run("backup", "list", "--json")[1]) == listed


def test_each_study_day_leaves_a_copy_however_early_practice_ends(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = json.loads(run("backup", "--json")[1])[0]["made"]
    evening = datetime.fromtimestamp(made).astimezone().replace(hour=20, minute=0)
    for day in range(1, 5):
        ends = (evening + timedelta(days=day, minutes=-30 * day)).timestamp()
        with monkeypatch.context() as clock:
            clock.setattr(time, "time", lambda ends=ends: ends)
            for _ in range(2):
                run("review", typed="q\n")
    found = [one["made"] for one in json.loads(run("backup", "--json")[1])]
    assert len({datetime.fromtimestamp(at).astimezone().date() for at in found}) == len(found) == 5


def test_a_copy_is_made_put_back_and_that_is_undone(run: Run) -> None:
    name = run("backup", "now")[1].split()[0]
    run("reset", "git/reset")
    assert count(run) == 4
    status, out, err = run("restore", name)
    assert (status, err) == (Exit.DONE, "")
    assert "3 events" in out
    assert count(run) == 3
    aside = out.split("the one before is ")[1].split(";")[0]
    assert run("restore", aside)[0] == Exit.DONE
    assert count(run) == 4
    assert run("restore", "nothing")[0] == Exit.USAGE


def test_what_was_set_aside_is_listed_and_put_back_by_its_name(run: Run) -> None:
    name = run("backup", "now")[1].split()[0]
    run("reset", "git/reset")
    run("restore", name)
    (aside,) = [one for one in json.loads(run("backup", "--json")[1]) if one["why"] == "set-aside"]
    assert aside["name"] in run("backup", "list")[1]
    status, out, _ = run("restore", aside["name"])
    assert (status, count(run)) == (Exit.DONE, 4)
    assert f"{aside['name']} is the history now" in out
    again = [one["name"] for one in json.loads(run("backup", "--json")[1]) if one["why"] == "set-aside"]
    assert len(set(again)) == 2
    assert run("restore", Path(os.environ["TRAINER_DB"]).name)[0] == Exit.USAGE, "no name of a copy"


def test_a_copy_of_a_wrong_clock_is_no_reason_to_take_its_answers_in(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Path(os.environ["TRAINER_DB"])
    name = run("backup", "now")[1].split()[0]
    run("reset", "git/reset")
    backup.make(database, 4_070_908_800, "daily")  # in 2099
    assert run("restore", name)[0] == Exit.DONE
    assert run("doctor")[0] == Exit.DONE
    with Store(database) as store:
        scheduler = store.scheduler
    assert glance(database, scheduler, DAY, time.time()) == ""
    assert count(run) == 3


@pytest.mark.parametrize("wal", [b"", b"what another file left"])
@pytest.mark.parametrize(
    "damaged",
    [
        lambda data: data[:4096] + bytes(8192) + data[12288:],
        lambda data: bytes(100) + data[100:],
        lambda data: data[: len(data) // 2],
    ],
)
def test_what_was_there_before_a_repair_is_put_back_as_it_was_and_that_is_undone(
    run: Run, tmp_path: Path, damaged: Callable[[bytes], bytes], wal: bytes
) -> None:
    database = Path(os.environ["TRAINER_DB"])
    was = damaged(database.read_bytes())
    database.write_bytes(was)
    beside = Path(f"{database}-wal")
    if wal:
        beside.write_bytes(wal)
    status, _, err = run("doctor", "--repair")
    assert status == Exit.DONE
    (aside,) = re.findall(r"`trainer restore (.+?)` puts it back", err)
    repaired = ids()
    assert repaired
    status, out, err = run("restore", aside)
    assert status == Exit.DONE
    assert database.read_bytes()[100:] == was[100:], "but for SQLite's marks in the header"
    assert "damaged as it was" in out
    assert "trainer doctor --repair" in err
    assert run("doctor")[0] != Exit.DONE
    (aside,) = re.findall(r"`trainer restore (.+?)` puts it back", out)
    assert run("restore", aside)[0] == Exit.DONE
    assert ids() == repaired
    assert run("doctor")[0] == Exit.DONE


def ids() -> list[str]:
    with Store(Path(os.environ["TRAINER_DB"])) as store:
        return [event.id for event in store.events()]


def test_the_commands_that_are_said_can_be_typed_whatever_the_folders_are_called(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "my 'own' history & more"
    folder.mkdir()
    shutil.copy(os.environ["TRAINER_DB"], folder / "t.db")
    monkeypatch.setenv("TRAINER_DB", str(folder / "t.db"))
    for words in (["backup", "now"], ["backup", "text", str(folder / "all.jsonl")]):
        err = run(*words)[2]
    (command,) = re.findall(r"`trainer (import .+?)` adds", err)
    assert run(*shlex.split(command))[0] == Exit.DONE
    name = copies.listed(folder / "t.db")[0].name
    (command,) = re.findall(r"`trainer (restore .+?)` puts it back", run("restore", name)[1])
    assert run(*shlex.split(command))[0] == Exit.DONE


def test_an_import_says_how_many_were_refused_and_so_does_its_dry_run(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "history.jsonl"
    run("backup", "text", str(file))
    lines = file.read_text().splitlines()
    new = [json.loads(by_hand(lines[1], id=f"new{number}")) for number in range(20)]
    odd = [event | {"id": f"odd{number}", "grade": 9} for number, event in enumerate(new[:12])]
    file.write_text("\n".join([*lines, *map(json.dumps, [*new, *odd, new[0]])]))
    for words in (["--dry-run"], []):
        out, err = run("import", str(file), *words)[1:]
        assert f"20 new events in the history, {len(lines) - 1} known before" in out
        assert err.count("was not taken: its grade is 9") == 10
        assert "and 2 more" in err
        told = run("import", str(file), "--dry-run", "--json")[1]
        assert json.loads(told)["events"] == (20 if words else 0)
        assert len(json.loads(told)["refused"]) == 12


def test_the_history_as_text_is_taken_in_by_an_empty_program(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "history.jsonl"
    assert run("backup", "text", str(file))[0] == Exit.DONE
    monkeypatch.setenv("TRAINER_DB", str(tmp_path / "other.db"))
    assert count(run) == 0
    assert "3 new events" in run("import", str(file), "--dry-run")[1]
    assert count(run) == 0
    assert "3 new events" in run("import", str(file))[1]
    assert "0 new events in the history, 3 known before" in run("import", str(file))[1]
    assert count(run) == 3
    assert run("doctor")[0] == Exit.DONE


def test_a_foreign_file_is_not_written_over(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("dear")
    assert run("backup", "text", str(file))[0] == Exit.USAGE
    assert run("backup", "text")[0] == Exit.USAGE
    assert run("backup", "now", str(file))[0] == Exit.USAGE
    assert file.read_text() == "dear"


def test_two_machines_share_a_folder(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = str(tmp_path / "shared")
    assert run("sync", folder)[1].startswith("0 events came, 3 events went; 0 other devices")
    monkeypatch.setenv("TRAINER_DB", str(tmp_path / "other.db"))
    assert run("sync", folder)[1].startswith("3 events came, 0 events went; 1 other device")
    assert count(run) == 3
    assert json.loads(run("sync", folder, "--json")[1])["came"] == 0


def test_what_only_reads_the_history_works_where_it_cannot_be_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trainer.store.readonly.is_writable", lambda _: False)
    for words in (["export", "--out", str(tmp_path / "out")], ["backup", "text", str(tmp_path / "h.jsonl")]):
        status, _, err = run(*words)
        assert status == Exit.DONE
        assert "what follows is read from a copy" in err
    assert (tmp_path / "h.jsonl").read_text().count("\n") == 4
    assert list((tmp_path / "out").glob("*.apkg"))


def states() -> dict[str, CardState]:
    with Store(Path(os.environ["TRAINER_DB"])) as store:
        return dict(store.states())


def other_history(file: Path) -> int:
    """Write the history of another device as text; return how many events it has."""
    with Store(file.with_suffix(".db")) as other:
        other.record_all([answer("git/stash", 1, 739_000 + 9 * number) for number in range(5)])
        file.write_text("".join(written(other.events())))
        return len(other.events())


def test_a_wrong_import_is_taken_back_for_good_although_sync_brings_it_back(run: Run, tmp_path: Path) -> None:
    folder, file = str(tmp_path / "shared"), tmp_path / "their.jsonl"
    name = run("backup", "now")[1].split()[0]
    assert run("restore", name)[2] == "", "nothing is exchanged"
    events = other_history(file)
    before = states()
    assert json.loads(run("import", str(file), "--json")[1])["events"] == events
    run("sync", folder)
    changed = states()
    assert changed != before
    assert "trainer import --undo" in run("restore", name)[2]
    assert json.loads(run("sync", folder, "--json")[1])["came"] == events + 1, "with what tells of the import"
    assert states() == changed
    told = json.loads(run("import", "--undo", str(file), "--dry-run", "--json")[1])["taken_back"]
    assert states() == changed
    assert json.loads(run("import", "--undo", str(file), "--json")[1])["taken_back"] == told == events
    assert states() == before
    assert "0 events" in run("import", "--undo", str(file))[1]
    run("sync", folder)
    assert states() == before
    assert run("doctor")[0] == Exit.DONE
    run("redo")
    assert states() == changed


def phone(file: Path, folder: Path) -> list[Event]:
    """Bring answers of another device into the folder, and write its history as text; return it."""
    with Store(file.with_suffix(".db")) as store:
        store.record_all([answer("git/stash", 4, 739_000), answer("git/pair", 4, 739_001)])
        exchange(store, store.about("device") or "", folder, join=True)
        store.record_all([answer("git/stash", 1, 739_020), answer("git/reset", 1, 739_021)])
        file.write_text("".join(written(store.events())))
        return store.events()


@pytest.mark.parametrize("way", ["here", "put back and synced", "another machine"])
def test_only_what_an_import_brought_is_taken_back_not_what_had_come_before(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    folder, file = tmp_path / "shared", tmp_path / "phone.jsonl"
    events = phone(file, folder)
    assert json.loads(run("sync", str(folder), "--join", "--json")[1])["came"] == 2
    before = states()
    name = run("backup", "now")[1].split()[0]
    assert json.loads(run("import", str(file), "--json")[1])["events"] == 2
    assert json.loads(run("import", str(file), "--json")[1])["events"] == 0
    if way != "here":
        run("sync", str(folder))
        if way == "another machine":
            monkeypatch.setenv("TRAINER_DB", str(tmp_path / "other.db"))
        else:
            run("restore", name)
        run("sync", str(folder), "--join")
    assert states() != before
    status, out, err = run("import", "--undo", str(file))
    assert (status, err) == (Exit.DONE, "")
    assert f"taken back from {file.name}: 2 events" in out
    assert states() == before
    with Store(Path(os.environ["TRAINER_DB"])) as store:
        assert {event.id for event in events} <= {event.id for event in store.events()}
    assert run("doctor")[0] == Exit.DONE


def test_of_what_was_known_before_an_import_nothing_is_taken_back(run: Run, tmp_path: Path) -> None:
    folder, file = tmp_path / "shared", tmp_path / "phone.jsonl"
    phone(file, folder)
    run("sync", str(folder), "--join")
    file.write_text((sorted(folder.glob("*.jsonl"))[0]).read_text())
    before = states()
    assert json.loads(run("import", str(file), "--json")[1])["events"] == 0
    assert json.loads(run("import", "--undo", str(file), "--json")[1])["taken_back"] == 0
    assert states() == before


def test_a_text_that_was_never_imported_is_taken_back_whole_and_that_is_said(
    run: Run, tmp_path: Path
) -> None:
    """A history that was joined by mistake."""
    folder, file = tmp_path / "shared", tmp_path / "phone.jsonl"
    before = states()
    events = phone(file, folder)
    run("sync", str(folder), "--join")
    status, out, err = run("import", "--undo", str(file))
    assert f"taken back from {file.name}: 2 events" in out
    assert "was not imported" in err
    assert (status, states()) == (Exit.DONE, before)
    assert len(events) == 4


def test_what_this_device_did_itself_no_undo_of_an_import_takes_back(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "own.jsonl"
    run("reset", "git/pair")
    run("backup", "text", str(file))
    before = states()
    run("import", "--undo", str(file))
    assert states() == before


def headless(text: bytes) -> bytes:
    return text.split(b"\n", 1)[1]


@pytest.mark.parametrize(
    "changed",
    [
        lambda text: b"\xef\xbb\xbf" + text,
        lambda text: text.decode().encode("utf-16"),
        gzip.compress,
        lambda text: gzip.compress(b"\xef\xbb\xbf" + text),
        headless,
        lambda text: gzip.compress(headless(text)),
        lambda text: text.replace(b"\n", b"\r\n"),
        lambda text: b"cut off}\n" + headless(text),
    ],
)
def test_a_history_as_text_is_read_as_other_programs_leave_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: Callable[[bytes], bytes]
) -> None:
    file = tmp_path / "all.jsonl"
    events = json.loads(run("backup", "text", str(file), "--json")[1])["events"]
    assert events == 3
    file.write_bytes(changed(file.read_bytes()))
    monkeypatch.setenv("TRAINER_DB", str(tmp_path / "other.db"))
    assert json.loads(run("import", str(file), "--json")[1])["events"] == events
    assert json.loads(run("import", str(file), "--json")[1])["events"] == 0


def test_a_packed_history_that_is_cut_off_and_what_is_none_are_said(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "all.jsonl"
    run("backup", "text", str(file))
    file.write_bytes(gzip.compress(file.read_bytes() * 500)[:-9])
    status, _, err = run("import", str(file))
    assert (status, len(err.splitlines())) == (Exit.FILE, 1)
    assert "damaged or cut off" in err
    file.write_bytes(b"nothing of it")
    status, _, err = run("import", str(file))
    assert status == Exit.FILE
    assert ".jsonl of `trainer backup text`" in err
    assert run("import", "--undo", str(file))[0] == Exit.USAGE


@pytest.mark.parametrize("join", [(), ("--join",)])
def test_an_exchange_that_could_not_read_a_file_of_another_device_is_not_said_to_be_done(
    run: Run, tmp_path: Path, join: tuple[str, ...]
) -> None:
    """Whether it is of this history nobody can tell: the first of these exchanges joins nothing."""
    (folder := tmp_path / "shared").mkdir()
    theirs = folder / f"{'0' * 16}.jsonl"
    theirs.symlink_to("/proc/self/mem")  # readable by nobody's `read`, root's included
    status, out, err = run("sync", str(folder), *join)
    assert status == Exit.FILE, (out, err)
    assert theirs.name in out + err
    assert [path.name for path in folder.iterdir()] == [theirs.name]
    theirs.unlink()
    assert run("sync", str(folder))[0] == Exit.DONE
    theirs.symlink_to("/proc/self/mem")
    status, out, err = run("sync", str(folder), *join)
    assert status == Exit.PROBLEMS, (out, err)
    assert theirs.name in err
