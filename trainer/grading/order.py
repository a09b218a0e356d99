"""Steps put in order: partial credit, which of them stand wrong, and which would have to move."""

from collections.abc import Sequence
from itertools import combinations


def score(given: Sequence[str], steps: Sequence[str]) -> float:
    """Return the share (0..1) of all pairs of steps that stand in the right order in ``given``.

    This is (1 + Kendall's tau) / 2. Pairs anywhere in the list are counted, not neighbours only: one step put
    far off costs what it displaces, while neighbouring pairs would forgive two halves exchanged and punish a
    single step twice. A step left out has all its pairs wrong, equal steps are interchangeable, and what is
    not a step is ignored. With fewer than two steps it is 1 if all are given, else 0.
    """
    places = _places(given, steps)
    pairs = list(combinations(range(len(steps)), 2))
    if not pairs:
        return float(all(place is not None for place in places))
    right = 0
    for one, other in pairs:
        first, second = places[one], places[other]
        right += first is not None and second is not None and first < second
    return right / len(pairs)


def belongs(given: Sequence[str], steps: Sequence[str]) -> tuple[int, ...]:
    """Return where in ``steps`` each of those ``given`` belongs: where it stands, if that is right; of equal
    steps the others take the places left in turn."""
    right = {place for place, pair in enumerate(zip(given, steps, strict=False)) if pair[0] == pair[1]}
    free: dict[str, list[int]] = {}
    for place, step in enumerate(steps):
        if place not in right:
            free.setdefault(step, []).append(place)
    return tuple(place if place in right else free[step].pop(0) for place, step in enumerate(given))


def misplaced(places: Sequence[int]) -> frozenset[int]:
    """Return the indexes of those steps that do not stand where they belong, which is at ``places``."""
    return frozenset(at for at, place in enumerate(places) if at != place)


def out_of_order(places: Sequence[int]) -> frozenset[int]:
    """Return the indexes of those ``places`` to be moved for the rest to ascend: as few as can be."""
    longest: list[int] = []
    runs: list[list[int]] = []
    for at, place in enumerate(places):
        before: list[int] = []
        for run in runs:
            if places[run[-1]] < place and len(run) > len(before):
                before = run
        runs.append([*before, at])
        longest = max(longest, runs[-1], key=len)
    return frozenset(range(len(places))) - set(longest)


def _places(given: Sequence[str], steps: Sequence[str]) -> list[int | None]:
    """Return where each step stands in ``given``; equal steps take their places from left to right."""
    free: dict[str, list[int]] = {}
    for place, step in enumerate(given):
        free.setdefault(step, []).append(place)
    return [free[step].pop(0) if free.get(step) else None for step in steps]
