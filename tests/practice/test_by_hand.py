"""Schedules set by hand (DESIGN section 5): events that set the state, under any scheduler, undoable."""

from pathlib import Path

import pytest

from tests.practice.context import Clock, current, give, session
from tests.scheduling.doubling import Doubling
from tests.store.build import DAY, Shelf, answer, basic, mark, noon
from trainer.browse.row import rows
from trainer.core.day import iso
from trainer.core.errors import UsageError
from trainer.core.log import detail_of, number_in
from trainer.core.moment import Moment
from trainer.core.scope import EVERYTHING
from trainer.core.state import NEW, Memory
from trainer.practice.by_hand import counts_as_known, reschedule, reset
from trainer.practice.overview import coming
from trainer.practice.undoing import go
from trainer.scheduling.preferences import Plan
from trainer.scheduling.queue import Counts
from trainer.scheduling.scheduler import Scheduler
from trainer.scheduling.sm2 import SM2, kept
from trainer.store.store import Store

NOW = Moment(noon(DAY), DAY)


def memory(store: Store, card: str = "deck/a") -> Memory:
    found = store.state(card).memory
    assert found is not None
    return found


def test_a_card_forgotten_is_new_and_its_history_is_kept(store: Store) -> None:
    Shelf(store, basic("a"))
    for day in (-20, -19, -13):
        store.record(answer("deck/a", 4, DAY + day))
    store.record(mark("deck/a", "flag", DAY - 1))
    practice = session(store)
    assert practice.counts.due == 0
    reset(store, NOW, ["deck/a"])
    assert store.state("deck/a") == NEW._replace(flagged=True)
    assert store.new(DAY, EVERYTHING, 9) == ["deck/a"]
    assert len([event for event in store.events() if event.grade is not None]) == 3
    give(session(store), 4)
    assert memory(store) == SM2.answer(None, 4, DAY).memory
    assert store.today(DAY).new == 1
    assert store.mismatches() == []


def test_a_day_set_by_hand_moves_the_due_day_and_nothing_else(store: Store) -> None:
    Shelf(store, basic("a"))
    for day in (-20, -19, -13):
        store.record(answer("deck/a", 4, DAY + day))
    before = memory(store)
    reschedule(store, NOW, ["deck/a"], DAY + 3)
    assert memory(store) == before._replace(due=DAY + 3)
    assert store.due(DAY + 2, EVERYTHING, 9) == []
    assert store.due(DAY + 3, EVERYTHING, 9) == ["deck/a"]
    store.record(answer("deck/a", 4, DAY + 3))
    assert kept(memory(store)).interval == 38, "the interval goes on from what it was: 15 days times 2.5"
    assert store.mismatches() == []


def test_a_new_card_given_a_day_goes_on_from_there_by_its_ease(store: Store) -> None:
    Shelf(store, basic("a"))
    reschedule(store, NOW, ["deck/a"], DAY + 10)
    assert store.new(DAY, EVERYTHING, 9) == []
    assert SM2.known(memory(store)) == 0.0
    assert memory(store).reviews == 0
    store.record(answer("deck/a", 4, DAY + 10))
    assert memory(store).due == DAY + 10 + 25


def test_what_counts_as_known_though_it_was_never_answered_is_said(store: Store) -> None:
    Shelf(store, basic("a"), basic("b"), basic("c"))
    store.record(answer("deck/a", 4, DAY))
    reschedule(store, NOW, ["deck/b"], DAY + 10)

    def said(*names: str, days: int = 3) -> str:
        return counts_as_known(store, [f"deck/{name}" for name in names], days)

    assert said("b") == said("c") == "never answered: counts as known until then"
    assert said("a", "b") == "1 never answered: counts as known until then"
    assert said("a", "b", "c") == "2 never answered: count as known until then"
    assert said("a") == said("c", days=0) == ""


def test_today_means_todays_practice_and_yesterday_is_refused(store: Store) -> None:
    Shelf(store, basic("a"))
    store.record(answer("deck/a", 4, DAY))
    assert session(store).attempt is None
    reschedule(store, NOW, ["deck/a"], DAY)
    practice = session(store)
    assert current(practice) == "deck/a"
    assert practice.counts == Counts(due=1)
    assert [(deck.due, deck.again) for deck in store.decks(DAY)] == [(1, 0)]
    for query in ("is:due", "prop:due=0"):
        assert store.cards(store.search(query, DAY), DAY) == ["deck/a"]
    assert store.cards(store.search("is:again", DAY), DAY) == []
    found = rows(store, ["deck/a"], DAY)[0]
    assert (found.due, found.marks) == (iso(DAY), ("due",))
    give(practice, 5)
    assert session(store).attempt is None
    assert store.decks(DAY)[0].due == 0
    with pytest.raises(UsageError, match="That day is over"):
        reschedule(store, NOW, ["deck/a"], DAY - 1)


def test_any_scheduler_goes_on_from_what_was_set(tmp_path: Path) -> None:
    path, doubling = tmp_path / "trainer.db", Doubling()
    with Store(path) as store:
        Shelf(store, basic("a"), basic("b"))
        store.record(answer("deck/a", 4))
        reschedule(store, NOW, ["deck/a", "deck/b"], DAY + 8)
        first = store.states()
    schedulers: list[Scheduler] = [doubling, SM2]
    for scheduler in schedulers:
        with Store(path, scheduler) as store:
            assert memory(store, "deck/a").due == memory(store, "deck/b").due == DAY + 8
            assert store.mismatches() == []
    with Store(path, doubling) as store:
        store.record(answer("deck/b", 4, DAY + 8, scheduler=doubling))
        assert memory(store, "deck/b").due == DAY + 8 + 16
        store.undo(NOW)
    with Store(path) as store:
        assert store.states() == first, "changing back gives the old schedule back exactly"


def test_what_was_done_as_one_is_taken_back_as_one(store: Store) -> None:
    Shelf(store, *(basic(name) for name in "abc"))
    for name in "abc":
        store.record(answer(f"deck/{name}", 4, DAY - 3))
    before = store.states()
    events = reset(store, NOW, ["deck/a", "deck/b", "deck/c"])
    assert {event.session for event in events} == {events[0].id}
    with Store(store.path) as later:
        practice = session(later)
        assert go(practice, 1, "four").said == "undone: resetting 3 cards"
        assert later.states() == before
        assert practice.counts.due == 3
        assert later.mismatches() == []
        assert practice.undo() is not None
        assert len(later.states()) == 2, "the next step is the answer before"


def test_nothing_of_several_things_is_done_where_one_cannot_be(store: Store) -> None:
    with pytest.raises(ValueError, match="needs a grade"):
        store.record_all([mark("deck/a", "flag"), answer("deck/a", 4)._replace(grade=None)])
    assert store.events() == []


def test_in_a_session_the_card_leaves_the_queue_and_undo_brings_it_back(store: Store) -> None:
    Shelf(store, basic("a"), basic("b"))
    practice = session(store, Clock())
    practice.reschedule(DAY + 5)
    assert memory(store).due == DAY + 5
    assert current(practice) == "deck/b"
    give(practice, 2)
    assert current(practice) == "deck/b", "drilled"
    practice.reset()
    assert practice.attempt is None
    assert go(practice, 1, "four").said == "undone: resetting the card"
    assert current(practice) == "deck/b"
    practice.undo()
    practice.undo()
    assert current(practice) == "deck/a"
    assert store.states() == {}


@pytest.mark.parametrize(
    "detail", ["", "{}", "[]", '{"due": "x"}', '{"due": 0}', '{"due": 9999999999}', "{", '{"due": true}']
)
def test_a_day_that_makes_no_sense_sets_nothing(store: Store, detail: str) -> None:
    assert number_in(detail, "due") is None
    store.record(mark("deck/a", "reschedule", detail=detail))
    assert store.state("deck/a") == NEW


def test_the_day_is_read_as_written() -> None:
    assert number_in(detail_of(due=DAY), "due") == DAY


def test_no_limit_keeps_a_card_put_into_the_day_from_it(store: Store) -> None:
    Shelf(store, *(basic(name) for name in "abcd"))
    for name in "ab":
        store.record(answer(f"deck/{name}", 4, DAY - 9))
    store.record(answer("deck/c", 4, DAY))
    reschedule(store, NOW, ["deck/c", "deck/d"], DAY)
    practice = session(store, plan=Plan(due_per_day=1, new_per_day=0))
    assert practice.counts == Counts(due=3) == practice.asks(store.decks(DAY))
    assert coming(store, practice.plan, DAY, practice.counts, 0)[:2] == [3, 1], "one waits for tomorrow"
