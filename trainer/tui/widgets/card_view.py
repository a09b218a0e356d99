"""The one gate between deck text and the screen. Nothing else in ``tui`` makes widgets or text of it."""

from textual.content import Content
from textual.geometry import Offset

from trainer.core.text import clean, one_line
from trainer.practice.attempt import Attempt
from trainer.tui.lines.card_lines import Hand, Place, draw
from trainer.tui.lines.layout import WIDEST, lay_out
from trainer.tui.lines.markdown import parse
from trainer.tui.widgets.lines_view import LinesView


class CardView(LinesView):
    """Shows one card: its question, and once revealed its answer under it."""

    _fresh = 0
    _at: Place | None = None

    def show(self, attempt: Attempt, hand: Hand) -> None:
        """Show a card from its top, or as far down as the place to write."""
        self._attempt = attempt
        self._hand = hand
        self.set_lines(self._draw)
        self._follow()

    def update(self) -> None:
        """Show what changed in the turn (a hint, a pick, the answer); the question stays where it is."""
        self.set_lines(self._draw, top=False)
        self.show_line(self._fresh)

    def move(self) -> None:
        """Show what changed at the user's hand (the text, the mark), and follow it."""
        self.set_lines(self._draw, top=False)
        self._follow()

    def on_resize(self) -> None:
        super().on_resize()
        if self._at is not None:
            self.move()

    def _follow(self) -> None:
        """Scroll as little as needed to have the hand in sight, and tell the terminal where text goes in."""
        if self._at is None:
            return
        height = self.scrollable_content_region.height
        top = min(max(self.scroll_offset.y, self._at.end - height + 1), self._at.line)
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True)
        self.app.cursor_position = self.content_region.offset + Offset(self._at.column, self._at.line - top)

    def _draw(self, width: int) -> list[Content]:
        most = max(1, self.app.size.height // 3)
        lines, self._fresh, self._at = draw(self._attempt, min(width, WIDEST), self._hand, most)
        return lines


def short(text: str, limit: int = 60) -> Content:
    """Return deck text (a title, a question) on one line of at most ``limit`` characters, without markup."""
    return Content(one_line(text, limit))


def block(text: str, width: int) -> list[Content]:
    """Return a Markdown text of a deck as lines."""
    return lay_out(parse(text), width)


def path(title: str) -> Content:
    """Return a deck title with its parts joined by ``›``."""
    return Content(" › ".join(one_line(part, 200) for part in title.split("::")))


def message(text: str) -> Content:
    """Return a text of several lines that names things from decks, without markup."""
    return Content(clean(text))
