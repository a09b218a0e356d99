"""From weights and what is weighed to how likely something is."""

from collections.abc import Iterable
from math import exp

FAR = 30.0  # odds beyond which no difference is seen


def likely(odds: float) -> float:
    """Return the share that the logarithm of odds stands for (the logistic function)."""
    return 1 / (1 + exp(-max(-FAR, min(FAR, odds))))


def times(one: Iterable[float], other: Iterable[float]) -> float:
    """Return the sum of the products of two rows of numbers."""
    return sum(a * b for a, b in zip(one, other, strict=True))
