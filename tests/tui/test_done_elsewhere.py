"""What another program writes into the history is noticed: all that is shown agrees again."""

import io
from collections.abc import Callable, Sequence
from typing import Any, cast

import pytest

from tests.build import LibraryAtRisk
from tests.store.build import answer
from tests.tui.driving import Clock, Driver, context, run
from tests.tui.samples import library, note
from trainer.core.kinds import Basic
from trainer.plain.app import run as plain
from trainer.practice.wording import ELSEWHERE
from trainer.store.store import Store
from trainer.tui.app import TrainerApp


def two() -> LibraryAtRisk:
    return library(note(Basic("Q?", "A."), "a"), note(Basic("R?", "B."), "b"))


def answered_elsewhere(lib: LibraryAtRisk, card: str = "d/b") -> None:
    with Store(lib.path, lib.scheduler) as other:
        other.record(answer(card, 4, day=Clock().day))


async def look(driver: Driver) -> None:
    """As the program does every other second."""
    await cast("TrainerApp", driver.app).notice()
    await driver.press()


@pytest.mark.parametrize(
    ("start", "keys", "before", "after"),
    [
        ("home", ("j",), ("2 new cards", "All decks 2"), ("1 new card ", "All decks 1")),
        ("home", ("t",), ("0 of 2 notes",), ("1 answer on 1 day",)),
        ("home", ("b", "slash", *"is:new", "enter"), ("2 cards",), ("1 card",)),
        ("review", (), ("2 new",), ("1 new",)),
    ],
)
def test_every_screen_shows_what_was_done_elsewhere_once(
    start: Any, keys: Sequence[str], before: Sequence[str], after: Sequence[str]
) -> None:
    lib = two()

    async def script(driver: Driver) -> None:
        await driver.press(*keys)
        await look(driver)
        text = " ".join(driver.text.split()) + " "
        assert all(part in text for part in before), text
        assert ELSEWHERE not in text
        answered_elsewhere(lib)
        await look(driver)
        text = " ".join(driver.text.split()) + " "
        assert all(part in text for part in after), text
        assert ELSEWHERE in text
        cast("Any", driver.app.screen).say("")
        await look(driver)
        assert ELSEWHERE not in driver.text

    run(context(lib, start=start), script, (100, 30))


def test_what_is_done_here_is_nothing_from_elsewhere() -> None:
    lib = two()

    async def script(driver: Driver) -> None:
        await driver.press("space", "3")
        await look(driver)
        assert ELSEWHERE not in driver.text
        assert not lib.written_elsewhere()

    run(context(lib), script)


class Lines(io.StringIO):
    """Lines as they are typed; something is done elsewhere before one that says so."""

    def __init__(self, lines: Sequence[str], does: Callable[[], None]) -> None:
        super().__init__()
        self._lines, self._does = list(lines), does

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override]
        if not self._lines:
            return ""
        if self._lines[0] == "ELSEWHERE":
            self._does()
            self._lines.pop(0)
        return self._lines.pop(0) + "\n"


@pytest.mark.parametrize(
    ("start", "lines", "after"),
    [
        ("home", ("ELSEWHERE", "?", "q"), "today: 1 card"),
        ("review", ("", "ELSEWHERE", "3", "", "q"), "Nothing to practise now"),
        ("browse", ("/is:new", "ELSEWHERE", "?", "/", "/is:new", "q"), "1 card"),
    ],
)
def test_plain_mode_takes_it_up_between_two_lines(start: Any, lines: Sequence[str], after: str) -> None:
    lib, out = two(), io.StringIO()
    plain(context(lib, start=start), Lines(lines, lambda: answered_elsewhere(lib)), out)
    assert out.getvalue().count(ELSEWHERE) == 1
    assert after in out.getvalue().partition(ELSEWHERE)[2]


def test_plain_home_begins_with_what_is_left() -> None:
    lib, out = two(), io.StringIO()
    lines = Lines(("ELSEWHERE", "?", "", "", "3", "q"), lambda: answered_elsewhere(lib))
    plain(context(lib, start="home"), lines, out)
    assert sorted(event.card for event in lib.events()) == ["d/a", "d/b"]
