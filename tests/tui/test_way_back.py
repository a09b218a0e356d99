"""`q` leads one place back, through whatever one came by; the end of a session is about its scope."""

from tests.build import LibraryAtRisk, deck, library
from tests.tui.driving import Clock, Driver, context, run, screen
from tests.tui.samples import note
from trainer.core.kinds import Basic
from trainer.tui.screens.browse import BrowseScreen
from trainer.tui.screens.home import HomeScreen
from trainer.tui.screens.ready.show import ReadyScreen
from trainer.tui.screens.review import ReviewScreen
from trainer.tui.screens.stats import StatsScreen
from trainer.tui.screens.summary import SummaryScreen


def two() -> LibraryAtRisk:
    return library(
        *(
            deck(*(note(Basic(f"{name} {n}?", "A."), f"n{n}", name) for n in range(3)), id=name, title=name)
            for name in "ab"
        )
    )


def test_from_browse_and_back_at_the_same_card() -> None:
    async def script(driver: Driver) -> None:
        await driver.press("b", "slash", *"deck", "colon", "b", "enter", "j", "p")
        assert isinstance(driver.app.screen, ReviewScreen)
        await driver.press("space", "1", "q")
        assert isinstance(driver.app.screen, SummaryScreen)
        await driver.press("b")
        assert isinstance(driver.app.screen, BrowseScreen)
        await driver.press("p", "q")
        assert isinstance(driver.app.screen, BrowseScreen), "left without an answer"
        await driver.press("q")
        assert isinstance(driver.app.screen, SummaryScreen)
        await driver.press("q")
        at = driver.app.screen
        assert isinstance(at, BrowseScreen)
        assert (at.browser.query, at.browser.current) == ("deck:b", "b/n1")
        await driver.press("q")
        assert isinstance(driver.app.screen, HomeScreen)

    run(context(two(), start="home"), script)


def test_h_goes_home_at_once_and_nothing_is_left_behind() -> None:
    async def script(driver: Driver) -> None:
        await driver.press("b", "p", "space", "3", "q", "h")
        assert isinstance(driver.app.screen, HomeScreen)
        await driver.press("r", "q")
        assert isinstance(driver.app.screen, HomeScreen)
        await driver.press("t", "q")
        assert isinstance(driver.app.screen, HomeScreen)
        await driver.press("q")

    assert run(context(two(), start="home"), script) == 0


def test_what_the_program_began_with_is_left_last() -> None:
    async def script(driver: Driver) -> None:
        await driver.press("p", "space", "3", "q", "q")
        assert isinstance(driver.app.screen, BrowseScreen)
        await driver.press("q")

    assert run(context(two(), start="browse"), script) == 0


def test_other_parts_lead_back_too() -> None:
    async def script(driver: Driver) -> None:
        await driver.press("r")
        assert isinstance(driver.app.screen, ReadyScreen)
        await driver.app.run_action("stats")
        await driver.pilot.pause()
        assert isinstance(driver.app.screen, StatsScreen)
        await driver.press("q")
        assert isinstance(driver.app.screen, ReadyScreen)

    run(context(two(), start="home"), script)


def test_what_was_missed_is_that_of_the_session() -> None:
    async def script(driver: Driver) -> None:
        await driver.press("j", "enter", "space", "1", "q", "h", "end", "enter", "space", "1", "q")
        assert "m  cram 1 card missed today" in driver.text
        await driver.press("b")
        at = driver.app.screen
        assert isinstance(at, BrowseScreen)
        assert [card[0] for card in at.browser.cards] == ["b"]

    run(context(two(), start="home"), script)


def test_with_no_deck_nothing_is_offered() -> None:
    empty = screen(context(library(), clock=Clock(), start="home")).splitlines()[-1]
    assert "more" not in empty
    assert "practise" not in empty
