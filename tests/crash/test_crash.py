"""Killed at any moment, the program has kept what it acknowledged; see `tests.crash.harness`."""

from pathlib import Path

import pytest

from tests.crash.harness import WORKS, life


def test_kill_9_at_any_moment_loses_nothing(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    """In a review, with `--every-fault` in each kind of work; CI does many by `tests.benchmarks.crash`."""
    kills = len(WORKS) if pytestconfig.getoption("--every-fault") else 1
    outcomes = list(life(tmp_path / "world", kills, 0))
    assert sum(outcome.acknowledged for outcome in outcomes)
    assert len({outcome.kind for outcome in outcomes}) == kills
