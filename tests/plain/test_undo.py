"""Redo, and the list of what can be taken back, line by line."""

from tests.plain.talk import grades, talk
from tests.store.build import Shelf, basic, of
from trainer.core.kinds import Cloze
from trainer.store.store import Store


def test_redo_and_the_list_with_its_numbers(store: Store) -> None:
    Shelf(store, *(basic(name) for name in "abc"))
    said = talk(store, "", "3", "", "1", "f", "u", "u", "redo", "q")
    assert "done again: the answer “again”" in said
    assert [event.grade for event in store.log({"review"})] == [4, 2]
    said = talk(store, "undo", "2", "q")
    assert "  1  just now  (undone) Deck deck: Q c · flagged" in said
    assert "undone: the answer “again”" in said
    assert [event.grade for event in store.log({"review"})] == [4]
    said = talk(store, "undo", "1", "q")
    assert "done again: 2 steps" in said
    assert [event.grade for event in store.log({"review"})] == [4, 2]
    assert store.state("deck/c").flagged
    assert grades(store) == [4, 2]


def test_what_is_no_number_of_the_list_changes_nothing(store: Store) -> None:
    Shelf(store, basic("a"))
    assert "nothing was done that can be taken back" in talk(store, "undo", "q")
    talk(store, "", "3")
    for word in ("0", "2", "x"):
        assert "there are 1 to 1; nothing was changed" in talk(store, "undo", word)
    assert "there are" not in talk(store, "undo", "")
    assert len(store.log({"review"})) == 1


def test_u_after_the_reveal_asks_the_card_again_and_then_undoes_what_was_done_before(store: Store) -> None:
    Shelf(store, *(basic(name) for name in "ab"))
    said = talk(store, "", "3", "", "u", "", "f", "u", "u", "", "1", "q")
    assert said.count("Q b") == 4, "asked, twice after u, and as a drill"
    assert "undone: the answer" not in said
    assert grades(store) == [4, 2]
    assert not store.state("deck/b").flagged
    assert "undone: the answer" in talk(store, "u", "q")


def test_the_card_of_what_is_taken_back_is_named_without_markup(store: Store) -> None:
    Shelf(store, of(Cloze("A **lambda** is called {{c1::anonymous}} in `Python`.")), basic("b"))
    said = talk(store, "", "3", "", "3", "u", "u", "redo", "q")
    (line,) = [line for line in said.splitlines() if line.startswith("done again")]
    assert "A lambda is called […] in Python." in line
