"""How long cards take."""

import pytest

from trainer.core.library import Answered
from trainer.goals.pace import BEGINNER, FIRST, KINDS, LATER, LONGEST, OTHERS, PRIOR, pace


def looks(number: int, took: int, *, first: bool = False, kind: str = "basic") -> list[Answered]:
    return [Answered(f"d/{kind}{at}", kind, 1, 4, took, None, first) for at in range(number)]


def test_a_beginner_is_given_longer_for_what_must_be_told_freely() -> None:
    assert BEGINNER.look("basic") == FIRST * OTHERS
    assert (
        BEGINNER.look("points") == FIRST * KINDS["points"] > BEGINNER.look("basic") > BEGINNER.again("basic")
    )
    assert pace([]) == BEGINNER


def test_ones_own_times_count_by_kind_and_by_look_and_few_of_them_little() -> None:
    found = pace(looks(20, 10_000) + looks(10, 90_000, first=True, kind="points"))
    assert found.again("basic") == pytest.approx((20 * 10 + PRIOR * LATER * OTHERS) / (20 + PRIOR))
    assert found.look("points") == pytest.approx((10 * 90 + PRIOR * FIRST * 1.6) / (10 + PRIOR))
    assert found.look("basic") == BEGINNER.look("basic")
    assert found.again("points") == BEGINNER.again("points")


def test_repeats_of_a_day_are_part_of_the_look() -> None:
    failed = Answered("d/x", "basic", 1, 2, 40_000, None, True)
    repeat = Answered("d/x", "basic", 1, 4, 20_000, None, False)
    assert pace([repeat, failed]).look("basic") == pytest.approx((60 + PRIOR * FIRST * OTHERS) / (1 + PRIOR))


def test_who_went_for_a_coffee_did_not_answer_for_an_hour() -> None:
    usual = looks(9, 10_000)
    away = Answered("d/away", "basic", 1, 4, 3_600_000, None, False)
    expected = (9 * 10 + LONGEST * 10 + PRIOR * LATER * OTHERS) / (10 + PRIOR)
    assert pace([*usual, away]).again("basic") == pytest.approx(expected)
    assert pace(looks(3, 0)) == BEGINNER  # times that are not known
