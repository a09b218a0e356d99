"""A year as a calendar of weeks."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from trainer.charts.calendar import SHADES, calendar

TODAY = date(2026, 11, 26).toordinal()  # a Thursday


def test_each_day_stands_in_its_week_and_row() -> None:
    lines = calendar({TODAY: 9, TODAY - 1: 1, TODAY - 7: 5}, TODAY, 12)
    assert lines[0] == "       Nov"
    assert lines[1].startswith("Mon ")
    thursday, wednesday = lines[4], lines[3]
    assert thursday[4:] == "······▒█"
    assert wednesday[4:] == "·······░"
    assert len(lines[5][4:]) == 7  # Friday is to come


def test_the_more_was_done_the_darker() -> None:
    counts = {TODAY - 7 * week: week + 1 for week in range(8)}
    row = calendar(counts, TODAY, 12)[4][4:]
    assert [SHADES.index(sign) for sign in row] == sorted((SHADES.index(sign) for sign in row), reverse=True)
    assert set(calendar(counts, TODAY, 12, plain=True)[4][4:]) <= set(".-+*#")


def test_a_day_has_one_shade_however_many_weeks_have_room() -> None:
    counts = {TODAY: 4, TODAY - 100: 16, TODAY - 400: 99}
    assert {calendar(counts, TODAY, width)[4][-1] for width in (10, 30, 57)} == {SHADES[1]}


@given(
    st.dictionaries(st.integers(TODAY - 400, TODAY + 40), st.integers(0, 10**6)),
    st.integers(0, 90),
    st.booleans(),
)
def test_it_keeps_to_its_width(counts: dict[int, int], width: int, plain: bool) -> None:
    lines = calendar(counts, TODAY, width, plain=plain)
    assert len(lines) in (0, 8)
    assert all(len(line) <= width for line in lines)
    assert not plain or all(line.isascii() for line in lines)


def test_a_year_has_365_days_on_whatever_day_of_the_week_it_ends() -> None:
    for today in range(TODAY, TODAY + 7):
        lines = calendar(dict.fromkeys(range(today - 400, today + 1), 1), today, 80)[1:]
        assert sum(line[4:].count(SHADES[1]) for line in lines) == 365
        assert all(SHADES[0] not in line for line in lines)
