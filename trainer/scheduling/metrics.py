"""How well probabilities foretold what happened: log loss, AUC, RMSE over bins, calibration."""

from collections.abc import Sequence
from itertools import pairwise
from math import floor, log, sqrt
from typing import NamedTuple

CLIP = 1e-4
"""Probabilities nearer to 0 or 1 than this count as this."""

CLAIMED = (0.0, 0.7, 0.8, 0.9, 0.95, 1.0)
"""The edges of the rows of a calibration table."""

Bin = tuple[int, int, int]


class Review(NamedTuple):
    """A review to be foretold.

    Attributes:
        card: its key. ``recalled``: was it passed?
        days: study days since the answer before, at least 1.
        number: how many answers a day or more apart the card had, this one and the first one included.
        failures: how many of them before this one were failures, the first one left out.
    """

    card: str
    recalled: bool
    days: int
    number: int
    failures: int


class Claim(NamedTuple):
    """A row of a calibration table: reviews that were foretold with ``low`` to ``high``.

    ``claimed`` is the mean of what was foretold, ``recalled`` the share that was recalled; 0 without reviews.
    """

    low: float
    high: float
    reviews: int
    claimed: float
    recalled: float


def loss(foretold: float, recalled: bool) -> float:
    """Return the log loss of one prediction, in nats."""
    sure = min(max(foretold, CLIP), 1 - CLIP)
    return -log(sure if recalled else 1 - sure)


def auc(foretold: Sequence[float], recalled: Sequence[bool]) -> float | None:
    """Return how likely a review that was recalled was foretold higher than one that was not, ties counting
    half; None where all or none were recalled."""
    right = sum(recalled)
    wrong = len(recalled) - right
    if not right or not wrong:
        return None
    order = sorted(zip(foretold, recalled, strict=True))
    ranks, start = 0.0, 0
    while start < len(order):
        end = start
        while end < len(order) and order[end][0] == order[start][0]:
            end += 1
        ranks += sum(one for _, one in order[start:end]) * (start + end + 1) / 2
        start = end
    return (ranks - right * (right + 1) / 2) / (right * wrong)


def bin_of(review: Review) -> Bin:
    """Return the bin of a review as the FSRS benchmark has them: by days, number and failures."""
    return (
        floor(log(review.days, 3.62)),
        floor(log(review.number, 1.89)),
        floor(log(review.failures, 1.73)) if review.failures else -1,
    )


def rmse_bins(foretold: Sequence[float], reviews: Sequence[Review]) -> float:
    """Return how far the mean prediction is from the share recalled within a bin, as the root of the mean
    square over all reviews."""
    sums: dict[Bin, list[float]] = {}
    for one, review in zip(foretold, reviews, strict=True):
        found = sums.setdefault(bin_of(review), [0, 0.0])
        found[0] += 1
        found[1] += one - review.recalled
    return sqrt(sum(gap * gap / count for count, gap in sums.values()) / len(reviews))


def calibration(
    foretold: Sequence[float], recalled: Sequence[bool], edges: Sequence[float] = CLAIMED
) -> tuple[Claim, ...]:
    """Return for each range between ``edges`` what was claimed and what happened."""
    rows = []
    for low, high in pairwise(edges):
        last = high == edges[-1]
        inside = [
            (one, was)
            for one, was in zip(foretold, recalled, strict=True)
            if low <= one and (one < high or last)
        ]
        count = max(1, len(inside))
        claimed, happened = sum(one for one, _ in inside) / count, sum(was for _, was in inside) / count
        rows.append(Claim(low, high, len(inside), claimed, happened))
    return tuple(rows)
