"""Numbers by which cards stand in an order, with room between them: where one comes in between, no other has
to be written anew, each of which stands in several indexes."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

ROOM = 1024
"""How far apart numbers are where nothing stood before: one of two neighbours has another one put between
them ten times at least before all are numbered anew."""


def ranked(had: Sequence[int]) -> Iterator[int]:
    """Yield ascending numbers above 0 for things in their order, that ``had`` these; what is 0 or less had
    none. As many as can be keep theirs; where there is no room for what stands between two, all are numbered
    anew."""
    found: list[int] = []
    for at in _rising(had):
        least, most, new = found[-1] if found else 0, had[at], at - len(found)
        if most - least <= new:
            return iter(range(ROOM, ROOM * len(had) + 1, ROOM))
        found += [least + (most - least) * step // (new + 1) for step in range(1, new + 1)]
        found.append(most)
    last = found[-1] if found else 0
    return iter([*found, *(last + ROOM * step for step in range(1, len(had) - len(found) + 1))])


def _rising(numbers: Sequence[int]) -> list[int]:
    """Return the places of the most numbers above 0 of which each is higher than those before it."""
    highest: list[int] = []  # at n: the lowest number that n + 1 rising ones can end with
    ends: list[int] = []  # the place of that
    before = [-1] * len(numbers)
    for place, number in enumerate(numbers):
        if number <= 0:
            continue
        at = len(highest) if not highest or number > highest[-1] else bisect_left(highest, number)
        before[place] = ends[at - 1] if at else -1
        highest[at : at + 1], ends[at : at + 1] = [number], [place]
    place, found = ends[-1] if ends else -1, list[int]()
    while place >= 0:
        found.append(place)
        place = before[place]
    return found[::-1]
