"""Ending: when the user wishes it, and when a signal asks for it."""

import asyncio
import signal
from contextlib import suppress
from functools import partial

from textual.app import App

from trainer.tui.widgets.page import Page


def end(app: App[int], status: int) -> None:
    """Keep what was written on any screen, and end."""
    for screen in app.screen_stack:
        if isinstance(screen, Page):
            screen.keep()
    app.exit(return_code=status)


def end_when_asked(app: App[int]) -> None:
    """End when SIGTERM or SIGINT comes, or SIGHUP, which closing the terminal's window sends; from within the
    running loop, so that nothing is torn apart."""
    for name in ("SIGTERM", "SIGHUP", "SIGINT"):
        number = getattr(signal, name, None)
        if number is None or signal.getsignal(number) is signal.SIG_IGN:  # as nohup has it
            continue
        with suppress(NotImplementedError, RuntimeError, ValueError):  # Windows; not the main thread
            asyncio.get_running_loop().add_signal_handler(number, partial(end, app, 128 + number))
