"""A plot of what was claimed against what happened: a pure function to lines of text."""

from collections.abc import Sequence
from typing import NamedTuple


class Point(NamedTuple):
    """Things claimed to happen in ``claimed`` of the cases (0..1), and which share of them did."""

    claimed: float
    happened: float


def plot(points: Sequence[Point], width: int, height: int, *, plain: bool = False) -> list[str]:
    """Return the points above a diagonal on which claims are true: below it too much was claimed.

    Both axes are 0 to 100 %. The lines are at most ``width`` cells wide and ``height`` high; none where that
    leaves no room. ``plain``: only ASCII characters.
    """
    left, room, rows = 6, width - 7, height - 3
    if room < 8 or rows < 4:
        return []
    cells = [[" "] * room for _ in range(rows)]
    for column in range(room):
        cells[_row(column / (room - 1), rows)][column] = "." if plain else "·"
    for point in points:
        column = round(min(max(point.claimed, 0), 1) * (room - 1))
        cells[_row(point.happened, rows)][column] = "o" if plain else "●"
    labels = {0: "100 %", _row(0.5, rows): "50 %", rows - 1: "0 %"}
    edge, corner, line = ("|", "+", "-") if plain else ("┤", "┼", "─")
    lines = [f"{labels.get(row, ''):>{left}}{edge}{''.join(cells[row]).rstrip()}" for row in range(rows)]
    lines.append(" " * left + corner + line * room)
    words = [" "] * room
    for share, word in ((0.0, "0 %"), (0.5, "50 %"), (1.0, "100 %")):
        start = round(share * (room - len(word)))
        words[start : start + len(word)] = word
    lines.append((" " * (left + 1) + "".join(words)).rstrip())
    lines.append((" " * (left + 1) + "across: claimed, up: recalled")[:width].rstrip())
    return lines


def _row(share: float, rows: int) -> int:
    """Return the row of a share, counted from above."""
    return rows - 1 - round(min(max(share, 0), 1) * (rows - 1))
