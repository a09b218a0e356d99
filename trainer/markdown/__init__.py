"""The one reading of Markdown, for screens and Anki alike: CommonMark with tables, struck-out text, tasks,
footnotes and mathematics. Inline HTML is text.

Text stays as it is written: a line end is a line end, ``26*26*26`` and ``__init__`` are no emphasis, what
stands between ``$…$``, ``$$…$$``, ``\\(…\\)`` or ``\\[…\\]`` is left alone (see `core.dollars`), no cell of
a table is dropped (see `tables`), and a footnote that no text names stands with the others.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from trainer.core.dollars import formula
from trainer.markdown.tables import table

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

MATH = frozenset({"math_inline", "math_inline_double", "math_block"})
"""Types of the tokens whose content is mathematics, as LaTeX; the first is set in its line."""

_TASKS = {"[ ] ": "☐ ", "[x] ": "☑ ", "[X] ": "☑ "}
_BRACKETS = {"(": r"\)", "[": r"\]"}
_NUMBER = re.compile(r"(?:^|[^\w\\])[0-9]{1,9}\Z")
_NESTING = 100
_SLOT = "%EF%B7%90"


def reader() -> "MarkdownIt":
    """Return a reader. A link stays as it was typed if it would run something, or if a gap stands in its
    address (see `core.gapped`)."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    class Parser(MarkdownIt):
        def validateLink(self, url: str) -> bool:  # noqa: N802
            return super().validateLink(url) and _SLOT not in url.upper()

    made = Parser("commonmark", {"html": False, "breaks": True, "maxNesting": _NESTING})
    made.enable(["table", "strikethrough"])
    made.use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True)
    made.inline.ruler.at("math_inline", _dollars)
    made.block.ruler.at("table", table, {"alt": ["paragraph", "reference"]})
    made.use(footnote_plugin, inline=False)
    made.core.ruler.before("footnote_tail", "footnotes", _footnotes)
    made.inline.ruler.before("escape", "brackets", _brackets)
    made.inline.ruler.before("emphasis", "literal_marks", _literal_marks)
    made.core.ruler.push("tasks", _tasks)
    return made


def images(text: str) -> Iterator[tuple[str, str]]:
    """Yield caption and address of each image in a Markdown text."""
    if "![" not in text:
        return
    for block in _reader().parse(text):
        for token in block.children or ():
            if token.type == "image":
                yield token.content, str(token.attrs["src"])


def letters(text: str) -> str:
    """Return what a Markdown text shows, as the parser reads it, without captions of images."""
    return "".join(map(_letters, _reader().parse(text)))


def _letters(token: "Token") -> str:
    if token.type == "image":
        return ""
    return "".join(map(_letters, token.children)) if token.children else token.content


@lru_cache(maxsize=1)
def _reader() -> "MarkdownIt":
    return reader()


def _dollars(state: "StateInline", silent: bool) -> bool:
    """Read ``$…$`` and ``$$…$$`` in a line."""
    if state.src[state.pos] != "$" or (found := formula(state.src, state.pos, state.posMax)) is None:
        return False
    if not silent:
        token = state.push("math_inline" if found.sign == "$" else "math_inline_double", "math", 0)
        token.content, token.markup = found.latex, found.sign
    state.pos = found.end
    return True


def _brackets(state: "StateInline", silent: bool) -> bool:
    r"""Read ``\(…\)`` and ``\[…\]``; where one end is missing the other one is text, with its backslash."""
    sign = state.src[state.pos + 1 : state.pos + 2]
    if state.src[state.pos] != "\\" or sign not in ("(", "[", ")"):
        return False
    if sign == ")" and _NUMBER.search(state.src[max(0, state.pos - 10) : state.pos]):
        return False  # as in 1\), which begins no list
    close = _BRACKETS.get(sign)
    end = state.src.find(close, state.pos + 2, state.posMax) if close else -1
    inside = state.src[state.pos + 2 : end] if end > 0 else ""
    if not inside.strip() or "](" in inside:
        if sign == "[":
            return False  # as in \[no link\]
        if not silent:
            state.pending += state.src[state.pos : state.pos + 2]
        state.pos += 2
        return True
    if not silent:
        token = state.push("math_inline" if sign == "(" else "math_inline_double", "math", 0)
        token.content = inside
        token.markup = state.src[state.pos : state.pos + 2]
    state.pos = end + 2
    return True


_DUNDER = re.compile(r"__[a-z0-9_]+__(?![A-Za-z0-9_])")


def _literal_marks(state: "StateInline", silent: bool) -> bool:
    """Leave signs alone that are no emphasis: a star between letters or digits, two between digits, and names
    such as ``__init__``."""
    src, at = state.src, state.pos
    before = src[at - 1] if at else " "
    if src[at] == "*":
        end = at + 1
        while end < state.posMax and src[end] == "*":
            end += 1
        after = src[end] if end < state.posMax else " "
        both = before.isascii() and after.isascii()
        single = end - at == 1 and before.isalnum() and after.isalnum()
        power = end - at == 2 and before.isdigit() and after.isdigit()
        if not (both and (single or power)):
            return False
    elif (
        src[at] == "_"
        and not (before.isalnum() or before == "_")
        and (match := _DUNDER.match(src, at, state.posMax))
    ):
        end = match.end()
    else:
        return False
    if not silent:
        state.pending += src[at:end]
    state.pos = end
    return True


def _footnotes(state: "StateCore") -> None:
    """Let no footnote be left out: put those that nothing refers to behind the others, those within another
    one beside it, and several of one name together."""
    notes = state.env.get("footnotes", {})
    if not (refs := notes.get("refs")):
        return
    listed = notes.setdefault("list", {})
    for label, number in refs.items():
        if number < 0:
            listed[len(listed)] = {"label": label[1:], "count": 0}
    outside: list[Token] = []
    blocks: dict[str, list[Token]] = {}
    within = [outside]
    ends: dict[str, tuple[Token, Token]] = {}
    opened: list[Token] = []
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            opened.append(token)
            within.append(blocks.setdefault(token.meta["label"], []))
        elif token.type == "footnote_reference_close":
            within.pop()
            begun = opened.pop()
            ends[begun.meta["label"]] = begun, token
        else:
            within[-1].append(token)
    for label, (begun, ended) in ends.items():
        outside += (begun, *blocks[label], ended)
    state.tokens = outside


def _tasks(state: "StateCore") -> None:
    """Show the boxes of task lists."""
    for at, token in enumerate(state.tokens):
        if (
            token.type == "inline"
            and token.children
            and at > 1
            and state.tokens[at - 2].type == "list_item_open"
        ):
            first = token.children[0]
            if first.type == "text" and (box := _TASKS.get(token.content[:4])):
                first.content = box + first.content[4:]
