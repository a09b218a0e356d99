"""Lines and tables as wide as the terminal: no word is broken, and of a table no column is cut off."""

import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap
from typing import NamedTuple

ANY = 10_000
"""Cells of a line that goes to a file or another program: as many as it has."""

_LEAST = 30
"""Cells that a text beside its label has at least; with fewer it stands below."""


class Table(NamedTuple):
    """A table: its ``lines`` where there is room for them; else each of ``rows``, a name and its cells, is
    told cell by cell, with the ``heads`` before them. ``about``: what all are."""

    lines: Sequence[str]
    heads: Sequence[str]
    rows: Sequence[tuple[str, Sequence[str]]]
    about: str = ""


class Labelled(NamedTuple):
    """A label with the spaces around it, and a text beside it."""

    label: str
    text: str


Part = str | Table | Labelled


def width() -> int:
    """Return the cells of a line of the terminal that is written to."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else ANY


def say(*parts: Part) -> None:
    """Print lines and tables as wide as the terminal."""
    print(*fitted(parts, width()), sep="\n")


def fitted(parts: Iterable[Part], cells: int) -> Iterator[str]:
    """Yield lines and tables as lines of at most so many cells, but for words that are longer."""
    for part in parts:
        if isinstance(part, Table):
            yield from part.lines if max(map(len, part.lines)) <= cells else _told(part, cells)
        elif isinstance(part, Labelled):
            yield from _beside(part, cells)
        elif len(part) <= cells:
            yield part
        else:
            indent = part[: len(part) - len(part.lstrip())]
            yield from _wrapped(" ".join(part.split()), cells, indent, f"{indent}  ")


def _told(table: Table, cells: int) -> Iterator[str]:
    room = max(map(len, table.heads))
    for name, row in table.rows:
        yield from _wrapped(f"{table.about}, {name}" if table.about else name, cells)
        for head, cell in zip(table.heads, row, strict=True):
            yield f"  {head:{room}}  {cell.strip()}".rstrip()


def _beside(part: Labelled, cells: int) -> Iterator[str]:
    label, text = part
    if len(label) + len(text) <= cells:
        yield label + text
    elif cells - len(label) >= _LEAST:
        yield from _wrapped(text, cells, label, " " * len(label))
    else:
        yield label.rstrip()
        yield from _wrapped(text, cells, " " * 4, " " * 4)


def _wrapped(text: str, cells: int, first: str = "", then: str = "") -> list[str]:
    return wrap(
        text,
        cells,
        initial_indent=first,
        subsequent_indent=then,
        break_long_words=False,
        break_on_hyphens=False,
    )
