"""Figures about practice, with plots: one page that scrolls."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from textual.content import Content

from trainer.core.dates import said
from trainer.stats.figures import Figures, figures_of
from trainer.stats.lines import Line, lines, part_lines, parts
from trainer.tui.keys import STATS, bindings
from trainer.tui.lines import chrome
from trainer.tui.lines.layout import wrap
from trainer.tui.widgets import card_view
from trainer.tui.widgets.lines_view import LinesView
from trainer.tui.widgets.page import Page

if TYPE_CHECKING:
    from trainer.core.scope import Scope
    from trainer.tui.navigation import Navigation

_WIDEST = 100
_TWO, _GAP = 130, 6
"""Cells from which on the page has two columns, and those between them."""


class StatsScreen(Page):
    """Shows the figures of a scope."""

    KEYS = STATS
    PART = "stats"
    BINDINGS = bindings(KEYS)

    def __init__(self, to: "Navigation", scope: "Scope", of: str) -> None:
        super().__init__(to, LinesView(self._page, id="card"))
        self.scope, self._of = scope, of
        self._every = False
        self._read()

    def _read(self) -> None:
        self.figures = figures_of(self.to.session(self.scope), self.to.context.sections(), self._of)

    def header_line(self, width: int) -> Content:
        title = Content.styled("Statistics", ".heading") + " · " + card_view.short(self.figures.of)
        return chrome.spread(title, Content(said(self.figures.day)), width)

    def key_line(self, width: int) -> Content:
        every = "less" if self._every else "all rows"
        return self.hints([("space", "page down"), ("a", every), ("q", "back"), ("?", "keys")], width)

    def action_every(self) -> None:
        self._every = not self._every
        self.view.set_lines(self._page, top=False)
        self.show_lines()

    def _page(self, width: int) -> Sequence[Content]:
        return stats_lines(self.figures, width, every=self._every, more=self.key("a"))

    def show_anew(self, status: str) -> None:
        self._read()
        self.view.set_lines(self._page, top=False)
        self.status = status
        self.show_lines()

    async def resume(self) -> None:
        await self.to.stats(self.scope, self.figures.of)

    async def action_back(self) -> None:
        await self.to.leave("stats", stay=True)


def stats_lines(at: Figures, width: int, *, every: bool, more: str) -> Sequence[Content]:
    """Return the page as styled lines. Texts of decks are shown as they are written."""
    if width >= _TWO:
        half = (width - _GAP) // 2
        every_part = [_styled(part_lines(part, half), half) for part in parts(at, every=every, more=more)]
        found = _in_two(every_part, half)
    else:
        found = _styled(lines(at, min(width, _WIDEST), every=every, more=more), width)
    if not at.days:
        found += [Content(), Content("Nothing was answered in the last year.")]
    return found


def _styled(page: Iterable[Line], width: int) -> list[Content]:
    found: list[Content] = []
    for line in page:
        pieces = [Content(text).stylize(f".{role}" if role else "") for text, role in line]
        content = Content().join(pieces)
        whole = len(pieces) == 1  # a heading or a sentence; rows of plots are cut
        found += wrap(content, width) if whole and content else [content.truncate(width)]
    return found


def _in_two(every_part: Sequence[list[Content]], width: int) -> list[Content]:
    """Return parts in two columns of a width, as alike in height as their order allows."""
    columns: tuple[list[Content], list[Content]] = [], []
    whole = sum(map(len, every_part))
    for part in every_part:
        columns[2 * (len(columns[0]) + len(part) // 2) > whole or bool(columns[1])].extend([*part, Content()])
    return [
        left.pad_right(max(0, width + _GAP - left.cell_length)) + right
        for left, right in zip_longest(*columns, fillvalue=Content())
    ]
