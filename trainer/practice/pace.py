"""How long cards take this user: estimates of today's minutes."""

from collections.abc import Iterable, Sequence

from trainer.core.library import Library

SECONDS_A_CARD = 20
"""What a card takes where nothing is known of its kind."""

PRIOR = 3
"""Answers that this supposition weighs as much as."""


def seconds(library: Library, cards: Sequence[str]) -> float:
    """Return how many seconds these cards will take, by the user's median for each kind of note."""
    if not cards:
        return 0.0
    kinds, times = library.kinds(cards), library.times()
    usual = {kind: median_of(times.get(kind, ())) for kind in set(kinds)}
    return sum(usual[kind] for kind in kinds)


def median_of(times: Iterable[int]) -> float:
    """Return the median of times in milliseconds, in seconds; few of them count little."""
    from statistics import median  # here: the first card need not wait for it

    return median([*(time / 1000 for time in times), *[SECONDS_A_CARD] * PRIOR])
