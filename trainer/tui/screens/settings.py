"""All settings: what each is and means, changed in place; the settings file keeps its comments."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Key, Paste

from trainer.core.errors import UsageError
from trainer.core.setting import Setting, asked
from trainer.tui.keys import ENTER, bindings
from trainer.tui.lines import chrome
from trainer.tui.lines.layout import READABLE, choosable, hang, wrap
from trainer.tui.settings_keys import SETTINGS
from trainer.tui.widgets import card_view
from trainer.tui.widgets.field import Field
from trainer.tui.widgets.lines_view import LinesView
from trainer.tui.widgets.page import Page

if TYPE_CHECKING:
    from trainer.tui.navigation import Navigation

_LATER = frozenset({"decks", "scheduler", "mouse", "editor"})
"""Settings that hold from the next start on."""


class SettingsScreen(Page):
    """Shows one setting in full, the marked one, and the others in a line each."""

    KEYS = SETTINGS
    PART = "settings"
    BINDINGS = bindings(KEYS)

    def __init__(self, to: "Navigation") -> None:
        self.settings: Sequence[Setting] = to.context.settings()
        self.at = 0
        super().__init__(to, LinesView(self._lines, id="card"))
        self._field = Field(active=False, idle="enter changes what is marked", id="value")

    def body(self) -> ComposeResult:
        yield self.view
        yield self._field

    @property
    def setting(self) -> Setting:
        """The one that is marked."""
        return self.settings[self.at]

    def header_line(self, width: int) -> Content:
        return chrome.spread(Content.styled("Settings", ".heading"), Content(), width)

    def key_line(self, width: int) -> Content:
        if self._field.active:
            return self.hints([("enter", "set"), ("esc", "leave it as it is"), ("f1", "help")], width)
        change = "next choice" if self.setting.choices else "change"
        keys = [("enter", change), ("d", "default"), ("e", "edit the file"), ("q", "back"), ("?", "keys")]
        return self.hints(keys, width)

    def _lines(self, width: int) -> list[Content]:
        width = min(width, READABLE)
        indent = max(len(each.name) for each in self.settings) + 3
        lines: list[Content] = []
        for index, each in enumerate(self.settings):
            marked = index == self.at
            head = Content.assemble(
                ("› " if marked else "  ", ".key"), (each.name, ".strong" if marked else "")
            )
            changed = each.value != each.default
            value = card_view.message(each.value or "–").stylize(".accent" if changed else ".dim")
            room = max(8, width - indent)
            shown = wrap(value, room) if marked else [value.truncate(room, ellipsis=True)]
            found = hang(head.pad_right(max(1, indent - head.cell_length)), shown)
            if marked:
                default = f" The default is {each.default or 'none'}." if changed else ""
                found += hang(Content("    "), wrap(Content(f"{each.means}{default}"), width - 4))
                found += hang(Content("    "), wrap(Content(each.wanted).stylize(".dim"), width - 4))
            lines += choosable(found, index)
        return lines

    def _show(self, status: str = "") -> None:
        self.status = status
        self.view.set_lines(self._lines, top=False)
        self.view.show_chosen(self.at)
        self.show_lines()

    async def take(self, event: Key | Paste) -> bool:
        key = event.key if isinstance(event, Key) else ""
        if not self._field.active or key in ("escape", "f1", "ctrl+p"):
            return False
        if key in ENTER:
            if self._change(*asked(self.setting, self._field.text)):
                self._field.drop()
            self.show_lines()
            return True
        return await self._field.take(event)

    def _change(self, name: str, value: str | None) -> bool:
        """Set a setting; return whether it takes the value. What is wrong with it is said."""
        try:
            self.to.change(name, value)
        except UsageError as error:
            self.say(str(error))
            return False
        self.settings = self.to.context.settings()
        later = "; it holds from the next start on" if self.setting.name in _LATER else ""
        self._show(f"{self.setting.name} = {self.setting.value}{later}")
        return True

    def action_move(self, by: int) -> None:
        self.at = max(0, min(len(self.settings) - 1, self.at + by))
        self._show()

    async def action_choose(self, index: int) -> None:
        if index == self.at:
            self.action_alter()
        else:
            self.action_move(index - self.at)

    def action_alter(self) -> None:
        setting = self.setting
        if setting.choices:
            self._change(setting.name, setting.following)
            return
        is_empty = setting.parts and setting.value == setting.default
        self._field.restart(setting.wanted, "" if is_empty else setting.value)
        self.show_lines()

    def action_default(self) -> None:
        if self.setting.parts:
            self.say("enter takes a part out: its name, and no value")
        else:
            self._change(self.setting.name, None)

    def action_edit(self) -> None:
        self.to.edit_settings()
        self.to.change("", None)
        self.settings = self.to.context.settings()
        self._show("the settings as they read now")

    @property
    def unkept(self) -> bool:
        return self._field.active and self._field.text != self.setting.value

    async def resume(self) -> None:
        await self.to.settings()

    async def action_back(self, stay: bool = False) -> None:
        if self._field.active:
            self._field.drop()
            self._show()
        else:
            await self.to.leave("settings", stay=stay)
