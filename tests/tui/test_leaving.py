"""Ways out: esc never ends the program, q goes one place back, and what was written is not lost by either."""

from pathlib import Path
from typing import Any

import pytest

from tests.tui.answering import POINTS, TYPED
from tests.tui.driving import Driver, context, run
from tests.tui.interviewing import interview, points
from tests.tui.samples import BASIC, library, note
from tests.tui.test_quiz import ONE
from trainer.context import Context
from trainer.settings.model import Settings
from trainer.settings.wording import listed
from trainer.tui.screens.home import HomeScreen

SIZES = [(80, 24), (40, 12)]


@pytest.mark.parametrize(
    ("start", "size"), [("home", (80, 24)), ("home", (40, 12)), ("review", (80, 24)), ("quiz", (40, 12))]
)
@pytest.mark.parametrize(
    "before", [(), ("1", "enter"), ("w",), ("space", "3", "space", "3", "u"), ("question_mark",)]
)
def test_esc_leads_to_the_decks_and_no_further(
    start: Any, before: tuple[str, ...], size: tuple[int, int]
) -> None:
    async def script(driver: Driver) -> None:
        await driver.press(*before, *["escape"] * 6)
        assert isinstance(driver.app.screen, HomeScreen)

    assert run(context(library(note(ONE), note(BASIC, "b")), start=start), script, size) is None


@pytest.mark.parametrize("before", [(), ("enter",), ("enter", "ctrl+x", "ctrl+x")])
def test_esc_leads_out_of_an_interview_to_the_decks(before: tuple[str, ...], tmp_path: Path) -> None:
    async def script(driver: Driver) -> None:
        await driver.press(*before, *["escape"] * 3)
        assert isinstance(driver.app.screen, HomeScreen)

    assert run(interview(library(points("a")), tmp_path), script) is None


@pytest.mark.parametrize("start", ["home", "review"])
def test_q_goes_one_place_back_and_on_home_out_of_the_program(start: Any) -> None:
    async def script(driver: Driver) -> None:
        await driver.press(*(["enter"] if start == "home" else []), "space", "3", "q")
        assert "Paused." in driver.text
        await driver.press("q")
        if start == "home":
            assert isinstance(driver.app.screen, HomeScreen)
            await driver.press("q")

    assert run(context(library(), start=start), script) == 0


def test_once_the_decks_were_shown_they_are_what_q_leads_back_to() -> None:
    async def script(driver: Driver) -> None:
        await driver.press("escape", "enter", "q")
        assert isinstance(driver.app.screen, HomeScreen)

    assert run(context(library()), script) is None


@pytest.mark.parametrize("size", SIZES)
def test_an_open_answer_waits_for_the_next_turn_of_its_card(size: tuple[int, int]) -> None:
    lib = library(POINTS)

    async def script(driver: Driver) -> None:
        await driver.press("enter", "i", "a", "b", "escape", "q", "enter")
        assert "› ab" in driver.text
        assert "i write" in driver.lines[-1], "its letters are keys until writing begins again"
        await driver.press("q", "q")

    at = context(lib, start="home")
    assert run(at, script, size) == 0
    assert at.drafts == {POINTS.key: "ab"}


def test_an_answer_shown_and_not_graded_is_not_lost_either() -> None:
    async def script(driver: Driver) -> None:
        await driver.press("a", "enter", "escape", "enter")
        assert "› a" in driver.text
        await driver.press("backspace", "ctrl+c")

    assert run(context(library(TYPED)), script) == 0, "nothing is left to lose"


@pytest.mark.parametrize("start", ["browse", "settings", "quiz", "mock", "review"])
def test_what_the_program_began_with_is_left_by_q_and_never_by_esc(start: Any, tmp_path: Path) -> None:
    settings = listed(Settings())
    lib = library(note(ONE), points("a"))
    at = context(lib, start=start, exports=tmp_path, settings=lambda: settings)

    async def esc(driver: Driver) -> None:
        await driver.press(*["escape"] * 3)
        assert isinstance(driver.app.screen, HomeScreen)

    async def q(driver: Driver) -> None:
        await driver.press("q")

    assert run(at, esc) is None
    assert run(at, q) == 0


def test_the_result_of_a_quiz_is_left_to_where_it_came_from() -> None:
    async def script(driver: Driver) -> None:
        await driver.press("1", "q", "q")

    assert run(context(library(note(ONE)), start="quiz"), script) == 0


@pytest.mark.parametrize(
    ("start", "keys", "lost"),
    [
        ("browse", ("slash", "a"), True),
        ("browse", ("slash",), False),
        ("browse", ("t", "a"), True),
        ("settings", ("j", "enter", "5"), True),
        ("home", ("r", "n", "a"), True),
        ("home", ("r", "n"), False),
        ("review", ("i", "a"), False),
    ],
)
def test_ctrl_c_asks_once_where_what_is_written_would_be_lost(
    start: Any, keys: tuple[str, ...], lost: bool, tmp_path: Path
) -> None:
    settings = listed(Settings())

    async def once(driver: Driver) -> None:
        await driver.press(*keys, "ctrl+c")
        assert ("is not kept" in driver.text) == lost
        await driver.press("a", "ctrl+c")  # written on: it asks again

    async def twice(driver: Driver) -> None:
        await driver.press(*keys, "ctrl+c", "ctrl+c")

    at = context(library(POINTS), start=start, exports=tmp_path, settings=lambda: settings)
    assert run(at, once) == (None if lost else 0)
    assert not lost or run(at, twice) == 0


OPENS = ("t", "b", "r", "comma", "m", "z", "enter")
"""Keys of the home screen, each of which opens another one."""


def home_with_all(folder: Path) -> Context:
    settings = listed(Settings())
    return context(library(note(ONE), points("a")), start="home", exports=folder, settings=lambda: settings)


@pytest.mark.parametrize("size", SIZES)
def test_the_ways_out_are_the_same_on_every_screen(size: tuple[int, int], tmp_path: Path) -> None:
    async def script(driver: Driver) -> None:
        for opens in OPENS:
            for way in ("escape", "q"):
                await driver.press(opens)
                assert not isinstance(driver.app.screen, HomeScreen), opens
                await driver.press(way)
                assert isinstance(driver.app.screen, HomeScreen), opens

    assert run(home_with_all(tmp_path), script, size) is None


@pytest.mark.parametrize("opens", OPENS)
def test_ctrl_c_leaves_the_program_from_every_screen(opens: str, tmp_path: Path) -> None:
    async def script(driver: Driver) -> None:
        await driver.press(opens, "ctrl+c")

    assert run(home_with_all(tmp_path), script) == 0


@pytest.mark.parametrize("key", ["m", "b", "t", "comma", "z", "r", "L", "a", "enter"])
def test_what_is_typed_behind_the_last_q_is_meant_for_nothing(key: str) -> None:
    left: list[bool] = []

    async def script(driver: Driver) -> None:
        screen = driver.app.screen
        await driver.press("q", key)
        left.append(driver.app.return_code == 0 and driver.app._screen_stack[-1:] in ([screen], []))

    run(context(library(), start="home"), script)
    assert left == [True]
