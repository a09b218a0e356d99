"""A quiz as lines: its questions, what was missed, what was mixed up. Part of the gate for deck text."""

from collections.abc import Iterable

from textual.content import Content

from trainer.confusions import MixedUp
from trainer.core.duration import minutes_seconds
from trainer.core.text import one_line, times
from trainer.quiz.round import Answered, Round
from trainer.tui.lines.layout import WIDEST, choosable, hang, lay_out, wrap
from trainer.tui.lines.markdown import inline, parse

_BLANK = Content()


def question_lines(quiz: Round, width: int) -> tuple[list[Content], int]:
    """Return the lines of the present question, and the number of the line that should be in sight."""
    question, answered = quiz.question, quiz.answered
    if question is None:
        return [], 0
    picked = answered.picked if answered is not None else quiz.picked
    lines = lay_out(parse(question.ask), width)
    if question.several:
        count = sum(option.right for option in question.options)
        lines += [_BLANK, *wrap(Content.styled(f"choose {count}", ".dim"), width)]
    lines.append(_BLANK)
    fresh = 0
    for index, option in enumerate(question.options):
        mine = index in picked
        sign = " "
        tone = ".strong" if mine else ""
        if answered is not None:
            sign, tone = ("✓", ".good") if option.right else ("✗", ".bad") if mine else (" ", "")
        box = f"{'[x]' if mine else '[ ]'} " if question.several else ""
        answer = answered is not None and option.right
        bar = Content.styled("▌ ", ".answer") if answer else Content("  ")
        number = Content.styled(str(index + 1), ".key" if answered is None else ".dim")
        head = Content.assemble((sign, tone), " ", number, f" {box}", bar)
        room = width - head.cell_length
        body = lay_out(parse(option.text), room)
        body = [line.stylize_before(".answer") for line in body] if answer else body
        if answered is not None:
            if mine and not answered.right:
                fresh = len(lines) + len(body)
            word = "right" if option.right else "wrong" if mine else ""
            if mine:
                word = f"{word}, your pick" if question.several or not answered.right else ""
            body += _verdict(word, tone, option.because, room)
        lines += choosable(hang(head, body), index)
    if answered is not None and question.why:
        lines += [_BLANK, *lay_out(parse(question.why), width)]
    return lines, fresh


def result_lines(quiz: Round, mixed: Iterable[MixedUp], width: int) -> list[Content]:
    """Return what a round came to: score, time, what was missed and why, what was mixed up."""
    width = min(width, WIDEST)
    asked = len(quiz.given)
    took = sum(answer.event.took or 0 for answer in quiz.given)
    lines = wrap(Content.styled(f"{quiz.right} of {asked} right", ".heading"), width)
    pace = Content.styled(f"{minutes_seconds(took)} in all, {took / asked / 1000:.0f} s a question", ".dim")
    lines += wrap(pace, width)
    for answer in quiz.missed:
        lines += [_BLANK, *_missed(answer, width)]
    return lines + mixed_up_lines(mixed, width)


def mixed_up_lines(mixed: Iterable[MixedUp], width: int) -> list[Content]:
    """Return what was mixed up, a pair to a line, below a blank line."""
    lines: list[Content] = []
    for pair in mixed:
        one, other = inline(one_line(pair.one, 200)), inline(one_line(pair.other, 200))
        head = Content.assemble(
            ("you mixed up: ", ".warn"), "“", one, "” and “", other, f"” ({times(pair.times)})"
        )
        lines += wrap(head, width)
    return [_BLANK, *lines] if lines else []


def _missed(answer: Answered, width: int) -> list[Content]:
    """Show a missed question with what was said, what is right, and why."""
    question = answer.question
    lines = hang(Content.styled("✗ ", ".bad"), lay_out(parse(question.ask), width - 2))
    for index, option in enumerate(question.options):
        if option.right or index in answer.picked:
            label, tone = ("right", ".good") if option.right else ("you", ".bad")
            head = Content.assemble(f"  {label:5}", "  ").stylize(tone)
            room = width - head.cell_length
            body = lay_out(parse(option.text), room)
            lines += hang(head, body + _verdict("", "", option.because, room))
    if question.why:
        lines += hang(Content("  "), lay_out(parse(question.why), width - 2))
    return lines


def _verdict(word: str, tone: str, because: str, width: int) -> list[Content]:
    if not word and not because:
        return []
    reason = Content.assemble(": " if word else "", inline(because)) if because else _BLANK
    return wrap(Content.assemble((word, tone), reason).stylize_before(".note"), width)
