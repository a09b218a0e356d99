"""What holds on every screen: keys that are named can be clicked, others are told once, copying copies."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from textual.color import Color
from textual.style import Style

from tests.authoring.own import GIT, at
from tests.authoring.own import library as of_files
from tests.tui.driving import Driver, run
from tests.tui.interviewing import interview, points, say
from tests.tui.samples import library
from tests.tui.test_mouse import click
from trainer.settings.model import Settings
from trainer.settings.wording import listed
from trainer.tui.themed import Themed
from trainer.tui.widgets.dialog import Dialog
from trainer.tui.widgets.page import Page

CHOICE = "  - {id: pick, kind: choice, ask: Which one?, right: A, wrong: [B, C]}\n"
SCREENS: dict[str, tuple[Any, Sequence[str]]] = {
    "home": ("home", ()),
    "review": ("review", ()),
    "answer": ("review", ("space",)),
    "summary": ("review", ("space", "3", "q")),
    "statistics": ("home", ("t",)),
    "browse": ("home", ("b",)),
    "settings": ("home", ("comma",)),
    "ready": ("home", ("r",)),
    "a goal": ("home", ("r", "n")),
    "setup": ("home", ("m",)),
    "quiz": ("quiz", ()),
    "quiz answered": ("quiz", ("1",)),
    "quiz result": ("quiz", ("1", "q")),
    "add": ("home", ("a",)),
}
RANGES = {"1 – 4", "1-9", "1-3", "1-4", "1 – 9", "↑↓", "←→", "↑ ↓ x"}
"""What stands for several keys at once."""

OF_ROWS = set("0123456789")
"""What stands before an option, which is clicked anywhere in its lines (`LinesView.chosen_at`)."""

LONGEST = len("page up")
"""Letters of a key."""


def page(driver: Driver) -> Page:
    assert isinstance(driver.app.screen, Page)
    return driver.app.screen


def on(name: str, folder: Path, script: Any, size: tuple[int, int] = (80, 24)) -> None:
    start, keys = SCREENS[name]
    folder.mkdir(exist_ok=True)
    store = of_files(folder / "decks", git=GIT.replace("\n# about", f"{CHOICE}\n# about"))

    async def there(driver: Driver) -> None:
        await driver.press(*keys)
        await script(driver)

    run(
        at(store, folder / "decks", start=start, settings=lambda: listed(Settings())),
        there,
        size,
        each_update=True,
    )


def named_keys_are_clicked(driver: Driver, width: int) -> None:
    screen = page(driver)
    line = screen.key_line(width)
    metas = {
        line.plain[span.start : span.end]: span.style.meta
        for span in line.spans
        if isinstance(span.style, Style) and span.style.meta
    }
    named = [line.plain[span.start : span.end] for span in line.spans if span.style == ".key"]
    assert named
    for key in set(named) - RANGES:
        meta = next((meta for text, meta in metas.items() if text.split()[:1] == [key] or text == key), {})
        assert meta.get("key") in screen.bound, key


@pytest.mark.parametrize("name", SCREENS)
def test_on_a_small_screen_named_keys_are_clicked_help_is_named_and_what_is_cut_off(
    name: str, tmp_path: Path
) -> None:
    async def script(driver: Driver) -> None:
        named_keys_are_clicked(driver, 40)
        screen = page(driver)
        line = driver.text.splitlines()[-1]
        assert re.search(r" (\?|f1)( keys)?$", line), line
        if screen.READ:
            assert ("↓ more" in line) == (not screen.view.at_end)
            await driver.press("end")
            assert "↓ more" not in driver.text

    on(name, tmp_path, script, (40, 12))


@pytest.mark.parametrize("name", SCREENS)
def test_named_keys_are_clicked_and_one_that_means_nothing_is_told_once_or_is_text(
    name: str, tmp_path: Path
) -> None:
    async def script(driver: Driver) -> None:
        named_keys_are_clicked(driver, 80)
        await driver.press("f9")
        told = "does nothing here" in driver.text
        assert told == (page(driver).focused is None)
        page(driver).say("")
        await driver.press("f9")
        assert "does nothing here" not in driver.text

    on(name, tmp_path, script)


@pytest.mark.parametrize("name", SCREENS)
def test_every_key_that_is_drawn_can_be_clicked(name: str, tmp_path: Path) -> None:
    """By its looks; a list of options or steps is clicked as a whole, and a mark is no key."""

    async def script(driver: Driver) -> None:
        for over in ((), ("question_mark",)):
            await driver.press(*over)
            app = driver.app
            assert isinstance(app, Themed)
            look = app.look(".key").foreground
            assert look is not None
            for strip in app.screen._compositor.render_strips():
                for text, style, _ in strip:
                    if style is None or not style.bold or style.color is None or not text.strip(" ›●"):
                        continue
                    if Color.from_rich_color(style.color).hex == look.hex and len(text) <= LONGEST:
                        clicked = {"key", "does", "chosen", "behind", "typed"} & set(style.meta)
                        assert clicked or text.strip() in RANGES | OF_ROWS, (text, strip.text)

    on(name, tmp_path, script)


def test_what_a_dialog_and_a_summary_offer_is_clicked_anywhere_in_its_line(tmp_path: Path) -> None:
    async def dialog(driver: Driver) -> None:
        await driver.press("w")
        await click(driver, "ask it on another day", beside=4)
        assert isinstance(driver.app.screen, Dialog)
        await click(driver, "in a week", beside=2)
        assert "asked again in a week" in driver.text or "asked again in 7 days" in driver.text

    async def summary(driver: Driver) -> None:
        await click(driver, "everything", beside=3)
        assert "cram" in driver.text

    on("review", tmp_path, dialog)
    on("summary", tmp_path / "2", summary)


def test_lines_of_a_goal_are_clicked(tmp_path: Path) -> None:
    async def script(driver: Driver) -> None:
        await click(driver, "minutes")
        assert "› minutes" in driver.text

    on("a goal", tmp_path, script)


@pytest.mark.parametrize(
    ("name", "part"), [("quiz", "Which one?"), ("quiz answered", "A (right)"), ("review", "keep?")]
)
def test_y_copies_on_screens_with_a_card(name: str, part: str, tmp_path: Path) -> None:
    async def script(driver: Driver) -> None:
        await driver.press("y")
        assert part in driver.app.clipboard or name == "review"
        assert driver.app.clipboard

    on(name, tmp_path, script)


def test_y_copies_the_report_of_an_interview(tmp_path: Path) -> None:
    async def script(driver: Driver) -> None:
        await driver.press("enter")
        await say(driver)
        await driver.press("enter", "y")
        assert driver.app.clipboard.startswith("# Mock interview")

    run(interview(library(points("a")), tmp_path), script)
