"""What stands between question and answer, and between cards, in a list of words: Quizlet lets anything be
chosen for both."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from trainer.core.text import one_line

NAMED = {"tab": "\t", "comma": ",", "semicolon": ";", "space": " ", "pipe": "|", "colon": ":"}
"""Signs by the names that Anki's headers have for them."""
_LINE, _BLANK_LINE, _RULE = "\n", "\n\n", "\n---\n"
_WORDS = {
    "\t": "a tab",
    " ": "a blank",
    _LINE: "a line end",
    _BLANK_LINE: "a blank line",
    _RULE: "a line `---`",
}
_BETWEEN = (
    *("\t", " - ", " – ", " — ", " = ", " -> ", " => ", " → ", " :: ", " : ", " | ", "::", "->", "=>", "→"),
    *("=", ";", ",", "|"),
)
"""What is looked for between question and answer, in this order."""
_OF_TABLES = "\t;,|"
_AT_ONCE = (";;", "||", ";", "|")
"""What is looked for between cards that stand all in one line."""
_ESCAPES = {"\\t": "\t", "\\n": "\n", "\\\\": "\\"}
_LEAST, _SHOWN = 2, 3
_PROSE = 8
"""Words of a line, from which on commas with blanks behind them are rather those of a sentence."""
_EVEN = 0.7


class Signs(NamedTuple):
    """What stands between the fields of a row, and between rows; "" for what is to be found out."""

    fields: str = ""
    rows: str = ""

    @property
    def is_of_tables(self) -> bool:
        """Is it one of the forms of CSV, in which quotes may hold fields together?"""
        return len(self.fields) < 2 and self.rows in ("", _LINE)

    def named(self) -> str:
        """Say in words what they are."""
        return f"{_said(self.fields)} between question and answer, {_said(self.rows or _LINE)} between cards"


UNTOLD = Signs()


def sign_of(told: str) -> str:
    """Return the sign that somebody means: a name of Anki's, or itself, with ``\\t`` and ``\\n``."""
    return NAMED.get(told.strip().casefold()) or re.sub(r"\\[tn\\]", lambda match: _ESCAPES[match[0]], told)


def guessed(body: str) -> Signs | None:
    """Return what every card of a text is made with, where that is not what tables have; None where that
    cannot be told."""
    text = body.strip()
    blocks = _rows(text, _BLANK_LINE)
    if len(blocks) < len(_rows(text, _LINE)):
        for rows in (_RULE, _BLANK_LINE):
            if sign := _between(_rows(text, rows), but=",;|="):
                return Signs(sign, rows)
    if "\n" not in text:
        found = (Signs(_between(_rows(text, rows), but=rows), rows) for rows in _AT_ONCE)
        return next((signs for signs in found if signs.fields and not _is_prose(text, signs)), None)
    lines = _rows(text, _LINE)
    sign = _between(lines, but=_OF_TABLES)
    return Signs(sign, _LINE) if sign and not any(_is_firm(lines, one) for one in _OF_TABLES) else None


def likely(body: str) -> Signs | None:
    """Return what most lines of a text may be made with, where nothing is certain."""
    lines = _rows(body.strip(), _LINE)
    counts = {sign: sum(_parts(line, sign) is not None for line in lines) for sign in (*_BETWEEN, ": ", ":")}
    best = max(counts, key=lambda sign: counts[sign])
    return Signs(best, _LINE) if 2 * counts[best] > len(lines) else None


def split(body: str, signs: Signs) -> list[list[str]]:
    """Return the rows of a text, each with what stands before its first sign and what stands behind it."""
    found = _rows(body.strip("\n"), signs.rows or _LINE)
    return [[part.strip() for part in row.split(signs.fields or "\t", 1)] for row in found]


def preview(rows: Iterable[Sequence[str]]) -> str:
    """Say how the first rows are read."""
    each = [f"“{one_line(row[0], 30)}” → “{one_line(' '.join(row[1:]), 30)}”" for row in rows]
    return "; ".join(each[:_SHOWN]) + (" …" if len(each) > _SHOWN else "")


def is_prose(rows: Sequence[Sequence[str]], sign: str) -> bool:
    """Are rows with this sign between fields, which was guessed, rather lines of sentences? These have any
    number of commas, or are long and have a blank behind each."""
    if sign == "\t" or not rows:
        return False
    counts = Counter(map(len, rows))
    count, lines = max(((count, lines) for count, lines in counts.items() if count > 1), default=(0, 0))
    if count == 0 or lines < _EVEN * len(rows):
        return True
    spaced = sum(all(field.startswith(" ") for field in row[1:]) for row in rows)
    long = sum(len(" ".join(row).split()) > _PROSE for row in rows)
    return 2 * min(spaced, long) > len(rows)


def _is_prose(text: str, signs: Signs) -> bool:
    return is_prose([row.split(signs.fields, 1) for row in _rows(text, signs.rows)], signs.fields)


def _rows(text: str, sign: str) -> list[str]:
    if sign == _BLANK_LINE:
        found = re.split(r"\n(?:[ \t]*\n)+", text)
    elif sign == _RULE:
        found = re.split(r"\n[ \t]*-{3,}[ \t]*\n", text)
    else:
        found = text.split(sign)
    return [row for row in found if row.strip()]


def _between(rows: Sequence[str], but: str) -> str:
    """Return the sign that every row has once, with words on both sides; "" if there is none, or hardly a
    row."""
    if len(rows) < _LEAST:
        return ""
    signs = (sign for sign in _BETWEEN if sign not in but)
    return next((sign for sign in signs if all(_parts(row, sign) is not None for row in rows)), "")


def _is_firm(lines: Sequence[str], sign: str) -> bool:
    """Do most lines have a sign of tables as tables have it, without a blank behind it?"""
    return 2 * sum(sign in line and f"{sign} " not in line for line in lines) > len(lines)


def _parts(row: str, sign: str) -> tuple[str, str] | None:
    before, _, after = row.partition(sign)
    return (before, after) if before.strip() and after.strip() and sign not in after else None


def _said(sign: str) -> str:
    return _WORDS.get(sign, f"`{sign}`")
