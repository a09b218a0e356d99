"""Tables of HTML, as those of Markdown can be: a cell in each place of each row.

https://html.spec.whatwg.org/multipage/tables.html#forming-a-table
"""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from bs4 import BeautifulSoup

MOST_CELLS = 5000
"""Empty cells that are put into the tables of a text at most."""
_WIDEST, _HIGHEST = 1000, 65534
_ADDED = "\ufddb"
"""An attribute, which no HTML can hold, of what was put in."""


def squared(soup: BeautifulSoup) -> list[str]:
    """Put empty cells where one reaches into further columns or rows, so that each stands below its header,
    and where a first row, which says how many columns there are, has fewer than others. Return what is to be
    said of it."""
    said: dict[str, None] = {}
    rest = MOST_CELLS
    for table in soup.find_all("table"):
        rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
        if is_layout(table):
            continue
        for _, group in groupby(rows, lambda row: id(row.parent)):
            rest = _squared(soup, [*group], said, rest)
        if rows:
            widest = max(map(_filled, rows))  # columns in which no cell begins are not seen
            _add(soup, rows[0], min(rest, widest - len(_cells(rows[0]))))
            for row in rows:
                for cell in _cells(row)[widest:]:
                    cell.extract()
    return [*said]


def is_layout(el: Any) -> bool:
    """Is the table around an element, or that it is, only there to place things: one row without a header?"""
    table = el if el.name == "table" else el.find_parent("table")
    if table is None:
        return False
    own = [part for part in table.find_all(["tr", "th"], limit=9) if part.find_parent("table") is table]
    return [part.name for part in own[:2]] in ([], ["tr"])


def _squared(soup: BeautifulSoup, rows: Sequence[Any], said: dict[str, None], rest: int) -> int:
    """Do so in the rows of a part of a table, beyond which none of its cells reaches; return how many more
    cells may be put in."""
    reaching: dict[int, int] = {}
    for place, row in enumerate(rows):
        column, further = 0, {}
        for cell in _cells(row):
            while reaching.get(column) and rest:
                cell.insert_before(_empty(soup, row))
                column, rest = column + 1, rest - 1
            wide, high = _span(cell, "colspan", _WIDEST), _span(cell, "rowspan", _HIGHEST)
            high = min(high or len(rows), len(rows) - place)
            wide = min(max(1, wide), 1 + rest)
            for name, count, what in (("colspan", wide, "columns"), ("rowspan", high, "rows")):
                del cell[name]
                if count > 1:
                    said[f"that a cell of a table spans several {what}"] = None
            for _ in range(wide - 1):
                cell.insert_after(_empty(soup, row))
            rest -= wide - 1
            further.update(dict.fromkeys(range(column, column + wide), high - 1))
            column += wide
        short = max((at + 1 for at, left in reaching.items() if left), default=0) - column
        rest -= _add(soup, row, min(short, rest))
        reaching = {at: left - 1 for at, left in reaching.items() if left > 1} | further
    return rest


def _add(soup: BeautifulSoup, row: Any, count: int) -> int:
    """Put so many empty cells behind those of a row; return how many that were."""
    for _ in range(count):
        row.append(_empty(soup, row))
    return max(0, count)


def _cells(row: Any) -> list[Any]:
    return [part for part in row.children if part.name in ("td", "th")]


def _filled(row: Any) -> int:
    """Return the place of the last cell of a row that was there before others were put in."""
    own = [at for at, cell in enumerate(_cells(row), 1) if _ADDED not in cell.attrs]
    return own[-1] if own else 0


def _empty(soup: BeautifulSoup, row: Any) -> Any:
    """Return a cell like those of a row: one of nothing but headers stays such."""
    name = "th" if all(cell.name == "th" for cell in _cells(row)) else "td"
    return soup.new_tag(name, attrs={_ADDED: ""})


def _span(cell: Any, name: str, most: int) -> int:
    """Return how many columns or rows a cell fills; 0: all that are left."""
    told = str(cell.get(name, "1")).strip()
    return min(int(told[:6]), most) if told.isascii() and told.isdigit() else 1
