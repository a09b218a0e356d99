"""HTML of the tags that nearly all is made of, to Markdown without a parser, which takes ten times as long:
lines, marks, lists, pictures and sounds, each closed where it was opened.

What comes of it is what the converter of all HTML makes of it (`trainer.foreign.html.reading.converted`):
blanks and line ends are treated as markdownify does. Whatever is not as simple is left to it.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from trainer.core.mathematics import script
from trainer.core.text import is_plain
from trainer.foreign import literal
from trainer.foreign.html.marks import around_words
from trainer.foreign.html.names import are_strange

Medium = Callable[[str, str], str]
"""Returns the Markdown of a file: (its address, what it is)."""

_TAG = re.compile(
    r"<(/?)([a-z][a-z0-9]*)((?:\s+[a-z_][\w:-]*(?:=(?:\"[^\"<>]*\"|'[^'<>]*'|[\w#.%:-]+))?)*)\s*(/?)>"
)
_ENTITY = re.compile(r"&(?:[a-z]{2,6}|[A-Z][a-z]{2,5});")
_VALUES = re.compile(r"\s([a-z_][\w:-]*)(?:=(?:\"([^\"]*)\"|'([^']*)'|(\S+)))?")
_VALUES_ALONE = re.compile(r"\s[a-z_][\w:-]*=(?:\"[^\"]*\"|'[^']*'|\S+)")
_LINE_ENDS, _BLANKS = re.compile(r"[\t \r\n]*[\r\n][\t \r\n]*"), re.compile(r"[\t ]+")
_BLANK = " \t\r\n"

_FILES = {"img": "picture", "audio": "sound"}
_BLOCKS = frozenset({"div", "p", "ul", "ol", "li"})
_LINED = frozenset({"div", "p", "ul", "ol"})
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "s": "~~", "strike": "~~", "del": "~~"}
_LOST = frozenset({"u", "font"})
_SCRIPTS = {"sub": "_", "sup": "^"}
_CODE = frozenset({"code", "kbd", "samp"})
_KNOWN = _BLOCKS | {*_FILES, *_MARKS, *_SCRIPTS} | _CODE | _LOST | {"br", "span", "big", "small"}
_DEEPEST = 30

FORMULA = re.compile("\ufdd6([0-9]+)\ufdd7")
"""Stands for a formula that was put aside."""
_OPEN, _CLOSE, _TICK = "\ufde1\ufde2", "\ufde3\ufde4", "\ufde5"
"""Stand for signs of marks until it is known whether readers take them for such: stars, single and double,
before and behind words, and what is around code."""
_UNMARKED = re.compile(
    rf"[^\W_][{_OPEN}]|[{_OPEN}][\W_]|[\W_][{_CLOSE}]|[{_CLOSE}](?:[^\W_]|[{_OPEN}])|[{_OPEN}][^{_CLOSE}]*\n|{_TICK}{{2}}"
)
_SIGNS = str.maketrans({_OPEN[0]: "*", _CLOSE[0]: "*", _OPEN[1]: "**", _CLOSE[1]: "**", _TICK: "`"})
_NO_SIGNS = dict.fromkeys(_SIGNS)
_ITEM = re.compile(r"^ *(?:- |[0-9]+\. )", re.MULTILINE)
_INERT = re.compile(rf"{FORMULA.pattern}|!\[[a-z]+\]\([\w./-]+\)")


class Usual(NamedTuple):
    """Markdown, still with blank lines and blanks as they come; the letters that it must show, None where
    a reader can but show the right ones; and whether colour or underlining is lost."""

    markdown: str
    letters: str | None
    plainer: bool


class _Element(NamedTuple):
    """A tag: its name, its attributes as they are written, and what is in it."""

    name: str
    attributes: str
    inside: list["str | _Element"]


Node = str | _Element


class _Unusual(Exception):  # noqa: N818
    """It is left to the converter of all HTML."""


def of_usual(html: str, medium: Medium, coloured: re.Pattern[str]) -> Usual | None:
    """Return HTML as Markdown, if it is nothing but usual tags. ``coloured``: finds the styles
    that are lost."""
    try:
        return _Reader(medium, coloured).read(html)
    except _Unusual:
        return None


class _Reader:
    def __init__(self, medium: Medium, coloured: re.Pattern[str]) -> None:
        self._medium = medium
        self._coloured = coloured
        self._letters: list[str] = []
        self._sure = True
        self._plainer = False

    def read(self, html: str) -> Usual:
        found = self._inside("", self._tree(html), (), False).strip("\n")
        letters = None
        if not (self._sure and _is_sure(found)):
            letters = literal.squeezed("".join(self._letters).replace(literal.INDENT, ""))
        markdown = found if found.isascii() else found.translate(_SIGNS)
        return Usual(markdown, letters, self._plainer)

    def _tree(self, html: str) -> list[Node]:
        parts = _TAG.split(html)
        nodes: list[Node] = []
        self._add(nodes, parts[0])
        open: list[tuple[str, list[Node]]] = [("", nodes)]
        for at in range(1, len(parts), 5):
            end, name, attributes, void, text = parts[at : at + 5]
            if end:
                if attributes or void or open[-1][0] != name:
                    raise _Unusual
                open.pop()
                nodes = open[-1][1]
            else:
                if name not in _KNOWN or len(open) > _DEEPEST:
                    raise _Unusual
                if attributes and _VALUES_ALONE.sub("", attributes).strip() and are_strange(attributes):
                    raise _Unusual
                inside: list[Node] = []
                nodes.append(_Element(name, attributes, inside))
                if name not in ("br", "img"):
                    if void:
                        raise _Unusual
                    open.append((name, inside))
                    nodes = inside
            self._add(nodes, text)
        if len(open) > 1:
            raise _Unusual
        return nodes

    def _add(self, nodes: list[Node], text: str) -> None:
        if not text:
            return
        if "<" in text:
            raise _Unusual
        if "&" in text:
            if text.count("&") != sum(map(_is_known, found := _ENTITY.findall(text))):
                raise _Unusual
            text = _ENTITY.sub(lambda entity: unescape(entity[0]), text) if found else text
        self._letters.append(text)
        nodes.append(text)

    def _inside(self, name: str, nodes: Sequence[Node], around: tuple[str, ...], code: bool) -> str:
        """Return what stands within a tag: line ends where two parts meet are those of the one that has more,
        two at most."""
        parts: list[str] = []
        ends = 0
        last, block = len(nodes) - 1, name in _BLOCKS
        for at, node in enumerate(nodes):
            if isinstance(node, str):
                left = _is_block(nodes[at - 1]) if at else block
                right = _is_block(nodes[at + 1]) if at < last else block
                if not (left or right) or node.strip():
                    found = _text(node, left, right, code)
                else:
                    continue
            else:
                found = self._element(node, nodes, at, around, code)
            if "\n" in found:
                inner = found.lstrip("\n")
                begins = len(found) - len(inner)
                words = inner.rstrip("\n")
                parts.append("\n" * (min(2, max(ends, begins)) if ends and begins else ends + begins))
                parts.append(words)
                ends = len(inner) - len(words)
            elif found:
                parts += ["\n" * ends, found]
                ends = 0
        return "".join(parts) + "\n" * ends

    def _element(
        self, element: _Element, beside: Sequence[Node], at: int, around: tuple[str, ...], code: bool
    ) -> str:
        name, attributes, nodes = element
        if name == "br":
            return "\n"
        if name in _FILES:
            if code or nodes:
                raise _Unusual
            return self._medium(_value(attributes, "src"), _FILES[name])
        if name in _BLOCKS and "p" in around:
            raise _Unusual  # it ends the paragraph
        found = self._inside(name, nodes, (*around, name), code or name in _CODE)
        if name in _LINED and not found.strip():
            return "\n\n" if nodes else "\n"
        if name == "div":
            return f"\n{found.strip()}\n"
        if name == "p":
            return f"\n\n{found.strip(_BLANK)}\n\n"
        if name == "li":
            return _item(found.strip(), beside, at, around)
        if name in ("ul", "ol"):
            return self._list(element, found, beside, at, around)
        if name in _MARKS:
            within = any(_MARKS.get(other) == _MARKS[name] for other in around)
            return found if code or within else self._marked(found, _MARKS[name])
        if name in _CODE:
            return found if code else self._coded(found)
        if name in _SCRIPTS:
            return self._script(name, nodes, found)
        if name in _LOST or (name == "span" and self._coloured.search(_value(attributes, "style"))):
            self._plainer = True
        return found

    def _list(
        self, element: _Element, found: str, beside: Sequence[Node], at: int, around: tuple[str, ...]
    ) -> str:
        before = next(filter(_is_there, reversed(beside[:at])), "")
        numbered = element.name == "ol"
        if around[-1:] in (("ul",), ("ol",)) or (
            numbered and ("start" in element.attributes or "type" in element.attributes)
        ):
            raise _Unusual
        if numbered and isinstance(before, _Element) and before.name == "ol":
            raise _Unusual
        if "li" in around:
            return f"\n{found.rstrip()}"
        after = next(filter(_is_there, beside[at + 1 :]), None)
        alone = after is None or (isinstance(after, _Element) and after.name in ("ul", "ol"))
        return f"\n\n{found}" if alone else f"\n\n{found}\n"

    def _marked(self, found: str, mark: str) -> str:
        if mark == "~~":
            self._sure = False
            return around_words(found, lambda words: f"~~{words}~~")
        begin, end = _OPEN[len(mark) - 1], _CLOSE[len(mark) - 1]
        return around_words(found, lambda words: f"{begin}{words}{end}")

    def _coded(self, found: str) -> str:
        if "`" in found:
            raise _Unusual
        return around_words(found, lambda words: f"{_TICK}{words}{_TICK}")

    def _script(self, name: str, nodes: Sequence[Node], found: str) -> str:
        inside = found.strip()
        if not inside:
            return found
        bare = nodes[0].strip() if len(nodes) == 1 and isinstance(nodes[0], str) else ""
        if inside.replace("\\", "") != bare or not (raised := script(_SCRIPTS[name], bare)):
            raise _Unusual
        return raised


def _value(attributes: str, name: str) -> str:
    """Return the value of an attribute, the last of that name, "" without."""
    if name not in attributes:
        return ""
    values = {found[0]: "".join(found[1:]) for found in _VALUES.findall(attributes)}
    return unescape(values.get(name, ""))


def _text(text: str, left: bool, right: bool, code: bool) -> str:
    """Return a text between its neighbours; ``left``, ``right``: is there an end of a block?"""
    text = text.replace("\xa0", " ")
    if code:
        text = text.replace(literal.INDENT, " ")
    if "\n" in text or "\r" in text:
        text = _LINE_ENDS.sub("\n", text)
    if "  " in text or "\t" in text:
        text = _BLANKS.sub(" ", text)
    if not code:
        text = literal.part(text)
    if left:
        text = text.lstrip(_BLANK)
    return text.rstrip() if right else text


def _item(words: str, beside: Sequence[Node], at: int, around: tuple[str, ...]) -> str:
    """Return a member of a list; its further lines are indented as far as its words."""
    if not around or around[-1] not in ("ul", "ol"):
        raise _Unusual
    if not words:
        return "\n"
    sign = "- "
    if around[-1] == "ol":
        sign = f"{sum(isinstance(one, _Element) and one.name == 'li' for one in beside[: at + 1])}. "
    lines = words.split("\n")
    further = (f"{' ' * len(sign)}{line}" if line else "" for line in lines[1:])
    return "\n".join((sign + lines[0], *further)) + "\n"


def _is_there(node: Node) -> bool:
    return isinstance(node, _Element) or node.strip() != ""


def _is_block(node: Node) -> bool:
    return isinstance(node, _Element) and node.name in _BLOCKS


@lru_cache(maxsize=1024)
def _is_known(entity: str) -> bool:
    """Is it the name of one character, which all readers know by it?"""
    return len(unescape(entity)) == 1


def _is_sure(found: str) -> bool:
    """Can a reader but show the letters of it? All lines are plain words behind signs of lists, and stars
    stand between a letter and none."""
    words = _ITEM.sub("", found)
    if not found.isascii():
        if _UNMARKED.search(f" {found} "):
            return False
        words = _INERT.sub("x", words).translate(_NO_SIGNS)
    elif "![" in found:
        words = _INERT.sub("x", words)
    lines = (line.rstrip(" \t") for line in words.split("\n"))
    return all(not line or (line.isprintable() and is_plain(line)) for line in lines)
