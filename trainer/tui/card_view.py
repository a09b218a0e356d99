"""The one gate between deck text and the screen. Nothing else in ``tui`` makes widgets or text of it."""

from textual.content import Content

from trainer.core.text import clean, one_line
from trainer.study.turn import Turn
from trainer.tui.face import draw
from trainer.tui.lines_view import LinesView

WIDEST = 96
"""Lines longer than this many cells are hard to read; wider terminals leave the rest empty."""


class CardView(LinesView):
    """Shows one card: its question, and once revealed its answer under it."""

    _fresh = 0

    def show(self, turn: Turn) -> None:
        """Show a card from its top."""
        self._turn = turn
        self.set_lines(self._draw)

    def update(self) -> None:
        """Show what changed in the turn (a hint, a pick, the answer); the question stays where it is."""
        self.set_lines(self._draw, top=False)
        self.show_line(self._fresh)

    def _draw(self, width: int) -> list[Content]:
        lines, self._fresh = draw(self._turn, min(width, WIDEST))
        return lines


def short(text: str, limit: int = 60) -> Content:
    """Return deck text (a title, a question) on one line of at most ``limit`` characters, without markup."""
    return Content(one_line(text, limit))


def path(title: str) -> Content:
    """Return a deck title with its parts joined by ``›``."""
    return Content(" › ".join(one_line(part, 200) for part in title.split("::")))


def message(text: str) -> Content:
    """Return a text of several lines that names things from decks, without markup."""
    return Content(clean(text))
