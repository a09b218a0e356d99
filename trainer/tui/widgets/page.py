"""What all screens share: the five rows of which they are made, help, and scrolling."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click, Paste
from textual.events import Key as KeyPress
from textual.geometry import Size
from textual.keys import key_to_character
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

from trainer.core.text import visible
from trainer.practice.grades import Keys
from trainer.tui.keymap import bound_by, shown, told, told_as
from trainer.tui.keys import Key
from trainer.tui.lines import chrome
from trainer.tui.lines.help import help_lines
from trainer.tui.themed import looking
from trainer.tui.widgets.lines_view import LinesView

if TYPE_CHECKING:
    from trainer.tui.navigation import Navigation


class Line(Widget, can_focus=False):
    """One line, made anew for every width and whenever it is refreshed."""

    def __init__(
        self, make: Callable[[int], Content], *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._make = make

    def render(self) -> Content:
        return looking(self, self._make(self.size.width)) if self.size.width else Content()

    def again(self) -> None:
        """Draw it anew."""
        self.refresh()


class Bottom(Line):
    """One that takes as many lines as what it says needs."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return self._make(width).plain.count("\n") + 1 if width else 1

    def again(self) -> None:
        height = self.get_content_height(self.size, self.size, self.size.width)
        self.refresh(layout=bool(self.size.width) and height != self.size.height)


class _Scrolling:
    """The actions of `keys.SCROLL`, for a screen that has a ``view``."""

    view: LinesView

    def action_line(self, lines: int) -> None:
        self.view.line(lines)

    def action_page(self, pages: int) -> None:
        self.view.page(pages)


class _Bound:
    """What keys mean on a screen."""

    BINDINGS: ClassVar[list[BindingType]]

    @cached_property
    def bound(self) -> frozenset[str]:
        """All keys that mean something here; see `keymap.bound_by`."""
        return bound_by((one.key, one.action) for one in self.BINDINGS if isinstance(one, Binding))

    def key(self, show: str, *, every: bool = False) -> str:
        """Return what the user presses here for a key of the program; see `keymap.shown`."""
        own: Mapping[str, str] = getattr(self.app, "own_keys", {})  # type: ignore[attr-defined]
        return shown(show, self.bound, own, every=every)

    def every_key(self, show: str) -> str:
        """Return all that the user may press for it."""
        return self.key(show, every=True)


class Page(_Bound, _Scrolling, Screen[None]):
    """A screen that fills the terminal: a header, a line across, a body, another line across, and the keys.

    Attributes:
        KEYS: what the help lists. ``PART``: the part of the program that it belongs to.
        OFFERS: title, explanation and action of what the command palette offers here besides.
        READ: is its view only read, so that the keys say when more of it lies below?
        to: leads to other screens.
        view: what scrolls; the body, unless `body` says otherwise.
    """

    AUTO_FOCUS = ""  # keys are keys until a text is being written
    KEYS: ClassVar[Sequence[Key]] = ()
    PART: ClassVar[str] = ""
    OFFERS: ClassVar[Sequence[tuple[str, str, str]]] = ()
    READ: ClassVar[bool] = False

    @property
    def graded(self) -> Keys | None:
        """The grade keys that the help explains, if any."""
        return None

    def __init__(self, to: "Navigation", view: LinesView, status: str = "") -> None:
        super().__init__()
        self.to = to
        self.view = view
        self._status = status
        self._unknown: set[str] = set()

    @property
    def status(self) -> str:
        """What stands at the left of the lower line across, with keys as the user has them."""
        if self.is_attached and (unsaved := getattr(self.app, "unsaved", "")):
            return str(unsaved)
        return visible(told(self._status, self.key) if self.is_attached else self._status)

    @status.setter
    def status(self, status: str) -> None:
        self._status = status

    def compose(self) -> ComposeResult:
        self._know_room()
        yield Line(self.header_line, id="header")
        yield Line(self.top_line, id="top")
        yield from self.body()
        yield Bottom(self.bottom_line, id="bottom")
        yield Line(self.key_line, id="keys")
        if self.READ:
            self.call_after_refresh(self._watch_below)

    def _know_room(self) -> None:
        """Have the style sheet's classes of the terminal's size for the first frame; Textual gives them to a
        screen once that is drawn, and all would be laid out a second time."""
        for breakpoints, size in (
            (self.app.HORIZONTAL_BREAKPOINTS, self.app.size.width),
            (self.app.VERTICAL_BREAKPOINTS, self.app.size.height),
        ):
            fitting = [name for least, name in sorted(breakpoints or ()) if least <= size]
            self.add_class(*fitting[-1:])

    def _watch_below(self) -> None:
        for what in ("scroll_y", "virtual_size"):  # is there more below?
            self.watch(self.view, what, self._show_keys)

    def _show_keys(self) -> None:
        for line in self.query("#keys").results(Line):  # none any more where the screen was left meanwhile
            line.again()

    # What a screen says

    def header_line(self, width: int) -> Content:
        """Return the first line."""
        raise NotImplementedError

    def top_line(self, width: int) -> Content:
        """Return the upper line across."""
        return chrome.footer(Content(), Content(), width)

    def body(self) -> ComposeResult:
        """Yield what stands between the lines across."""
        yield self.view

    def hints(self, keys: Sequence[tuple[str, str]], width: int) -> Content:
        """Return keys with their labels as a line; the last one stays, and that there is more below."""
        if not self.READ or self.view.at_end:
            return chrome.key_line(keys, width, self.key)
        *first, (key, label) = keys
        last = key, label if width >= chrome.NARROW else ""
        return chrome.key_line([*first, ("↓", "more"), last], width, self.key, stay=2)

    def bottom_line(self, width: int) -> Content:
        """Return the lower line across."""
        return chrome.footer(Content(self.status), Content(), width)

    def key_line(self, width: int) -> Content:
        """Return the keys of the moment."""
        raise NotImplementedError

    # What it does

    async def resume(self) -> None:
        """Show it again, after another part of the program was shown in its place."""
        await self.to.home()

    def on_descendant_focus(self) -> None:
        self.show_lines()  # keys mean something else once they write

    def say(self, status: str) -> None:
        """Say something at the left of the lower line across."""
        if status != self._status:
            self.status = status
            self.query_one("#bottom", Bottom).again()

    def unknown(self, key: str) -> None:
        """Say once of each key that means nothing here that it does not."""
        if key not in self._unknown and "mouse" not in key:
            self._unknown.add(key)
            self.say(f"{told_as(key)} does nothing here; ? lists the keys")

    def show_lines(self) -> None:
        """Make all lines around the body anew."""
        for line in self.query(Line):
            line.again()

    def show_anew(self, status: str) -> None:
        """Show what there is now, after deck files or the history changed, or on a new study day."""
        self.say(status)

    def failed(self) -> None:
        """Show where things stand after an action that did not work; the program says why."""
        self.say("not done")

    @property
    def unkept(self) -> bool:
        """Is something written here that would be lost with the program?"""
        return False

    def keep(self) -> None:
        """Keep what is being written, as the program is about to end."""

    async def take(self, event: KeyPress | Paste) -> bool:  # noqa: ARG002
        """Take a key or pasted text for a text being written, before any binding sees it; return whether it
        was taken. The app calls this for one after the other, in the order typed."""
        return False

    def on_click(self, event: Click) -> None:
        """Take a click on a key that is drawn for that key, and on what has no key for what it does; `chrome`
        says which it is."""
        if key := event.style.meta.get("key"):
            self.app.simulate_key(key)
        elif typed := event.style.meta.get("typed"):  # as the user has it
            self.app.post_message(KeyPress(typed, key_to_character(typed)))
        elif does := event.style.meta.get("does"):
            self.app.call_later(self.app.run_action, does, self)

    def on_lines_view_chosen(self, event: LinesView.Chosen) -> None:
        # By the app, which also carries out keys: one after the other.
        self.app.call_later(self.app.run_action, f"choose({event.index})", self)

    async def action_choose(self, index: int) -> None:
        """Do what a click on the option, step, point or deck with this index is for."""

    async def action_help(self) -> None:
        await self.to.dialog("Keys", lambda width: help_lines(self.KEYS, self.graded, width, self.every_key))


class Overlay(_Bound, _Scrolling, ModalScreen[None]):
    """A screen above another one, its ``view`` in a frame, where ``WAYS`` are keys with what they do."""

    WAYS: ClassVar[Sequence[tuple[str, str]]] = ()

    async def take(self, event: KeyPress | Paste) -> bool:  # noqa: ARG002
        """Take a key or pasted text for a line being written; see `Page.take`."""
        return False

    def foot(self, *keys: tuple[str, str], said: str = "") -> None:
        """Say some words, and keys with what they do, in the frame, before what closes it."""
        ways = [*keys, ("esc", "closes")]
        self.view.border_subtitle = chrome.foot(ways, self.key, said)

    def on_mount(self) -> None:
        self.foot(*self.WAYS)

    def on_click(self, event: Click) -> None:
        """Press the key that is clicked, here or on the screen behind; close when something outside is."""
        if key := event.style.meta.get("key"):
            self.app.simulate_key(key)
        elif key := event.style.meta.get("behind"):
            self.app.simulate_key("escape")
            self.app.simulate_key(key)
        elif not self.view.region.contains_point(event.screen_offset):
            self.app.simulate_key("escape")
