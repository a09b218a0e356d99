"""What the first screen and the end of a session say of a goal."""

from datetime import timedelta

import pytest

from tests import build
from tests.interview.interviews import opener
from tests.tui.driving import Clock, Driver, context, run
from tests.tui.planning import SIZES, home, many, wish
from tests.tui.samples import note
from trainer.core.kinds import Basic
from trainer.core.library import Library
from trainer.core.scope import Scope
from trainer.goals.material import Material, material
from trainer.scheduling.preferences import Plan
from trainer.tui.app import TrainerApp
from trainer.tui.screens.home import HomeScreen


def test_a_first_start_says_how_to_set_a_date() -> None:
    assert "r says when your interview is" in home(many())


@pytest.mark.parametrize("size", SIZES)
def test_the_date_the_minutes_and_how_it_stands(size: tuple[int, int]) -> None:
    library = many()
    wish(library, by="+14d", minutes="20")
    text = home(library, size=size)
    assert ("Interview: Sun 6 Dec, in 14 days" if size[0] > 60 else "Interview in 14 days") in text
    assert "r says when" not in text
    if size[1] > 16:
        assert "on track · " in text
        assert "of what is asked on the day" in text


def test_coming_back_to_it_plans_nothing_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    library, planned = many(), list[int]()
    wish(library, by="+14d")
    find = material

    def counting(library: Library, scope: Scope, day: int, preferences: Plan) -> Material:
        planned.append(day)
        return find(library, scope, day, preferences)

    monkeypatch.setattr("trainer.goals.today.material", counting)

    async def script(driver: Driver) -> None:
        assert len(planned) == len(set(planned)) > 0
        planned.clear()
        for _ in range(2):
            await driver.press("t", "q")
        assert "Interview: Sun 6 Dec, in 14 days" in driver.text
        assert planned == []

    run(context(library, start="home"), script)


def test_the_number_of_today_is_that_of_enter_and_of_due() -> None:
    library = many()
    wish(library, by="+2d", minutes="40")

    async def script(driver: Driver) -> None:
        count = int(driver.lines[2].split()[0])
        assert count > 20
        await driver.press("enter")
        assert f"{count} new   0 due   0 again" in driver.lines[0]
        assert driver.text.count(f"0/{count}") == 1

    run(context(library, start="home"), script)


@pytest.mark.parametrize("large", [0, 10_000])
def test_the_number_of_today_is_in_the_first_picture_unless_there_are_very_many_cards(
    large: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trainer.tui.screens.home.LARGE", large)
    library = many()
    wish(library, by="+14d")
    first = TrainerApp(context(library, start="home")).get_default_screen()
    assert isinstance(first, HomeScreen)
    assert first.today.unknown == (not large)
    assert bool(first.today.left.total) == bool(large)
    assert "today …" not in home(library, size=(40, 12))
    assert "0/" in home(library, "enter"), "also where it was typed before that"


def test_a_mock_interview_of_the_plan_is_offered() -> None:
    library, clock = many(), Clock()
    wish(library, by="+14d", minutes="20")
    clock.now += timedelta(days=12)
    assert "mock interview today: m" in home(library, clock=clock)
    clock.now -= timedelta(days=6)
    assert "mock interview still open: m" in home(library, clock=clock)
    clock.now += timedelta(days=7)
    assert "mock" not in home(library, clock=clock).partition("practise")[0]
    text = " ".join(home(library, "r", clock=clock).split())
    assert "the mock interview of Fri 4 Dec is given up, as this is the last day" in text


def test_m_holds_the_one_that_is_planned_unless_other_decks_are_marked() -> None:
    library = build.library(*(build.deck(opener("a"), id=t.lower(), title=t) for t in ("Hive", "Kafka")))
    wish(library, by="+1d", minutes="20", what="kafka")

    async def script(driver: Driver) -> None:
        assert "mock interview today: m" in driver.text
        await driver.press("m")
        assert "Mock interview · Kafka" in driver.lines[0]
        assert "10 minutes" in driver.text
        await driver.press("q", "r", "m")
        assert "Mock interview · Kafka" in driver.lines[0]
        await driver.press("q", "q", "down")
        assert "(outside the plan)" in driver.lines[3]
        assert any("Hive" in line and "(1)" in line for line in driver.lines)
        await driver.press("m")
        assert "Mock interview · Hive" in driver.lines[0]
        assert "20 minutes" in driver.text

    run(context(library, start="home"), script)


@pytest.mark.parametrize("days", [0, 12])
def test_no_line_about_it_is_cut_on_a_narrow_screen(days: int) -> None:
    library, clock = many(), Clock()
    wish(library, by="+14d", minutes="20")
    clock.now += timedelta(days=days)

    async def script(driver: Driver) -> None:
        (stands,) = (line for line in driver.lines if " %, today " in line)
        assert "…" not in stands
        assert ("mock today: m" in stands) == (days == 12)
        await driver.press("r")
        assert "of what is asked on the day," in driver.text

    run(context(library, clock, start="home"), script, size=(40, 24))


def test_on_the_day_itself_it_is_today() -> None:
    library, clock = many(), Clock()
    wish(library, by="+3d", minutes="20")
    clock.now += timedelta(days=3)
    assert "Interview is today" in home(library, clock=clock)
    clock.now += timedelta(days=1)
    assert "Interview was on " in home(library, clock=clock)


def test_a_day_off_is_one() -> None:
    library = many()
    wish(library, by="+14d", minutes="20", off="sun")
    text = home(library)
    assert "A day off" in text.splitlines()[2]
    assert "+ 10 more min" in text
    assert "Question" in home(library, "+", "plus")


def test_afterwards_it_says_where_the_result_is_until_the_goal_is_given_up() -> None:
    library, clock = many(), Clock()
    wish(library, by="+2d")
    clock.now += timedelta(days=3)

    async def script(driver: Driver) -> None:
        assert "Interview was on Tue 24 Nov" in driver.text
        await driver.press("r")
        assert "foretold" in driver.text
        assert "on the day" in driver.text
        await driver.press("x", "x", "q")
        assert "was on" not in driver.text

    run(context(library, clock, start="home"), script)


def test_the_end_of_a_session_says_how_it_stands_and_what_tomorrow_brings() -> None:
    library = many()
    wish(library, by="+14d", minutes="20")
    text = home(library, "enter", "space", "3", "q")
    assert "Interview" in text
    assert "of what is asked on the day" in text.replace("\n", " ")
    assert "tomorrow" in text
    assert "20 more new cards" in text, "more minutes would bring none"


def test_what_is_due_outside_the_plan_is_one_key_away() -> None:
    one, other = (build.deck(note(Basic(f"About {d}?", "A."), "n"), id=d, title=d) for d in "ab")
    library, clock = build.library(one, other), Clock()
    home(library, "down", "down", "enter", "space", "3", clock=clock)
    wish(library, clock, minutes="5", what="a")
    clock.now += timedelta(days=9)
    assert "+ 1 due outside the plan" in home(library, clock=clock)
    assert "About b?" in home(library, "o", clock=clock)
