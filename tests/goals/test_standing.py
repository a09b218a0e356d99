"""Where a goal stands: on track or behind, the way there as it was, mock interviews, what came of it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.goals.setting import MANY, fill, planned, practise, wish
from tests.interview.interviews import opener
from tests.practice.context import Clock, give
from tests.store.build import DAY, Shelf, answer, basic, mark, noon
from trainer.core.dates import said
from trainer.core.day import iso
from trainer.core.errors import UsageError
from trainer.core.moment import Moment
from trainer.core.scope import EVERYTHING
from trainer.goals import material as about
from trainer.goals.forecast import Point, Range, forecast, reached
from trainer.goals.foretold import Foretold
from trainer.goals.goal import Goal
from trainer.goals.log import goals, skip_mock
from trainer.goals.past import on_days
from trainer.goals.standing import (
    Standing,
    outcome,
    preview,
    standings,
    way,
)
from trainer.goals.today import material_of
from trainer.goals.wording import came, each_task, percent, result_rows, rows, short, track
from trainer.scheduling.preferences import Plan
from trainer.store.store import Store


def standing(store: Store, day: int = DAY) -> Standing:
    (found,) = standings(store, Plan(), day)
    return found


def test_on_its_first_day_a_goal_is_on_track(store: Store) -> None:
    fill(store)
    wish(store, by="+14d", minutes="20")
    at = standing(store)
    assert at.track == "on track"
    assert at.foreseen == Foretold(at.forecast.ready, at.forecast.ready)


def test_the_preview_says_what_is_foretold_once_it_is_set(store: Store) -> None:
    fill(store)
    goal = Goal("interview", "Interview", by=DAY + 14, made=DAY)
    seen = preview(store, Plan(), DAY, goal).forecast.ready
    assert store.log({"goal"}) == []
    wish(store, by="+14d", minutes="20")
    assert goals(store).foreseen["interview"] == Foretold(seen, seen)


@pytest.mark.parametrize(
    ("foretold", "said"),
    [(Range(0.9, 0.85, 0.95), "behind by"), (Range(0.01, 0.0, 0.02), "ahead by"), (None, "")],
)
def test_it_is_behind_or_ahead_of_what_was_foretold(store: Store, foretold: Range | None, said: str) -> None:
    fill(store)
    wish(store, by="+14d", minutes="5")
    said_first = None if foretold is None else Foretold(foretold, foretold)
    at = replace(standing(store), foreseen=said_first)
    assert track(at).startswith(said)
    assert bool(track(at)) == bool(said)
    assert any(row.warns and row.label == "so far" for row in rows(at)) == (said == "behind by")


def test_missed_days_put_it_behind_and_say_so(store: Store) -> None:
    fill(store)
    wish(store, by="+14d", minutes="20")
    at = standing(store, DAY + 11)
    assert at.track == "behind"
    assert short(at).startswith("behind by ")


@pytest.mark.parametrize(
    ("field", "text"), [("by", "+20d"), ("minutes", "8"), ("off", "fri, sat"), ("holiday", "+3d..+5d")]
)
def test_who_is_behind_is_as_far_behind_after_a_change_and_the_first_forecast_stays(
    store: Store, field: str, text: str
) -> None:
    fill(store)
    clock = Clock()
    wish(store, clock, by="+20d", minutes="5")
    first = goals(store).foreseen["interview"].first
    clock.forward(days=8)
    before = standing(store, DAY + 8)
    wish(store, clock, **{field: text})  # type: ignore[arg-type]
    at = standing(store, DAY + 8)
    assert at.foreseen is not None
    assert at.foreseen.first == first
    assert at.behind == pytest.approx(before.behind)
    (so_far,) = (row.text for row in rows(at) if row.label == "so far")
    assert f"foretold were {percent(first)}, with what was changed since then" in so_far
    (goal,) = goals(store).active
    came = outcome(store, Plan(), DAY + 40, goal, at.foreseen)
    assert result_rows(goal, came, DAY + 40)[0].text.startswith(percent(first))


def test_a_holiday_puts_no_goal_behind_and_is_taken_back_as_one(store: Store) -> None:
    fill(store)
    wish(store, name="one", by="+14d", minutes="20")
    wish(store, name="two", by="+20d", minutes="5")
    before = goals(store)
    wish(store, holiday=f"{iso(DAY + 1)}..{iso(DAY + 9)}")
    assert [at.track for at in standings(store, Plan(), DAY)] == ["on track", "on track"]
    assert goals(store).foreseen["one"].first.share < before.foreseen["one"].first.share
    store.undo(mark("", "undo").when)
    assert goals(store) == before


def test_nothing_is_found_out_twice_unless_something_was_written_or_a_day_began(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store)
    wish(store, by="+14d", minutes="10")
    calls = {"material": 0, "forecast": 0}

    def counting(name: str, find: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any) -> Any:
            calls[name] += 1
            return find(*arguments)

        return counted

    monkeypatch.setattr("trainer.goals.today.material", counting("material", about.material))
    monkeypatch.setattr("trainer.goals.standing.forecast", counting("forecast", forecast))

    def looks(day: int) -> dict[str, int]:
        for name in calls:
            calls[name] = 0
        for _ in range(3):
            standings(store, Plan(), day)
        return dict(calls)

    once = {"material": 1, "forecast": 1}
    assert looks(DAY) == once
    assert looks(DAY) == {"material": 0, "forecast": 0}
    store.record(answer("deck/n001", 4))
    assert looks(DAY) == once
    assert looks(DAY + 1) == {"material": 0, "forecast": 1}, "the cards are those of the day before"
    wish(store, minutes="20")
    assert looks(DAY) == once
    shelf = Shelf(store)
    shelf.put("b.yaml", basic("other"), deck="b")
    shelf.sync()
    assert looks(DAY) == once


def test_the_way_there_is_what_could_be_answered_on_each_day(store: Store) -> None:
    fill(store)
    wish(store, by="+14d", minutes="5")
    clock = Clock()
    said: list[Point] = []
    for number in range(4):
        day = DAY + number
        goal = goals(store).active[0]
        said.append(Point(day, reached(material_of(store, Plan(), day, goal), day)))
        session = planned(store, clock)
        give(session, 2 if number == 1 else 3)
        practise(session, clock)
        clock.forward(days=1)
    store.record(mark("deck/n000", "reset", DAY + 3))
    at = standing(store, DAY + 4)
    gone = way(store, at)[:4]
    assert [point.day for point in gone] == [DAY, DAY + 1, DAY + 2, DAY + 3]
    assert gone == said


def test_an_answer_that_came_later_from_another_device_is_in_the_past_too(store: Store) -> None:
    fill(store, 3)
    wish(store, by="+14d")
    store.record(answer("deck/n001", 4, DAY - 2))
    material = material_of(store, Plan(), DAY, goals(store).active[0])
    before, after = on_days(store, material, [DAY - 2, DAY - 1])
    assert before.range.share == 0
    assert after.range.share > 0


def test_a_mock_interview_is_offered_on_its_day_then_open_and_can_be_skipped(store: Store) -> None:
    fill(store, 40, opener())
    goal = wish(store, by="+30d", minutes="20")
    day = DAY + 3
    assert each_task(standing(store, day).planned.day).endswith("; a mock interview, 10 minutes")
    late = each_task(standing(store, day + 1).planned.day)
    planned = f"the mock interview of {said(day, day + 1)}"
    assert late.endswith(f"; {planned} is still open: 10 minutes of today's, or skip it")
    skip_mock(store, Moment(noon(day + 1), day + 1), goal)
    assert standing(store, day + 1).planned.day.mock is None
    assert standing(store, day + 1).mocks[0] == day + 1 + 7
    assert goals(store).active == (goal,)
    store.undo(Moment(noon(day + 1), day + 1))
    assert standing(store, day + 1).planned.day.mock is not None


def test_afterwards_what_was_foretold_stands_beside_what_happened(store: Store) -> None:
    fill(store, 40)
    goal = wish(store, by="+3d", minutes="10")
    clock = Clock()
    for _ in range(3):
        practise(planned(store, clock), clock, 20)
        clock.forward(days=1)
    now = outcome(store, Plan(), DAY + 3, goal, goals(store).foreseen.get(goal.id))
    assert now.foreseen == goals(store).foreseen["interview"]
    assert (now.days, now.of) == (3, 3)
    assert now.answers > 20
    assert now.studied == pytest.approx(27, abs=4)
    # Long after it nothing is different, whatever was forgotten or learnt since.
    for name in ("n000", "n001"):
        store.record(answer(f"deck/{name}", 1, DAY + 40))
    later = outcome(store, Plan(), DAY + 60, goal, goals(store).foreseen.get(goal.id))
    assert later == now
    texts = [row.text for row in result_rows(goal, later, DAY + 60)]
    assert "on 3 of 3 days" in texts[-1]


def test_a_result_without_a_forecast_says_so(store: Store) -> None:
    fill(store, 5)
    goal = wish(store, by="+3d")
    found = outcome(store, Plan(), DAY + 3, goal, None)
    assert result_rows(goal, found, DAY + 3)[0].text == "not known"


def test_less_than_a_minute_for_each_card_is_a_warning(store: Store) -> None:
    fill(store)
    wish(store, by="+2d", minutes="5")
    assert any("less than a minute" in row.text for row in rows(standing(store)) if row.warns)
    wish(store, by="+60d", minutes="60")
    assert not any("less than a minute" in row.text for row in rows(standing(store)))


def test_who_is_quick_enough_to_see_all_cards_in_less_time_is_not_warned(store: Store) -> None:
    fill(store)
    for number in range(100):
        store.record(answer(f"deck/n{number:03}", 4, DAY - 3 + number // 40, took=900))
    wish(store, by="+9d", minutes="12")
    at = standing(store)
    assert at.forecast.tight
    assert not at.unseen
    said = rows(at)
    assert not any(row.warns for row in said)
    assert "seconds for each card" in dict(row[:2] for row in said)["cards"]


def test_a_goal_without_cards_says_so(store: Store) -> None:
    fill(store)
    wish(store, by="+10d", minutes="20")
    for card in store.cards(EVERYTHING, DAY):
        store.record(mark(card, "suspend"))
    (row,) = (row for row in rows(standing(store)) if row.label == "cards")
    assert row.warns
    assert row.text.startswith("none: ")


def test_where_no_day_of_study_is_left_nothing_is_said_of_minutes(store: Store) -> None:
    fill(store)
    wish(store, by="+3d", minutes="20", off="none", holiday=f"{iso(DAY + 1)}..{iso(DAY + 3)}")
    labels = {row.label: row.text for row in rows(standing(store, DAY + 2))}
    assert "no day of study is left" in labels["cards"]
    assert not any(label.endswith("min a day") for label in labels)
    assert "" not in labels


@pytest.mark.parametrize(("days", "said"), [(0, "where you stand"), (1, "how it went")])
def test_on_the_day_itself_nobody_says_how_it_went(days: int, said: str) -> None:
    assert came([Goal("i", "I", by=DAY, made=DAY - 9)], DAY + days) == said


def test_a_goal_set_anew_after_its_date_begins_anew_and_its_first_result_stays(store: Store) -> None:
    fill(store, 40)
    clock = Clock()
    first = wish(store, clock, by="+10d", minutes="15", name="Acme")
    foretold = goals(store).foreseen["acme"]
    practise(planned(store, clock), clock, 20)
    clock.forward(days=12)
    again = wish(store, clock, by="+15d", name="Acme")
    assert (again.made, again.minutes) == (DAY + 12, 15)
    known = goals(store)
    assert [goal.made for goal in known.active] == [DAY + 12]
    (at,) = standings(store, Plan(), DAY + 12)
    assert at.planned.day.mock is None, "none is open of the first time"
    assert (at.forecast.missed, at.forecast.of) == (0, 0)
    assert known.past == ((first, foretold),)
    store.undo(Plan().moment(clock()))
    assert goals(store).past == ()
    assert goals(store).active == (first,)


def test_missed_days_that_the_forecast_counts_on_are_told_and_what_came_without_any(store: Store) -> None:
    fill(store)
    clock = Clock()
    wish(store, clock, by="+30d", minutes="5")
    clock.forward(days=9)
    (at,) = standings(store, Plan(), DAY + 9)
    assert (at.forecast.missed, at.forecast.of) == (9, 9)
    fresh = preview(store, Plan(), DAY + 9, replace(at.goal, made=DAY + 9))
    assert at.forecast.ready.share < at.forecast.always == pytest.approx(fresh.forecast.ready.share, abs=0.03)
    (row,) = (row for row in rows(at) if row.label == "missed")
    assert row.text.startswith(
        "9 of 9 days, so expected counts on missing some to come, too; if none is, about "
    )
    assert all(row.label != "missed" for row in rows(fresh))


def test_mocks_beyond_those_named_are_counted_and_tiny_plans_are_told_in_words(store: Store) -> None:
    fill(store, 5, opener())
    wish(store, by="+120d")
    (at,) = standings(store, Plan(), DAY)
    (row,) = (row for row in rows(at) if row.label == "mocks")
    assert row.text.endswith(f", … and {len(at.mocks) - 8} more")
    tiny = replace(at, forecast=replace(at.forecast, minutes=0.001))
    assert "less than a second for each card" in next(row.text for row in rows(tiny) if row.label == "cards")


def test_nothing_is_behind_where_there_is_no_date(store: Store) -> None:
    fill(store)
    clock = Clock()
    wish(store, clock, by="", minutes="20", name="Focus")
    practise(planned(store, clock), clock)
    at = standing(store, DAY + 25)
    assert at.behind > 0
    assert (at.track, track(at)) == ("", "")
    assert "so far" not in [row.label for row in rows(at)]


def test_minutes_that_the_plan_does_not_need_are_told(store: Store) -> None:
    fill(store)
    wish(store, by="+900d", minutes="60")
    (more,) = (row.text for row in rows(standing(store)) if row.label == "+10 min a day")
    assert more.startswith("not needed now: today's plan takes about ")
    assert more.endswith(" of 60")
    wish(store, by="+5d", minutes="20")
    (more,) = (row.text for row in rows(standing(store)) if row.label == "+10 min a day")
    assert "not needed" not in more


def test_goals_that_share_decks_do_not_each_have_the_mock_interview_of_a_day(store: Store) -> None:
    fill(store, MANY - 1, opener())
    wish(store, name="A", by="+20d", minutes="20")
    wish(store, name="B", by="+25d", minutes="20")
    found = standings(store, Plan(), DAY)
    days = [set(at.mocks) for at in found]
    assert days[0]
    assert not days[0] & days[1]
    (shared,) = (row.text for row in rows(found[1]) if row.label == "shared")
    assert shared.startswith(f"{MANY} cards with A; ")


def test_a_holiday_over_all_that_is_left_names_a_way_out(store: Store) -> None:
    fill(store)
    wish(store, by="+9d", minutes="20")
    with pytest.raises(UsageError, match=r"take a later date, or fewer of them"):
        wish(store, holiday="today..+9d")
