"""The end of a session: what it came to, what is left today, and what tomorrow brings."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from trainer.browse.wording import missed_in
from trainer.core.cells import cell_len, padded
from trainer.goals.ending import ending
from trainer.practice.further import NOTHING, Way, take, ways
from trainer.practice.session import Session
from trainer.practice.summary import Summary, figures, head, summary
from trainer.practice.undoing import Gone, Undoing
from trainer.tui.keymap import Shown
from trainer.tui.keys import SUMMARY, bindings
from trainer.tui.lines import chrome
from trainer.tui.lines.layout import hang, wrap
from trainer.tui.widgets import card_view
from trainer.tui.widgets.lines_view import LinesView
from trainer.tui.widgets.taking_back import TakesBack

if TYPE_CHECKING:
    from trainer.goals.wording import Row
    from trainer.tui.navigation import Navigation


class SummaryScreen(TakesBack):
    """Shows what a session came to; from here the session goes on, or the user leaves."""

    KEYS = SUMMARY
    PART = "review"
    READ = True
    BINDINGS = bindings(KEYS)

    def __init__(self, to: "Navigation", session: Session, status: str = "") -> None:
        super().__init__(to, LinesView(self._lines, id="card"), status)
        self.session = session
        self._read()

    def _read(self) -> None:
        self.summary, self.ways = summary(self.session), ways(self.session)
        self._goals = ending(self.session)

    def _lines(self, width: int) -> list[Content]:
        return summary_lines(self.summary, width, self._goals) + way_lines(self.ways, width, self.key)

    def show_anew(self, status: str) -> None:
        self.session.join()
        self._read()
        self.view.set_lines(self._lines, top=False)
        self.status = status
        self.show_lines()

    def header_line(self, width: int) -> Content:
        return chrome.spread(Content("Session"), Content(), width)

    def top_line(self, width: int) -> Content:
        done = self.session.done
        return chrome.progress(done, done + self.summary.left.total, width)

    def key_line(self, width: int) -> Content:
        goes_on = self.summary.open or self.summary.left.total
        more = [(way.key, way.label) for way in self.ways if way.key == "+"]
        missed = [("b", "missed")] if self.session.missed_today else []
        keys = [("enter", "go on" if goes_on else "home"), *more, *missed, ("u", "undo")]
        keys += [("h", "home")] * bool(goes_on) + [("q", "quit" if self.to.ends("review") else "back")]
        return self.hints([*keys, ("?", "keys")], width)

    async def action_go_on(self) -> None:
        self.session.end_after(0)
        if self.session.attempt is None:
            self.session.refill()  # an undo elsewhere, or a new day, may have brought cards back
        if self.session.attempt is None:
            await self.to.home()
        else:
            await self.to.review(self.session)

    async def action_further(self, key: str) -> None:
        if take(self.session, key):
            await self.to.review(self.session)
        else:
            self.say(NOTHING)

    async def action_browse(self) -> None:
        await self.to.browse(missed_in(self.session))

    async def went_back(self, _: Undoing, gone: Gone) -> None:
        await self.to.review(self.session, gone.said)

    async def action_home(self) -> None:
        await self.to.home()

    async def resume(self) -> None:
        await self.to.summary(self.session)

    async def action_back(self) -> None:
        await self.to.leave("review")


def way_lines(further: Sequence[Way], width: int, shown: Shown = str) -> list[Content]:
    """Return the ways on, each with its key, below a heading."""
    if not further:
        return []
    lines = [Content(), *wrap(Content.styled("go on with", ".dim"), width)]
    for way in further:
        key = chrome.key_with_label(way.key, "", shown)
        label = wrap(Content(way.label), width - key.cell_length - 2)
        lines += chrome.pressing(way.key, hang(key + "  ", label))
    return lines


def summary_lines(summary: Summary, width: int, goals: "Sequence[Row]" = ()) -> list[Content]:
    """Return the figures of a session and how the ``goals`` stand, a column of labels and one of values."""
    rows = [(row.label, row.text) for row in figures(summary)] + [(row.label, row.text) for row in goals]
    lines = [*wrap(Content(head(summary)).stylize(".heading"), width), Content()]
    indent = max(cell_len(label) for label, _ in rows) + 2
    for label, value in rows:
        named = Content.styled(padded(label, indent), ".dim")
        lines += hang(named, wrap(card_view.message(value), max(8, width - indent)))
    if summary.mixed_up:
        from trainer.tui.lines.quiz_lines import mixed_up_lines

        lines += mixed_up_lines(summary.mixed_up, width)
    return lines
