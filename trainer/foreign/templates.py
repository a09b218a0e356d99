"""Anki's card templates: ``{{Field}}``, filters, conditionals. What a card shows follows from its notetype.

https://docs.ankiweb.net/templates/intro.html
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from trainer.anki.incoming.values import TheirTemplate
from trainer.foreign.literal import COMMENT, COMMENT_END, without

FRONT = "\ufdda"
"""Stands where a back shows the front again."""
CLOZE, CLOZE_END = "\ufddb", "\ufddc"
"""Around the text of a field whose gaps are hidden."""

RULE = re.compile(r"<hr\b[^<>]*>", re.IGNORECASE)
_TOKEN = re.compile(r"\{\{\s*(?P<sign>[#^/]?)(?P<inside>[^{}]*?)\s*\}\}")
_EMPTY = re.compile(r"(?:\s|</?(?:br|div) ?/?>)*", re.IGNORECASE | re.ASCII)
_READING = re.compile(r" ?([^ >]+?)\[(.+?)\]")
_TAGS = re.compile(r"<[A-Za-z/!?][^<>]*>")


_LARGEST, _TIMES = 1_000_000, 8
"""Characters of one side: so many, and as many as the fields have so many times. More is made by no template
that means well."""


class TooLargeError(ValueError):
    """A template makes of a note far more text than the note has."""


@dataclass(slots=True)
class Rendered:
    """One side of a card: its HTML, what is to be typed there, hints, and what could not be carried."""

    html: str = ""
    typed: str | None = None
    hints: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    beneath: "Rendered | None" = None


def render(
    template: str, fields: Mapping[str, str], card: int = 0, beneath: Rendered | None = None
) -> Rendered:
    """Return one side of a card. ``card`` is its number if it is one of a cloze note, else 0; ``beneath`` is
    its front where it is the back.

    Gaps stay in the text as they are written; what is typed or a hint is taken out of it. What is a hint on
    the back alone gives no help before the answer: it is folded away there, and part of the text here.

    Raises:
        TooLargeError: it is no side that anybody reads.
    """
    side, parts = Rendered(beneath=beneath), []
    room = _room(fields.values())
    shown = [True]
    names: list[str] = []
    for before, sign, inside in _tokens(template):
        if shown[-1]:
            parts.append(before)
        if sign in ("#", "^"):
            names.append(inside)
            shown.append(shown[-1] and _filled(inside, fields, card) == (sign == "#"))
        elif sign == "/":
            if names and names[-1] == inside:
                names.pop()
                shown.pop()
        elif inside and shown[-1]:
            parts.append(_field(side, inside, fields))
            room -= len(parts[-1])
            if room < 0:
                raise TooLargeError
    side.html = "".join(parts)
    return side


def _room(fields: Iterable[str]) -> int:
    return _LARGEST + _TIMES * sum(map(len, fields))


@lru_cache(maxsize=256)
def _tokens(template: str) -> tuple[tuple[str, str, str], ...]:
    """Return each tag of a template: the HTML before it, its sign, what it holds; at the end HTML alone."""
    template = without(template, COMMENT, COMMENT_END)
    found, at = [], 0
    for token in _TOKEN.finditer(template):
        found.append((template[at : token.start()], str(token["sign"]), str(token["inside"]).strip()))
        at = token.end()
    return (*found, (template[at:], "", ""))


def is_empty(html: str) -> bool:
    """Does Anki call the field empty?"""
    return _EMPTY.fullmatch(html) is not None


def _filled(name: str, fields: Mapping[str, str], card: int) -> bool:
    if re.fullmatch(r"c\d+", name) and name not in fields:
        return name == f"c{card}"
    return not is_empty(fields.get(name, ""))


Parts = tuple[tuple[str, int], ...]
"""What a side shows, if it is nothing but fields one after the other: each the HTML before it, and the place
of the field (-1 for none)."""


@lru_cache(maxsize=256)
def fields_alone(template: TheirTemplate, names: tuple[str, ...]) -> tuple[Parts, Parts] | None:
    """Return what a card asks and what it shows beyond that, of a template without conditions and filters
    whose back is the front, a rule and what comes after it, as most are; None of any other."""
    front, back = _tokens(template.front), _tokens(template.back)
    if back[0] != ("", "", "FrontSide") or (rule := RULE.match(back[1][0].lstrip())) is None:
        return None
    beyond = (back[1][0].lstrip()[rule.end() :], *back[1][1:]), *back[2:]
    places = {name: place for place, name in enumerate(names) if ":" not in name}
    places = places | {"": -1, "FrontSide": len(names)}
    if any(sign or places.get(inside, len(names)) == len(names) for _, sign, inside in (*front, *beyond)):
        return None
    asked, shown = (tuple((html, places[name]) for html, _, name in side) for side in (front, beyond))
    return asked, shown


def shown(parts: Parts, fields: Sequence[str]) -> str:
    """Return the HTML of a side that is nothing but fields. Raises `TooLargeError`."""
    if len(parts) > _TIMES and sum(len(fields[at]) for _, at in parts if 0 <= at < len(fields)) > _room(
        fields
    ):
        raise TooLargeError
    return "".join(
        [
            html + fields[place] if 0 <= place < len(fields) else html
            for html, place in parts
            if html or place >= 0
        ]
    )


@lru_cache(maxsize=1024)
def _parts(inside: str) -> tuple[tuple[str, ...], str]:
    """Return the filters of a field's tag, the innermost first, and the field's name."""
    *filters, name = (part.strip() for part in inside.split(":"))
    return tuple(reversed(filters)), name


@lru_cache(maxsize=256)
def named(template: str) -> frozenset[str]:
    """Return the names of all fields that a template uses."""
    return frozenset(_parts(inside)[1] for _, _, inside in _tokens(template))


def _field(side: Rendered, inside: str, fields: Mapping[str, str]) -> str:
    if inside == "FrontSide":
        return FRONT
    filters, name = _parts(inside)
    if name not in fields:
        if name:
            side.lost.append(f"a field {name!r} that the notetype does not have")
        return ""
    html = fields[name]
    for word in filters:
        if word == "hint":
            if side.beneath is not None and html not in side.beneath.hints:
                continue
            if not is_empty(html):
                side.hints.append(html)
            return ""
        if word == "type":
            side.typed = fields[name] if "cloze" in filters else html
            if "nc" in filters:
                side.lost.append("that marks on letters are no matter where it is typed (nc)")
            return ""
        if word.startswith("tts"):
            side.lost.append("text read aloud (tts)")
            return ""
        html = _filtered(word, html)
    return html


def _filtered(word: str, html: str) -> str:
    if word in ("cloze", "cloze-only"):
        return f"{CLOZE}{html}{CLOZE_END}"
    if word == "text":
        return _TAGS.sub("", html)
    if word in ("furigana", "kanji", "kana") and "[" in html:
        readings = {"furigana": r"\1(\2)", "kanji": r"\1", "kana": r"\2"}
        return _READING.sub(lambda m: m[0] if m[2].startswith("sound:") else m.expand(readings[word]), html)
    return html  # other filters belong to add-ons
