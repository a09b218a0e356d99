"""Lines and tables as wide as the terminal: no word is broken, and of a table no column is cut off."""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import TextWrapper
from typing import NamedTuple

from trainer.core.cells import breakable, cell_len, padded, padded_left

ANY = 1_000_000
"""Cells of a line that goes to a file or another program: as many as it has."""

_LEAST = 30
"""Cells that a text beside its label has at least; with fewer it stands below."""


class Table(NamedTuple):
    """A table: its ``lines`` where there is room for them; else each of ``rows`` has as much of its name as
    has room beside its cells, and the rest below that; or its name above them; or, where these have no room
    beside each other, is told cell by cell with the ``heads`` before them. ``about``: what all are; ``top``:
    what stands above the names."""

    lines: Sequence[str]
    heads: Sequence[str]
    rows: Sequence[tuple[str, Sequence[str]]]
    about: str = ""
    top: str = ""


def table(top: str, heads: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]]) -> Table:
    """Return a table whose names stand in a column with ``top`` above them; ``heads`` and cells are as wide
    as their columns."""
    wide = max(map(cell_len, [top, *(name for name, _ in rows)]))
    lines = [f"{padded(name, wide)} {' '.join(cells)}".rstrip() for name, cells in [(top, heads), *rows]]
    return Table(lines, heads, rows, top=top)


class Labelled(NamedTuple):
    """A label with the spaces around it, and a text beside it."""

    label: str
    text: str


Part = str | Table | Labelled


def fitted(parts: Iterable[Part], cells: int) -> Iterator[str]:
    """Yield lines and tables as lines of at most so many cells, but for words that are longer."""
    for part in parts:
        if isinstance(part, Table):
            yield from part.lines if max(map(cell_len, part.lines)) <= cells else _narrow(part, cells)
        elif isinstance(part, Labelled):
            yield from _beside(part, cells)
        else:
            for line in part.split("\n"):
                indent = line[: len(line) - len(line.lstrip())]
                one = cell_len(line) <= cells
                yield from [line] if one else _wrapped(" ".join(line.split()), cells, indent, f"{indent}  ")


def _narrow(table: Table, cells: int) -> Iterator[str]:
    columns = [table.heads, *(row for _, row in table.rows)]
    wide = [max(cell_len(cell.strip()) for cell in column) for column in zip(*columns, strict=True)]
    if sum(wide) + 2 * len(wide) > cells:
        yield from _told(table, cells)
        return

    def beside(row: Sequence[str]) -> str:
        return "".join(
            f"  {padded_left(cell.strip(), room)}" for cell, room in zip(row, wide, strict=True)
        ).rstrip()

    yield from [f"{table.about}:"] if table.about else []
    room = cells - sum(wide) - 2 * len(wide)
    if room < max(_LEAST, cell_len(table.top)):
        yield beside(table.heads)
        for name, row in table.rows:
            yield from _wrapped(name, cells)
            yield beside(row)
        return
    for name, row in ((table.top, table.heads), *table.rows):
        first, *rest = _wrapped(name, room, then="  ") or [""]
        long = cell_len(first) > room  # a word as long as that
        yield from [first] if long else []
        yield f"{padded('' if long else first, room)}{beside(row)}".rstrip()
        yield from rest


def _told(table: Table, cells: int) -> Iterator[str]:
    heads = [head.strip() for head in table.heads]
    room = max(map(cell_len, heads))
    for name, row in table.rows:
        yield from _wrapped(f"{table.about}, {name}" if table.about else name, cells)
        for head, cell in zip(heads, row, strict=True):
            yield from _beside(Labelled(f"  {padded(head, room)}  ", cell.strip()), cells)


def _beside(part: Labelled, cells: int) -> Iterator[str]:
    label, text = part
    wide = cell_len(label)
    if wide + cell_len(text) <= cells:
        yield (label + text).rstrip()
    elif cells - wide >= _LEAST:
        yield from _wrapped(text, cells, label, " " * wide)
    else:
        yield from [label.rstrip()] if label.strip() else []
        yield from _wrapped(text, cells, " " * 4, " " * 4)


class _Measured(str):
    """A part of a line whose length is its cells, for `textwrap`, which asks for no more than that."""

    __slots__ = ()

    def __len__(self) -> int:
        return cell_len(str(self))


class _Wrapper(TextWrapper):
    def _split(self, text: str) -> list[str]:
        return [_Measured(part) for chunk in super()._split(text) for part in breakable(chunk)]


def _wrapped(text: str, cells: int, first: str = "", then: str = "") -> list[str]:
    return _Wrapper(
        cells,
        initial_indent=_Measured(first),
        subsequent_indent=_Measured(then),
        break_long_words=False,
        break_on_hyphens=False,
    ).wrap(text)
