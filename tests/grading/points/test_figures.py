"""The grader on the labelled answers: how often it may be wrong, and how often it may ask."""

from collections.abc import Callable, Iterator

import pytest

from tests.benchmarks.grading import (
    FIRST,
    HALVES,
    SIDES,
    Labelled,
    by_substring,
    in_other_languages,
    labelled,
    points_tally,
    sealed,
    tally_of,
    typed_tally,
)

INDEPENDENT = {"other", "fourth", "fifth"}
LATEST = ("seventh", "eighth")
"""The authors of answers in nineteen languages, half of them with hardly a word of the note, and of those in
twelve, most of them wrong in the words of the question and its points or with sides exchanged."""
SPOKEN = ("eleventh", "twelfth")
"""The authors of answers as people talk, long and short, of which many turn round what the points say: one in
English, one in twelve languages."""
MANY = ("thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth")
"""The authors of answers of thirteen kinds, right and wrong, in many fields, half of them with hardly a word
of the note: four in English, of which the first had the shipped decks before him, and two in 25 languages."""
PLAIN = "sixth"
"""The author who had the terms of the points in view, and says it in other words."""


@pytest.mark.parametrize(
    ("authors", "rejects", "doubtful"), [({FIRST}, 12, 34), (INDEPENDENT, 10, 36), ({PLAIN}, 12, 48)]
)
@pytest.mark.parametrize("answers", [labelled, in_other_languages])
def test_open_answers_it_was_fitted_to_are_graded_within_the_limits(
    answers: Callable[[], Iterator[Labelled]], authors: set[str], rejects: float, doubtful: float
) -> None:
    """`tools.fit_points` tells how questions and authors fare that it was not fitted to."""
    tally = tally_of(one for one in answers() if one.author in authors)["all"]
    assert tally.labels > 200
    assert tally.false_accepts <= 2
    assert tally.false_rejects <= rejects
    assert tally.doubtful <= doubtful


@pytest.mark.parametrize("author", LATEST)
def test_answers_in_many_languages_are_graded_within_the_limits(author: str) -> None:
    tally = tally_of(one for one in in_other_languages() if one.author == author)["all"]
    assert tally.labels > 450
    assert tally.false_accepts <= 2
    assert tally.false_rejects <= 10
    assert tally.doubtful <= 34


@pytest.mark.parametrize("author", SPOKEN)
def test_answers_as_people_talk_are_graded_within_the_limits(author: str) -> None:
    tally = tally_of(one for one in (*labelled(), *in_other_languages()) if one.author == author)["all"]
    assert tally.labels > 500
    assert tally.false_accepts <= 3
    assert tally.false_rejects <= 10
    assert tally.doubtful <= 46


@pytest.mark.parametrize("author", MANY)
def test_answers_by_many_authors_are_graded_within_the_limits(author: str) -> None:
    tally = tally_of(one for one in (*labelled(), *in_other_languages()) if one.author == author)["all"]
    assert tally.labels > 1000
    assert tally.false_accepts <= 3
    assert tally.false_rejects <= 16
    assert tally.doubtful <= 63


def test_answers_that_nothing_was_fitted_to_are_graded_within_the_limits() -> None:
    """Most of them are wrong in the words of the question and its points, or have sides exchanged."""
    tally = tally_of(sealed())["all"]
    assert tally.labels > 400
    assert tally.false_accepts <= 2
    assert tally.false_rejects <= 15
    assert tally.doubtful <= 30


def test_pairs_with_exchanged_sides_are_told_apart() -> None:
    tallies = points_tally(SIDES)
    assert tallies["swapped"].labels > 300
    assert tallies["swapped"].false_accepts <= 7
    assert tallies["fair"].false_rejects <= 10
    assert tallies["fair"].doubtful <= 36


@pytest.mark.parametrize("half", HALVES)
def test_typed_answers_are_graded_within_the_limits(half: str) -> None:
    tally = typed_tally(half)["all"]
    assert tally.labels > 150
    assert tally.false_accepts <= 1
    assert tally.false_rejects <= 5


def test_the_limits_tell_the_grader_from_a_naive_one() -> None:
    assert points_tally(FIRST, by_substring)["all"].false_accepts > 10
