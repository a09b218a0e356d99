"""Cloze markers of Anki: read as Anki reads them, kept apart while HTML becomes Markdown, written as decks
have them."""

import re
from dataclasses import dataclass

from trainer.core import cloze

OPEN, NUMBER, HINT, CLOSE = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
_TOKEN = re.compile(r"\{\{c(?P<numbers>,*[0-9]{1,4}(?:,+[0-9]{1,4})*,*)::|\}\}")
_SIGN = re.compile(f"{OPEN}([0-9,]+){NUMBER}|{HINT}|{CLOSE}|::|\\}}\\}}")
_BRACES = re.compile(r"\{\{(?=\s*c[0-9])", re.IGNORECASE)
"""What would begin a gap and is none: as in Anki, where it is made of entities."""
_LEFT = re.compile(f"{OPEN}[0-9,]+{NUMBER}|{HINT}[^{CLOSE}]*(?={CLOSE})|{CLOSE}")


class GapError(ValueError):
    """The gaps are such as the format does not have; the message says what of them."""


def aside(html: str) -> str:
    """Return HTML with its markers as noncharacters, which go through everything unharmed.

    A marker that is not closed is text, as in Anki. The first ``::`` within a gap begins its hint. A gap of
    number 0 alone is never asked: what it holds is text.
    """
    tokens = list(_TOKEN.finditer(html))
    closes: dict[int, int] = {}
    stack: list[int] = []
    for place, token in enumerate(tokens):
        if token["numbers"]:
            stack.append(place)
        elif stack:
            closes[stack.pop()] = place
    ends = {close: opened for opened, close in closes.items()}
    parts: list[str] = []
    at, within = 0, list[_Gap]()
    for place, token in enumerate(tokens):
        parts.append(_inside(html[at : token.start()], within))
        at = token.end()
        if place in closes:
            within.append(_Gap(_numbers(token["numbers"])))
            parts.append(within[-1].opening)
        elif place in ends:
            parts.append(within.pop().closing)
        else:
            parts.append(token[0])
    return "".join((*parts, html[at:]))


@dataclass(slots=True)
class _Gap:
    """A gap being read: its numbers, "" where it is never asked; and has its hint begun?"""

    numbers: str
    hinted: bool = False

    @property
    def opening(self) -> str:
        return f"{OPEN}{self.numbers}{NUMBER}" if self.numbers else ""

    @property
    def closing(self) -> str:
        return CLOSE if self.numbers else ""


def _inside(text: str, within: list[_Gap]) -> str:
    """Return text that stands in gaps, with the sign of its hint; none of a hint that is never shown."""
    if not within:
        return text
    gap = within[-1]
    if gap.hinted:
        return text if gap.numbers else ""
    answer, sign, hint = text.partition("::")
    gap.hinted = bool(sign)
    return answer + (HINT + hint if sign and gap.numbers else "")


def _numbers(told: str) -> str:
    """Return the numbers of a marker as decks have them; a 0 beside others is none to Anki."""
    found = sorted({int(number) for number in told.split(",") if number})
    return ",".join(str(number) for number in found if number)


def back(markdown: str) -> str:
    """Return a text with its markers as decks have them; what looks like one and is none is escaped.

    Raises:
        GapError: a marker hides nothing, or otherwise cannot be one here.
    """
    if markdown.count(OPEN) > MOST:
        raise GapError(f"there are more than {MOST} of them")
    depth = disarmed = 0
    parts: list[str] = []
    at = 0
    for sign in _SIGN.finditer(markdown):
        before, found_here = _BRACES.subn("&#123;&#123;", markdown[at : sign.start()])
        disarmed += found_here
        parts.append(before)
        at = sign.end()
        if sign[1]:
            depth += 1
            parts.append(f"{{{{c{sign[1]}::")
        elif sign[0] == HINT:
            parts.append("::")
        elif sign[0] == CLOSE:
            depth -= 1
            parts.append("}}")
        else:
            parts.append(f"\\{sign[0]}" if depth or (disarmed and sign[0] == "}}") else sign[0])
    text = "".join((*parts, _BRACES.sub("&#123;&#123;", markdown[at:])))
    try:
        found = cloze.numbers(text)
        gaps = sum(1 for _ in cloze.gaps(cloze.parse(text)))
    except cloze.ClozeError as error:
        raise GapError(str(error)) from error
    if gaps > MOST or found[-1] > 500:
        raise GapError(f"there are more than {MOST} of them")
    return text


MOST = 100


def filled(marked: str) -> str:
    """Return what `aside` made, with all gaps filled in."""
    return _LEFT.sub("", marked)


def asking(marked: str, number: int) -> str:
    """Return what `aside` made, the gaps of ``number`` as ``[...]`` or a hint, all others filled."""
    out: list[str] = []
    stack: list[tuple[bool, list[str], list[str] | None]] = []
    at = 0
    for sign in re.finditer(f"{OPEN}([0-9,]+){NUMBER}|{HINT}|{CLOSE}", marked):
        _add(stack, out, marked[at : sign.start()])
        at = sign.end()
        if sign[1]:
            stack.append((str(number) in sign[1].split(","), [], None))
        elif sign[0] == HINT and stack:
            asked, answer, _ = stack[-1]
            stack[-1] = (asked, answer, [])
        elif stack:
            asked, answer, hint = stack.pop()
            _add(stack, out, f"[{''.join(hint or ()) or '...'}]" if asked else "".join(answer))
    _add(stack, out, marked[at:])
    return "".join(out)


def _add(stack: list[tuple[bool, list[str], list[str] | None]], out: list[str], text: str) -> None:
    if not stack:
        out.append(text)
    else:
        _, answer, hint = stack[-1]
        (answer if hint is None else hint).append(text)


def numbers(marked: str) -> tuple[int, ...]:
    """Return the different numbers of the gaps in what `aside` made."""
    found = re.findall(f"{OPEN}([0-9,]+){NUMBER}", marked)
    return tuple(sorted({int(number) for numbers in found for number in numbers.split(",")}))


def gap(number: int, answer: str, hint: str = "") -> str:
    """Return one gap as `aside` marks it."""
    return f"{OPEN}{number}{NUMBER}{answer}{HINT + hint if hint.strip() else ''}{CLOSE}"
