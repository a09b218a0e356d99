"""The one gate between deck text and the screen. Nothing else in ``tui`` makes widgets or text of it."""

from textual.content import Content

from trainer.core.gapped import unmarked
from trainer.core.kinds import Sides
from trainer.core.text import clean, one_line
from trainer.core.title import parts
from trainer.practice.attempt import Attempt
from trainer.tui.lines.card_lines import draw
from trainer.tui.lines.layout import WIDEST, lay_out
from trainer.tui.lines.markdown import parse
from trainer.tui.widgets.lines_view import LinesView


class CardView(LinesView):
    """Shows one card: its question, and once revealed its answer under it."""

    _attempt: Attempt
    _mark: int | None = None
    _fresh = 0
    _marked: tuple[int, int] | None = None

    def show(self, attempt: Attempt) -> None:
        """Show a card from its top."""
        self._attempt, self._mark = attempt, None
        self.set_lines(self._draw)

    def update(self) -> None:
        """Show what changed of the card (a hint, a pick, the answer); the question stays where it is."""
        self.set_lines(self._draw, top=False)
        self.show_line(self._fresh)

    @property
    def mark(self) -> int | None:
        """The index of the step, point or subject that is marked."""
        return self._mark

    @mark.setter
    def mark(self, mark: int | None) -> None:
        self._mark = mark
        self.set_lines(self._draw, top=False)
        self._follow()

    def move_mark(self, by: int) -> bool:
        """Mark another step, point or subject; return whether there is one."""
        attempt = self._attempt
        count = len(attempt.parts) if attempt.revealed else len(attempt.sides.steps)
        target = (0 if by > 0 else count - 1) if self._mark is None else self._mark + by
        if not 0 <= target < count:
            return False
        self.mark = target
        return True

    def on_resize(self) -> None:
        super().on_resize()
        self._follow()

    def _follow(self) -> None:
        """Scroll as little as needed to have what is marked in sight."""
        if self._marked is None:
            return
        first, last = self._marked
        height = self.scrollable_content_region.height
        top = min(max(self.scroll_offset.y, last - height + 1), first)
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True)

    def _draw(self, width: int) -> list[Content]:
        lines, self._fresh, self._marked = draw(self._attempt, min(width, WIDEST), self._mark)
        return lines


def short(text: str, limit: int = 60) -> Content:
    """Return deck text (a title, a question) on one line of at most ``limit`` characters, without markup."""
    return Content(one_line(text, limit))


def block(text: str, width: int) -> list[Content]:
    """Return a Markdown text of a deck as lines."""
    return lay_out(parse(text), width)


def path(title: str) -> Content:
    """Return a deck title with its parts joined by ``›``."""
    return Content(" › ".join(one_line(part, 200) for part in parts(title)))


def as_text(sides: Sides, *, answer: bool) -> str:
    """Return a card as the text of its deck, as it is asked: the question, the options or steps below it in
    their order, and if it is shown the answer."""
    below = [option.text for option in sides.options] or sides.steps
    listed = "\n".join(f"{number}. {text}" for number, text in enumerate(below, 1))
    texts = [sides.prompt, listed, sides.answer if answer else ""]
    return clean(unmarked("\n\n".join(filter(None, texts))))


def message(text: str) -> Content:
    """Return a text of several lines that names things from decks, without markup."""
    return Content(clean(text))
