"""Figures about practice, with plots: one page that scrolls."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from trainer.core.dates import said
from trainer.stats.figures import Figures, figures
from trainer.stats.lines import lines
from trainer.tui.keys import STATS, bindings
from trainer.tui.lines import chrome
from trainer.tui.lines.layout import wrap
from trainer.tui.widgets.lines_view import LinesView
from trainer.tui.widgets.page import Page

if TYPE_CHECKING:
    from trainer.core.scope import Scope
    from trainer.tui.navigation import Navigation

_WIDEST = 100


class StatsScreen(Page):
    """Shows the figures of a scope."""

    KEYS = STATS
    BINDINGS = bindings(KEYS)

    def __init__(self, to: "Navigation", scope: "Scope") -> None:
        at = to.context
        day = at.plan.moment(at.clock()).day
        self.figures = figures(at.library, day, at.plan.scheduler, scope, at.sections())
        self._every = False
        super().__init__(
            to, LinesView(lambda width: stats_lines(self.figures, width, every=self._every), id="card")
        )

    def header_line(self, width: int) -> Content:
        return chrome.spread(Content.styled("Statistics", ".heading"), Content(said(self.figures.day)), width)

    def key_line(self, width: int) -> Content:
        every = "less" if self._every else "all rows"
        return self.hints([("space", "page down"), ("a", every), ("q", "back"), ("?", "keys")], width)

    def action_every(self) -> None:
        self._every = not self._every
        self.view.set_lines(lambda width: stats_lines(self.figures, width, every=self._every), top=False)
        self.show_lines()

    async def action_back(self) -> None:
        await self.to.home()


def stats_lines(at: Figures, width: int, *, every: bool) -> Sequence[Content]:
    """Return the page as styled lines. Texts of decks are shown as they are written."""
    found: list[Content] = []
    for line in lines(at, min(width, _WIDEST), every=every):
        pieces = [Content(text).stylize(f".{role}" if role else "") for text, role in line]
        content = Content().join(pieces)
        whole = len(pieces) == 1  # a heading or a sentence; rows of plots are cut
        found += wrap(content, width) if whole and content else [content.truncate(width)]
    if not at.days:
        found += [Content(), Content("Nothing was answered in the last year.")]
    return found
