"""A note as it will be written, whatever it was made from."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from trainer.core.card import NAMELESS
from trainer.core.cloze import numbers
from trainer.core.state import Outside
from trainer.foreign.html.marks import named

Copy = Callable[[Path], None]
"""Writes a media file to a new path; raises `FileError` if it cannot be read."""


class Loss(NamedTuple):
    """Something of a note that could not be carried over, in words."""

    note: str
    what: str


class Schedule(NamedTuple):
    """What a text says of one card.

    Attributes:
        outside: the schedule it had there, None for a new one.
        minute: of the day on which it was last answered, by the clock there; None where it is not told.
        is_dated: does the text say on which day that was? It follows from the interval otherwise.
    """

    outside: Outside | None = None
    minute: int | None = None
    is_dated: bool = True


NO_SCHEDULES: Mapping[str, Schedule] = {}

Fields = Mapping[str, str | tuple[str, ...]]
"""The fields of a note by their names in a deck."""


class Draft(NamedTuple):
    """A note to be written.

    Attributes:
        guid: what it is called where it comes from, the same each time.
        template: the place (from 1) of the one card of that note which it is, 0 for the whole note.
        title: of the deck, nested with ``::``.
        kind: ``basic``, ``typed`` or ``cloze``. ``fields``: its own fields, as texts and lists.
        tags: as the format wants them. ``media``: paths of the files that its texts show, seen from the deck.
        schedules: by what a card's key has after the note's. ``lost``: what could not be carried.
        at: when the note was changed there (UTC seconds), 0 where that is not known.
        once: what it was called in decks before names that only count within a file were kept apart, or
            before those were that differ in their last fields, in a heading or in gaps alone.
        is_guessed: was nothing said of how its fields make cards?
    """

    guid: str
    title: str
    kind: str
    fields: Fields
    tags: tuple[str, ...] = ()
    template: int = 0
    media: tuple[str, ...] = ()
    schedules: Mapping[str, Schedule] = NO_SCHEDULES
    lost: tuple[str, ...] = ()
    once: str = ""
    at: int = 0
    is_guessed: bool = False

    @property
    def suffixes(self) -> tuple[str, ...]:
        """What each card's key has after the note's."""
        if self.kind == "cloze":
            return tuple(f"#c{number}" for number in numbers(str(self.fields["text"])))
        return ("", "#reverse") if "reverse" in self.fields else ("",)

    @property
    def name(self) -> str:
        """The first words of the note, to tell it from others."""
        return named(str(self.fields.get("ask") or self.fields.get("text") or self.guid))


def distinct(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Yield drafts, each called as no other is that says something else: some programs count from 0 in each
    of the parts that were joined to a file."""
    seen: dict[tuple[str, int], Draft] = {}
    for draft in drafts:
        first = seen.setdefault((draft.guid, draft.template), draft)
        same = (first.kind, first.fields) == (draft.kind, draft.fields)
        if same or not draft.kind or draft.guid.startswith(NAMELESS):
            yield draft
        else:
            mark = sha256(repr((draft.kind, sorted(draft.fields.items()))).encode("utf-8", "replace"))
            yield draft._replace(guid=f"{draft.guid}.{mark.hexdigest()[:8]}")
