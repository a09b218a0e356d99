"""Copies, restoring, text and exchange from the command line."""

import json
from pathlib import Path

import pytest

from tests.cli.test_cards import Run, run
from trainer.core.errors import Exit

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
