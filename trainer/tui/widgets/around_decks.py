"""What stands beside and below the decks: the deck that is marked, and the days to come."""

from collections.abc import Sequence

from textual.content import Content

from trainer.core.library import Library
from trainer.core.scope import EVERYTHING
from trainer.practice.overview import Detail, detail
from trainer.tui.lines.home_lines import detail_lines, forecast_block, forecast_line
from trainer.tui.widgets.deck_tree import Node
from trainer.tui.widgets.lines_view import LinesView

HIGH = 22
"""Lines of a terminal from which on the days to come have their dates; ``-high`` in the style sheet."""


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
            self._details[node.title] = detail(self._library, scope, self._day, node.counts)
        return detail_lines(node.title, self._details[node.title], self._day, width)


class ForecastView(LinesView):
    """Shows how many cards wait on each of the days to come, with their dates in a high terminal."""

    def __init__(self, days: Sequence[int], day: int) -> None:
        super().__init__(self._draw, id="forecast")
        self._days, self._day = days, day

    def show(self, days: Sequence[int], day: int) -> None:
        """Show other days, the first of which is ``day``."""
        self._days, self._day = days, day
        self.set_lines(self._draw)

    def on_resize(self) -> None:
        super().on_resize()
        self._lay_out()  # a height may make other lines where the width is the same

    def _draw(self, width: int) -> list[Content]:
        if not any(self._days):
            return []
        if self.app.size.height >= HIGH:
            return forecast_block(self._days, self._day, width)
        return [forecast_line(self._days, width)]
