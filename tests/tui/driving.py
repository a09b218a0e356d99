"""Driving the app without a terminal."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

from textual._compositor import Compositor
from textual.app import App
from textual.events import Key
from textual.keys import key_to_character
from textual.pilot import Pilot

from tests.build import LibraryAtRisk
from trainer.context import Context
from trainer.scheduling.preferences import Plan
from trainer.tui.app import TrainerApp

Script = Callable[["Driver"], Awaitable[None]]


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    @property
    def day(self) -> int:
        return self.now.toordinal()


class Driver:
    """Types keys and reads the screen."""

    def __init__(self, app: App[Any], pilot: Pilot[Any]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> "Driver":
        """Type keys as fast as a terminal delivers them, and wait until all are dealt with."""
        done = asyncio.Event()
        for key in keys:
            self.app.post_message(Key(key, key_to_character(key)))
        self.app.call_later(done.set)
        while not done.is_set() and self.app.return_code is None:
            await asyncio.sleep(0)
        if self.app.return_code is None:
            await self.pilot.pause()
        if self.app.return_code is None:
            self.app.screen._compositor.render_strips()
        return self

    @property
    def lines(self) -> list[str]:
        """The screen as lines of text, without blanks at their ends."""
        return [strip.text.rstrip() for strip in self.app.screen._compositor.render_strips()]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def line_of(self, part: str) -> int:
        """The number of the first line that holds ``part``."""
        return next(number for number, line in enumerate(self.lines) if part in line)


def context(library: LibraryAtRisk, clock: Clock | None = None, **changes: Any) -> Context:
    """Return a context that starts with a review, unless ``changes`` say otherwise."""
    return replace(Context(library, clock or Clock(), Plan(), start="review"), **changes)


_RENDER_UPDATE = Compositor.render_update


def _no_update(compositor: Compositor, *, full: bool = False, **how: Any) -> Any:
    """Render nothing but whole pictures: where no terminal is, what changed goes nowhere."""
    if full:
        return _RENDER_UPDATE(compositor, full, **how)
    compositor._dirty_regions.clear()
    return None


def run(
    at: Context, script: Script, size: tuple[int, int] = (80, 24), *, each_update: bool = False
) -> int | None:
    """Run the app in a terminal of ``size``, let ``script`` use it, and return the exit code if it left.

    The screen is drawn once after all keys that are pressed together; with ``each_update`` as often as in a
    terminal, which takes a fifth of the time of a test.
    """
    app = TrainerApp(at)

    async def go() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await script(Driver(app, pilot))

    with patch.object(Compositor, "render_update", _RENDER_UPDATE if each_update else _no_update):
        asyncio.run(go())
    return app.return_code


def screen(at: Context, *keys: str, size: tuple[int, int] = (80, 24)) -> str:
    """Return what the screen shows after ``keys``."""
    shown = ""

    async def script(driver: Driver) -> None:
        nonlocal shown
        shown = (await driver.press(*keys)).text

    run(at, script, size)
    return shown
