"""The screen of goals: what each will come to, undone and given up, by keyboard alone."""

from datetime import timedelta

import pytest

from tests.tui.driving import Clock, Driver, context, run
from tests.tui.planning import SIZES, home, many, wish
from trainer.goals.forecast import Range
from trainer.goals.goal import Goal
from trainer.goals.log import goals, set_goal, set_holiday
from trainer.scheduling.preferences import Plan


@pytest.mark.parametrize("size", SIZES)
def test_it_says_what_to_expect_with_a_plot(size: tuple[int, int]) -> None:
    library = many()
    wish(library, by="+14d", minutes="20")
    text = home(library, "r", size=size)
    assert "Interview  Sun 6 Dec, in 14 days" in text
    assert "100 %┤" in text or size[1] <= 12


def test_undo_takes_the_goal_back() -> None:
    library = many()
    wish(library, by="+14d")
    assert "No goal is set" in home(library, "r", "u")
    assert goals(library).active == ()


def test_giving_it_up_asks_once_more() -> None:
    library = many()
    wish(library, by="+14d")

    async def script(driver: Driver) -> None:
        await driver.press("r", "x")
        assert "x once more" in driver.text
        assert goals(library).active
        await driver.press("x")
        assert "given up" in driver.text
        assert not goals(library).active

    run(context(library, start="home"), script)


def test_several_are_shown_one_after_the_other() -> None:
    library = many()
    wish(library, name="Sooner", by="+5d")
    wish(library, name="Later", by="+50d")

    async def script(driver: Driver) -> None:
        await driver.press("r")
        assert "Sooner" in driver.text
        await driver.press("tab")
        assert "Later" in driver.text
        assert "2 of 2" in driver.text
        await driver.press("e")
        assert "Later" in driver.lines[0]

    run(context(library, start="home"), script)


def test_m_rehearses_and_enter_practises_the_plan() -> None:
    library = many()
    wish(library, by="+14d")

    async def script(driver: Driver) -> None:
        await driver.press("r", "m")
        assert "Mock interview" in driver.text
        await driver.press("q")
        assert "Mock interview" not in driver.lines[0]
        await driver.press("enter")
        assert "Question" in driver.text

    run(context(library, start="home"), script)


def test_a_holiday_is_told() -> None:
    library, day = many(), Clock().day
    wish(library, by="+14d")
    set_holiday(library, Plan().moment(Clock()()), (day + 3, day + 5))
    assert "holiday: Wed 25 Nov to Fri 27 Nov" in home(library, "r")


def test_a_name_is_text_and_nothing_else() -> None:
    library = many()
    wish(library, name="[/] [red]x\x1b[2J", by="+14d")

    async def script(driver: Driver) -> None:
        assert "[/] [red]x" in driver.text
        await driver.press("r")
        assert "[/] [red]x" in driver.text

    run(context(library, start="home"), script)


def test_one_that_is_open_is_skipped_on_the_screen_of_the_goal_and_that_is_undone() -> None:
    library, clock = many(), Clock()
    wish(library, by="+14d", minutes="20")
    clock.now += timedelta(days=12)

    async def script(driver: Driver) -> None:
        assert "a mock interview, 10 minutes" in driver.text
        await driver.press("s")
        assert "a mock interview, 10 minutes" not in driver.text
        assert "skipped (u takes it back)" in driver.text
        await driver.press("s")
        assert "no mock interview is open" in driver.text
        await driver.press("u")
        assert "a mock interview, 10 minutes" in driver.text
        await driver.press("m")
        assert "Mock interview" in driver.lines[0]

    async def begin(driver: Driver) -> None:
        await driver.press("r")
        await script(driver)

    run(context(library, clock, start="home"), begin)


def test_undo_on_the_screen_of_a_goal_says_what_it_took_back_and_stays_there() -> None:
    library = many()
    wish(library, name="first", by="+9d", minutes="20")
    wish(library, name="second", by="+14d", minutes="20")
    wish(library, name="second", minutes="30")

    async def script(driver: Driver) -> None:
        await driver.press("r", "tab")
        assert "2 of 2" in driver.lines[0]
        await driver.press("u")
        assert "undone: the change of the goal “second”" in driver.text
        assert "2 of 2" in driver.lines[0]
        assert "20 minutes a day" in driver.text

    run(context(library, start="home"), script)


@pytest.mark.parametrize("size", SIZES)
def test_a_new_date_leaves_the_result_of_the_first_one_below_it(size: tuple[int, int]) -> None:
    library, clock = many(), Clock()
    wish(library, by="+2d")
    clock.now += timedelta(days=3)
    wish(library, clock, name="Interview", by="+9d")

    async def script(driver: Driver) -> None:
        await driver.press("r")
        assert "in 9 days" in driver.text
        await driver.press(*["pagedown"] * 6)
        assert "foretold" in driver.text
        await driver.press(*["up"] * 2)
        assert "1 day ago" in driver.text

    run(context(library, clock, start="home"), script, size=size)


@pytest.mark.parametrize("size", SIZES)
def test_a_goal_of_an_earlier_version_whose_cards_leave_it_is_warned_of(size: tuple[int, int]) -> None:
    library = many()
    goal = Goal("due", "due", ("is:new",), by=Clock().day + 14, made=Clock().day)
    set_goal(library, Plan().moment(Clock()()), goal, Range(0.5, 0.4, 0.6))
    if size[1] > 16:
        assert "⚠ cards leave this goal: r says why" in home(library, size=size)

    async def script(driver: Driver) -> None:
        await driver.press("r")
        await driver.press("pagedown")
        text = " ".join(driver.text.split())
        assert "is:new finds other cards" in text
        assert "Change its decks to what stays" in text or size == (40, 12)

    run(context(library, start="home"), script, size=size)
