"""HTML that is nothing but lines with bold and italic words, and lists of such, as most is, to Markdown
without a parser."""

import re
from collections.abc import Sequence
from html import unescape
from itertools import count, cycle

from trainer.core.text import is_plain
from trainer.foreign import literal

LONGEST = 20_000
"""Characters of HTML that are read as such; of more only the text is kept."""
SPACE = re.compile(r"[ \t\r\n\xa0]+")

_TEXT = r"(?:[^<>\n]|<(?:b|strong)>[^<>\n]+</(?:b|strong)>|<(?:i|em)>[^<>\n]+</(?:i|em)>)+"
_TEXT_LINES = rf"{_TEXT}(?:(?:<br ?/?>)+{_TEXT})*"
_LINES = re.compile(rf"(?:{_TEXT_LINES})?(?:<div>{_TEXT_LINES}</div>)*")
_ITEM = re.compile(rf"<li>({_TEXT})</li>")
_LIST = re.compile(rf"<(ul|ol)>((?:<li>{_TEXT}</li>)+)</\1>")
_BREAK = re.compile(r"((?:<br ?/?>){2,})|<br ?/?>|</div><div>|</?div>")
_MARK = re.compile("</?(b|strong|i|em)>")
_INDENTATION = re.compile(
    r"(?P<begin>\A|<br\s*/?>|</?(?:div|p|li)\b[^<>]*>)[ \t\r\n]*+"
    r"(?P<blanks>(?:\xa0|&nbsp;)(?:[ \t]|\xa0|&nbsp;)++)"
    r"(?!</|<(?:br|div|p|li|[uod]l|pre|table|blockquote|h[1-6])\b|\Z)",
    re.IGNORECASE,
)
_STARS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_ENTITY = re.compile("&(?:amp|lt|gt|quot|nbsp|#39);")


def of_lines(html: str) -> str | None:
    """Return what the converter makes of HTML that is nothing but lines with bold and italic words, and lists
    of such, as most is; None of any other, and where a reader of Markdown would not show all letters."""
    if len(html) > LONGEST or html.count("&") != len(_ENTITY.findall(html)):
        return None
    blocks: list[str] = []
    bare: list[str] = []
    at = 0
    for found in (*_LIST.finditer(html), None):
        lines = html[at : found.start() if found else len(html)]
        if found and blocks and not lines:
            return None  # two lists side by side
        if lines or not (blocks or found):
            if not _LINES.fullmatch(lines):
                return None
            parted = _BREAK.sub(lambda found: "\n\n" if found[1] else "\n", lines).strip("\n")
            written = _written(parted.split("\n"), bare)
            if written is None or (not parted and (blocks or found)):
                return None
            blocks.append("\n".join(written))
        if found:
            at = found.end()
            if (items := _written(_ITEM.findall(found[2]), bare)) is None or not all(items):
                return None
            signs = ("- " if found[1] == "ul" else f"{number}. " for number in count(1))
            blocks.append("\n".join(map(str.__add__, signs, items)))
    whole = "\n\n".join(blocks)
    plain = all(map(is_plain, bare))
    return whole if plain or literal.shown(whole) == literal.squeezed("".join(bare)) else None


def indented(html: str) -> str:
    """Return HTML with `literal.INDENT` for the blanks that do not break, where two or more begin a line."""

    def marked(found: re.Match[str]) -> str:
        return found["begin"] + literal.INDENT * len(found["blanks"].replace("&nbsp;", " "))

    return _INDENTATION.sub(marked, html)


def indented_by_entities(markdown: str) -> str:
    """Return Markdown whose lines are indented as `literal.INDENT` says; a single line is not."""
    return markdown.replace(literal.INDENT, "&nbsp;" if "\n" in markdown else "")


def _written(lines: Sequence[str], bare: list[str]) -> list[str] | None:
    """Return the Markdown of lines, and add their letters to ``bare``; None where they are not as simple."""
    found: list[str] = []
    for line in lines:
        texts = [SPACE.sub(" ", unescape(text)) for text in _MARK.split(line)]
        bare.append("".join(texts[::2]))
        if bare[-1] != bare[-1].strip() or not bare[-1].isprintable() or not _can_be_marked(texts):
            return None
        found.append("".join(map(_marked_up, texts, cycle((False, True)))))
    return found


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
