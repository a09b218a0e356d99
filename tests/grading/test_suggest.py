"""The grade that is suggested."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.grading.suggest import suggest

USUAL = [10_000] * 5


@pytest.mark.parametrize(
    ("score", "took", "expected"),
    [
        (1.0, 10_000, 4),
        (1.0, 6_000, 5),  # clearly quicker than usual
        (1.0, 7_000, 4),
        (1.0, 20_000, 3),  # right, but slow
        (0.8, 1_000, 3),  # a close typed answer is never more than 3
        (0.6, 10_000, 3),
        (0.5, 10_000, 2),
        (0.1, 10_000, 1),
        (0.0, 10_000, 0),
    ],
)
def test_the_grade_follows_score_and_time(score: float, took: int, expected: int) -> None:
    assert suggest(score, hints=0, took=took, usual=USUAL) == expected


@pytest.mark.parametrize("took", [1, 100_000])
def test_time_has_no_effect_with_few_earlier_answers(took: int) -> None:
    assert suggest(1.0, hints=0, took=took, usual=USUAL[:4]) == 4


@pytest.mark.parametrize(("hints", "expected"), [(0, 5), (1, 4), (2, 3), (3, 2), (9, 0)])
def test_each_hint_lowers_the_best_grade_by_one(hints: int, expected: int) -> None:
    assert suggest(1.0, hints=hints, took=1_000, usual=USUAL) == expected


def test_a_missed_must_never_passes_with_more_than_3() -> None:
    assert suggest(1.0, hints=0, took=1_000, usual=USUAL, must_missed=True) == 3
    assert suggest(0.5, hints=0, took=1_000, usual=USUAL, must_missed=True) == 2


@given(
    st.floats(0, 1),
    st.integers(0, 9),
    st.integers(0, 10**7),
    st.lists(st.integers(0, 10**7), max_size=9),
    st.booleans(),
)
def test_the_grade_is_0_to_5_and_grows_with_the_score(
    score: float, hints: int, took: int, usual: list[int], missed: bool
) -> None:
    grade = suggest(score, hints=hints, took=took, usual=usual, must_missed=missed)
    assert 0 <= grade <= max(0, 5 - hints)
    assert grade <= suggest(1.0, hints=hints, took=took, usual=usual, must_missed=missed)
