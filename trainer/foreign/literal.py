"""Text that is no Markdown, written so that Markdown shows it letter for letter.

Signs are escaped only where they could mean something; `shows` tells by the parser itself whether it worked,
and `every` escapes whatever can be.
"""

import re

from trainer.core.text import is_plain
from trainer.markdown import letters

INDENT = "\ufdde"
"""Stands for each blank that a line is indented by."""
_SIGN = re.compile(
    r"\\(?=[!-/:-@\[-`{-~]|\n|$)"  # before what it would escape
    r"|\*(?!\s)|(?<=\S)\*"
    r"|(?<![^\W_])_|_(?![^\W_])"  # not within a word
    r"|`"
    r"|<(?=[A-Za-z/!?])"
    r"|&(?=#?\w{1,31};)"
    r"|(?<=~)~|~(?=~)"
    r"|\[(?=\^|[ xX]\]|[^\]\n]{0,300}\][(\[:])"
)
_INDENTED = r"(?:(?!\n)\s|\ufdde)"
_CODE = re.compile(r"^[ \t]+", re.MULTILINE)
"""What would make code of a line."""
_START = re.compile(
    rf"^(?P<blank>{_INDENTED}*)(?:(?P<sign>[-+*](?=\s|$)|\#{{1,6}}(?=\s|$)|>|=+(?=\s*$)"
    r"|-+(?=\s*$)|~{3}|\|)|(?P<number>[0-9]{1,9})(?=[.)](?:\s|$)))",
    re.MULTILINE,
)
_PUNCTUATION = re.compile(
    rf"(?P<blank>^{_INDENTED}*)(?P<number>[0-9]{{1,9}})(?=\))|(?P<sign>[!-'*-/:-@\\-`{{-~])"
)
_BLANK = re.compile(r"\s+")


def literal(text: str) -> str:
    """Return Markdown that shows ``text``, whose line ends are line ends."""
    if is_plain(text) and INDENT not in text:
        return text
    found = _SIGN.sub(lambda match: "\\" + match[0], text)
    if text.count("$") > 1:
        found = found.replace("$", "\\$")
    return _START.sub(_started, _CODE.sub("", found))


def part(text: str) -> str:
    """Return a part of a line literally, with the blank before it, which belongs to what stands there."""
    if not text.strip():
        return text
    found = literal(text)
    return f" {found}" if text[0] == " " != found[0] else found


def _started(match: re.Match[str]) -> str:
    """Take its meaning from what begins a line, also behind blanks that mean nothing to Markdown: who strips
    the text takes them away."""
    indent = match["blank"] or ""
    return f"{indent}\\{match['sign']}" if match["sign"] else f"{indent}{match['number']}\\"


def every(text: str) -> str:
    """Return ``text`` with every sign escaped that can be; of brackets that open, it would make
    mathematics."""
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(_PUNCTUATION.sub(_started, line) for line in lines)


def shown(markdown: str) -> str:
    """Return the letters that a Markdown text shows, without white space and captions."""
    return _BLANK.sub("", letters(markdown))


def without(text: str, start: re.Pattern[str], end: re.Pattern[str]) -> str:
    """Return a text without what stands between a start and the next end, both taken out with it. A start
    that nothing ends stays; in a text of nothing but starts, an end is looked for once."""
    parts, at = list[str](), 0
    while (begun := start.search(text, at)) and (ended := end.search(text, begun.end())):
        parts.append(text[at : begun.start()])
        at = ended.end()
    return "".join((*parts, text[at:]))


COMMENT, COMMENT_END = re.compile("<!--"), re.compile("-->")


def squeezed(text: str) -> str:
    """Return a text without white space."""
    return _BLANK.sub("", text)
