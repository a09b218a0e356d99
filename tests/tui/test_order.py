"""Steps put in order on the screen, by keyboard alone."""

import pytest

from tests.tui.answering import LONG_ORDER, ORDER, SMALL, attempt_of, shuffled
from tests.tui.driving import Driver, context, run, screen
from tests.tui.samples import BASIC, library, note


class TestOrder:
    def test_digits_place_steps_and_take_them_back(self) -> None:
        async def script(driver: Driver) -> None:
            assert "1-3 place" in driver.lines[-1]
            await driver.press("2", "3")
            assert "2 [1.]" in driver.text
            assert "3 [2.]" in driver.text
            await driver.press("2")
            assert "3 [1.]" in driver.text
            await driver.press("1", "backspace", "7", "0")
            assert driver.text.count("[1.]") == 1
            assert driver.text.count("[  ]") == 2

        run(context(library(ORDER)), script)

    def test_u_takes_back_what_was_placed_last_and_no_answer(self) -> None:
        lib = library(ORDER)

        async def script(driver: Driver) -> None:
            await driver.press("2", "3", "u")
            assert driver.text.count("[1.]") == 1
            assert driver.text.count("[2.]") == 0
            await driver.press("u")
            assert driver.text.count("[1.]") == 0
            await driver.press("u")
            assert "nothing" in driver.text

        run(context(lib), script)
        assert lib.events() == []

    def test_u_after_the_reveal_takes_that_back_then_the_steps_and_no_answer_before(self) -> None:
        lib = library(note(BASIC, "a"), ORDER)

        async def script(driver: Driver) -> None:
            await driver.press("space", "3", "1", "2", "3", "space")
            assert "right order" in driver.text or "wrong place" in driver.text
            await driver.press("u")
            assert "reveal" in driver.lines[-1]
            assert [driver.text.count(f"[{place}.]") for place in (1, 2, 3)] == [1, 1, 1]
            await driver.press("u")
            assert driver.text.count("[3.]") == 0
            await driver.press("3", "space", "3")

        run(context(lib), script)
        assert [event.kind for event in lib.events()] == ["review", "review"], "nothing was undone"

    def test_the_right_order_suggests_good(self) -> None:
        lib = library(ORDER)

        async def script(driver: Driver) -> None:
            await driver.press(*shuffled(driver, "begin", "send", "commit"), "space")
            assert "✓ right order" in driver.text
            assert "[3 good" in driver.lines[-1]
            await driver.press("space")

        run(context(lib), script)
        assert [(event.grade, event.answer) for event in lib.events()] == [(4, "begin | send | commit")]

    @pytest.mark.parametrize("size", [(80, 24), (40, 24)])
    def test_the_order_given_stands_beside_the_right_one_with_the_misplaced_marked(
        self, size: tuple[int, int]
    ) -> None:
        async def script(driver: Driver) -> None:
            await driver.press(*shuffled(driver, "commit", "begin", "send"), "space")
            assert "✗ 3 of 3 in the wrong place, 1 to move" in " ".join(driver.text.split())
            rows = [driver.lines[driver.line_of(f"{number}. │")].split("│") for number in (1, 2, 3)]
            assert [[cell.strip() for cell in row] for row in rows] == [
                ["▌ 1.", "begin", "✗ commit → 3."],
                ["▌ 2.", "send", "✗ begin → 1."],
                ["▌ 3.", "commit", "✗ send → 2."],
            ]
            assert "[1 " in driver.lines[-1]

        run(context(library(ORDER)), script, size)

    def test_more_than_nine_steps_are_marked_with_arrows_and_placed_with_x(self) -> None:
        lib = library(LONG_ORDER)

        async def script(driver: Driver) -> None:
            places = {step: at for at, step in enumerate(attempt_of(driver).sides.steps)}
            at = -1
            for step in (f"step {number}" for number in range(1, 13)):
                move = places[step] - at
                await driver.press(*["down" if move > 0 else "up"] * abs(move), "x")
                at = places[step]
            await driver.press("space")
            assert "✓ right order" in driver.text
            await driver.press("enter")

        run(context(lib), script)
        assert [event.grade for event in lib.events()] == [4]

    def test_the_marked_step_is_kept_in_sight(self) -> None:
        async def script(driver: Driver) -> None:
            for _ in range(12):
                await driver.press("down")
                assert "▸" in driver.text
            for _ in range(11):
                await driver.press("up")
                assert "▸" in driver.text

        run(context(library(LONG_ORDER)), script, SMALL)

    def test_without_an_attempt_it_is_graded_by_oneself(self) -> None:
        text = screen(context(library(ORDER)), "space")
        assert "1. begin" in text
        assert "[3 good" in text.splitlines()[-1], "enter takes good"
