"""The tree of HTML by the rules of browsers, as Beautiful Soup has trees.

https://html.spec.whatwg.org/multipage/parsing.html
"""

import re
from collections import Counter
from typing import Any

from bs4 import BeautifulSoup
from bs4.builder import HTMLTreeBuilder
from justhtml import JustHTML

from trainer.core.text import clean
from trainer.foreign.html.names import ODD

LARGEST = 200_000
"""Characters of HTML of which a tree is made."""
_MOST_ELEMENTS = 50_000
_FORMAT = re.compile(
    r"<(?P<end>/?)(?:(?P<name>a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])|[a-z])",
    re.IGNORECASE,
)
_NAME = re.compile(r"[\w:.-]+")
_NEVER_SHOWN = ("script", "head", "title", "template", "rp", "noscript")
_NUMBERED = re.compile(r"&#(?:[xX]0*([fF][dD][dDeE][0-9a-fA-F])|0*(649[7-9][0-9]|650[01][0-9]));?")


class _Builder(HTMLTreeBuilder):
    """Makes an empty tree, to be filled, that keeps all blanks."""

    DEFAULT_PRESERVE_WHITESPACE_TAGS = {"body"}

    def feed(self, markup: Any) -> None:
        pass


_BUILDER = _Builder()


def tree(html: str) -> tuple[BeautifulSoup, str] | None:
    """Return HTML as the content of an element that Anki calls ``qa``, without what is never shown, and the
    CSS in it; None of what is too large, or would become so: marks that nothing closes begin anew in each
    paragraph.
    """
    if len(html) > LARGEST or _elements(html) > _MOST_ELEMENTS:
        return None
    soup = BeautifulSoup("", builder=_BUILDER)
    soup.handle_starttag("body", None, None, {"id": "qa", "class": "card"})
    css: list[str] = []
    pending = [iter((*_parsed(html),))]
    names = ["body"]
    while pending:
        node = next(pending[-1], None)
        if node is None:
            pending.pop()
            soup.handle_endtag(names.pop())
        elif node.name == "#text":
            soup.handle_data(clean(node.data))
        elif node.name == "style":
            css.append(node.to_text())
        elif node.name not in _NEVER_SHOWN and not node.name.startswith(("#", "!")):
            name = node.name if _NAME.fullmatch(node.name) else "span"  # as of ``<b<i>``
            told = {key: value or "" for key, value in node.attrs.items()}
            soup.handle_starttag(name, None, None, told if name == node.name else {**told, ODD: node.name})
            names.append(name)
            pending.append(iter(node.children))
    return soup, "\n".join(css)


def _parsed(html: str) -> list[Any]:
    if html.startswith("\ufeff"):
        html = f"\ufeff{html}"  # which would be taken for the mark of a file
    return JustHTML(_NUMBERED.sub(_harmless, html), fragment=True, sanitize=False).root.children or []


def _harmless(match: re.Match[str]) -> str:
    """Noncharacters stand for other things here."""
    code = int(match[1], 16) if match[1] else int(match[2])
    return "" if 0xFDD0 <= code <= 0xFDEF else match[0]


def _elements(html: str) -> int:
    """Return how many elements there will be at most."""
    open_marks: Counter[str] = Counter()
    open_now = found = 0
    for tag in _FORMAT.finditer(html):
        name = (tag["name"] or "").lower()
        if name and not tag["end"]:
            open_marks[name] += 1
            open_now += 1
        elif name and open_marks[name]:
            open_marks[name] -= 1
            open_now -= 1
        found += 1 + open_now
    return found
