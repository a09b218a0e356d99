"""`trainer evaluate` and `trainer schedulers`."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.test_cards import Run, run
from tests.scheduling import learner
from trainer.core.errors import Exit
from trainer.store.store import Store

__all__ = ["run"]


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
    assert "0 reviews of 0 cards" in out
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
