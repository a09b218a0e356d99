"""What the moment of an event was, of which instant, study day and difference to UTC contradict each other: a
damaged byte makes another number. The instant stands in the id, too; and what a device wrote before and after
it bounds both.
"""

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence, Set

from trainer.core.ids import counting_on, instant_of
from trainer.core.log import Event, fault
from trainer.core.moment import agrees, calendar_day, hour, midnight


class Times:
    """Tells moments by what the events of a history have in common. ``ids``: all that are known, also of
    events that are lost."""

    def __init__(self, every: Sequence[Event], ids: Set[str]) -> None:
        events = [event for event in every if isinstance(event.id, str)]  # a damaged file has anything
        following = counting_on(ids)
        self._instants = {event.id: instant_of(event.id) for event in events if event.id not in following}
        self._tells_time = _most(events, lambda event: self._instants.get(event.id, event.at) == event.at)
        self._tells_day = _most(events, fits)
        self._shared = _in_a_row(events)
        sound = [event for event in events if fits(event) and event.device in self._tells_day]
        self._days = Counter((one.device, hour(one), calendar_day(one) - one.day) for one in sound)
        self._written: dict[str, list[Event]] = defaultdict(list)
        for event in sorted(sound, key=_id):  # which is as they were written
            self._written[event.device].append(event)

    def of_id(self, event: Event) -> int | None:
        """Return the instant that the id of an event was made at; None where that counts on from another, or
        those of its device tell another time than its events do: something else made these."""
        return self._instants.get(event.id) if event.device in self._tells_time else None

    def is_shared(self, event: Event) -> bool:
        """Is a study day that contradicts the instant that of what its device wrote right before or after,
        too? Damage hits one."""
        return event.id in self._shared and not fault(event)

    def usual_day(self, event: Event) -> int:
        """Return the study day of the instant of an event, as its device has them at that hour: the date, or
        the one before where it is before the rollover."""
        same, before = (self._days[event.device, hour(event), late] for late in (0, 1))
        return calendar_day(event) - (before > same)

    def agreed(self, event: Event, ats: Sequence[int] = (), days: Sequence[int] = ()) -> Event | None:
        """Return an event whose moment contradicts itself with the one that it had; None where nothing tells
        that. ``ats``, ``days``: the instants and study days that indexes have of it."""
        if event.device not in self._tells_day:
            return None
        of_id = self.of_id(event)
        if of_id is not None and agrees(moved := event._replace(at=of_id)):
            return moved  # two against one, of however many
        if self.is_shared(event):
            return None
        before, after = self._around(event)
        own_at = 2 * (event.at == of_id) + (event.at in ats)
        own_day = int(event.day in days)
        if before is not None and after is not None:
            own_at += before.at <= event.at <= after.at
            own_day += before.day <= event.day <= after.day
        if own_at and own_day:
            for other in (before, after):
                if other is not None and agrees(moved := event._replace(offset=other.offset)):
                    return moved
        if own_at > own_day:
            return event._replace(day=self.usual_day(event))
        if own_at < own_day and before is not None and after is not None:
            # When exactly is lost. What counts is the order: behind what was written right before.
            moved = event._replace(at=max(before.at, midnight(event.day, event.offset)))
            return moved if agrees(moved) and moved.at <= after.at else None
        return None

    def _around(self, event: Event) -> tuple[Event | None, Event | None]:
        """Return what its device wrote right before and right after an event."""
        mine = self._written[event.device]
        place = bisect(mine, event.id, key=_id)
        return (mine[place - 1] if place else None), (mine[place] if place < len(mine) else None)


def _id(event: Event) -> str:
    return event.id


def fits(event: Event) -> bool:
    """Does the moment of an event fit together, as far as it has one at all? See `agrees`."""
    return all(isinstance(value, int) for value in (event.at, event.offset, event.day)) and agrees(event)


def _in_a_row(events: Iterable[Event]) -> Set[str]:
    """Return the ids of events whose study day contradicts the instant, as that of one beside it does."""
    last: dict[str, Event] = {}
    found = set[str]()
    for event in sorted(events, key=_id):
        other = last.get(event.device)
        if other is not None and other.day == event.day and not fits(event) and not fits(other):
            found |= {event.id, other.id}
        last[event.device] = event
    return found


def _most(events: Iterable[Event], holds: Callable[[Event], bool]) -> Set[str]:
    """Return the devices of most of whose events something holds."""
    counts = Counter[str]()
    for event in events:
        counts[event.device] += 1 if holds(event) else -1
    return {device for device, count in counts.items() if count > 0}
