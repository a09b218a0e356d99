"""The grader on the labelled answers: how often it may be wrong, and how often it may ask."""

from collections.abc import Callable

import pytest

from tests.benchmarks.grading import (
    HALVES,
    Tally,
    by_substring,
    languages_tally,
    points_tally,
    typed_tally,
)


@pytest.mark.parametrize("independent", [False, True])
@pytest.mark.parametrize(("tallies", "least"), [(points_tally, 400), (languages_tally, 120)])
def test_open_answers_it_was_fitted_to_are_graded_within_the_limits(
    tallies: Callable[..., dict[str, Tally]], least: int, independent: bool
) -> None:
    """`tools.fit_points` tells how questions fare that it was not fitted to."""
    tally = tallies(independent=independent)["all"]
    assert tally.labels > least
    assert tally.false_accepts <= 2
    assert tally.false_rejects <= 10
    assert tally.doubtful <= 30


@pytest.mark.parametrize("half", HALVES)
def test_typed_answers_are_graded_within_the_limits(half: str) -> None:
    tally = typed_tally(half)["all"]
    assert tally.labels > 150
    assert tally.false_accepts <= 1
    assert tally.false_rejects <= 5


def test_the_limits_tell_the_grader_from_a_naive_one() -> None:
    assert points_tally(independent=False, marker=by_substring)["all"].false_accepts > 10
