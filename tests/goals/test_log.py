"""Goals and holidays are events: changed, given up, undone, merged, and of no concern to older programs."""

import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from tests.store.build import DAY, Shelf, answer, basic, noon
from trainer.core.errors import UsageError
from trainer.core.log import Event, NewEvent, detail_of
from trainer.core.moment import Moment
from trainer.goals.forecast import Range
from trainer.goals.foretold import Foretold
from trainer.goals.goal import Goal
from trainer.goals.log import end_goals, fold, goals, id_of, set_goal, set_holiday, with_holiday
from trainer.store.store import Store

FORETOLD = Range(0.5, 0.4, 0.6)


def when(day: int = DAY, minute: int = 0) -> Moment:
    return Moment(noon(day) + minute * 60_000, day)


def goal(name: str = "Interview", **more: Any) -> Goal:
    return Goal(id_of(name), name, **{"by": DAY + 14, "made": DAY, **more})


def test_a_goal_that_was_set_is_there_with_what_was_foretold(store: Store) -> None:
    mine = goal(minutes=25, off=frozenset({5, 6}), what=("Kafka", "tag:x"))
    set_goal(store, when(), mine, FORETOLD)
    with Store(store.path) as later:
        known = goals(later)
        assert known.active == (mine,)
        assert known.foreseen == {"interview": Foretold(FORETOLD, FORETOLD)}


def test_a_change_logs_only_what_changed_and_nothing_where_nothing_did(store: Store) -> None:
    set_goal(store, when(), goal(), FORETOLD)
    set_goal(store, when(DAY + 1), goal(minutes=40), FORETOLD)
    set_goal(store, when(DAY + 1), goal(minutes=40), FORETOLD)
    details = [json.loads(event.detail) for event in store.log({"goal"})]
    assert [set(detail) for detail in details[1:]] == [{"goal", "minutes", "foreseen"}]
    assert goals(store).active == (goal(minutes=40),)


def test_undo_takes_back_the_change_then_the_goal(store: Store) -> None:
    set_goal(store, when(), goal(), FORETOLD)
    set_goal(store, when(minute=1), goal(minutes=40), Range(0.7, 0.6, 0.8))
    assert store.undo(when(minute=2)) is not None
    assert goals(store).active == (goal(),)
    assert goals(store).foreseen["interview"] == Foretold(FORETOLD, FORETOLD)
    store.undo(when(minute=3))
    assert goals(store).active == ()


def test_a_goal_given_up_is_ended_until_it_is_set_again_from_its_new_day(store: Store) -> None:
    set_goal(store, when(), goal(), FORETOLD)
    end_goals(store, when(DAY + 1), [goal()])
    assert goals(store).active == ()
    assert [each.name for each in goals(store).ended] == ["Interview"]
    set_goal(store, when(DAY + 5), goal(by=DAY + 30), FORETOLD)
    assert goals(store).active == (goal(by=DAY + 30, made=DAY + 5),)


def test_a_name_means_the_same_goal_however_it_is_written(store: Store) -> None:
    set_goal(store, when(), goal("My  Interview"), FORETOLD)
    assert goals(store).named(" my interview ") is not None
    assert goals(store).named("other") is None


def test_what_two_devices_change_of_one_goal_both_counts_in_whatever_order_it_arrives(tmp_path: Path) -> None:
    with Store(tmp_path / "a.db") as one, Store(tmp_path / "b.db") as other:
        set_goal(one, when(), goal(), FORETOLD)
        other.merge(one.events())
        set_goal(one, when(DAY + 1), goal(minutes=40), FORETOLD)
        set_holiday(other, when(DAY + 1, 1), (DAY + 3, DAY + 4))
        set_goal(other, when(DAY + 1, 2), goal(off=frozenset({6})), FORETOLD)
        one.merge(other.events())
        other.merge(one.events())
        both = goal(minutes=40, off=frozenset({6}), holidays=((DAY + 3, DAY + 4),))
        assert goals(one) == goals(other)
        assert goals(one).active == (both,)


def test_the_first_forecast_stays_and_changes_move_what_it_comes_to_by_what_each_does(tmp_path: Path) -> None:
    """Also where two devices change a goal, and what they foretold is of goals that never were."""
    with Store(tmp_path / "a.db") as one, Store(tmp_path / "b.db") as other:
        set_goal(one, when(), goal(), Range(0.5, 0.4, 0.6))
        other.merge(one.events())
        # Behind already: without the change less is foretold than on the first day.
        set_goal(one, when(DAY + 5), goal(by=DAY + 20), Range(0.45, 0.3, 0.5), without=Range(0.25, 0.2, 0.3))
        assert goals(one).foreseen["interview"].with_changes == pytest.approx((0.7, 0.5, 0.8))
        set_goal(
            other, when(DAY + 5, 1), goal(minutes=5), Range(0.1, 0.05, 0.2), without=Range(0.25, 0.2, 0.3)
        )
        one.merge(other.events())
        other.merge(one.events())
        assert goals(one) == goals(other)
        found = goals(one).foreseen["interview"]
        assert found.first == Range(0.5, 0.4, 0.6)
        assert found.with_changes == pytest.approx((0.55, 0.35, 0.7))


def test_a_change_on_the_first_day_corrects_the_forecast_and_an_earlier_version_told_no_more(
    store: Store,
) -> None:
    set_goal(store, when(), goal(), Range(0.5, 0.4, 0.6))
    set_goal(store, when(minute=1), goal(minutes=40), Range(0.7, 0.6, 0.8), without=Range(0.5, 0.4, 0.6))
    assert goals(store).foreseen["interview"].first == pytest.approx((0.7, 0.6, 0.8))
    set_goal(store, when(DAY + 1), goal(minutes=50), Range(0.6, 0.5, 0.7))  # as it was logged before
    assert goals(store).foreseen["interview"].first == pytest.approx((0.7, 0.6, 0.8))
    assert goals(store).foreseen["interview"].with_changes == Range(0.6, 0.5, 0.7)


def test_after_a_change_as_much_is_left_open_as_its_forecast_leaves(store: Store) -> None:
    set_goal(store, when(), goal(), Range(1.0, 0.99, 1.0))
    set_goal(store, when(minute=1), goal(minutes=3), Range(0.9, 0.88, 0.91), without=Range(1.0, 0.99, 1.0))
    set_goal(store, when(DAY + 2), goal(by=DAY + 30), Range(0.76, 0.6, 0.86), without=Range(0.92, 0.91, 0.93))
    found = goals(store).foreseen["interview"]
    assert found.first == pytest.approx((0.9, 0.88, 0.91))
    share, low, high = found.with_changes
    assert share == pytest.approx(0.74)
    assert (low, high) <= (share - 0.16, share + 0.1)
    assert high == pytest.approx(share + 0.1)
    set_goal(store, when(DAY + 9), goal(by=DAY + 31), Range(0.8, 0.79, 0.81), without=Range(0.79, 0.78, 0.8))
    share, low, high = goals(store).foreseen["interview"].with_changes
    assert share - low >= 0.01
    assert high - share >= 0.01


def test_on_the_first_day_a_change_leaves_as_much_open_of_the_first_forecast(store: Store) -> None:
    set_goal(store, when(), goal(), Range(0.455, 0.45, 0.46))
    set_goal(store, when(minute=1), goal(by=None), Range(0.45, 0.34, 0.56), without=Range(0.455, 0.45, 0.46))
    found = goals(store).foreseen["interview"]
    assert found.first == found.with_changes == pytest.approx((0.45, 0.34, 0.56))


def test_events_in_log_order_decide_and_nothing_else(tmp_path: Path) -> None:
    with Store(tmp_path / "source.db") as source:
        set_goal(source, when(), goal(), FORETOLD)
        set_holiday(source, when(minute=1), (DAY + 1, DAY + 9))
        set_holiday(source, when(minute=2), (DAY + 3, DAY + 4), off=False)
        events = source.events()
        expected = goals(source)
    assert expected.holidays == ((DAY + 1, DAY + 2), (DAY + 5, DAY + 9))
    for number, order in enumerate(permutations(events)):
        with Store(tmp_path / f"{number}.db") as store:
            for event in order:
                store.merge([event])
            assert goals(store) == expected


def test_a_holiday_that_is_over_cannot_be_announced(store: Store) -> None:
    with pytest.raises(UsageError, match="beforehand"):
        set_holiday(store, when(), (DAY - 5, DAY - 1))
    set_holiday(store, when(), (DAY - 5, DAY))
    assert goals(store).holidays == ((DAY - 5, DAY),)


@pytest.mark.parametrize(
    "detail",
    [
        "",
        "{",
        "[]",
        '{"goal": 5}',
        '{"goal": ""}',
        '{"from": 5}',
        '{"from": 9, "to": 5}',
        '{"from": "x", "to": []}',
        '{"goal": "i", "foreseen": [1, "x", 2], "minutes": "many", "off": [9, "sat"], "by": -1}',
    ],
)
def test_what_another_program_wrote_wrongly_does_no_harm(detail: str) -> None:
    events = [
        Event("1", "x", noon(DAY), DAY, 0, "", kind, detail=detail) for kind in ("goal", "holiday", "goal")
    ]
    known = fold(events)
    assert all(each.minutes == 20 for each in known.active)
    assert known.holidays == ()


def test_cards_are_as_if_there_were_no_goals(store: Store) -> None:
    Shelf(store, basic("a"))
    store.record(answer("deck/a", 4))
    before = store.states()
    set_goal(store, when(), goal(), FORETOLD)
    set_holiday(store, when(), (DAY, DAY + 1))
    assert store.states() == before
    store.rebuild()
    assert store.states() == before
    assert store.mismatches() == []


def test_goals_are_found_without_reading_the_history_of_cards(store: Store) -> None:
    set_goal(store, when(), goal(), FORETOLD)
    asked: list[str] = []
    store._connection.set_trace_callback(asked.append)
    goals(store)
    store._connection.set_trace_callback(None)
    (query,) = (sql for sql in asked if "history" in sql)
    plan = store._connection.execute(f"EXPLAIN QUERY PLAN {query}").fetchall()
    assert any("event_card" in row[3] for row in plan)
    assert not any(row[3].startswith("SCAN e") for row in plan)


def test_changes_of_one_device_count_as_it_wrote_them_though_its_clock_was_set_back(store: Store) -> None:
    set_goal(store, when(minute=9), goal(), FORETOLD)
    set_goal(store, when(minute=8), goal(minutes=45, off=frozenset({6})), FORETOLD)
    set_holiday(store, when(minute=7), (DAY + 3, DAY + 9))
    set_holiday(store, when(minute=6), (DAY + 5, DAY + 9), off=False)
    holidays = ((DAY + 3, DAY + 4),)
    assert goals(store).active == (goal(minutes=45, off=frozenset({6}), holidays=holidays),)
    end_goals(store, when(minute=5), [goal()])
    assert goals(store).active == ()


def test_a_spread_is_ended_under_a_clock_set_back(store: Store) -> None:
    for minute, until in ((9, DAY + 5), (8, DAY - 1)):
        store.record(NewEvent(when(minute=minute), "", "spread", detail=detail_of(until=until)))
    assert store.spread(DAY) == 0


def test_a_later_change_by_a_device_that_did_not_know_the_end_begins_the_goal_again(tmp_path: Path) -> None:
    with Store(tmp_path / "a.db") as one, Store(tmp_path / "b.db") as other:
        set_goal(one, when(), goal(), FORETOLD)
        other.merge(one.events())
        end_goals(other, when(DAY + 1), [goal()])
        set_holiday(one, when(DAY + 1, 1), (DAY + 3, DAY + 4), foreseen={"interview": (FORETOLD, FORETOLD)})
        one.merge(other.events())
        assert goals(one).active == ()  # a holiday is about no goal
        set_goal(other, when(DAY + 1, 2), goal("Other"), FORETOLD)
        with Store(tmp_path / "c.db") as third:
            third.merge(event for event in one.events() if 'ended": true' not in event.detail)
            set_goal(third, when(DAY + 1, 3), goal(minutes=55), FORETOLD)
            one.merge(third.events())
            assert [each.minutes for each in goals(one).active] == [55]
        other.merge(one.events())
        one.merge(other.events())
        assert {each.name: each.minutes for each in goals(other).active} == {"Interview": 55, "Other": 20}
        assert goals(other) == goals(one)


def test_holidays_that_touch_are_one() -> None:
    assert with_holiday(((5, 9),), (10, 12), True) == ((5, 12),)
    assert with_holiday(((5, 9), (20, 21)), (7, 18), True) == ((5, 18), (20, 21))
    assert with_holiday(((5, 9), (11, 12)), (10, 10), True) == ((5, 12),)
