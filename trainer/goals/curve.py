"""The way to a date as a plot: what could be answered on days gone by, and what is foretold from today."""

from collections.abc import Sequence

from trainer.charts.plot import Band, Mark, plot
from trainer.core.dates import said
from trainer.goals.forecast import Point


def curve(points: Sequence[Point], today: int, width: int, height: int, *, plain: bool = False) -> list[str]:
    """Return the plot of ``points`` (in turn; those up to ``today`` are known) as lines of text."""
    if len(points) < 2:
        return []
    first, last = points[0].day, points[-1].day
    bands: list[Band | None] = [None] * (last - first + 1)
    for point in points:
        share = point.range.share
        known = point.day <= today
        bands[point.day - first] = Band(share, share) if known else Band(point.range.low, point.range.high)
    for at in range(1, len(bands)):
        bands[at] = bands[at] or bands[at - 1]
    between = (today + last) // 2
    marks = [Mark(today - first, "today"), Mark(last - first, said(last, today))]
    marks += [Mark(0, said(first, today))] if first < today else []
    marks.append(Mark(between - first, said(between, today)))
    return plot(bands, width, height, marks, plain=plain)
