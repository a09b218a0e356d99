"""How long cards take."""

from math import log

import pytest

from trainer.core.library import Answered
from trainer.practice.pace import BEGINNER, FIRST, KINDS, LATER, LONGEST, OTHERS, PRIOR, REPEAT, SPREAD, pace


def looks(number: int, took: int, *, first: bool = False, kind: str = "basic") -> list[Answered]:
    return [Answered(f"d/{kind}{at}", kind, 1, took, first) for at in range(number)]


def test_a_beginner_is_given_longer_for_what_must_be_told_freely() -> None:
    assert BEGINNER.look("basic") == FIRST * OTHERS
    assert (
        BEGINNER.look("points") == FIRST * KINDS["points"] > BEGINNER.look("basic") > BEGINNER.again("basic")
    )
    assert pace([]) == BEGINNER


def test_ones_own_times_count_by_kind_and_by_look() -> None:
    found = pace(looks(100, 10_000) + looks(100, 90_000, first=True, kind="points"))
    assert found.again("basic") == pytest.approx(10, abs=2)
    assert found.look("points") == pytest.approx(90, abs=3)
    assert found.looks == 200
    few = pace(looks(1, 10_000))
    assert 10 < few.again("basic") < BEGINNER.again("basic")


def test_who_is_slow_or_fast_is_so_at_what_is_repeated_too() -> None:
    assert BEGINNER.repeat("basic") == pytest.approx(REPEAT)
    assert BEGINNER.repeat("points") == pytest.approx(REPEAT * KINDS["points"] / OTHERS)
    fast, slow = pace(looks(500, 2_000)), pace(looks(500, 90_000, kind="points"))
    assert fast.repeat("basic") < 2
    assert slow.repeat("points") > 40


def test_who_is_slow_at_some_kinds_is_thought_slow_at_the_others_too() -> None:
    usual = LATER * OTHERS
    slow = pace(looks(500, round(2000 * usual)))
    assert slow.times == pytest.approx(2, abs=0.2)
    for kind in ("points", "cloze"):
        assert slow.look(kind) == pytest.approx(slow.times * BEGINNER.look(kind))
        assert slow.again(kind) == pytest.approx(slow.times * BEGINNER.again(kind))


def test_the_more_was_seen_the_surer_it_is() -> None:
    assert BEGINNER.doubt == SPREAD
    assert pace(looks(200, 9000)).doubt < pace(looks(20, 9000)).doubt < SPREAD


def test_repeats_of_a_day_are_part_of_the_look() -> None:
    failed = [Answered(f"d/{at}", "basic", 1, 40_000, True) for at in range(100)]
    repeat = [Answered(f"d/{at}", "basic", 1, 20_000, False) for at in range(100)]
    assert pace([*repeat, *failed]).look("basic") == pytest.approx(60, abs=4)


def test_who_went_for_a_coffee_did_not_answer_for_an_hour() -> None:
    usual = looks(9, 10_000)
    away = Answered("d/away", "basic", 1, 3_600_000, False)
    long = away._replace(took=round(1000 * LATER * OTHERS) * LONGEST)
    assert pace([*usual, away]) == pace([*usual, long])
    many = looks(PRIOR + 2, 10_000)
    assert pace([*many, away]) == pace([*many, away._replace(took=10_000 * LONGEST)])
    assert pace(looks(3, 0)) == BEGINNER  # times that are not known


@pytest.mark.parametrize(("number", "took"), [(1, 2_000), (5, 4_000), (2, 120_000), (1, 3_600_000)])
def test_a_handful_of_answers_changes_little_and_less_than_the_doubt_left_open(
    number: int, took: int
) -> None:
    found = pace(looks(number, took, first=True))
    assert abs(log(found.look("basic") / BEGINNER.look("basic"))) < 2 * SPREAD
    assert 0.85 * SPREAD < found.doubt < SPREAD
