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
        assert "longest row 1 day" in heading or size == (40, 12)
        await driver.press("space", "space", "a", "G", "q")
        assert "All decks" in driver.text

    run(context(lib, start="home"), script, size)


def test_the_whole_page_is_there_by_scrolling() -> None:
    lib = library()
    answered(lib, "d/n0", 4, 1)
    text = screen(context(lib, start="home"), "t", size=(100, 80))
    for title in ("Recall of cards", "Next 30 days", "Answers by key", "Intervals", "What is asked", "Decks"):
        assert title in text
