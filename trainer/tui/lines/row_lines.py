"""A row of a comparison as lines: its subjects, each with ``?`` and then its cell, and the whole table."""

from textual.content import Content

from trainer.core.kinds import Table
from trainer.grading.marking import Ticks
from trainer.grading.wording import BOXES
from trainer.practice.attempt import Attempt
from trainer.tui.lines.blocks import Grid
from trainer.tui.lines.compared import compared
from trainer.tui.lines.layout import LEAST_COLUMN, choosable, grid, hang, lay_out, wrap
from trainer.tui.lines.markdown import inline, parse

MARK = "▸ "
_BAR = Content.styled("▌ ", ".answer")
_NOTHING = Content.styled("?", ".strong")

Rows = tuple[list[Content], tuple[int, int] | None]


def subjects(table: Table, attempt: Attempt, width: int, mark: int | None) -> Rows:
    """Return a line for each subject, and the lines (first, last) of the one that is marked.

    Names stay where they are when the cells come to them. Where both do not fit, a cell stands below.
    """
    lines: list[Content] = []
    marked = None
    size = max(inline(name).cell_length for name in table.subjects)
    head = 8 if width >= 30 else 6
    beside = width - head - size - 4 >= LEAST_COLUMN
    for index, name in enumerate(table.subjects):
        start = len(lines)
        title = inline(name).stylize(".strong")
        lead = _lead(attempt, index, marked=index == mark, narrow=head < 8)
        room = width - head - (size + 2 if beside else 0) - 2
        cell = _cell(table, attempt, index, max(2, room))
        if beside:
            lines += hang(lead + title.pad_right(size + 2 - title.cell_length), cell)
        else:
            lines += hang(lead, wrap(title, max(2, width - head)))
            lines += hang(Content(" " * head), cell)
        lines[start:] = choosable(lines[start:], index)
        if index == mark:
            marked = start, len(lines) - 1
    return lines, marked


def _lead(attempt: Attempt, index: int, *, marked: bool, narrow: bool) -> Content:
    """Return what stands before a subject: the mark, and once the cell is there its digit and tick."""
    sign = "" if narrow else MARK if marked else "  "
    if not attempt.revealed:
        return Content(" " * (len(sign) + 6))
    return Content.assemble((sign, ".accent"), ticked(attempt.marking, index))


def ticked(ticks: Ticks, index: int) -> Content:
    """Return the digit and the tick of what can be ticked, point or subject."""
    tick = ticks.ticks[index]
    tone = ".warn" if index in ticks.doubtful else ".good" if tick else ""
    digit = f"{(index + 1) % 10} " if index < 10 else "  "
    return Content.assemble((digit, ".key"), (f"{BOXES[tick]} ", tone))


def _cell(table: Table, attempt: Attempt, index: int, width: int) -> list[Content]:
    if not attempt.revealed:
        return [_NOTHING]
    text = lay_out(parse(table.answers[index]), width)
    lines = [_BAR + line.stylize_before(".answer") for line in text]
    if attempt.judged.cells:
        lines += [Content("  ") + line for line in compared(attempt.judged.cells[index], width)]
    return lines


def whole(table: Table, width: int) -> list[Content]:
    """Return the whole table with the row marked that was asked; nothing where it has no other row."""
    if len(table.rows) == 1:
        return []
    columns = (Content(), *map(inline, table.subjects))
    rows = []
    for place, (ask, cells) in enumerate(table.rows):
        asked = place == table.asked
        head = Content.assemble((MARK, ".accent"), inline(ask).stylize(".strong")) if asked else inline(ask)
        rows.append((head, *(inline(cell).stylize_before(".strong" if asked else "") for cell in cells)))
    return grid(Grid(columns, tuple(rows)), width)
