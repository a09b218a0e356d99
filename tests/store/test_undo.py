"""Undo (DESIGN section 5): a new event, any number of steps, over restarts, and for every action."""

import pytest

from tests.store.build import DAY, Shelf, answer, basic, mark, pair
from trainer.core.moment import Moment
from trainer.core.scope import EVERYTHING
from trainer.core.state import NEW, CardState
from trainer.store import codec
from trainer.store.store import Store


def state(store: Store, card: str) -> CardState:
    found = store.card(card)
    assert found is not None
    return found.state


def undo(store: Store) -> str | None:
    """Take one step back; return what was taken back, and where."""
    event = store.undo(Moment(0, DAY))
    return None if event is None else f"{event.kind} {event.card}"


def test_nothing_is_undone_where_there_is_nothing(store: Store) -> None:
    Shelf(store, basic("a"))
    assert undo(store) is None
    store.record(answer("deck/a", 4))
    assert undo(store) == "review deck/a"
    assert undo(store) is None
    assert {event.kind for event in store.events()} == {"review", "undo"}


def test_undo_is_an_event_that_keeps_the_one_it_takes_back(store: Store) -> None:
    Shelf(store, basic("a"))
    first = store.record(answer("deck/a", 4))
    second = store.record(answer("deck/a", 5, DAY + 1))
    store.undo(Moment(123_456_789_000, DAY + 1, 60))
    kept = store.events()
    event = next(event for event in kept if event.kind == "undo")
    assert [one for one in kept if one is not event] == [first, second]
    assert (event.kind, event.card, event.undoes, event.grade) == ("undo", "deck/a", second.id, None)
    assert (event.at, event.day, event.offset) == (123_456_789_000, DAY + 1, 60)
    assert (event.before, event.after) == (second.after, first.after)


def test_any_number_of_steps_over_restarts_leads_back_through_every_state(store: Store) -> None:
    Shelf(store, basic("a"), pair("b"))
    cards = ["deck/a", "deck/b#c1", "deck/b#c2"]
    states = [[state(store, card) for card in cards]]
    days = [DAY, DAY, DAY, DAY + 1, DAY + 1, DAY + 7, DAY + 3]
    for number, day in enumerate(days):
        store.record(answer(cards[number % 3], number % 6, day))
        states.append([state(store, card) for card in cards])
    for kind in ("flag", "suspend", "bury", "unsuspend"):
        store.record(mark("deck/a", kind))
        states.append([state(store, card) for card in cards])
    for before in reversed(states[:-1]):
        with Store(store.path) as later:
            assert undo(later) is not None
            assert [state(later, card) for card in cards] == before
            assert list(later.mismatches()) == []
    assert undo(store) is None
    assert store.new(DAY, EVERYTHING, 9) == ["deck/a", "deck/b#c1"]


@pytest.mark.parametrize("kind", ["suspend", "unsuspend", "bury", "flag", "unflag"])
def test_every_mark_can_be_undone(store: Store, kind: str) -> None:
    Shelf(store, basic("a"))
    opposite = kind.removeprefix("un") if kind.startswith("un") else f"un{kind}"
    store.record(mark("deck/a", opposite))
    before = state(store, "deck/a")
    store.record(mark("deck/a", kind))
    assert state(store, "deck/a") != before
    assert undo(store) == f"{kind} deck/a"
    assert state(store, "deck/a") == before


def test_undo_after_undo_goes_further_back_and_never_forward(store: Store) -> None:
    Shelf(store, basic("a"), basic("b"))
    store.record(answer("deck/a", 4))
    store.record(answer("deck/b", 4))
    assert undo(store) == "review deck/b"
    store.record(answer("deck/b", 2))
    assert [undo(store), undo(store), undo(store)] == ["review deck/b", "review deck/a", None]


def test_an_undone_first_answer_makes_the_card_new_again_and_gives_the_limit_back(store: Store) -> None:
    Shelf(store, basic("a"))
    store.record(answer("deck/a", 2))
    assert store.today(DAY).new == 1
    undo(store)
    assert state(store, "deck/a") == NEW
    assert store.today(DAY)[:3] == (0, 0, frozenset())
    assert store.drills(DAY, EVERYTHING) == []
    assert store.new(DAY, EVERYTHING, 9) == ["deck/a"]
    card = store.card("deck/a")
    assert card is not None
    assert card.answered == 0


def test_an_undone_drill_is_open_again(store: Store) -> None:
    Shelf(store, basic("a"))
    store.record(answer("deck/a", 2))
    store.record(answer("deck/a", 4))
    assert store.drills(DAY, EVERYTHING) == []
    assert undo(store) == "drill deck/a"
    assert store.drills(DAY, EVERYTHING) == ["deck/a"]


def test_what_this_program_did_is_undone_before_what_another_did_meanwhile(store: Store) -> None:
    Shelf(store, basic("a"), basic("b"), basic("c"))
    store.record(answer("deck/c", 4))
    with Store(store.path) as here, Store(store.path) as other:
        here.record(answer("deck/a", 4))
        other.record(answer("deck/b", 4))
        assert [(deed.event.card, deed.by_others) for deed in here.deeds(9)[0]] == [
            ("deck/a", False),
            ("deck/b", True),
            ("deck/c", False),
        ]
        assert [deed.event.card for deed in here.deeds(2)[0]] == ["deck/a", "deck/b"]
        assert undo(here) == "review deck/a"
        assert undo(other) == "review deck/b"
        assert [(deed.event.card, deed.by_others) for deed in here.deeds(9)[1]] == [
            ("deck/a", False),
            ("deck/b", True),
        ]
        redone = here.redo(Moment(0, DAY))
        assert redone is not None
        assert redone.card == "deck/a", "although the other took something back since"
        assert undo(here) == "review deck/a"
        assert undo(here) == "review deck/c"


def test_what_was_done_as_one_by_another_program_stays_one(store: Store) -> None:
    Shelf(store, basic("a"), basic("b"))
    with Store(store.path) as other:
        other.record_all([mark("deck/a", "flag"), mark("deck/b", "flag")])
        store.record(answer("deck/a", 4))
        assert [deed.number for deed in store.deeds(9)[0]] == [1, 2]
        assert [undo(store), undo(store), undo(store)] == ["review deck/a", "flag deck/a", None]


def test_an_answer_to_a_card_that_left_the_decks_can_be_undone(store: Store) -> None:
    shelf = Shelf(store, basic("a"), basic("b"))
    store.record(answer("deck/a", 4))
    shelf.put("deck.yaml", basic("b"))
    shelf.sync()
    assert undo(store) == "review deck/a"
    shelf.put("deck.yaml", basic("a"))
    shelf.sync()
    assert state(store, "deck/a") == NEW


def test_of_several_events_of_a_card_each_says_what_its_undo_changed(store: Store) -> None:
    store.record(answer("deck/a", 4, DAY - 3))
    first = codec.memory_text(store.state("deck/a").memory)
    due = [f'{{"due":{DAY + days}}}' for days in (3, 9)]
    store.record_all(
        [
            mark("deck/a", "reschedule", detail=due[0]),
            mark("deck/b", "suspend"),
            mark("deck/a", "reschedule", detail=due[1]),
        ]
    )
    last = codec.memory_text(store.state("deck/a").memory)
    for kind, take in (("undo", store.undo), ("redo", store.redo), ("undo", store.undo)):
        take(mark("", "undo").when)
        news = store.events()[-3:]
        assert [event.kind for event in news] == [kind] * 3
        assert {event.session for event in news} == {news[0].id}
        assert sorted(event.id for event in news) == [event.id for event in news]
        (one, other), (marked,) = ([e for e in news if e.card == f"deck/{name}"] for name in "ab")
        assert (marked.before, marked.after) == ("", "")
        ends = (last, first) if kind == "undo" else (first, last)
        assert (one.before, other.after) == ends
        assert one.after == other.before
        assert store.mismatches() == []
        assert store.miscounted() == []
        assert store.state("deck/b").suspended == (kind == "redo")


def test_of_what_was_done_as_one_the_rest_is_listed_and_taken_back_as_one(store: Store) -> None:
    """Where some of it was taken back otherwise, as what was done under a wrong clock."""
    events = store.record_all([mark(f"deck/{name}", "flag") for name in "abc"])
    store.take_back([events[0].id], Moment(0, DAY))
    assert [(deed.event, deed.number) for deed in store.deeds(1)[0]] == [(events[1], 2)]
    assert store.undo(Moment(0, DAY)) == events[1]
    assert store.undo(Moment(0, DAY)) is None
    assert not any(store.state(f"deck/{name}").flagged for name in "abc")
