"""Whatever is valid UTF-8 can be typed, and nothing else gets in."""

import pytest
from textual.events import Key

from tests.tui.answering import TYPED, attempt_of
from tests.tui.driving import Driver, context, run
from tests.tui.samples import library, note
from trainer.core.kinds import Typed


class TestAnyText:
    @pytest.mark.parametrize(
        "text",
        [
            "می\u200cخواهم",
            "👩\u200d👩\u200d👧",
            "e\u0301",
            "a\u00a0b",
            "全角\u3000空白",
            "\ue000",
            "क्ष",
            "שָׁלוֹם",
            "🏳️\u200d🌈",
        ],
    )
    def test_whatever_is_valid_can_be_typed_letter_by_letter(self, text: str) -> None:
        lib = library(note(Typed("Write.", text)))

        async def script(driver: Driver) -> None:
            for letter in text:
                driver.app.post_message(Key("any", letter))
            await driver.press("enter", "enter")

        run(context(lib), script)
        assert [(event.answer, event.suggested) for event in lib.events()] == [(text, 4)]

    @pytest.mark.parametrize("letter", ["\x00", "\x1b", "\x9b", "\ud800", "\u202e", "\x7f"])
    def test_what_a_terminal_would_obey_and_halves_of_letters_write_nothing(self, letter: str) -> None:
        async def script(driver: Driver) -> None:
            driver.app.post_message(Key("any", letter))
            await driver.press("a")
            assert attempt_of(driver).typed == "a"

        run(context(library(TYPED)), script)
