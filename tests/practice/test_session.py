"""Daily practice over the real store: reveal, grade, drills, limits, what a session came to."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from tests.practice.context import NOON, Clock, all_good, current, give, session, why
from tests.store.build import DAY, Shelf, answer, basic
from trainer.core.day import iso
from trainer.core.errors import LibraryBusyError
from trainer.core.scope import Scope
from trainer.practice.summary import Summary, summary
from trainer.scheduling.preferences import Plan
from trainer.scheduling.queue import Counts
from trainer.scheduling.sm2 import Sm2
from trainer.store import schema
from trainer.store.store import Store


def grades_on_disk(store: Store) -> list[tuple[str, int]]:
    """The answers another program sees."""
    with closing(sqlite3.connect(store.path)) as connection:
        rows = connection.execute("SELECT card, grade FROM event WHERE grade NOT NULL ORDER BY at")
        return [(card, grade) for card, grade in rows]


def test_nothing_can_be_graded_before_the_answer_is_shown(store: Store) -> None:
    Shelf(store, basic("a"))
    practice = session(store)
    assert practice.grade(4) is None
    assert grades_on_disk(store) == []
    practice.reveal()
    assert practice.attempt is not None
    assert practice.attempt.revealed
    assert practice.grade(4) is not None


@pytest.mark.parametrize("grade", [-1, 6])
def test_a_grade_outside_0_to_5_is_an_error_and_changes_nothing(store: Store, grade: int) -> None:
    Shelf(store, basic("a"))
    practice = session(store)
    practice.reveal()
    with pytest.raises(ValueError, match=f"grade {grade}"):
        practice.grade(grade)
    assert (current(practice), grades_on_disk(store)) == ("deck/a", [])


def test_an_answer_is_on_disk_before_the_next_card_is_shown(store: Store) -> None:
    Shelf(store, basic("a"), basic("b"))
    practice = session(store)
    first = practice.attempt
    practice.reveal()
    practice.grade(4)
    assert practice.attempt is not first
    assert current(practice) == "deck/b"
    assert grades_on_disk(store) == [("deck/a", 4)]


def test_an_answer_is_saved_with_the_instant_the_day_the_wording_and_the_options(store: Store) -> None:
    Shelf(store, basic("a"))
    shown = store.card("deck/a")
    assert shown is not None
    practice = session(store, plan=Plan(Sm2("sm2-delphi", max_interval=60)))
    practice.reveal()
    stored = practice.grade(3)
    assert stored is not None
    assert (stored.at, stored.day, stored.offset) == (int(NOON.timestamp()) * 1000, DAY, 0)
    assert (stored.fingerprint, stored.scheduler) == (shown.fingerprint, "sm2-delphi;max=60")


def test_an_answer_that_could_not_be_saved_can_be_given_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    Shelf(store, basic("a"), basic("b"))
    monkeypatch.setattr(schema, "BUSY_SECONDS", 0.01)
    with Store(store.path) as impatient, closing(sqlite3.connect(store.path)) as other:
        practice = session(impatient)
        practice.reveal()
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryBusyError):
            practice.grade(4)
        assert (current(practice), len(practice.answers)) == ("deck/a", 0)
        assert practice.attempt is not None
        assert practice.attempt.revealed
        other.rollback()
        assert practice.grade(4) is not None
        assert current(practice) == "deck/b"


def test_a_session_without_cards_is_over_and_takes_every_key(store: Store) -> None:
    practice = session(store)
    practice.reveal()
    assert (practice.attempt, practice.grade(4), practice.flag(), practice.undo()) == (
        None,
        None,
        False,
        None,
    )
    practice.bury()
    practice.suspend()
    practice.reload()
    practice.refill()
    assert practice.counts == Counts()
    assert summary(practice) == Summary()


@pytest.mark.parametrize("grade", [0, 1, 2, 3])
def test_a_card_below_good_comes_again_at_the_end_until_it_is_good(store: Store, grade: int) -> None:
    Shelf(store, basic("a"), basic("b"), basic("c"))
    practice = session(store)
    assert give(practice, grade, 4, grade, grade, 3, 2, 5) == [
        "deck/a", "deck/b", "deck/c", "deck/a", "deck/c", "deck/a", "deck/c",
    ]  # fmt: skip
    assert (why(practice), practice.counts) == ("again", Counts(again=1))
    assert give(practice, 4) == ["deck/a"]
    assert practice.attempt is None


def test_a_drill_still_open_comes_in_the_next_session_of_the_day_and_not_on_the_next_day(
    store: Store,
) -> None:
    Shelf(store, basic("a"), basic("b"))
    give(session(store), 2, 3)
    later = session(store)
    assert later.counts == Counts(again=2)
    assert give(later, 3, 4) == ["deck/a", "deck/b"]
    assert session(store).counts == Counts(again=1)
    assert all_good(session(store)) == ["deck/a"]
    assert session(store).attempt is None
    tomorrow = Clock()
    tomorrow.forward(days=1)
    assert session(store, tomorrow).counts == Counts(due=2)


def test_drills_do_not_move_the_schedule(store: Store) -> None:
    Shelf(store, basic("a"))
    practice = session(store)
    give(practice, 2)
    before = store.card("deck/a")
    give(practice, 1, 3, 5)
    after = store.card("deck/a")
    assert before is not None
    assert after is not None
    assert before.state.memory is not None
    assert after.state.memory == before.state.memory._replace(drill=0)


def test_a_session_that_goes_on_past_the_rollover_counts_by_the_new_day(store: Store) -> None:
    Shelf(store, basic("a"), basic("b"), basic("c"))
    clock = Clock(NOON)
    clock.forward(days=1)
    clock.set(3, 50)  # still the study day of NOON
    practice = session(store, clock)
    assert practice.day == DAY
    give(practice, 2, 4)
    clock.set(4, 5)
    assert practice.day == DAY + 1
    practice.reveal()
    third = practice.grade(4)
    practice.reveal()
    again = practice.grade(4)
    assert third is not None
    assert again is not None
    assert [(event.card, event.kind, iso(event.day)) for event in (third, again)] == [
        ("deck/c", "review", iso(DAY + 1)),
        ("deck/a", "review", iso(DAY + 1)),
    ]
    assert practice.attempt is None
    assert session(store, clock).counts == Counts(due=1)  # b, answered before the rollover


def test_an_answer_shown_before_the_rollover_is_saved_as_its_keys_said(store: Store) -> None:
    Shelf(store, basic("a"))
    clock = Clock()
    clock.forward(days=1)
    clock.set(3, 59)
    practice = session(store, clock)
    give(practice, 2)
    practice.reveal()
    assert practice.attempt is not None
    promised = practice.attempt.choices[4]
    clock.set(4, 1)
    stored = practice.grade(4)
    assert stored is not None
    assert (stored.kind, stored.day) == ("drill", DAY)
    card = store.card("deck/a")
    assert card is not None
    assert card.state.memory == promised.memory


def test_a_card_that_no_deck_has_any_more_is_passed_over(store: Store) -> None:
    shelf = Shelf(store, basic("a"), basic("b"), basic("c"), basic("d"))
    practice = session(store)
    shelf.put("deck.yaml", basic("a"), basic("d"))
    shelf.sync()
    assert give(practice, 4, 4) == ["deck/a", "deck/d"]
    assert practice.attempt is None


def test_a_deck_edited_during_a_session_shows_the_card_anew_at_its_place(store: Store) -> None:
    shelf = Shelf(store, basic("a", "Q"), basic("b"))
    practice = session(store)
    practice.reveal()
    shelf.put("deck.yaml", basic("a", "Better Q"), basic("b"))
    shelf.sync()
    practice.reload()
    assert practice.attempt is not None
    assert (practice.attempt.sides.prompt, practice.attempt.revealed) == ("Better Q", False)
    assert all_good(practice) == ["deck/a", "deck/b"]


def test_refilling_finds_what_is_new_since_the_session_began(store: Store) -> None:
    shelf = Shelf(store, basic("a"))
    practice = session(store)
    give(practice, 2)
    shelf.put("deck.yaml", basic("a"), basic("b"))
    shelf.sync()
    assert practice.counts == Counts(again=1)
    practice.refill()
    assert practice.counts == Counts(new=1, again=1)
    assert current(practice) == "deck/b"


def test_the_summary_says_what_the_session_came_to(store: Store) -> None:
    Shelf(store, *(basic(name) for name in "abcde"))
    clock = Clock()
    store.record(answer("deck/e", 4, DAY - 1))
    practice = session(store, clock, Plan(mix="due-first"))
    for grade in (4, 2, 1, 3, 5):
        clock.forward(seconds=2)
        give(practice, grade)
    practice.undo()
    came_to = summary(practice)
    # e due again in 6 days; a and b failed, c passed with difficulty: all three tomorrow, d today and then.
    waits = Summary(open=4, left=Counts(new=1, again=3), tomorrow=4, about_tomorrow="4 cards")
    assert came_to == replace(waits, answered=4, cards=4, again=2, took=8000)
    assert summary(session(store, clock)) == waits


def test_the_summary_of_a_scope_tells_of_that_scopes_tomorrow(store: Store) -> None:
    shelf = Shelf(store, basic("a"))
    shelf.put("other.yaml", basic("x"), deck="other")
    shelf.sync()
    store.record(answer("other/x", 4))
    practice = session(store, scope=Scope(decks=("deck",)))
    assert all_good(practice) == ["deck/a"]
    assert summary(practice).tomorrow == 1
    assert summary(session(store)).tomorrow == 2


def test_options_and_rollover_come_from_the_plan(store: Store) -> None:
    Shelf(store, basic("a"))
    clock = Clock()
    clock.set(12)
    assert session(store, clock, Plan(rollover_hour=13)).day == DAY - 1
    plan = replace(Plan(), scheduler=Sm2(max_interval=1))
    practice = session(store, clock, plan)
    store.record(answer("deck/a", 4, DAY - 1))
    practice.refill()
    practice.reveal()
    assert practice.attempt is not None
    assert {outcome.memory.due - DAY for outcome in practice.attempt.choices} == {1}
