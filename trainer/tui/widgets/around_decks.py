"""What stands beside and below the decks: the deck that is marked, and the days to come."""

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from textual.content import Content

from trainer.core.library import Library
from trainer.core.scope import EVERYTHING
from trainer.core.text import percent
from trainer.practice.overview import WEAKEST, Detail, detail
from trainer.tui.lines.home_lines import detail_lines, forecast_block, forecast_line, year_block
from trainer.tui.widgets import card_view
from trainer.tui.widgets.deck_tree import Node
from trainer.tui.widgets.lines_view import LinesView

HIGH = 22
"""Lines of a terminal from which on the days to come have their dates; ``-high`` in the style sheet."""


TALL = 36
"""Lines from which on the last year stands below, or beside in ``BESIDE`` cells; ``-tall``."""
BESIDE = 152
MORE = 9
"""Weak cards that are named in a tall terminal, and as many not met yet."""


class DetailView(LinesView):
    """Says what is known of a deck or branch; found out once for each."""

    def __init__(self, library: Library, day: int, node: Node) -> None:
        super().__init__(self._draw, id="side")
        self._library = library
        self._details: dict[tuple[str, ...], Detail] = {}
        self._day, self._node = day, node

    def show(self, node: Node, day: int = 0) -> None:
        """Show another one, if there is room; on a new ``day``, or after an answer, all anew."""
        if day:
            self._details.clear()
        self._day, self._node = day or self._day, node
        if self.display:
            self.set_lines(self._draw)

    def _draw(self, width: int) -> list[Content]:
        node = self._node
        if not node.cards:
            return []
        if node.title not in self._details:
            scope = node.scope if node.title else EVERYTHING
            weak, unmet = (WEAKEST, 0) if self.app.size.height < TALL else (MORE, MORE)
            self._details[node.title] = detail(self._library, scope, self._day, node.counts, weak, unmet)
        inside = [_inside(child, width) for child in node.children] if node.title else []
        most = self.scrollable_content_region.height
        known, comes = self._details[node.title], 0 if node.today else node.comes
        return detail_lines(node.title, known, comes, self._day, width, inside, most)

    def on_resize(self) -> None:
        super().on_resize()
        self._lay_out()  # a height may make other lines where the width is the same


def _inside(node: Node, width: int) -> Content:
    """Return a deck as a line: its name, what is due, and how much of it is learnt."""
    due = Content.styled(f"{node.due or '·':>5}", ".due" if node.due else ".dim")
    learnt = Content.styled(f"{percent(node.learnt / node.cards if node.cards else 0.0):>6}", ".dim")
    room = width - due.cell_length - learnt.cell_length
    name = card_view.short(node.title[-1], 200).truncate(max(4, room), ellipsis=True)
    return name.pad_right(max(0, room - name.cell_length)) + due + learnt


class ForecastView(LinesView):
    """Shows how many cards wait on each of the days to come, with dates in a high terminal; in a tall one the
    days of the last year too."""

    def __init__(self, days: Sequence[int], day: int, answers: Mapping[int, int]) -> None:
        super().__init__(self._draw, id="forecast")
        self._days, self._day, self._answers, self._of = days, day, answers, ""

    def beside(self, *, marked: bool) -> None:
        """Say that the days are those of all decks, where one of them is ``marked``."""
        of = "all decks" if marked else ""
        if of != self._of:
            self._of = of
            self.set_lines(self._draw)

    def show(self, days: Sequence[int], day: int, answers: Mapping[int, int]) -> None:
        """Show other days, the first of which is ``day``; ``answers`` on each study day up to it."""
        self._days, self._day, self._answers = days, day, answers
        self.set_lines(self._draw)

    def on_resize(self) -> None:
        super().on_resize()
        self._lay_out()  # a height may make other lines where the width is the same

    def _draw(self, width: int) -> list[Content]:
        if not any(self._days):
            return []
        height = self.app.size.height
        if height < HIGH:
            return [forecast_line(self._days, width, self._of)]
        if height < TALL or not self._answers:
            return forecast_block(self._days, self._day, width, of=self._of)
        if width < BESIDE:
            block = forecast_block(self._days, self._day, width, 3, self._of)
            return [*block, Content(), *year_block(self._answers, self._day, width)]
        half = width // 2
        left = forecast_block(self._days, self._day, half - 4, 5, self._of)
        right = year_block(self._answers, self._day, width - half)
        return [
            one.pad_right(max(0, half - one.cell_length)) + other
            for one, other in zip_longest(left, right, fillvalue=Content())
        ]
