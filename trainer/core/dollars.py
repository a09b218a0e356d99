r"""What stands between dollars: mathematics, or money, variables of a shell, and other text that has two.

As with Pandoc no blank stands inside beside a ``$``, and no digit outside. More is asked of it, since cards
speak of prices and programs: ``$HOME/$USER``, ``${A}_${B}`` and ``$5, a bill of 10$`` are text; and a code
span binds tighter, so that no dollar in it ends anything.
"""

import re
from typing import NamedTuple

_STEP = re.compile(r"\\.|(?<!`)(?P<ticks>`+)|(?P<end>\${1,2})", re.DOTALL)
_PAIR = re.compile(r"\\.", re.DOTALL)
_NO_START = frozenset("'\"),;!?")
_NAME = re.compile(r"[A-Za-z_]\w+[^\w\s)}\]]?")
_SUFFIX = re.compile(r"s|[a-z]{2,}")
"""What may follow at once, as in ``$n$th``; one letter is a variable's name."""
_NEAR = 40  # letters behind it that are looked at
_OPEN_END = frozenset("/:=-.,;@")  # of what a name follows
_SUM = re.compile(r"\(\(.*\)\)[;\s]", re.DOTALL)  # of a shell
_LATEX = re.compile(r"[\\^_={}<>+*|]")
_WORD = re.compile(r"(?<!\S)[^\W\d_]{2,}(?!\S)")


class Formula(NamedTuple):
    """Mathematics in a text: its LaTeX, the dollars around it, and where it ends, with them."""

    latex: str
    sign: str
    end: int


def formula(text: str, at: int, most: int) -> Formula | None:
    """Return what begins with the ``$`` at a place, if that is mathematics; ``most``: the end of its
    paragraph."""
    sign = "$$" if text.startswith("$$", at) else "$"
    begun = at + len(sign)
    end = _end(text, begun, most, sign)
    if end < 0:
        return None
    ended = end + len(sign)
    inside, before, behind = text[begun:end], text[at - 1 : at], text[ended : min(most, ended + _NEAR)]
    if before.isdigit() or behind[:1].isdigit():
        return None
    is_one = _double(inside) if sign == "$$" else _single(inside, before, behind)
    return Formula(inside, sign, ended) if is_one else None


def _end(text: str, begun: int, most: int, sign: str) -> int:
    """Return where the next dollars of this kind are; -1 without, and where code comes first."""
    at = begun
    while step := _STEP.search(text, at, most):
        at = step.end()
        if (ticks := step["ticks"]) and re.compile(rf"(?<!`){ticks}(?!`)").search(text, at, most):
            return -1
        if step["end"] and (sign == "$" or step["end"] == sign):
            return step.start()
    return -1


def _double(inside: str) -> bool:
    return bool(inside.strip()) and not _prose(inside, 1 if inside[0].isspace() else 2)


def _single(inside: str, before: str, behind: str) -> bool:
    """Is it mathematics, with this beside it?"""
    if not inside or inside[0].isspace() or inside[-1].isspace():
        return False
    if before == "$" or (before.isascii() and (before.isalnum() or before == "_")):
        return False  # as in US$, or x=$
    if (inside[0] in _NO_START and len(inside) > 1) or not _balanced(inside) or _prose(inside, 2):
        return False
    if ('"' in inside and "\\" not in inside) or _SUM.match(inside):
        return False  # as in "$@" "$1"
    return not _goes_on(inside, behind)


def _goes_on(inside: str, behind: str) -> bool:
    """Does the second dollar begin a variable?"""
    first = behind[:1]
    if first == "(":
        return behind[1:2] == "(" or inside[0] == "(" or inside[-1] in _OPEN_END
    if first in ("{", "_"):
        return True
    if not (first.isascii() and first.isalpha()):
        return False
    suffix = _SUFFIX.match(behind)
    if suffix is None or behind[suffix.end() : suffix.end() + 1] in ("_", "$"):
        return True
    rest = behind[suffix.end() : suffix.end() + 1]
    return rest.isalnum() or _NAME.fullmatch(inside) is not None or inside[-1] in _OPEN_END


def _balanced(latex: str) -> bool:
    depth = 0
    for sign in _PAIR.sub("", latex):
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0


def _prose(text: str, words: int) -> bool:
    """Has a text so many words, and nothing that only mathematics has?"""
    return not _LATEX.search(text) and len(_WORD.findall(text)) >= words
