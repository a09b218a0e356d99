"""Which mock interviews were those of a plan: about what its goals are about, and no mere beginnings."""

from collections.abc import Iterator, Sequence

from trainer.core.library import Library
from trainer.core.log import Event
from trainer.goals.goal import Goal
from trainer.goals.mocks import minutes
from trainer.goals.wish import scope_of

_MINUTE = 60_000


def days_held(library: Library, found: Sequence[Goal], since: int) -> tuple[int, ...]:
    """Return the study days, from ``since`` on, on which a mock interview was held that counts for a goal of
    these: of the last answer of each.

    One counts where half of what was asked, or more, is about the goal, and it has half of the minutes that
    the plan has for one: planned, where it was asked to its end, else spent on the answers.
    """
    sessions: dict[str, list[Event]] = {}
    for event in library.log({"mock"}, since=since):
        sessions.setdefault(event.session, []).append(event)
    return tuple(sorted({day for events in sessions.values() for day in _day(library, found, events)}))


def _day(library: Library, found: Sequence[Goal], events: Sequence[Event]) -> Iterator[int]:
    from trainer.interview.transcript import read  # here: few days have one

    told = read(events)
    if told is None or told.dropped or not told.asked:
        return
    long = told.minutes * _MINUTE if told.over else told.took
    keys = [one.card for one in told.asked]
    day = max(event.day for event in events if event.card)
    for goal in found:
        if 2 * long >= minutes(goal) * _MINUTE and 2 * _about(library, goal, keys, day) >= len(keys):
            yield day


def _about(library: Library, goal: Goal, keys: Sequence[str], day: int) -> int:
    """Return how much of what was asked under these keys a goal is about."""
    if not goal.what:
        return len(keys)
    scope = scope_of(library, goal, day)
    here = library.put_among(keys, scope, day) if scope is not None else ()
    return sum(key in here for key in keys)
