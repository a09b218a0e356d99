"""Text written on the screen: typed answers and the gaps of a cloze. By keyboard alone."""

import pytest

from tests.tui.answering import CLOZE, SMALL, TYPED, attempt_of, keys, paste
from tests.tui.driving import Driver, context, run, screen
from tests.tui.samples import BASIC, library, note
from tests.tui.test_app import early
from trainer.core.kinds import Basic, Typed
from trainer.tui.screens.home import HomeScreen


class TestTyped:
    def test_what_is_typed_is_compared_and_enter_takes_the_grade(self) -> None:
        lib = library(TYPED)

        async def script(driver: Driver) -> None:
            assert "› type the answer" in driver.text
            assert driver.lines[-1] == " enter show the answer   ctrl+g hint (1)   esc other keys"
            await driver.press(*keys("read_committed"))
            row = driver.line_of("› read_committed")
            assert driver.lines[-1] == " enter compare   ctrl+g hint (1)   esc other keys"
            await driver.press("enter")
            assert driver.line_of("› read_committed") == row, "what was typed stays where it was"
            assert "✓ right" in driver.text
            assert "isolation.level" in driver.text
            assert "[3 good  1 day]" in driver.lines[-1]
            await driver.press("enter")

        run(context(lib), script)
        (event,) = lib.events()
        assert (event.grade, event.suggested, event.answer) == (4, 4, "read_committed")

    def test_a_wrong_answer_shows_the_difference_by_signs_and_any_digit_grades(self) -> None:
        lib = library(TYPED)

        async def script(driver: Driver) -> None:
            await driver.press(*keys("read_uncommitted"), "enter")
            assert "✗ wrong" in driver.text
            assert "read_[-un-]committed" in driver.text
            assert "[-too much-]" in driver.text
            assert "[1 again  today]" in driver.lines[-1]
            await driver.press("2")

        run(context(lib), script)
        assert [(event.grade, event.suggested) for event in lib.events()] == [(3, 2)]

    @pytest.mark.parametrize("text", ["word " * 500, "x" * 8000, "read-isolation " * 200])
    def test_however_long_the_text_the_verdict_and_the_answer_are_in_sight(self, text: str) -> None:
        async def script(driver: Driver) -> None:
            await paste(driver, text)
            await driver.press("enter")
            assert "✗ wrong" in driver.text
            assert "letters …" in driver.text
            assert any("▌" in line and "read_committed" in line for line in driver.lines), driver.text

        run(context(library(TYPED)), script)

    def test_a_close_answer_is_called_so(self) -> None:
        async def script(driver: Driver) -> None:
            await driver.press(*keys("idempotense"), "enter")
            assert "≈ close" in driver.text
            assert "idempoten[-s-]{+c+}e" in driver.text
            assert "[2 hard" in driver.lines[-1]

        run(context(library(note(Typed("Which?", "idempotence")))), script)

    def test_no_hot_key_fires_while_typing(self) -> None:
        lib = library(TYPED)

        async def script(driver: Driver) -> None:
            typed = "hue3b!?fowqkjxti1"
            await driver.press(*keys(typed))
            assert f"› {typed}" in driver.text
            await driver.press("ctrl+t", "f5", "tab", "alt+h")
            assert f"› {typed}" in driver.text
            assert not attempt_of(driver).hints

        run(context(lib), script)
        assert lib.events() == []

    @pytest.mark.parametrize("key", ["i", "enter", "ctrl+j"])
    def test_escape_leaves_the_text_so_that_letters_are_keys_and_these_return(self, key: str) -> None:
        async def script(driver: Driver) -> None:
            await driver.press("a", "escape", "h")
            assert "hint 1  It has two words." in driver.text
            assert "i write" in driver.lines[-1]
            await driver.press(key, "b")
            assert "› ab" in driver.text
            assert "enter compare" in driver.lines[-1]

        run(context(library(TYPED)), script)

    def test_when_the_text_is_left_space_shows_the_answer_and_compares(self) -> None:
        text = screen(context(library(TYPED)), *keys("read_committed"), "escape", "space")
        assert "✓ right" in text

    def test_escape_twice_leaves_the_session_and_the_text_waits_for_its_next_turn(self) -> None:
        lib = library(TYPED)

        async def script(driver: Driver) -> None:
            await driver.press("a", "b", "escape", "escape", "escape")
            assert isinstance(driver.app.screen, HomeScreen)
            await driver.press("enter")
            assert "› ab" in driver.text
            await driver.press("c", "enter", "1")
            assert "› type the answer" in driver.text, "graded, the text is done with"

        assert run(context(lib), script) is None
        assert [event.answer for event in lib.events()] == ["abc"]

    def test_a_text_waits_while_another_card_is_answered(self) -> None:
        async def script(driver: Driver) -> None:
            for pressed in (["a", "escape", "b"], ["x", "enter", "4"], ["u", "escape", "u"]):
                await driver.press(*pressed)
            assert "› a" in driver.text, "buried and back"

        run(context(library(TYPED, note(TYPED.body, "b"))), script)

    @pytest.mark.parametrize("keys_that_leave", [("ctrl+c",), ("escape", "q"), ("escape", "escape", "q")])
    def test_leaving_asks_nothing_and_keeps_what_was_typed(self, keys_that_leave: tuple[str, ...]) -> None:
        at = context(library(TYPED))

        async def script(driver: Driver) -> None:
            await driver.press("a", *keys_that_leave)

        assert run(at, script) == 0
        assert at.drafts == {"d/n": "a"}

    def test_ctrl_c_leaves_at_once_where_nothing_was_typed(self) -> None:
        async def script(driver: Driver) -> None:
            await driver.press("ctrl+c")

        assert run(context(library(TYPED)), script) == 0

    @pytest.mark.parametrize("key", ["enter", "ctrl+j"])
    def test_an_empty_text_only_shows_the_answer(self, key: str) -> None:
        lib = library(TYPED)
        text = screen(context(lib), "space", key)
        assert "`read_committed`" in text
        assert not any(word in text for word in ("right\n", "wrong"))
        assert lib.events() == []

    def test_keys_typed_ahead_keep_their_order(self) -> None:
        lib = library(note(Basic("A?", "A."), "a"), note(TYPED.body, "b"), note(TYPED.body, "c"))
        """Where the card could not be seen yet, ``i`` says that text follows."""
        first = ["space", "4", "i", *keys("read_committed"), "enter", "enter"]
        text = screen(context(lib), *first, "i", *keys("q1"), "enter", "enter", "i", "i")
        assert [(event.answer, event.grade) for event in lib.events()] == [
            ("", 5),
            ("read_committed", 4),
            ("q1", 2),
        ]
        assert "› i" in text, "the last card is asked again, and writes"

    def test_an_answer_typed_before_the_first_card_is_shown_is_kept(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        lib = library(TYPED)
        early(monkeypatch, *keys("quiz!3"), "ctrl+j", "3")
        screen(context(lib))
        assert [(event.answer, event.grade) for event in lib.events()] == [("quiz!3", 4)]

    def test_a_text_of_a_later_card_begun_before_the_first_is_shown_is_on_the_screen(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        early(monkeypatch, "space", "4", "i", "a")
        text = screen(context(library(note(BASIC, "a"), note(TYPED.body, "b"))))
        assert "› a" in text
        assert "enter compare" in text

    def test_pasted_and_wide_text_is_shown_as_it_is_and_saved_without_what_terminals_obey(self) -> None:
        lib = library(TYPED)

        async def script(driver: Driver) -> None:
            await paste(driver, "漢字 [b]x[/b]\x1b[2J\n")
            assert "› 漢字 [b]x[/b][2J" in driver.text
            await driver.press("left", "left", "left", "backspace", "enter", "1")

        run(context(lib), script)
        assert lib.events()[0].answer == "漢字 [b]x[/b[2J"

    def test_text_pasted_after_leaving_goes_in_and_is_no_keys(self) -> None:
        async def script(driver: Driver) -> None:
            await driver.press("escape")
            await paste(driver, "qqq")
            assert "› qqq" in driver.text

        run(context(library(TYPED)), script)

    def test_text_pasted_where_nothing_is_written_does_nothing(self) -> None:
        lib = library(note(BASIC))

        async def script(driver: Driver) -> None:
            before = driver.text
            await paste(driver, " 3q")
            assert driver.text == before

        run(context(lib), script)

    def test_the_terminal_is_told_where_text_goes_in(self) -> None:
        """Input methods of wide letters open their window there."""

        async def script(driver: Driver) -> None:
            await paste(driver, "漢字")
            row = driver.line_of("› 漢字")
            assert driver.app.cursor_position == (driver.lines[row].index("›") + 2 + 4, row)

        run(context(library(TYPED)), script)

    def test_the_cursor_is_shown_while_keys_write_on_each_card(self) -> None:
        def cursor(driver: Driver) -> bool:
            """Does a letter of the text stand out from its ground?"""
            rows = driver.app.screen._compositor.render_strips()
            row = next(row for row in reversed(rows) if "›" in row.text)
            return len({segment.style.bgcolor for segment in row if segment.style}) > 1

        async def script(driver: Driver) -> None:
            for _ in range(2):
                assert cursor(driver)
                await driver.press("a")
                assert cursor(driver)
                await driver.press("escape")
                assert not cursor(driver)
                await driver.press("i")
                assert cursor(driver)
                await driver.press("enter", "3")

        run(context(library(TYPED, note(TYPED.body, "b"))), script)

    @pytest.mark.parametrize("size", [(80, 24), SMALL, (20, 6)])
    def test_the_place_to_write_is_in_sight_below_a_long_question(self, size: tuple[int, int]) -> None:
        question = "\n\n".join(f"Line {number}" for number in range(20))

        async def script(driver: Driver) -> None:
            assert "› type" in driver.text
            await driver.press(*["pageup"] * 30)
            assert "Line 0" in driver.text
            await driver.press("a")
            assert "› a" in driver.text

        run(context(library(note(Typed(question, "x")))), script, size)

    def test_undo_asks_it_anew_with_an_empty_text(self) -> None:
        async def script(driver: Driver) -> None:
            await driver.press("a", "enter", "1", "escape", "u")
            assert "undone: the answer “again”" in driver.text
            assert "› type the answer" in driver.text

        run(context(library(TYPED, note(TYPED.body, "b"))), script)


class TestCloze:
    def test_t_opens_the_text_and_the_gap_is_compared(self) -> None:
        lib = library(CLOZE)

        async def script(driver: Driver) -> None:
            assert "›" not in driver.text.splitlines()[3]
            assert "t type" in driver.lines[-1]
            await driver.press("t", *keys("acks=all"), "enter")
            assert "Use `acks=all` here." in driver.text
            assert "✓ right" in driver.text
            await driver.press("enter")

        run(context(lib), script)
        assert [(event.grade, event.answer) for event in lib.events()] == [(4, "acks=all")]

    def test_without_t_it_is_graded_by_oneself(self) -> None:
        lib = library(CLOZE)
        screen(context(lib), "space", "space")
        assert [(event.grade, event.suggested, event.answer) for event in lib.events()] == [(4, None, "")]

    def test_t_elsewhere_says_that_nothing_is_typed(self) -> None:
        assert "this card is not answered by typing" in screen(context(library(note(BASIC))), "t")
