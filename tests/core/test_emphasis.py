"""What a card asks for is bold where Markdown has marks for it, and never shows the signs of one."""

from itertools import product

import pytest

from trainer.core.cloze import answer, question
from trainer.core.reads import as_shown
from trainer.core.text import without_stars
from trainer.markdown import letters

BESIDE = ("", "x", " ", "5", "日", "「", "-", "(", ".", "*", "\n", "**b**", "\\*", "`c`", "$1")
INSIDE = (
    *(
        "word",
        '"q"',
        "「本」",
        "(a)",
        "5",
        "<b>",
        "\\*",
        "a*b",
        " lead",
        "`code`",
        "\\(m\\)",
        "*it*",
        "**bo**",
    ),
    *(
        "~~s~~",
        "[l](http://x.y)",
        "- a",
        "1. a",
        "# a",
        "-1",
        "!",
        "$x$",
        "a\nb",
        "a\n\nb",
        "\n\n- a\n- b\n\n",
        "> q",
    ),
)


def words(text: str) -> str:
    return "".join(filter(str.isalnum, text))


@pytest.mark.parametrize(("before", "inside"), list(product(BESIDE, INSIDE)))
def test_no_sign_is_shown_that_the_text_has_not(before: str, inside: str) -> None:
    for after in BESIDE:
        text = f"{before}{{{{c1::{inside}}}}}{after} end"
        for side, raw in (
            (answer(text, 1), f"{before}{inside}{after} end"),
            (question(text, 1), f"{before}[…]{after} end"),
        ):
            assert letters(side).count("*") <= letters(raw).count("*"), side
            if "](" not in side:
                assert words(letters(side)) in (words(raw), words(letters(raw))), side


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("un{{c1::happy}}ly", "un**happy**ly"),
        ('x{{c1::"q"}}y', 'x"q"y'),
        ('x {{c1::"q"}} y', 'x **"q"** y'),
        ("a {{c1:: b }} c", "a  **b**  c"),
        ("{{c1::a}}{{c1::b}}", "**a**b"),
        ("5{{c1::6}}7", "567"),
        ("{{c1::- a}}", "**- a**"),
        ("{{c1::- !}}b", "\\- !b"),
        ("{{c1::$x$}}z", "\\(x\\)z"),
        ("{{c1::*it*}}s", "***it***s"),
    ],
)
def test_marks_stand_where_they_are_read(text: str, marked: str) -> None:
    assert answer(text, 1) == marked


@pytest.mark.parametrize(
    "text",
    [
        "un**happy**ly",
        "**a**b",
        "a**b**",
        "**x**3",
        "日**本**語",
        "**(a)** b",
        "(**a**)",
        "**a** and **b**",
        "f**x!** y",
    ],
)
def test_lines_of_plain_text_have_no_stars_either(text: str) -> None:
    assert as_shown(text) == letters(text) == without_stars(text)


@pytest.mark.parametrize("text", ["5**6**7", "2 ** 3 ** 4", "__init__.py", "a ** b"])
def test_what_is_no_mark_stays(text: str) -> None:
    assert as_shown(text) == letters(text) == text
