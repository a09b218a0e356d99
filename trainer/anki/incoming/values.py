"""What a package holds, as plain values: Anki's notetypes, notes, cards and answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

_LAST = 32_503_680_000_000  # the year 3000


def is_instant(at: int) -> bool:
    """Can this be an instant (UTC ms) at which a collection was made, or a card was answered or falls due?"""
    return 0 < at < _LAST


class TheirTemplate(NamedTuple):
    """A card template: its name and the HTML of both sides."""

    name: str
    front: str
    back: str


@dataclass(frozen=True, eq=False)  # so that one is found in a cache without a look at all of it
class TheirNotetype:
    """A notetype: the names of its fields, its templates by their place, and the CSS for these."""

    name: str
    fields: tuple[str, ...]
    templates: tuple[TheirTemplate, ...]
    is_cloze: bool = False
    css: str = ""

    @cached_property
    def may_be_ours(self) -> bool:
        """Has it the fields that notes exported from here have?"""
        return "Id" in self.fields and "Spare1" in self.fields

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The places of its fields by their names; of two of one name, the first."""
        return {name: place for place, name in reversed([*enumerate(self.fields)])}


class TheirAnswer(NamedTuple):
    """A row of Anki's review log.

    Attributes:
        at: UTC ms, its id. ``button``: the key, 1-4; 0 for what is no answer. ``took``: ms.
        days, before: intervals in days; seconds if negative. ``factor``: thousandths.
        kind: 0 learning, 1 review, 2 relearning, 3 filtered deck, 4 set by hand, 5 rescheduled.
    """

    at: int
    button: int
    days: int
    before: int
    factor: int
    took: int
    kind: int


class TheirCard(NamedTuple):
    """A card. ``deck`` is the name of its home deck; the rest is as Anki has it.

    ``due`` is that of the home deck if the card lies in a filtered one. ``stability`` (days) and
    ``difficulty`` are those of FSRS, 0 without.
    """

    ord: int
    deck: str
    mod: int
    kind: int
    queue: int
    due: int
    days: int
    factor: int
    reviews: int
    lapses: int
    flag: int
    stability: float = 0.0
    difficulty: float = 0.0
    answers: tuple[TheirAnswer, ...] = ()


class TheirNote(NamedTuple):
    """A note with its cards in the order of their templates. ``mod``: when it was changed (UTC seconds), as
    the file says it."""

    guid: str
    notetype: TheirNotetype
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    mod: int
    cards: tuple[TheirCard, ...]

    @property
    def changed_at(self) -> int:
        """When it was changed (UTC seconds), 0 where the file says none that can be."""
        return self.mod if is_instant(self.mod * 1000) else 0

    def field(self, name: str) -> str:
        """Return the HTML of a field, "" if the notetype has none of that name."""
        at = self.notetype.places.get(name, len(self.fields))
        return self.fields[at] if at < len(self.fields) else ""
