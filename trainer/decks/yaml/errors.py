"""What the YAML parser says, in words that tell a deck's author what to type instead."""

import re
from typing import NamedTuple

import yaml

from trainer.core.text import one_line

_STARTS = {
    "*": "the start of an alias",
    "&": "the start of an anchor",
    "@": "a reserved character",
    "`": "a reserved character",
    "%": "a reserved character",
    "{": "the start of a mapping",
    "[": "the start of a list",
    "}": "the end of a mapping",
    "]": "the end of a list",
    ",": "a separator",
    ">": "the start of a text block",
    "|": "the start of a text block",
    "?": "the start of a key",
    "-": "the start of a list item",
    '"': "the start of a quoted text",
    "'": "the start of a quoted text",
}
_CLOSE = "close it, or write the text below its key after `|`"
_QUOTE = "put the whole text in quotes, or write it below the key after `|`"
_NONCHARACTER = re.compile("[\ufffe\uffff]")
_VALUE = re.compile(r"(?:[:,\[{]|(?:^|\s)-)\s+([*&@`%{\[}\],>|?\-\"'])|^\s*([*&@`%])")


class Explained(NamedTuple):
    line: int
    message: str
    remedy: str


def explain(error: Exception, source: str, quoted: tuple[int, int] | None) -> Explained:
    """Say on which line of ``source`` the parser gave up with ``error``, why, and what to do.

    ``quoted`` is the first and the last line of the value read just before, if that was in quotes.
    """
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        return _marked(error, error.problem_mark.line + 1, source, quoted)
    if found := _NONCHARACTER.search(source):
        line = source.count("\n", 0, found.start()) + 1
        return Explained(line, f"the character U+{ord(found.group()):04X} may not stand in YAML", "delete it")
    return Explained(0, "the file is not valid YAML", "compare it with a deck that works")


def _marked(error: yaml.MarkedYAMLError, line: int, source: str, quoted: tuple[int, int] | None) -> Explained:
    problem, context = error.problem or "", error.context or ""
    began = error.context_mark.line + 1 if error.context_mark else line
    lines = source.split("\n")
    shown = lines[line - 1] if line <= len(lines) else ""
    noticed = f" (noticed on line {line})" if line != began else ""
    if "\t" in shown[: len(shown) - len(shown.lstrip())]:
        return Explained(line, "the line is indented with a tab", "indent with spaces")
    if "scanning a quoted scalar" in context and "escape" not in problem:
        return Explained(began, "a quote is opened here and never closed", _CLOSE)
    if context.endswith(("a flow sequence", "a flow mapping")):
        message = f"the bracket opened here is not closed, or a text in it needs quotes{noticed}"
        return Explained(began, message, "close the bracket; put texts with `: ` `, ` or brackets in quotes")
    if quoted and quoted[0] < quoted[1]:
        return Explained(quoted[0], f"the quote opened here ends only on line {quoted[1]}", _CLOSE)
    if quoted and quoted[1] == line:
        return Explained(
            line, "a text goes on after its closing quote", "put quotes around the whole text, or none"
        )
    if "simple key" in context:
        return Explained(began, "this line is no `key: value`", "put `: ` behind the key, or indent the text")
    if "escape" in problem:
        return Explained(
            line, "an unknown backslash escape in a text with double quotes", "use single quotes"
        )
    if "incompatible YAML" in problem or "directive" in context:
        return Explained(line, "a `%` line that this reader does not know", "remove it")
    return _structure(problem, line, shown)


def _structure(problem: str, line: int, shown: str) -> Explained:
    start = _VALUE.search(shown)
    if "mapping values" in problem and (
        ": " in shown.strip().partition(": ")[2] or shown.rstrip().endswith(":")
    ):
        return Explained(line, "a text holds `: `, which YAML takes for a key", _QUOTE)
    if "mapping values" in problem:
        return Explained(
            line, "a key stands where none can be", "check its indentation, and `: ` in the line above"
        )
    if start:
        mark = start.group(1) or start.group(2)
        return Explained(line, f"a text starts with `{mark}`, which YAML takes for {_STARTS[mark]}", _QUOTE)
    if "expected key" in problem or "block end" in problem or "'-' indicator" in problem:
        return Explained(
            line,
            "the line does not fit the lines above",
            "line up the keys of a note; check quotes in the line above",
        )
    return Explained(line, f"not valid YAML: {one_line(problem)}", _QUOTE)
