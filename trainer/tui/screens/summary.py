"""The end of a session: what it came to, what is left today, and what tomorrow brings."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from trainer.browse.wording import MISSED
from trainer.core.duration import minutes
from trainer.core.text import counted
from trainer.goals.ending import ending
from trainer.practice.further import NOTHING, Way, take, ways
from trainer.practice.session import Session
from trainer.practice.summary import Summary
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
    BINDINGS = bindings(KEYS)

    def __init__(self, to: "Navigation", session: Session, status: str = "") -> None:
        summary = session.summary()
        further = ways(session)
        goals = ending(session)

        def lines(width: int) -> list[Content]:
            return summary_lines(summary, width, goals) + way_lines(further, width, self.key)

        view = LinesView(lines, id="card")
        super().__init__(to, view, status)
        self.session = session
        self.summary = summary

    def header_line(self, width: int) -> Content:
        return chrome.spread(Content("Session"), Content(), width)

    def top_line(self, width: int) -> Content:
        done = self.session.done
        return chrome.progress(done, done + self.summary.left.total, width)

    def key_line(self, width: int) -> Content:
        left = self.summary.left.total
        missed = [("b", "missed")] if self.session.missed_today else []
        keys = [
            ("enter", "go on" if left else "home"),
            ("+", self.session.more_label),
            *missed,
            ("u", "undo"),
        ]
        ends = self.to.ends("review")
        keys += [("h", "home")] * (ends and left > 0) + [("q", "quit" if ends else "home")] * (
            ends or left > 0
        )
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
        await self.to.browse(MISSED)

    async def went_back(self, _: Undoing, gone: Gone) -> None:
        await self.to.review(self.session, gone.said)

    async def action_home(self) -> None:
        await self.to.home()

    async def action_back(self) -> None:
        await self.to.leave("review")


def way_lines(further: Sequence[Way], width: int, shown: Shown = str) -> list[Content]:
    """Return the ways on, each with its key, below a heading."""
    lines = [Content(), *wrap(Content.styled("go on with", ".dim"), width)]
    for way in further:
        key = chrome.key_with_label(way.key, "", shown)
        label = wrap(Content(way.label), width - key.cell_length - 2)
        lines += chrome.pressing(way.key, hang(key + "  ", label))
    return lines


def summary_lines(summary: Summary, width: int, goals: "Sequence[Row]" = ()) -> list[Content]:
    """Return the figures of a session and how the ``goals`` stand, a column of labels and one of values."""
    answered, left = summary.answered, summary.left
    rows: list[tuple[str, str]] = []
    if answered:
        seconds = summary.took / 1000
        often = f" in {answered} answers" if answered > summary.cards else ""
        again = f"{summary.again} again"
        rows += [
            ("answered", f"{counted(summary.cards, 'card')}{often}, {again}"),
            ("time", f"{minutes(seconds)}, {seconds / answered:.0f} s an answer"),
        ]
        head = "Done for today." if not left.total else "Paused."
    else:
        head = "Nothing to practise now." if not left.total else "Nothing answered yet."
    if left.total:
        rows.append(
            (
                "left today",
                f"{counted(left.total, 'card')}: {left.new} new, {left.due} due, {left.again} again",
            )
        )
    rows += [(row.label, row.text) for row in goals]
    if not goals:
        rows.append(("tomorrow", f"{counted(summary.tomorrow, 'card')} due"))
    lines = [*wrap(Content(head).stylize(".heading"), width), Content()]
    indent = max(len(label) for label, _ in rows) + 2
    for label, value in rows:
        lines += hang(
            Content.styled(label.ljust(indent), ".dim"), wrap(card_view.message(value), width - indent)
        )
    if summary.mixed_up:
        from trainer.tui.lines.quiz_lines import mixed_up_lines

        lines += mixed_up_lines(summary.mixed_up, width)
    return lines
