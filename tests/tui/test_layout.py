"""Blocks to lines: nothing is wider than asked for, nothing is lost, tables give way to lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from tests.tui.test_markdown import TEXTS
from trainer.tui.lines.blocks import Block, Code, Grid
from trainer.tui.lines.layout import grid, lay_out, wrap
from trainer.tui.lines.markdown import parse

WIDTHS = st.integers(12, 90)
WORDS = "漢字仮名 👩‍👩‍👧 👍🏽 עברית e\u0301\u0301 \u200b ﷽ 🇩🇪 a\u0300\u0301\u0302"


def show(text: str, width: int) -> list[str]:
    return [line.plain for line in lay_out(parse(text), width)]


@given(TEXTS, WIDTHS)
def test_no_line_is_wider_than_asked_for(text: str, width: int) -> None:
    assert all(line.cell_length <= width for line in lay_out(parse(text), width))


@pytest.mark.parametrize("width", [1, 2, 3, 5, 8, 13])
@pytest.mark.parametrize(
    "text",
    [
        WORDS,
        "- a b\n  - c\n\n1. d",
        "```sql\nselect one, two\n```",
        "| a | b |\n|---|---|\n| c | d |",
        "> q r",
    ],
)
def test_any_width_gives_some_lines(text: str, width: int) -> None:
    assert lay_out(parse(text), width)


@given(st.text(alphabet="ab `漢👍\n", max_size=80), WIDTHS)
def test_wrapping_loses_no_letter(text: str, width: int) -> None:
    wrapped = "".join(line.plain for line in wrap(Content(text), width))
    assert "".join(wrapped.split()) == "".join(text.split())


def test_long_word_goes_on_in_the_next_line() -> None:
    assert show("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]


def test_code_keeps_blanks_and_marks_what_goes_on() -> None:
    lines = show("```\n  if a:\n\n    call(one, two, three, four)\n```", 20)
    assert lines == ["│   if a:", "│ ", "│     call(one, ", "│ ↳ two, three, ", "│ ↳ four)"]


@given(st.text(alphabet="ab(,) 漢\t", max_size=90), WIDTHS)
def test_wrapped_code_loses_no_letter(code: str, width: int) -> None:
    block: Block = Code(code)
    lines = [line.plain.removeprefix("│ ").removeprefix("↳ ") for line in lay_out([block], width)]
    assert "".join("".join(lines).split()) == "".join(code.split())


@pytest.mark.parametrize("language", ["sql", "python", "java", "no-such-language", ""])
def test_code_in_colour_has_the_same_letters(language: str) -> None:
    code = "SELECT 'a' -- b\n  x = 1\n"
    assert [line.plain for line in lay_out([Code(code, language)], 40)] == [
        line.plain for line in lay_out([Code(code)], 40)
    ]


def test_lists_hang_under_their_markers() -> None:
    assert show("- one two\n- three\n  1. four", 9) == ["• one two", "• three", "  1. four"]
    assert show("- one two", 6) == ["• one", "  two"]


def test_table_that_fits_stands_in_columns() -> None:
    lines = show("| a | bb |\n|---|---|\n| `x` | y |", 40)
    assert [line.rstrip() for line in lines] == ["a   │ bb", "────┼───", "`x` │ y"]


def test_table_that_does_not_fit_becomes_a_list() -> None:
    lines = show("| name | what it is |\n|---|---|\n| alpha beta gamma | the first of them all |", 24)
    assert lines == ["alpha beta gamma", "  what it is: the first", "  of them all"]


def test_columns_stay_where_they_are_when_a_cell_changes() -> None:
    head = (Content("a"), Content("b"), Content("c"))
    full = Grid(head, ((Content("x"), Content("a long answer"), Content("y")),))
    masked = Grid(head, ((Content("x"), Content("?"), Content("y")),))
    before, after = grid(masked, 60, full), grid(full, 60, full)
    assert before[0].plain == after[0].plain
    assert before[2].plain.index("y") == after[2].plain.index("y")


@given(
    st.lists(
        st.lists(st.sampled_from(["", "a", "b c", "漢字", "x" * 30, "word " * 12]), min_size=3, max_size=3)
    ),
    WIDTHS,
)
def test_table_of_any_cells_fits(rows: list[list[str]], width: int) -> None:
    table = Grid(
        (Content("one"), Content("two"), Content("three")),
        tuple(tuple(Content(cell) for cell in row) for row in rows),
    )
    assert all(line.cell_length <= width for line in grid(table, width))
