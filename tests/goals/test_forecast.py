"""What a goal will come to, and what came of it."""

from dataclasses import replace
from itertools import pairwise
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks.forecasts import Walk, take
from tests.benchmarks.readiness import counted, decks
from tests.goals.build import MONDAY, about, goal_in, met
from trainer.core.log import Event
from trainer.core.state import Memory
from trainer.goals.belief import Belief, Strength
from trainer.goals.demand import Question
from trainer.goals.forecast import POINTS, STEP, Outlook, Range, forecast, reached
from trainer.goals.foretold import Foretold
from trainer.goals.goal import Goal
from trainer.goals.learner import LEARNERS, Learner
from trainer.goals.material import Item, Material
from trainer.goals.result import result
from trainer.goals.simulate import walk, with_mocks
from trainer.goals.trace import Look, Trace
from trainer.goals.unseen import unseen


def test_it_says_what_there_is_and_how_much_time_for_each_card() -> None:
    known = met("d/known", MONDAY - 3, (4, 4))
    found = forecast(goal_in(14), about([known, *(Item(f"d/{n}", "basic") for n in range(99))]))
    assert (found.cards, found.met, found.days, found.minutes) == (100, 1, 14, 2.8)
    assert not found.tight
    assert unseen(goal_in(14), about([known, *(Item(f"d/{n}", "basic") for n in range(99))])) == []
    assert 0 < found.now.share < 0.02


def test_below_a_minute_for_a_card_there_is_a_warning_and_cards_are_not_seen() -> None:
    found = forecast(goal_in(7, 10), about(100))
    assert found.tight
    assert 0 < len(unseen(goal_in(7, 10), about(100))) < 100
    assert not forecast(goal_in(7, 10), about(70)).tight


def test_what_will_not_be_seen_is_told_the_least_asked_first() -> None:
    questions = [Question(float(number), (f"d/{number}",)) for number in range(1, 101)]
    material = about([Item(f"d/{number}", "basic") for number in range(1, 101)], questions)
    late = unseen(goal_in(3, 10), material)
    assert late == [f"d/{number}" for number in range(1, len(late) + 1)]
    assert 50 < len(late) < 90
    assert unseen(goal_in(60, 60), material) == []
    assert len(unseen(goal_in(0), material)) == 100


def test_what_is_left_of_each_card_is_found_once_for_all_days_and_minutes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found: list[int] = []
    usual = Belief.trace

    def noted(self: Belief, memory: Memory, seen: int, looks: tuple[Look, ...]) -> Trace:
        found.append(seen)
        return usual(self, memory, seen, looks)

    monkeypatch.setattr(Belief, "trace", noted)
    cards = [met(f"d/{n}", MONDAY - n, (4, 4)) for n in range(1, 41)]
    forecast(goal_in(30), about(cards))
    assert len(found) <= 10 * len(cards), "three beliefs of today and three of the days to come, and the plan"


def test_more_minutes_are_more_and_so_are_more_days() -> None:
    material = about(300)
    fewer = forecast(goal_in(14), material)
    assert fewer.less < fewer.ready.share < fewer.more
    assert fewer.more == pytest.approx(forecast(goal_in(14, 20 + STEP), material).ready.share, abs=0.03)
    assert forecast(goal_in(30), material).ready.share > fewer.ready.share
    assert forecast(goal_in(14, off=frozenset({5, 6})), material).ready.share < fewer.ready.share


@pytest.mark.parametrize(("minutes", "learnt"), [(20, 0.6), (40, 0.75)])
def test_where_most_cards_are_hardly_asked_more_days_are_more_all_the_same(
    minutes: int, learnt: float
) -> None:
    """The time goes to what is asked, as in a plan, not to all cards whatever they are worth."""
    start = replace(decks()[0], demand=counted()[0])
    goals = [Goal("g", by=start.day + days, minutes=minutes, made=start.day) for days in (30, 60, 90, 180)]
    found = [forecast(goal, start) for goal in goals]
    assert [each.ready.share for each in found] == sorted(each.ready.share for each in found)
    assert found[1].ready.share > learnt
    assert len(start.items) - len(Outlook(goals[1], start).unseen()) < 1100


@pytest.mark.parametrize(("days", "minutes", "off"), [(14, 20, ()), (45, 10, (5, 6))])
@pytest.mark.parametrize("deck", ["kafka", "hive"])
def test_what_is_said_not_to_be_seen_is_what_a_learner_does_not_see(
    deck: str, days: int, minutes: int, off: tuple[int, ...]
) -> None:
    """On decks of which much is hardly asked, as on the first day as half way."""
    whole = replace(decks()[0], demand=counted()[0])
    items = {key: item for key, item in whole.items.items() if key.startswith(deck)}
    start = replace(whole, items=items, order=[key for key in whole.order if key in items])
    goal = Goal("g", by=start.day + days, minutes=minutes, made=start.day, off=frozenset(off))
    mornings: list[Material] = []
    walked = walk(goal, start, Learner(LEARNERS["normal"], 1), with_mocks, watch=mornings.append)
    for morning in (start, mornings[days // 2]):
        assert len(unseen(goal, morning)) == pytest.approx(len(walked.last.order), abs=0.12 * len(items))


def test_what_is_asked_most_counts_most() -> None:
    questions = [Question(9.0, (f"d/{n}",)) for n in range(20)] + [
        Question(0.1, (f"d/{n}",)) for n in range(20, 300)
    ]
    alike = forecast(goal_in(7, 10), about(300)).ready.share
    assert forecast(goal_in(7, 10), about(300, questions)).ready.share > 3 * alike


def test_the_way_to_the_date_is_told_from_today_on() -> None:
    found = forecast(goal_in(30), about(300))
    assert found.series[0].day == MONDAY
    assert found.series[0].range == found.now == Range(0, 0, 0)
    assert found.series[-1] == (MONDAY + 30, found.ready)
    assert len(found.series) == POINTS + 1
    assert all(before.day < after.day for before, after in pairwise(found.series))
    assert all(before.range.share < after.range.share for before, after in pairwise(found.series))


@pytest.mark.parametrize("days", [-5, 0, 1, 2, 3650, None])
@pytest.mark.parametrize("minutes", [0, 20])
@pytest.mark.parametrize("cards", [0, 1, 40])
def test_any_date_any_minutes_and_no_cards_give_something_sensible(
    days: int | None, minutes: int, cards: int
) -> None:
    found = forecast(goal_in(days, minutes), about(cards))
    nothing = not cards or not minutes or (days is not None and days <= 0)
    assert (found.ready.share == 0) == nothing
    assert 0 <= found.ready.low <= found.ready.share <= found.ready.high <= 1
    assert 0 <= found.less <= found.more <= 1
    left = len(unseen(goal_in(days, minutes), about(cards)))
    assert left == cards if nothing else 0 <= left <= cards
    if days == 3650 and not nothing:
        assert found.ready.share > 0.75


def test_the_way_ends_on_the_date_where_the_days_before_it_are_off() -> None:
    goal = goal_in(14, holidays=((MONDAY + 2, MONDAY + 13),))
    assert forecast(goal, about(30)).series[-1].day == MONDAY + 14


def test_after_a_missed_week_less_is_expected_than_before_it() -> None:
    goal, material = goal_in(14), about(300)
    late = forecast(goal, replace(material, day=MONDAY + 7))
    assert 0 < late.ready.share < 0.7 * forecast(goal, material).ready.share


def test_who_remembers_longer_is_told_more() -> None:
    weak, usual = (forecast(goal_in(30), about(300, strength=Strength(times))) for times in (0.3, 1.0))
    assert weak.ready.share < usual.ready.share


def test_what_can_be_answered_now_falls_with_the_days() -> None:
    material = about([met(f"d/{n}", MONDAY - 1, (4, 4)) for n in range(10)])
    shares = [reached(material, MONDAY + days).share for days in (0, 1, 10, 100)]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 0.9


LIMIT = 4.0
"""How many points a forecast for a usual learner may be off: on the first day, and on the mean of the way."""
DAYS = (7, 14, 30)
"""Of goals over all shipped decks, of twenty minutes a day, that all sorts of learners walk to."""


@pytest.mark.parametrize("days", [7, 30, 60])
def test_the_forecast_of_a_usual_learner_is_right_within_a_limit_however_far_the_date(days: int) -> None:
    said = take(Walk(days, 20, "normal", 1))
    assert abs(said[0].bias) < LIMIT
    assert abs(mean(each.bias for each in said)) < LIMIT


def test_the_range_of_a_usual_learner_grows_narrower() -> None:
    for days in DAYS:
        said = take(Walk(days, 20, "normal", 1))
        assert abs(said[-1].bias) < LIMIT
        assert said[-1].width < said[0].width


def test_the_range_holds_for_a_forgetful_learner_too() -> None:
    said = [each for days in DAYS for seed in (1, 2) for each in take(Walk(days, 20, "forgetful", seed))]
    assert sum(each.holds for each in said) >= 0.75 * len(said)
    assert mean(each.width for each in said) < 17  # it is not so wide that it says nothing
    assert mean(each.width for each in said[1::5]) < 15  # three days of answers tell a part


def test_what_learners_reach_lies_in_the_range_about_four_times_in_five() -> None:
    """On the first day, when nobody knows what sort of learner one is, and on the way alike; of usual, weak,
    forgetful and irregular learners alike."""
    said = [each for days in DAYS for learner in LEARNERS for each in take(Walk(days, 20, learner, 1))]
    assert sum(each.holds for each in said) >= 0.75 * len(said)


def event(card: str, day: int, grade: int, took: int = 30_000) -> Event:
    return Event(f"{card}{day}{grade}", "me", day, day, 0, card, "review", grade, took=took)


FORETOLD = Foretold(Range(0.5, 0.4, 0.6), Range(0.5, 0.4, 0.6))


@pytest.mark.parametrize("days", [1, 3, 7, 14])
@pytest.mark.parametrize("minutes", [11, 15, 20, 40])
def test_what_minutes_more_or_less_change_is_what_a_goal_of_so_many_comes_to(days: int, minutes: int) -> None:
    stuff = about(150)
    found = forecast(goal_in(days, minutes), stuff)
    assert found.less == forecast(goal_in(days, minutes - STEP), stuff).ready.share
    assert found.more == forecast(goal_in(days, minutes + STEP), stuff).ready.share


def test_what_has_no_open_questions_loses_no_minutes_to_mock_interviews() -> None:
    goal = goal_in(1, 10)
    assert forecast(goal, about(100, opens=False)).ready.share > forecast(goal, about(100)).ready.share


@pytest.mark.parametrize("by", [9000, 26333])
def test_however_far_the_date_all_its_days_are_counted(by: int) -> None:
    found = forecast(goal_in(by, off=frozenset({6})), about(220))
    assert found.days == sum((day - 1) % 7 != 6 for day in range(MONDAY, MONDAY + by))
    assert found.minutes == pytest.approx(found.days * 20 / 220)


def test_afterwards_it_says_what_was_foretold_and_what_happened() -> None:
    goal = goal_in(10, 20)
    material = about([met("d/a", MONDAY + 9, (4, 4)), met("d/b", MONDAY + 8, (4,))], day=MONDAY + 10)
    events = [
        event("d/a", MONDAY + 1, 4, 60_000),  # more than a week before
        event("d/a", MONDAY + 9, 2),
        event("d/a", MONDAY + 9, 4),  # the repeat of that day
        event("d/b", MONDAY + 8, 4),
        event("d/elsewhere", MONDAY + 8, 4),
        event("d/a", MONDAY + 10, 4),  # on the date
    ]
    found = result(goal, material, events, FORETOLD)
    assert found.foreseen == FORETOLD
    assert found.reached == reached(material, MONDAY + 10)
    assert (found.answers, found.right) == (1, 0), "the first answer to d/b tells of no recall"
    assert (found.planned, found.studied) == (200, 2.5)
    assert (found.days, found.of) == (3, 10)


@given(st.integers(1, 60), st.integers(0, 90), st.integers(0, 120), st.floats(0.2, 3))
def test_ranges_hold_what_is_expected(days: int, minutes: int, cards: int, strength: float) -> None:
    known = [met(f"d/{n}", MONDAY - n, (4, 3, 4)[: 1 + n % 3]) for n in range(cards // 2)]
    new = [Item(f"n/{n}", "basic") for n in range(cards - len(known))]
    found = forecast(goal_in(days, minutes), about([*known, *new], strength=Strength(strength)))
    for each in (found.now, found.ready, *(point.range for point in found.series)):
        assert 0 <= each.low <= each.share <= each.high <= 1
    assert set(unseen(goal_in(days, minutes), about([*known, *new]))) <= {item.key for item in new}
