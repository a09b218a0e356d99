"""Killed at any moment, the program has kept what it acknowledged; see `tests.crash.harness`."""

from pathlib import Path

from tests.crash.harness import WORKS, life


def test_kill_9_at_any_moment_loses_nothing(tmp_path: Path) -> None:
    """Each kind of work once; many more by `python -m tests.benchmarks.crash`, as CI does."""
    outcomes = list(life(tmp_path / "world", len(WORKS), 0))
    assert sum(outcome.acknowledged for outcome in outcomes)
    assert {outcome.kind for outcome in outcomes} == WORKS.keys()
