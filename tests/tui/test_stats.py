"""Statistics on the screen."""

import pytest

from tests.tui.driving import Driver, context, run, screen
from tests.tui.samples import library
from tests.tui.test_review import answered


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (200, 60)])
def test_home_leads_to_the_figures_of_what_is_marked_and_back(size: tuple[int, int]) -> None:
    lib = library()
    answered(lib, "d/n0", 4, 4)

    async def script(driver: Driver) -> None:
        await driver.press("t")
        assert "Statistics" in driver.text
        assert "Last 12 months: 2 answers" in driver.text
        heading = " ".join(driver.text.split())
        assert "longest 1 day" in heading or size == (40, 12)
        assert "Statistics · all dec" in driver.text
        await driver.press("space", "space", "a", "G", "q")
        assert "All decks" in driver.text
        await driver.press("down", "t")
        header = driver.text.split("\n")[0]
        assert "Statistics · " in header
        assert "· all dec" not in header

    run(context(lib, start="home"), script, size)


FIRST, LAST = ("Last 12 months", "Recall of cards"), ("Your own notes", "Decks, the least known first")


def test_a_wide_terminal_has_two_columns_in_the_order_of_one() -> None:
    lib = library()
    answered(lib, "d/n0", 4, 4)
    lines = screen(context(lib, start="home"), "t", size=(200, 60)).splitlines()
    where = [next(line.index(title) for line in lines if title in line) for title in (*FIRST, *LAST)]
    assert max(where[: len(FIRST)]) < 30 < 100 < min(where[-len(LAST) :])


def test_the_whole_page_is_there_by_scrolling() -> None:
    lib = library()
    answered(lib, "d/n0", 4, 1)
    text = screen(context(lib, start="home"), "t", size=(100, 80))
    for title in (
        "Recall of cards",
        "Next 30 days",
        "Answers by key",
        "Intervals",
        "Your own notes",
        "Decks",
    ):
        assert title in text
