"""The report of a mock interview: how it went by topic, what was missed, and where the files are."""

from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content

from trainer.context import Context
from trainer.core.errors import TrainerError
from trainer.interview import wording
from trainer.interview.choose import Readiness
from trainer.interview.interview import Mock
from trainer.interview.report.save import save
from trainer.interview.transcript import Asked, Transcript
from trainer.tui.keys import REPORT, bindings
from trainer.tui.lines import chrome, phrases
from trainer.tui.lines.help import help_lines
from trainer.tui.lines.layout import hang, wrap
from trainer.tui.lines.quiz_lines import mixed_up_lines
from trainer.tui.widgets import card_view
from trainer.tui.widgets.dialog import Dialog
from trainer.tui.widgets.lines_view import LinesView
from trainer.tui.widgets.page import Line, Page

if TYPE_CHECKING:
    from trainer.tui.app import TrainerApp

_BLANK = Content()


class ReportScreen(Page):
    """Shows how an interview went, and writes the report if it has just ended."""

    BINDINGS = bindings(REPORT)

    app: "TrainerApp"

    def __init__(self, context: Context, mock: Mock, *, write: bool = True) -> None:
        super().__init__()
        self.mock = mock
        self.readiness = mock.history()
        self.mixed = mock.mixed_up()
        self.files: tuple[Path, ...] = ()
        self.status = ""
        self.trouble: TrainerError | None = None
        if write and mock.transcript.asked:
            try:
                self.files = save(mock.transcript, self.readiness, context.exports, self.mixed)
            except TrainerError as error:
                self.trouble = error

    def compose(self) -> ComposeResult:
        transcript = self.mock.transcript
        title = Content("Report · ") + card_view.short(transcript.about, 200)
        yield Line(lambda width: chrome.spread(title, Content(wording.when(transcript)), width), id="header")
        yield Line(lambda width: chrome.footer(_BLANK, _BLANK, width), id="top")
        self._view = LinesView(self._lines, id="card")
        yield self._view
        yield Line(lambda width: chrome.footer(Content(self.status), _BLANK, width), id="bottom")
        yield Line(self._keys, id="keys")

    async def on_mount(self) -> None:
        if self.trouble is not None:
            await self.app.complain(self.trouble)

    def _lines(self, width: int) -> list[Content]:
        width = min(width, card_view.WIDEST)
        lines = report_lines(self.mock.transcript, self.readiness, self.files, width)
        return lines + mixed_up_lines(self.mixed, width)

    def _keys(self, width: int) -> Content:
        misses = len({one.card for one in self.mock.transcript.misses})
        keys = [("p", f"practise {phrases.cards(misses)} missed")] if misses else []
        return chrome.key_line([*keys, ("↓", "more"), ("q", "done"), ("?", "keys")], width)

    async def action_practise(self) -> None:
        try:
            count = self.mock.practise()
        except TrainerError as error:
            await self.app.complain(error)
            return
        if count:
            self.status = f"{phrases.cards(count)} put into today's practice (u in a review takes it back)"
        elif self.mock.transcript.misses:
            self.status = "already in today's practice"
        else:
            self.status = "nothing was missed"
        self.query_one("#bottom", Line).refresh()

    async def action_back(self) -> None:
        await self.app.leave_mock()

    async def action_help(self) -> None:
        await self.app.push_screen(Dialog("Keys", lambda width: help_lines(REPORT, "", width)))

    def action_line(self, lines: int) -> None:
        self._view.line(lines)

    def action_page(self, pages: int) -> None:
        self._view.page(pages)


def report_lines(
    transcript: Transcript, readiness: Readiness, files: tuple[Path, ...], width: int
) -> list[Content]:
    """Return the report as lines."""
    if not transcript.asked:
        return wrap(Content("Nothing was answered, so there is nothing to report."), width)
    rows = [*wording.figures(transcript), ("readiness", str(readiness))]
    rows += [("written to" if not index else "", str(path)) for index, path in enumerate(files)]
    lines = _table(rows, width)
    lines += _heading("By topic, the weakest first", width)
    for topic in transcript.topics:
        figures = f" {wording.percent(topic.score):>5} of {topic.questions}"
        size = max(4, min(28, width - len(figures) - 12))
        name = card_view.short(topic.name, 200).truncate(size, ellipsis=True)
        bar = chrome.bar(round(100 * topic.score), 100, max(4, min(30, width - size - len(figures) - 1)))
        lines.append(Content.assemble(name.pad_right(size - name.cell_length), " ", bar, figures))
    weakest = transcript.weakest[: wording.MOST_WEAK]
    if weakest:
        lines += _heading("Weakest points", width)
        for one, point in weakest:
            must = " **(must)**" if point.must else ""
            head = Content.styled(f"{one.number + 1:2}  ", ".dim")
            lines += hang(head, card_view.block(point.say + must, width - head.cell_length))
    lines += _heading("All questions", width)
    for round_ in transcript.ladders:
        for one in round_:
            lines += _question(one, width)
        if round_[0].depth == 0:
            lines += [Content.styled(f"    {wording.depth(round_)}", ".dim"), _BLANK]
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
