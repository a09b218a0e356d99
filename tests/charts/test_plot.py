"""A plot is lines of text of the width and height asked for, with what is known in the right place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.charts.plot import Band, Mark, plot

GROWING = [Band(0, 0), Band(0.25, 0.25), Band(0.5, 0.5), Band(0.75, 1.0)]


def test_columns_are_full_up_to_the_lower_end_and_shaded_up_to_the_upper() -> None:
    assert plot(GROWING, 14, 4) == [
        "100 %┤      ░░",
        "     ┤      ██",
        " 50 %┤    ████",
        "     ┤  ██████",
        "     ┼────────",
    ]


def test_in_ascii_the_same_is_said_with_other_signs() -> None:
    text = "\n".join(plot(GROWING, 14, 4, [Mark(0, "now")], plain=True))
    assert text.isascii()
    assert "100 %|      ::" in text


def test_parts_of_a_cell_are_eighths() -> None:
    (row, _) = plot([Band(n / 8, n / 8) for n in range(9)], 15, 1)
    assert row == "100 %┤ ▁▂▃▄▅▆▇█"


def test_what_is_not_known_is_left_empty() -> None:
    assert plot([None, Band(1, 1)], 8, 1)[0] == "100 %┤ █"


def test_marks_stand_below_their_day_and_the_first_wins_where_two_have_no_room() -> None:
    lines = plot([Band(1, 1)] * 10, 26, 2, [Mark(0, "today"), Mark(9, "the day"), Mark(1, "Mon")])
    axis, words = lines[-2:]
    assert words == "      today        the day"
    assert axis == "     ┼┬─────────────────┬─"


def test_no_room_is_no_plot() -> None:
    assert plot(GROWING, 7, 4) == plot([], 40, 4) == plot(GROWING, 40, 0) == []


shares = st.tuples(st.floats(-1, 2), st.floats(-1, 2)).map(lambda ends: Band(min(ends), max(ends)))


@given(
    st.lists(st.none() | shares, min_size=1, max_size=400),
    st.integers(9, 120),
    st.integers(1, 12),
    st.lists(st.builds(Mark, st.integers(-5, 410), st.text("abc", min_size=1, max_size=12)), max_size=5),
    st.booleans(),
)
def test_no_line_is_longer_than_the_width_whatever_is_plotted(
    values: list[Band | None], width: int, height: int, marks: list[Mark], plain: bool
) -> None:
    lines = plot(values, width, height, marks, plain=plain)
    assert len(lines) in (height + 1, height + 2)
    assert max(map(len, lines)) <= width


@pytest.mark.parametrize(("unit", "first"), [("%", "100 %┤"), ("", "40┤"), ("min", "40 min┤")])
def test_the_axis_says_what_its_upper_end_is(unit: str, first: str) -> None:
    assert plot([Band(1, 1)], 20, 3, top=1.0 if unit == "%" else 40, unit=unit)[0].startswith(first)
