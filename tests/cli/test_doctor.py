"""`trainer doctor` says what is wrong with a history file, and --repair saves what can be read."""

import json
from pathlib import Path

import pytest

from tests.cli.test_verbs import run, world
from tests.store.test_repair import NOISE, pages, spoil, used
from trainer.core.errors import Exit

__all__ = ["world"]


@pytest.fixture
def history(world: Path) -> Path:
    """A history file with some hundred answers, a page of its cache destroyed."""
    path = world / "data" / "trainer.db"
    path.parent.mkdir()
    used(path)
    return path


def test_a_sound_file_is_said_to_be_so(history: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "due")
    status, out, _ = run(capsys, "doctor")
    assert status == Exit.DONE
    assert "0 schedules differ" in out
    assert "in no deck in use: deck/n0" in out


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
    status, out, _ = run(capsys, "doctor", "--undo-future")
    assert status == Exit.DONE
    assert "300 events from the future taken back" in out


def test_a_wal_beside_the_file_is_told_of(history: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from tests.store.build import answer
    from trainer.store.store import Store

    with Store(history) as store:
        store.record(answer("deck/n1", 4, 739_300))
        status, out, _ = run(capsys, "doctor")
    assert status == Exit.DONE
    assert "trainer.db-wal and trainer.db-shm beside it" in out


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
