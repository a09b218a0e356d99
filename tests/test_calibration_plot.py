"""A plot of what was claimed against what happened."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.charts.calibration import Point, plot

SHARES = st.floats(0, 1)


def place(claimed: float, happened: float) -> tuple[int, int]:
    """Where a point stands: column, and row from above."""
    lines = plot([Point(claimed, happened)], 60, 20)
    return next((line.index("●"), row) for row, line in enumerate(lines) if "●" in line)


def test_true_claims_stand_on_the_diagonal_and_boasts_below_it() -> None:
    bare = plot([], 60, 20)
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        column, row = place(share, share)
        assert bare[row][column] == "·"
    assert place(0.9, 0.6)[1] > place(0.9, 0.9)[1]
    assert place(0.4, 0.6)[0] < place(0.9, 0.6)[0]


@given(
    points=st.lists(st.builds(Point, SHARES, SHARES), max_size=9),
    width=st.integers(0, 120),
    height=st.integers(0, 40),
    plain=st.booleans(),
)
def test_it_fits_where_it_is_put(points: list[Point], width: int, height: int, plain: bool) -> None:
    lines = plot(points, width, height, plain=plain)
    assert len(lines) == (height if width >= 15 and height >= 7 else 0)
    assert all(len(line) <= width for line in lines)
    assert not plain or "".join(lines).isascii()


@pytest.mark.parametrize("share", [-1.0, 2.0])
def test_what_is_out_of_range_stands_at_the_edge(share: float) -> None:
    edge = min(max(share, 0.0), 1.0)
    assert place(share, share) == place(edge, edge)
