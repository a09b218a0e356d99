"""Writing a note: one line after the other to fill in; it is saved into a deck of the user's own."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Key, Paste

from trainer.adding.form import DRAFT, Form, Row, about_alike, about_saved
from trainer.core.errors import TrainerError, UsageError
from trainer.core.notebook import Alike
from trainer.tui.add_keys import ADD
from trainer.tui.keys import ENTER, bindings
from trainer.tui.lines import chrome
from trainer.tui.lines.layout import READABLE, choosable, hang, wrap
from trainer.tui.widgets import card_view
from trainer.tui.widgets.field import Field
from trainer.tui.widgets.lines_view import LinesView
from trainer.tui.widgets.offer import Offer
from trainer.tui.widgets.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from trainer.tui.navigation import Navigation

_PASSES = frozenset({"escape", "ctrl+s", "ctrl+n", "ctrl+c", "ctrl+p", "f1"})
_QUESTION = 2
"""The line that is written first, behind kind and deck, which mostly are as they should be."""
_MOVES = {"up": -1, "shift+tab": -1, "down": 1, "tab": 1}


class AddScreen(Page):
    """Fills in one line after the other; Enter behind the last one saves the note and begins another."""

    KEYS = ADD
    BINDINGS = bindings(KEYS)

    def __init__(self, to: "Navigation", deck: str = "", named: str = "") -> None:
        if to.context.notebook is None:
            raise UsageError("Nothing can be added here: no deck of your own can be written.")
        self.form = Form(to.context.notebook(), to.context.drafts.get(DRAFT, ""), deck, named)
        self.at = _QUESTION
        self.told = ""
        self._typed = ""  # letters of a choice's name
        before = "what you wrote before; ctrl+n begins anew" if self.form.dumps() else ""
        super().__init__(to, LinesView(self._lines, id="card"), before)
        self.view.snug = True
        self.field = Field(self.form.text(self.row), several=True, asks=self.row.blank.hint)

    def body(self) -> ComposeResult:
        yield self.field
        yield self.view

    @property
    def row(self) -> Row:
        """The line that is being written."""
        rows = self.form.rows()
        self.at = min(self.at, len(rows) - 1)
        return rows[self.at]

    def header_line(self, width: int) -> Content:
        title = Content.styled("A new note", ".heading")
        return chrome.spread(title, Content("esc keeps it for later"), width)

    def key_line(self, width: int) -> Content:
        last = self.at == len(self.form.rows()) - 1
        choose = [("←→", "choose")] if self.form.options(self.row) else []
        keys = [("enter", "save" if last else "next line"), *choose, ("ctrl+s", "save"), ("esc", "back")]
        return self.hints([*keys, ("↑↓", "lines"), ("f1", "keys")], width)

    def _lines(self, width: int) -> list[Content]:
        width = min(width, READABLE)
        rows, lines = self.form.rows(), list[Content]()
        indent = max(len(row.blank.label) for row in rows) + 2
        for index, row in enumerate(rows):
            marked = index == self.at
            label = Content(f"{'›' if marked else ' '} {row.blank.label if not row.number else '':{indent}}")
            shown = wrap(self._shown(row, marked=marked), max(8, width - indent - 2))
            lines += choosable(hang(label.stylize(".strong") if marked else label, shown), index)
            if marked and self.told:
                told = wrap(card_view.message(self.told).stylize(".warn"), max(8, width - 4))
                lines += choosable(hang(Content("    "), told), index)
        return lines

    def _shown(self, row: Row, *, marked: bool) -> Content:
        """Return what stands in a line; all choices of the marked one, and else what may stand there."""
        text = self.form.text(row)
        if marked and (options := self.form.options(row)):
            names = [one or "–" for one in options] + [text] * (text not in options)
            return Content("  ").join(
                Content.styled(card_view.short(name).plain, ".accent" if name == (text or "–") else ".dim")
                for name in names
            )
        return card_view.message(text) if text else Content.styled(row.blank.hint if marked else "–", ".dim")

    async def take(self, event: Key | Paste) -> bool:
        key = event.key if isinstance(event, Key) else ""
        row = self.row
        if key in _PASSES:
            return False
        if key in ENTER:
            await self._enter()
        elif key in _MOVES and not await self._moved_within(event):
            self._move(_MOVES[key])
        elif key in ("left", "right") and self.form.turn(row, 1 if key == "right" else -1):
            self._chosen()
        elif isinstance(event, Key) and row.blank.options:
            self._jump(row, event)
        else:
            if isinstance(event, Key) and event.is_printable and self.field.text in self.form.options(row):
                self.field.restart(row.blank.hint)  # a deck of another title, not one that goes on like this
            await self.field.take(Key("enter", None) if key == "ctrl+o" else event)
            self.form.write(row, self.field.text)
            self.told = ""
            self._keep()
            self.view.set_lines(self._lines, top=False)
        return True

    def _jump(self, row: Row, event: Key) -> None:
        """Choose what begins with what was typed so far, or with the last letter alone."""
        letter = (event.character or "").strip()
        for typed in (self._typed + letter, letter):
            if letter and self.form.jump(row, typed):
                self._typed = typed
                self._chosen()
                return
        self._typed = ""
        self.unknown(event.key)

    async def _moved_within(self, event: Key | Paste) -> bool:
        """Move within a text of several lines; return whether there was a line to move to."""
        if "\n" not in self.field.text or "tab" in getattr(event, "key", "tab"):
            return False
        before = self.field.line
        await self.field.take(event)
        return self.field.line != before

    def _chosen(self) -> None:
        """Show a choice that was made: another kind has other lines."""
        self.field.restart(self.row.blank.hint, self.form.text(self.row))
        self._keep()
        self.view.set_lines(self._lines, top=False)
        self.show_lines()

    def _keep(self) -> None:
        """Keep what is written, whatever happens next."""
        if text := self.form.dumps():
            self.to.context.drafts[DRAFT] = text
        else:
            self.to.context.drafts.pop(DRAFT, None)

    async def _enter(self) -> None:
        if self.at == len(self.form.rows()) - 1:
            await self.action_save()
        else:
            self._move(1)

    def _move(self, by: int) -> None:
        row = self.row
        self._go((self.at + by) % len(self.form.rows()))
        if row.blank.field in ("ask", "text") and self.form.text(row).strip():
            self._look_around()

    def _go(self, at: int) -> None:
        """Go to another line."""
        self.at = at
        self.status = self.told = self._typed = ""
        self.field.restart(self.row.blank.hint, self.form.text(self.row))
        self.view.set_lines(self._lines, top=False)
        self.view.show_chosen(self.at)
        self.show_lines()

    def _look_around(self) -> None:
        """Say early, at the line after the question, that something asks the same already."""
        try:
            found = self.form.alike()
        except TrainerError:  # told when the note is saved
            return
        self._tell(next(about_alike(found), ""))

    def _tell(self, text: str) -> None:
        """Say something below the present line, in full."""
        self.told = text
        self.view.set_lines(self._lines, top=False)
        self.view.show_chosen(self.at)

    async def action_choose(self, index: int) -> None:
        self._go(index)

    async def action_save(self) -> None:
        self.form.tidy()
        if (refusal := self.form.refusal()) is not None:
            places = [index for index, row in enumerate(self.form.rows()) if row.blank.field == refusal.field]
            self._go(places[min(refusal.number, len(places) - 1)] if places else self.at)
            self._tell(refusal.message)
        elif found := self.form.alike():
            await self._ask(found)
        else:
            await self._save()

    async def _ask(self, found: "Sequence[Alike]") -> None:
        def lines(width: int) -> list[Content]:
            return [line for said in about_alike(found) for line in wrap(card_view.message(said), width)]

        offers = [Offer("s", "save it all the same", self._save)]
        await self.to.dialog("That is asked already", lines, offers)

    async def _save(self) -> None:
        saved = self.form.save()
        self._keep()
        self._go(_QUESTION)
        self.say(about_saved(saved))

    def action_anew(self) -> None:
        self.form.clear()
        self._keep()
        self._go(_QUESTION)

    async def action_back(self) -> None:
        await self.to.uncover()
