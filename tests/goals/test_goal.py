"""A goal: its days, and how it stands in the log."""

import json
from datetime import date

import pytest

from trainer.goals.goal import Goal, goal_of, weekday

MONDAY = date(2027, 1, 4).toordinal()


def test_the_week_begins_on_monday() -> None:
    assert [weekday(MONDAY + day) for day in range(8)] == [0, 1, 2, 3, 4, 5, 6, 0]


def test_days_off_and_holidays_are_no_days_of_study_and_the_date_is_none() -> None:
    goal = Goal("g", by=MONDAY + 10, off=frozenset({6}), holidays=((MONDAY + 1, MONDAY + 3),), made=MONDAY)
    assert [day - MONDAY for day in goal.days(MONDAY)] == [0, 4, 5, 7, 8, 9]
    assert not goal.studies(MONDAY + 10)


@pytest.mark.parametrize(("by", "count"), [(MONDAY - 5, 0), (MONDAY, 0), (MONDAY + 1, 1), (None, 30)])
def test_a_date_in_the_past_or_today_leaves_no_day(by: int | None, count: int) -> None:
    goal = Goal("g", by=by, made=MONDAY)
    assert len(list(goal.days(MONDAY, 30))) == count
    assert goal.over(MONDAY) == (by is not None and by <= MONDAY)


def test_an_event_tells_the_goal_again() -> None:
    goal = Goal(
        "g", "Flüge", ("Hive", "tag:x"), MONDAY, 35, frozenset({5, 6}), ((MONDAY, MONDAY + 2),), MONDAY
    )
    assert goal_of(goal.detail()) == goal
    focus = Goal("f", what=("Kafka",), made=MONDAY)
    assert goal_of(focus.detail()) == focus


@pytest.mark.parametrize(
    "told",
    [
        {"by": "soon", "minutes": -1, "off": [9, "x", True], "holidays": [[1], 3, [1, 2, 3], ["a", 2]]},
        {"by": 10**9, "minutes": 10**9, "off": 5, "holidays": None, "what": [1, None], "name": 7, "made": 0},
    ],
)
def test_what_another_program_wrote_wrongly_is_left_out(told: dict[str, object]) -> None:
    assert goal_of(json.dumps({"goal": "g", **told})) == Goal("g")


@pytest.mark.parametrize("detail", ["", "{}", "[]", "nonsense", '{"goal": ""}', '{"goal": 3}'])
def test_what_names_no_goal_is_none(detail: str) -> None:
    assert goal_of(detail) is None
