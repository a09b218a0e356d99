"""Text that is no Markdown is shown letter for letter by every reader that the program has."""

import html
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from trainer.anki.outgoing.markup import to_html
from trainer.core.text import clean
from trainer.foreign.html.reading import to_markdown
from trainer.foreign.literal import every, literal
from trainer.tui.lines.blocks import Para
from trainer.tui.lines.markdown import full, parse

_MARKS = [
    "1)",
    "12.",
    "3) ",
    "1.",
    "+",
    "-",
    "*",
    "#",
    "##",
    ">",
    "=",
    "---",
    "~~~",
    "```",
    "|",
    ":",
    "[ ] ",
    "[x] ",
]
_MARKS += [
    "- [ ] ",
    "[^1]: ",
    "[a]: b",
    "(",
    ")",
    "[",
    "]",
    "\\",
    "\\(",
    "\\)",
    "\\[",
    "$",
    "_",
    "&amp;",
    "<b>",
    "![",
]
_LINE = st.lists(st.sampled_from([*_MARKS, " ", "a", "first", "é", "2"]), min_size=1, max_size=6).map("".join)
_LINES = st.lists(_LINE.map(lambda line: " ".join(line.split())).filter(bool), min_size=1, max_size=4).map(
    "\n".join
)


def in_terminal(markdown: str, *, whole: bool) -> str:
    blocks = full(markdown) if whole else parse(markdown)
    assert all(isinstance(block, Para) for block in blocks)
    return "\n".join(block.text.plain for block in blocks if isinstance(block, Para))


def in_anki(markdown: str) -> str:
    written = re.sub("<br ?/?>\n?", "\n", to_html(markdown))
    assert not re.search("<(?!/?p>)", written)
    return html.unescape(re.sub("</?p>", "", written))


@given(_LINES.filter(lambda text: not re.search(r"\\[(\[]", text)))  # mathematics for Anki
@example("1) first\n2) second")
@example("(a) b")
@example("[x] done")
def test_what_begins_with_a_mark_is_shown_as_it_is(text: str) -> None:
    markdown = to_markdown(html.escape(text).replace("\n", "<br>")).markdown
    assert in_terminal(markdown, whole=True) == in_terminal(markdown, whole=False) == clean(text)
    assert in_anki(markdown) == text


@given(_LINES)
def test_a_text_with_every_sign_escaped_is_shown_as_it_is(text: str) -> None:
    assert in_terminal(every(text), whole=True) == text
    assert in_anki(every(text)) == text


_BLANKS = [sign for sign in map(chr, range(0x3001)) if sign.isspace() and sign != "\n"]
_STARTS = [
    *_MARKS,
    "- x",
    "1. x",
    "# x",
    "***",
    "- - -",
    "a\n===",
    "a\n---",
    "|a|b|",
    "$$",
    "<b>x",
    "![a](b)",
]


@given(
    st.lists(st.sampled_from([*_BLANKS, " "]), max_size=3).map("".join),
    st.sampled_from(_STARTS),
    st.booleans(),
    st.sampled_from([*_BLANKS, "", "x"]),
)
@example("\u3000", "- x", False, "")
@example("\xa0", "1. x", True, "")
def test_what_begins_behind_any_blank_is_shown_as_it_is(
    blanks: str, start: str, second: bool, after: str
) -> None:
    """Also where the blanks are taken away afterwards, as many do who read a text."""
    text = clean(("a\n" if second else "") + blanks + start + after)
    ways = [literal(text), every(text)]
    if not re.search(r"\\[(\[]", text):
        ways.append(to_markdown(html.escape(text).replace("\n", "<br>")).markdown)
    for markdown in (*ways, *map(str.strip, ways)):
        assert "".join(in_terminal(markdown, whole=True).split()) == "".join(text.split())


@pytest.mark.parametrize("mark", ["1)", "1.", "+", "-", "*", "#", ">"])
def test_a_mark_is_escaped_once(mark: str) -> None:
    assert literal(f"{mark} a").count("\\") == 1
    assert to_html(literal(f"{mark} a")) == f"{html.escape(mark)} a"
