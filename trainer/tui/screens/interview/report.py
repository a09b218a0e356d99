"""The report of a mock interview: how it went by topic, what was missed, and where the files are."""

from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content

from trainer.core.errors import TrainerError
from trainer.core.text import counted
from trainer.interview import wording
from trainer.interview.estimate import Estimate
from trainer.interview.interview import Interview
from trainer.interview.report.markdown import markdown
from trainer.interview.report.save import save
from trainer.interview.transcript import Asked, Transcript
from trainer.tui.interview_keys import REPORT
from trainer.tui.keys import bindings
from trainer.tui.lines import chrome
from trainer.tui.lines.layout import WIDEST, hang, wrap
from trainer.tui.lines.quiz_lines import mixed_up_lines
from trainer.tui.widgets import card_view
from trainer.tui.widgets.lines_view import LinesView
from trainer.tui.widgets.page import Page

if TYPE_CHECKING:
    from trainer.tui.navigation import Navigation

_BLANK = Content()


class ReportScreen(Page):
    """Shows how an interview went, and writes the report if it has just ended."""

    KEYS = REPORT
    PART = "mock"
    READ = True
    BINDINGS = bindings(KEYS)

    def __init__(self, to: "Navigation", interview: Interview, *, write: bool = True) -> None:
        super().__init__(to, LinesView(self._lines, id="card"))
        self.interview = interview
        self.estimate = interview.estimate()
        self.mixed = interview.mixed_up()
        self.files: tuple[Path, ...] = ()
        self.trouble: TrainerError | None = None
        if write and interview.transcript.asked:
            try:
                self.files = save(interview.transcript, self.estimate, to.context.exports, self.mixed)
            except TrainerError as error:
                self.trouble = error

    async def on_mount(self) -> None:
        if self.trouble is not None:
            await self.to.complain(self.trouble)

    def header_line(self, width: int) -> Content:
        transcript = self.interview.transcript
        title = Content("Report · ") + card_view.short(transcript.about, 200)
        return chrome.spread(title, Content(wording.when(transcript)), width)

    def _lines(self, width: int) -> list[Content]:
        width = min(width, WIDEST)
        lines = report_lines(self.interview.transcript, self.estimate, self.files, width)
        return lines + mixed_up_lines(self.mixed, width)

    def key_line(self, width: int) -> Content:
        misses = len({one.card for one in self.interview.transcript.misses})
        keys = [("p", f"practise {counted(misses, 'card')} missed")] if misses else []
        return self.hints([*keys, ("q", "done"), ("?", "keys")], width)

    async def action_practise(self) -> None:
        count = self.interview.practise()
        if count:
            self.say(f"{counted(count, 'card')} put into today's practice (u in a review takes it back)")
        elif self.interview.transcript.misses:
            self.say("already in today's practice")
        else:
            self.say("nothing was missed")

    def action_copy(self) -> None:
        self.say(self.to.copy(markdown(self.interview.transcript, self.estimate, self.mixed)))

    async def resume(self) -> None:
        await self.to.interview(self.interview, fresh=False)

    async def action_back(self, stay: bool = False) -> None:
        await self.to.leave("mock", stay=stay)


def report_lines(
    transcript: Transcript, estimate: Estimate, files: tuple[Path, ...], width: int
) -> list[Content]:
    """Return the report as lines."""
    if not transcript.asked:
        return wrap(Content("Nothing was answered, so there is nothing to report."), width)
    rows = [*wording.figures(transcript), ("estimate", str(estimate))]
    rows += [("written to" if not index else "", str(path)) for index, path in enumerate(files)]
    lines = _table(rows, width)
    lines += _heading("By topic, the weakest first", width)
    names = [card_view.short(topic.name, 200) for topic in transcript.topics]
    longest = max((name.cell_length for name in names), default=0)
    for topic, name in zip(transcript.topics, names, strict=True):
        figures = f" {wording.percent(topic.score):>5} of {counted(topic.questions, 'question')}"
        size = max(4, min(longest, width - len(figures) - 12))
        bar = chrome.bar(round(100 * topic.score), 100, max(4, min(30, width - size - len(figures) - 1)))
        shown = name.truncate(size, ellipsis=True)
        lines.append(Content.assemble(shown.pad_right(size - shown.cell_length), " ", bar, figures))
    weakest = transcript.weakest[: wording.MOST_WEAK]
    if weakest:
        lines += _heading("Weakest points", width)
        for one, point in weakest:
            must = " **(must)**" if point.must else ""
            head = Content.styled(f"{one.number + 1:2}  ", ".dim")
            lines += hang(head, card_view.block(point.say + must, width - head.cell_length))
    lines += _heading("All questions", width)
    for ladder in transcript.ladders:
        for one in ladder:
            lines += _question(one, width)
        if ladder[0].depth == 0:
            lines += [Content.styled(f"     {wording.depth(ladder)}", ".dim"), _BLANK]
    return lines


def _question(one: Asked, width: int) -> list[Content]:
    sign = Content.styled("✗ ", ".bad") if one.wrong else Content.styled("✓ ", ".good")
    head = Content.assemble(f"{'↳ ' if one.depth else ''}{one.number + 1:2} ", sign)
    room = max(8, width - head.cell_length)
    body = card_view.block(one.ask, room)
    facts = " · ".join(f"{label} {value}" for label, value in wording.ratings(one))
    body += wrap(Content(facts).stylize(".dim"), room)
    if wording.warning(one):
        body += wrap(Content(f"⚠ {wording.warning(one)}").stylize(".warn"), room)
    for point in one.missed:
        missed = Content.styled("missed  ", ".bad")
        must = " **(must)**" if point.must else ""
        body += hang(missed, card_view.block(point.say + must, max(8, room - missed.cell_length)))
    return hang(head, body)


def _heading(text: str, width: int) -> list[Content]:
    return [_BLANK, *wrap(Content.styled(text, ".heading"), width)]


def _table(rows: list[tuple[str, str]], width: int) -> list[Content]:
    indent = max(len(label) for label, _ in rows) + 2
    lines: list[Content] = []
    for label, value in rows:
        head = Content.styled(label.ljust(indent), ".dim")
        lines += hang(head, wrap(card_view.message(value), max(8, width - indent)))
    return lines
