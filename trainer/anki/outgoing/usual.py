"""Markdown of the marks that nearly all is made of, to HTML without a parser, which takes ten times as long:
lines, bold and emphasized words, code, pictures, and lists of one level.

What comes of it is what the reader of all Markdown makes of it (`trainer.anki.outgoing.markup.to_html`).
Whatever is not as simple is left to it.
"""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from markdown_it.common.utils import escapeHtml

SAFE = '[^"#$&*<>@[\\\\\\]^_`{|}~\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0\ufdd1]'
"""What within a line means nothing to HTML, Markdown or Anki."""

OPEN, CLOSE = "\ufdd0", "\ufdd1"
"""Around a number that stands for something else in a text."""

_BEFORE, _BEHIND = r"(?<![^\s(,.;:!?'/=+-])", r"(?![^\s),.;:!?'/=+-])"
"""Beside stars that stand at a letter: an end of the line, a blank, or a sign."""
_CODE = "[^`\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0\ufdd1]"
"""What within code is nothing but itself."""
_MARK = (
    rf"{_BEFORE}\*\*(?=[^\W_]|\()(?P<bold>{SAFE}++)(?<=[^\W_]|\))\*\*{_BEHIND}"
    rf"|{_BEFORE}\*(?=[^\W_])(?P<em>{SAFE}++)(?<=[^\W_])\*{_BEHIND}"
    rf"|(?<!`)`(?! )(?P<code>{_CODE}++)(?<! )`(?!`)"
    rf"|!\[(?P<caption>{SAFE}++)\]\((?P<path>[A-Za-z0-9_./-]+)\)"
)
_MARKS = re.compile(_MARK)
_UNNAMED = re.sub("[?]P<[a-z]+>", "?:", _MARK)
# What begins a picture is no word.
_WORDS = rf"{SAFE.replace('^', '^!', 1)}++|!(?!\[)|{OPEN}[0-9]++{CLOSE}"
_LINE = re.compile(rf"(?=[^\W_]|[*`!{OPEN}])(?![0-9]+[.)](?:\s|$))(?:{_WORDS}|{_UNNAMED})*(?<!\s)")
_ITEM = re.compile(r"(?:- |([1-9][0-9]{0,2})\. )(.+)")

_ENTITIES = str.maketrans({"{": "&#123;", "}": "&#125;", "[": "&#91;", "\\": "&#92;"})

Picture = Callable[[str, str], str]
"""Returns the HTML of a picture: (its address, its caption); "" where it is none."""


def escaped(text: str) -> str:
    """Return text as HTML in which nothing means anything to Anki either."""
    return escapeHtml(text).translate(_ENTITIES)


class _Unusual(Exception):  # noqa: N818
    """It is left to the reader of all Markdown."""


def of_usual(markdown: str, picture: Picture) -> str | None:
    """Return Markdown as HTML, if it is nothing but usual marks."""
    parts = markdown.split("\n\n")
    try:
        if len(parts) == 1 and not _ITEM.match(markdown):
            return _lines(markdown, picture)
        blocks = [part.split("\n") for part in parts]
        listed = [_ITEM.match(block[0]) is not None for block in blocks]
        if any(one and other for one, other in pairwise(listed)):
            return None  # they would be one list
        return "\n".join(
            _list(block, picture) if is_list else f"<p>{_lines(part, picture)}</p>"
            for part, block, is_list in zip(parts, blocks, listed, strict=True)
        )
    except _Unusual:
        return None


def _lines(text: str, picture: Picture) -> str:
    return "<br />\n".join(_line(line, picture) for line in text.split("\n"))


def _list(lines: list[str], picture: Picture) -> str:
    items = [_ITEM.fullmatch(line) for line in lines]
    numbers = [item[1] if item else "" for item in items]
    if numbers == [None] * len(items):
        name = "ul"
    elif numbers == [str(number) for number in range(1, len(items) + 1)]:
        name = "ol"
    else:
        raise _Unusual
    written = (f"<li>{_line(item[2], picture)}</li>\n" for item in items if item)
    return f"<{name}>\n{''.join(written)}</{name}>"


def _line(line: str, picture: Picture) -> str:
    if not _LINE.fullmatch(line):
        raise _Unusual
    return "".join(_written(line, picture))


def _written(line: str, picture: Picture) -> Iterator[str]:
    at = 0
    for found in _MARKS.finditer(line):
        yield line[at : found.start()]
        at = found.end()
        if found["bold"]:
            yield f"<strong>{found['bold']}</strong>"
        elif found["em"]:
            yield f"<em>{found['em']}</em>"
        elif found["code"]:
            yield f"<code>{escaped(found['code'])}</code>"
        elif shown := picture(found["path"], found["caption"]):
            yield shown
        else:
            raise _Unusual
    yield line[at:]
