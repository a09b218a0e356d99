"""The browser: a query, the cards it finds, the marked one with its answer, and what is done with many."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from tests import build
from tests.build import LibraryAtRisk
from tests.tui.driving import Clock, Driver, context, run, screen
from tests.tui.samples import COMPARE, EVERY_KIND, HOSTILE, library, note
from tests.tui.test_mouse import click
from tests.tui.test_review import answered
from trainer.context import Context
from trainer.core.dates import read_day
from trainer.core.errors import UsageError
from trainer.core.kinds import Basic
from trainer.core.library import Listed
from trainer.core.notebook import Tagged
from trainer.core.scope import Scope
from trainer.tui.widgets import querying

WIDE, SMALL = (120, 40), (40, 12)


def cards(number: int = 4) -> LibraryAtRisk:
    return library(*(note(Basic(f"Question {n}?", f"Answer {n}."), f"n{n}") for n in range(number)))


def at(lib: LibraryAtRisk, query: str = "") -> Context:
    return context(lib, start="browse", query=query)


def states(lib: LibraryAtRisk, what: str) -> list[str]:
    return [card for card, state in lib.states().items() if getattr(state, what)]


class TestList:
    def test_all_cards_are_there_with_the_answer_of_the_marked_one(self) -> None:
        text = screen(at(cards()))
        assert text.splitlines()[0].endswith("4 cards · sort: deck")
        assert all(f"Question {n}?" in text for n in range(4))
        assert "▌ Answer 0." in text
        assert "Answer 1." not in text

    def test_the_marked_card_changes_with_the_mark(self) -> None:
        text = screen(at(cards()), "j", "j")
        assert "▸  Question 2?" in text
        assert "▌ Answer 2." in text

    def test_a_small_terminal_has_the_list_alone_and_a_wide_one_both_side_by_side(self) -> None:
        assert "Answer 0." not in screen(at(cards()), size=SMALL)
        assert "Question 3?" in screen(at(cards()), size=SMALL)
        lines = screen(at(cards()), size=WIDE).splitlines()
        assert any("Question " in line and "▌ Answer 0." in line for line in lines)

    def test_a_wider_terminal_shows_no_less_of_a_row(self) -> None:
        lib = library(
            note(Basic("What does it say of itself in a question that has no end? " * 3, "Much."), "long")
        )

        def row(width: int) -> str:
            (line,) = (one for one in screen(at(lib), size=(width, 40)).splitlines() if "▸" in one)
            return line.partition("│")[0].rstrip()

        assert row(80).count("new") == 1
        for width in (120, 155, 156, 200):
            assert "…  Delivery" in row(width)
            assert row(width).index("…") >= row(80).index("…")
        assert "…  Delivery" in row(110)

    def test_a_row_of_a_comparison_says_what_it_asks(self) -> None:
        text = screen(at(library(note(COMPARE))))
        assert "What DROP removes (Managed and" in text

    def test_only_rows_in_sight_are_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        lib, asked = cards(1500), list[int]()
        read = lib.listed

        def counted(keys: Sequence[str]) -> list[Listed]:
            asked.append(len(keys))
            return read(keys)

        monkeypatch.setattr(lib, "listed", counted)
        assert "Question 1499?" in screen(at(lib), "G")
        assert sum(asked) <= 800

    @pytest.mark.parametrize("size", [(80, 24), SMALL, WIDE])
    def test_hostile_text_is_only_text(self, size: tuple[int, int]) -> None:
        lib = library(*(note(body, f"n{number}") for number, body in enumerate(EVERY_KIND)), title=HOSTILE)
        text = screen(at(lib), "j", "j", "j", "enter", "escape", "question_mark", size=size)
        assert "\x1b" not in text


class TestQuery:
    def test_the_list_follows_what_is_typed(self) -> None:
        text = screen(at(cards()), "slash", *"n 2")
        assert "1 card ·" in text
        assert "Question 2?" in text

    def test_a_query_that_cannot_be_read_yet_leaves_the_list_and_says_so(self) -> None:
        text = screen(at(cards()), "slash", "(")
        assert "at character 2: a word or a field" in text
        assert "Question 3?" in text

    def test_keys_mean_cards_again_after_enter(self) -> None:
        lib = cards()
        text = screen(at(lib), "slash", *"question", "enter", "exclamation_mark")
        assert "1 card suspended" in text
        assert states(lib, "suspended") == ["d/n0"]

    def test_letters_are_text_while_a_query_is_written(self) -> None:
        lib = cards()
        assert "0 cards" in screen(at(lib), "slash", *"xfb!q")
        assert lib.events() == []

    def test_escape_leaves_the_query_then_the_list_and_never_the_program(self) -> None:
        async def script(driver: Driver) -> None:
            await driver.press("slash", "a", "escape")
            assert "Browse" in driver.text
            await driver.press("escape", "escape")

        assert run(at(cards()), script) is None

    def test_a_query_is_kept_under_a_name_and_found_by_it(self) -> None:
        kept = dict[str, str]()
        here = replace(at(cards(), "n2 or 2"), queries=kept, keep_query=kept.__setitem__)
        text = screen(here, "S", *"two", "enter")
        assert kept == {"two": "n2 or 2"}
        assert "two means it" in text
        assert "n2 or 2" in text
        assert "1 card ·" in screen(replace(here, query="two"))

    def test_help_explains_the_language_and_the_keys(self) -> None:
        text = screen(at(cards()), "question_mark", size=(100, 50))
        assert "prop:ivl>20" in text
        assert "! suspended, b buried" in text
        assert "suspend cards: not asked until" in text

    def test_help_says_which_saved_query_a_deck_hides(self) -> None:
        lib = cards()
        title = lib.decks(1)[0].id
        text = " ".join(
            screen(
                replace(at(lib), queries={title: "n1", "weak": "n2"}), "question_mark", "G", size=(100, 50)
            ).split()
        )
        assert "a deck has this name too" in text

    def test_a_query_is_written_in_place_of_the_old_one_which_up_brings_back(self) -> None:
        async def script(driver: Driver) -> None:
            await driver.press("slash", "1")
            assert "› 1" in driver.text
            await driver.press("up")
            assert "› n2 or 2" in driver.text
            await driver.press("up")  # a query with a name
            assert "› three" in driver.text
            assert "1 card ·" in driver.text
            await driver.press("down", "down")
            assert "› 1" in driver.text
            await driver.press("down", "slash", "right", "0")  # changed, not replaced
            assert "› 10" in driver.text

        run(replace(at(cards(), "n2 or 2"), queries={"three": "3"}), script)

    def test_a_wrong_query_is_not_left_until_it_is_mended(self) -> None:
        async def script(driver: Driver) -> None:
            await driver.press("slash", *"kind:clozze", "enter")
            assert "did you mean kind:cloze?" in driver.text
            await driver.press(*"!")  # is text
            await driver.press("escape")
            assert "› n" in driver.text  # the query in force
            await driver.press("j")
            assert "› n" in driver.text

        lib = cards()
        run(at(lib, "n"), script)
        assert lib.events() == []

    def test_whose_cards_stand_below_a_query_that_cannot_be_read_is_said(self) -> None:
        async def script(driver: Driver) -> None:
            await driver.press("slash", "(")
            assert driver.text.count("The query cannot be read") == 2, "and in whole beside the list"
            assert driver.text.splitlines()[0].endswith("not of this query: 4 cards for q*n")
            assert "Question 0?" in driver.text
            assert "Answer 0." not in driver.text
            await driver.press("escape")
            assert "not of this query" not in driver.text
            assert "Answer 0." in driver.text

        run(at(cards(), "q*n"), script)

    def test_where_a_search_takes_long_the_list_follows_when_no_more_is_typed(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(querying, "LONG", -1.0)
        monkeypatch.setattr(querying, "PAUSE", 3600.0)
        lib, asked = cards(), list[str]()
        search = lib.search

        def noted(text: str, *rest: Any) -> Scope:
            asked.append(text)
            return search(text, *rest)

        monkeypatch.setattr(lib, "search", noted)

        async def script(driver: Driver) -> None:
            await driver.press("slash", *"question", "space", "2")
            assert "› question 2" in driver.text
            assert "question 2" not in asked
            await driver.press("enter")
            assert "1 card · " in driver.text
            await driver.press("slash", *"3")
            assert "4 cards" not in driver.text
            await driver.press("escape")
            assert "Question 3?" in driver.text

        run(at(lib), script)

    def test_sorting_shows_the_top_of_the_list_but_stays_with_what_is_picked(self) -> None:
        async def script(driver: Driver) -> None:
            await driver.press("end", "o")
            assert "▸  Question 0?" in driver.text
            await driver.press("end", "O")
            assert "▸  Question 3?" in driver.text
            assert driver.text.index("Question 3?") < driver.text.index("Question 0?")
            await driver.press("x", "O")
            picked = driver.text.index("▸")
            assert picked > driver.text.index("Question 0?")

        run(at(cards()), script)

    def test_a_name_that_a_query_has_already_is_told(self) -> None:
        kept = {"two": "n2"}
        here = replace(at(cards(), "n1"), queries=kept, keep_query=kept.__setitem__)
        assert "instead of n2" in screen(here, "S", *"two", "enter")

    def test_a_name_that_cannot_be_is_told_and_can_be_mended(self) -> None:
        def keep(name: str, _query: str) -> None:
            if name == "d":
                raise UsageError("the name of a deck")
            kept.append(name)

        kept = list[str]()
        here = replace(at(cards(), "n1"), keep_query=keep)
        assert "the name of a deck" in screen(here, "S", *"d", "enter")
        assert "'d x' means it" in screen(here, "S", *"d", "enter", *" x", "enter")
        assert kept == ["d x"]


class TestTags:
    def test_the_notes_that_are_picked_are_tagged_and_found_by_it(self) -> None:
        asked = list[tuple[Sequence[str], ...]]()

        def tag(*what: Sequence[str]) -> Tagged:
            asked.append(what)
            return Tagged(("d/n0", "d/n1"), ("d.yaml",), yours=True, stuck=("old",))

        text = screen(
            replace(at(cards(), "question"), tag=tag), "x", "x", "t", *"exam -old", "enter", size=WIDE
        )
        assert asked == [(["d/n0", "d/n1"], ("exam",), ("old",))]
        assert "2 notes now tagged exam, without old (your own versions;" in text
        assert "› question" in text  # the query is there again

    def test_what_cannot_be_tagged_is_told(self) -> None:
        assert "no deck files are in use" in screen(at(cards()), "t", *"x", "enter")
        assert "no tag is named" in screen(at(cards()), "t", *"-", "enter")
        assert "there is no card here" in screen(at(cards(), "nowhere"), "t")


class TestMany:
    def test_what_is_picked_is_done_as_one_and_undone_as_one(self) -> None:
        lib = cards()

        async def script(driver: Driver) -> None:
            await driver.press("x", "j", "x", "exclamation_mark")
            assert "2 picked of 4 cards" in driver.text
            assert states(lib, "suspended") == ["d/n0", "d/n2"]
            await driver.press("exclamation_mark")
            assert "2 cards unsuspended" in driver.text
            await driver.press("u")
            assert "undone: unsuspending 2 cards" in driver.text
            assert states(lib, "suspended") == ["d/n0", "d/n2"]

        run(at(lib), script)

    def test_flag_bury_and_all(self) -> None:
        lib = cards()
        screen(at(lib), "a", "f", "a", "b")
        assert len(states(lib, "flagged")) == 4
        assert states(lib, "buried") == ["d/n0"]

    def test_forgetting_asks_first(self) -> None:
        lib = cards()
        answered(lib, "d/n0", 4)
        assert lib.state("d/n0").memory is not None
        screen(at(lib), "r", "escape")
        for key in ("space", "enter"):  # closed so, one goes on in the belief that it was done
            assert "r does it · esc closes" in screen(at(lib), "r", key)
        assert lib.state("d/n0").memory is not None
        assert "1 card reset: as if new" in screen(at(lib), "r", "r")
        assert lib.state("d/n0").memory is None

    def test_a_due_day_is_given(self) -> None:
        lib = cards()
        screen(at(lib), "a", "d", "s")
        assert {state.memory.due for state in lib.states().values() if state.memory} == {Clock().day + 7}

    def test_any_day_can_be_written_and_an_unknown_key_is_told(self) -> None:
        lib = cards()

        async def script(driver: Driver) -> None:
            await driver.press("d", "e")
            assert "e does nothing here · esc closes" in driver.text
            await driver.press("d", *"soon", "enter")
            assert "'soon' is no date" in driver.text
            await driver.press("escape")
            for day, ahead in (("9", 9), ("d14", 14), ("dtomorrow", 1)):
                await driver.press("d", *day, "enter")
                due = [each.memory.due for each in lib.states().values() if each.memory]
                assert due == [Clock().day + ahead]

        run(at(lib, "1"), script)

    def test_a_date_that_is_typed_at_once_is_never_taken_by_its_first_digit(self) -> None:
        lib = cards()

        async def script(driver: Driver) -> None:
            await driver.press("d", "3", "1")
            assert not any(state.memory for state in lib.states().values())
            await driver.press("space", *"Dec", "enter")

        run(at(lib, "1"), script)
        due = read_day("31 Dec", Clock().day)
        assert [each.memory.due for each in lib.states().values() if each.memory] == [due]

    def test_what_is_found_is_practised(self) -> None:
        assert "Question 2?" in screen(at(cards(), "2"), "p")
        assert "nothing to practise" in screen(at(cards(), "nowhere"), "p")

    def test_a_failing_store_is_told(self) -> None:
        lib = cards()
        lib.failing = "The disk is full."
        assert "The disk is full." in screen(at(lib), "exclamation_mark")

    def test_a_click_on_the_order_sorts_in_another_way(self) -> None:
        async def script(driver: Driver) -> None:
            await click(driver, "sort: deck", beside=2)
            assert "sort: due" in driver.text

        run(at(cards()), script)


class TestWays:
    def test_home_browses_the_marked_deck(self) -> None:
        lib = build.library(
            build.deck(note(Basic("In A?", "a")), id="a", title='A "1"'),
            build.deck(note(Basic("In B?", "b")), id="b"),
        )
        text = screen(context(lib, start="home"), "j", "b")
        assert "In A?" in text
        assert "In B?" not in text

    def test_a_session_leads_to_what_was_missed(self) -> None:
        text = screen(context(cards(2)), "space", "1", "space", "3", "q", "b")
        assert "1 card ·" in text
        assert "rated:1:1" in text

    def test_the_history_of_a_card_has_its_intervals_and_answers(self) -> None:
        lib = cards(1)
        answered(lib, "d/n0", 4, 4, 4, 2)
        text = screen(at(lib), "enter")
        assert "intervals" in text
        assert "again" in text
        assert "→ 6 days" in text

    def test_where_there_is_no_room_for_a_card_its_history_shows_it(self) -> None:
        assert "▌ Answer 0." in screen(at(cards()), "enter", size=SMALL)

    def test_leaving_ends_a_program_begun_with_it(self) -> None:
        async def script(driver: Driver) -> None:
            await driver.press("q")

        assert run(at(cards()), script) == 0


def test_a_card_beside_the_list_has_its_history() -> None:
    lib = cards()
    answered(lib, "d/n0", 4, days=3)
    shown = "good · "
    assert shown in screen(at(lib), size=(120, 40))
    assert shown not in screen(at(lib), size=(100, 40))
