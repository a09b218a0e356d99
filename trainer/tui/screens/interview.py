"""A mock interview: the question, two clocks, and room to type. No answer is shown here."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Key, Paste
from textual.geometry import Offset

from trainer.core.errors import TrainerError
from trainer.interview import wording
from trainer.interview.interview import Mock
from trainer.interview.transcript import CONFIDENCE
from trainer.tui.keys import DIGITS, MOCK, bindings
from trainer.tui.lines import chrome
from trainer.tui.lines.help import help_lines
from trainer.tui.lines.layout import hang
from trainer.tui.widgets import card_view
from trainer.tui.widgets.dialog import Dialog
from trainer.tui.widgets.field import Draft
from trainer.tui.widgets.lines_view import LinesView
from trainer.tui.widgets.page import Line, Page

if TYPE_CHECKING:
    from trainer.tui.app import TrainerApp

_OURS = {"ctrl+s", "ctrl+k", "ctrl+x", "ctrl+c", "ctrl+p", "f1", "escape", "pageup", "pagedown"}
"""Keys that never write."""

_PLACEHOLDER = "type, or say it; then ctrl+s"
_PICK = "number or words; then ctrl+s"
_ASKS = {"confidence": "How sure are you of that?", "handled": "Did you handle it?"}
_TICK = 1.0
"""Seconds between two looks at the clock."""


class MockScreen(Page):
    """Asks one question after the other."""

    BINDINGS = bindings((*MOCK, *DIGITS))

    app: "TrainerApp"

    def __init__(self, mock: Mock) -> None:
        super().__init__()
        self.mock = mock
        self.status = _ASKS.get(mock.stage, "")
        self._sure_of = ""
        """The key that was pressed once and must be pressed again."""
        self._question = mock.question
        self.draft = Draft(several=True, text=mock.draft)
        self.draft.active = mock.question is not None

    def compose(self) -> ComposeResult:
        yield Line(self._header, id="header")
        yield Line(self._progress, id="top")
        self._card = LinesView(self._question_lines, id="card")
        yield self._card
        yield Line(self._clock, id="clock")
        self._scratch = LinesView(self._scratch_lines, id="scratch")
        yield self._scratch
        yield Line(self._footer, id="bottom")
        yield Line(self._keys, id="keys")

    def on_mount(self) -> None:
        self.set_interval(_TICK, self._refresh_clocks)

    # What is shown

    def _header(self, width: int) -> Content:
        mock = self.mock
        number = len(mock.transcript.asked) + (mock.question is not None)
        left = f"{wording.clock(mock.left)} left" if mock.left > 0 else "time is up"
        right = Content(f"question {number} of about {mock.expected}   {left}")
        if right.cell_length + 28 > width:
            right = Content(f"{number}/~{mock.expected}  {left}")
        title = Content("Mock interview · ") if width >= 60 else Content()
        return chrome.spread(title + card_view.short(mock.transcript.about, 200), right, width)

    def _progress(self, width: int) -> Content:
        whole = self.mock.transcript.minutes * 60_000
        return chrome.bar(min(whole, whole - self.mock.left), whole, width)

    def _clock(self, width: int) -> Content:
        question = self._question
        if question is None or self.mock.question is None:
            return Content()
        kind = f" · follow-up {question.depth}" if question.depth else ""
        spent, whole = self.mock.spent, question.seconds * 1000
        time = Content(f"{wording.clock(spent)} of {wording.clock(whole)}")
        if spent > whole:
            time = Content.styled(f"{wording.clock(spent)}, {wording.clock(spent - whole)} over", ".warn")
        if width >= 60:
            time = Content.assemble(chrome.bar(min(spent, whole), whole, 16), "  ", time)
        return chrome.spread(card_view.short(question.topic) + Content(kind), time, width)

    def _question_lines(self, width: int) -> list[Content]:
        width = min(width, card_view.WIDEST)
        question = self._question
        if question is None:  # gone on with at the question how sure one was
            return card_view.block(self.mock.transcript.asked[-1].ask, width)
        lines = card_view.block(question.sides.prompt, width)
        for number, option in enumerate(question.sides.options, 1):
            head = Content(f"  {number}  ")
            lines += [Content()] if number == 1 else []
            lines += hang(head, card_view.block(option.text, width - head.cell_length))
        return lines

    def _scratch_lines(self, width: int) -> list[Content]:
        most = max(1, self._scratch.scrollable_content_region.height)
        options = self._question is not None and self._question.sides.options
        placeholder = (_PICK if options else _PLACEHOLDER) if self.draft.active else "(spoken)"
        lines, cursor = self.draft.draw(min(width, card_view.WIDEST), most, placeholder)
        if cursor is not None:
            row, column = cursor
            self.app.cursor_position = self._scratch.content_region.offset + Offset(column, row)
        return lines

    def _footer(self, width: int) -> Content:
        return chrome.footer(Content(self.status).stylize(".strong"), Content(), width)

    def _keys(self, width: int) -> Content:
        stage = self.mock.stage
        if stage == "confidence":
            return chrome.key_line([(str(n), word) for n, word in CONFIDENCE.items()], width)
        if stage == "handled":
            return chrome.key_line([("y", "yes"), ("n", "no")], width)
        keys = [("ctrl+s", "done"), ("ctrl+k", "skip"), ("esc", "leave"), ("ctrl+x", "end")]
        return chrome.key_line([*keys, ("f1", "keys")], width)

    # What the keys do

    async def take(self, event: Key | Paste) -> bool:
        """Write what is typed while a question is open."""
        if self.mock.question is None or (isinstance(event, Key) and event.key in _OURS):
            return False
        if not self.draft.take(event):
            return False
        self._say("")
        self._scratch.set_lines(self._scratch_lines)
        return True

    async def action_done(self) -> None:
        if self.mock.question is not None:
            await self._do(lambda: self.mock.say(self.draft.text))

    async def action_skip(self) -> None:
        if self.mock.question is None:
            return
        if self.draft.text.strip() and self._sure_of != "ctrl+k":
            self._say("what you typed will not count: ctrl+k once more to skip", "ctrl+k")
        else:
            await self._do(self.mock.skip)

    async def action_stop(self) -> None:
        if self._sure_of != "ctrl+x":
            self._say("end here and mark what was answered? ctrl+x once more", "ctrl+x")
        else:
            await self._do(self.mock.stop)

    async def action_digit(self, digit: int) -> None:
        if self.mock.stage == "confidence" and digit in CONFIDENCE:
            await self._do(lambda: self.mock.confide(digit))

    async def action_handled(self, handled: bool) -> None:
        if self.mock.stage == "handled":
            await self._do(lambda: self.mock.handle(handled=handled))

    async def action_back(self) -> None:
        if self.draft.active:
            try:
                self.mock.pause(self.draft.text)
            except TrainerError as error:
                await self.app.complain(error)
                return
        await self.app.leave_mock()

    async def action_help(self) -> None:
        await self.app.push_screen(Dialog("Keys", lambda width: help_lines(MOCK, "", width)))

    def action_page(self, pages: int) -> None:
        self._card.page(pages)

    async def _do(self, act: Callable[[], None]) -> None:
        """Take one step; on trouble in the store all stays as it is and the user is told."""
        try:
            act()
        except TrainerError as error:
            self._say("not saved")
            await self.app.complain(error)
            return
        stage = self.mock.stage
        if stage == "marking":
            await self.app.show_interview(self.mock)
            return
        if self.mock.question is not None and self.mock.question is not self._question:
            self._question = self.mock.question
            self.draft = Draft(several=True)
            self._card.set_lines(self._question_lines)
        self.draft.active = self.mock.question is not None
        self._scratch.set_lines(self._scratch_lines)
        self._say(_ASKS.get(stage, ""))
        for line in self.query(Line):
            line.refresh()

    def _say(self, status: str, sure_of: str = "") -> None:
        self._sure_of = sure_of
        if status != self.status:
            self.status = status
            self.query_one("#bottom", Line).refresh()

    def _refresh_clocks(self) -> None:
        if self.mock.question is not None:
            for name in ("#header", "#top", "#clock"):
                self.query_one(name, Line).refresh()
