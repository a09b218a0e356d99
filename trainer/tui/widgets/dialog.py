"""A dialog over the lower part of the screen: keys, sources, reasons. It scrolls; any way out closes it."""

from textual.app import ComposeResult
from textual.content import Content

from trainer.tui.keys import DIALOG, bindings
from trainer.tui.widgets.lines_view import LinesFor, LinesView
from trainer.tui.widgets.page import Overlay


class Dialog(Overlay):
    """Shows lines under a heading."""

    BINDINGS = bindings(DIALOG)

    def __init__(self, title: str, lines_for: LinesFor) -> None:
        super().__init__()
        self._title = title
        self._lines_for = lines_for

    def compose(self) -> ComposeResult:
        view = LinesView(self._lines_for, id="sheet")
        view.border_title = Content(self._title)
        view.border_subtitle = Content("esc closes")
        yield view

    @property
    def _view(self) -> LinesView:
        return self.query_one(LinesView)

    def action_line(self, lines: int) -> None:
        self._view.line(lines)

    def action_page(self, pages: int) -> None:
        self._view.page(pages)

    async def action_close(self) -> None:
        await self.dismiss()
