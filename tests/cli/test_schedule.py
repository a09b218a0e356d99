"""`trainer evaluate` and `trainer schedulers`."""

import json
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.test_cards import Run, run
from tests.scheduling import learner
from trainer.core.errors import Exit
from trainer.scheduling.registry import chosen
from trainer.scheduling.sm2 import SM2
from trainer.store.store import Store

__all__ = ["run"]


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "config.toml").touch()
    monkeypatch.setenv("TRAINER_CONFIG", str(tmp_path / "config.toml"))


@pytest.fixture
def practised(run: Run, tmp_path: Path) -> Callable[[int, int], None]:
    """Put the log of a made learner into the history."""

    def put(cards: int, reviews: int) -> None:
        with Store(tmp_path / "trainer.db") as store:
            merged = store.merge(learner.log(cards, reviews))
            assert merged.refused == ()

    return put


def test_a_short_history_is_counted_and_nothing_is_claimed(run: Run) -> None:
    status, out, _ = run("evaluate")
    assert status == Exit.DONE
    assert "No review to score" in out
    assert "% recalled" not in out
    assert "3 first answers" in out
    assert "log loss" not in out


def test_predictors_are_shown_with_intervals_and_a_verdict(
    run: Run, practised: Callable[[int, int], None]
) -> None:
    practised(130, 6)
    status, out, err = run("evaluate", "--plot")
    assert (status, err) == (Exit.DONE, "")
    for name in ("sm2 ", "sm2 calibrated", "fsrs ", "average", "moving average"):
        assert any(line.startswith(name) for line in out.splitlines())
    assert "cannot tell" in out
    assert "Fitted parameters are compared from 1000 reviews on." in out
    assert "What this is not" in out
    assert "●" in out
    assert max(map(len, out.splitlines())) <= 80
    told = json.loads(run("evaluate", "--json")[1])
    assert told["scored"] >= 400
    assert {one["name"] for one in told["predictors"]} >= {"sm2", "fsrs", "average", "moving average"}
    assert all(gap["verdict"] in (gap["one"], gap["other"], "cannot tell", "") for gap in told["differences"])


def test_only_the_decks_named_are_judged(run: Run, practised: Callable[[int, int], None]) -> None:
    practised(130, 6)
    assert json.loads(run("evaluate", "git", "--json")[1])["scored"] == 0
    assert run("evaluate", "nowhere")[0] == Exit.USAGE


def test_schedulers_are_listed_with_what_a_change_would_do(
    run: Run, practised: Callable[[int, int], None]
) -> None:
    practised(130, 6)
    status, out, _ = run("schedulers")
    assert status == Exit.DONE
    assert out.startswith("* sm2")
    assert "with default parameters" in out
    assert "fsrs instead of sm2:" in out
    assert "sm2-delphi instead of sm2:" in out
    assert max(map(len, out.splitlines())) <= 100
    told = {one["name"]: one for one in json.loads(run("schedulers", "--json")[1])}
    assert told["sm2"]["in_use"]
    assert told["sm2"]["switch"] is None
    assert len(told["fsrs"]["switch"]["now"]) == len(told["fsrs"]["switch"]["then"]) == 30
    assert told["fsrs"]["switch"]["moves"]["cards"] == 3, "cards that no deck has are not counted"


@pytest.mark.parametrize("other", ["fsrs", "sm2-delphi"])
def test_answers_under_another_scheduler_leave_nothing_behind_when_it_is_changed_back(
    run: Run, tmp_path: Path, other: str
) -> None:
    def states() -> object:
        with closing(sqlite3.connect(tmp_path / "trainer.db")) as connection:
            return connection.execute("SELECT * FROM memory ORDER BY card").fetchall()

    log = learner.log(40, 6)
    with Store(tmp_path / "alone.db") as alone:
        alone.merge(log)
        expected = alone.states()
    assert run("schedulers", "--use", other, "--yes")[0] == Exit.DONE
    with Store(tmp_path / "trainer.db", chosen(other)) as store:  # type: ignore[arg-type]
        under = store.scheduler.name
        store.merge(event._replace(scheduler=under) if at % 2 else event for at, event in enumerate(log))
    before = states()
    assert run("schedulers", "--use", "sm2", "--yes")[0] == Exit.DONE
    assert states() != before
    with Store(tmp_path / "trainer.db") as store:
        assert {card: state for card, state in store.states().items() if card in expected} == expected


def test_a_history_that_an_earlier_version_folded_otherwise_is_told_of_once_and_copied_before(
    run: Run, tmp_path: Path
) -> None:
    run("due")
    with closing(sqlite3.connect(tmp_path / "trainer.db")) as connection:
        connection.execute("UPDATE memory SET due = due + 5 WHERE card = 'git/reset'")
        connection.execute("UPDATE about SET value = ? WHERE name = 'scheduler'", (SM2.name,))
        connection.commit()
    assert "1 card is due on another day" in run("due")[2]
    assert "before-refold" in run("backup", "list")[1]
    assert run("due")[2] == ""


def test_a_change_is_told_and_asked_for_before_it_is_made(run: Run, tmp_path: Path) -> None:
    def states() -> object:
        with closing(sqlite3.connect(tmp_path / "trainer.db")) as connection:
            return connection.execute("SELECT * FROM memory ORDER BY card").fetchall()

    before = states()
    status, out, err = run("schedulers", "--use", "fsrs", typed="n\n")
    assert (status, states()) == (Exit.DONE, before)
    assert "cards a day" in out
    assert "[y/N]" in err
    assert json.loads(run("config", "scheduler", "--json")[1]) == {"scheduler": "sm2"}
    status, out, _ = run("schedulers", "--use", "fsrs", typed="y\n")
    assert "fsrs is in use" in out
    assert states() != before
    assert json.loads(run("config", "scheduler", "--json")[1]) == {"scheduler": "fsrs"}
    assert run("doctor")[0] == Exit.DONE
    assert "Stability" in run("why", "git/reset")[1]
    assert "in use already" in run("schedulers", "--use", "fsrs")[2]
    assert json.loads(run("schedulers", "--use", "sm2", "--yes", "--json")[1])["scheduler"] == "sm2"
    assert states() == before


def test_another_retention_is_told_of_and_asked_for_too(
    run: Run, practised: Callable[[int, int], None], tmp_path: Path
) -> None:
    status, _, err = run("schedulers", "--retention", "85")
    assert status == Exit.USAGE
    assert "--use fsrs --retention 85" in err
    told = json.loads(run("schedulers", "--use", "fsrs", "--retention", "95", "--yes", "--json")[1])
    assert (told["scheduler"], told["desired_retention"]) == ("fsrs", 95)
    assert "in use already" in run("schedulers", "--retention", "95")[2]
    status, out, _ = run("schedulers", "--retention", "75", typed="y\n")
    assert status == Exit.DONE
    assert "`trainer schedulers --retention 95` goes back" in out
    now, then = (
        float(line.split()[-1]) for line in out.splitlines() if line.startswith(("  now ", "  then "))
    )
    assert then < now, "fewer answers in 30 days"
    assert json.loads(run("config", "desired_retention", "--json")[1]) == {"desired_retention": 75}
    assert json.loads(run("config", "scheduler", "--json")[1]) == {"scheduler": "fsrs"}
    assert run("doctor")[0] == Exit.DONE


def test_nobody_there_to_ask_is_wrong_usage(run: Run) -> None:
    for words in (("--use", "fsrs"), ("--use", "fsrs", "--json"), ("--use", "sm3"), ("--retention", "69")):
        try:
            status = run("schedulers", *words)[0]
        except SystemExit as wrong:
            status = int(wrong.code or 0)
        assert status == Exit.USAGE
    assert json.loads(run("config", "scheduler", "--json")[1]) == {"scheduler": "sm2"}


def test_parameters_are_fitted_to_enough_answers_and_the_default_ones_come_back(
    run: Run, practised: Callable[[int, int], None]
) -> None:
    status, _, err = run("schedulers", "--optimize", "--yes")
    assert status == Exit.USAGE
    assert "from 400 reviews on; there are 0" in err
    practised(130, 6)
    out = run("schedulers", "--optimize", typed="n\n")[1]
    assert "sm2 is in use, and no card moves before" in out
    assert "fsrs with these parameters (then) instead of default ones (now):" in out
    run("schedulers", "--use", "fsrs", "--yes")
    assert "is in use, and no card" not in run("schedulers", "--optimize", typed="n\n")[1]
    told = json.loads(run("schedulers", "--optimize", "--yes", "--json")[1])
    assert len(told["parameters"]) == 21
    assert told["difference"]["verdict"] == "", "too few to compare"
    assert "with your own parameters" in run("schedulers")[1]
    assert run("doctor")[0] == Exit.DONE
    assert "already" in run("schedulers", "--optimize", "--yes")[2], "the same answers, the same parameters"
    assert "fsrs has default parameters now" in run("schedulers", "--defaults", "--yes")[1]
    assert run("doctor")[0] == Exit.DONE


def test_without_the_extra_it_says_what_to_install(
    run: Run, practised: Callable[[int, int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    practised(130, 6)
    monkeypatch.setitem(sys.modules, "fsrs_rs_python", None)
    status, _, err = run("schedulers", "--optimize", "--yes")
    assert status == Exit.USAGE
    assert "-r locked/optimize.txt in the clone" in err
