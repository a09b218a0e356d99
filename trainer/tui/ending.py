"""Ending: when the user wishes it, and when a signal asks for it."""

from functools import partial
from types import FrameType

from textual.app import App

from trainer.core.errors import TrainerError
from trainer.signals import ended, taken_by
from trainer.tui.themed import Themed
from trainer.tui.widgets.page import Page


def run(app: Themed[int], *, mouse: bool) -> int:
    """Show the screens until they are left, or a signal asks to; return the exit status."""
    with taken_by(partial(_end_soon, app)):
        app.run(mouse=mouse)
    return app.return_code or 0


def end(app: App[int], status: int) -> None:
    """Keep what was written on any screen, and end."""
    for screen in app.screen_stack:
        if isinstance(screen, Page):
            screen.keep()
    app.exit(return_code=status)


def _end_soon(app: Themed[int], number: int, _: FrameType | None) -> None:
    """End from within the running loop, so that nothing is torn apart."""
    if app.loop is None or not app.loop.is_running():
        raise ended(number)
    app.loop.call_soon_threadsafe(partial(_end_anyway, app, 128 + number))


def _end_anyway(app: Themed[int], status: int) -> None:
    """End also where what was written cannot be kept any more, as the history is gone."""
    try:
        end(app, status)
    except TrainerError:
        app.exit(return_code=status)
