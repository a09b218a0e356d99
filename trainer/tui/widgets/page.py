"""What all screens share: the styles of their texts, and lines that fit their width."""

from collections.abc import Callable

from textual.content import Content
from textual.events import Key, Paste
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

TEXT_STYLES = {
    "accent", "answer", "bad", "code", "code-comment", "code-keyword", "code-name", "code-number",
    "code-string", "dim", "em", "good", "heading", "key", "link", "note", "strong", "tick", "warn",
}  # fmt: skip
"""Names that spans of text may use as ``.name``; `style.tcss` says what they look like."""


class Line(Widget, can_focus=False):
    """One line, made anew for every width and whenever it is refreshed."""

    def __init__(self, make: Callable[[int], Content], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._make = make

    def render(self) -> Content:
        return self._make(self.size.width) if self.size.width else Content()


class Page(Screen[None]):
    """A screen that fills the terminal."""

    COMPONENT_CLASSES = TEXT_STYLES

    async def take(self, event: Key | Paste) -> bool:  # noqa: ARG002
        """Take a key or pasted text for a text being written, before any binding sees it; return whether it
        was taken. The app calls this for one after the other, in the order typed."""
        return False


class Overlay(ModalScreen[None]):
    """A screen above another one."""

    COMPONENT_CLASSES = TEXT_STYLES
