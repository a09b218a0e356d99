r"""Tables, as GitHub has them, of which nothing is lost: a row may have more cells than the head, which then
get columns without a name, and a ``|`` in a code span ends no cell.
"""

from typing import TYPE_CHECKING

from trainer.core.tables import BAR, BELOW, BLANK, cells_of, parts_of

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

_MOST = 0x10000
"""Cells that nobody wrote, up to which the rows of a table are filled."""


def table(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
    """Read a table of at least a head and the line below it."""
    if start + 2 > end or state.sCount[start + 1] < state.blkIndent:
        return False
    if state.is_code_block(start) or state.is_code_block(start + 1):
        return False
    sides, head = _line(state, start + 1), _line(state, start)
    if "|" not in head or not BELOW.fullmatch(sides):
        return False
    aligns = [_side(one.strip(BLANK)) for one in parts_of(sides, BAR)]
    names = cells_of(head, len(aligns))
    if not names or len(names) != len(aligns):
        return False
    if silent:
        return True
    rows = _rows(state, start + 2, end, len(names))
    _write(state, start, [names, *rows], aligns)
    state.line = start + 2 + len(rows)
    return True


def _rows(state: "StateBlock", start: int, end: int, columns: int) -> list[list[str]]:
    """Return the cells of the rows that follow."""
    ends = state.md.block.ruler.getRules("blockquote")
    parent, state.parentType = state.parentType, "table"
    rows, widest, written = list[list[str]](), columns, 0
    for line in range(start, end):
        if state.sCount[line] < state.blkIndent or any(rule(state, line, end, True) for rule in ends):
            break
        text = _line(state, line)
        if not text or state.is_code_block(line):
            break
        cells = cells_of(text, columns)
        widest, written = max(widest, len(cells)), written + len(cells)
        if widest * (len(rows) + 1) - written > _MOST:
            break
        rows.append(cells)
    state.parentType = parent
    return rows


def _write(state: "StateBlock", start: int, rows: list[list[str]], aligns: list[str]) -> None:
    columns = max(map(len, rows))
    aligns = [*aligns, *[""] * (columns - len(aligns))]
    state.push("table_open", "table", 1).map = [start, start + 1 + len(rows)]
    for number, cells in enumerate(rows):
        part, kind = ("thead", "th") if number == 0 else ("tbody", "td")
        line = start + number + (1 if number else 0)
        if number < 2:
            state.push(f"{part}_open", part, 1).map = [line, line + (len(rows) - 1 if number else 1)]
        state.push("tr_open", "tr", 1).map = [line, line + 1]
        for cell, align in zip((*cells, *[""] * (columns - len(cells))), aligns, strict=True):
            opened = state.push(f"{kind}_open", kind, 1)
            if align:
                opened.attrs = {"style": f"text-align:{align}"}
            inline = state.push("inline", "", 0)
            inline.map, inline.content, inline.children = [line, line + 1], cell.strip(BLANK), []
            state.push(f"{kind}_close", kind, -1)
        state.push("tr_close", "tr", -1)
        if number in (0, len(rows) - 1):
            state.push(f"{part}_close", part, -1)
    state.push("table_close", "table", -1)


def _line(state: "StateBlock", line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip(BLANK)


def _side(dashes: str) -> str:
    if dashes.endswith(":"):
        return "center" if dashes.startswith(":") else "right"
    return "left" if dashes.startswith(":") else ""
