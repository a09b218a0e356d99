"""Is a typed command, statement or setting the expected one? Only what cannot change it is forgiven."""

import re
from functools import lru_cache
from typing import Literal

from trainer.grading.typed.commands import SQL
from trainer.grading.typed.letters import INVISIBLE
from trainer.grading.typed.shell import Words, same_line
from trainer.grading.typed.slips import slip
from trainer.grading.typed.sql import QUOTED, is_sql, same_statement, statement, tokens

SUDO = "sudo"
LONG = 6
"""Letters from which on a name or value may hold a slip; program and subcommand from four on."""

_QUOTE_KINDS = str.maketrans("“”„«»‘’‚‛′−\u00a0\u202f", "\"\"\"\"\"'''''-  ")
_PIECE = re.compile(rf"""(?P<quoted>{QUOTED})|(?P<blank>\s+)|(?P<other>[^\s'"]+|['"])""")
_TIGHT = re.compile(r"\s*([=,;])\s*|\s*(:)\s+|\s+(:)\s*")
_PIPES = {"|", "||", "&&"}
_JOINED = re.compile(r"\s*(\|\|?|&&|2?>>?|<)\s*")
_SHELLS = r"(?:mysql|sqlite|mongo|hive|scala|impala|spark-sql|MariaDB(?: \[\w+\])?|\w+=)"
_PROMPT = re.compile(rf"^(?:(?:[\w.-]+@[\w.-]+[:\s]?)?[~\w/.-]*[$#%]|PS [^>\n]*>|>+|{_SHELLS}[>#])\s+")
_BARE = re.compile(r"[\w./:=,@+%-]*")  # what a shell takes the same way with and without quotes
_FILLED = re.compile(r"(?:[\w./:=,@+%-]|\$\w+|\$\{\w+\})*")  # the same in double quotes, for most values
_NAMED = re.compile(
    r"(?:the|with|use|using)\s+(.+?)(?:\s+(?:option|flag|switch|parameter|setting|property|command|keyword|statement))?",
    re.IGNORECASE,
)
_CONTINUED = re.compile(r"\\\r?\n|(?<=\s)\\(?=\s)")
_DASHES = re.compile(r"(?<!\S)[–—]+(?=\w)")


def command_result(given: str, expected: str) -> Literal["right", "close", "wrong"]:
    """Compare two commands; one wrong letter in one word is ``close``, which is not right either.

    What does not matter: blanks, line continuations, the kind of quotes, a final semicolon, ``=`` or a blank
    before an option's value, a prompt or ``sudo`` in front, the order of options, how options of one letter
    are bundled, other names of the same command, in SQL the case of keywords and names. The case of anything
    else does.
    """
    results = [_result(_plain(given, dash), _plain(expected, dash)) for dash in ("--", "-")]
    return "right" if "right" in results else "close" if "close" in results else "wrong"


def _result(typed: str, wanted: str) -> Literal["right", "close", "wrong"]:
    if not typed or not wanted:
        return "right" if typed == wanted else "wrong"
    if is_sql(wanted):
        if same_statement(typed, wanted):
            return "right"
        return _close(statement(typed), statement(wanted), only=SQL)
    one, other = _shell_words(typed), _shell_words(wanted)
    if one[:1] != other[:1]:
        if one[:1] == (SUDO,) and _same_lines(one[1:], other):
            return "right"
        if other[:1] == (SUDO,) and _same_lines(one, other[1:]):
            return "close"
    if one == other or _same_lines(one, other):
        return "right"
    if "(" in wanted or "[" in wanted:  # a call or a shell with brackets: blanks around them are free
        one, other = tokens(typed), tokens(wanted)
        if one == other:
            return "right"
    return _close(one, other)


@lru_cache(maxsize=64)
def _plain(text: str, dash: str) -> str:
    """Strip what surrounds a command: blanks, code quotes, "the … option", a prompt, a final semicolon.

    ``dash`` is what a long dash was before some program made it one.
    """
    text = _DASHES.sub(dash, INVISIBLE.sub("", text.translate(_QUOTE_KINDS))).strip()
    text = _CONTINUED.sub(" ", text)
    named = _NAMED.fullmatch(text) if len(text) < 300 else None
    text = named[1] if named else text
    while len(text) > 1 and text[0] == text[-1] == "`":
        text = text[1:-1].strip()
    text = _PROMPT.sub("", text)
    while text.endswith(";"):
        text = text[:-1].rstrip()
    return text


def _shell_words(text: str) -> Words:
    """Split at blanks outside quotes; quotes that change nothing are dropped, others become single ones."""
    words: list[str] = []
    word: list[str] = []
    pending = False
    for piece in _PIECE.finditer(_tight(text)):
        if piece["blank"]:
            if pending:
                words.append("".join(word))
            word, pending = [], False
            continue
        quoted = piece["quoted"]
        inside = quoted[1:-1] if quoted else ""
        if quoted is None:
            word.append(piece["other"])
        elif _BARE.fullmatch(inside) or (quoted[0] == '"' and _FILLED.fullmatch(inside)):
            word.append(inside)
        else:  # what a shell fills in, it fills in within double quotes only
            word.append(quoted if quoted[0] == '"' and re.search("[$`]", inside) else f"'{inside}'")
        pending = True
    if pending:
        words.append("".join(word))
    return tuple(words)


def _same_lines(one: Words, other: Words) -> bool:
    """Are two lines the same, each command of a pipe by itself?"""
    if [word for word in one if word in _PIPES] != [word for word in other if word in _PIPES]:
        return False
    return all(map(same_line, _piped(one), _piped(other)))


def _piped(words: Words) -> list[Words]:
    ends = [at for at, word in enumerate(words) if word in _PIPES]
    return [words[start + 1 : end] for start, end in zip([-1, *ends], [*ends, len(words)], strict=True)]


def _tight(text: str) -> str:
    """Outside quotes, remove blanks around ``=``, ``,`` and ``;``, leave one around pipes and the like."""
    parts = re.split(f"({QUOTED})", text)
    return "".join(
        part if index % 2 else _TIGHT.sub(r"\1\2\3", _JOINED.sub(r" \1 ", re.sub(r"\s+", " ", part)))
        for index, part in enumerate(parts)
    )


def _close(one: Words, other: Words, only: frozenset[str] | None = None) -> Literal["close", "wrong"]:
    """Do two commands differ by a slip in one word, which must be one of ``only`` if that is given?"""
    if len(one) != len(other):
        return "wrong"
    differing = [at for at, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    if len(differing) != 1 or one[differing[0]].casefold() == other[differing[0]].casefold():
        return "wrong"
    at = differing[0]
    if only is not None:
        return "close" if other[at] in only and one[at] not in only and slip(one[at], other[at]) else "wrong"
    return "close" if slip(one[at], other[at], least=0 if at < 2 else LONG) else "wrong"
