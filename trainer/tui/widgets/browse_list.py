"""The cards of the browser: only the rows in sight are ever read and drawn, however many there are."""

from collections.abc import Sequence

from textual.content import Content

from trainer.browse.browser import Browser
from trainer.tui.lines.browse_lines import row_line
from trainer.tui.lines.layout import wrap
from trainer.tui.widgets.lines_view import LinesView, Rows

_NONE = "No card is like that. F1 or ? shows what a query may say; esc leaves the query."


class BrowseList(LinesView):
    """Shows the rows of a browser and keeps its mark in sight."""

    def __init__(self, browser: Browser) -> None:
        super().__init__(self._rows_for, id="found")
        self.browser = browser

    def show(self) -> None:
        """Show what the browser has now."""
        self.set_lines(self._rows_for, top=False)
        self.keep_in_sight()

    def keep_in_sight(self) -> None:
        """Scroll as little as needed to have the marked row in sight."""
        height, top, at = self.scrollable_content_region.height, self.scroll_offset.y, self.browser.at
        if at < top:
            self.scroll_to(y=at, animate=False, force=True)
        elif at >= top + height > 0:
            self.scroll_to(y=at - height + 1, animate=False, force=True)
        self.refresh()

    def on_resize(self) -> None:
        # Later, as Textual calls this before the handler of the class above, which lays out.
        self.call_later(self.keep_in_sight)

    def chosen_at(self, row: int) -> int | None:
        return row if row < len(self.browser.cards) else None

    def _rows_for(self, width: int) -> Sequence[Content]:
        at, day = self.browser, self.browser.day

        def row(index: int) -> Content:
            marked, chosen = index == at.at, at.cards[index] in at.chosen
            line = row_line(at.row(index), width, day, marked=marked, chosen=chosen)
            return Content.styled(line.plain, ".dim") if at.wrong else line  # they are of another query

        return Rows(len(at.cards), row) if at.cards else wrap(Content(at.wrong or _NONE), width)
