"""The app around the screens: keys typed early, themes, the palette, a real store."""

import subprocess
import sys
from typing import Any, get_args

import pytest
from textual.events import Key
from textual.keys import key_to_character

from tests.build import reopened
from tests.tui.answering import TYPED
from tests.tui.driving import Driver, context, run, screen
from tests.tui.samples import BASIC, library, note
from trainer.core.errors import LibraryError
from trainer.settings.model import Theme
from trainer.tui.app import TrainerApp

REVIEW = """
import asyncio, sys
from tests.tui.answering import POINTS, TYPED
from tests.tui.driving import Driver, context
from tests.tui.answering import TYPED
from tests.tui.samples import BASIC, library, note, note
from trainer.core.kinds import Basic, Order
from trainer.tui.app import TrainerApp
from trainer.tui.widgets import seen

seen.SETTLE = 0.0
BODIES = Basic("A?", "```sql\\nSELECT 1\\n```"), TYPED.body, POINTS.body, Order("D?", ("x", "y"))

async def go():
    app = TrainerApp(context(library(*(note(body, f"n{n}") for n, body in enumerate(BODIES)))))
    async with app.run_test() as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        before, driver = set(sys.modules), Driver(app, pilot)
        for _ in BODIES:
            writing = app.screen.attempt.way in ("typed", "points")
            await driver.press(*(("a", "ctrl+s") if writing else ("1", "space")))
            await driver.press("enter" if app.screen.attempt.ticked else "3")
        assert "answered" in driver.text, driver.text
        await driver.press("h")
        print([name for name in set(sys.modules) - before if name.startswith("trainer")])

asyncio.run(go())
"""
"""A review of cards of several kinds that says what it loaded after its first card."""


def early(monkeypatch: pytest.MonkeyPatch, *keys: str) -> None:
    """Have ``keys`` arrive before the first screen is made, as those typed while the program loads do."""

    def on_load(self: TrainerApp) -> None:
        for key in keys:
            self.post_message(Key(key, key_to_character(key)))

    monkeypatch.setattr(TrainerApp, "on_load", on_load, raising=False)


class TestKeysTypedEarly:
    @pytest.mark.parametrize("size", [(80, 24), (40, 12), (20, 6)])
    def test_none_is_lost_before_the_first_card(
        self, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
    ) -> None:
        lib = library()
        early(monkeypatch, "ctrl+j", "3", "space", "1", "u", "space", "4")
        screen(context(lib), size=size)
        assert [event.grade for event in lib.events()] == [4, 2, None, 5]

    def test_they_meet_the_screen_that_the_key_before_opened(self, monkeypatch: pytest.MonkeyPatch) -> None:
        lib = library()
        early(monkeypatch, "ctrl+j", "space", "3", "q", "u", "space", "2", "q", "h", "enter", "space", "4")
        screen(context(lib, start="home"))
        assert [event.grade for event in lib.events()] == [4, None, 3, 5]

    def test_quitting_is_kept_too(self, monkeypatch: pytest.MonkeyPatch) -> None:
        early(monkeypatch, "q")
        app = TrainerApp(context(library()))

        async def go() -> None:
            async with app.run_test():
                pass

        import asyncio

        asyncio.run(go())
        assert app.return_code == 0


class TestTheme:
    def theme(self, **changes: Any) -> str:
        return TrainerApp(context(library(), **changes)).theme

    def test_default_is_dark(self) -> None:
        assert self.theme() == "dark"

    def test_named_theme_is_used_and_an_unknown_one_is_not(self) -> None:
        assert self.theme(theme="textual-light") == "textual-light"
        assert self.theme(theme="no-such-theme") == "dark"

    def test_the_setting_takes_each_theme_there_is_and_no_other(self) -> None:
        there = TrainerApp(context(library())).available_themes
        assert {*get_args(Theme)} == there.keys()

    @pytest.mark.parametrize("theme", ["textual-light", "dark"])
    def test_no_color_sends_none(self, monkeypatch: pytest.MonkeyPatch, theme: str) -> None:
        async def script(driver: Driver) -> None:
            # A dialog, a text with what is selected of it, the summary, and the decks.
            for key in ("space", "w", "escape", "3", "a", "f7", "ctrl+s", "3", "q", "h", "j"):
                await driver.press(key)
                for strip in driver.app.screen._compositor.render_strips():
                    for segment in strip:
                        colors = (segment.style.color, segment.style.bgcolor) if segment.style else ()
                        assert all(color is None or color.is_default for color in colors)

        monkeypatch.setenv("NO_COLOR", "1")
        run(context(library(note(BASIC, "a"), note(TYPED.body, "b")), theme=theme), script)

    @pytest.mark.parametrize("theme", ["textual-light", "ansi-dark", "nord"])
    def test_words_are_the_same_in_every_theme(self, theme: str) -> None:
        assert screen(context(library(), theme=theme), "space") == screen(context(library()), "space")

    def test_the_theme_chosen_is_remembered_but_not_where_there_is_no_colour(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        kept: list[tuple[str, str | None]] = []

        def change(key: str, value: str | None) -> dict[str, object]:
            kept.append((key, value))
            return {"theme": value}

        async def script(driver: Driver) -> None:
            assert kept == [], "only what the user chose"
            for theme in ("light", "nord", "nord"):
                driver.app.theme = theme
                await driver.press()

        run(context(library(), theme="high-contrast", change=change), script)
        assert kept == [("theme", "light"), ("theme", "nord")]
        kept.clear()
        monkeypatch.setenv("NO_COLOR", "1")
        run(context(library(), change=change), script)
        assert kept == []

    def test_theme_can_change_in_a_review(self) -> None:
        async def script(driver: Driver) -> None:
            before = driver.lines
            driver.app.theme = "textual-light"
            await driver.press()
            assert driver.lines == before

        run(context(library()), script)


class TestPalette:
    async def search(self, driver: Driver, *keys: str, until: str) -> None:
        """Open the palette, type, and wait until it offers something: it finds that in the background."""
        await driver.press("ctrl+p")
        await driver.pilot.press(*keys)
        for _ in range(200):
            await driver.app.workers.wait_for_complete()
            await driver.pilot.pause()
            if until in driver.text:
                break

    def test_a_deck_can_be_practised_from_anywhere(self) -> None:
        async def script(driver: Driver) -> None:
            await self.search(driver, *"guarantees", until="Practise [/]")
            assert "Practise [/] list[int] › Delivery guarantees" in driver.text
            await driver.pilot.press("down", "enter")
            await driver.app.workers.wait_for_complete()
            await driver.pilot.pause()
            assert "Question 0?" in driver.text

        run(context(library(title="[/] list[int]::Delivery guarantees"), start="home"), script)

    def test_only_our_commands_are_offered(self) -> None:
        async def script(driver: Driver) -> None:
            await self.search(driver, until="Theme")
            for command in ("Home", "Quit", "Theme", "Practise Kafka"):
                assert command in driver.text
            for other in ("Screenshot", "Maximize"):
                assert other not in driver.text

        run(context(library()), script, size=(80, 60))


class TestWarming:
    def test_slow_work_starts_after_the_first_card_is_on_screen(self) -> None:
        seen: list[str] = []
        app: Any = None

        def warm() -> None:
            seen.append("\n".join(strip.text for strip in app.screen._compositor.render_strips()))

        async def script(driver: Driver) -> None:
            nonlocal app
            await driver.app.workers.wait_for_complete()

        app = TrainerApp(context(library(), warm=warm))

        async def go() -> None:
            async with app.run_test() as pilot:
                await pilot.pause()
                await script(Driver(app, pilot))

        import asyncio

        asyncio.run(go())
        assert "Question 0?" in seen[0]

    def test_no_key_of_a_review_loads_a_module_after_it(self) -> None:
        done = subprocess.run([sys.executable, "-c", REVIEW], capture_output=True, text=True, check=True)
        assert done.stdout.strip() == "[]"

    def test_trouble_while_warming_does_not_end_the_program(self) -> None:
        def warm() -> None:
            raise LibraryError("no")

        async def script(driver: Driver) -> None:
            await driver.press("space")
            assert "Answer 0." in driver.text

        run(context(library(), warm=warm), script)


def test_library_that_cannot_be_read_is_told_before_the_screen_opens() -> None:
    lib = library()
    lib.unreadable = "The file is locked."
    with pytest.raises(LibraryError, match="locked"):
        TrainerApp(context(lib))


def test_answers_and_undo_survive_a_restart() -> None:
    lib = library()
    assert "1 card, 1 again" in screen(context(lib), "space", "1", "q")
    lib.close()
    text = screen(context(reopened(lib), start="home"), "u")
    assert "undone: the answer “again”" in text
    assert "3 new   0 due   0 again" in text
