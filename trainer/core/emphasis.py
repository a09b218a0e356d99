"""Where Markdown takes two stars for marks around words, and where it would show them.

https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis; `trainer.markdown` has what differs here.
"""

import re
import unicodedata

_BLOCK = re.compile(
    r"\n[ \t]*\n|^[ ]{0,12}(?:[-+*]|\d{1,9}[.)]|#{1,6})(?=\s)|^[ ]{0,12}(?:>|\||`{3}|~{3})", re.MULTILINE
)
"""What begins a block, or ends one."""
_BEGINS = re.compile(r"(?P<sign>[-+*#>])|(?P<number>\d{1,9})(?=[.)]\s)")
_DOLLARS = re.compile(r"\$([^\s$][^$\n]*)\$")
_STAR = re.compile(r"\\.|(\*)", re.DOTALL)
MARK = "**"
LETTER = r"\w\ufdd0\ufdd1"
"""What is in words: letters, digits, and what stands for a gap (see `core.gapped`)."""
BEGIN = rf"(?<!\*)(?<![0-9](?=\*\*[0-9]))(?:(?<![{LETTER}])|(?=\*\*[{LETTER}]))\*\*(?![\s*])"
END = rf"(?<![\s*])(?<![0-9](?=\*\*[0-9]))(?:(?<=[{LETTER}])\*\*|\*\*(?![{LETTER}]))(?!\*)"
"""Patterns of marks, as `strong` writes them: those of most other texts as well."""


def strong(before: str, inside: str, after: str) -> str:
    """Return a part of a text between stars, if there they are read as marks, else so that it shows the same;
    blanks beside its words stay outside. ``before``: its line up to it; ``after``: the sign behind it."""
    words = inside.strip()
    start = inside.index(words) if words else 0
    left, right = inside[:start], inside[start + len(words) :]
    if words and _are_marks((before + left)[-1:], words, (right + after)[:1]):
        return f"{left}{MARK}{words}{MARK}{right}"
    if not before.strip() and "\n" not in inside and _BLOCK.match(inside):
        return _BEGINS.sub(lambda sign: f"\\{sign[0]}" if sign["sign"] else f"{sign[0]}\\", inside, count=1)
    if math := _DOLLARS.fullmatch(words):  # beside a letter, a dollar ends none
        return f"{left}\\({math[1]}\\){right}"
    return inside


def _are_marks(before: str, words: str, after: str) -> bool:
    if "*" in (before, after) or before == "\\" or words[-1] == "\\":
        return False
    if sum(found[1] is not None for found in _STAR.finditer(words)) % 2 or (
        "\n" in words and _BLOCK.search(words)
    ):
        return False
    bare = words.strip("*") or words  # stars beside stars are one run
    return _binds(before, bare[0]) and _binds(after, bare[-1])


def _binds(beside: str, sign: str) -> bool:
    """Do stars between what stands beside them and a sign belong to that?"""
    if beside.isascii() and beside.isdigit() and sign.isascii() and sign.isdigit():
        return False  # a power
    return not _is_mark(sign) or not beside or beside.isspace() or _is_mark(beside)


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "PS"
