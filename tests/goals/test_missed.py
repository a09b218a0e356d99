"""A day is missed where the plan had something to ask and nothing was done; else nobody is less faithful."""

from dataclasses import replace

import pytest

from tests.goals.build import MONDAY, about, goal_in, met
from tests.goals.setting import fill, planned, practise, wish
from tests.practice.context import Clock
from tests.store.build import DAY
from trainer.core.log import NewEvent
from trainer.goals.forecast import forecast
from trainer.goals.log import goals
from trainer.goals.material import Item
from trainer.goals.missed import gone
from trainer.goals.standing import outcome, standings
from trainer.scheduling.preferences import Plan
from trainer.store.store import Store


def test_a_day_without_a_card_in_the_plan_is_not_missed(store: Store) -> None:
    """Few cards and a far date: all are met on the first day, and hardly a day has any that is due."""
    fill(store, 8)
    goal = wish(store, by="+40d", minutes="20")
    clock, idle = Clock(), 0
    for _ in range(20):
        idle += not practise(planned(store, clock), clock)
        clock.forward(days=1)
    assert idle > 5
    (at,) = standings(store, Plan(), DAY + 20)
    assert (at.forecast.missed, at.forecast.of) == (0, 20 - idle)
    assert at.forecast.always == at.forecast.ready.share
    # From now on nothing is done: days on which cards are due are missed.
    clock.forward(days=15)
    later = gone(goal, standings(store, Plan(), DAY + 35)[0].planned.material)
    assert later.missed
    assert min(later.missed) >= DAY + 20


def test_a_day_on_which_only_the_mock_interview_was_held_is_used() -> None:
    goal = goal_in(30)
    cards = [met("d/a", MONDAY + 1, (4,)), Item("d/b", "basic")]
    material = about(cards, day=MONDAY + 3)
    assert list(gone(goal, material).missed) == [MONDAY, MONDAY + 2]
    held = replace(material, mocks=frozenset({MONDAY + 2}))
    assert list(gone(goal, held).missed) == [MONDAY]
    assert forecast(goal, held).missed == 1


def test_the_minutes_of_mock_interviews_are_in_what_was_studied(store: Store) -> None:
    fill(store, 40)
    goal = wish(store, by="+5d", minutes="10")
    clock = Clock()
    practise(planned(store, clock), clock)
    before = outcome(store, Plan(), DAY + 5, goal, goals(store).foreseen["interview"])
    clock.forward(days=1)
    for step in ("start", "pause", "answer"):  # a draft left and taken up again is in the answer's time
        when = Plan().moment(clock())
        took = 0 if step == "start" else 120_000
        store.record(NewEvent(when, "", "mock", took=took, session="m", detail=f'{{"step": "{step}"}}'))
    after = outcome(store, Plan(), DAY + 5, goal, goals(store).foreseen["interview"])
    assert after.studied == pytest.approx(before.studied + 2)
    assert after.days == before.days + 1
    assert after.answers == before.answers
