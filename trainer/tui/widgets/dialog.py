"""A dialog over the lower part of the screen: keys, sources, reasons. It scrolls."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Key as KeyPress
from textual.events import Paste

from trainer.core.errors import UsageError
from trainer.core.text import visible
from trainer.tui.dialog_keys import DIALOG, OFFERED
from trainer.tui.keys import ENTER, bindings
from trainer.tui.lines.chrome import key_with_label, pressing
from trainer.tui.lines.layout import hang, wrap
from trainer.tui.widgets.lines_view import LinesFor, LinesView
from trainer.tui.widgets.offer import Offer, Writing
from trainer.tui.widgets.page import Overlay

if TYPE_CHECKING:
    from trainer.tui.widgets.field import Field


class Dialog(Overlay):
    """Shows lines under a heading, and below them what it offers."""

    BINDINGS = bindings((*DIALOG, *OFFERED))

    def __init__(self, title: str, lines_for: LinesFor, offers: Sequence[Offer] = ()) -> None:
        super().__init__()
        self._lines_for = lines_for
        self._offers = offers
        self._label, self._writing = "", Writing("", lambda _: self.action_close)
        self._field: Field | None = None
        self._told = ""
        self.view = LinesView(self._lines, id="dialog")
        self.view.border_title = Content(title)

    def _lines(self, width: int) -> list[Content]:
        lines = [*self._lines_for(width)]
        lines += [Content()] if lines and self._offers else []
        for offer in self._offers:
            key = key_with_label(offer.key, "", self.key)
            label = wrap(Content(offer.label), width - key.cell_length - 2)
            lines += pressing(offer.key, hang(key + Content("  "), label))
        return lines

    async def _write(self, offer: Offer, writing: Writing, text: str = "") -> None:
        """Have a line written for what is offered, which begins with a text."""
        from trainer.tui.widgets.field import Field  # here: a plain card needs no text area

        self._offers, self._writing, self._label = (), writing, offer.label
        self._field = Field(text, asks=writing.asks)
        self.foot(("enter", "does it"))
        await self.mount(self._field, before=self.view)
        self.view.set_lines(self._asking)

    def _asking(self, width: int) -> list[Content]:
        told = wrap(Content.styled(self._told, ".warn"), width) if self._told else []
        return [*wrap(Content(self._label), width), *told]

    async def take(self, event: KeyPress | Paste) -> bool:
        if self._field is None or (isinstance(event, KeyPress) and event.key in ("escape", "ctrl+c")):
            return False
        if not (isinstance(event, KeyPress) and event.key in ENTER):
            return await self._field.take(event)
        try:
            act = self._writing.read(self._field.text)
        except UsageError as error:
            self._told = visible(str(error))
            self.view.set_lines(self._asking)
            return True
        await self.dismiss()
        await act()
        return True

    def compose(self) -> ComposeResult:
        yield self.view

    async def action_close(self) -> None:
        await self.dismiss()

    async def action_done(self) -> None:
        """Close what is read; where one thing is offered this asks whether to do it: say that it was not."""
        if len(self._offers) == 1:
            self.foot((self._offers[0].key, "does it"))
        else:
            await self.dismiss()

    async def action_pick(self, key: str) -> None:
        """Close, and do what is offered on a key, if anything is; a digit begins the line that is offered."""
        for offer in self._offers:
            if offer.key == key:
                if isinstance(offer.does, Writing):
                    await self._write(offer, offer.does)
                else:
                    await self.dismiss()
                    await offer.does()
                return
        for offer in self._offers:
            if key.isdecimal() and isinstance(offer.does, Writing):
                await self._write(offer, offer.does, key)
                return
        self.foot(said=f"{key} does nothing here")
