"""What a list of cards says of one card, in the same words everywhere."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from trainer.core.dates import said
from trainer.core.day import iso
from trainer.core.library import Library, Listed
from trainer.core.title import shown


class Row(NamedTuple):
    """A card as a line of a list; dates are ISO, ``interval_days`` is, None for a new card."""

    card: str
    question: str
    deck: str
    kind: str
    level: str
    asked: int | None
    marks: tuple[str, ...]
    due: str | None
    interval_days: int | None
    reviews: int
    lapses: int

    def due_on(self, day: int) -> str:
        """Return the date on which it is due in words, seen from study day ``day``; "" for a new card."""
        return said(day + self.due_in(day), day) if self.due is not None else ""

    def due_in(self, day: int) -> int:
        """Return in how many days it is due, seen from study day ``day``; 0 for a new card."""
        return date.fromisoformat(self.due).toordinal() - day if self.due is not None else 0


MARKS = ("new", "due", "again", "suspended", "buried", "leech", "flagged")
"""What a list says that a card is, by the words that stand behind ``is:``: the query says what they mean."""


def rows(library: Library, cards: Sequence[str], day: int) -> list[Row]:
    """Return what a list says of cards on study day ``day``; of those that are nowhere nothing."""
    found = library.listed(cards)
    marks = library.marks([listed.card for listed in found], day, MARKS)
    return [_row(listed, marks.get(listed.card, ()), day) for listed in found]


def each_row(library: Library, cards: Sequence[str], day: int) -> Iterator[Row]:
    """Yield what a list says of cards, however many: some of them are read at a time."""
    for start in range(0, len(cards), _MANY):
        yield from rows(library, cards[start : start + _MANY], day)


_MANY = 500


def _row(listed: Listed, marks: tuple[str, ...], day: int) -> Row:
    memory = listed.state.memory
    due = memory.due if memory is not None else None
    if listed.state.wanted == day:
        due = min(due or day, day)
    return Row(
        listed.card,
        listed.question,
        shown(listed.deck_title),
        listed.note.kind,
        listed.note.level or "",
        listed.note.asked,
        marks,
        iso(due) if due is not None else None,
        memory.due - memory.last if memory is not None else None,
        memory.reviews if memory is not None else 0,
        memory.lapses if memory is not None else 0,
    )
