"""HTML that is nothing but lines with bold and italic words, as most is, to Markdown without a parser."""

import re
from collections.abc import Sequence
from html import unescape
from itertools import cycle

from trainer.core.text import is_plain
from trainer.foreign import literal

LONGEST = 20_000
"""Characters of HTML that are read as such; of more only the text is kept."""
SPACE = re.compile(r"[ \t\r\n\xa0]+")

_TEXT = r"(?:[^<>\n]|<(?:b|strong)>[^<>\n]+</(?:b|strong)>|<(?:i|em)>[^<>\n]+</(?:i|em)>)+"
_TEXT_LINES = rf"{_TEXT}(?:(?:<br ?/?>)+{_TEXT})*"
_LINES = re.compile(rf"(?:{_TEXT_LINES})?(?:<div>{_TEXT_LINES}</div>)*")
_BREAK = re.compile(r"((?:<br ?/?>){2,})|<br ?/?>|</div><div>|</?div>")
_MARK = re.compile("</?(b|strong|i|em)>")
_STARS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_ENTITY = re.compile("&(?:amp|lt|gt|quot|nbsp|#39);")


def of_lines(html: str) -> str | None:
    """Return what the converter makes of HTML that is nothing but lines with bold and italic words, as most
    is; None of any other, and where a reader of Markdown would not show all letters."""
    if len(html) > LONGEST or not _LINES.fullmatch(html) or html.count("&") != len(_ENTITY.findall(html)):
        return None
    parted = _BREAK.sub(lambda found: "\n\n" if found[1] else "\n", html).strip("\n")
    lines: list[str] = []
    bare: list[str] = []
    for line in parted.split("\n"):
        texts = [SPACE.sub(" ", unescape(text)) for text in _MARK.split(line)]
        bare.append("".join(texts[::2]))
        if bare[-1] != bare[-1].strip() or not bare[-1].isprintable() or not _can_be_marked(texts):
            return None
        lines.append("".join(map(_marked_up, texts, cycle((False, True)))))
    found = "\n".join(lines)
    plain = all(map(is_plain, bare))
    return found if plain or literal.shown(found) == literal.squeezed("".join(bare)) else None


def _can_be_marked(texts: Sequence[str]) -> bool:
    """Do stars around each second of the texts, between which the names of their marks stand, mean what they
    should: with a letter inside of them, and outside none, nor other stars?"""
    inside, outside = texts[2::4], texts[::4]
    within = all(text[:1].isalnum() and text[-1:].isalnum() for text in inside)
    before, after = (
        (text[-1:].isalnum() for text in outside[:-1]),
        (text[:1].isalnum() for text in outside[1:]),
    )
    return within and not any(before) and not any(after) and all(outside[1:-1])


def _marked_up(text: str, is_mark: bool) -> str:
    return _STARS[text] if is_mark else part(text)


def part(text: str) -> str:
    """Return a part of a line literally, with the blank before it, which belongs to what stands there."""
    if not text.strip():
        return text
    found = literal.literal(text)
    return f" {found}" if text[0] == " " != found[0] else found
