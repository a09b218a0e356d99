"""What was done in Anki with notes that are known here, read from the package when it is known which these
are, if need be by another process."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from trainer.anki.incoming.collection import Collection
from trainer.anki.incoming.history import Calendar
from trainer.anki.incoming.home import Here, Home, Known, Passed, Taken, pass_over, take
from trainer.anki.incoming.schema import LARGEST
from trainer.core.log import Event
from trainer.core.moment import Moment

T = TypeVar("T", Taken, Passed)

_NOTES, _EVENTS = 500, 2000
"""So many notes, and so many events and those of one more note, are handed over together at most."""


@dataclass(frozen=True, slots=True)
class Asked:
    """All that is to be known to read it, as another process can be told it.

    Attributes:
        place: the collection's file. ``name``: what messages call it.
        home: the notes here that are in Anki. ``here``: what is known of their cards and of those of others.
        rollover_hour: when study days begin. ``now``: UTC ms. ``work``: how much of what reading may take was
            done before. ``schedules``: take over the days on which cards are due there.
        first, last: of the notes that are asked for, by their ids.
    """

    place: Path
    name: Path
    home: Home
    here: Here
    rollover_hour: int
    now: int
    work: int
    schedules: bool
    first: int = -LARGEST
    last: int = LARGEST


Keys = Mapping[str, Sequence[tuple[int, str, bool]]]
"""By what notes are called in Anki, (template, note key, has gaps) of each note here that is of it."""


class Part(NamedTuple):
    """How many notes were read, what was done with the last of them, and at the end what came of all: of own
    ones, and of others', and what of these was passed over."""

    notes: int
    events: list[Event]
    taken: tuple[Taken, Taken, Passed] | None = None


def brought(asked: Asked, told: Iterator[Keys]) -> Iterator[Part]:
    """Yield what was done, in parts, of which the last says what came of all. Raises `PackageError`.

    ``told``: where notes are that were not written here, all of one name in one piece; waited for as long as
    a note of the collection is in none.
    """
    own, others, passed = Taken(), Taken(), Passed()
    keys: dict[str, Sequence[tuple[int, str, bool]]] = {}

    def places(guid: str) -> Sequence[tuple[int, str, bool]]:
        while guid not in keys and (piece := next(told, None)) is not None:
            keys.update(piece)
        return keys.get(guid, ())

    events: list[Event] = []
    number = 0
    with closing(Collection(asked.place, asked.name)) as collection:
        collection.work = asked.work
        moment = moments(asked.rollover_hour)
        created = collection.created
        if not created and collection.created_at:
            created = moment(collection.created_at * 1000).day
        calendar = Calendar(moment, asked.now, created, collection.written_at)
        for number, note in enumerate(collection.answered(asked.first, asked.last), 1):
            if known := asked.home.of(note):
                take(own, note, known, calendar, asked.here, schedules=asked.schedules)
            elif those := places(note.guid):
                found = [Known(key, has_gaps, template) for template, key, has_gaps in those]
                if asked.schedules:
                    take(others, note, found, calendar, asked.here, schedules=True)
                else:
                    pass_over(passed, note, found, asked.here)
            for taken in (own, others):
                if taken.found.events:
                    events += taken.found.events
                    taken.found.events.clear()
            if number % _NOTES == 0 or len(events) >= _EVENTS:
                yield Part(number, events)
                events = []
        if not collection.size[1]:  # without the log it tells of none that was taken back
            own.taken_back = others.taken_back = {}
    yield Part(number, events, (own, others, passed))


def joined(one: T, other: T) -> T:
    """Return what came of some notes and of others."""
    found: list[Any] = []
    for field in fields(one):
        a, b = getattr(one, field.name), getattr(other, field.name)
        found.append(joined(a, b) if is_dataclass(a) else a | b if isinstance(a, dict) else a + b)
    return type(one)(*found)


def moments(rollover_hour: int) -> Callable[[int], Moment]:
    """Return what tells the moment of an instant (ms) where we are."""
    offsets: dict[int, int] = {}

    def moment(at: int) -> Moment:
        quarter = at // 900_000  # no zone changes its offset within one
        offset = offsets.get(quarter)
        if offset is None:
            ahead = datetime.fromtimestamp(quarter * 900).astimezone().utcoffset()
            offset = offsets[quarter] = round(ahead.total_seconds() / 60) if ahead else 0
        return Moment(at, _EPOCH + (at + offset * 60_000 - rollover_hour * 3_600_000) // 86_400_000, offset)

    return moment


_EPOCH = date(1970, 1, 1).toordinal()
