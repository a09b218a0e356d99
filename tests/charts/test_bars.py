"""Bars of shares and columns of numbers."""

from hypothesis import given
from hypothesis import strategies as st

from trainer.charts.bars import bar, columns


def test_something_is_never_nothing_nor_all() -> None:
    assert bar(0, 4) == "────"
    assert bar(0.001, 4) == "━───"
    assert bar(0.999, 4) == "━━━─"
    assert bar(1, 4, plain=True) == "####"


def test_the_greatest_value_fills_the_height() -> None:
    assert columns([4, 2, 0, 1], 2) == ["█", "██ ▄"]
    assert columns([4, 1], 1, cell=3) == ["██ ▂▂"]
    assert columns([4, 1], 1, plain=True) == ["#."]
    assert columns([], 2) == ["", ""]


def test_no_part_of_one_fills_the_height() -> None:
    assert columns([0.5, 0.01, 0], 1) == ["▄▁"]


@given(st.lists(st.integers(0, 10**9), max_size=60), st.integers(1, 8), st.integers(1, 4), st.booleans())
def test_columns_keep_to_their_room(values: list[int], height: int, cell: int, plain: bool) -> None:
    lines = columns(values, height, cell=cell, plain=plain)
    assert len(lines) == height
    assert all(len(line) <= cell * len(values) for line in lines)
    seen = [
        any(len(line) > at * cell and line[at * cell] != " " for line in lines) for at in range(len(values))
    ]
    assert seen == [value > 0 for value in values]
