"""The learning order of a person's own decks and of those that come with the program, beside each other.

Each has an order of its own, so that own decks can come first. What an own note needs from another deck comes
with the own ones, just before it; what another note needs from an own deck is waited for.
"""

from collections import deque
from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from trainer.core.card import note_of
from trainer.scheduling.candidate import Candidate
from trainer.scheduling.order import learning_order


class Turn(NamedTuple):
    """A card, and whether it comes with the own ones: it is one, or an own note needs it."""

    card: str
    own: bool


def in_turn(own: Sequence[Candidate], others: Sequence[Candidate]) -> list[Turn]:
    """Return all cards, own ones and others in turn. Those of one kind are in their own learning order."""
    lent = _lent(own, others)
    mine = deque(learning_order([*own, *(_first_card(note) for note in others if note.key in lent)]))
    rest = [note._replace(cards=note.cards[1:]) if note.key in lent else note for note in others]
    theirs = deque(learning_order(rest))
    awaited = _awaited(others, {note.key for note in own} | lent)
    met: set[str] = set()
    turns: list[Turn] = []
    while theirs:
        if mine:
            turns.append(Turn(mine.popleft(), own=True))
            met.add(note_of(turns[-1].card))
        if theirs and (not mine or met.issuperset(awaited[note_of(theirs[0])])):
            turns.append(Turn(theirs.popleft(), own=False))
    return [*turns, *(Turn(card, own=True) for card in mine)]


def _lent(own: Sequence[Candidate], others: Sequence[Candidate]) -> set[str]:
    """Return the notes of other decks that own notes need, directly or not."""
    needs = {note.key: note.needs for note in (*own, *others)}
    lendable = {note.key for note in others if note.cards}
    pending = [needed for note in own for needed in note.needs]
    found: set[str] = set()
    while pending:
        key = pending.pop()
        if key in needs and key not in found:
            found.add(key)
            pending += needs[key]
    return found & lendable


def _first_card(note: Candidate) -> Candidate:
    """Return a note as it is lent: one card, that is worth nothing but to what needs it."""
    return note._replace(cards=note.cards[:1], asked=None, level="deep", follow_up=())


def _awaited(others: Sequence[Candidate], mine: Set[str]) -> Mapping[str, list[str]]:
    """Return which notes that come with the own ones each other note has to wait for: needs, and itself."""
    return {note.key: [key for key in (note.key, *note.needs) if key in mine] for note in others}
