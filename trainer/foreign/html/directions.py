"""Which way lines of HTML run, as far as a text alone can say it: by its first letter, or a mark before."""

import re
import unicodedata
from collections.abc import Collection
from itertools import groupby
from typing import NamedTuple

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

_MAY_SAY = re.compile(r"\bdir\s*=|\bdirection\s*:", re.IGNORECASE)
_STYLED = re.compile(r"(?:^|[;\s])direction\s*:\s*(ltr|rtl)\b", re.IGNORECASE)
_MARKS = {"rtl": "\u200f", "ltr": "\u200e"}
_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}


class _Within(NamedTuple):
    """What is around a text: which line it is on, which way that runs ("" = as its letters do), and whether
    words within a line say another one."""

    line: tuple[int, int]
    way: str
    is_inline: bool


def may_say(html: str) -> bool:
    """Can anything in a text say which way it runs?"""
    return _MAY_SAY.search(html) is not None


def marked(soup: BeautifulSoup, lined: Collection[str]) -> list[str]:
    """Put a mark before each line whose first letter says otherwise than what is around it; return what is to
    be said. ``lined``: the names of what begins a line."""
    around = {id(soup): _Within((id(soup), 0), "", False)}
    ends, is_lost = 0, False
    texts: list[tuple[_Within, NavigableString]] = []
    for part in soup.descendants:
        within = around[id(part.parent)]
        if isinstance(part, Tag):
            ends += part.name == "br"
            told = _told(part)
            if part.name in lined:
                around[id(part)] = _Within((id(part), 0), told or within.way, False)
            else:
                around[id(part)] = within._replace(is_inline=True, way=told) if told else within
        elif isinstance(part, NavigableString):
            texts.append((within._replace(line=(within.line[0], ends)), part))
    for within, group in groupby(texts, lambda one: one[0]):
        words = [text for _, text in group if text.strip()]
        if within.way and words and _begins("".join(words)) not in ("", within.way):
            is_lost |= within.is_inline
            if not within.is_inline:
                words[0].replace_with(NavigableString(_MARKS[within.way] + words[0].lstrip()))
    return ["which way words within a line run"] if is_lost else []


def _told(tag: Tag) -> str:
    """Return which way an element says that it runs, "" if it does not."""
    styled = _STYLED.search(str(tag.get("style", "")))
    told = (styled[1] if styled else str(tag.get("dir", ""))).strip().casefold()
    return told if told in _MARKS else ""


def _begins(text: str) -> str:
    """Return which way the first letter of a text runs, "" without one."""
    return next((_STRONG[way] for way in map(unicodedata.bidirectional, text) if way in _STRONG), "")
