"""Blanks and ends of lines that a style keeps (``white-space``), as editors paste code: to ``pre`` where it
is code, else to marks of their own.

https://www.w3.org/TR/css-text-3/#white-space-property
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from trainer.foreign import literal

PRE = "pre"
LINES_ALONE = "pre-line"
_KEEPING = (PRE, "pre-wrap", "break-spaces", LINES_ALONE, "preserve")
_MAY_SAY = re.compile(r"white-space(?:-collapse)?\s*:\s*(?:pre(?P<code>\s*[;\"'!])?|break)", re.IGNORECASE)
_COUNTING = re.compile(r"[\n\t]|  ")
"""What looks otherwise where blanks are kept."""
_CODE = ("code", "kbd", "samp", "tt")
_FIXED = re.compile(r"mono|courier|consolas|menlo|monaco|fira code|source code|cascadia|fixed", re.IGNORECASE)
_BLOCKS = ("div", "p", "li", "dd", "dt", "section", "article", "blockquote", "center")
_STRUCTURE = (
    "img",
    "audio",
    "video",
    "ul",
    "ol",
    "table",
    "td",
    "th",
    "pre",
    "hr",
    "latex",
    "h1",
    "h2",
    "h3",
)
"""What code has not in it."""
_ROWS = ("ul", "ol", "table", "thead", "tbody", "tfoot", "tr")
_SPACED = re.compile(r"^[ \xa0]{2}|\t|\S[ \xa0]{2,}\S", re.MULTILINE)
_RUN = re.compile(" {3,}|(?<![.!?:;,]) {2}(?! )")
"""Blanks that are meant: two of them part sentences as well."""
_TAB = 4


class Kept(NamedTuple):
    """An element whose style keeps blanks, which of them, and whether its letters are of one width."""

    element: Tag
    how: str
    is_fixed: bool


def may_say(html: str) -> bool:
    """Can a style in HTML make its blanks look otherwise, or code of it?"""
    found = {match["code"] is not None for match in _MAY_SAY.finditer(html)}
    return True in found or (bool(found) and _COUNTING.search(html) is not None)


def told(declared: Mapping[str, str], around: str) -> str:
    """Return how an element treats blanks, "" for as HTML does; ``around``: how that around it does."""
    value = (declared.get("white-space") or declared.get("white-space-collapse") or "").split()
    found = next((word for word in value if word in _KEEPING), "")
    if not value or value == ["inherit"]:
        return around
    return "pre-wrap" if found == "preserve" else found


def is_fixed(element: Tag, declared: Mapping[str, str]) -> bool:
    """Are its letters of one width?"""
    font = declared.get("font-family", "") + declared.get("font", "")
    return element.name in _CODE or _FIXED.search(font) is not None


def keep(soup: BeautifulSoup, those: Sequence[Kept], texts: Sequence[tuple[NavigableString, str]]) -> None:
    """Put code into ``pre``, and write in any other of the ``texts``, each with how it treats blanks, what is
    kept of these and of ends of lines."""
    made: list[Tag] = []
    blocks = [kept for kept in those if kept.how == PRE and kept.element.name in _BLOCKS]
    are_code = any(map(_is_code, blocks))
    for kept in those:
        if kept.element.find_parent("pre") is not None or kept.element.parent is None:
            continue
        if _is_code(kept) or (are_code and kept in blocks and _may_be_code(kept.element)):
            element = _to_pre(soup, kept.element)
            if not _join(element, made[-1:]):
                made.append(element)
    for text, how in texts:
        if text.parent is not None and text.find_parent(["pre", "latex", *_CODE]) is None:
            _write(soup, text, how)


def flatten(soup: BeautifulSoup) -> None:
    """Make lines of the parts of each ``pre`` that begin and end one."""
    for element in soup.find_all("pre"):
        if element.find(_BLOCKS) is not None and element.find(_STRUCTURE) is None:
            _to_pre(soup, element)


def _is_code(kept: Kept) -> bool:
    element = kept.element
    if not _may_be_code(element):
        return False
    lines = _lines(element)
    if kept.is_fixed:
        return len(lines) > 1
    is_block = element.name in _BLOCKS
    return kept.how == PRE and is_block and (len(lines) > 1 or bool(_SPACED.search("\n".join(lines))))


def _may_be_code(element: Tag) -> bool:
    if element.name == "body" or element.name in _STRUCTURE or element.find(_STRUCTURE) is not None:
        return False
    return element.find_parent(["td", "th"]) is None


def _to_pre(soup: BeautifulSoup, element: Tag) -> Tag:
    """Make of an element a ``pre`` of nothing but its lines."""
    text = "\n".join(_lines(element))
    element.clear()
    element.append(NavigableString(text))
    if element.name == "li":
        inner = soup.new_tag("pre")
        inner.append(element.contents[0].extract())
        element.append(inner)
        return inner
    element.name = "pre"
    return element


def _join(element: Tag, made: Sequence[Tag]) -> bool:
    """Put code right behind other code into one: the key for a new line cuts such a block in two."""
    before: Any = element.previous_sibling
    while isinstance(before, NavigableString) and not before.strip():
        before = before.previous_sibling
    if not any(before is other for other in made):
        return False
    before.append(NavigableString("\n" + element.get_text()))
    element.extract()
    return True


def _lines(element: Tag) -> list[str]:
    """Return the lines of an element in which blanks are kept."""
    lines: list[str] = []
    now = ""

    def end(*, always: bool = False) -> None:
        nonlocal now
        if now or always:
            lines.append(now)
        now = ""

    def walk(parts: Iterable[Any]) -> None:
        nonlocal now
        for part in parts:
            if isinstance(part, NavigableString):
                first, *others = str(part).split("\n")
                now += first
                for other in others:
                    end(always=True)
                    now = other
            elif part.name == "br":
                end(always=True)
            elif part.name in _BLOCKS:
                end()
                walk(part.children)
                end()
            else:
                walk(part.children)

    walk(element.children)
    end()
    return lines


def _write(soup: BeautifulSoup, text: NavigableString, how: str) -> None:
    lines = [line.replace("\t", " " * _TAB) for line in str(text).split("\n")]
    if how == LINES_ALONE:
        lines = [line.lstrip(" ") if at else line for at, line in enumerate(lines)]
    else:
        lines = [_held(line, is_first=at == 0) for at, line in enumerate(lines)]
    if lines == [str(text)] or _is_between(text):
        return
    for at, line in enumerate(lines):
        if at:
            text.insert_before(soup.new_tag("br"))
        text.insert_before(NavigableString(line))
    text.extract()


def _held(line: str, *, is_first: bool) -> str:
    """Return a line whose blanks stay as many as they are."""
    words = line.lstrip(" ")
    indent = len(line) - len(words)
    begin = line[:indent] if is_first and indent < 2 else literal.INDENT * indent
    bare = words.rstrip(" ")
    end = " " if bare != words else ""
    return begin + _RUN.sub(lambda run: " " + literal.INDENT * (len(run[0]) - 1), bare) + end


def _is_between(text: NavigableString) -> bool:
    """Does a text stand between blocks, and is nothing but the layout of the HTML?"""
    if text.strip():
        return False
    around = text.parent.name if text.parent is not None else ""
    edges = (*_BLOCKS, *_STRUCTURE, "br")
    beside = (around if side is None else getattr(side, "name", "") for side in _beside(text))
    return around in _ROWS or any(name in (*edges, "body") for name in beside)


def _beside(text: NavigableString) -> Sequence[Any]:
    return text.previous_sibling, text.next_sibling
