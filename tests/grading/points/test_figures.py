"""The grader on the labelled answers: how often it may be wrong, and how often it may ask."""

import pytest

from tests.benchmarks.grading import HALVES, by_substring, points_tally, typed_tally


@pytest.mark.parametrize("half", HALVES)
def test_open_answers_are_graded_within_the_limits(half: str) -> None:
    tally = points_tally(half)["all"]
    assert tally.labels > 1000
    assert tally.share(tally.accepts, decided=True) <= 2
    assert tally.share(tally.rejects, decided=True) <= 10
    assert tally.share(tally.unsure) <= 35


@pytest.mark.parametrize("half", HALVES)
def test_typed_answers_are_graded_within_the_limits(half: str) -> None:
    tally = typed_tally(half)["all"]
    assert tally.labels > 150
    assert tally.share(tally.accepts) <= 1
    assert tally.share(tally.rejects) <= 5


def test_the_limits_tell_the_grader_from_a_naive_one() -> None:
    tally = points_tally("report", by_substring)["all"]
    assert tally.share(tally.accepts, decided=True) > 10
