"""A dialog over the lower part of the screen: keys, sources, reasons. It scrolls; any way out closes it."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Click

from trainer.tui.dialog_keys import DIALOG, OFFERED
from trainer.tui.keys import bindings
from trainer.tui.lines.chrome import key_with_label, pressing
from trainer.tui.lines.layout import hang, wrap
from trainer.tui.widgets.lines_view import LinesFor, LinesView
from trainer.tui.widgets.offer import Offer
from trainer.tui.widgets.page import Overlay


class Dialog(Overlay):
    """Shows lines under a heading, and below them what it offers."""

    BINDINGS = bindings((*DIALOG, *OFFERED))

    def __init__(self, title: str, lines_for: LinesFor, offers: Sequence[Offer] = ()) -> None:
        super().__init__()
        self._lines_for = lines_for
        self._offers = offers
        self.view = LinesView(self._lines, id="dialog")
        self.view.border_title = Content(title)
        self.view.border_subtitle = Content("esc closes")

    def _lines(self, width: int) -> list[Content]:
        lines = [*self._lines_for(width)]
        lines += [Content()] if lines and self._offers else []
        for offer in self._offers:
            key = key_with_label(offer.key, "", self.key)
            label = wrap(Content(offer.label), width - key.cell_length - 2)
            lines += pressing(offer.key, hang(key + Content("  "), label))
        return lines

    def compose(self) -> ComposeResult:
        yield self.view

    def on_click(self, event: Click) -> None:
        """Press the key that is clicked; close when something outside is."""
        if key := event.style.meta.get("key"):
            self.app.simulate_key(key)
        elif not self.view.region.contains_point(event.screen_offset):
            self.app.simulate_key("escape")

    async def action_close(self) -> None:
        await self.dismiss()

    async def action_pick(self, key: str) -> None:
        """Close, and do what is offered on a key, if anything is."""
        for offer in self._offers:
            if offer.key == key:
                await self.dismiss()
                await offer.act()
                return
        self.view.border_subtitle = Content(f"{key} does nothing here · esc closes")
