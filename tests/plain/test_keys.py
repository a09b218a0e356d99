"""The letters of line-by-line practice (DESIGN section 7): each does what it says."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.plain.talk import answers, grades, talk
from tests.store.build import DAY, Shelf, answer, basic, pair
from trainer.context import Edited
from trainer.core.card import Reference
from trainer.core.library import StudyCard
from trainer.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "trainer.db") as store:
        yield store


def test_h_gives_one_hint_after_the_other_and_lowers_the_grade(store: Store) -> None:
    Shelf(store, basic("a", hints=("first", "second")))
    said = talk(store, "h", "h", "h", "", "4")
    assert said.index("h: hint (2)") < said.index("hint: first") < said.index("h: hint (1)")
    assert said.index("hint: second") < said.index("no more hints")
    assert [(event.grade, event.hints) for event in answers(store)] == [(3, 2)]
    assert "hard: saved" in said


def test_u_takes_back_the_last_answer_and_asks_it_again(store: Store) -> None:
    Shelf(store, basic("a"), basic("b"))
    said = talk(store, "", "3", "u", "", "1", "u", "u")
    assert "undone: the answer “good”" in said
    assert "undone: the answer “again”" in said
    assert "nothing to undo" in said
    card = store.card("deck/a")
    assert card is not None
    assert card.state.memory is None


def test_b_buries_and_the_card_is_not_asked_again_today(store: Store) -> None:
    Shelf(store, pair("a"), pair("b"))
    said = talk(store, "b", "", "3")
    assert "buried until tomorrow" in said
    assert [event.card for event in answers(store)] == ["deck/b#c1"]
    assert "Nothing to practise now." in talk(store)


def test_an_exclamation_mark_suspends(store: Store) -> None:
    Shelf(store, basic("a"))
    assert "suspended" in talk(store, "!")
    card = store.card("deck/a")
    assert card is not None
    assert card.state.suspended


def test_f_flags_and_takes_the_flag_away(store: Store) -> None:
    Shelf(store, basic("a"))
    said = talk(store, "f")
    assert "flagged\n" in said
    assert "unflagged" in talk(store, "f")
    card = store.card("deck/a")
    assert card is not None
    assert not card.state.flagged


def test_o_names_the_sources_and_the_facts(store: Store) -> None:
    shelf = Shelf(store)
    ddl = Reference("ddl", "Hive DDL", "https://hive.example/ddl")
    shelf.put("deck.yaml", basic("a", cite=("ddl", "hive.01.6")), references=(ddl,))
    shelf.sync()
    said = talk(store, "o")
    assert "source: Hive DDL https://hive.example/ddl" in said
    assert "source: hive.01.6" in said
    shelf.put("deck.yaml", basic("a"))
    shelf.sync()
    assert "the card names no source" in talk(store, "o")


def test_w_says_why_the_card_is_here(store: Store) -> None:
    Shelf(store, basic("a"))
    assert "New: it was never answered." in talk(store, "w")
    store.record(answer("deck/a", 4, DAY - 4))
    assert "3 days ago" in talk(store, "w")


def test_e_opens_the_deck_at_the_note_and_comes_back_to_the_same_card(store: Store) -> None:
    shelf = Shelf(store, basic("a", "Q before", line=12), basic("b"))
    opened: list[tuple[str, int]] = []

    def edit(card: StudyCard) -> Edited:
        opened.append((card.path, card.note.line))
        shelf.put("deck.yaml", basic("a", "Q after", line=12), basic("b"))
        shelf.sync()
        return Edited("in mine")

    said = talk(store, "e", "", "3", edit=edit)
    assert opened == [("deck.yaml", 12)]
    assert "in mine\n" in said
    assert said.index("Q before") < said.index("Q after") < said.index("A a")
    assert [event.card for event in answers(store)] == ["deck/a"]


def test_e_without_an_editor_says_where_the_note_is(store: Store) -> None:
    Shelf(store, basic("a", line=12))
    assert "the card is at deck.yaml, line 12" in talk(store, "e")


def test_a_question_mark_lists_every_key(store: Store) -> None:
    Shelf(store, basic("a"))
    listed = talk(store, "?")
    for key in (
        "Enter",
        "h gives",
        "u undo",
        "e edit",
        "b bury",
        "! suspend",
        "f flag",
        "o sources",
        "w why",
        "q end",
    ):
        assert key in listed


def test_a_word_that_means_nothing_is_said_so_and_changes_nothing(store: Store) -> None:
    Shelf(store, basic("a"))
    said = talk(store, "nonsense", "K", "\x1b[31m")
    assert "'nonsense' means nothing here" in said
    assert "'K' means nothing here" in said
    assert "\x1b" not in said


def test_the_last_answer_of_the_day_can_be_undone_too(store: Store) -> None:
    Shelf(store, basic("a"))
    said = talk(store, "", "3", "u", "", "1")
    assert "undone: the answer “good”" in said
    assert grades(store) == [4, 2]


def test_at_the_end_u_undoes_and_any_other_line_ends_it(store: Store) -> None:
    said = talk(store, "u", "u", "", "not read")
    assert said.count("nothing to undo") == 2
    assert said.left == "not read\n"
