"""How many cards a day asks, and which of a note's cards (issue point 5)."""

from tests.practice.context import Clock, all_good, give, session
from tests.store.build import DAY, Shelf, answer, basic, mark, pair
from trainer.core.scope import Scope
from trainer.scheduling.preferences import Plan
from trainer.scheduling.queue import Counts
from trainer.store.store import Store


def test_the_daily_limits_hold_over_sessions_and_decks(store: Store) -> None:
    shelf = Shelf(store, *(basic(f"n{number}") for number in range(5)), *(basic(f"d{n}") for n in range(5)))
    shelf.put("other.yaml", basic("x"), deck="other")
    shelf.sync()
    for number in range(5):
        store.record(answer(f"deck/d{number}", 4, DAY - 9))
    plan = Plan(new_per_day=3, due_per_day=4, mix="new-first")
    first = session(store, plan=plan)
    assert first.counts == Counts(new=3, due=4)
    give(first, 4, 4, 2, 4, 1)
    second = session(store, plan=plan)
    assert second.counts == Counts(new=0, due=2, again=2)
    all_good(second)
    assert session(store, plan=plan, scope=Scope(decks=("other",))).attempt is None
    tomorrow = Clock()
    tomorrow.forward(days=1)
    assert session(store, tomorrow, plan).counts.new == 3


def test_limits_lowered_below_what_was_done_ask_nothing_more(store: Store) -> None:
    Shelf(store, *(basic(name) for name in "abc"))
    give(session(store), 4, 4)
    assert session(store, plan=Plan(new_per_day=1)).attempt is None
    assert session(store, plan=Plan(new_per_day=0, due_per_day=0)).attempt is None


def test_new_siblings_come_one_a_day(store: Store) -> None:
    Shelf(store, pair("a"), pair("b"))
    clock = Clock()
    assert all_good(session(store, clock)) == ["deck/a#c1", "deck/b#c1"]
    assert session(store, clock).attempt is None
    clock.forward(days=1)
    # Their siblings are due today: the second cards wait for another day.
    assert sorted(all_good(session(store, clock))) == ["deck/a#c1", "deck/b#c1"]
    assert session(store, clock).attempt is None
    clock.forward(days=1)
    assert all_good(session(store, clock)) == ["deck/a#c2", "deck/b#c2"]


def test_the_new_limit_is_filled_although_many_notes_were_met_today(store: Store) -> None:
    Shelf(store, *(pair(f"p{number}") for number in range(6)), basic("last"))
    for number in range(3):
        store.record(answer(f"deck/p{number}#c1", 4))
        store.record(answer(f"deck/p{number + 3}#c1", 4, DAY - 9))
    practice = session(store, plan=Plan(new_per_day=4))
    assert practice.counts == Counts(new=1, due=3)
    assert "deck/last" in all_good(practice)


def test_a_suspended_or_buried_card_is_not_asked(store: Store) -> None:
    Shelf(store, basic("a"), pair("b"), basic("c"))
    store.record(mark("deck/a", "suspend"))
    store.record(mark("deck/b#c2", "bury"))
    assert all_good(session(store)) == ["deck/c"]
