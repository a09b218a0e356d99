"""What a list of cards says of one card, in the same words everywhere."""

from datetime import date
from typing import NamedTuple

from trainer.core.dates import said
from trainer.core.day import iso
from trainer.core.library import Listed
from trainer.core.state import drill_open
from trainer.core.title import shown
from trainer.scheduling.leech import is_leech


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


def row(listed: Listed, day: int) -> Row:
    """Return what a list says on study day ``day``."""
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
        tuple(_marks(listed, day)),
        iso(due) if due is not None else None,
        memory.due - memory.last if memory is not None else None,
        memory.reviews if memory is not None else 0,
        memory.lapses if memory is not None else 0,
    )


def _marks(listed: Listed, day: int) -> list[str]:
    """Return what a card is, by the words that stand behind ``is:``."""
    state = listed.state
    found = {
        "new": state.memory is None,
        "due": (state.memory is not None and state.memory.due <= day) or state.wanted == day,
        "again": drill_open(state.memory, day),
        "suspended": state.suspended,
        "buried": state.buried == day,
        "leech": is_leech(state),
        "flagged": state.flagged,
    }
    return [name for name, holds in found.items() if holds]
