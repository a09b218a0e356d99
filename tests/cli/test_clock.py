"""What is done from the command line by a clock that is hardly right is asked about first, whatever it is."""

import sys
from datetime import timedelta
from pathlib import Path

import pytest

from tests.cli.test_cards import Run, run
from tests.store.build import mark
from trainer.cli import environment
from trainer.core.errors import Exit
from trainer.store.store import Store

__all__ = ["run"]

DEEDS = (
    ("reset", "git/reset"),
    ("reschedule", "git/reset", "--in", "9"),
    ("unsuspend", "git/stash"),
    ("ready", "git", "--by", "+9d"),
)
ASKED_OTHERWISE = (
    ("undo",),
    ("redo",),
    ("tag", "git/reset", "--add", "one"),
    ("add", "--ask", "What?", "--answer", "That."),
    ("review", "--more", "3", "--plain"),
    ("import", "history.jsonl"),
    ("import", "deck.csv"),
    ("due",),
)


@pytest.fixture
def leap(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run verbs in 2098 in that world, after a card was suspended and with files to import."""
    with Store(tmp_path / "trainer.db") as store:
        store.record(mark("git/stash", "suspend"))
    monkeypatch.chdir(tmp_path)
    Path("deck.csv").write_text("one question,one answer\nanother question,another answer\n")
    run("backup", "text", "history.jsonl")
    real = environment.now
    for name, module in [*sys.modules.items()]:
        if name.startswith("trainer.cli.") and hasattr(module, "now"):
            monkeypatch.setattr(module, "now", lambda: real() + timedelta(days=26_000))
    return run


def events(run: Run) -> list[str]:
    return run("backup", "text", "-")[1].splitlines()


@pytest.mark.parametrize("deed", DEEDS, ids=" ".join)
def test_a_deed_by_a_clock_in_doubt_is_done_only_if_it_is_said(leap: Run, deed: tuple[str, ...]) -> None:
    before, files = events(leap), {*Path().rglob("*.yaml")}
    status, _, err = leap(*deed)
    assert (status, "The clock says" in err, "--yes does it" in err) == (Exit.USAGE, True, True)
    status, _, err = leap(*deed, typed="n\n")
    assert (status, "Nothing was changed." in err) == (Exit.DONE, True)
    assert (events(leap), {*Path().rglob("*.yaml")}) == (before, files)
    status, _, err = leap(*deed, typed="y\n")
    assert (status, err.count("Go on?")) == (Exit.DONE, 1)


@pytest.mark.parametrize("deed", DEEDS, ids=" ".join)
def test_who_is_sure_is_not_asked(leap: Run, deed: tuple[str, ...]) -> None:
    status, _, err = leap(*deed, "--yes")
    assert (status, "The clock says" in err) == (Exit.DONE, False)


@pytest.mark.parametrize("words", ASKED_OTHERWISE, ids=" ".join)
def test_what_no_schedule_follows_from_asks_nothing(leap: Run, words: tuple[str, ...]) -> None:
    """What is written into a deck, or taken back, is as good whenever it is; what is brought in has instants
    of its own; practice asks by itself."""
    _, out, err = leap(*words, typed="n\n")
    assert "The clock says" not in err
    assert out.count("The clock says") == ("--plain" in words)


def test_a_second_deed_on_the_first_day_of_a_clock_that_leapt_is_asked_about_too(
    leap: Run, tmp_path: Path
) -> None:
    assert leap("review", "git", "--plain", typed="y\n" + "\n3\n" * 9 + "q\nq\n")[0] == Exit.DONE
    status, _, err = leap("reset", "git/reset")
    assert (status, "but for those of" in err) == (Exit.USAGE, True)
