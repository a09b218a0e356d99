"""Showing the pictures of a card and playing its sounds: by the terminal itself, or by another program."""

from asyncio import to_thread
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.content import Content

from trainer.core.library import StudyCard
from trainer.core.media import Medium
from trainer.tui.lending import lend
from trainer.tui.lines.layout import wrap
from trainer.tui.widgets.offer import Offer
from trainer.tui.widgets.page import Page

if TYPE_CHECKING:
    from trainer.context import Viewer
    from trainer.tui.navigation import Navigation

_MOST = 6  # that a dialog has keys for


async def view(app: App[Any], to: "Navigation", card: StudyCard, *, revealed: bool) -> str:
    """Show the one medium of a card, or ask which; return what to say of it."""
    viewer = to.context.viewer() if to.context.viewer is not None else None
    media = viewer.media(card, revealed=revealed) if viewer is not None else ()
    if viewer is None or not media:
        return "the card shows no picture and plays no sound"
    if len(media) == 1:
        return await _show(app, viewer, media[0])

    async def act(medium: Medium) -> None:
        said = await _show(app, viewer, medium)
        if isinstance(app.screen, Page):
            app.screen.say(said)

    offers = [
        Offer(str(number), medium.caption, partial(act, medium))
        for number, medium in enumerate(media[:_MOST], 1)
    ]
    await to.dialog("Pictures and sounds", lambda width: wrap(Content(), width), offers)
    return ""


async def _show(app: App[Any], viewer: "Viewer", medium: Medium) -> str:
    if viewer.inline(medium):
        lend(app, partial(viewer.show, medium), f"The picture is {medium.path}.")
        return ""
    return await to_thread(viewer.open, medium)
