"""The order of a session: which cards, in which order, and what comes next after an answer.

A queue is a value. Building it knows limits, siblings and levels; walking it knows only that a card graded
below 4 comes again at the end, until it gets 4 or more (SM-2 step 7).
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal, NamedTuple
from zlib import crc32

from trainer.core.card import note_of, one_of_each_note
from trainer.core.state import CardState, Memory, drill_open

Ask = Literal["new", "due", "again", "ahead", "cram"]
Mix = Literal["mixed", "due-first", "new-first"]


class Entry(NamedTuple):
    """One card in the queue and why it is there: new, due, to be drilled again today, ahead of its day, or
    in a cram."""

    card: str
    why: Ask


class Counts(NamedTuple):
    """How many cards a queue still holds, by reason."""

    new: int = 0
    due: int = 0
    again: int = 0
    ahead: int = 0

    @property
    def total(self) -> int:
        return sum(self)

    @property
    def parts(self) -> list[tuple[str, int]]:
        """Each reason with its number; ``ahead`` only where there is something."""
        named = list(self._asdict().items())
        return named if self.ahead else named[:-1]

    @property
    def said(self) -> str:
        """All of it in words."""
        return ", ".join(f"{number} {name}" for name, number in self.parts)


@dataclass(frozen=True, slots=True)
class Queue:
    """Cards still to come: ``back`` first, then the plan ``ahead[at:]``, then ``drills``."""

    ahead: tuple[Entry, ...] = ()
    drills: tuple[str, ...] = ()
    back: tuple[Entry, ...] = ()
    at: int = 0

    @property
    def current(self) -> Entry | None:
        """The card to ask now, or None at the end."""
        if self.back:
            return self.back[0]
        if self.at < len(self.ahead):
            return self.ahead[self.at]
        return Entry(self.drills[0], "again") if self.drills else None

    def counts(self) -> Counts:
        """Return how many cards are left, the current one included."""
        rest = [entry.why for entry in self.entries()]
        new, due, ahead = rest.count("new"), rest.count("due"), rest.count("ahead")
        return Counts(new, due, len(rest) - new - due - ahead, ahead)

    def entries(self) -> list[Entry]:
        """Return the cards left, the current one included, each with why it is there."""
        return [*self.back, *self.ahead[self.at :], *(Entry(drill, "again") for drill in self.drills)]

    def cards(self) -> list[str]:
        """Return the keys of the cards left, the current one included."""
        return [entry.card for entry in self.entries()]

    def first(self, count: int) -> "Queue":
        """Return the queue with no more than so many cards, the first ones."""
        back = self.back[:count]
        ahead = self.ahead[self.at : self.at + count - len(back)]
        return Queue(ahead, self.drills[: count - len(back) - len(ahead)], back)

    def of_decks(self, decks: Set[str]) -> "Queue":
        """Return the queue with cards of these decks only."""

        def here(card: str) -> bool:
            return card.partition("/")[0] in decks

        ahead = tuple(entry for entry in self.ahead[self.at :] if here(entry.card))
        back = tuple(entry for entry in self.back if here(entry.card))
        return Queue(ahead, tuple(filter(here, self.drills)), back)

    def without_current(self) -> "Queue":
        """Return the queue after the current card has left it."""
        if self.back:
            return replace(self, back=self.back[1:])
        if self.at < len(self.ahead):
            return replace(self, at=self.at + 1)
        return replace(self, drills=self.drills[1:])

    def without_card(self, card: str) -> "Queue":
        """Return the queue without this card, wherever it stands in it."""
        return self.without_cards({card})

    def without_cards(self, cards: Set[str]) -> "Queue":
        """Return the queue without any of these cards."""
        return Queue(
            ahead=tuple(entry for entry in self.ahead[self.at :] if entry.card not in cards),
            drills=tuple(drill for drill in self.drills if drill not in cards),
            back=tuple(entry for entry in self.back if entry.card not in cards),
        )

    def without_last_new(self, count: int, current: str) -> "Queue":
        """Return the queue without so many of its new cards, the last ones, but with the ``current`` one."""
        rest = self.ahead[self.at :]
        fresh = [entry.card for entry in rest if entry.why == "new" and entry.card != current]
        return self.without_cards({*fresh[max(0, len(fresh) - count) :]})

    def without_note(self, card: str) -> "Queue":
        """Return the queue without any card of the note that ``card`` belongs to."""
        note = note_of(card)
        return Queue(
            ahead=tuple(entry for entry in self.ahead[self.at :] if note_of(entry.card) != note),
            drills=tuple(drill for drill in self.drills if note_of(drill) != note),
            back=tuple(entry for entry in self.back if note_of(entry.card) != note),
        )

    def drill_later(self, card: str) -> "Queue":
        """Return the queue with ``card`` to be asked once more at the end."""
        return replace(self, drills=(*(drill for drill in self.drills if drill != card), card))

    def put_back(self, entry: Entry) -> "Queue":
        """Return the queue with ``entry`` to be asked now, and nowhere else (after an undo)."""
        rest = tuple(other for other in self.back if other.card != entry.card)
        ahead = self.ahead[self.at :]
        if any(other.card == entry.card for other in ahead):
            ahead = tuple(other for other in ahead if other.card != entry.card)
        drills = tuple(drill for drill in self.drills if drill != entry.card)
        return Queue(ahead=ahead, drills=drills, back=(entry, *rest))


def reason(state: CardState, day: int) -> Ask:
    """Return why a card in this state is asked on ``day``."""
    if drill_open(state.memory, day):
        return "again"
    if state.wanted == day:
        return "due"
    if state.memory is None:
        return "new"
    return "due" if state.memory.due <= day else "ahead"


def overdueness(memory: Memory, day: int) -> float:
    """Return how many of its intervals a card has waited since its last answer, on ``day``.

    Where not all due cards can be asked, those come first that waited longest for their interval, and among
    them what is asked most: after simulated breaks of 10 and 30 days that leaves more of what is asked known
    than any other order tried (``python -m tests.benchmarks.after_break``).
    """
    return (day - memory.last) / max(1, memory.due - memory.last)


def build(
    due: Sequence[str],
    new: Sequence[str],
    drills: Sequence[str] = (),
    wanted: Sequence[str] = (),
    *,
    day: int,
    due_limit: int,
    new_limit: int,
    mix: Mix = "mixed",
    met_today: Set[str] = frozenset(),
) -> Queue:
    """Return today's queue.

    Args:
        due: keys of due cards, at most one of a note, those first that waited longest for their interval.
        new: keys of new cards, in learning order.
        drills: keys of cards whose drill of today is still open.
        wanted: keys of cards that the user put into today: due, whatever the limit.
        day: study day; it seeds the order of the due cards, so that two days never look the same.
        due_limit, new_limit: how many more of each may be asked today.
        mix: new cards spread among the due ones, after them, or before.
        met_today: notes that already had a card today: their new siblings wait for another day.
    """
    asked = [*due[: max(0, due_limit)], *wanted]
    asked.sort(key=lambda card: (crc32(f"{day}:{card}".encode()), card))
    met = set(met_today) | {note_of(card) for card in asked} | {note_of(card) for card in drills}
    fresh = islice(one_of_each_note(new, met), max(0, new_limit))
    due_entries = [Entry(card, "due") for card in asked]
    new_entries = [Entry(card, "new") for card in fresh]
    if mix == "mixed":
        ahead = _spread(due_entries, new_entries)
    else:
        ahead = due_entries + new_entries if mix == "due-first" else new_entries + due_entries
    return Queue(tuple(ahead), tuple(drills))


def _spread(due: list[Entry], new: list[Entry]) -> list[Entry]:
    """Spread ``new`` evenly among ``due``, beginning with a due card where there is one."""
    places = [(index / len(due), 0, entry) for index, entry in enumerate(due)]
    places += [((index + 0.5) / len(new), 1, entry) for index, entry in enumerate(new)]
    return [entry for _, _, entry in sorted(places, key=lambda place: place[:2])]
