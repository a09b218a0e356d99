"""Gaps in a tree of HTML, as `trainer.foreign.gaps` marks them, put where Markdown can have them.

A gap and the marks of words may begin and end anywhere in Anki. Here a mark that begins in a gap ends in it,
and a gap that reaches from one part of a list, a table or the like into others is one in each part. One that
has all of them, and stands in no other, holds them as blocks.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from trainer.foreign.gaps import CLOSE, HINT, NUMBER, OPEN

PARTS = ("li", "td", "th", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "caption")
"""What Markdown has as a block of its own."""
_AROUND = ("ul", "ol", "table", "thead", "tbody", "tfoot", "tr", "dl", "hr")
_LINES = ("div", "p", "br", "center", "section", "article")
_SHOWN = ("img", "audio", "video", "latex", "sound")
_VOID = ("br", "img", "hr", "wbr", "input", "source", "col", "embed", "area", "link", "meta")
_SIGN = re.compile(f"({OPEN}[0-9,]+{NUMBER}|{HINT}|{CLOSE})")
_TOKEN = re.compile(rf"{_SIGN.pattern}|<(/?)([A-Za-z][^\s<>/]*)[^<>]*>")


def may_cross(html: str) -> bool:
    """Does any gap hold blocks, or only one end of a mark?"""
    if OPEN not in html:
        return False
    open_ones: list[str] = []
    gaps = 0
    for token in _TOKEN.finditer(html):
        sign, end, name = token[1], token[2], (token[3] or "").lower()
        if gaps and name in (*PARTS, *_AROUND):
            return True
        if sign == HINT or name in _VOID:
            continue
        if sign is not None and sign != CLOSE:
            open_ones.append(OPEN)
            gaps += 1
        elif sign == CLOSE or end:
            wanted = OPEN if sign == CLOSE else name
            if not open_ones or open_ones.pop() != wanted:
                return True
            gaps -= wanted == OPEN
        elif name:
            open_ones.append(name)
    return False


@dataclass(slots=True)
class _Open:
    """A gap: its sign, whether that was written in the present part, in how many it was, has its hint begun,
    and does it hold whole blocks?"""

    sign: str
    written: bool = False
    pieces: int = 0
    hinted: bool = False
    whole: bool = False


def put(soup: BeautifulSoup) -> list[str]:
    """Put gaps where they can be; return what is to be said of it."""
    all_ones = _cut(soup, _whole(soup))
    _lift(soup)
    said = []
    if any(one.pieces > 1 for one in all_ones):
        said.append("that a gap holds several parts of a list, a table or the like: each is a gap")
    if any(one.hinted and not one.written for one in all_ones):
        said.append("the hint of a gap that holds a list, a table or the like")
    return said


def _whole(soup: BeautifulSoup) -> set[int]:
    """Return which gaps hold several whole blocks, by their places among all that begin."""
    found: set[int] = set()
    stack: list[_Held] = []
    place = 0
    for node in [*soup.descendants]:
        if not isinstance(node, NavigableString):
            continue
        for at, piece in enumerate(_SIGN.split(node)):
            if at % 2 == 0:
                part = node.find_parent(PARTS) if piece.strip() else None
                for one in stack if piece.strip() else ():
                    one.parts.add(None if part is None else id(part))
            elif piece not in (HINT, CLOSE):
                stack.append(_Held(place, node.parent, set()))
                place += 1
            elif piece == CLOSE and stack:
                one = stack.pop()
                alone = one.parent is node.parent and node.find_parent((*PARTS, *_AROUND)) is None
                if alone and len(one.parts) > 1:
                    found.add(one.place)
    return found


class _Held(NamedTuple):
    """A gap: its place, what it begins in, the parts with words of it, None for those in no part, as a hint
    is."""

    place: int
    parent: Tag | None
    parts: set[int | None]


def _cut(soup: BeautifulSoup, whole: set[int]) -> list[_Open]:
    """End each gap where a block of Markdown ends, and begin it anew in the next one, but for those that hold
    ``whole`` blocks; return all gaps."""
    open_ones: list[_Open] = []
    all_ones: list[_Open] = []
    within: Tag | None = None
    last: NavigableString | Tag | None = None
    for node in [*soup.descendants]:
        if isinstance(node, Tag) and node.name not in _SHOWN:
            continue
        if isinstance(node, NavigableString) and not node.strip():
            continue
        part = node.find_parent(PARTS)
        if part is not within:
            begun = [one for one in open_ones if one.written and not one.hinted and not one.whole]
            if last is not None and begun:
                last.insert_after(NavigableString(CLOSE * len(begun)))
            for one in begun:
                one.written = False
            within = part
        if isinstance(node, Tag):
            if signs := _begin(open_ones):
                node.insert_before(NavigableString(signs))
            last = node
            continue
        text = _in_part(str(node), open_ones, all_ones, whole)
        last = NavigableString(text)
        node.replace_with(last)
    return all_ones


def _in_part(text: str, open_ones: list[_Open], all_ones: list[_Open], whole: set[int]) -> str:
    """Return a text of one part with its signs: those of gaps that are open where they hide the first words
    of the part, but of ``whole`` ones where they begin."""
    out: list[str] = []
    for at, piece in enumerate(_SIGN.split(text)):
        no_hint = bool(open_ones) and open_ones[-1].hinted and not open_ones[-1].written
        if at % 2 == 0 and not no_hint:
            out += (_begin(open_ones), piece) if piece.strip() else (piece,)
        elif piece == CLOSE:
            out.append(_end(open_ones))
        elif piece == HINT and open_ones:
            open_ones[-1].hinted = True
            out += [HINT] if open_ones[-1].written else []
        elif at % 2 and piece != HINT:
            open_ones.append(_Open(piece, whole=len(all_ones) in whole))
            all_ones.append(open_ones[-1])
            out += [_begin(open_ones)] if open_ones[-1].whole else []
    return "".join(out)


def _begin(open_ones: Iterable[_Open]) -> str:
    signs = list[str]()
    for one in open_ones:
        if not one.written:
            signs.append(one.sign)
            one.written, one.pieces = True, one.pieces + 1
    return "".join(signs)


def _end(open_ones: list[_Open]) -> str:
    if not open_ones:
        return CLOSE
    one = open_ones.pop()
    return CLOSE if one.written else ""


def _lift(soup: BeautifulSoup) -> None:
    """Take each sign of a gap out of the marks that do not hold the other one."""
    stack: list[NavigableString] = []
    for sign in _alone(soup):
        if sign == CLOSE:
            if stack:
                _level(stack.pop(), sign)
        elif sign != HINT:
            stack.append(sign)


def _alone(soup: BeautifulSoup) -> list[NavigableString]:
    """Make each sign a text of its own; return them in order."""
    found: list[NavigableString] = []
    for node in [*soup.descendants]:
        if not isinstance(node, NavigableString) or not _SIGN.search(node):
            continue
        for at, piece in enumerate(_SIGN.split(str(node))):
            if piece:
                made = NavigableString(piece)
                node.insert_before(made)
                if at % 2:
                    found.append(made)
        node.extract()
    return found


def _level(begin: NavigableString, end: NavigableString) -> None:
    around = {id(parent) for parent in end.parents}
    while (mark := begin.parent) is not None and id(mark) not in around and _is_mark(mark):
        _out_of(begin, mark)
    around = {id(parent) for parent in begin.parents}
    while (mark := end.parent) is not None and id(mark) not in around and _is_mark(mark):
        _out_of(end, mark)


def _is_mark(tag: Tag) -> bool:
    return tag.name not in (*PARTS, *_AROUND, *_LINES, "body", "[document]")


def _out_of(sign: NavigableString, mark: Tag) -> None:
    """Put a sign behind what is before it in a mark, and what is behind it into another mark like that."""
    behind = [*sign.next_siblings]
    other = Tag(name=mark.name, attrs=dict(mark.attrs))
    for part in behind:
        other.append(part.extract())
    mark.insert_after(sign.extract())
    if behind:
        sign.insert_after(other)
    if not mark.contents:
        mark.extract()
