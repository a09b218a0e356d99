"""A deck from a stranger: on every screen its text is shown as text, whole and harmless."""

import unicodedata

import pytest

from tests import build
from tests.build import LibraryAtRisk
from tests.tui.answering import attempt_of
from tests.tui.driving import Driver, context, run
from tests.tui.samples import HOSTILE, MANUAL, deck, hostile_notes
from trainer.core.card import Problem

SIZES = [(80, 24), (40, 12), (20, 6)]


def hostile() -> LibraryAtRisk:
    source = MANUAL._replace(key="x", title=HOSTILE, url=HOSTILE)
    problem = Problem(HOSTILE, 1, HOSTILE, HOSTILE, HOSTILE, "error", HOSTILE, HOSTILE)
    evil = deck(*hostile_notes(), title=f"{HOSTILE}::{HOSTILE}", references=(source,))
    return build.library(evil, problems=[problem])


def assert_harmless(driver: Driver) -> None:
    for line in driver.lines:
        bad = [
            character
            for character in line
            if unicodedata.category(character) == "Cc" or character in "\u202e\u2066"
        ]
        assert not bad, (bad, line)
    for strip in driver.app.screen._compositor.render_strips():
        for segment in strip:
            assert segment.style is None or segment.style.link is None
            assert segment.style is None or "@click" not in segment.style.meta


@pytest.mark.parametrize("size", SIZES)
def test_every_card_is_shown_asked_and_graded(size: tuple[int, int]) -> None:
    lib = hostile()

    async def script(driver: Driver) -> None:
        for _ in hostile_notes():
            assert_harmless(driver)
            await driver.press("h", "1")
            assert_harmless(driver)
            await driver.press("enter", "ctrl+s")
            assert_harmless(driver)
            await driver.press("pagedown")
            await driver.press("enter" if attempt_of(driver).ticked else "4")
        assert_harmless(driver)

    run(context(lib), script, size)
    assert len(lib.events()) == len(hostile_notes())


@pytest.mark.parametrize("key", ["o", "w", "question_mark", "e", "ctrl+p"])
def test_every_dialog_is_harmless(key: str) -> None:
    async def script(driver: Driver) -> None:
        await driver.press(key)
        await driver.app.workers.wait_for_complete()
        await driver.pilot.pause()
        assert_harmless(driver)

    run(context(hostile()), script)


@pytest.mark.parametrize("size", SIZES)
def test_home_and_what_it_says_are_harmless(size: tuple[int, int]) -> None:
    async def script(driver: Driver) -> None:
        assert_harmless(driver)
        assert "[" in driver.text
        await driver.press("j", "j", "enter", "b", "u", "exclamation_mark", "f", "u", "q")
        assert_harmless(driver)

    run(context(hostile(), start="home"), script, size)


def test_markup_is_shown_letter_for_letter() -> None:
    async def script(driver: Driver) -> None:
        assert "[/] list[int] [@click=app.quit]x[/] {{" in driver.text

    run(context(hostile()), script)
