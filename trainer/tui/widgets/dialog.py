"""A dialog over the lower part of the screen: keys, sources, reasons. It scrolls; any way out closes it."""

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Click

from trainer.tui.keys import DIALOG, bindings
from trainer.tui.widgets.lines_view import LinesFor, LinesView
from trainer.tui.widgets.page import Overlay


class Dialog(Overlay):
    """Shows lines under a heading."""

    BINDINGS = bindings(DIALOG)

    def __init__(self, title: str, lines_for: LinesFor) -> None:
        super().__init__()
        self.view = LinesView(lines_for, id="dialog")
        self.view.border_title = Content(title)
        self.view.border_subtitle = Content("esc closes")

    def compose(self) -> ComposeResult:
        yield self.view

    def on_click(self, event: Click) -> None:
        """Close when something else is clicked."""
        if not self.view.region.contains_point(event.screen_offset):
            self.app.simulate_key("escape")

    async def action_close(self) -> None:
        await self.dismiss()
