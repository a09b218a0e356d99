"""The end of a session: what it came to, what is left today, and what tomorrow brings."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content

from trainer.core.errors import TrainerError
from trainer.practice.session import Session, Summary
from trainer.tui.keys import SUMMARY, bindings
from trainer.tui.lines import chrome, phrases
from trainer.tui.lines.help import help_lines
from trainer.tui.lines.layout import hang, wrap
from trainer.tui.widgets.dialog import Dialog
from trainer.tui.widgets.lines_view import LinesView
from trainer.tui.widgets.page import Line, Page

if TYPE_CHECKING:
    from trainer.tui.app import TrainerApp


class SummaryScreen(Page):
    """Shows what a session came to; from here the session goes on, or the user leaves."""

    BINDINGS = bindings(SUMMARY)

    app: "TrainerApp"

    def __init__(self, session: Session, status: str = "") -> None:
        super().__init__()
        self.session = session
        self.status = status
        self.summary = session.summary()

    def compose(self) -> ComposeResult:
        yield Line(lambda width: chrome.spread(Content("Session"), Content(), width), id="header")
        yield Line(self._progress, id="top")
        yield LinesView(lambda width: summary_lines(self.summary, width), id="card")
        yield Line(lambda width: chrome.footer(Content(self.status), Content(), width), id="bottom")
        yield Line(self._keys, id="keys")

    def _progress(self, width: int) -> Content:
        done = self.summary.answered
        return chrome.progress(done, done + self.summary.left.total, width)

    def _keys(self, width: int) -> Content:
        enter = "go on" if self.summary.left.total else "decks"
        return chrome.key_line(
            [("enter", enter), ("u", "undo"), ("q", "quit"), ("h", "home"), ("?", "keys")], width
        )

    async def action_go_on(self) -> None:
        try:
            if self.session.attempt is None:
                self.session.refill()  # an undo elsewhere, or a new day, may have brought cards back
        except TrainerError as error:
            await self.app.complain(error)
            return
        if self.session.attempt is None:
            await self.app.show_home()
        else:
            await self.app.show_session(self.session)

    async def action_undo(self) -> None:
        try:
            event = self.session.undo()
        except TrainerError as error:
            await self.app.complain(error)
            return
        status = phrases.undone(event, self.session.attempt, self.app.context.keys)
        await self.app.show_session(self.session, status)

    async def action_home(self) -> None:
        await self.app.show_home()

    async def action_help(self) -> None:
        await self.app.push_screen(Dialog("Keys", lambda width: help_lines(SUMMARY, "", width)))


def summary_lines(summary: Summary, width: int) -> list[Content]:
    """Return the figures of a session in a column of labels and one of values."""
    answered, left = summary.answered, summary.left
    rows: list[tuple[str, str]] = []
    if answered:
        seconds = summary.took / 1000
        again = f"{summary.again} again" if summary.again else "none again"
        rows += [
            ("answered", f"{phrases.cards(answered)}, {again}"),
            ("time", f"{phrases.minutes(seconds)}, {seconds / answered:.0f} s a card"),
        ]
        head = "Done for today." if not left.total else "Paused."
    else:
        head = "Nothing to practise now." if not left.total else "Nothing answered yet."
    if left.total:
        rows.append(
            ("left today", f"{phrases.cards(left.total)}: {left.new} new, {left.due} due, {left.again} again")
        )
    rows.append(("tomorrow", f"{phrases.cards(summary.tomorrow)} due"))
    lines = [*wrap(Content(head).stylize(".heading"), width), Content()]
    indent = max(len(label) for label, _ in rows) + 2
    for label, value in rows:
        lines += hang(Content.styled(label.ljust(indent), ".dim"), wrap(Content(value), width - indent))
    if summary.mixed_up:
        from trainer.tui.lines.quiz_lines import mixed_up_lines

        lines += mixed_up_lines(summary.mixed_up, width)
    return lines
