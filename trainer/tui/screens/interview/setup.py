"""Before a mock interview: what it will be about, one left unfinished, and how the earlier ones went."""

from typing import TYPE_CHECKING

from textual.content import Content

from trainer.core.scope import Scope
from trainer.core.text import counted
from trainer.interview import wording
from trainer.interview.interview import Interview, begin
from trainer.interview.setup import Setup, setup
from trainer.interview.transcript import Transcript
from trainer.tui.interview_keys import SETUP
from trainer.tui.keys import bindings
from trainer.tui.lines import chrome
from trainer.tui.lines.layout import WIDEST, hang, wrap
from trainer.tui.widgets import card_view
from trainer.tui.widgets.lines_view import LinesView
from trainer.tui.widgets.page import Page

if TYPE_CHECKING:
    from trainer.tui.navigation import Navigation

_HOW = (
    "Type the answer, or say it aloud and press ctrl+s. Nothing is shown until the end; then you mark every "
    "answer beside the right one, and get a report."
)


class SetupScreen(Page):
    """Begins an interview, goes on with one, or shows the last report. No clock runs here."""

    KEYS = SETUP
    PART = "mock"
    READ = True
    BINDINGS = bindings(KEYS)

    def __init__(self, to: "Navigation", scope: Scope, minutes: int) -> None:
        super().__init__(to, LinesView(self._lines, id="card"))
        self.scope, self._minutes = scope, minutes
        self.setup = setup(to.context.library, scope, minutes)

    def show_anew(self, status: str) -> None:
        self.setup = setup(self.to.context.library, self.scope, self._minutes)
        self.view.set_lines(self._lines, top=False)
        self.status = status
        self.show_lines()

    def header_line(self, width: int) -> Content:
        title = Content("Mock interview · ") + card_view.short(self.setup.about, 200)
        return chrome.spread(title, Content(), width)

    def _lines(self, width: int) -> list[Content]:
        return setup_lines(self.setup, min(width, WIDEST))

    def key_line(self, width: int) -> Content:
        keys = []
        if self.setup.unfinished is not None:
            keys += [("r", "resume")]
            keys += [("n", "new")] if self.setup.openers else []
        elif self.setup.openers:
            keys += [("enter", "begin")]
        keys += [("l", "last report")] if self.setup.past else []
        return self.hints([*keys, ("q", "back"), ("?", "keys")], width)

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
        context = self.to.context
        if old is not None:
            interview = Interview(context.library, context.clock, context.plan, old.session)
        else:
            interview = begin(context.library, context.clock, context.plan, self.scope, self.setup.minutes)
        await self.to.interview(interview, fresh=interview.stage != "done")

    async def action_back(self, stay: bool = False) -> None:
        await self.to.leave("mock", stay=stay)


def setup_lines(at: Setup, width: int) -> list[Content]:
    """Return what is offered, and how earlier interviews went."""
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
        questions = counted(at.openers, "open question")
        text = f"{new}{counted(at.minutes, 'minute')}, drawn from {questions}; follow-ups when you do well."
        lines += [*wrap(Content(text), width), blank, *wrap(Content(_HOW).stylize(".dim"), width), blank]
    if at.past:
        lines += wrap(Content("Earlier").stylize(".heading"), width)
        for past in at.past[:-6:-1]:
            many = counted(len(past.asked), "question")
            figures = f"{wording.when(past)}  {wording.percent(past.score):>5}  {many:>12}  "
            lines += hang(Content(figures), wrap(card_view.short(past.about), max(8, width - len(figures))))
        lines.append(blank)
        label = Content.styled("estimate  ", ".dim")
        lines += hang(label, wrap(card_view.message(str(at.estimate)), width - label.cell_length))
    return lines
