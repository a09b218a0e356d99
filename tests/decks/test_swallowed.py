"""What Markdown would take away of a program, a pattern or a path is said, and how to write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.card import Note
from trainer.core.kinds import Basic, Choice, Cloze, Wrong
from trainer.decks.lint import swallowed
from trainer.foreign.literal import every, literal
from trainer.markdown import letters


def found(text: str) -> list[str]:
    return [finding.message for finding in swallowed.check(Note("d", "n", Basic("q", text)))]


TAKEN = [
    "src/*.py and lib/*.js",
    "/tmp/*.log and /var/*.log",
    "*.py and **/*.js",
    "path/**/x/*.java, src/*/y*",
    "count(*), sum(*)",
    ".*foo.*",
    "what a .*foo.* matches",
    "(a*b)*c or 'a' * 'b'*'c'",
    "/*c*/ x /*d*/",
    '"*" and "*"',
    "[a-z]*foo[0-9]*",
    "x**2 + y**2 = z",
    "self._x_",
    "_a_b_",
    r"\d+\.\d*",
    r"C:\*.txt",
    r"\\server\share",
    r"src\*.py",
    r"\.txt$",
    "[note]: whatever",
    "handlers[key](event)",
]
KEPT = [
    "*.py",
    "der/*die*/das",
    '*a* **bold**, un**believ**able un**think**able; (*see* there), *c*: "*d*" _e_ __f__',
    "(**`a`**) **`a`**: **(b)**, **[…]**, *So,* *U.S.* of",
    "26*26*26, **kwargs, __init__, 2 * 3 * 4, count(*)",
    "`src/*.py and lib/*.js`, `\\d+\\.\\d*`",
    "```\n*.py and **/*.js\n```",
    r"src/\*.py and lib/\*.js",
    r"foo\_bar and 2\*3\*4, 1\. no list",
    r"C:\\Users\\x and C:\\\*.txt, \\\server\share",
    r"$\{x\} \; y$ and \(x\*y\)",
    "[a]: http://x\n\nsee [a]",
    "[the page](page) and [it](img.png)",
]


@pytest.mark.parametrize("text", TAKEN)
def test_what_is_taken_away_is_said_and_what_is_done_about_it_helps(text: str) -> None:
    assert len(found(text)) == 1
    assert letters(text) != text
    assert found(literal(text)) == []
    assert found(f"`{text}`") == []


@pytest.mark.parametrize("text", KEPT)
def test_what_is_meant_as_marks_is_no_matter(text: str) -> None:
    assert found(text) == []


def test_each_text_of_a_note_is_read_and_what_several_cards_show_is_said_once() -> None:
    note = Note("d", "n", Choice("q", ("a",), (Wrong("*.py and **/*.js"),)), why="/tmp/*.log or /var/*.log")
    assert ["`*.py`" in finding.message for finding in swallowed.check(note)] == [True, False]
    cloze = Note("d", "n", Cloze(r"{{c1::a}} {{c2::b}} src/*.py and lib/*.js, \d+\.\d*"))
    assert [finding.message.split()[1] for finding in swallowed.check(cloze)] == ["*", "backslash"]


def test_of_stars_that_only_two_together_are_taken_the_first_is_named() -> None:
    assert "the * in `path/**/x/*.java,`" in found("path/**/x/*.java, src/*/y*")[0]


@given(st.text(st.sampled_from("*_\\/.()[]:'\"` ab1\n=d"), max_size=30))
def test_text_that_an_import_made_is_never_complained_of(text: str) -> None:
    found(text)
    if "[" not in text and literal(text) and letters(literal(text)) == text:
        assert found(literal(text)) == []
    assert found(every(text)) == []
