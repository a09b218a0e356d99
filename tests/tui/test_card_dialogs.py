"""Dialogs about a card: resetting it, and asking it on another day; by key, click and palette."""

import pytest
from textual.command import CommandList, CommandPalette

from tests.plain.talk import talk
from tests.tui.driving import Clock, Driver, context, run, screen
from tests.tui.samples import library
from trainer.core.dates import read_day
from trainer.core.log import number_in
from trainer.core.state import NEW


def test_why_offers_another_day_and_undo_takes_it_back() -> None:
    lib, clock = library(), Clock()

    async def script(driver: Driver) -> None:
        await driver.press("w")
        assert "d  ask it on another day" in driver.text
        await driver.press("d")
        assert "s  in a week" in driver.text
        await driver.press("s")
        assert "asked again in 7 days" in driver.text
        assert "Question 1?" in driver.text
        memory = lib.state("d/n0").memory
        assert memory is not None
        assert memory.due == clock.day + 7
        await driver.press("u")
        assert "undone: rescheduling the card" in driver.text
        assert "Question 0?" in driver.text
        assert lib.state("d/n0") == NEW

    run(context(lib, clock), script)


def test_why_offers_to_reset() -> None:
    lib = library()

    async def script(driver: Driver) -> None:
        await driver.press("space", "1", "space", "1", "space", "1")
        assert "Question 0?" in driver.text, "drilled"
        await driver.press("w", "r")
        assert "reset: as if new" in driver.text
        assert "Question 1?" in driver.text
        assert lib.state("d/n0") == NEW

    run(context(lib), script)


def test_esc_closes_and_other_keys_do_nothing() -> None:
    lib = library()
    text = screen(context(lib), "w", "d", "r", "escape")
    assert "Question 0?" in text
    assert "Ask this card again" not in text
    assert lib.events() == []


def test_an_offer_is_clicked() -> None:
    lib = library()

    async def script(driver: Driver) -> None:
        await driver.press("w")
        row = driver.line_of("r  reset it")
        await driver.pilot.click(offset=(driver.lines[row].index("r  reset"), row))
        await driver.pilot.pause()
        assert "reset: as if new" in driver.text

    run(context(lib), script)


@pytest.mark.parametrize(
    ("words", "then"), [("reset this", "reset: as if new"), ("another day", "in 30 days")]
)
def test_the_palette_offers_both(words: str, then: str) -> None:
    async def script(driver: Driver) -> None:
        await driver.press("ctrl+p")
        await driver.press(*("space" if letter == " " else letter for letter in words))
        hits = driver.app.screen.query_one(CommandList)
        while (best := hits.highlighted_option) is None or words not in str(best.prompt).lower():
            await driver.pilot.pause()
        await driver.pilot.press("enter")
        while isinstance(driver.app.screen, CommandPalette):
            await driver.pilot.pause()
        await driver.press()
        assert then in driver.text

    run(context(library()), script)


def test_a_failing_store_is_told() -> None:
    lib = library()

    async def script(driver: Driver) -> None:
        await driver.press("w")
        lib.failing = "The file is locked."
        await driver.press("r")
        assert "The file is locked." in driver.text

    run(context(lib), script)


def test_plain_mode_has_words_for_both() -> None:
    lib = library()
    out = talk(lib, "in 7", "u", "in 7", "reset", "q")
    assert "asked again in 7 days" in out
    assert "never answered: counts as known until then" in out
    assert "undone: rescheduling the card" in out
    assert "reset: as if new" in out
    assert [event.kind for event in lib.events()] == ["reschedule", "undo", "reschedule", "reset"]


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
def test_another_day_is_written_as_any_date(size: tuple[int, int]) -> None:
    lib, clock = library(), Clock()

    async def script(driver: Driver) -> None:
        await driver.press("w", "d", "d", *"soon", "enter")
        assert "is no date" in " ".join(driver.text.split())
        await driver.press(*["backspace"] * 4, "0", "enter")
        assert "is no day to come" in " ".join(driver.text.split())
        await driver.press("backspace", *"12", "enter")
        assert "asked again in 12 days" in driver.text
        known = "never answered: counts as known until then"
        assert known in " ".join(driver.text.replace("─", " ").split())
        assert "Question 1?" in driver.text
        assert lib.state("d/n0").memory.due == clock.day + 12  # type: ignore[union-attr]
        await driver.press("w", "d", "d", "q", "w", "escape")
        assert "Question 1?" in driver.text
        await driver.press("w", "d", "d", *"friday", "enter")
        assert lib.state("d/n1").memory.due == read_day("friday", clock.day)  # type: ignore[union-attr]

    run(context(lib, clock), script, size)


def test_plain_mode_takes_any_date_too() -> None:
    lib = library()
    out = talk(lib, "due soon", "in 0", "due friday", "u", "on 10 Dec", "u", "in 2 weeks", "due 3", "q")
    assert "is no date" in out
    assert "'in 0' is no day to come" in out
    placed = [event for event in lib.events() if event.kind == "reschedule"]
    due, day = [number_in(event.detail, "due") for event in placed], placed[0].day
    assert due == [read_day("friday", day), read_day("10 Dec", day), day + 14, day + 3]
