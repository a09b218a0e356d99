"""Markdown as it reads: for looking words up as they stand on the screen, and for lines of plain text."""

import re
from collections.abc import Callable, Sequence
from html import unescape

from trainer.core.dollars import formula
from trainer.core.emphasis import BEGIN, END, LETTER
from trainer.core.gapped import Place, filled, places
from trainer.core.mathematics import readable
from trainer.core.media import said as medium

_ANY = re.compile(r"[\\`*_~\[&$]")
_MOST = 200  # characters between two signs of emphasis, so that no text takes long
_BETWEEN = rf"(?=\S).{{1,{_MOST}}}?(?<=\S)"
_FORMULA = 1000
_MARKED = re.compile(
    r"^(?P<block>[ ]{0,12}(?P<fence>`{3,}|~{3,})[^`\n]*\n(?:.*?\n)??(?:[ ]{0,12}(?P=fence)[`~]*[ ]*$|\Z))"
    rf"|(?<!`)(?P<ticks>`++)(?P<code>.{{1,{_MOST}}}?)(?<!`)(?P=ticks)(?!`)"
    rf"|\\\((?!\s*\\\))(?P<round>(?:(?!\]\(|\n\n).){{1,{_FORMULA}}}?)\\\)"
    rf"|\\\[(?P<square>(?:(?!\]\(|\n\n).){{1,{_FORMULA}}}?)\\\]"
    r"|(?P<dollar>\$)"
    r"|\\(?P<sign>[!-'*-/:-@\[-`{-~]|(?<=[0-9]\\)\))"
    r"|(?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|(?P<image>!?)\[(?P<words>(?:(?<=!\[)|[^\[\]\n])[^\[\]\n]{0,399})\]"
    r"\((?P<address><[^<>\n]*>|[^()<>\s]*)(?:\s+\"[^\"\n]*\")?\)"
    rf"|(?<![{LETTER}*])(?P<stars>\*{{1,3}})(?!\*)(?P<strong>{_BETWEEN})(?<!\*)(?P=stars)(?![{LETTER}*])"
    rf"|{BEGIN}(?P<twice>{_BETWEEN}){END}"
    rf"|(?<!\w)(?!__[a-z0-9_]+__(?![A-Za-z0-9_]))(?P<lines>_{{1,3}})(?!_)(?P<bold>{_BETWEEN})(?<!_)(?P=lines)(?!\w)"
    rf"|(?P<struck>~~)(?!~)(?P<gone>{_BETWEEN})(?<!~)~~(?!~)",
    re.DOTALL | re.MULTILINE,
)


def as_read(markdown: str) -> str:
    """Return a text without the signs that a reader does not see: those of code, of strong, emphasised and
    struck-out words, backslashes before signs, the addresses of links and pictures; an entity as the sign
    that it stands for, and mathematics as a line of text. It is a quick reading, line by line;
    `trainer.markdown` has the true one."""
    return _read(markdown, _bare)


def as_shown(markdown: str) -> str:
    """Return a text in the words and signs of the screens, for plain text: as `as_read`, but that code stays
    between its signs and links have their addresses, and that pictures and struck-out words are said to be
    such."""
    return _read(markdown, _told)


def _read(markdown: str, said: Callable[[re.Match[str]], str | None], gaps: Sequence[Place] = ()) -> str:
    if not gaps:
        markdown, gaps = places(markdown)
        if gaps:
            return filled(_read(markdown, said, gaps), gaps, lambda gap: _read(gap.text, said))
    if not _ANY.search(markdown):
        return markdown
    parts, at = list[str](), 0
    while match := _MARKED.search(markdown, at):
        parts.append(markdown[at : match.start()])
        at = match.end()
        if match["dollar"] is None:
            parts.append(_inside(match, said, gaps))
        elif found := formula(markdown, match.start(), _end(markdown, at)):
            parts.append(readable(filled(found.latex, gaps)))
            at = found.end
        else:
            parts.append("$")
    return "".join((*parts, markdown[at:]))


def _end(markdown: str, at: int) -> int:
    """Return where the paragraph ends, or what a formula may be long."""
    most = min(at + _FORMULA, len(markdown))
    return end if (end := markdown.find("\n\n", at, most)) >= 0 else most


def _inside(match: re.Match[str], said: Callable[[re.Match[str]], str | None], gaps: Sequence[Place]) -> str:
    if match["block"] is not None:
        return filled(match["block"], gaps)
    if (told := said(match)) is not None:
        return filled(told, gaps)
    for name in ("round", "square"):
        if match[name] is not None:
            return readable(filled(match[name], gaps))
    if match["sign"] is not None:
        return match["sign"]
    if match["entity"] is not None:
        return unescape(match["entity"])
    words = match["words"] or match["strong"] or match["twice"] or match["bold"] or match["gone"] or ""
    return _read(words, said, gaps)


def _bare(match: re.Match[str]) -> str | None:
    code = match["code"]
    if code is None:
        return None
    return code[1:-1] if code[0] == code[-1] == " " and code.strip() else code


def _told(match: re.Match[str]) -> str | None:
    if match["code"] is not None:
        return match[0]
    if match["gone"] is not None:
        return f"[struck out: {as_shown(match['gone'])}]"
    if match["words"] is None:
        return None
    words, address = as_shown(match["words"]), match["address"].strip("<>")
    if match["image"]:
        return medium(words, address)
    return words if address == words else f"{words} ({address})"
