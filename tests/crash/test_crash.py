"""Killed at any moment, the program has kept what it acknowledged; see `tests.crash.harness`."""

from pathlib import Path

import pytest

from tests.crash.harness import WORKS, life


@pytest.mark.parametrize("seed", range(3))
def test_kill_9_at_any_moment_loses_nothing(tmp_path: Path, seed: int) -> None:
    outcomes = list(life(tmp_path / "world", 7, seed))
    assert sum(outcome.acknowledged for outcome in outcomes)
    assert {outcome.kind for outcome in outcomes} == WORKS.keys()
