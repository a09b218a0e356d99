"""What holds of all verbs: what is named has to be there, and what cannot be written is told."""

import io
import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.cli.test_completing import verbs
from tests.cli.test_verbs import run, world
from trainer.cli.main import main
from trainer.core.errors import Exit

__all__ = ["world"]

NEEDED = {
    **dict.fromkeys(("why", "history", "edit", "reset", "tag", "reschedule"), ("git/reset",)),
    "import": ("notes.csv",),
    "restore": ("some",),
    "sync": ("shared",),
}
"""Words that a verb does not go without."""

MORE = {
    "reschedule": ("--in", "3"),
    "tag": ("--add", "x", "--yes"),
    "completion": ("bash",),
    "add": ("--ask", "a"),
}

REPORTS = (
    *(
        "due",
        "due --json",
        "browse",
        "stats",
        "check",
        "coverage",
        "marked --json",
        "confusions --json",
        "ready --json",
        "why git/reset",
    ),
    *(
        "history git/reset",
        "schedulers",
        "evaluate",
        "backup --json",
        "backup text -",
        "doctor",
        "config",
        "config path",
    ),
    *(
        "undo --list --json",
        "completion bash",
        "check --explain all",
        "terms --json",
        "review --plain",
        "export",
        "backup now",
    ),
)


def line(verb: str) -> list[str]:
    return [verb, *NEEDED.get(verb, ()), *MORE.get(verb, ())]


@pytest.mark.parametrize("flag", ["--config", "--decks", "--db"])
def test_a_place_that_is_named_and_not_there_is_an_error_and_nothing_is_made(
    world: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, flag: str
) -> None:
    monkeypatch.chdir(world)
    before = sorted(world.rglob("*"))
    missing = world / "nowhere" / "it"
    for verb in verbs():
        for words in ([flag, str(missing), *line(verb)], [*line(verb), flag, str(missing)]):
            status, out, err = run(capsys, *words)
            assert (status, out) == (Exit.FILE, ""), words
            assert str(missing if flag != "--db" else missing.parent) in err
    assert sorted(world.rglob("*")) == before


@pytest.mark.parametrize("name", ["TRAINER_CONFIG", "TRAINER_DECKS", "TRAINER_DB"])
def test_the_environment_names_places_as_well(
    world: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, str(world / "nowhere" / "it"))
    for words in (
        "due",
        "review",
        "stats",
        "ready --json",
        "config list",
        "doctor",
        "undo",
        "export",
        "schedulers",
    ):
        status, out, err = run(capsys, *words.split())
        assert (status, out) == (Exit.FILE, ""), words
        assert name in err
    assert not (world / "nowhere").exists()


def test_a_settings_file_that_is_not_there_yet_means_the_defaults_and_is_told_once_where_it_matters(
    world: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = world / "c.toml"
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    told = f"{file} is not there yet: the defaults hold until settings are changed\n"
    monkeypatch.setenv("TRAINER_CONFIG", str(file))
    telling = ("doctor", "config", "config get new_per_day", "schedulers", "--config {} due")
    for words in ("due", "review --plain", "stats", *telling):
        status, out, err = run(capsys, *words.format(file).split())
        assert (status, bool(out), err.count(told)) == (Exit.DONE, True, words in telling), words
    assert not file.exists()
    assert told not in run(capsys, "config", "set", "new_per_day", "3")[2]
    assert run(capsys, "config", "get", "new_per_day") == (Exit.DONE, "new_per_day = 3\n", "")


def test_settings_that_are_named_are_made_by_what_sets_one(
    world: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRAINER_CONFIG", str(file := world / "mine" / "c.toml"))
    assert run(capsys, "config", "path")[1] == f"{file}\n"
    assert run(capsys, "config", "get", "new_per_day")[0] == Exit.FILE
    assert not file.exists()
    assert run(capsys, "config", "set", "new_per_day", "3")[0] == Exit.DONE
    assert run(capsys, "config", "get", "new_per_day")[1] == "new_per_day = 3\n"


def test_decks_that_were_there_once_are_away_and_no_error_and_a_damaged_history_is_looked_at(
    world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "undo")[0] == Exit.DONE  # which begins a history
    shutil.rmtree(world / "decks")
    assert run(capsys, "due", "--short")[1] == "2\n"
    Path(os.environ["TRAINER_DB"]).write_bytes(b"garbage" * 1000)
    status, out, _ = run(capsys, "doctor")
    assert status == Exit.PROBLEMS
    assert "doctor --repair" in out


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the standard output be a disk that is full."""
    if not os.path.exists("/dev/full"):  # noqa: PTH110
        pytest.skip("there is no such device here")
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))


def told(monkeypatch: pytest.MonkeyPatch, words: list[str]) -> int:
    with monkeypatch.context() as patch, open("/dev/full", "w") as output:  # noqa: PTH123
        patch.setattr(sys, "stdout", output)
        try:
            return main(words)
        except SystemExit as ended:
            return int(ended.code or 0)


def test_no_result_that_cannot_be_written_counts_as_one(
    world: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, full: None
) -> None:
    every = [
        *([verb, "--help"] for verb in verbs()),
        ["--help"],
        ["--version"],
        *(words.split() for words in REPORTS),
    ]
    for words in every:
        status, err = told(monkeypatch, words), capsys.readouterr().err
        assert status == Exit.FILE, words
        assert err.splitlines()[-1] == "trainer: the output: No space left on device", words
