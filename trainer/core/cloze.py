"""Cloze markers: ``{{c1::answer}}``, ``{{c1::answer::hint}}``; ``\\::`` and ``\\}}`` are literal ones."""

import re
from typing import NamedTuple

# The alternatives exclude each other, so that a marker never closed is not tried in every possible way. (A
# possessive repeat would say the same, but early releases of Python 3.11 match it wrongly.)
_MARKER = re.compile(r"\{\{c(\d{1,4})::((?:\\(?:::|\}\})|(?!\}\}|\{\{c\d+::|\\::|\\\}\}).)*)\}\}", re.DOTALL)
_STRAY = re.compile(r"\{\{c\d+::")
_BACKTICKS = re.compile("`+")


class Gap(NamedTuple):
    """One hidden part of a cloze text: its number, what it hides, and the hint shown instead ("" = none)."""

    number: int
    answer: str
    hint: str


class ClozeError(ValueError):
    """The text has no usable marker; the message says why."""


def parse(text: str) -> tuple[str | Gap, ...]:
    """Split ``text`` into literal parts and gaps, in reading order.

    Raises:
        ClozeError: no marker, a marker without an answer or numbered 0, or a marker that is never closed.
    """
    parts: list[str | Gap] = []
    end = 0
    for match in _MARKER.finditer(text):
        _literal(parts, text[end : match.start()])
        number, inner = int(match.group(1)), match.group(2)
        answer, _, hint = inner.replace("\\::", "\0").partition("::")
        gap = Gap(number, _unescape(answer), _unescape(hint))
        if number == 0:
            raise ClozeError("a cloze number is 0; numbers start at 1")
        if not gap.answer.strip():
            raise ClozeError(f"cloze {number} hides nothing")
        parts.append(gap)
        end = match.end()
    _literal(parts, text[end:])
    if not any(isinstance(part, Gap) for part in parts):
        raise ClozeError("the text has no cloze marker such as {{c1::answer}}")
    return tuple(parts)


def _literal(parts: list[str | Gap], text: str) -> None:
    if _STRAY.search(text):
        raise ClozeError("a cloze marker is opened but never closed with }}")
    if text:
        parts.append(text)


def _unescape(text: str) -> str:
    return text.replace("\0", "::").replace("\\}}", "}}")


def numbers(text: str) -> tuple[int, ...]:
    """Return the different cloze numbers of ``text``, ascending. Raises `ClozeError` as `parse` does."""
    return tuple(sorted({part.number for part in parse(text) if isinstance(part, Gap)}))


def question(text: str, number: int) -> str:
    """Return the text with the gaps of ``number`` shown as ``[…]`` or ``[hint]``, all others filled in."""
    return _show(text, number, hide=True)


def answer(text: str, number: int) -> str:
    """Return the whole text with the parts that ``number`` hid in bold."""
    return _show(text, number, hide=False)


def hidden(text: str, number: int) -> tuple[str, ...]:
    """Return what the gaps of ``number`` hide, in reading order."""
    return tuple(part.answer for part in parse(text) if isinstance(part, Gap) and part.number == number)


def _show(text: str, number: int, *, hide: bool) -> str:
    out = ""
    for part in parse(text):
        if isinstance(part, str):
            out += part
        elif part.number != number:
            out += part.answer
        else:
            shown = f"[{part.hint or '…'}]" if hide else part.answer
            out += shown if _in_code(out) else f"**{shown}**"
    return out


def _in_code(markdown: str) -> bool:
    """Is the end of ``markdown`` inside a code span or fence, where asterisks would be shown as such?"""
    opened = 0
    for run in _BACKTICKS.findall(markdown):
        if not opened:
            opened = len(run)
        elif opened == len(run):
            opened = 0
    return opened > 0
