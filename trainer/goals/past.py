"""What could be answered on days gone by: the log folded up to each of them, so that it is exact."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import get_args

from trainer.core.library import Library
from trainer.core.log import ANSWERS, Event, Mark
from trainer.core.state import NEW, CardState
from trainer.goals.forecast import Point, reached
from trainer.goals.material import Item, Material
from trainer.scheduling.replay import fold

FOLDED: frozenset[str] = ANSWERS | set(get_args(Mark))


def on_days(library: Library, material: Material, days: Sequence[int]) -> list[Point]:
    """Return what could be answered in the morning of each of ``days``, in turn, of the cards there are
    now."""
    events = [event for event in library.log(FOLDED) if event.card in material.items]
    points, states, seen, at = [], dict[str, CardState](), dict[str, int](), 0
    for day in days:
        at = _go_on(events, at, day, material, states, seen)
        points.append(Point(day, reached(_as_of(material, day, states, seen), day)))
    return points


def material_on(library: Library, material: Material, day: int) -> Material:
    """Return the material as it was in the morning of ``day``, with the cards there are now."""
    events = [event for event in library.log(FOLDED) if event.card in material.items]
    states, seen = dict[str, CardState](), dict[str, int]()
    _go_on(events, 0, day, material, states, seen)
    return _as_of(material, day, states, seen)


def _go_on(
    events: Sequence[Event],
    at: int,
    day: int,
    material: Material,
    states: dict[str, CardState],
    seen: dict[str, int],
) -> int:
    """Fold the events from ``at`` on that come before ``day``; return how many were folded so far."""
    while at < len(events) and events[at].day < day:
        event = events[at]
        states[event.card] = fold(states.get(event.card, NEW), event, material.scheduler)
        if event.kind in ANSWERS:
            seen[event.card] = event.day
        at += 1
    return at


def _as_of(
    material: Material, day: int, states: Mapping[str, CardState], seen: Mapping[str, int]
) -> Material:
    items = {
        key: Item(key, item.kind, states.get(key, NEW).memory, seen.get(key, 0))
        for key, item in material.items.items()
    }
    order = [key for key, item in items.items() if item.memory is None]
    return replace(material, day=day, items=items, order=order)
