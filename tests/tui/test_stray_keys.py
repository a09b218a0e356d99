"""Keys around a text being written: those meant for another card, those that help, those switched off."""

import pytest

from tests.tui.answering import POINTS, TYPED, keys, paste
from tests.tui.driving import Driver, context, run, screen
from tests.tui.samples import BASIC, library, note
from trainer.scheduling.preferences import Plan


class TestStrayKeys:
    """A key pressed for one card is never text of the next."""

    @pytest.fixture(autouse=True)
    def _slow_eyes(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Whatever is pressed comes before the card can have been read."""
        monkeypatch.setattr("trainer.tui.widgets.seen.SETTLE", 1e6)

    def test_keys_right_after_a_grade_are_keys(self) -> None:
        lib = library(note(BASIC, "a"), note(TYPED.body, "b"))

        async def script(driver: Driver) -> None:
            await driver.press("space", "4")
            assert "› type the answer" in driver.text
            await driver.press("4", "f", "4")
            assert "› type the answer" in driver.text
            assert [event.kind for event in lib.events()] == ["review", "flag"]

        run(context(lib), script)

    def test_who_goes_on_pressing_goes_through_the_cards(self) -> None:
        lib = library(note(BASIC, "a"), note(TYPED.body, "b"), note(TYPED.body, "c"))
        screen(context(lib), *["space", "3"] * 3)
        assert [(event.answer, event.grade) for event in lib.events()] == [("", 4)] * 3

    @pytest.mark.parametrize("begin", ["i", "paste", "click"])
    def test_who_says_that_he_writes_does(self, begin: str) -> None:
        lib = library(note(BASIC, "a"), note(TYPED.body, "b"))

        async def script(driver: Driver) -> None:
            await driver.press("space", "4")
            if begin == "i":
                await driver.press("i", "x", "3")
            elif begin == "paste":
                await paste(driver, "x")
                await driver.press("3")
            else:
                await driver.pilot.click(offset=(6, driver.line_of("› type the answer")))
                await driver.press("x", "3")
            assert "› x3" in driver.text

        run(context(lib), script)

    def test_nothing_was_shown_before_the_first_card_so_that_all_is_text_of_it(self) -> None:
        assert "› 3f" in screen(context(library(TYPED)), "3", "f")

    def test_the_first_card_of_a_session_begun_at_home_comes_after_another_screen(self) -> None:
        assert "› type the answer" in screen(context(library(TYPED), start="home"), "enter", "x")

    def test_once_it_can_have_been_read_keys_write(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("trainer.tui.widgets.seen.SETTLE", 0.0)
        lib = library(note(BASIC, "a"), note(TYPED.body, "b"))

        async def script(driver: Driver) -> None:
            await driver.press("space", "4")
            await driver.press("x", "3")
            assert "› x3" in driver.text

        run(context(lib), script)


class TestHintsWhileTyping:
    def test_ctrl_g_shows_a_hint_and_the_key_line_says_so(self) -> None:
        async def script(driver: Driver) -> None:
            await driver.press("a")
            assert "ctrl+g hint (1)" in driver.lines[-1]
            await driver.press("ctrl+g", "b")
            assert "hint 1  It has two words." in driver.text
            assert "› ab" in driver.text
            assert "ctrl+g" not in driver.lines[-1]

        run(context(library(TYPED)), script)


class TestWithoutEnter:
    """The setting `enter_grades` switched off."""

    def test_enter_takes_no_grade_and_a_digit_does(self) -> None:
        lib = library(TYPED)

        async def script(driver: Driver) -> None:
            await driver.press(*keys("read_committed"), "enter", "enter", "space")
            assert lib.events() == []
            assert "a digit grades" in driver.text
            assert "[" not in driver.lines[-1]
            await driver.press("3")

        run(context(lib, plan=Plan(enter_grades=False)), script)
        assert [(event.grade, event.suggested) for event in lib.events()] == [(4, 4)]

    def test_where_digits_tick_enter_takes_the_grade_that_was_chosen(self) -> None:
        lib = library(POINTS)

        async def script(driver: Driver) -> None:
            await driver.press("space", "a", "enter")
            assert lib.events() == []
            await driver.press("left", "enter")

        run(context(lib, plan=Plan(enter_grades=False)), script)
        assert [(event.grade, event.suggested) for event in lib.events()] == [(3, 4)]
