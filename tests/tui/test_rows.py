"""A row of a comparison on the screen: subjects with ``?``, then their cells to be ticked, and the table."""

import json
from typing import Any

import pytest

from tests.tui.answering import keys
from tests.tui.driving import Clock, Driver, context, run, screen
from tests.tui.samples import COMPARE, library, note
from trainer.core.kinds import Aspect, Compare

SMALL = (40, 12)
SIZES = pytest.mark.parametrize("size", [(80, 24), SMALL, (20, 8)])
FITS = Aspect("fits", "What it suits", (("managed", "own tables"), ("external", "shared data")), show=True)
CARD = note(Compare(COMPARE.subjects, (*COMPARE.aspects, FITS)))
CELLS = [cell for aspect in (*COMPARE.aspects, FITS) for _, cell in aspect.cells]
DROP, OWNER = (aspect.ask for aspect in COMPARE.aspects)


def wide(driver: Driver) -> str:
    """All lines of the card, those out of sight too."""
    view = driver.app.screen.view  # type: ignore[attr-defined]
    return "\n".join(line.plain for line in view.lines)


@SIZES
def test_before_the_answer_no_cell_and_no_other_row_is_anywhere(size: tuple[int, int]) -> None:
    async def script(driver: Driver) -> None:
        text = " ".join(wide(driver).split())
        assert f"Managed and External {DROP}" in text
        assert text.count("?") == 2
        for hidden in (*CELLS, OWNER, FITS.ask):
            assert hidden not in text

    run(context(library(CARD)), script, size)


def test_the_cells_come_to_their_subjects_and_the_table_below_has_the_row_marked() -> None:
    async def script(driver: Driver) -> None:
        before = [
            driver.line_of(name + "   ?" if name == "Managed" else name + "  ?")
            for name in ("Managed", "External")
        ]
        await driver.press("space")
        for row, digit, name, cell in zip(
            before, "12", ("Managed ", "External"), ("metadata and files", "metadata"), strict=True
        ):
            assert driver.lines[row].strip(" ▸") == f"{digit} [ ] {name}  ▌ {cell}"
        rows = [line for line in driver.lines if "│" in line]
        assert "▸ What DROP removes" in rows[1]
        assert "▸ 1 [ ] Managed" in driver.text, "the first subject is marked, to be ticked"
        assert sum("▸" in line for line in driver.lines) == 2
        for text in (OWNER, FITS.ask, *CELLS):
            assert text in driver.text

    run(context(library(CARD)), script)


def test_on_a_narrow_screen_cells_and_table_fall_apart_into_lists() -> None:
    async def script(driver: Driver) -> None:
        await driver.press("space")
        assert "1 [ ] Managed   ▌ metadata and" in driver.text
        await driver.press("pagedown")
        for text in ("▸ What DROP removes", "  Managed: metadata and files", "  External: metadata"):
            assert text in wide(driver)
        assert "│" not in wide(driver)

    run(context(library(CARD)), script, SMALL)


def test_a_cell_stands_below_a_name_that_leaves_it_no_room() -> None:
    long = Compare(
        (("a", "A table that Hive manages"), ("b", "B")),
        (Aspect("x", "X?", (("a", "files"), ("b", "none"))),),
    )

    async def script(driver: Driver) -> None:
        await driver.press("space")
        row = driver.line_of("1 [ ] A table that Hive manages")
        assert driver.lines[row + 1].strip() == "▌ files"

    run(context(library(note(long))), script, SMALL)


class TestTicking:
    def given(self, *pressed: str, **changes: Any) -> tuple[int | None, int | None, list[bool] | None]:
        lib = library(CARD)
        screen(context(lib, **changes), "space", *pressed)
        (event,) = lib.events()
        detail = json.loads(event.detail) if event.detail else {}
        return event.grade, event.suggested, detail.get("ticks")

    def test_digits_tick_and_enter_takes_the_grade_that_follows(self) -> None:
        assert self.given("1", "2", "enter") == (4, 4, [True, True])
        assert self.given("2", "space") == (2, 2, [False, True])

    def test_a_digit_takes_its_tick_back_and_one_without_a_subject_does_nothing(self) -> None:
        assert self.given("1", "2", "1", "3", "9", "enter") == (2, 2, [False, True])

    def test_with_nothing_ticked_enter_is_good_and_these_say_none_and_all(self) -> None:
        assert self.given("enter") == (4, None, None)
        assert self.given("n", "enter") == (2, 2, [False, False])
        assert self.given("a", "enter") == (4, 4, [True, True])

    def test_arrows_offer_other_grades(self) -> None:
        assert self.given("right", "enter") == (5, None, None)
        assert self.given("left", "left", "left", "left", "enter") == (2, None, None)
        assert self.given("1", "2", "left", "enter") == (3, 4, [True, True])
        assert self.given("left", "1", "2", "enter") == (4, 4, [True, True]), "ticking says it anew"
        assert self.given("left", "left", "left", "left", "enter", keys="six") == (0, None, None)

    def test_x_ticks_what_is_marked(self) -> None:
        assert self.given("x", "down", "x", "enter") == (4, 4, [True, True])

    def test_ticks_and_the_offer_are_seen(self) -> None:
        async def script(driver: Driver) -> None:
            await driver.press("space")
            assert "[good 1d]" in driver.lines[-1]
            assert "1-2 tick  a all  n rest no" in driver.lines[-1]
            await driver.press("2")
            assert "1 [ ] Managed" in driver.text
            assert "2 [x] External" in driver.text
            assert "[again ⟳]" in driver.lines[-1]
            await driver.press("right")
            assert "[hard ⟳]" in driver.lines[-1]

        run(context(library(CARD)), script)

    def test_a_click_ticks_a_subject_or_gives_a_grade(self) -> None:
        lib = library(CARD)

        async def script(driver: Driver) -> None:
            await driver.press("space")
            await driver.pilot.click(offset=(20, driver.line_of("External  ▌")))
            await driver.press()
            assert "2 [x] External" in driver.text
            await driver.pilot.click(offset=(driver.lines[-1].index("hard"), 23))
            await driver.press()

        run(context(lib), script)
        assert [event.grade for event in lib.events()] == [3]


class TestTyping:
    def test_a_line_for_each_subject_is_compared_and_sets_the_ticks(self) -> None:
        lib = library(CARD)

        async def script(driver: Driver) -> None:
            await driver.press("t", *keys("metadata and files"), "enter", *keys("metadato"))
            assert "enter compare" in driver.lines[-1]
            await driver.press("enter")
            assert "1 [x] Managed" in driver.text
            assert "✓ right" in driver.text
            assert "2 [x] External" in driver.text
            assert "≈ close" in driver.text
            assert "[hard" in driver.lines[-1]
            await driver.press("2")
            assert "[again" in driver.lines[-1], "the user has the last word"
            await driver.press("2", "enter")

        run(context(lib), script)
        (event,) = lib.events()
        assert (event.answer, event.grade) == ("metadata and files\nmetadato", 3)
        detail = json.loads(event.detail)
        assert (detail["cells"], detail["ticks"]) == (["right", "close"], [True, True])

    def test_fewer_lines_are_ended_by_ctrl_s(self) -> None:
        lib = library(CARD)

        async def script(driver: Driver) -> None:
            await driver.press("t", *keys("External: metadata"))
            assert "ctrl+s done" in driver.lines[-1]
            await driver.press("ctrl+s")
            assert "1 [ ] Managed" in driver.text
            assert "2 [x] External" in driver.text

        run(context(lib), script)


def test_each_row_that_is_asked_is_a_card() -> None:
    lib = library(CARD)
    screen(context(lib), *["space", "enter"] * 3, "q")
    (deck,) = lib.decks(Clock().day)
    assert (deck.cards, deck.learnt) == (2, 1), "its sibling waits for another day"
