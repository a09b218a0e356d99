"""A mock interview: the question, two clocks, and room to type. No answer is shown here."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Key, Paste

from trainer.core.duration import minutes_seconds
from trainer.interview.interview import Interview
from trainer.interview.transcript import CONFIDENCE, MIDDLE
from trainer.interview.wording import KEPT
from trainer.tui.interview_keys import INTERVIEW
from trainer.tui.keys import DIGITS, ENTER, bindings
from trainer.tui.lines import chrome
from trainer.tui.lines.layout import WIDEST, choosable, hang
from trainer.tui.widgets import card_view
from trainer.tui.widgets.field import Field
from trainer.tui.widgets.lines_view import LinesView
from trainer.tui.widgets.page import Line, Page
from trainer.tui.widgets.seen import Seen

if TYPE_CHECKING:
    from trainer.tui.navigation import Navigation

_OURS = {"ctrl+s", "ctrl+k", "ctrl+x", "ctrl+c", "ctrl+p", "f1", "escape", "pageup", "pagedown"}
"""Keys that never write."""

_REPEATED = frozenset({"1", "2", "3", "y", "n", "space", *ENTER})
"""Keys that answered what was asked before; pressed once more they are no text of the next question."""

_ASKS = {"confidence": "How sure are you of that?", "handled": "Did you handle it?"}
_TICK = 1.0
"""Seconds between two looks at the clock."""


class InterviewScreen(Page):
    """Asks one question after the other."""

    KEYS = INTERVIEW
    PART = "mock"
    BINDINGS = bindings((*KEYS, *DIGITS))

    def __init__(self, to: "Navigation", interview: Interview) -> None:
        super().__init__(to, LinesView(self._question_lines, id="card"), _ASKS.get(interview.stage, ""))
        self.interview = interview
        self._sure_of = ""
        """The key that was pressed once and must be pressed again."""
        self._question = interview.question
        self._seen = Seen(self)
        self._field = Field(
            interview.draft,
            several=True,
            asks=self._asks(),
            idle="(spoken)",
            active=interview.question is not None,
            id="answer",
        )

    def body(self) -> ComposeResult:
        yield self.view
        yield Line(self._clock, id="clock")
        yield self._field

    def on_mount(self) -> None:
        self._seen.anew()
        self.set_interval(_TICK, self._refresh_clocks)

    # What is shown

    def header_line(self, width: int) -> Content:
        interview = self.interview
        number = len(interview.transcript.asked) + (interview.question is not None)
        left = f"{minutes_seconds(interview.left)} left" if interview.left > 0 else "time is up"
        right = Content(f"question {number} of about {interview.expected}   {left}")
        if right.cell_length + 28 > width:
            right = Content(f"{number}/~{interview.expected}  {left}")
        title = Content("Mock interview · ") if width >= 60 else Content()
        return chrome.spread(title + card_view.short(interview.transcript.about, 200), right, width)

    def top_line(self, width: int) -> Content:
        whole = self.interview.transcript.minutes * 60_000
        return chrome.bar(min(whole, whole - self.interview.left), whole, width)

    def _clock(self, width: int) -> Content:
        question = self._question
        if question is None or self.interview.question is None:
            return Content()
        kind = f" · follow-up {question.depth}" if question.depth else ""
        spent, whole = self.interview.spent, question.seconds * 1000
        time = Content(f"{minutes_seconds(spent)} of {minutes_seconds(whole)}")
        if spent > whole:
            time = Content.styled(f"{minutes_seconds(spent)}, {minutes_seconds(spent - whole)} over", ".warn")
        if width >= 60:
            time = Content.assemble(chrome.bar(min(spent, whole), whole, 16), "  ", time)
        return chrome.spread(card_view.short(question.topic) + Content(kind), time, width)

    def _question_lines(self, width: int) -> list[Content]:
        width = min(width, WIDEST)
        question = self._question
        if question is None:  # gone on with at the question how sure one was
            return card_view.block(self.interview.transcript.asked[-1].ask, width)
        lines = card_view.block(question.sides.prompt, width)
        for number, option in enumerate(question.sides.options, 1):
            head = Content(f"  {number}  ")
            lines += [Content()] if number == 1 else []
            option_lines = hang(head, card_view.block(option.text, width - head.cell_length))
            lines += choosable(option_lines, number)
        return lines

    def bottom_line(self, width: int) -> Content:
        return chrome.footer(Content(self.status).stylize(".strong"), Content(), width)

    def key_line(self, width: int) -> Content:
        stage = self.interview.stage
        if stage == "confidence":
            keys = [(str(n), word) for n, word in CONFIDENCE.items()]
            keys += [("enter", CONFIDENCE[MIDDLE]), ("u", "back")]
        elif stage == "handled":
            keys = [("y", "yes"), ("n", "no"), ("u", "back")]
        else:
            keys = [("ctrl+s", "done"), ("ctrl+k", "skip"), ("esc", "leave"), ("ctrl+x", "end")]
        return self.hints([*keys, ("f1", "keys")], width)

    # What the keys do

    async def take(self, event: Key | Paste) -> bool:
        """Write what is typed while a question is open."""
        if self.interview.question is None or (isinstance(event, Key) and event.key in _OURS):
            return False
        if isinstance(event, Key) and event.key == "ctrl+z" and not self._field.text:
            return False  # no text to undo: the question before
        if isinstance(event, Key) and event.key in _REPEATED and self._seen.before(event):
            return True  # meant for what was asked before
        self._seen.now()
        if not await self._field.take(event):
            return False
        self._ask("")
        return True

    def _asks(self) -> str:
        options = self._question is not None and self._question.sides.options
        return "number or words; then ctrl+s" if options else "type, or say it; then ctrl+s"

    def keep(self) -> None:
        if self.interview.question is not None:
            self.interview.pause(self._field.text)

    async def action_choose(self, index: int) -> None:
        if self.interview.question is not None:
            self._field.activate()
            await self.take(Paste(f"{index} "))

    async def action_done(self) -> None:
        if self.interview.question is not None:
            await self._do(lambda: self.interview.say(self._field.text))

    async def action_skip(self) -> None:
        if self.interview.question is None:
            return
        if self._field.text.strip() and self._sure_of != "ctrl+k":
            self._ask("what you typed will not count: ctrl+k once more to skip", "ctrl+k")
        else:
            await self._do(self.interview.skip)
            if self.interview.can_reopen:
                self.say("skipped; ctrl+z asks it again")

    async def action_reopen(self) -> None:
        if self.interview.can_reopen:
            await self._do(self.interview.reopen)
        elif self.interview.question is not None:
            self.say("only the question just answered or skipped can be asked again")

    async def action_stop(self) -> None:
        if self._sure_of != "ctrl+x":
            self._ask("end here and mark what was answered? ctrl+x once more", "ctrl+x")
        else:
            await self._do(self.interview.stop)

    async def action_digit(self, digit: int) -> None:
        if self.interview.stage == "confidence" and digit in CONFIDENCE:
            await self._do(lambda: self.interview.confide(digit))

    async def action_go_on(self) -> None:
        if self.interview.question is None:
            await self._do(self.interview.go_on)

    async def action_handled(self, handled: bool) -> None:
        if self.interview.stage == "handled":
            await self._do(lambda: self.interview.handle(handled=handled))

    async def resume(self) -> None:
        await self.to.interview(self.interview)

    async def action_back(self, stay: bool = False) -> None:
        self.keep()
        await self.to.leave("mock", stay=stay, status=f"{KEPT}: m goes on with it")

    async def _do(self, act: Callable[[], None]) -> None:
        """Take one step; on trouble in the store all stays as it is."""
        act()
        stage = self.interview.stage
        if stage == "marking":
            await self.to.interview(self.interview)
            return
        if self.interview.question is not None and self.interview.question is not self._question:
            self._question = self.interview.question
            self._seen.anew()
            self._field.restart(self._asks(), self.interview.draft)
            self.view.set_lines(self._question_lines)
        if self.interview.question is None:
            self._field.leave()
        self._ask(_ASKS.get(stage, ""))
        self.show_lines()

    def _ask(self, status: str, sure_of: str = "") -> None:
        """Say something; ``sure_of`` is the key that must be pressed once more."""
        self._sure_of = sure_of
        self.say(status)

    def failed(self) -> None:
        self._ask("not saved")

    def _refresh_clocks(self) -> None:
        if self.interview.question is not None:
            for name in ("#header", "#top", "#clock"):
                self.query_one(name, Line).refresh()
