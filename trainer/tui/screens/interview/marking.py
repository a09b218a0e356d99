"""The marking phase of a mock interview: what was said beside the reference, ticked by the grader."""

from typing import TYPE_CHECKING

from textual.content import Content

from trainer.grading.wording import BOXES, because
from trainer.interview import wording
from trainer.interview.interview import Interview
from trainer.interview.marking import MarkedAnswer, Marking
from trainer.tui.keys import DIGITS, MARKING, bindings
from trainer.tui.lines import chrome
from trainer.tui.lines.layout import WIDEST, choosable, hang, wrap
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
    BINDINGS = bindings((*KEYS, *DIGITS))

    def __init__(self, to: "Navigation", interview: Interview, marking: Marking) -> None:
        super().__init__(to, LinesView(self._lines, id="card"))
        self.interview = interview
        self.marking = marking
        self.status = self._greeting()

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
        return answer_lines(answer, width) if answer is not None else []

    def bottom_line(self, width: int) -> Content:
        answer = self.marking.current
        if answer is None:
            return chrome.footer(_BLANK, _BLANK, width)
        shown = answer.preview
        facts = [value for label, value in wording.ratings(shown) if label != "must-haves"]
        text = Content(" · ".join(facts))
        if wording.warning(shown):
            text = Content.styled(f"⚠ {wording.warning(shown)} · ", ".warn") + text
        if width < 60:
            text = (
                Content.styled(f"⚠ {wording.warning(shown)}", ".warn") if wording.warning(shown) else _BLANK
            )
            text = text or Content(facts[0])
        return chrome.footer(Content(self.status), text, width)

    def key_line(self, width: int) -> Content:
        answer = self.marking.current
        end = [("u", "back"), ("?", "keys")]
        if answer is None or answer.asked.skipped:
            return chrome.key_line([("enter", "next"), *end], width)
        if answer.key_points:
            digits = f"1-{min(9, len(answer.ticks))}" if len(answer.ticks) > 1 else "1"
            return chrome.key_line([(digits, "toggle"), ("enter", "next"), *end], width)
        grades = [
            chrome.Grade(str(key), word, "", "", key == answer.rating) for key, word in _RATINGS.items()
        ]
        return chrome.grade_line(grades, [("u", ""), ("?", "")], width)

    # What the keys do

    async def action_digit(self, digit: int) -> None:
        answer = self.marking.current
        if answer is None:
            return
        if answer.key_points:
            await self.action_choose(digit - 1 if digit else 9)
        else:
            await self._went_on(self.marking.rate(digit))

    async def action_choose(self, index: int) -> None:
        self.marking.toggle(index)
        self.status = self._greeting()
        self._redraw()
        self.view.show_chosen(index)

    async def action_confirm(self) -> None:
        answer = self.marking.current
        if answer is None:
            return
        if answer.ready:
            await self._went_on(self.marking.confirm())
            return
        numbers = ", ".join(str(index + 1) for index in answer.undecided)
        self.status = f"first decide [?]: {numbers}" if numbers else "right, half or wrong?"
        self._redraw()

    async def action_undo(self) -> None:
        done = self.marking.back()
        self.status = "marked before; enter takes it again" if done else "this is the first answer"
        self._redraw(top=done)

    async def action_back(self, stay: bool = False) -> None:
        await self.to.leave("mock", stay=stay)

    async def _went_on(self, done: bool) -> None:
        if not done:
            return
        if self.marking.current is None:
            await self.to.interview(self.interview)
            return
        self.status = self._greeting()
        self._redraw(top=True)

    def _greeting(self) -> str:
        answer = self.marking.current
        undecided = answer.undecided if answer is not None else []
        return f"you decide: {', '.join(str(index + 1) for index in undecided)}" if undecided else ""

    def _redraw(self, *, top: bool = False) -> None:
        self.view.set_lines(self._lines, top=top)
        self.show_lines()


def answer_lines(answer: MarkedAnswer, width: int) -> list[Content]:
    """Return an answer and its reference, side by side where there is room, else one under the other."""
    asked = answer.asked
    head = Content.styled(f"{asked.number + 1}  ", ".dim")
    lines = hang(head, card_view.block(asked.ask, min(width, WIDEST) - head.cell_length))
    lines.append(_BLANK)
    if width >= SIDE_BY_SIDE:
        size = (width - 3) * 2 // 5
        left, right = _said(answer, size), _reference(answer, width - 3 - size)
        for row in range(max(len(left), len(right))):
            one = left[row] if row < len(left) else _BLANK
            other = right[row] if row < len(right) else _BLANK
            lines.append(Content.assemble(one.pad_right(size - one.cell_length), _GAP, other))
    else:
        lines += [*_said(answer, width), _BLANK, *_reference(answer, width)]
    if answer.card is not None and answer.card.note.why:
        lines += [_BLANK, *card_view.block(answer.card.note.why, min(width, WIDEST))]
    return lines


def _said(answer: MarkedAnswer, width: int) -> list[Content]:
    lines = wrap(Content.styled("You said", ".heading"), width)
    for line in wording.given(answer.asked).split("\n"):
        lines += wrap(card_view.message(line), width)
    return lines


def _reference(answer: MarkedAnswer, width: int) -> list[Content]:
    if not answer.key_points:
        lines = wrap(Content.styled("Reference", ".heading"), width)
        if answer.sides is None:
            return lines + wrap(Content("No deck has this card any more.").stylize(".warn"), width)
        return lines + card_view.block(answer.sides.answer, width)
    lines = wrap(Content.styled("Points", ".heading"), width)
    for index, point in enumerate(answer.key_points):
        tick = answer.ticks[index]
        tone = {True: ".good", False: "", None: ".warn"}[tick]
        digit = str((index + 1) % 10) if index < 10 else " "
        head = Content.assemble((f"{BOXES[tick]} ", tone), (f"{digit} ", ".key"))
        room = max(4, width - head.cell_length)
        text = card_view.block(f"{point.say} **(must)**" if point.must else point.say, room)
        if answer.judged.marks and (words := because(answer.judged.marks[index], tick)):
            note = card_view.message(words).stylize(".warn" if tick is None else ".note")
            text += wrap(note, room)
        lines += choosable(hang(head, text), index)
    return lines
