"""The marking phase of a mock interview: what was said beside the reference, ticked by the grader."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.content import Content

from trainer.grading.wording import in_doubt, new_terms
from trainer.interview import wording
from trainer.interview.interview import Interview
from trainer.interview.marking import MarkedAnswer, Marking
from trainer.tui.interview_keys import MARKING
from trainer.tui.keys import DIGITS, bindings
from trainer.tui.lines import chrome
from trainer.tui.lines.layout import WIDEST, hang, wrap
from trainer.tui.lines.point_lines import points
from trainer.tui.lines.review_lines import ticking
from trainer.tui.widgets import card_view
from trainer.tui.widgets.lines_view import LinesView
from trainer.tui.widgets.page import Page

if TYPE_CHECKING:
    from trainer.tui.navigation import Navigation

SIDE_BY_SIDE = 64
"""From this width on the two sides stand beside each other."""

_BLANK = Content()
_GAP = Content.styled(" │ ", ".dim")
_RATINGS = {1: "right", 2: "half", 3: "wrong"}


class MarkingScreen(Page):
    """Walks through the answers; with the last one the report is shown."""

    KEYS = MARKING
    PART = "mock"
    BINDINGS = bindings((*KEYS, *DIGITS))

    def __init__(self, to: "Navigation", interview: Interview, marking: Marking) -> None:
        super().__init__(to, LinesView(self._lines, id="card"))
        self.interview = interview
        self.marking = marking
        self._mark = 0
        self._greet()

    def on_mount(self) -> None:
        self.call_after_refresh(self._show_doubt)

    # What is shown

    def header_line(self, width: int) -> Content:
        number, count = self.marking.place
        title = Content("Marking · ") + card_view.short(self.interview.transcript.about, 200)
        answer = self.marking.current
        depth = answer.asked.depth if answer is not None and width >= 60 else 0
        follow_up = f"follow-up {depth}, " if depth else ""
        return chrome.spread(title, Content(f"{follow_up}answer {number} of {count}"), width)

    def top_line(self, width: int) -> Content:
        number, count = self.marking.place
        return chrome.progress(number - 1, count, width)

    def _lines(self, width: int) -> list[Content]:
        answer = self.marking.current
        return answer_lines(answer, width, self._mark) if answer is not None else []

    def bottom_line(self, width: int) -> Content:
        answer = self.marking.current
        if answer is None:
            return chrome.footer(_BLANK, _BLANK, width)
        shown = answer.preview
        facts = [value for label, value in wording.ratings(shown) if label != "must-haves"]
        warning = wording.warning(shown) if answer.settled else ""
        warned = [f"⚠ {warning}"] if warning else []
        room = width - len(self.status) - 10
        while len(facts) > 1 and len(" · ".join(warned + facts)) > room:
            facts.pop()  # how right it is stays longest
        text = Content(" · ").join([*(Content.styled(one, ".warn") for one in warned), *map(Content, facts)])
        return chrome.footer(Content(self.status), text, width)

    def key_line(self, width: int) -> Content:
        answer = self.marking.current
        end = [("u", "back"), ("?", "keys")]
        if answer is None or answer.asked.skipped:
            return self.hints([("enter", "next"), *end], width)
        if answer.key_points:
            return self.hints([("enter", "next"), *ticking(len(answer.key_points)), *end], width)
        grades = [
            chrome.Grade(str(key), word, "", "", key == answer.rating) for key, word in _RATINGS.items()
        ]
        return chrome.grade_line(grades, chrome.AFTER, width, self.key)

    # What the keys do

    async def action_digit(self, digit: int) -> None:
        answer = self.marking.current
        if answer is None:
            return
        if answer.key_points:
            self.action_mark(str(digit))
        else:
            await self._went_on(lambda: self.marking.rate(digit))

    def action_mark(self, key: str) -> None:
        if self.marking.press(key):
            self._marked((int(key) - 1) % 10 if key.isdecimal() else self._mark)

    def action_tick(self) -> None:
        if self.marking.toggle(self._mark):
            self._marked(self._mark)

    async def action_choose(self, index: int) -> None:
        if self.marking.toggle(index):
            self._marked(index)

    def action_line(self, lines: int) -> None:
        answer = self.marking.current
        parts = len(answer.key_points) if answer is not None and not answer.asked.skipped else 0
        if 0 <= self._mark + lines < parts:
            self._marked(self._mark + lines)
        else:
            super().action_line(lines)

    def _marked(self, index: int) -> None:
        """Show what is marked now, after a key or a click on the point with this index."""
        self._mark = index
        self.status = in_doubt(self.marking.current.marking) if self.marking.current is not None else ""
        self._redraw()
        self.view.show_chosen(index)

    async def action_confirm(self) -> None:
        """Take the marking as it stands, once its last point was in sight."""
        answer = self.marking.current
        points = len(answer.key_points) if answer is not None and not answer.asked.skipped else 0
        if points and self.view.below(points - 1):
            self.view.page(1)
        else:
            await self._went_on(self.marking.confirm)

    async def action_undo(self) -> None:
        done = self.marking.back()
        self._greet()
        self.status = "marked before; enter takes it again" if done else "this is the first answer"
        self._redraw(top=done)

    async def resume(self) -> None:
        await self.to.interview(self.interview)

    async def action_back(self, stay: bool = False) -> None:
        await self.to.leave("mock", stay=stay, status=f"{wording.KEPT}: m goes on with it")

    async def _went_on(self, act: Callable[[], bool]) -> None:
        """Mark the answer, and go on to the next one or to the report."""
        answer = self.marking.current
        terms = len(answer.terms) if answer is not None else 0
        if not act():
            return
        if self.marking.current is None:
            await self.to.interview(self.interview)
            return
        self._greet()
        self.status = new_terms(terms) or self.status
        self._redraw(top=True)
        self._show_doubt()

    def _show_doubt(self) -> None:
        """Scroll to the first point in doubt, if there is one."""
        if self.marking.current is not None and self.marking.current.marking.doubtful:
            self.view.show_chosen(self._mark)

    def _greet(self) -> None:
        """Mark what the person looks at first."""
        answer = self.marking.current
        self._mark = answer.marking.first if answer is not None and not answer.asked.skipped else 0
        self.status = in_doubt(answer.marking) if answer is not None else ""

    def _redraw(self, *, top: bool = False) -> None:
        self.view.set_lines(self._lines, top=top)
        self.show_lines()


def answer_lines(answer: MarkedAnswer, width: int, mark: int | None = None) -> list[Content]:
    """Return an answer and its reference, side by side where there is room and something was written, else
    one below the other; ``mark`` is the index of the point to mark."""
    asked = answer.asked
    head = Content.styled(f"{asked.number + 1}  ", ".dim")
    lines = hang(head, card_view.block(asked.ask, min(width, WIDEST) - head.cell_length))
    lines.append(_BLANK)
    if width >= SIDE_BY_SIDE and asked.written:
        size = (width - 3) * 2 // 5
        left, right = _said(answer, size), _reference(answer, width - 3 - size, mark)
        for row in range(max(len(left), len(right))):
            one = left[row] if row < len(left) else _BLANK
            other = right[row] if row < len(right) else _BLANK
            lines.append(Content.assemble(one.pad_right(size - one.cell_length), _GAP, other))
    else:
        said, reference = _said(answer, width), _reference(answer, width, mark)
        first, then = (reference, said) if answer.key_points else (said, reference)
        lines += [*first, _BLANK, *then]
    if answer.card is not None and answer.card.note.why:
        lines += [_BLANK, *card_view.block(answer.card.note.why, min(width, WIDEST))]
    return lines


def _said(answer: MarkedAnswer, width: int) -> list[Content]:
    lines = wrap(Content.styled("You said", ".heading"), width)
    for line in wording.given(answer.asked).split("\n"):
        lines += wrap(card_view.message(line), width)
    return lines


def _reference(answer: MarkedAnswer, width: int, mark: int | None) -> list[Content]:
    if not answer.key_points:
        lines = wrap(Content.styled("Reference", ".heading"), width)
        if answer.sides is None:
            return lines + wrap(Content("No deck has this card any more.").stylize(".warn"), width)
        bar = Content.styled("▌ ", ".answer")
        found = card_view.block(answer.sides.answer, width - 2)
        return lines + [bar + line.stylize_before(".answer") for line in found]
    mark = None if answer.asked.skipped else mark
    return [*wrap(Content.styled("Points", ".heading"), width), *points(answer.marking, width, mark)[0]]
