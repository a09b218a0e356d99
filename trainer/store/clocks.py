"""Which events were written under a clock that was wrong. A device writes its events one after the other, and
their ids grow in that order, whatever the clock said."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from trainer.core.log import ANKI, TIMELESS, UNDOABLE, Event, fault, is_out_of_time, undone
from trainer.core.moment import Moment, agrees

DAY = 86_400_000
"""So many milliseconds ahead of the clock, or back, a clock was wrong, and not one in another zone."""

LONG = 180 * DAY
"""A clock that was set back so far was wrong, however many events followed."""


class Doubtful(NamedTuple):
    """Events that cannot have happened when they say: ``ahead`` of now, and ``behind``, out of the order in
    which their device wrote them."""

    ahead: Sequence[Event]
    behind: Sequence[Event]

    @property
    def ids(self) -> list[str]:
        """The ids of all of them."""
        return [event.id for event in (*self.ahead, *self.behind)]

    @property
    def or_is_wrong_now(self) -> bool:
        """May the clock be the wrong one that says what is ahead? What several devices or days agree about
        hardly is."""
        return len({event.device for event in self.ahead}) > 1 or len({event.day for event in self.ahead}) > 2


def doubtful(events: Iterable[Event], now: Moment) -> Doubtful:
    """Find what was done, and not taken back, under a wrong clock. That tells a wrong study day, too: of what
    has another one the instant is damaged (`trainer.core.moment.agrees`). Nothing follows from the moment of
    what stands in deck files, and of imports: they are none of it, and can be taken back by themselves."""
    # What is no event has no time.
    known = [event for event in events if not fault(event) or is_out_of_time(event)]
    gone = undone(known)
    timed = UNDOABLE - TIMELESS
    done = [event for event in known if event.kind in timed and event.id not in gone and agrees(event)]
    ahead = [event for event in done if event.at > now.at + DAY]
    written: dict[str, list[Event]] = {}
    for event in done:
        if event.at <= now.at + DAY and event.device != ANKI:
            written.setdefault(event.device, []).append(event)
    behind = [event for mine in written.values() for event in _out_of_order(sorted(mine, key=_id))]
    return Doubtful(ahead, sorted(behind, key=_at))


def _out_of_order(events: Sequence[Event]) -> Iterable[Event]:
    """Yield the events of one device that do not fit between those written before and after them: those of a
    clock set back by very much, else the fewest without which the others are in order."""
    kept, latest = [], events[0].at
    for event in events:
        if event.at < latest - LONG:
            yield event
        else:
            kept.append(event)
            latest = max(latest, event.at)
    times = [event.at for event in kept]
    if all(at >= before - DAY for at, before in zip(times, accumulate(times, max), strict=True)):
        return
    fits = _longest_rise(times)
    before = list(accumulate((at if fit else 0 for at, fit in zip(times, fits, strict=True)), max))
    after = list(
        accumulate((at if fit else latest for at, fit in zip(times[::-1], fits[::-1], strict=True)), min)
    )[::-1]
    for event, fit, low, high in zip(kept, fits, before, after, strict=True):
        if not fit and not low - DAY <= event.at <= high + DAY:
            yield event


def _longest_rise(values: Sequence[int]) -> list[bool]:
    """Say of each value whether it is of the longest row of values that never falls (patience sorting)."""
    ends: list[int] = []  # the least value that a row of each length ends with, and where that stands
    places: list[int] = []
    came_from = []
    for place, value in enumerate(values):
        length = bisect_right(ends, value)
        came_from.append(places[length - 1] if length else -1)
        ends[length : length + 1], places[length : length + 1] = [value], [place]
    fits = [False] * len(values)
    place = places[-1] if places else -1
    while place >= 0:
        fits[place] = True
        place = came_from[place]
    return fits


def _id(event: Event) -> str:
    return event.id


def _at(event: Event) -> int:
    return event.at
