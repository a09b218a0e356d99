"""The days to come are foretold as tomorrow is: what is answered well comes again on the day it will."""

from pathlib import Path

import pytest

from tests.practice.context import Clock, all_good, session
from tests.store.build import DAY, Shelf, answer, basic
from trainer.core.scope import EVERYTHING, Scope
from trainer.core.state import Memory
from trainer.practice import returning
from trainer.practice.overview import DAYS_AHEAD, MONTH, coming_after
from trainer.practice.returning import FOLLOWED, Returning
from trainer.scheduling.fsrs import Fsrs
from trainer.scheduling.preferences import Plan
from trainer.scheduling.scheduler import Scheduler
from trainer.scheduling.sm2 import Sm2
from trainer.store.store import Store


def practised(store: Store, notes: int, days: int = 6) -> None:
    """Notes of which some were answered on the days before, well and badly."""
    Shelf(store, *(basic(f"n{number:03}") for number in range(notes)))
    for number in range(notes // 2):
        store.record(answer(f"deck/n{number:03}", 2 + number % 4, DAY - 1 - number % days))


@pytest.mark.parametrize("scheduler", [Sm2(), Sm2(variant="sm2-delphi"), Fsrs()], ids=lambda it: it.name[:9])
@pytest.mark.parametrize("new", [0, 4, 30])
def test_what_is_foretold_for_each_day_is_what_it_asks(
    tmp_path: Path, scheduler: Scheduler, new: int
) -> None:
    plan = Plan(scheduler, new_per_day=new)
    with Store(tmp_path / "trainer.db", scheduler) as store:
        practised(store, 40)
        clock = Clock()
        foretold, asked = coming_after(session(store, clock, plan)), []
        for _ in range(DAYS_AHEAD):
            today = session(store, clock, plan)
            asked.append(today.counts.total)
            all_good(today)
            clock.forward(days=1)
    assert foretold == asked


def test_beyond_the_limit_of_a_day_what_comes_again_waits_too(store: Store) -> None:
    practised(store, 60)
    ahead = coming_after(session(store, plan=Plan(new_per_day=2, due_per_day=6)))
    assert all(cards <= 8 for cards in ahead)
    assert ahead[:10] == [8] * 10


def test_only_what_is_in_scope_comes_again(store: Store) -> None:
    practised(store, 40)
    plan = Plan(new_per_day=0)
    whole = coming_after(session(store, plan=plan))
    parts = [
        coming_after(session(store, plan=plan, scope=store.search(query, DAY)))
        for query in ("id:deck/n00*", "-id:deck/n00*")
    ]
    assert [one + other for one, other in zip(*parts, strict=True)] == whole
    assert all(sum(part) for part in parts)
    assert store.returning(DAY, 14, 999, Scope(("none",))) == []
    assert len(store.returning(DAY, 14, 3, EVERYTHING)) == 3


def test_a_day_has_one_number_however_many_days_are_shown(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where some cards stand for others, of which a longer look ahead has more."""
    monkeypatch.setattr(returning, "FOLLOWED", 7)
    practised(store, 60)
    shown = [coming_after(session(store), days=days) for days in range(2, MONTH + 1)]
    assert [len(days) for days in shown] == [*range(2, MONTH + 1)]
    assert all(days == shown[-1][: len(days)] for days in shown)


def test_of_many_cards_some_stand_for_all() -> None:
    """No more are followed than a first screen has time for, and they count as all of them."""
    many = FOLLOWED * 5
    memory = Sm2().answer(None, 4, DAY - 1, "").memory
    back = Returning(Sm2(), DAY, DAYS_AHEAD, [(f"n{number}", memory) for number in range(many)])
    back.answered(0, many, many, 0)
    assert [cards for cards in back.cards if cards] == [many]


def test_a_card_of_the_past_is_followed_from_today_on() -> None:
    overdue = Memory(DAY - 30, DAY - 31, 0, 1, 0, Sm2().answer(None, 4, DAY - 31, "").memory.data)
    back = Returning(Sm2(), DAY, DAYS_AHEAD, [("n", overdue)])
    back.answered(0, 0, 1, 0)
    assert not any(back.cards), "it was not asked"
    back.answered(1, 1, 1, 0)
    assert back.cards.index(1) > 1
