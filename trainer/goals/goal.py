"""A goal: what one wants to be able to answer, by when, and how much time there is for it."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from trainer.core.log import LAST_DAY, details

MOST_MINUTES = 24 * 60

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
"""Short names of the days of a week; a day off is an index into them."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What to be ready for. A value: changing it makes another one with the same ``id``.

    Attributes:
        id: what it is called in the log. ``name``: what the user calls it.
        what: decks and tags as `trainer.core.scope.resolve` reads them; none is everything.
        by: the study day of the interview, in whose morning all must be ready; the day before is the last to
            study. None: a focus, without an end.
        minutes: of each day of study, 0 to `MOST_MINUTES`.
        off: days of the week without study, 0 (Monday) to 6.
        holidays: spans of study days without study, first and last day of each.
        made: the study day on which it was set.
    """

    id: str
    name: str = ""
    what: tuple[str, ...] = ()
    by: int | None = None
    minutes: int = 20
    off: frozenset[int] = frozenset()
    holidays: tuple[tuple[int, int], ...] = ()
    made: int = 1

    def studies(self, day: int) -> bool:
        """Is ``day`` one of study: before the date, no day off, in no holiday?"""
        if self.by is not None and day >= self.by:
            return False
        return weekday(day) not in self.off and not any(first <= day <= last for first, last in self.holidays)

    def days(self, first: int, most: int = 4000) -> Iterator[int]:
        """Yield the study days of this goal from ``first`` on, in turn; of one without an end, or with a far
        one, those within ``most`` days."""
        end = first + most if self.by is None else min(self.by, first + most)
        days = range(first, min(end, LAST_DAY))
        return filter(self.studies, days) if self.off or self.holidays else iter(days)

    def days_from(self, first: int) -> int:
        """Return how many study days there are from ``first`` to the date, however far; of one without, 0."""
        if self.by is None:
            return 0
        found, at, end = 0, first, min(self.by, LAST_DAY)
        for begin, last in (*sorted(self.holidays), (end, end)):
            found += _not_off(at, min(begin, end), self.off)
            at = max(at, last + 1)
        return found

    def over(self, day: int) -> bool:
        """Is the date reached?"""
        return self.by is not None and day >= self.by

    def detail(self) -> str:
        """Return it as the detail of an event; `goal_of` reads it back."""
        return json.dumps(
            {
                "goal": self.id,
                "name": self.name,
                "what": list(self.what),
                "by": self.by,
                "minutes": self.minutes,
                "off": sorted(self.off),
                "holidays": [list(span) for span in self.holidays],
                "made": self.made,
            },
            ensure_ascii=False,
        )


def in_order(goals: Iterable[Goal]) -> list[Goal]:
    """Return goals in the order in which a day does them: the nearest date first, those without one last."""
    return sorted(goals, key=lambda goal: (goal.by is None, goal.by or 0, goal.made, goal.id))


def weekday(day: int) -> int:
    """Return the day of the week of a study day, 0 (Monday) to 6."""
    return (day - 1) % 7


def _not_off(first: int, end: int, off: frozenset[int]) -> int:
    """Return how many days from ``first`` to that before ``end`` are none of those of the week."""
    weeks, rest = divmod(max(0, end - first), 7)
    return weeks * (7 - len(off)) + sum(weekday(day) not in off for day in range(first, first + rest))


def goal_of(detail: str) -> Goal | None:
    """Return the goal that the detail of an event tells of; None where it names none.

    Events come from other devices and later versions: what is of the wrong type, or out of range, is left
    out, and the rest is taken.
    """
    told = details(detail)
    id = told.get("goal")
    if not isinstance(id, str) or not id:
        return None
    return Goal(
        id,
        name=name if isinstance(name := told.get("name"), str) else "",
        what=tuple(word for word in _list(told.get("what")) if isinstance(word, str)),
        by=_whole(told.get("by"), 1, LAST_DAY),
        minutes=minutes if (minutes := _whole(told.get("minutes"), 0, MOST_MINUTES)) is not None else 20,
        off=frozenset(day for each in _list(told.get("off")) if (day := _whole(each, 0, 6)) is not None),
        holidays=tuple(_spans(_list(told.get("holidays")))),
        made=_whole(told.get("made"), 1, LAST_DAY) or 1,
    )


def _spans(told: Sequence[Any]) -> Iterator[tuple[int, int]]:
    for each in told:
        days = [_whole(day, 1, LAST_DAY) for day in _list(each)]
        if len(days) == 2 and days[0] is not None and days[1] is not None:
            yield min(days[0], days[1]), max(days[0], days[1])


def _list(told: Any) -> Sequence[Any]:
    return told if isinstance(told, list) else ()


def _whole(told: Any, least: int, most: int) -> int | None:
    return told if type(told) is int and least <= told <= most else None
