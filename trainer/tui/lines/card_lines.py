"""A card being answered as lines: question, options, steps or table, hints; after the reveal what was typed
and made of it, the answer and its notes."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content

from trainer.core.gapped import not_set_off
from trainer.core.library import StudyCard
from trainer.core.text import clean
from trainer.grading.order import misplaced
from trainer.grading.wording import ends, order_verdict
from trainer.practice.attempt import Attempt
from trainer.practice.sources import Source
from trainer.tui.lines.blocks import Grid
from trainer.tui.lines.compared import compared
from trainer.tui.lines.layout import choosable, grid, hang, lay_out, wrap
from trainer.tui.lines.markdown import inline, parse
from trainer.tui.lines.point_lines import points
from trainer.tui.lines.row_lines import MARK, subjects, whole

_BLANK = Content()
_BAR = Content.styled("▌ ", ".answer")
_MARGIN = Content("  ")


class Drawn(NamedTuple):
    """The lines of a card.

    ``fresh`` is the number of the line where what was asked for last begins, ``marked`` are those (first,
    last) of the step, point or subject that is marked, if one is.
    """

    lines: list[Content]
    fresh: int
    marked: tuple[int, int] | None = None


def draw(attempt: Attempt, width: int, mark: int | None = None) -> Drawn:
    """Return the lines of the card as far as it is shown; ``mark`` is the index of a step or point to mark.

    The question is the same before and after. All stands behind a margin, in which the answer has its bar.
    """
    width = max(2, width - _MARGIN.cell_length)
    sides = attempt.sides
    marked: tuple[int, int] | None = None
    in_place = attempt.revealed and attempt.card.note.body.in_place
    lines = _gaps_filled(attempt, width) if in_place else _question(lay_out(parse(sides.prompt), width))
    fresh = 0
    if sides.options:
        lines += _options(attempt, width)
    elif sides.table is not None:
        lines.append(_BLANK)
        fresh = len(lines) if attempt.revealed else 0
        rows, marked = subjects(sides.table, attempt, width, mark)
        marked = (marked[0] + len(lines), marked[1] + len(lines)) if marked is not None else None
        lines += _aside(rows)
    elif sides.steps and not (attempt.revealed and attempt.placed):
        marked = _steps(lines, attempt, width, mark)
    for number, hint in enumerate(attempt.hints, 1):
        head = Content.styled(f"hint {number}  ", ".dim")
        if not attempt.revealed:
            fresh = len(lines) + 1
        lines += [_BLANK, *_aside(hang(head, lay_out(parse(hint), width - head.cell_length)))]
    if attempt.revealed:
        if attempt.typed.strip() and sides.table is None:
            text = attempt.typed if attempt.in_lines else ends(attempt.typed)
            typed = wrap(Content(clean(text)), width - 2)
            lines += [_BLANK, *_aside(hang(Content.styled("› ", ".dim"), typed))]
        if in_place:
            lines += _hidden_in_code(attempt, width)
            lines += _aside(_comparison(attempt, width))
        elif sides.table is not None:
            lines += [_BLANK, *_aside(table)] if (table := whole(sides.table, width)) else []
        elif not sides.options:
            fresh = len(lines) + 1
            lines += [_BLANK, *_aside(_comparison(attempt, width))]
            if attempt.parts:
                found, place = points(attempt.marking, width, mark)
                marked = (place[0] + len(lines), place[1] + len(lines)) if place is not None else None
                lines += _answer(found)
            elif attempt.placed:
                lines += _orders(attempt, width)
            else:
                lines += _answer(lay_out(parse(sides.answer), width))
        lines += _aside(_notes(attempt.card, width))
    return Drawn(lines, fresh, marked)


def _aside(lines: Sequence[Content]) -> list[Content]:
    """Return lines behind the margin."""
    return [_MARGIN + line if line else line for line in lines]


def _question(lines: Sequence[Content]) -> list[Content]:
    return _aside([line.stylize_before(".question") for line in lines])


def _answer(lines: Sequence[Content]) -> list[Content]:
    """Return the answer, with its bar in the margin."""
    return [_BAR + line.stylize_before(".answer") for line in lines]


def _gaps_filled(attempt: Attempt, width: int) -> list[Content]:
    """Return a question with what it hid; the lines where that stands have the bar."""
    lines = []
    for line in lay_out(parse(attempt.sides.answer), width):
        is_filled = any(span.style == ".answer" for span in line.spans)
        lines.append((_BAR if is_filled else _MARGIN) + line.stylize_before(".question"))
    return lines


def source_lines(found: Sequence[Source], width: int) -> list[Content]:
    """Return the sources of a card with their addresses, as plain text."""
    lines: list[Content] = []
    for source in found:
        if lines:
            lines.append(_BLANK)
        lines += wrap(Content(clean(source.title)), width)
        if source.url:
            lines += wrap(Content(clean(source.url)).stylize(".dim"), width)
    return lines or wrap(Content("This note names no sources."), width)


def _options(attempt: Attempt, width: int) -> list[Content]:
    sides = attempt.sides
    lines: list[Content] = []
    if sides.several:
        right = sum(option.right for option in sides.options)
        lines += [_BLANK, *_aside(wrap(Content.styled(f"choose {right}", ".dim"), width))]
    lines.append(_BLANK)
    for index, option in enumerate(sides.options):
        picked = index in attempt.picked
        box = ("[x]" if picked else "[ ]") if sides.several else ("(•)" if picked else "( )")
        number = str(index + 1) if index < 9 else " "
        sign = ("✓" if option.right else "✗") if attempt.revealed else " "
        tone = (".good" if option.right else ".bad") if attempt.revealed else ".strong" if picked else ""
        head = (
            Content.assemble((sign, tone), f" {number} {box} ")
            if width >= 30
            else Content(f"{sign}{number}{box} ")
        )
        room = width - head.cell_length
        body = lay_out(parse(option.text), room)
        if attempt.revealed:
            because = Content.assemble(": ", inline(option.because)) if option.because else _BLANK
            word = ("right" if option.right else "wrong") + (", your pick" if picked else "")
            result = Content.assemble((word, tone), because)
            body += wrap(result.stylize_before(".note"), room)
        shown = choosable(hang(head, body), index)
        lines += _answer(shown) if attempt.revealed and option.right else _aside(shown)
    return lines


def _steps(lines: list[Content], attempt: Attempt, width: int, mark: int | None) -> tuple[int, int] | None:
    """Show the steps with the key that places each, and the place that it was given."""
    marked = None
    lines.append(_BLANK)
    for index, step in enumerate(attempt.sides.steps):
        placed = index in attempt.placed
        place = f"{attempt.placed.index(index) + 1}." if placed else ""
        size = 2 if len(attempt.sides.steps) < 10 else 3
        head = Content.assemble(
            (MARK if index == mark else "  ", ".accent"),
            f"{index + 1} " if index < 9 else "  ",
            (f"[{place:{size}}] ", ".strong" if placed else ""),
        )
        body = lay_out(parse(step), width - head.cell_length)
        lines += _aside(choosable(hang(head, body), index))
        if index == mark:
            marked = len(lines) - len(body), len(lines) - 1
    return marked


def _orders(attempt: Attempt, width: int) -> list[Content]:
    """Show the right order beside the one given, whose steps that stand wrong are marked with their place."""
    steps, places = attempt.card.note.body.right_order(), attempt.places
    wrong = misplaced(places)
    right = not wrong and len(places) == len(steps)
    result = f"{'✓' if right else '✗'} {order_verdict(places, len(steps))}"
    lines = _aside(wrap(Content.styled(result, ".good" if right else ".bad"), width))
    if right:
        return lines + _answer(lay_out(parse(attempt.sides.answer), width))
    rows = []
    for row, step in enumerate(steps):
        yours = Content.styled("–", ".dim")
        if row < len(places):
            given = inline(attempt.given_steps[row])
            goes = (f" → {places[row] + 1}.", ".bad") if row in wrong else ""
            yours = Content.assemble(("✗ ", ".bad") if row in wrong else ("✓ ", ".good"), given, goes)
        rows.append((Content(f"{row + 1}."), inline(step).stylize_before(".answer"), yours))
    table = grid(Grid((_BLANK, Content("right"), Content("yours")), tuple(rows)), width)
    return [*lines, _BLANK, *(_BAR + line for line in table)]


def _comparison(attempt: Attempt, width: int) -> list[Content]:
    found = attempt.comparison
    if found is None:
        return []
    return [*compared(found, width), *([_BLANK] if found.result != "right" else [])]


def _hidden_in_code(attempt: Attempt, width: int) -> list[Content]:
    """Name the hidden words that stand inside code or mathematics, where nothing sets them off."""
    inside = list(not_set_off(attempt.sides.answer))
    return [_BLANK, *_answer(wrap(Content(f"→ {', '.join(inside)}"), width))] if inside else []


def _notes(card: StudyCard, width: int) -> list[Content]:
    note = card.note
    lines: list[Content] = []
    if note.why:
        lines += [_BLANK, *lay_out(parse(note.why), width)]
    if note.corrects:
        sign = Content.styled("⚠ ", ".warn")
        lines += [_BLANK, *hang(sign, lay_out(parse(note.corrects), width - 2))]
    if note.as_of:
        lines += [_BLANK, *wrap(Content(clean(f"as of {note.as_of}")).stylize(".dim"), width)]
    return lines
