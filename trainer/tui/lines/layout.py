"""Blocks to lines of a given width. Pure: the same blocks and width give the same lines."""

from collections.abc import Iterable, Sequence

from textual.content import Content
from textual.style import Style

from trainer.tui.lines.blocks import Block, Code, Gap, Grid, Items, Para, Quote, Rule, Side

WIDEST = 96
"""Cells that a card takes at most; wider terminals leave the rest empty. Tables and code have them all."""

READABLE = 80
"""Lines of prose longer than this many cells are hard to read."""

LEAST_COLUMN = 14
"""Columns of a table narrower than this many cells are not readable: the table becomes a list."""

_GAP = Content.styled(" │ ", ".dim")
_BAR = Content.styled("│ ", ".dim")
_GOES_ON = Content.styled("↳ ", ".dim")
_HIGHLIGHT_LIMIT = 5_000


def lay_out(blocks: Iterable[Block], width: int) -> list[Content]:
    """Return the lines of ``blocks`` in ``width`` cells (at least 2), a blank line between blocks."""
    lines: list[Content] = []
    for block in blocks:
        if lines:
            lines.append(Content())
        lines += _block(block, max(2, width))
    return lines


def _block(block: Block, width: int) -> list[Content]:
    match block:
        case Para(text):
            return wrap(text, min(width, READABLE))
        case Code(text, language):
            return _code(text, language, width)
        case Items(items, tight):
            return _items(items, width, tight=tight)
        case Quote(blocks):
            bar = Content.styled("▎ ", ".dim")
            return [bar + line for line in lay_out(blocks, width - 2)]
        case Grid():
            return grid(block, width)
        case Gap(blocks, styles):
            return [_styled(line, styles) for line in lay_out(blocks, width)]
        case Rule():
            return [Content.styled("─" * width, ".dim")]


def _styled(line: Content, styles: Iterable[str]) -> Content:
    for style in styles:
        line = line.stylize(style)
    return line


def wrap(text: Content, width: int) -> list[Content]:
    """Break a text at spaces, and words longer than a line anywhere."""
    return text.expand_tabs(4).wrap(max(2, width)) if text else [Content()]


def hang(first: Content, lines: Sequence[Content]) -> list[Content]:
    """Put ``first`` before the first line and as many blanks before the others."""
    blank = Content(" " * first.cell_length)
    return [(blank if index else first) + line for index, line in enumerate(lines)]


def choosable(lines: Iterable[Content], index: int) -> list[Content]:
    """Return lines of which a click chooses what has this index (`LinesView.chosen_at`)."""
    return [line.stylize(Style.from_meta({"chosen": index})) if line else line for line in lines]


def _items(items: Sequence[tuple[str, tuple[Block, ...]]], width: int, *, tight: bool) -> list[Content]:
    lines: list[Content] = []
    indent = max((len(marker) for marker, _ in items), default=0) + 1
    if indent * 3 > width:
        indent = 2
    for marker, blocks in items:
        if lines and not tight:
            lines.append(Content())
        head = Content(f"{marker} ".rjust(indent))
        body: list[Content] = []
        for block in blocks:
            if body and not (tight and isinstance(block, Items)):
                body.append(Content())
            body += _block(block, max(2, width - indent))
        lines += hang(head, body or [Content()])
    return lines


def _code(text: str, language: str, width: int) -> list[Content]:
    """Show code behind a bar; what does not fit goes on below, marked with an arrow."""
    lines: list[Content] = []
    for line in _highlight(text, language).split("\n", allow_blank=True):
        first, *rest = _fold(line.expand_tabs(4), width - 2)
        lines.append(_BAR + first)
        lines += [_BAR + _GOES_ON + part for part in rest]
    return lines


def _fold(line: Content, width: int) -> list[Content]:
    """Break a line of code, at a blank where there is one in its second half; later parts are 2 shorter."""
    parts = []
    room = max(2, width)
    while line.cell_length > room:
        first = line.fold(room)[0]
        blank = first.plain.rfind(" ")
        at = blank + 1 if blank * 2 > len(first) else len(first)
        parts.append(line[:at])
        line = line[at:]
        room = max(2, width - 2)
    return [*parts, line]


def _highlight(code: str, language: str) -> Content:
    if not language or len(code) > _HIGHLIGHT_LIMIT:
        return Content(code)
    from trainer.tui.lines.highlight import highlight

    return highlight(code, language)


def grid(table: Grid, width: int, sized_for: Grid | None = None) -> list[Content]:
    """Lay out a table in columns, or as a list where they would be too narrow to read.

    ``sized_for`` is a table of the same shape that decides the widths of the columns, so that they stay where
    they are when a cell changes.
    """
    widths = _widths(sized_for or table, width)
    if widths is None:
        return _grid_as_list(table, width)
    lines = _row([cell.stylize(".strong") for cell in table.columns], widths, table.sides)
    lines.append(Content.styled("─┼─".join("─" * size for size in widths), ".dim"))
    rows = [_row(row, widths, table.sides) for row in table.rows]
    tall = any(len(row) > 1 for row in rows)
    between = Content.styled("╌┼╌".join("╌" * size for size in widths), ".dim")
    for index, row in enumerate(rows):
        if index and tall:
            lines.append(between)
        lines += row
    return lines


def _widths(table: Grid, width: int) -> list[int] | None:
    """Share the room between columns: each gets what it needs, the wide ones an equal part of the rest."""
    needs = [
        max(1, *(line.cell_length for cell in column for line in cell.split("\n")))
        for column in zip(table.columns, *table.rows, strict=True)
    ]
    room = width - 3 * (len(needs) - 1)
    open_columns = sorted(range(len(needs)), key=needs.__getitem__)
    sizes = [0] * len(needs)
    while open_columns:
        share = room // len(open_columns)
        column = open_columns.pop(0)
        sizes[column] = min(needs[column], share)
        room -= sizes[column]
        if sizes[column] < min(needs[column], LEAST_COLUMN):
            return None
    return sizes


_LEFT: tuple[Side, ...] = ("left",)


def _row(cells: Sequence[Content], widths: Sequence[int], sides: Sequence[Side]) -> list[Content]:
    columns = [wrap(cell, size) for cell, size in zip(cells, widths, strict=True)]
    height = max(map(len, columns))
    lines = []
    for index in range(height):
        parts = [column[index] if index < len(column) else Content() for column in columns]
        padded = [
            _padded(part, size - part.cell_length, side)
            for part, size, side in zip(parts, widths, sides or _LEFT * len(widths), strict=True)
        ]
        lines.append(_GAP.join(padded))
    return lines


def _padded(text: Content, room: int, side: Side) -> Content:
    left = {"left": 0, "center": room // 2, "right": room}[side]
    return text.pad_left(left).pad_right(room - left)


def _grid_as_list(table: Grid, width: int) -> list[Content]:
    """One paragraph for each row: its first cell, then ``column: cell`` below."""
    lines: list[Content] = []
    for row in table.rows:
        if lines:
            lines.append(Content())
        lines += wrap(row[0].stylize(".strong"), width)
        for column, cell in zip(table.columns[1:], row[1:], strict=True):
            named = Content.assemble(column, ": ", cell) if column else cell
            lines += hang(Content("  "), wrap(named, width - 2))
    return lines
