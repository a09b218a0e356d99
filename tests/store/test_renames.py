"""History follows a note that got another id (`formerly`), and only then (DESIGN sections 4 and 5)."""

import json

from tests.store.build import DAY, Shelf, answer, basic, mark, pair
from trainer.core.card import Note
from trainer.core.moment import Moment
from trainer.core.scope import EVERYTHING
from trainer.core.state import NEW, CardState
from trainer.scheduling.sm2 import Sm2
from trainer.store.store import Store


def state(store: Store, card: str) -> CardState:
    found = store.card(card)
    assert found is not None
    return found.state


def due(store: Store, day: int) -> list[str]:
    return store.due(day, EVERYTHING, 99)


def edit(shelf: Shelf, *notes: Note) -> None:
    shelf.put("deck.yaml", *notes)
    shelf.sync()
    assert list(shelf.store.mismatches()) == []


def test_every_card_of_a_renamed_note_keeps_its_schedule_and_its_marks(store: Store) -> None:
    shelf = Shelf(store, pair("old"))
    store.record(answer("deck/old#c1", 4))
    store.record(answer("deck/old#c2", 2))
    store.record(mark("deck/old#c2", "flag"))
    one, two = state(store, "deck/old#c1"), state(store, "deck/old#c2")
    edit(shelf, pair("new", formerly=("deck/old",)))
    assert (state(store, "deck/new#c1"), state(store, "deck/new#c2")) == (one, two)
    old, new = store.card("deck/old#c1"), store.card("deck/new#c1")
    assert old == new, "an older key finds the card too"
    assert due(store, DAY + 1) == ["deck/new#c1"]
    assert store.drills(DAY, EVERYTHING) == ["deck/new#c2"]


def test_a_renamed_card_goes_on_from_where_it_was(store: Store) -> None:
    shelf = Shelf(store, basic("old"))
    store.record(answer("deck/old", 4))
    edit(shelf, basic("new", formerly=("deck/old",)))
    stored = store.record(answer("deck/new", 4, DAY + 1))
    memory = state(store, "deck/new").memory
    assert memory is not None
    assert (stored.kind, memory.due, memory.reviews) == ("review", DAY + 7, 2)
    assert list(store.mismatches()) == []
    card = store.card("deck/new")
    assert card is not None
    assert card.answered == 2


def test_a_rename_is_known_after_the_cache_was_rebuilt_and_in_the_next_program(store: Store) -> None:
    shelf = Shelf(store, basic("old"))
    store.record(answer("deck/old", 4))
    before = state(store, "deck/old")
    edit(shelf, basic("new", formerly=("deck/old",)))
    store.rebuild()
    with Store(store.path) as later:
        assert state(later, "deck/new") == before
        assert list(later.mismatches()) == []


def test_an_answer_under_the_old_id_can_be_undone_after_the_rename(store: Store) -> None:
    shelf = Shelf(store, basic("old"))
    store.record(answer("deck/old", 4))
    first = state(store, "deck/old")
    store.record(answer("deck/old", 5, DAY + 1))
    edit(shelf, basic("new", formerly=("deck/old",)))
    undone = store.undo(Moment(0, DAY + 1))
    assert undone is not None
    assert (undone.card, undone.grade) == ("deck/new", 5)
    assert state(store, "deck/new") == first
    assert store.undo(Moment(0, DAY + 1)) is not None
    assert state(store, "deck/new") == NEW
    assert store.new(DAY, EVERYTHING, 9) == ["deck/new"]
    assert list(store.mismatches()) == []


def test_answers_under_both_ids_are_one_history(store: Store) -> None:
    shelf = Shelf(store, basic("old"), basic("new"))
    store.record(answer("deck/old", 4))
    store.record(answer("deck/new", 4, DAY + 1))
    edit(shelf, basic("new", formerly=("deck/old",)))
    memory = state(store, "deck/new").memory
    assert memory is not None
    assert (memory.reviews, memory.due) == (2, DAY + 7)


def test_a_chain_of_renames_carries_the_whole_history_even_when_only_the_last_id_is_named(
    store: Store,
) -> None:
    shelf = Shelf(store, basic("a"))
    store.record(answer("deck/a", 4))
    edit(shelf, basic("b", formerly=("deck/a",)))
    store.record(answer("deck/b", 4, DAY + 1))
    before = state(store, "deck/b")
    edit(shelf, basic("c", formerly=("deck/b",)))
    assert state(store, "deck/c") == before
    assert before.memory is not None
    assert before.memory.reviews == 2


def test_a_rename_taken_back_brings_the_history_back(store: Store) -> None:
    shelf = Shelf(store, basic("a"))
    store.record(answer("deck/a", 4))
    edit(shelf, basic("b", formerly=("deck/a",)))
    store.record(answer("deck/b", 4, DAY + 1))
    before = state(store, "deck/b")
    edit(shelf, basic("a", formerly=("deck/b",)))
    assert state(store, "deck/a") == before
    edit(shelf, basic("a"))
    assert state(store, "deck/a") == before
    store.record(answer("deck/a", 4, DAY + 7))
    assert list(store.mismatches()) == []


def test_a_history_that_another_note_claims_moves_over_whole(store: Store) -> None:
    shelf = Shelf(store, basic("a"))
    store.record(answer("deck/a", 4))
    before = state(store, "deck/a")
    edit(shelf, basic("b", formerly=("deck/a",)), basic("c"))
    edit(shelf, basic("b"), basic("c", formerly=("deck/a",)))
    assert state(store, "deck/b") == NEW
    assert state(store, "deck/c") == before


def test_a_note_in_use_keeps_its_own_history_whatever_another_claims(store: Store) -> None:
    shelf = Shelf(store, basic("a"))
    store.record(answer("deck/a", 4))
    before = state(store, "deck/a")
    shelf.put("other.yaml", basic("b", formerly=("deck/a",)), deck="other")
    shelf.sync()
    assert (state(store, "deck/a"), state(store, "other/b")) == (before, NEW)
    store.record(answer("deck/a", 4, DAY + 1))
    assert list(store.mismatches()) == []


def test_a_note_that_moved_to_another_deck_takes_its_history_along(store: Store) -> None:
    shelf = Shelf(store, basic("a"), basic("b"))
    store.record(answer("deck/a", 4))
    before = state(store, "deck/a")
    shelf.put("deck.yaml", basic("b"))
    shelf.put("other.yaml", basic("a", formerly=("deck/a",)), deck="other")
    shelf.sync()
    assert state(store, "other/a") == before
    assert list(store.mismatches()) == []


def test_an_answer_to_a_card_that_was_renamed_while_it_was_on_screen_counts_for_it(store: Store) -> None:
    shelf = Shelf(store, basic("old"))
    store.record(answer("deck/old", 4))
    edit(shelf, basic("new", formerly=("deck/old",)))
    stored = store.record(answer("deck/old", 4, DAY + 1))
    memory = state(store, "deck/new").memory
    assert memory is not None
    assert (stored.card, memory.reviews) == ("deck/new", 2)
    assert list(store.mismatches()) == []


def test_a_renamed_note_answered_today_counts_once_and_brings_no_sibling_today(store: Store) -> None:
    shelf = Shelf(store, pair("old"))
    store.record(answer("deck/old#c1", 4))
    edit(shelf, pair("new", formerly=("deck/old",)))
    today = store.today(DAY)
    assert (today.new, today.due, today.notes) == (1, 0, frozenset({"deck/new"}))


def test_a_note_without_history_gets_none_from_a_name_never_used(store: Store) -> None:
    shelf = Shelf(store, basic("a", formerly=("deck/never",)))
    assert state(store, "deck/a") == NEW
    edit(shelf, basic("a", formerly=("deck/never", "deck/neither")))
    assert store.new(DAY, EVERYTHING, 9) == ["deck/a"]


def test_every_query_follows_a_rename(store: Store) -> None:
    shelf = Shelf(store, pair("old"), basic("gone"))
    for number in range(3):
        store.record(answer("deck/old#c1", 4, DAY + number * 7, took=1000 + number))
    detail = {"instead": ["deck/old#c2", "deck/gone", "a text"], "openers": [["deck/old", "Topic"]]}
    quiz = answer("deck/old#c2", 2, DAY + 20, answer="two", session="s", detail=json.dumps(detail))
    store.record(quiz._replace(kind="quiz"))
    store.record(quiz._replace(kind="mock", card="", grade=None, detail="{}"))
    edit(shelf, pair("new", formerly=("deck/old",)), basic("gone"))

    card = store.card("deck/new#c1")
    assert card is not None
    assert (card.answered, card.usual) == (3, (1002, 1001, 1000))
    assert {event.card for event in store.log({"review", "early"})} == {"deck/new#c1"}
    (failed,) = store.log({"quiz"}, "s", failed=True)
    assert failed.card == "deck/new#c2"
    assert json.loads(failed.detail) == {
        "instead": ["deck/new#c2", "deck/gone", "a text"],
        "openers": [["deck/new", "Topic"]],
    }
    assert set(store.states()) == {"deck/new#c1"}
    assert {event.card for event in store.events()} == {"deck/old#c1", "deck/old#c2", ""}, "as written"


def test_a_note_in_use_is_not_renamed_in_details_either(store: Store) -> None:
    shelf = Shelf(store, pair("a"))
    detail = json.dumps({"instead": ["deck/a#c2", "deck/a"]})
    store.record(answer("deck/a#c1", 2, detail=detail))
    shelf.put("other.yaml", pair("b", formerly=("deck/a",)), deck="other")
    shelf.sync()
    assert [event.detail for event in store.log({"review"})] == [detail]


def test_a_note_in_use_that_gave_a_card_away_keeps_its_name_in_details(store: Store) -> None:
    detail = json.dumps({"instead": ["deck/a", "deck/a#c1", "deck/a#c2"]})
    Shelf(store, basic("a"), basic("b", formerly=("deck/a#c2",)))
    store.record(answer("deck/a", 2, detail=detail))
    (event,) = store.log({"review"})
    assert json.loads(event.detail)["instead"][:2] == ["deck/a", "deck/a#c1"]


def test_the_fuzz_of_an_answer_stays_that_of_the_key_it_was_given_under(store: Store) -> None:
    fuzz = Sm2(fuzz=True)
    shelf = Shelf(store, basic("old"))
    for day in (0, 1, 7, 30):
        store.record(answer("deck/old", 4, DAY + day, scheduler=fuzz))
    before = state(store, "deck/old")
    for name in ("new", "newer", "newest"):
        edit(shelf, basic(name, formerly=("deck/old",)))
        assert state(store, f"deck/{name}") == before
