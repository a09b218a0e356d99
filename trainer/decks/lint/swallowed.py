r"""A rule for signs that Markdown takes as marks where they look like part of a program, a pattern or a path:
``src/*.py and lib/*.js`` would lose its stars, ``\d+\.\d*`` a backslash.

Patterns say where to look, and the reader of Markdown itself whether a sign is lost there.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise

from trainer.core import gapped
from trainer.core.card import Note
from trainer.core.kinds import Cloze
from trainer.decks.lint.finding import Finding
from trainer.decks.lint.prose import shown
from trainer.markdown import letters

_ANY = re.compile(r"[*_\\]|\]:|\]\(")
_STARS = re.compile(
    r"(?<![^\s/(\[{\"'=|,])(?P<run>\*{1,3}(?!\*)|_{1,3}(?!_))(?=[/)\]},;|=:>\\]|\.\w)"  # opens there
    r"|(?<=[/(\[{|=<\\])(?P<ended>\*{1,3}|_{1,3})(?=[\s.,;:)\]}/|\"']|$)"  # closes behind one
    r"|(?<=[\w\s][.)\]}])(?<!\s[)\]}])(?P<glued>\*|_)(?=\w)"  # as in self._x_, (a*b)*c
    r"|(?:(?<=^[.)\]}])|(?<=\s[.)\]}]))(?P<first>\*)(?=\w)"  # as in .*foo.*
    r"|(?:(?<=^/)|(?<=\s/))(?P<comment>\*)(?=[^*\n]*\*/)"
    r"|(?P<quote>[\"'])(?P<alone>[*_])(?P=quote)"
    r"|(?<!\w)(?P<name>_)\w{1,60}_\w{1,60}_(?!\w)"
    r"|(?<!\w)(?:\w|\d{1,9})(?P<power>\*\*)(?=\w)[^*\n]{0,80}\s[^*\n]{0,80}\*\*(?=\w)",
    re.MULTILINE,
)
_TOKEN = re.compile(r"\S+")
_PAIR = re.compile(r"\\(?P<sign>[!-/:-@\[-`{-~])")
_NEEDLESS = frozenset(".,:;/?%@'\"^{}!&=")
_PATTERN = re.compile(r"(?<!\\)\\[dDwWsSbB](?![A-Za-z])|(?<![A-Za-z])[A-Za-z]:\\(?!\\)|\w\\\*\.\w")
_SERVER = re.compile(r"\\(?=\\\w[^\s\\]*\\\w)")
_DEFINED = re.compile(r"^ {0,3}\[(?P<label>[^\]\[^\n][^\]\[\n]*)\]:[ \t]*\S+", re.MULTILINE)
_INDEXED = re.compile(r"(?<=\w)\[[^\]\n]{1,80}\]\([^()\s./#:]{1,80}\)")
_MOST = 20  # places in a text that are tried
_LONGEST, _BRACKETS = (
    20_000,
    200,
)  # letters and brackets of a text that is looked at: each try reads all of it


def check(note: Note) -> Iterator[Finding]:
    """Yield where the texts of a note lose signs to Markdown: of each kind the first in a text."""
    found: dict[Finding, None] = {}
    for text in _read(note):
        if len(text) <= _LONGEST and text.count("[") <= _BRACKETS and _ANY.search(text):
            found |= dict.fromkeys(_lost(text))
    yield from found


def _read(note: Note) -> Iterable[str]:
    """Return the texts of a note, each as it is read: what is in a gap by itself."""
    if not isinstance(note.body, Cloze):
        return shown(note)
    return dict.fromkeys((*gapped.pieces(note.body.text), note.why, *note.hints, note.corrects))


def _lost(text: str) -> Iterator[Finding]:
    for at, sign in islice(_stars(text), 1):
        yield _finding(
            f"the {sign} in `{_around(text, at)}` is read as emphasis, and is not shown",
            f"write {_escaped(sign)}, or put code into backticks",
        )
    for at in islice(_backslashes(text), 1):
        yield _finding(
            f"the backslash in `{_around(text, at)}` only escapes the sign behind it, and is not shown",
            r"write \\, or put code into backticks",
        )
    for found in islice(_DEFINED.finditer(text), _MOST):
        label = found["label"].casefold()
        if text.casefold().count(f"[{label}]") == 1 and found[0].split("]:")[1].strip() not in letters(text):
            yield _finding(
                f"`{found[0].strip()}` is read as the address of a link that the text does not have, and is "
                "not shown",
                rf"write \[ for the bracket, or name it in the text as [words][{found['label']}]",
            )
    for found in islice(_INDEXED.finditer(text), _MOST):
        if found[0] not in letters(text):
            yield _finding(
                f"`{found[0]}` is read as a link, and its brackets are not shown",
                r"write \[, or put code into backticks",
            )


def _finding(message: str, remedy: str) -> Finding:
    return Finding("markdown-takes", message, remedy)


def _stars(text: str) -> Iterator[tuple[int, str]]:
    """Yield where stars or lines are no marks for a reader, and are taken as some."""
    if "*" not in text and "_" not in text:
        return
    seen = letters(text)
    tried = list[tuple[int, str]]()
    for found in islice(_STARS.finditer(text), _MOST):
        name = next(name for name, value in found.groupdict().items() if value and name != "quote")
        tried.append((found.start(name), found[name]))
    for several in (*((one,) for one in tried), *pairwise(tried), tuple(tried)):
        escaped = text
        for at, sign in reversed(several):
            escaped = f"{escaped[:at]}{_escaped(sign)}{escaped[at + len(sign) :]}"
        if several and any(letters(escaped).count(sign) > seen.count(sign) for sign in "*_"):
            yield several[0]


def _escaped(signs: str) -> str:
    return "".join(f"\\{sign}" for sign in signs)


def _backslashes(text: str) -> Iterator[int]:
    r"""Yield where a backslash belongs to a pattern or a path, and escapes what needs no escape."""
    if "\\" not in text:
        return
    seen, tried = letters(text), 0
    for token in _TOKEN.finditer(text):
        if "\\" not in token[0]:
            continue
        for at in (token.start() + place for place in _suspicious(token[0])):
            tried += 1
            if tried > _MOST:
                return
            if letters(text[:at] + text[at + 1 :]) == seen:
                yield at


def _suspicious(token: str) -> Iterator[int]:
    if server := _SERVER.match(token):
        yield server.start()
        return
    pairs = list(_PAIR.finditer(token))
    if any(pair["sign"] == "\\" for pair in pairs):
        return  # whoever wrote \\ knows
    is_pattern = _PATTERN.search(token) is not None
    bare = _PAIR.sub("", token)
    if not is_pattern and not re.search(r"[!-'*-/:-@\\-`{-~]", bare):
        return  # all that can be escaped is, as an import does
    for pair in pairs:
        if is_pattern or pair["sign"] in _NEEDLESS:
            yield pair.start()


def _around(text: str, at: int) -> str:
    """Return the words at a place."""
    begun = max(text.rfind(sign, 0, at) for sign in " \n") + 1
    ends = [end for sign in " \n" if (end := text.find(sign, at)) > 0]
    return gapped.SLOT.sub("[…]", text[max(begun, at - 20) : min([*ends, at + 30, len(text)])])
