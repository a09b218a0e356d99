"""A note that moves to another deck, or a deck whose id changes, takes its history along."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.store.build import DAY, READER, Shelf, answer, basic, noon, pair
from trainer.core.moment import agrees
from trainer.core.moved import keys_of_moved
from trainer.core.state import CardState
from trainer.stats.streaks import answers_by_day
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


def test_what_is_told_of_a_move_does_not_contradict_itself_east_of_greenwich(store: Store) -> None:
    shelf = Shelf(store, basic("stays"), basic("moves"))
    store.record(answer("deck/moves", 4))
    shelf.put("deck.yaml", basic("stays"))
    shelf.put("other.yaml", replace(basic("moves"), deck="other"), deck="other")
    store.shelve([*shelf.files.values()], noon(DAY) // 1000 + 40_000, DAY + 1, READER)
    (told,) = (event for event in store.events() if event.kind == "moved")
    assert agrees(told)


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


class TestEverywhere:
    """What was seen to move on one machine has moved on all that share the history, in whichever order they
    come to know of the history and of the deck file."""

    @staticmethod
    def rename(shelf: Shelf, deck: str, *names: str) -> None:
        shelf.put("deck.yaml", *(replace(pair(name), deck=deck) for name in names), deck=deck)
        shelf.sync()

    def both(self, store: Store, other: Store) -> None:
        """Bring each history to the other."""
        for one, another in ((store, other), (other, store)):
            one.merge(another.events())

    def test_a_machine_that_never_had_the_deck_under_its_older_id(self, store: Store, tmp_path: Path) -> None:
        shelf = Shelf(store, pair("one"), pair("two"))
        store.record(answer("deck/one#c1", 4))
        store.record(answer("deck/two#c2", 2))
        self.rename(shelf, "new", "one", "two")
        found = {old: card for old, card in store.carried.items() if "#" in old}
        assert found == {f"deck/{card}": f"new/{card}" for card in ("one#c1", "one#c2", "two#c1", "two#c2")}
        for first in ("history", "decks"):
            with Store(tmp_path / f"{first}.db") as other:
                there = Shelf(other)
                for step in (first, "decks" if first == "history" else "history"):
                    if step == "decks":
                        self.rename(there, "new", "one", "two")
                        assert other.carried == {}
                    else:
                        other.merge(store.events())
                for card in ("new/one#c1", "new/one#c2", "new/two#c2"):
                    assert state(other, card) == state(store, card)
                assert answers_by_day(other, DAY) == answers_by_day(store, DAY)
                assert (list(other.mismatches()), other.miscounted()) == ([], [])

    def test_a_machine_that_still_has_the_older_file(self, store: Store, tmp_path: Path) -> None:
        shelf = Shelf(store, pair("one"))
        with Store(tmp_path / "other.db") as other:
            there = Shelf(other, pair("one"))
            other.record(answer("deck/one#c1", 4))
            self.both(store, other)
            self.rename(shelf, "new", "one")
            store.record(answer("new/one#c1", 4, DAY + 1))
            self.both(store, other)
            before = state(other, "deck/one#c1").memory
            assert before is not None
            assert before.reviews == 2, "what is answered elsewhere counts at once"
            other.record(answer("deck/one#c1", 4, DAY + 2))
            self.rename(there, "new", "one")
            self.both(store, other)
            assert state(other, "new/one#c1") == state(store, "new/one#c1")
            assert [event.day - DAY for event in other.history("new/one#c1")] == [0, 1, 2]
            assert sum(event.kind == "moved" for event in other.events()) == 1, "told once"
            assert list(other.mismatches()) == list(store.mismatches()) == []

    def test_a_deck_that_has_its_older_id_again(self, store: Store, tmp_path: Path) -> None:
        """Back and forth: all that was ever answered goes with it."""
        shelf = Shelf(store, pair("one"))
        store.record(answer("deck/one#c1", 4))
        with Store(tmp_path / "other.db") as other:
            for number, deck in enumerate(("new", "newest", "deck", "new")):
                self.rename(shelf, deck, "one")
                store.record(answer(f"{deck}/one#c1", 4, DAY + number + 1))
                assert len(store.history(f"{deck}/one#c1")) == number + 2
                other.merge(store.events())
            there = Shelf(other)
            self.rename(there, "new", "one")
            assert state(other, "new/one#c1") == state(store, "new/one#c1")
            assert list(other.mismatches()) == list(store.mismatches()) == []
            assert sum(event.kind == "moved" for event in other.events()) == 2, "each change of it once"

    def test_a_deck_that_had_its_older_id_again_and_then_gets_a_third(self, store: Store) -> None:
        shelf = Shelf(store, pair("one"))
        for number, deck in enumerate(("deck", "new", "deck", "third")):
            self.rename(shelf, deck, "one")
            store.record(answer(f"{deck}/one#c1", 4, DAY + number))
            assert len(store.history(f"{deck}/one#c1")) == number + 1
        assert list(store.mismatches()) == []

    def test_a_deck_that_was_given_two_ids_on_two_machines(self, store: Store, tmp_path: Path) -> None:
        """Each has all answers under the id that its file has."""
        shelf = Shelf(store, pair("one"))
        with Store(tmp_path / "other.db") as other:
            there = Shelf(other, pair("one"))
            store.record(answer("deck/one#c1", 4))
            self.both(store, other)
            self.rename(shelf, "mine", "one")
            self.rename(there, "yours", "one")
            store.record(answer("mine/one#c1", 4, DAY + 1))
            other.record(answer("yours/one#c1", 4, DAY + 2))
            self.both(store, other)
            assert state(store, "mine/one#c1") == state(other, "yours/one#c1")
            assert len(store.history("mine/one#c1")) == len(other.history("yours/one#c1")) == 3
            assert list(other.mismatches()) == list(store.mismatches()) == []
            assert store.miscounted() == other.miscounted() == []

    def test_a_note_renamed_before_its_deck_was(self, store: Store, tmp_path: Path) -> None:
        """Its `formerly` holds a bare id, which is read as one of the deck that it is in now."""
        shelf = Shelf(store, pair("old"))
        store.record(answer("deck/old#c1", 4))
        for number, (deck, name) in enumerate((("deck", "new"), ("next", "new"), ("last", "newest"))):
            ids = ("old", "new")[: 2 if name == "newest" else 1]
            note = replace(pair("old"), id=name, deck=deck, formerly=tuple(f"{deck}/{one}" for one in ids))
            shelf.put("deck.yaml", note, deck=deck)
            shelf.sync()
            assert len(store.history(f"{deck}/{name}#c1")) == number + 1
            store.record(answer(f"{deck}/{name}#c1", 4, DAY + number + 1))
        for first in ("history", "decks"):
            with Store(tmp_path / f"{first}.db") as other:
                there = Shelf(other)
                there.files = dict(shelf.files)
                for step in (first, "decks" if first == "history" else "history"):
                    there.sync() if step == "decks" else other.merge(store.events())
                assert other.carried == {}
                assert len(other.history("last/newest#c1")) == 4
                assert state(other, "last/newest#c1") == state(store, "last/newest#c1")
                assert (list(other.mismatches()), other.miscounted()) == ([], [])
        assert list(store.mismatches()) == []
        with Store(tmp_path / "older.db") as other:
            there = Shelf(other, pair("old"))
            other.merge(store.events())
            assert len(other.history("deck/old#c1")) == 4, "which still has it under its first id"

    def test_an_older_id_that_is_in_use_again_is_not_told(self, store: Store, tmp_path: Path) -> None:
        """Else its answers would be another note's wherever it is not."""
        shelf = Shelf(store, pair("old"))
        store.record(answer("deck/old#c1", 4))
        for deck in ("deck", "next"):
            note = replace(pair("old"), id="new", formerly=(f"{deck}/old",))
            shelf.put("deck.yaml", note, deck=deck)
            if deck == "next":
                shelf.put("again.yaml", pair("old"))
            shelf.sync()
        store.record(answer("deck/old#c1", 4, DAY + 1))
        with Store(tmp_path / "other.db") as other:
            there = Shelf(other)
            there.files = {"deck.yaml": shelf.files["deck.yaml"]}
            there.sync()
            other.merge(store.events())
            assert (len(store.history("deck/old#c1")), other.history("next/new#c1")) == (2, [])

    def test_a_note_that_names_another_was_that_one_alone(self, store: Store) -> None:
        shelf = Shelf(store, basic("one"), basic("two"))
        store.record(answer("deck/one", 4))
        store.record(answer("deck/two", 2))
        shelf.put("deck.yaml", replace(basic("one"), formerly=("deck/two",)), deck="new")
        shelf.sync()
        assert [event.grade for event in store.history("new/one")] == [2]

    def test_what_a_file_says_goes_before_what_was_seen(self, store: Store) -> None:
        shelf = Shelf(store, basic("one"))
        store.record(answer("deck/one", 4))
        shelf.put("deck.yaml", replace(basic("one"), deck="new"), deck="new")
        shelf.sync()
        another = replace(basic("other"), deck="third", formerly=("deck/one",))
        shelf.put("third.yaml", another, deck="third")
        for _ in range(2):
            shelf.sync()
            assert state(store, "third/other").memory is not None
            assert state(store, "new/one").memory is None
            shelf.put("more.yaml", replace(basic("more"), deck="more"), deck="more")


@pytest.mark.parametrize(
    ("told", "keys"),
    [
        ([{"a": "b"}, {"b": "a"}], [["b", "a"]]),
        ([{"a": "b", "b": "c"}, {"c": "a"}, {"x": "y"}], [["b", "c", "a"], ["x", "y"]]),
        ([{"a": "b"}, {"a": "c"}], [["a", "b", "c"]]),
        ([{"a": "b"}, {"x": 3, "": "y", "y": ""}], [["a", "b"]]),
        (["a", None, 7], []),
    ],
)
def test_the_keys_of_one_card_are_told_together(told: list[object], keys: list[list[str]]) -> None:
    assert keys_of_moved(json.dumps({"cards": cards}) for cards in told) == keys
