"""Mock interviews as part of a plan."""

from dataclasses import replace
from itertools import pairwise

import pytest

from tests.goals.build import MONDAY, goal_in
from trainer.goals.mocks import (
    EVERY,
    FIRST,
    FOCUS,
    NONE,
    Mocks,
    Open,
    coming,
    given_up,
    minutes,
    open_on,
    reserved,
    to_come,
)


@pytest.mark.parametrize(
    ("days", "planned"), [(7, [5]), (14, [3, 12]), (20, [3, 10, 18]), (30, [3, 10, 17, 24, 28])]
)
def test_one_is_early_then_weekly_and_one_two_days_before_apart_from_the_others(
    days: int, planned: list[int]
) -> None:
    goal = goal_in(days)
    found = coming(goal, MONDAY, NONE)
    assert [day - MONDAY for day in found] == planned
    held = Mocks()
    for day in range(MONDAY, MONDAY + days):
        assert (open_on(goal, day, held) is not None) == (day in found)
        held = Mocks((*held.held, day)) if day in found else held


def test_one_that_was_not_held_stays_open_since_its_day_and_takes_nothing_from_later_ones() -> None:
    goal = goal_in(30)
    for day in range(MONDAY + FIRST, MONDAY + FIRST + 12):
        assert open_on(goal, day, NONE) == Open(MONDAY + FIRST, 10)
        assert reserved(goal, day, NONE) == (10 if day == MONDAY + FIRST else 0)
    done = Mocks(held=(MONDAY + FIRST + 4,))
    taken = [reserved(goal, day, done) for day in range(MONDAY + FIRST, MONDAY + FIRST + 7)]
    assert taken == [10, 0, 0, 0, 10, 0, 0], "and the day on which it is held is no longer for it"
    assert open_on(goal, MONDAY + FIRST + 4, done) is None
    assert open_on(goal, MONDAY + FIRST + 4 + EVERY, done) == Open(MONDAY + FIRST + 4 + EVERY, 10)


def test_one_skipped_is_open_no_more_and_the_next_comes_a_week_later() -> None:
    goal, done = goal_in(30), Mocks(skipped=(MONDAY + FIRST,))
    assert reserved(goal, MONDAY + FIRST, done) == 0
    assert [day - MONDAY for day in coming(goal, MONDAY + FIRST, done)] == [10, 17, 24, 28]


def test_one_that_is_open_still_is_given_up_on_the_last_day_and_takes_nothing_from_it() -> None:
    goal, last, early = goal_in(30), MONDAY + 29, Mocks(held=(MONDAY + 24,))
    assert open_on(goal, last, early) is None
    assert given_up(goal, last, early) == MONDAY + 28
    assert (reserved(goal, last, early), coming(goal, last, early)) == (0, [])
    assert given_up(goal, last - 1, early) is None
    for done in (Mocks(held=(*early.held, last - 1)), Mocks(held=(*early.held, last))):
        assert given_up(goal, last, done) is None


def test_the_last_day_is_the_last_one_of_study_and_one_planned_for_it_is_within_its_minutes() -> None:
    goal, last = goal_in(30, off=frozenset({1})), MONDAY + 28  # by a Wednesday: the Tuesday is off
    early = Mocks(held=(MONDAY + 24,))
    assert (open_on(goal, last, early), reserved(goal, last, early)) == (Open(last, 10), 10)
    assert given_up(goal_in(30, off=frozenset({0, 1})), MONDAY + 27, NONE) == MONDAY + 5
    tomorrow = goal_in(1)
    assert (open_on(tomorrow, MONDAY, NONE), reserved(tomorrow, MONDAY, NONE)) == (Open(MONDAY, 10), 10)


def test_where_the_last_days_are_off_the_weekly_ones_go_on() -> None:
    goal = goal_in(14, off=frozenset({5, 6}))  # by a Monday
    assert [day - MONDAY for day in coming(goal, MONDAY, NONE)] == [3, 10]


def test_none_is_on_a_day_off_and_a_focus_has_them_weekly() -> None:
    off = goal_in(30, off=frozenset({3}))
    assert all(off.studies(day) for day in coming(off, MONDAY, NONE))
    focus = coming(goal_in(None), MONDAY, NONE)
    assert focus[-1] < MONDAY + FOCUS <= focus[-1] + EVERY, "as far as a forecast looks"
    assert {later - day for day, later in pairwise(focus)} == {EVERY}


def test_a_day_of_few_minutes_has_none() -> None:
    assert coming(goal_in(30, 4), MONDAY, NONE) == []
    assert coming(goal_in(30, 5), MONDAY, NONE) != []


@pytest.mark.parametrize(("of_day", "taken"), [(0, 0), (1, 1), (5, 3), (14, 7), (20, 10), (60, 10)])
def test_it_takes_half_of_a_day_and_ten_minutes_at_most(of_day: int, taken: int) -> None:
    assert minutes(goal_in(14, of_day)) == taken


def test_of_several_goals_the_first_has_the_one_of_a_day_and_it_counts_for_all() -> None:
    near, far = replace(goal_in(20), id="near"), replace(goal_in(60), id="far")
    focus = replace(goal_in(None), id="focus")
    found = to_come([near, far, focus], MONDAY, NONE)
    assert found["near"] == coming(near, MONDAY, NONE)
    assert found["focus"] == []
    days = sorted(day for each in found.values() for day in each)
    assert len(days) == len(set(days))
    assert found["far"]
    assert all(far not in found["near"] for far in found["far"])


def test_one_that_is_open_stays_so_until_the_last_one_takes_its_place() -> None:
    """Each day from the first one planned has one that can be held, and none goes without a word."""
    for days in range(9, 31):
        goal = goal_in(days)
        first = coming(goal, MONDAY, NONE)[0]
        for day in range(first, MONDAY + days):
            assert open_on(goal, day, NONE) or given_up(goal, day, NONE), (days, day - MONDAY)
    goal = goal_in(14)
    held = Mocks(held=(MONDAY + 8,))  # one that is due within those days begins no more
    assert [day - MONDAY for day in range(MONDAY + 9, MONDAY + 14) if open_on(goal, day, held)] == [
        12,
    ]
    late = Mocks(held=(MONDAY + 9,))
    assert [day - MONDAY for day in range(MONDAY + 9, MONDAY + 14) if open_on(goal, day, late)] == [12]
