"""The present question of a quiz, and once it is answered what was right, and why."""

from textual.content import Content

from trainer.quiz.round import Round
from trainer.tui.lines.layout import WIDEST
from trainer.tui.lines.quiz_lines import question_lines
from trainer.tui.widgets.lines_view import LinesView


class QuestionView(LinesView):
    """Shows what a round asks."""

    _fresh = 0

    def __init__(self, quiz: Round, *, id: str) -> None:
        super().__init__(self._draw, id=id)
        self._quiz = quiz

    def show(self) -> None:
        """Show the question from its top."""
        self.set_lines(self._draw)

    def update(self) -> None:
        """Show what changed; the question stays where it is, and what was picked comes into sight."""
        self.set_lines(self._draw, top=False)
        if self._quiz.answered is not None:
            self.show_line(self._fresh)

    def _draw(self, width: int) -> list[Content]:
        lines, self._fresh = question_lines(self._quiz, min(width, WIDEST))
        return lines
