"""Text being written under a card: a line or several, edited letter by letter and drawn with its cursor.

`Draft.take` is given keys, `Draft.draw` returns lines. The app hands a screen every key in the order typed
(`Page.take`), so that a key typed ahead never overtakes the letter before it.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from textual.content import Content
from textual.events import Key, Paste

from trainer.core.text import clean

LIMIT = 8000
"""Letters that a text may have; what is beyond them is not taken."""

ENTER = frozenset({"enter", "ctrl+j"})
"""Enter, and how it arrives when it was typed before the program took over the terminal."""

_MOVES = {
    "left": "left", "ctrl+b": "left", "right": "right", "ctrl+f": "right",
    "home": "home", "ctrl+a": "home", "end": "end", "ctrl+e": "end",
    "ctrl+left": "word_left", "alt+b": "word_left", "ctrl+right": "word_right", "alt+f": "word_right",
    "up": "up", "down": "down",
}  # fmt: skip
_CUTS = {
    "backspace": "left", "ctrl+h": "left", "delete": "right", "ctrl+d": "right",
    "ctrl+w": "word_left", "alt+backspace": "word_left", "ctrl+backspace": "word_left", "alt+d": "word_right",
    "ctrl+delete": "word_right", "ctrl+u": "home", "ctrl+k": "end",
}  # fmt: skip

_LAST_WORD = re.compile(r"(?:\w+|[^\w\s]+)\s*\Z")
_NEXT_WORD = re.compile(r"\s*(?:\w+|[^\w\s]+)")


class Drawn(NamedTuple):
    """The lines of a text, and where in them its cursor is (row, column); None where keys do not write."""

    lines: list[Content]
    cursor: tuple[int, int] | None


class Draft:
    """What is being written.

    Attributes:
        text: what stands there. ``at``: the index in it where the next letter goes.
        several: may it have several lines? ``active``: do keys write, or are letters commands?
    """

    def __init__(self, *, several: bool = False, text: str = "") -> None:
        self.several = several
        self.active = True
        self.text = ""
        self.at = 0
        self._width = 80
        self.insert(text)

    def insert(self, text: str) -> None:
        """Put ``text`` in at the cursor, without what a terminal would obey; a single line stays one."""
        text = clean(text).replace("\t", "    " if self.several else " ")
        if not self.several:
            text = text.strip("\n").replace("\n", " ")
        text = text[: max(0, LIMIT - len(self.text))]
        self.text = self.text[: self.at] + text + self.text[self.at :]
        self.at += len(text)

    def take(self, event: Key | Paste) -> bool:
        """Do what a key or pasted text says; return whether it meant anything here."""
        if isinstance(event, Paste):
            self.insert(event.text.rstrip("\r\n"))
        elif event.key in ENTER and self.several:
            self.insert("\n")
        elif event.key in _CUTS:
            start, end = sorted((self.at, self._target(_CUTS[event.key])))
            self.text, self.at = self.text[:start] + self.text[end:], start
        elif event.key in _MOVES:
            target = self._target(_MOVES[event.key])
            if target == self.at and event.key in ("up", "down"):
                return False
            self.at = target
        elif event.is_printable and event.character and not event.key.startswith("alt+"):
            self.insert(event.character)
        else:
            return False
        return True

    def _target(self, move: str) -> int:
        """Return where a movement leads to."""
        text, at = self.text, self.at
        if move == "left":
            return max((start for start, _ in _letters(text[:at])), default=0)
        if move == "right":
            return at + next((end for _, end in _letters(text[at:])), 0)
        if move == "word_left":
            return found.start() if (found := _LAST_WORD.search(text[:at])) else 0
        if move == "word_right":
            return at + found.end() if (found := _NEXT_WORD.match(text[at:])) else len(text)
        if move == "home":
            return text.rfind("\n", 0, at) + 1
        if move == "end":
            return (text + "\n").index("\n", at)
        return self._vertical(-1 if move == "up" else 1)

    def _vertical(self, step: int) -> int:
        """Return the place a row above or below, in the same column as far as there is one."""
        rows = rows_of(self.text, self._width)
        row = _row_at(rows, self.at)
        if not self.several or not 0 <= row + step < len(rows):
            return self.at
        column = Content(self.text[rows[row][0] : self.at]).cell_length
        start, end = rows[row + step]
        size, place = 0, start
        for first, last in _letters(self.text[start:end]):
            size += _cells(self.text[start + first : start + last])
            if size > column:
                return start + first
            place = start + first
        wrapped = row + step + 1 < len(rows) and rows[row + step + 1][0] == end
        return place if wrapped else end

    def draw(self, width: int, most: int, placeholder: str) -> Drawn:
        """Return at most ``most`` rows of the text around its cursor, in ``width`` cells.

        Arrows before the first and the last row tell that there is more. ``placeholder`` stands where no
        text does.
        """
        self._width = max(2, width - 3)  # two for the sign, one for the cursor behind the last letter
        rows = rows_of(self.text, self._width)
        at_row = _row_at(rows, self.at)
        top = max(0, min(at_row - most + 1, len(rows) - most)) if len(rows) > most else 0
        shown = rows[top : top + most]
        lines = []
        for number, (start, end) in enumerate(shown, top):
            sign = "›" if number == 0 else " "
            if number == top + len(shown) - 1 < len(rows) - 1:
                sign = "↓"
            elif number == top > 0:
                sign = "↑"
            body = Content(self.text[start:end].rstrip("\n"))
            if self.active and number == at_row:
                body = _with_cursor(body, self.at - start)
            if not self.text:
                body = _with_cursor(Content(placeholder).stylize(".dim"), 0, here=self.active)
            lines.append(Content.assemble((f"{sign} ", ".accent" if self.active else ".dim"), body))
        column = 2 + Content(self.text[rows[at_row][0] : self.at]).cell_length
        return Drawn(lines, (at_row - top, column) if self.active else None)


def rows_of(text: str, width: int) -> list[tuple[int, int]]:
    """Break a text at its newlines, and its lines at blanks, into rows (start, end) of ``width`` cells.

    A blank that does not fit hangs over the end of its row. No letter of a line is between its rows.
    """
    rows: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        rows += [(start + first, start + last) for first, last in _wrapped(line, width)]
        start += len(line) + 1
    return rows


def _wrapped(line: str, width: int) -> Iterator[tuple[int, int]]:
    begin = size = blank = 0
    for at, end in _letters(line):
        cells = _cells(line[at:end])
        if line[at] == " ":
            blank = end
        elif size + cells > width and at > begin:
            cut = blank if blank > begin else at
            yield begin, cut
            begin, size = cut, _cells(line[cut:at])
        size += cells
    yield begin, len(line)


def _row_at(rows: list[tuple[int, int]], at: int) -> int:
    """Return the row of a place; where one row ends and the next begins it is the next."""
    return max(row for row, (start, _) in enumerate(rows) if start <= at)


@lru_cache(4096)
def _cells(text: str) -> int:
    return Content(text).cell_length


def _letters(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each letter together with the marks, joiners and tones that belong to it."""
    start = 0
    for at in range(1, len(text)):
        if not _goes_on(text[at - 1], text[at]):
            yield start, at
            start = at
    if text:
        yield start, len(text)


def _goes_on(before: str, after: str) -> bool:
    if after.isascii():
        return False
    joined = "\u200d" in (before, after) or "\U0001f3fb" <= after <= "\U0001f3ff"
    return before != "\n" and (joined or unicodedata.category(after) in ("Mn", "Me"))


def _with_cursor(body: Content, at: int, *, here: bool = True) -> Content:
    """Show the letter at an index reversed; behind the last one a blank."""
    if not here:
        return body
    plain = body.plain
    if at >= len(plain):
        return Content.assemble(body, (" ", "reverse"))
    end = at + next(end for _, end in _letters(plain[at:]))
    return body.stylize("reverse", at, end)
