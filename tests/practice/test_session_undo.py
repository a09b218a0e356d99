"""Undo, bury, suspend and flag in a session: what becomes the current card, and what is left."""

import pytest

from tests.practice.context import Clock, all_good, current, give, session, why
from tests.store.build import DAY, Shelf, answer, basic, mark, pair
from trainer.core.state import NEW, CardState
from trainer.scheduling.preferences import Plan
from trainer.scheduling.queue import Counts
from trainer.store.store import Store


def state(store: Store, card: str) -> CardState:
    found = store.card(card)
    assert found is not None
    return found.state


def test_undo_brings_the_card_back_unanswered_with_the_rest_in_their_order(store: Store) -> None:
    Shelf(store, *(basic(name) for name in "abcd"))
    practice = session(store)
    give(practice, 4, 2, 5)
    assert len(practice.answers) == 3
    for card, left in [
        ("deck/c", Counts(new=2, again=1)),
        ("deck/b", Counts(new=3)),
        ("deck/a", Counts(new=4)),
    ]:
        event = practice.undo()
        assert event is not None
        assert event.card == card
        assert current(practice) == card
        assert practice.attempt is not None
        assert not practice.attempt.revealed
        assert practice.counts == left
        assert state(store, card) == NEW
    assert practice.undo() is None
    assert len(practice.answers) == 0
    assert all_good(practice) == ["deck/a", "deck/b", "deck/c", "deck/d"]


def test_undo_goes_on_where_the_session_had_ended(store: Store) -> None:
    Shelf(store, basic("a"))
    practice = session(store)
    give(practice, 4)
    assert practice.attempt is None
    practice.undo()
    assert (current(practice), why(practice)) == ("deck/a", "new")


def test_a_later_session_undoes_the_answers_of_an_earlier_one(store: Store) -> None:
    Shelf(store, basic("a"), basic("b"))
    store.record(answer("deck/a", 4, DAY - 1))
    before = state(store, "deck/a")
    give(session(store), 4, 4)
    with Store(store.path) as later:
        practice = session(later)
        assert practice.attempt is None
        undone = [practice.undo(), practice.undo()]
        assert {event.card for event in undone if event} == {"deck/a", "deck/b"}
        assert practice.counts == Counts(new=1, due=1)
        assert len(practice.answers) == 0
        assert (state(later, "deck/a"), state(later, "deck/b")) == (before, NEW)
        assert len(all_good(practice)) == 2


def test_an_undone_drill_is_drilled_again(store: Store) -> None:
    Shelf(store, basic("a"), basic("b"))
    practice = session(store)
    assert give(practice, 2, 2, 4) == ["deck/a", "deck/b", "deck/a"]
    practice.undo()
    assert (current(practice), why(practice), practice.counts) == ("deck/a", "again", Counts(again=2))
    assert give(practice, 3, 4, 4) == ["deck/a", "deck/b", "deck/a"]
    assert practice.attempt is None


def test_an_undone_failure_is_drilled_no_more(store: Store) -> None:
    Shelf(store, basic("a"), basic("b"))
    practice = session(store)
    give(practice, 2)
    practice.undo()
    assert give(practice, 4, 4) == ["deck/a", "deck/b"]
    assert practice.attempt is None


def test_burying_passes_over_the_card_and_its_siblings_until_tomorrow(store: Store) -> None:
    Shelf(store, pair("a"), basic("b"))
    clock = Clock()
    for card in ("deck/a#c1", "deck/a#c2"):
        store.record(answer(card, 4, DAY - 1))
    practice = session(store, clock)
    while current(practice) == "deck/b":
        give(practice, 2)
    practice.bury()
    assert (current(practice), practice.counts.due) == ("deck/b", 0)
    assert "deck/a" not in "".join(all_good(practice))
    assert session(store, clock).attempt is None
    clock.forward(days=1)
    assert "deck/a#c1" in all_good(session(store, clock))


def test_undoing_a_bury_brings_the_card_and_its_siblings_back(store: Store) -> None:
    Shelf(store, pair("a"))
    for card in ("deck/a#c1", "deck/a#c2"):
        store.record(answer(card, 4, DAY - 1))
    practice = session(store)
    buried = current(practice)
    practice.bury()
    assert practice.attempt is None
    event = practice.undo()
    assert event is not None
    assert event.kind == "bury"
    assert (current(practice), why(practice), practice.counts) == (buried, "due", Counts(due=1))
    assert all_good(practice) == [buried]


def test_suspending_passes_over_the_card_alone_until_it_is_undone(store: Store) -> None:
    Shelf(store, pair("a"))
    for card in ("deck/a#c1", "deck/a#c2"):
        store.record(answer(card, 4, DAY - 1))
    practice = session(store)
    suspended = current(practice)
    practice.suspend()
    assert practice.counts == Counts(due=1)
    assert session(store).counts == Counts(due=1)
    all_good(practice)
    tomorrow = Clock()
    tomorrow.forward(days=30)
    assert session(store, tomorrow).counts == Counts(due=1)
    practice.undo()
    practice.undo()
    assert (current(practice), practice.counts) == (suspended, session(store).counts)
    assert not state(store, str(suspended)).suspended


@pytest.mark.parametrize("act", ["suspend", "bury"])
@pytest.mark.parametrize(
    ("days", "grade", "expected"), [(None, 0, "new"), (-1, 4, "due"), (-1, 2, "due"), (0, 2, "again")]
)
def test_a_card_whose_bury_or_suspension_is_undone_is_asked_for_its_old_reason(
    store: Store, act: str, days: int | None, grade: int, expected: str
) -> None:
    Shelf(store, basic("a"))
    if days is not None:
        store.record(answer("deck/a", grade, DAY + days))
    practice = session(store)
    assert why(practice) == expected
    getattr(practice, act)()
    assert practice.attempt is None
    practice.undo()
    assert (current(practice), why(practice)) == ("deck/a", expected)
    assert practice.counts.total == getattr(practice.counts, expected) == 1


def test_a_flag_comes_and_goes_and_leaves_the_turn_as_it_is(store: Store) -> None:
    Shelf(store, basic("a", hints=("h",)), basic("b"))
    practice = session(store)
    attempt = practice.attempt
    assert attempt is not None
    attempt.hint()
    practice.reveal()
    assert practice.flag()
    assert attempt.card.state.flagged
    assert not practice.flag()
    assert practice.flag()
    undone = practice.undo()
    assert undone is not None
    assert undone.kind == "flag"
    assert practice.attempt is attempt
    assert (attempt.revealed, attempt.hints, attempt.card.state.flagged) == (True, ("h",), False)
    assert state(store, "deck/a") == attempt.card.state
    assert give(practice, 4) == ["deck/a"]


def test_undoing_the_flag_of_an_earlier_card_leaves_the_current_one_current(store: Store) -> None:
    Shelf(store, basic("a"), basic("b"))
    store.record(mark("deck/b", "flag"))
    practice = session(store)
    practice.undo()
    assert current(practice) == "deck/a"
    assert not state(store, "deck/b").flagged


def test_undo_of_an_answer_to_a_card_that_is_gone_goes_on_with_the_next(store: Store) -> None:
    shelf = Shelf(store, basic("a"), basic("b"))
    practice = session(store)
    give(practice, 4)
    shelf.put("deck.yaml", basic("b"))
    shelf.sync()
    undone = practice.undo()
    assert undone is not None
    assert (undone.card, current(practice), practice.counts) == ("deck/a", "deck/b", Counts(new=1))


def test_undo_of_a_renamed_cards_answer_asks_it_under_its_new_id(store: Store) -> None:
    shelf = Shelf(store, basic("a"))
    practice = session(store)
    give(practice, 4)
    shelf.put("deck.yaml", basic("new", formerly=("deck/a",)))
    shelf.sync()
    practice.undo()
    assert (current(practice), why(practice)) == ("deck/new", "new")
    assert all_good(practice) == ["deck/new"]


def test_the_answer_of_another_program_is_noticed(store: Store) -> None:
    Shelf(store, basic("a"), basic("b"))
    practice = session(store)
    with Store(store.path) as other:
        give(session(other), 2)
    practice.reveal()
    stored = practice.grade(4)
    assert stored is not None
    assert stored.kind == "drill"
    assert practice.counts == Counts(new=1)
    assert session(store).counts == Counts(new=1)


def test_undoing_a_wish_to_practise_takes_the_card_out_of_today_again(store: Store) -> None:
    Shelf(store, basic("a"))
    practice = session(store)
    practice.reveal()
    practice.grade(5)
    store.record(mark("deck/a", "want", DAY))
    assert session(store).attempt is not None
    undone = practice.undo()
    assert undone is not None
    assert undone.kind == "want"
    assert practice.attempt is None
    assert session(store).attempt is None


def test_undoing_and_redoing_a_suspension_keep_the_day_as_long_as_it_was(
    store: Store,
) -> None:
    Shelf(store, *(basic(f"n{number}") for number in range(9)))
    plan = Plan(new_per_day=4)
    practice = session(store, plan=plan)
    first = current(practice)
    practice.suspend()
    for go, on in ((practice.undo, first), (practice.redo, None), (practice.undo, first)):
        assert practice.counts == Counts(new=4)
        assert go() is not None
        assert practice.counts == session(store, plan=plan).counts == Counts(new=4)
        assert on in (None, current(practice))
