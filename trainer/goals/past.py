"""What could be answered on days gone by: the log folded up to each of them, so that it is exact."""

from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

from trainer.core.library import Library
from trainer.core.log import ANSWERS, Event, Mark
from trainer.core.state import NEW, CardState
from trainer.goals.belief import strength
from trainer.goals.forecast import Point, reached
from trainer.goals.material import Material, item_of
from trainer.goals.trace import Look
from trainer.scheduling.replay import fold

FOLDED: frozenset[str] = ANSWERS | set(get_args(Mark))


def on_days(library: Library, material: Material, days: Sequence[int]) -> list[Point]:
    """Return what could be answered in the morning of each of ``days``, in turn, of the cards there are
    now."""
    past = _Past(library, material)
    return [Point(day, reached(past.on(day), day)) for day in days]


def material_on(library: Library, material: Material, day: int) -> Material:
    """Return the material as it was in the morning of ``day``, with the cards there are now."""
    return _Past(library, material).on(day)


class _Past:
    """The log, folded from day to day."""

    def __init__(self, library: Library, material: Material) -> None:
        self._material = material
        self._events = [event for event in library.log(FOLDED) if event.card in material.items]
        self._states: dict[str, CardState] = {}
        self._looks: dict[str, list[Look]] = {}
        self._at = 0

    def on(self, day: int) -> Material:
        """Return the material in the morning of ``day``, which is no earlier than that of the call before."""
        self._fold_up_to(day)
        items = {
            key: item_of(key, item.kind, self._states.get(key, NEW).memory, self._looks.get(key, ()))
            for key, item in self._material.items.items()
        }
        return replace(
            self._material,
            day=day,
            items=items,
            order=[key for key, item in items.items() if item.memory is None],
            strength=strength(self._looks.values()),
        )

    def _fold_up_to(self, day: int) -> None:
        scheduler = self._material.scheduler
        while self._at < len(self._events) and self._events[self._at].day < day:
            event = self._events[self._at]
            self._states[event.card] = fold(self._states.get(event.card, NEW), event, scheduler)
            self._look(event)
            self._at += 1

    def _look(self, event: Event) -> None:
        """Note what an event tells of a card; see `Library.looks`."""
        if event.kind == "reset":
            self._looks.pop(event.card, None)
        elif event.kind in ("review", "early") and event.grade is not None:
            looks = self._looks.setdefault(event.card, [])
            if not looks or looks[-1][0] != event.day:
                looks.append((event.day, event.grade))
