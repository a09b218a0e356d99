"""Redo, and the list of what can be taken back, on the screens."""

import pytest

from tests.build import LibraryAtRisk
from tests.tui.driving import Clock, Driver, context, run, screen
from tests.tui.test_home import decks


def grades(at: LibraryAtRisk, clock: Clock) -> list[str]:
    """The cards that count as answered, whatever was undone."""
    return [event.card for event in at.log({"review"})]


def test_redo_follows_undo_through_cards_and_ends_with_a_new_answer() -> None:
    at, clock = decks("A", "B", "C"), Clock()

    async def script(driver: Driver) -> None:
        await driver.press("space", "3", "space", "4")
        first, second = grades(at, clock)
        await driver.press("u", "u")
        assert grades(at, clock) == []
        await driver.press("ctrl+r")
        assert grades(at, clock) == [first]
        assert "done again: the answer “good”" in driver.text
        await driver.press("ctrl+r")
        assert grades(at, clock) == [first, second]
        await driver.press("ctrl+r")
        assert "nothing to do again" in driver.text
        await driver.press("u", "space", "1", "ctrl+r")
        assert "nothing to do again" in driver.text

    run(context(at, clock), script)


@pytest.mark.parametrize("start", ["home", "review", "browse"])
def test_the_list_says_what_and_when_and_goes_as_far_as_its_mark(start: str) -> None:
    at, clock = decks("A", "B", "C"), Clock()
    screen(context(at, clock), "space", "3", "space", "1", "f", "exclamation_mark")
    before = at.states()

    async def script(driver: Driver) -> None:
        await driver.press("U")
        lines = [
            line.strip("│╭╰ ") for line in driver.lines if (" · " in line and "ago" in line) or "now" in line
        ]
        assert [line.rpartition(" · ")[2].strip(" │█▁") for line in lines[:4]] == [
            "suspended", "flagged", "again", "good",
        ]  # fmt: skip
        assert "› " in lines[0]
        assert "just now" in lines[0]
        await driver.press("j", "j", "enter")
        assert "undone: 3 steps, the last the answer “again”" in driver.text
        assert len(at.states()) == 1
        await driver.press("U")
        assert driver.text.count("↷") == 3
        await driver.press("k", "k", "k", "enter")
        assert "done again: 3 steps" in driver.text
        assert at.states() == before
        await driver.press("U", "escape")
        assert at.states() == before
        assert driver.app.return_code is None

    run(context(at, clock, start=start), script, size=(100, 30))


def test_what_can_be_taken_back_can_be_clicked() -> None:
    at = decks("A", "B")
    screen(context(at), "space", "3", "space", "3")

    async def script(driver: Driver) -> None:
        await driver.press("U")
        row = max(number for number, line in enumerate(driver.lines) if "· good" in line)
        for _ in range(2):
            await driver.pilot.click(offset=(20, row))
            await driver.press()
        assert at.states() == {}

    run(context(at, start="home"), script)


def test_an_age_is_told_where_it_is_no_matter_of_minutes() -> None:
    at, clock = decks("A"), Clock()
    screen(context(at, clock), "space", "3")
    clock.now = clock.now.replace(day=29)
    text = screen(context(at, clock, start="home"), "u")
    assert "undone: the answer “good”, 7 days ago" in text


def test_nothing_done_says_so() -> None:
    at = decks("A")
    assert "Nothing was done that can be taken back." in screen(context(at, start="home"), "U")
    assert at.states() == {}


def test_in_a_narrow_terminal_ages_are_short_and_what_was_done_is_whole() -> None:
    at, clock = decks("A", "B"), Clock()
    screen(context(at, clock), "space", "3", "b")
    text = screen(context(at, clock), "U", size=(40, 12))
    assert "now  " in text
    assert "· buried" in text
    assert "enter goes there · esc closes" in text
