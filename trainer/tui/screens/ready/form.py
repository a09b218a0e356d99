"""Setting a goal, or changing one: a few lines to fill in, and below them what would come of it."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Key, Paste

from trainer.core import dates
from trainer.goals.form import Form
from trainer.goals.goal import Goal
from trainer.goals.standing import Standing
from trainer.goals.wish import WishError
from trainer.goals.wording import head, rows
from trainer.tui.keys import ENTER, bindings
from trainer.tui.lines import chrome
from trainer.tui.lines.layout import WIDEST, choosable, hang, wrap
from trainer.tui.ready_keys import READY_FORM
from trainer.tui.screens.ready.show import row_lines
from trainer.tui.widgets import card_view
from trainer.tui.widgets.field import Field
from trainer.tui.widgets.lines_view import LinesView
from trainer.tui.widgets.page import Page

if TYPE_CHECKING:
    from trainer.tui.navigation import Navigation

_PASSES = frozenset({"ctrl+c", "ctrl+p", "f1", "pageup", "pagedown"})


class ReadyFormScreen(Page):
    """Fills in one line after the other; Enter behind the last one sets the goal."""

    KEYS = READY_FORM
    PART = "ready"
    BINDINGS = bindings(KEYS)

    def __init__(self, to: "Navigation", goal: Goal | None) -> None:
        context = to.context
        when = context.plan.moment(context.clock())
        self.form = Form(context.library, context.plan, when, goal, context.queries)
        self.at = 0
        self.preview: Standing | None = None
        super().__init__(to, LinesView(self._lines, id="card"))
        self.view.snug = True
        blank = self.form.blanks[0]
        self.field = Field(self.form.texts[blank.field], asks=blank.hint)
        self._begun_with = dict(self.form.texts)
        self._look()

    def body(self) -> ComposeResult:
        yield self.field
        yield self.view

    def header_line(self, width: int) -> Content:
        name = self.form.goal.name if self.form.goal is not None else "a goal"
        title = Content("Ready · ") + card_view.short(name)
        return chrome.spread(title, Content("esc leaves it as it was"), width)

    def key_line(self, width: int) -> Content:
        last = self.at == len(self.form.blanks) - 1
        enter = "set" if last else "next line"
        keys = [("enter", enter), ("ctrl+s", "set"), ("esc", "back"), ("↑↓", "lines"), ("f1", "keys")]
        return self.hints(keys, width)

    def _lines(self, width: int) -> list[Content]:
        width = min(width, WIDEST)
        lines: list[Content] = []
        indent = max(len(blank.label) for blank in self.form.blanks) + 2
        for index, blank in enumerate(self.form.blanks):
            marked = index == self.at
            text = self.field.text if marked else self.form.texts[blank.field]
            shown = card_view.message(text)
            label = Content(f"{'›' if marked else ' '} {blank.label.ljust(indent)}")
            label = label.stylize(".strong") if marked else label
            lines += choosable(hang(label, wrap(shown, max(8, width - indent - 2))), index)
        lines.append(Content())
        if self.preview is not None:
            lines += wrap(card_view.message(head(self.preview.goal, self.preview.day)), width)
            lines += row_lines(rows(self.preview), width)
        return lines

    async def take(self, event: Key | Paste) -> bool:
        key = event.key if isinstance(event, Key) else ""
        if key in ENTER:
            await self._enter()
        elif key in ("up", "down", "tab", "shift+tab"):
            self._move(-1 if key in ("up", "shift+tab") else 1)
        elif key in ("escape", "ctrl+s") or key in _PASSES:
            return False
        else:
            await self.field.take(event)
            self.form.texts[self.form.blanks[self.at].field] = self.field.text
            self.view.set_lines(self._lines, top=False)
        return True

    async def action_choose(self, index: int) -> None:
        self._move(index - self.at)

    async def _enter(self) -> None:
        if self.at == len(self.form.blanks) - 1:
            await self.action_save()
        else:
            self._move(1)

    def _move(self, by: int) -> None:
        """Go to another line; what stands in the one left is looked at."""
        self.form.tidy(self.form.blanks[self.at].field)
        self.at = (self.at + by) % len(self.form.blanks)
        blank = self.form.blanks[self.at]
        self.field.restart(blank.hint, self.form.texts[blank.field])
        self._look()
        self.view.set_lines(self._lines)
        self.view.show_line(self.at)
        self.show_lines()

    def _look(self) -> None:
        """Find out what would come of it as it stands, or what cannot be meant."""
        try:
            self.preview, self.status = self.form.preview(), dates.night(self.form.when)
        except WishError as error:
            self.preview, self.status = None, self.form.told(error)

    async def action_save(self) -> None:
        try:
            goal, said = self.form.save()
        except WishError as error:
            fields = [blank.field for blank in self.form.blanks]
            if error.field in fields:
                self._move(fields.index(error.field) - self.at)
            self.say(self.form.told(error))
            return
        await self.to.ready(said, goal.id)

    @property
    def unkept(self) -> bool:
        return self.form.texts != self._begun_with

    async def resume(self) -> None:
        await self.to.ready()

    async def action_back(self) -> None:
        await self.to.ready()
