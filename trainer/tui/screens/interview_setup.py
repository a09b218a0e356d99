"""Before a mock interview: what it will be about, one left unfinished, and how the earlier ones went."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content

from trainer.context import Context
from trainer.core.errors import TrainerError
from trainer.core.scope import Scope
from trainer.interview import wording
from trainer.interview.interview import Mock, begin
from trainer.interview.marking import Marking
from trainer.interview.setup import Setup, setup
from trainer.interview.transcript import Transcript
from trainer.tui.keys import SETUP, bindings
from trainer.tui.lines import chrome
from trainer.tui.lines.help import help_lines
from trainer.tui.lines.layout import hang, wrap
from trainer.tui.widgets import card_view
from trainer.tui.widgets.dialog import Dialog
from trainer.tui.widgets.lines_view import LinesView
from trainer.tui.widgets.page import Line, Page

if TYPE_CHECKING:
    from textual.screen import Screen

    from trainer.tui.app import TrainerApp

_HOW = (
    "Type the answer, or say it aloud and press ctrl+s. Nothing is shown until the end; then you mark every "
    "answer beside the right one, and get a report."
)


class SetupScreen(Page):
    """Begins an interview, goes on with one, or shows the last report. No clock runs here."""

    BINDINGS = bindings(SETUP)

    app: "TrainerApp"

    def __init__(self, context: Context, scope: Scope) -> None:
        super().__init__()
        self.context = context
        self.scope = scope
        self.setup = setup(context.library, scope, context.minutes)

    def compose(self) -> ComposeResult:
        about = card_view.short(self.setup.about, 200)
        title = Content("Mock interview · ") + about
        yield Line(lambda width: chrome.spread(title, Content(), width), id="header")
        yield Line(lambda width: chrome.footer(Content(), Content(), width), id="top")
        yield LinesView(lambda width: setup_lines(self.setup, min(width, card_view.WIDEST)), id="card")
        yield Line(lambda width: chrome.footer(Content(), Content(), width), id="bottom")
        yield Line(self._keys, id="keys")

    def _keys(self, width: int) -> Content:
        keys = []
        if self.setup.unfinished is not None:
            keys += [("r", "resume")]
            keys += [("n", "new")] if self.setup.openers else []
        elif self.setup.openers:
            keys += [("enter", "begin")]
        keys += [("l", "last report")] if self.setup.past else []
        return chrome.key_line([*keys, ("q", "back"), ("?", "keys")], width)

    async def action_begin(self) -> None:
        if self.setup.unfinished is not None:
            await self.action_resume()
        else:
            await self.action_new()

    async def action_resume(self) -> None:
        unfinished = self.setup.unfinished
        if unfinished is not None:
            await self._go(unfinished)

    async def action_new(self) -> None:
        if self.setup.openers:
            await self._go(None)

    async def action_last(self) -> None:
        if self.setup.past:
            await self._go(self.setup.past[-1])

    async def _go(self, old: Transcript | None) -> None:
        context = self.context
        try:
            if old is not None:
                mock = Mock(context.library, context.clock, context.plan, old.session)
            else:
                mock = begin(context.library, context.clock, context.plan, self.scope, context.minutes)
        except TrainerError as error:
            await self.app.complain(error)
            return
        await self.app.show_interview(mock, fresh=mock.stage != "done")

    async def action_help(self) -> None:
        await self.app.push_screen(Dialog("Keys", lambda width: help_lines(SETUP, "", width)))

    async def action_back(self) -> None:
        await self.app.leave_mock()

    def action_line(self, lines: int) -> None:
        self.query_one(LinesView).line(lines)

    def action_page(self, pages: int) -> None:
        self.query_one(LinesView).page(pages)


def setup_lines(at: Setup, width: int) -> list[Content]:
    """Return what the lobby says."""
    blank = Content()
    lines: list[Content] = []
    if at.unfinished is not None:
        old = at.unfinished
        marking = sum(one.marking is not None for one in old.asked)
        what = f"{marking} of {len(old.asked)} marked" if old.over else f"{len(old.asked)} answered"
        head = f"The interview of {wording.when(old)} is unfinished"
        lines += wrap(Content(head).stylize(".heading"), width)
        lines += [*wrap(card_view.short(old.about, 200) + Content(f": {what}."), width), blank]
    if at.nothing:
        lines += [*wrap(card_view.message(at.nothing), width), blank]
    else:
        new = "New: " if at.unfinished is not None else ""
        questions = "1 open question" if at.openers == 1 else f"{at.openers} open questions"
        text = f"{new}{at.minutes} minutes, drawn from {questions}; follow-ups when you do well."
        lines += [*wrap(Content(text), width), blank, *wrap(Content(_HOW).stylize(".dim"), width), blank]
    if at.past:
        lines += wrap(Content("Earlier").stylize(".heading"), width)
        for past in at.past[:-6:-1]:
            figures = (
                f"{wording.when(past)}  {wording.percent(past.score):>5}  {len(past.asked):2} questions  "
            )
            lines += hang(Content(figures), wrap(card_view.short(past.about), max(8, width - len(figures))))
        lines.append(blank)
        label = Content.styled("readiness  ", ".dim")
        lines += hang(label, wrap(card_view.message(str(at.readiness)), width - label.cell_length))
    return lines


def interview_screen(context: Context, mock: Mock, *, fresh: bool = True) -> "Screen[None]":
    """Return the screen for what is to be done now in an interview; its report is written if ``fresh``."""
    if mock.stage not in ("marking", "done"):
        from trainer.tui.screens.interview import MockScreen

        return MockScreen(mock)
    marking = Marking(mock)  # with nothing to mark it ends the interview
    if marking.sheet is not None:
        from trainer.tui.screens.interview_marking import MarkingScreen

        return MarkingScreen(mock, marking)
    from trainer.tui.screens.interview_report import ReportScreen

    return ReportScreen(context, mock, write=fresh)
