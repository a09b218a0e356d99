"""What CSS says of a text: which parts of it nobody sees, which words are bold, italic or struck out, and
where blanks are kept.

Rules of a notetype count as far as they hide, with what they say of classes, names and places; what depends
on a screen or a system does not.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag
from soupsieve import SelectorSyntaxError

from trainer.foreign.html import kept_blanks

_LONGEST = 200_000
_MOST_RULES, _LONGEST_SELECTOR = 200, 200
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_NESTED = re.compile(r"@[^{};@]*(?:\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|;)")
_NAME = re.compile(r"[.#]([\w-]+)")
_STEP = re.compile(r"(?<=[^\s>+~])\s*([\s>+~])(?=\s*[^\s>+~])|(\()")
_MOST_TRIES = 1_000_000
_ALWAYS = frozenset({"card", "qa"})
_ZERO = re.compile(r"[+-]?(?:0+(?:\.0*)?|\.0+)(?:[a-z]+|%)?")
_CLEAR = re.compile(r"transparent|rgba?\(.*[,/] *(?:0|0?\.0+|0%)\)|#[0-9a-f]{3}0|#[0-9a-f]{6}00")
_MAY_SAY = re.compile(r"<(?:details|dialog|datalist|style)\b|\shidden\b", re.IGNORECASE)
_STYLED = re.compile(r"\bstyle\s*=", re.IGNORECASE)
_TELLING = re.compile(
    r"display|visib|opacity|font-size\s*:\s*[-+.0]|weight|font-style|decoration|transparent|rgba|hsla"
    r"|#[0-9a-f]{4}\b|#[0-9a-f]{8}\b|background",
    re.IGNORECASE,
)
"""What a style must say to hide or mark words."""
_WITHOUT_WORDS = ("pre", "code", "kbd", "samp")
BOLD, ITALIC, STRUCK = ("b", "strong"), ("i", "em"), ("s", "del", "strike")
_OPENING = re.compile(r":(?:hover|active|focus|checked|target)\b")
_COLOURING = ("a", "mark")
"""What has a colour of its own."""
_UNSEEN = ("hidden", "collapse")
_OF_BLANKS, _OF_CODE = {"white-space"}, re.compile(r"(?:^|[\s>])(?:pre|code|kbd|samp)$")
"""What says nothing new of what is code anyway."""
_SHOWN = ("img", "audio", "video", "br", "hr", "input")
"""What is to be seen without text in it."""

Declared = Mapping[str, str]
"""What a style says, by property, in small letters."""


class _Rule(NamedTuple):
    """``names``: of classes and elements, without which nothing is selected. ``is_important``: it counts for
    more than the style of an element itself. ``up``, ``beside``: how often it leads from one element to those
    around it and to others."""

    selector: str
    declared: Declared
    names: frozenset[str]
    is_important: bool
    up: int
    beside: int


class _Look(NamedTuple):
    """How the words in an element look."""

    visible: bool = True
    sized: bool = True
    coloured: bool = True
    bold: bool = False
    italic: bool = False
    struck: bool = False
    blanks: str = ""


class Seen(NamedTuple):
    """What became of a tree: parts that nobody sees, parts that a click or the like opens (they are still in
    it), whether words are underlined, and which elements and texts keep blanks."""

    hidden: Sequence[Tag | NavigableString] = ()
    folded: Sequence[Tag | NavigableString] = ()
    is_underlined: bool = False
    kept: Sequence[kept_blanks.Kept] = ()
    texts: Sequence[tuple[NavigableString, str]] = ()


def may_say(html: str, css: str) -> bool:
    """Can anything of a text be hidden or marked by a style?"""
    if _MAY_SAY.search(html) or (_STYLED.search(html) and _TELLING.search(html)):
        return True
    if "white-space" in html and kept_blanks.may_say(html):
        return True
    return ("<" in html or "\n" in html) and bool(_meant(css, html))


def look(soup: BeautifulSoup, css: str) -> Seen:
    """Put words that a style makes bold, italic or struck out into such marks, and return what is hidden."""
    styles = _styles(soup, _meant(css, soup.decode()))
    opens = _OPENING.search(css) or any(
        name.startswith("on") for tag in soup.find_all(True) for name in tag.attrs
    )
    hidden, closed, kept = list[Any](), list[Any](), list[kept_blanks.Kept]()
    texts: list[tuple[NavigableString, str]] = []
    is_underlined = False
    pending: list[tuple[Any, _Look]] = [(soup, _Look())]
    while pending:
        element, seen = pending.pop()
        if isinstance(element, NavigableString):
            if seen.blanks:
                texts.append((element, seen.blanks))
            if type(element) is NavigableString and str(element).strip():
                if seen.visible and seen.sized and seen.coloured:
                    _mark(soup, element, seen)
                else:
                    hidden.append(element)
            continue
        declared: Declared = styles.get(id(element), {})
        if (blanks := kept_blanks.told(declared, seen.blanks)) != seen.blanks:
            seen = seen._replace(blanks=blanks)
            if blanks:
                kept.append(kept_blanks.Kept(element, blanks, kept_blanks.is_fixed(element, declared)))
        declared = declared if element.name != "body" else {}  # which fades in
        if _is_hidden(element, declared):
            hidden.append(element)
            continue
        if element.name in _SHOWN and not seen.visible:
            hidden.append(element)
            continue
        lines = declared.get("text-decoration-line", "") + declared.get("text-decoration", "")
        is_underlined = is_underlined or "underline" in lines
        if element.name in _COLOURING or element.has_attr("color"):
            seen = seen._replace(coloured=True)
        seen = _changed(seen, declared, lines)
        _unmark(element, declared, lines)
        inside = list(element.children)
        if element.name == "details" and not element.has_attr("open"):
            first = next((part for part in inside if part.name == "summary"), None)
            closed += [part for part in inside if part is not first and (part.name or str(part).strip())]
            inside = [part for part in inside if part is first]
        pending += ((part, seen) for part in reversed(inside))
    return Seen(*(([], [*closed, *hidden]) if opens else (hidden, closed)), is_underlined, kept, texts)


def _styles(soup: BeautifulSoup, rules: Sequence[_Rule]) -> dict[int, dict[str, str]]:
    """Return what is declared of each element: by rules, the most special last, and by its own style."""
    found: dict[int, dict[str, str]] = {}

    def declare(element: Tag, declared: Declared) -> None:
        found.setdefault(id(element), {}).update(declared)

    def select(rule: _Rule) -> None:
        try:
            chosen = soup.select(rule.selector)
        except (SelectorSyntaxError, NotImplementedError):
            return  # as a browser passes over what it does not know
        for element in chosen:
            declare(element, rule.declared)

    own = [(element, *_declared(str(element["style"]))) for element in soup.find_all(style=True)]
    size = _size(soup) if rules else (0, 0, 0)
    for are_important in (False, True):
        for rule in rules:
            if rule.is_important is are_important and _tries(rule, *size) <= _MOST_TRIES:
                select(rule)
        for element, *both in own:
            declare(element, both[are_important])
    return found


def _size(soup: BeautifulSoup) -> tuple[int, int, int]:
    """Return how many elements there are, how many stand around one at most, and how many beside one."""
    depths: dict[int, int] = {id(soup): 0}
    widest = 1
    for element in soup.find_all(True):
        depths[id(element)] = depths[id(element.parent)] + 1
        widest = max(widest, len(element.contents))
    return len(depths) - 1, max(depths.values()), widest


def _tries(rule: _Rule, count: int, deepest: int, widest: int) -> int:
    """Return how many elements are looked at for a rule at most: each step of it may lead to all others."""
    among = max(deepest, widest)
    return count * int(deepest ** min(rule.up, 9)) * int(among ** min(rule.beside, 9))


def _meant(css: str, html: str) -> Sequence[_Rule]:
    """Return the rules that may have something to say of a text."""
    return [rule for rule in _rules(css) if all(name in html for name in rule.names)]


@lru_cache(maxsize=64)
def _rules(css: str) -> tuple[_Rule, ...]:
    """Return the rules that hide something, or show such again, the most special last."""
    plain = _NESTED.sub("", _COMMENT.sub("", css[:_LONGEST]))
    pairs = (part.partition("{")[::2] for part in plain.split("}"))
    told = [(selectors, _declared(body)) for selectors, body in pairs]
    means = {name for _, both in told for declared in both for name in _hiding(declared)}
    found = [
        _Rule(selector, kept, _names(selector), is_important, *_steps(selector))
        for selectors, both in told
        for is_important, declared in zip((False, True), both, strict=True)
        if (kept := {name: value for name, value in declared.items() if name in means})
        for selector in map(str.strip, selectors.split(","))
        if 0 < len(selector) <= _LONGEST_SELECTOR
        and not (kept.keys() <= _OF_BLANKS and _OF_CODE.search(selector))
    ]
    return tuple(sorted(found[:_MOST_RULES], key=lambda rule: _weight(rule.selector)))


def _weight(selector: str) -> tuple[int, int, int]:
    """Return how special a selector is: names, classes and attributes, tags."""
    return (
        selector.count("#"),
        len(re.findall(r"[.\[]|(?<!:):(?!:)", selector)),
        len(re.findall(r"(?<![\w#.:\[-])[a-z]", selector, re.IGNORECASE)),
    )


def _declared(style: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return what a style says, and what it says is important. What moves is hidden only at first."""
    both: tuple[dict[str, str], dict[str, str]] = ({}, {})
    for part in style.lower().split(";"):
        name, _, told = part.partition(":")
        value, bang, _ = told.partition("!")
        both[bool(bang)][name.strip()] = value.strip()
    if "animation" in style.lower():
        for declared in both:
            declared.pop("opacity", None)
            declared.pop("visibility", None)
    return both


def _names(selector: str) -> frozenset[str]:
    return frozenset() if "(" in selector else frozenset(_NAME.findall(selector)) - _ALWAYS


def _steps(selector: str) -> tuple[int, int]:
    signs = ["".join(found) for found in _STEP.findall(selector)]
    beside = sum(sign in "+~(" for sign in signs)
    return len(signs) - beside, beside


def _hiding(declared: Declared) -> Sequence[str]:
    """Return the properties that hide words, whatever is around them, or keep blanks."""
    hiding = {
        "display": declared.get("display") == "none",
        "visibility": declared.get("visibility") in _UNSEEN,
        "font-size": _is_zero(declared.get("font-size")),
        "opacity": _is_zero(declared.get("opacity")),
        "white-space": kept_blanks.told(declared, "") != "",
        **dict.fromkeys(("color", "background", "background-color"), _is_clear(declared)),
    }
    return [name for name, hides in hiding.items() if hides]


def _is_hidden(element: Tag, declared: Declared) -> bool:
    """Is all of an element hidden, whatever its parts say?"""
    if (display := declared.get("display")) is not None:
        return display == "none" or _is_zero(declared.get("opacity"))
    by_itself = element.has_attr("hidden") or element.name == "datalist"
    is_closed = element.name == "dialog" and not element.has_attr("open")
    return by_itself or is_closed or _is_zero(declared.get("opacity"))


def _is_zero(value: str | None) -> bool:
    return value is not None and _ZERO.fullmatch(value) is not None


def _is_clear(declared: Declared) -> bool:
    """Has text no colour, or that of what is behind it?"""
    colour = declared.get("color", "")
    behind = declared.get("background-color") or declared.get("background")
    return _CLEAR.fullmatch(colour) is not None or (colour != "" and colour == behind and colour != "inherit")


def _changed(seen: _Look, declared: Declared, lines: str) -> _Look:
    """Return how words look in an element, where they looked like that around it."""
    if not declared:
        return seen
    if (visibility := declared.get("visibility")) is not None and visibility != "inherit":
        seen = seen._replace(visible=visibility not in _UNSEEN)
    if "font-size" in declared:
        seen = seen._replace(sized=not _is_zero(declared["font-size"]))
    if "color" in declared and declared["color"] != "inherit":
        seen = seen._replace(coloured=not _is_clear(declared))
    if (weight := declared.get("font-weight")) is not None and weight != "inherit":
        seen = seen._replace(bold=_is_bold(weight))
    if (style := declared.get("font-style")) is not None and style != "inherit":
        seen = seen._replace(italic=style.startswith(("italic", "oblique")))
    return seen._replace(struck=seen.struck or "line-through" in lines)


def _is_bold(weight: str) -> bool:
    return weight in ("bold", "bolder") or (weight.isdecimal() and int(weight) >= 600)


def _unmark(element: Tag, declared: Declared, lines: str) -> None:
    """Make a mark that says by its style that it marks nothing, as editors paste it, a plain element."""
    weight, style = declared.get("font-weight", "bold"), declared.get("font-style", "italic")
    if (
        (element.name in BOLD and not _is_bold(weight) and weight != "inherit")
        or (element.name in ITALIC and style == "normal")
        or (element.name in (*STRUCK, "u") and lines.startswith("none"))
    ):
        element.name = "span"


def _mark(soup: BeautifulSoup, words: NavigableString, seen: _Look) -> None:
    if not (seen.bold or seen.italic or seen.struck):
        return
    around = {parent.name for parent in words.parents}
    if not around.isdisjoint(_WITHOUT_WORDS):
        return
    for wanted, names in ((seen.bold, BOLD), (seen.italic, ITALIC), (seen.struck, STRUCK)):
        if wanted and around.isdisjoint(names):
            words.wrap(soup.new_tag(names[0]))
