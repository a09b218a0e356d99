"""Text being written: Textual's text area behind a sign, fed by the program instead of by its own queue.

A key that goes to a widget waits in that widget's queue, while the bindings of the screen are carried out at
once: of keys typed ahead, ctrl+s would come before the letters it ends. So the program hands a screen every
key in the order typed (`Page.take`), and `Field.take` has the text area deal with it before the next one.
"""

from unicodedata import category

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Key, Paste
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from trainer.core.text import clean
from trainer.tui.keys import ENTER
from trainer.tui.widgets.page import Line

LIMIT = 8000
"""Letters that a text may have; what is beyond them is not taken."""

_KEYS = {
    key: binding.action
    for binding in TextArea.BINDINGS
    if not isinstance(binding, tuple)
    for key in binding.key.split(",")
    if key not in ("pageup", "pagedown")
} | {  # as shells have them, and backspace as some terminals send it
    "ctrl+h": "delete_left",
    "ctrl+b": "cursor_left",
    "ctrl+f": "cursor_right",
    "alt+b": "cursor_word_left",
    "alt+f": "cursor_word_right",
    "alt+d": "delete_word_right",
    "ctrl+delete": "delete_word_right",
}


class Field(Horizontal):
    """A text of one line or ``several``.

    Attributes:
        active: do keys write? It follows the focus, which a click gives too.
        asks, idle: stand where no text does, while keys write and while they do not.
    """

    def __init__(
        self,
        text: str = "",
        *,
        several: bool = False,
        asks: str = "",
        idle: str = "",
        active: bool = True,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id, classes="field")
        self.several = several
        self.asks = asks
        self.idle = idle
        self.active = active
        self._area = TextArea(
            text,
            soft_wrap=True,
            compact=True,
            highlight_cursor_line=False,
        )
        self._area.cursor_blink = False
        self._area.move_cursor(self._area.document.end)

    def compose(self) -> ComposeResult:
        yield Line(lambda _: Content.styled("›", ".accent" if self.active else ".dim"), classes="sign")
        yield self._area

    def on_mount(self) -> None:
        self._show_state()

    def on_descendant_focus(self) -> None:
        if self.screen.focused is self._area:  # not so when it was left before this came
            self.active = True
            self._show_state()

    @property
    def text(self) -> str:
        """What stands there."""
        return self._area.text

    @property
    def line(self) -> int:
        """The line in which the cursor stands, counted from 0."""
        return self._area.cursor_location[0]

    def activate(self) -> None:
        """Let keys write."""
        self.active = True
        self._show_state()

    def look_away(self) -> None:
        """Let one key be a key; what has the focus would get it before the bindings do."""
        if self.is_attached:
            self.screen.set_focus(None)
            self.call_after_refresh(self._look_back)

    def _look_back(self) -> None:
        if self.active and self._area.is_attached:
            self.screen.set_focus(self._area)

    def close(self) -> None:
        """Take the text away; no key is meant for it any more."""
        self.active = False
        self.remove()

    def restart(self, asks: str, text: str = "") -> None:
        """Begin another text, or go on with one."""
        self._area.load_text(text)
        self._area.move_cursor(self._area.document.end)
        self.asks = asks
        self.activate()

    def select_all(self) -> None:
        """Let what is written next take the place of all that stands there."""
        self._area.select_all()

    def leave(self) -> None:
        """Let keys be keys again; the text stays."""
        self.active = False
        self._show_state()

    def drop(self) -> None:
        """Let keys be keys again, and take the text away."""
        self._area.load_text("")
        self.leave()

    def _show_state(self) -> None:
        self._area.placeholder = Content(self.asks if self.active else self.idle)
        if self._area.is_attached:
            self.screen.set_focus(self._area if self.active else None)
            for line in self.query(Line):
                line.refresh()

    async def take(self, event: Key | Paste) -> bool:
        """Do what a key or pasted text says; return whether it meant anything here."""
        if isinstance(event, Paste):
            self._write(event.text.rstrip("\r\n"))
        elif event.key in ENTER and self.several:
            self._write("\n")
        elif event.key == "ctrl+c" and not self._area.selected_text:
            return False
        elif event.key in _KEYS:
            before = self._area.selection
            await self._act(_KEYS[event.key])
            return self._area.selection != before or event.key not in ("up", "down")
        elif _writes(event):
            self._write(event.character or "")
        else:
            return False
        return True

    async def _act(self, action: str) -> None:
        area = self._area
        if action not in ("undo", "redo"):
            await self.app.run_action(action, area)
            return
        # The text area of Textual 8.2.8 lays out what is left before it moves the cursor there, and fails
        # where the line of the cursor is gone. So the cursor waits in the first line; undo puts it back.
        text, selection = area.text, area.selection
        area.selection = Selection.cursor((0, 0))
        await self.app.run_action(action, area)
        if area.text == text:
            area.selection = selection

    def _write(self, text: str) -> None:
        """Put ``text`` in at the cursor, without what a terminal would obey; a single line stays one."""
        text = clean(text).replace("\t", "    " if self.several else " ")
        if not self.several:
            text = text.strip("\n").replace("\n", " ")
        area = self._area
        text = text[: max(0, LIMIT - len(area.text) + len(area.selected_text))]
        area.replace(text, *area.selection, maintain_selection_offset=False)
        # Once more, as the text area may grow by this.
        self.call_after_refresh(area.scroll_cursor_visible)


def _writes(event: Key) -> bool:
    """Does a key stand for text? That is more than what is printable alone: joiners, marks, wide blanks."""
    if event.character is None or event.key.startswith("alt+"):
        return False
    return all(category(letter) not in ("Cc", "Cs") for letter in event.character)
