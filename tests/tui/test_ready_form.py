"""The lines in which a goal is set and changed, by keyboard alone."""

import pytest

from tests.tui.driving import Clock, Driver, context, run, screen
from tests.tui.planning import SIZES, home, many, wish
from trainer.goals.log import goals


def test_a_goal_is_set_by_keyboard_alone() -> None:
    library = many()
    text = home(
        library,
        *("r", "n", "enter", *"14d", "enter", "backspace", "backspace", *"35", "enter", *"sat"),
        *("enter", "enter", "enter"),
    )
    (goal,) = goals(library).active
    assert (goal.name, goal.minutes, goal.off) == ("Interview", 35, frozenset({5}))
    assert goal.by == Clock().day + 14
    assert "set (u takes it back)" in text
    assert "Sun 6 Dec, in 14 days" in text


@pytest.mark.parametrize("size", SIZES)
def test_what_would_come_of_it_is_seen_while_it_is_filled_in(size: tuple[int, int]) -> None:
    text = home(many(), "r", "n", "enter", *"10", "space", *"dec", "down", size=size)
    assert "date      Thu 10 Dec" in text
    if size[1] > 16:
        assert "Thu 10 Dec, in 18 days" in text
        assert "on the day" in text


def test_what_cannot_be_meant_is_said_at_its_line_and_nothing_is_set() -> None:
    library = many()

    async def script(driver: Driver) -> None:
        await driver.press("r", "n", "enter", *"soon", "ctrl+s")
        assert "'soon' is no date" in driver.text
        assert "› date" in driver.text
        assert goals(library).active == ()
        await driver.press(*["backspace"] * 4, *"10", "space", *"dec", "ctrl+s")
        assert "Thu 10 Dec" in driver.text

    run(context(library, start="home"), script)


def test_a_change_begins_with_what_is_set_and_keeps_the_rest() -> None:
    library = many()
    wish(library, by="+14d", minutes="20", off="sat")

    async def script(driver: Driver) -> None:
        await driver.press("r", "e")
        assert "Sun 6 Dec" in driver.text
        await driver.press("down", "backspace", "backspace", *"45", "ctrl+s")
        assert "set: minutes a day: 45 (before: 20) (u takes it back)" in driver.text

    run(context(library, start="home"), script)
    (goal,) = goals(library).active
    assert (goal.minutes, goal.off, goal.by) == (45, frozenset({5}), Clock().day + 14)


def test_another_goal_does_not_take_the_place_of_one_by_its_name() -> None:
    library = many()
    wish(library, name="Kafka", by="+14d", minutes="20")
    text = home(library, "r", "n", *["backspace"] * 9, *"kafka", "enter", *"9d", "ctrl+s")
    assert "there is a goal of that name" in text
    assert goals(library).active[0].by == Clock().day + 14


def test_esc_leaves_it_as_it_was() -> None:
    library = many()
    assert "No goal is set" in home(library, "r", "n", "enter", *"tomorrow", "escape")
    assert goals(library).active == ()


def test_a_failing_store_is_told_and_the_lines_stay() -> None:
    library = many()

    async def script(driver: Driver) -> None:
        await driver.press("r", "n", "enter", *"tomorrow")
        library.failing = "disk full"
        await driver.press("ctrl+s")
        assert "disk full" in driver.text
        library.failing = ""
        await driver.press("escape", "ctrl+s")
        assert "set (u takes it back)" in driver.text

    run(context(library, start="home"), script)


def test_the_form_names_the_key_that_sets_it_and_behind_midnight_the_day() -> None:
    library, clock = many(), Clock()
    clock.now = clock.now.replace(hour=2)
    text = screen(context(library, clock, start="home"), "r", "n", size=(40, 12))
    assert "ctrl+s set" in text
    assert "tonight counts as" in text
