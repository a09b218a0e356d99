"""What a card of any kind shows: Markdown texts, and for some kinds a table, options or steps."""

import re
from collections.abc import Iterable
from typing import NamedTuple


class Option(NamedTuple):
    """One option of a choice card; ``because`` explains a wrong one."""

    text: str
    right: bool
    because: str = ""


class Table(NamedTuple):
    """A table with one cell hidden until the answer is shown; the first column heads the rows.

    ``hidden`` is (row, column) into ``rows``.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    hidden: tuple[int, int]

    def masked(self, mask: str = "?") -> "Table":
        """Return the table with ``mask`` in the hidden cell."""
        row, column = self.hidden
        cells = [list(cells) for cells in self.rows]
        cells[row][column] = mask
        return self._replace(rows=tuple(tuple(row) for row in cells))


class Sides(NamedTuple):
    """What a card shows: Markdown texts, and for some kinds a table, options, or steps to be put in order."""

    prompt: str
    answer: str
    table: Table | None = None
    options: tuple[Option, ...] = ()
    steps: tuple[str, ...] = ()

    @property
    def several(self) -> bool:
        """Does the card have more than one right option?"""
        return sum(option.right for option in self.options) > 1


def _indent(text: str, by: str) -> str:
    """Keep a text of several lines inside its list item."""
    return text.replace("\n", "\n" + by)


def bullets(texts: Iterable[str]) -> str:
    """Return texts as a Markdown list."""
    return "\n".join(f"- {_indent(text, '  ')}" for text in texts)


def numbered(texts: Iterable[str]) -> str:
    heads = ((f"{number}. ", text) for number, text in enumerate(texts, 1))
    return "\n".join(head + _indent(text, " " * len(head)) for head, text in heads)


def code(text: str) -> str:
    """Show ``text`` letter for letter, as what is typed is compared letter for letter."""
    inside = max(map(len, re.findall("`+", text)), default=0)
    if "\n" in text:
        fence = "`" * max(3, inside + 1)
        return f"{fence}\n{text}\n{fence}"
    fence, pad = "`" * (inside + 1), " " if inside else ""
    return f"{fence}{pad}{text}{pad}{fence}"
