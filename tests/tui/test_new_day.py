"""A study day that begins while the program is open is noticed, on every screen and line by line."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import pytest

from tests import build
from tests.store.build import answer
from tests.tui.driving import Clock, Driver, context, run
from tests.tui.planning import wish
from tests.tui.samples import note
from tests.tui.test_every_screen import SCREENS, on, page
from trainer.core.kinds import Basic
from trainer.plain.app import run as plain
from trainer.practice.wording import NEW_DAY
from trainer.tui.app import TrainerApp


def due_tomorrow(clock: Clock) -> Any:
    lib = build.library(build.deck(*(note(Basic(f"Q{n}?", "A."), f"n{n}") for n in range(3)), title="Kafka"))
    for n in range(2):
        lib.record(answer(f"d/n{n}", 4, clock.day))
    return lib


async def wait_until_tomorrow(driver: Driver, clock: Clock) -> None:
    clock.now = clock.now.replace(day=clock.now.day + 1)
    await cast("TrainerApp", driver.app).notice()
    await driver.press()


@pytest.mark.parametrize(
    ("start", "keys", "before", "after"),
    [
        ("home", ("r",), "in 10 days", "in 9 days"),
        ("home", (), "1 new card", "2 due"),
        ("home", ("t",), "22 Nov 2026", "23 Nov 2026"),
        ("home", ("b", "slash", *"is:due", "enter"), "0 cards", "2 cards"),
        ("home", ("b", "slash", *"is:due", "enter", "question_mark", "escape"), "0 cards", "2 cards"),
        ("review", (), "1 new   0 due", "1 new   2 due"),
        ("review", ("space", "4"), "1/1", "0/3"),
    ],
)
def test_every_screen_shows_the_new_day(start: Any, keys: Sequence[str], before: str, after: str) -> None:
    clock = Clock()
    lib = due_tomorrow(clock)
    if keys == ("r",):
        wish(lib, clock, by="+10d", minutes="20")

    async def script(driver: Driver) -> None:
        await driver.press(*keys)
        assert before in driver.text
        await wait_until_tomorrow(driver, clock)
        assert after in driver.text
        assert NEW_DAY in driver.text

    run(context(lib, clock, start=start), script, (100, 30))


@pytest.mark.parametrize("name", SCREENS)
def test_every_screen_can_be_shown_anew_and_says_why(name: str, tmp_path: Path) -> None:
    async def script(driver: Driver) -> None:
        page(driver).show_anew(NEW_DAY)
        await driver.press()
        assert NEW_DAY in driver.text

    on(name, tmp_path, script)


class Line(io.StringIO):
    """Lines as they are typed; a night goes by before one that says so."""

    def __init__(self, clock: Clock, *lines: str) -> None:
        super().__init__("".join(f"{line}\n" for line in lines))
        self._clock = clock

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override]
        line = super().readline(size)
        if line.startswith("night "):
            self._clock.now = self._clock.now.replace(day=self._clock.now.day + 1)
            return line.removeprefix("night ")
        return line


@pytest.mark.parametrize(
    ("start", "lines", "after"),
    [
        ("home", ("night ?", "q"), "2 due"),
        ("home", ("night ", "q"), "(1 new, 2 due, 0 again)"),
        ("review", ("", "night 4", "", "3", "", "3", "q"), "(0 new, 2 due, 0 again)"),
        ("review", ("", "4", "night ", "", "q"), "(0 new, 3 due, 0 again)"),  # nothing was left
        ("browse", ("/is:due", "night ?", "q"), "2 cards for is:due"),
    ],
)
def test_line_by_line_it_is_said_and_what_waits_follows(
    start: Any, lines: tuple[str, ...], after: str
) -> None:
    clock, out = Clock(), io.StringIO()
    lib = due_tomorrow(clock)
    assert plain(context(lib, clock, start=start), Line(clock, *lines), out) == 0
    before, said, rest = out.getvalue().partition(NEW_DAY)
    assert said
    assert after in rest
    assert after not in before
