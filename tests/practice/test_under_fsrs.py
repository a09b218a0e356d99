"""What practice promises holds under FSRS too: drills, cards ahead of their day, crams, leeches, why."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.practice.context import Clock, all_good, current, give, session, why
from tests.store.build import DAY, Shelf, basic
from trainer.core.custom import Custom
from trainer.core.scope import EVERYTHING
from trainer.goals.session import begin
from trainer.practice.why import standing
from trainer.scheduling.fsrs import FSRS
from trainer.scheduling.leech import is_leech
from trainer.scheduling.preferences import Plan
from trainer.store.store import Store

PLAN = Plan(FSRS)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "trainer.db", FSRS) as store:
        Shelf(store, basic("a"), basic("b"))
        yield store
        assert store.mismatches() == []


def test_a_card_failed_comes_again_today_until_it_is_good_and_hard_does_not(store: Store) -> None:
    practice = session(store, plan=PLAN)
    failed, hard = give(practice, 2, 3)
    assert (current(practice), why(practice)) == (failed, "again")
    assert hard not in store.drills(DAY, EVERYTHING)
    give(practice, 3)
    assert why(practice) == "again", "hard is not good yet"
    give(practice, 4)
    assert practice.attempt is None
    assert store.drills(DAY, EVERYTHING) == []
    assert [event.kind for event in store.events()] == ["review", "review", "drill", "drill"]


def test_cards_ahead_of_their_day_count_and_a_cram_does_not(store: Store) -> None:
    clock = Clock()
    all_good(session(store, clock, PLAN))
    clock.forward(days=1)
    before = store.states()
    crammed = begin(store, clock, PLAN, EVERYTHING, custom=Custom(cram="all"))
    all_good(crammed)
    assert store.states() == before
    ahead = begin(store, clock, PLAN, EVERYTHING, custom=Custom(ahead=9))
    assert sorted(all_good(ahead)) == ["deck/a", "deck/b"]
    assert {event.kind for event in store.events()} == {"review", "cram", "early"}
    for card, state in store.states().items():
        earlier = before[card].memory
        assert state.memory is not None
        assert earlier is not None
        assert state.memory.due > earlier.due
        assert state.memory.last == DAY + 1


def test_a_card_forgotten_eight_times_is_a_leech_and_undo_takes_the_flag_back(store: Store) -> None:
    clock = Clock()
    card = "deck/a"
    for _ in range(8):
        for grade in (4, 2):
            clock.forward(days=30)
            practice = session(store, clock, PLAN)
            while practice.attempt is not None and practice.attempt.card.key != card:
                give(practice, 4)
            assert not store.state(card).flagged
            give(practice, grade)
    assert is_leech(store.state(card))
    assert practice.leech is not None
    practice.undo()
    assert not store.state(card).flagged


def test_why_says_what_fsrs_knows_of_a_card(store: Store) -> None:
    clock = Clock()
    all_good(session(store, clock, PLAN))
    card = store.card("deck/a")
    assert card is not None
    said = standing(card, DAY, FSRS)
    assert "Stability 2.3 days" in said
    assert "Difficulty 2.1 of 10" in said
