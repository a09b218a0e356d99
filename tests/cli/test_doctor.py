"""`trainer doctor` says what is wrong with a history file, and --repair saves what can be read."""

import io
import json
import re
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.cli.test_verbs import run, world
from tests.store.build import DAY, answer, used
from tests.store.test_repair import NOISE, pages, spoil
from trainer.core.errors import Exit
from trainer.store import backup
from trainer.store.store import Store

__all__ = ["world"]


@pytest.fixture
def history(world: Path) -> Path:
    """A history file with some hundred answers, a page of its cache destroyed."""
    path = world / "data" / "trainer.db"
    used(path)
    return path


def test_a_sound_file_is_said_to_be_so(history: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "due")
    status, out, _ = run(capsys, "doctor")
    assert status == Exit.DONE
    assert "0 schedules differ" in out
    assert "in no deck in use: deck/n0" in out


def test_wrong_counts_are_told_and_rebuilding_counts_anew(
    history: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    right = run(capsys, "due", "--json")[1]
    with closing(sqlite3.connect(history)) as connection, connection:
        connection.execute("UPDATE tally SET cards = cards + 1")
    status, out, _ = run(capsys, "doctor")
    assert status == Exit.PROBLEMS
    assert "counted wrongly" in out
    assert run(capsys, "doctor", "--rebuild")[0] == Exit.DONE
    assert run(capsys, "doctor")[0] == Exit.DONE
    assert run(capsys, "due", "--json")[1] == right


def test_a_schedule_that_differs_is_said_in_words_behind_errors_and_these_before_notes(
    history: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "due")
    with closing(sqlite3.connect(history)) as connection, connection:
        connection.execute("UPDATE memory SET lapses = lapses + 3 WHERE card = 'deck/n0'")
        connection.execute("UPDATE memory SET data = '[1]' WHERE card = 'deck/n1'")
        connection.execute("UPDATE tally SET cards = cards + 1")
    out = run(capsys, "doctor")[1]
    assert re.search(r"deck/n0: stored is due on .* lapses.*; the history says due on .* lapse", out)
    assert "deck/n1: due on" in out
    assert "numbers of the scheduler differ" in out
    assert "(memory=" not in out
    kinds = [line.split(":")[0] for line in out.splitlines() if line.startswith(("error:", "note:"))]
    assert kinds == sorted(kinds)
    assert {*kinds} == {"error", "note"}


def test_a_damaged_file_is_named_repaired_and_sound_again(
    history: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(history, pages(history)["memory"][0], NOISE)
    status, out, _ = run(capsys, "doctor")
    assert status == Exit.PROBLEMS
    assert "is damaged" in out
    assert "trainer doctor --repair" in out
    status, out, err = run(capsys, "doctor", "--repair", "--json")
    assert status == Exit.DONE
    assert json.loads(out)["repaired"]["events"] == 300
    assert "300 events in the new history file" in err
    assert run(capsys, "doctor")[0] == Exit.DONE
    assert json.loads(run(capsys, "due", "--json")[1])["decks"][0]["id"] == "git"


def test_answers_from_the_future_are_named_and_taken_back(
    history: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import UTC, datetime

    monkeypatch.setattr("trainer.cli.history.now", lambda: datetime(2020, 1, 1, 12, tzinfo=UTC))
    status, out, _ = run(capsys, "doctor")
    assert status == Exit.PROBLEMS
    assert "300 events from the future" in out
    status, out, err = run(capsys, "doctor", "--undo-clock")
    assert (status, "taken back" in out) == (Exit.PROBLEMS, False), "answers of many days, and one clock"
    assert "is the clock right now?" in err
    status, out, _ = run(capsys, "doctor", "--undo-clock", "--yes")
    assert status == Exit.DONE
    assert "300 events of a wrong clock taken back" in out


def test_a_wal_beside_the_file_is_told_of(history: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from tests.store.build import answer
    from trainer.store.store import Store

    with Store(history) as store:
        store.record(answer("deck/n1", 4, 739_300))
        status, out, _ = run(capsys, "doctor")
    assert status == Exit.DONE
    assert "trainer.db-wal and trainer.db-shm beside it" in out


@pytest.mark.parametrize("words", [["check"], ["doctor"], ["backup", "now"], ["backup"], ["due"]])
def test_who_only_reads_leaves_nothing_beside_the_file(
    history: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    run(capsys, *words)
    assert [path.name for path in history.parent.glob("trainer.db*")] == ["trainer.db"]


@pytest.mark.parametrize("asked", [KeyboardInterrupt, SystemExit(143)])
@pytest.mark.parametrize("words", [["backup", "now"], ["sync", "shared"]])
def test_who_is_asked_to_end_while_copying_leaves_one_file(
    history: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    asked: BaseException,
) -> None:
    def ends(_: Path) -> int:
        raise asked

    monkeypatch.setattr("trainer.store.backup.verify", ends)
    with suppress(SystemExit):
        run(capsys, *words)
    assert [path.name for path in history.parent.rglob("trainer.db*")] == ["trainer.db"]
    assert list(history.parent.rglob("*.part*")) == []


def test_an_empty_wal_is_no_alarm(history: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As it is left by an earlier version, or one that was killed after all was in the file."""
    Path(f"{history}-wal").touch()
    Path(f"{history}-shm").write_bytes(bytes(32_768))
    status, out, _ = run(capsys, "doctor")
    assert (status, "beside it" in out) == (Exit.DONE, False)


@pytest.mark.parametrize(
    "words", [["due"], ["doctor"], ["stats"], ["browse"], ["history", "git/reset"], ["why", "git/reset"]]
)
def test_reports_need_not_write(
    history: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    expected = run(capsys, *words)[:2]
    before = {path: path.stat().st_mtime_ns for path in history.parent.rglob("*")}
    monkeypatch.setattr("trainer.store.readonly.is_writable", lambda _: False)
    assert run(capsys, *words)[:2] == expected
    assert {path: path.stat().st_mtime_ns for path in history.parent.rglob("*")} == before


def test_line_by_line_the_history_is_looked_at_once_a_day_as_in_screens(
    history: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(capsys, "due")
    monkeypatch.setattr("sys.stdin", io.StringIO("y\nq\n"))
    assert "damaged" not in run(capsys, "review", "--plain")[1]
    spoil(history, pages(history)["alias_card"][0], NOISE)
    assert "damaged" not in run(capsys, "review", "--plain")[1], "it was looked at today"
    with closing(sqlite3.connect(history)) as connection:
        connection.execute("UPDATE about SET value = '1' WHERE name = 'looked at'")
        connection.commit()
    monkeypatch.setattr("sys.stdin", io.StringIO("y\nq\n"))
    assert "history damaged: trainer doctor" in run(capsys, "review", "--plain")[1]


def test_check_says_of_two_files_with_one_id_what_practice_does(
    world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    original = world / "decks" / "git.yaml"
    copy = original.with_name("0 git copy.yaml")
    copy.write_text(original.read_text())
    original.unlink()
    run(capsys, "undo")
    original.write_text(copy.read_text())
    run(capsys, "due")
    with closing(sqlite3.connect(world / "data" / "trainer.db")) as connection:
        used = connection.execute("SELECT path FROM deck WHERE id = 'git'").fetchone()[0]
    problems = json.loads(run(capsys, "check", "--json")[1])
    (refused,) = [found["file"] for found in problems if found["rule"] == "doubled-deck"]
    assert refused == str(original)
    assert used == str(copy)


@pytest.mark.parametrize("cut", [True, False])
def test_of_a_file_that_lacks_pages_it_is_said_that_more_may_be_lost(
    history: Path, capsys: pytest.CaptureFixture[str], cut: bool
) -> None:
    data = history.read_bytes()
    history.write_bytes(data[: len(data) // 2] if cut else data[:9000] + data[9001:])
    pages = len(data) // 4096
    status, _, err = run(capsys, "doctor", "--repair")
    assert status == Exit.DONE
    said = re.search(
        r"(at least \d+ events lost|no event is known to be lost): of (\d+) pages .* has (\d+)", err
    )
    assert said is not None
    assert (said[1].startswith("at least"), int(said[2])) == (cut, pages)
    assert int(said[3]) == (pages // 2 if cut else pages - 1)


def test_a_sound_history_is_not_repaired_and_what_a_restore_took_away_stays_away(
    world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = world / "data" / "trainer.db"
    path.parent.mkdir(exist_ok=True)
    events = used(path)
    copy = backup.make(path, 1_700_000_000, "by-hand")
    with Store(path) as store:
        store.record(answer("deck/a", 4, DAY + 30))
    backup.make(path, 1_700_000_100, "daily")
    assert run(capsys, "restore", copy.name)[0] == Exit.DONE
    run(capsys, "doctor")
    was = path.read_bytes()
    for _ in range(2):
        status, _, err = run(capsys, "doctor", "--repair")
        assert status == Exit.DONE
        assert "nothing to repair" in err
        assert "damaged" not in err
    assert path.read_bytes() == was
    with Store(path) as store:
        assert store.events() == events


def test_a_repair_leaves_a_sound_file_with_a_wrong_clock_or_schedules_and_says_what_mends_it(
    history: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Store(history) as store:
        store.record(answer("deck/n1", 4, DAY + 30_000))
    run(capsys, "due")
    with closing(sqlite3.connect(history)) as connection, connection:
        connection.execute("UPDATE memory SET due = due + 1")
    was = {event.id for event in Store(history).events()}
    for _ in range(2):
        status, out, err = run(capsys, "doctor", "--repair")
        assert status == Exit.PROBLEMS
        assert "nothing to repair" in err
        assert "damaged" not in err
        assert "doctor --undo-clock` takes them back" in out
        assert "doctor --rebuild` makes them right" in out
    assert not [*history.parent.glob("*-backups/*set-aside*")]
    status, out, _ = run(capsys, "doctor", "--repair", "--undo-clock", "--rebuild")
    assert (status, "1 event of a wrong clock taken back" in out) == (Exit.DONE, True)
    assert was < {event.id for event in Store(history).events()}


def test_no_event_is_taken_back_for_its_time_while_the_file_is_damaged(
    history: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Store(history) as store:
        store.record(answer("deck/n1", 4, DAY + 30_000))
    spoil(history, pages(history)["memory"][0], NOISE)
    status, out, err = run(capsys, "doctor", "--undo-clock")
    assert status == Exit.PROBLEMS
    assert "taken back" not in out
    assert "doctor --repair` first" in out + err


def test_a_file_whose_schema_is_no_text_is_damaged_as_any_other(
    history: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = history.read_bytes()
    history.write_bytes(
        data.replace(b"CREATE TABLE event", b"CREATE \x92ABLE event").replace(
            b"tableevent", b"table\x92\x92ent"
        )
    )
    for words in (["due"], ["backup", "now"], ["backup", "text", "-"], ["doctor"]):
        status, out, err = run(capsys, *words)
        assert status in (Exit.PROBLEMS, Exit.FILE)
        assert "is damaged" in out + err
    assert (out + err).count("is damaged") == 1, "said once"
    assert "schedules were not looked at" in out
    assert "0 schedules differ" not in out
    assert run(capsys, "doctor", "--repair")[0] == Exit.DONE
    assert run(capsys, "doctor")[0] == Exit.DONE


def test_no_rebuild_takes_the_schedule_away_that_may_follow_from_an_event_not_known_here(
    history: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "due")
    with Store(history) as store:
        right = store.states()
    with closing(sqlite3.connect(history)) as connection, connection:
        connection.execute("DROP TRIGGER event_is_final")
        connection.execute("UPDATE event SET kind = 'xxxxxx' WHERE card = 'deck/n0' AND kind = 'review'")
    status, out, _ = run(capsys, "doctor")
    assert status == Exit.PROBLEMS
    assert "deck/n0: its history has an event of a kind not known here" in out
    assert "1 schedules differ from the history; 1 of them stay as they are" in out
    assert "--rebuild` makes them right" not in out
    with closing(sqlite3.connect(history)) as connection, connection:
        connection.execute("UPDATE memory SET lapses = lapses + 3 WHERE card = 'deck/n1'")
    status, out, _ = run(capsys, "doctor")
    assert "--rebuild` makes them right; 1 of them stay" in out
    run(capsys, "doctor", "--rebuild")
    with Store(history) as store:
        cached = {one.card: one.cached for one in store.mismatches()}
        assert cached == {"deck/n0": right["deck/n0"]}
