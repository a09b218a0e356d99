"""Of very many new notes only the first in learning order are planned for; the others are counted."""

import pytest

from tests.goals.setting import fill
from tests.store.build import DAY, answer
from trainer.core.scope import EVERYTHING
from trainer.goals import material as materials
from trainer.goals.goal import Goal
from trainer.goals.material import material
from trainer.goals.plan import plan_day
from trainer.goals.standing import preview
from trainer.scheduling.preferences import Plan
from trainer.store.store import Store

GOAL = Goal("i", "I", by=DAY + 5, minutes=10, made=DAY)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, store: Store) -> Store:
    """A store with more new notes than are planned for."""
    monkeypatch.setattr(materials, "MOST_NEW", 100)
    fill(store, 300)
    for name in ("n000", "n250"):
        store.record(answer(f"deck/{name}", 4, DAY - 2))
    return store


def test_the_first_ones_and_all_that_were_met_are_planned_for(small: Store) -> None:
    found = material(small, EVERYTHING, DAY, Plan())
    assert len(found.order) == 100
    assert "deck/n250" in found.items
    assert len(found.items) + found.beyond == 300
    assert next(task.card for task in plan_day(GOAL, found).tasks if task.why == "new") == "deck/n001"


def test_what_is_said_is_about_all_of_them(small: Store) -> None:
    at = preview(small, Plan(), DAY, GOAL)
    assert at.cards == 300
    assert at.unseen > 150
    assert at.forecast.ready.share < 0.4


def test_the_plan_is_that_of_all_where_there_is_no_more_time(
    small: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = preview(small, Plan(), DAY, GOAL)
    monkeypatch.setattr(materials, "MOST_NEW", 6000)
    whole = preview(small, Plan(), DAY, GOAL)
    assert part.planned.day.cards == whole.planned.day.cards
    assert part.forecast.ready.share == pytest.approx(whole.forecast.ready.share, abs=0.001)
    assert (part.cards, part.unseen) == (whole.cards, whole.unseen)
