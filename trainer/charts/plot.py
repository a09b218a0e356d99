"""A plot of shares over days: pure functions from numbers and a width to lines of text.

Every cell is drawn with block characters, or with ASCII where the terminal has no others.
"""

from collections.abc import Sequence
from typing import NamedTuple

EIGHTHS = " ▁▂▃▄▅▆▇█"
_HALVES = "  ..::##"
"""What stands for the same eighths in ASCII."""


class Band(NamedTuple):
    """A value as a range; both ends are one where it is known exactly."""

    low: float
    high: float


class Mark(NamedTuple):
    """A word below the axis at the value with this index."""

    at: int
    label: str


def plot(
    values: Sequence[Band | None],
    width: int,
    height: int,
    marks: Sequence[Mark] = (),
    *,
    top: float = 1.0,
    unit: str = "%",
    plain: bool = False,
) -> list[str]:
    """Return ``values`` as columns that are full up to ``low`` and shaded from there to ``high``, with an
    axis at the left and one below it.

    Args:
        values: one for each day, in ``0..top``; None where nothing is known.
        width, height: in cells; ``height`` rows of columns, an axis, and a row of words if there are marks.
        marks: words below the axis, the first ones first where not all have room.
        top: the value at the upper end. ``unit``: "%" shows shares, anything else the numbers themselves.
        plain: only ASCII characters.
    """
    labels = _labels(height, top, unit)
    left = max(map(len, labels), default=0)
    room = width - left - 1
    if room < 2 or height < 1 or not values:
        return []
    columns = _stretched(values, room)
    rows = [
        f"{label:>{left}}{'|' if plain else '┤'}"
        + "".join(_cell(value, height - 1 - row, height, top, plain=plain) for value in columns)
        for row, label in enumerate(labels)
    ]
    placed = _placed(marks, len(values), room)
    axis = ["-" if plain else "─"] * room
    for at, _, _ in placed:
        axis[at] = "+" if plain else "┬"
    lines = [row.rstrip() for row in rows]
    lines.append(" " * left + ("+" if plain else "┼") + "".join(axis))
    if placed:
        words = [" "] * room
        for _, start, label in placed:
            words[start : start + len(label)] = label
        lines.append((" " * (left + 1) + "".join(words)).rstrip())
    return lines


def _labels(height: int, top: float, unit: str) -> list[str]:
    """Return what stands before each row: its upper end, and the middle of the plot."""

    def said(value: float) -> str:
        return f"{100 * value:.0f} %" if unit == "%" else f"{value:.0f}{unit and ' ' + unit}"

    labels = [""] * height
    if height > 0:
        labels[0] = said(top)
    if height >= 4 and height % 2 == 0:
        labels[height // 2] = said(top / 2)
    return labels


def _stretched(values: Sequence[Band | None], room: int) -> list[Band | None]:
    """Return one value for each of ``room`` columns."""
    return [values[column * len(values) // room] for column in range(room)]


def _cell(value: Band | None, row: int, height: int, top: float, *, plain: bool) -> str:
    """Return the cell of a column in the ``row`` counted from below."""
    if value is None:
        return " "
    low, high = (round(min(max(end / top, 0), 1) * height * 8) - row * 8 for end in value)
    if low >= 8:
        return "#" if plain else "█"
    if high >= 4 and low < 4:
        return ":" if plain else "░"
    if low > 0:
        return _HALVES[low] if plain else EIGHTHS[low]
    return " "


def _placed(marks: Sequence[Mark], days: int, room: int) -> list[tuple[int, int, str]]:
    """Return the marks that have room: the cell of each, the cell its word begins at, and the word."""
    found: list[tuple[int, int, str]] = []
    for mark in marks:
        if not 0 <= mark.at < days:
            continue
        at = min(room - 1, -(-mark.at * room // days))
        start = max(0, min(at, room - len(mark.label)))
        end = start + len(mark.label)
        if end <= room and all(
            end + 1 <= other or start >= other + len(word) + 1 for _, other, word in found
        ):
            found.append((at, start, mark.label))
    return found
