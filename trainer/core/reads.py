"""Markdown as it reads: for looking words up as they stand on the screen."""

import re
from html import unescape

_ANY = re.compile(r"[\\`*_~\[&]")
_MOST = 200  # characters between two signs of emphasis, so that no text takes long
_BETWEEN = rf"(?=\S).{{1,{_MOST}}}?(?<=\S)"
_MARKED = re.compile(
    rf"(?<!`)(?P<ticks>`++)(?P<code>.{{1,{_MOST}}}?)(?<!`)(?P=ticks)(?!`)"
    r"|\\(?P<sign>[!-/:-@\[-`{-~])"
    r"|(?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|!?\[(?P<words>[^\[\]\n]{1,400})\]\((?:<[^<>\n]*>|[^()<>\s]*)(?:\s+\"[^\"\n]*\")?\)"
    rf"|(?<![\w*])(?P<stars>\*{{1,3}})(?!\*)(?P<strong>{_BETWEEN})(?<!\*)(?P=stars)(?![\w*])"
    rf"|(?<!\w)(?P<lines>_{{1,3}})(?!_)(?P<bold>{_BETWEEN})(?<!_)(?P=lines)(?!\w)"
    rf"|(?P<struck>~~)(?!~)(?P<gone>{_BETWEEN})(?<!~)~~(?!~)",
    re.DOTALL,
)


def as_read(markdown: str) -> str:
    """Return a text without the signs that a reader does not see: those of code, of strong, emphasised and
    struck-out words, backslashes before signs, the addresses of links and pictures; an entity as the sign
    that it stands for. It is a quick reading, line by line; `trainer.markdown` has the true one."""
    return _MARKED.sub(_inside, markdown) if _ANY.search(markdown) else markdown


def _inside(match: re.Match[str]) -> str:
    if (code := match["code"]) is not None:
        return code[1:-1] if code[0] == code[-1] == " " and code.strip() else code
    if match["sign"] is not None:
        return match["sign"]
    if match["entity"] is not None:
        return unescape(match["entity"])
    return as_read(match["words"] or match["strong"] or match["bold"] or match["gone"])
