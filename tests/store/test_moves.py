"""A note that moves to another deck, or a deck whose id changes, takes its history along."""

from dataclasses import replace

from tests.store.build import DAY, Shelf, answer, basic, pair
from trainer.core.state import CardState
from trainer.store.store import Store


def state(store: Store, card: str) -> CardState:
    found = store.card(card)
    assert found is not None
    return found.state


def test_a_note_that_moves_to_another_deck_keeps_its_history(store: Store) -> None:
    shelf = Shelf(store, basic("stays"), pair("moves"))
    store.record(answer("deck/moves#c1", 4))
    before = state(store, "deck/moves#c1")
    shelf.put("deck.yaml", basic("stays"))
    shelf.put("other.yaml", replace(pair("moves"), deck="other"), deck="other")
    shelf.sync()
    assert state(store, "other/moves#c1") == before
    assert [event.grade for event in store.history("other/moves#c1")] == [4]
    assert list(store.mismatches()) == []


def test_a_deck_with_another_id_keeps_its_history(store: Store) -> None:
    shelf = Shelf(store, basic("one"), basic("two"))
    store.record(answer("deck/one", 4))
    store.record(answer("deck/two", 2))
    before = state(store, "deck/one"), state(store, "deck/two")
    shelf.put("deck.yaml", *(replace(basic(name), deck="new") for name in ("one", "two")), deck="new")
    shelf.sync()
    assert (state(store, "new/one"), state(store, "new/two")) == before


def test_a_second_move_takes_along_what_the_first_did(store: Store) -> None:
    shelf = Shelf(store, basic("one"))
    for number, deck in enumerate(("second", "third")):
        store.record(answer(f"{('deck', 'second')[number]}/one", 4, DAY + number))
        shelf.put("deck.yaml", replace(basic("one"), deck=deck), deck=deck)
        shelf.sync()
    assert len(store.history("third/one")) == 2
    assert list(store.mismatches()) == []


def test_what_comes_back_has_its_own_history(store: Store) -> None:
    shelf = Shelf(store, basic("one"), basic("stays"))
    store.record(answer("deck/one", 4))
    before = state(store, "deck/one")
    shelf.put("deck.yaml", basic("stays"))
    shelf.put("other.yaml", replace(basic("one"), deck="other"), deck="other")
    shelf.sync()
    shelf.put("deck.yaml", basic("one"), basic("stays"))
    shelf.sync()
    assert state(store, "deck/one") == before
    assert state(store, "other/one").memory is None
    assert list(store.mismatches()) == []


def test_a_note_of_other_words_or_of_a_deck_still_there_is_a_note_of_its_own(store: Store) -> None:
    shelf = Shelf(store, basic("one"), basic("two"))
    store.record(answer("deck/one", 4))
    store.record(answer("deck/two", 4))
    shelf.put("deck.yaml", basic("one"))
    notes = (replace(basic("one"), deck="other"), replace(basic("two", "Other?"), deck="other"))
    shelf.put("other.yaml", *notes, deck="other")
    shelf.sync()
    assert state(store, "other/one").memory is None
    assert state(store, "other/two").memory is None
