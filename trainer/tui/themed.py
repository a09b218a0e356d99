"""An app in the program's colours: roles in its style sheet, and what spans of text look like."""

import os
from asyncio import AbstractEventLoop, get_running_loop

from textual.app import App, ReturnType
from textual.color import Color
from textual.content import Content, Span
from textual.style import Style
from textual.widget import Widget

from trainer.tui.roles import TEXT, with_roles


class Themed(App[ReturnType]):
    """Knows the roles of the theme it shows, and the ``loop`` in which it runs, as soon as it does."""

    loop: AbstractEventLoop | None = None

    def on_load(self) -> None:
        self.loop = get_running_loop()
        # Textual takes the terminal back after a stop, and draws only what changes from then on.
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))

    def __init__(self) -> None:
        # With the terminal's own colours and a theme of no others, Textual leaves out all colour codes.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self._looks: dict[str, dict[str, Style]] = {}

    def get_css_variables(self) -> dict[str, str]:
        return with_roles(self.current_theme, super().get_css_variables(), colourless=self.no_color)

    def refresh_css(self, animate: bool = True) -> None:
        """Style all screens anew. Before there is a screen, that would only read the styles twice."""
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def look(self, name: str | Style) -> Style:
        """Return what a span looks like in the present theme: ``.name`` of `roles.TEXT`, or Textual's words.

        Raises:
            KeyError: there is no such name.
        """
        if isinstance(name, Style):
            return name
        if not name.startswith("."):
            return Style.parse(name)
        if self.theme not in self._looks:
            self._looks[self.theme] = _looks(self.get_css_variables(), ansi=self.native_ansi_color)
        return self._looks[self.theme][name[1:]]


def looking(widget: Widget, text: Content) -> Content:
    """Return ``text`` with each ``.name`` as it looks in the widget's app."""
    app = widget.app
    assert isinstance(app, Themed)  # noqa: S101  the program has no other
    return Content(text.plain, [Span(start, end, app.look(style)) for start, end, style in text.spans])


def _looks(colours: dict[str, str], *, ansi: bool) -> dict[str, Style]:
    """Return all styles of text; where colours are the terminal's own, what is quiet is dim instead."""
    looks = {}
    for name, (role, letters) in TEXT.items():
        colour = Style(foreground=Color.parse(colours[f"role-{role}"])) if role else Style()
        quiet = Style(dim=True) if ansi and name in ("dim", "note", "tick") else Style()
        looks[name] = colour + quiet + (Style.parse(letters) if letters else Style())
    return looks
