"""The id of an event stands for one content. A line that has another one under a known id was damaged, or
edited; what is in a history stays as it is, so that such a line can only be told of.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from trainer.core.log import ANKI, RULE, Altered, Event, fault
from trainer.core.text import counted, one_line

_DERIVED = {ANKI, RULE}
_SAME = {"device", "kind", "grade", "undoes"}
"""What is the same on all devices of an event whose id they derive, each by its own zone and decks."""

_SHOWN = 3


class Differing(NamedTuple):
    """How many lines differ from what is here, and the first of them in words."""

    number: int
    first: tuple[str, ...]

    def and_(self, more: "Differing") -> "Differing":
        """Return these and more of them."""
        return Differing(self.number + more.number, (*self.first, *more.first)[:_SHOWN])

    def told(self, place: str, what: str = "line") -> str:
        """Say it of the lines, or ``what`` they are, of a ``place``; "" where none differs."""
        if not self.number:
            return ""
        differ = "differs" if self.number == 1 else "differ"
        more = "; …" if self.number > len(self.first) else ""
        found = f"{counted(self.number, what)} of {place} {differ} from what is here"
        return f"{found}: {'; '.join(self.first)}{more}. What is here stays as it is"


ALIKE = Differing(0, ())


class Differences:
    """Counts the lines that differ."""

    def __init__(self) -> None:
        self._number = 0
        self._first: list[str] = []

    def add(self, event: Event, here: Event) -> None:
        """Count an event if it differs from the one ``here`` that has its id."""
        if event != here and (said := difference(event, here)):
            self._number += 1
            if len(self._first) < _SHOWN:
                self._first.append(said)

    def found(self) -> Differing:
        """Return what was counted."""
        return Differing(self._number, tuple(self._first))


def difference(event: Event, here: Event) -> str:
    """Say in what an event differs from the one ``here`` that has its id; "" where both say the same."""
    odd = [name for name in Event._fields if getattr(event, name) != getattr(here, name)]
    if event.device == here.device and event.device in _DERIVED:
        odd = [name for name in odd if name in _SAME]
    if not odd:
        return ""
    values = (f"the {name} {_shown(event, name)}, here {_shown(here, name)}" for name in odd[:_SHOWN])
    of = f" of {one_line(here.card, 60)}" if here.card else ""
    return f"event {one_line(str(event.id), 40)}{of} has {', '.join(values)}"


def lesser(one: Event, other: Event) -> tuple[Event, Event]:
    """Put two events with one id in an order that follows from them alone: whoever has neither takes the
    first, whichever came first. One with a fault is never the first of two."""
    first, second = sorted((one, other), key=in_order)
    return first, second


def in_order(event: Event) -> tuple[bool, list[str]]:
    """Return what events with one id are sorted by."""
    return fault(event) != "", [*map(repr, event)]


def as_here(events: Iterable[Event], here: Mapping[str, Event]) -> list[Event]:
    """Return each event once, as it is ``here``; what is not, or cannot be told any more, as it comes, if it
    is as it was written."""
    found: dict[str, Event] = {}
    for event in events:
        own = here.get(event.id, event)
        if not (fault(own) and isinstance(event, Altered)):
            found.setdefault(event.id, event if fault(own) else own)
    return [*found.values()]


def _shown(event: Event, name: str) -> str:
    value = getattr(event, name)
    return repr(value if not isinstance(value, str) else one_line(value, 40))
