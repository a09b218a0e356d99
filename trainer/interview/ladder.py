"""What an interviewer asks next, and which questions come before it: from broad to deep."""

from collections.abc import Iterable, Mapping, Sequence
from math import log2

from trainer.core.card import LEVELS, Level, Note
from trainer.core.defaults import LEVEL
from trainer.scheduling.demand import demand

BROAD = (7.0, 4.5)
"""How broad a question of the first and of the second round is at least."""

MOST_RUNGS = 4
"""Follow-ups found for a question whose deck names none."""


def depth(asked: int | None, level: Level | None, resting: int) -> int:
    """Return how late in an interview a question comes, from 0: broad ones first.

    A question is broad that many interviewers ask, and on which much rests: what has to be met before many
    other notes (``resting`` of them) is what they are all about. How little must be met before it says
    nothing: a detail may need no other note.
    """
    breadth = demand(asked, level) + log2(1 + resting)
    return sum(breadth < least for least in BROAD)


def rest_on(needs: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return for each note how many others need it, directly or not; ``needs`` names notes by their keys."""
    count = dict.fromkeys(needs, 0)
    for note in needs:
        found: set[str] = set()
        pending = list(needs[note])
        while pending:
            if (key := pending.pop()) in needs and key not in found:
                found.add(key)
                pending += needs[key]
        for key in found - {note}:
            count[key] += 1
    return count


class Ladders:
    """The follow-ups of each note: those that its deck names, or else those found among ``notes``."""

    def __init__(self, notes: Iterable[Note]) -> None:
        self._needing: dict[str, list[Note]] = {}
        for note in notes:
            for key in note.needs:
                self._needing.setdefault(key, []).append(note)

    def of(self, note: Note) -> tuple[str, ...]:
        """Return the keys of the notes that follow up ``note``, in the order in which they are asked.

        Where its deck names none, they are notes of the deck that build on it and can be put aloud, at most
        one level deeper than it, those first that are asked most.
        """
        if note.follow_up:
            return note.follow_up
        fair = [other for other in self._needing.get(note.key, ()) if _follows(other, note)]
        fair.sort(key=lambda other: (_rung(other), -demand(other.asked, other.level)))
        return tuple(other.key for other in fair[:MOST_RUNGS])


def _follows(other: Note, note: Note) -> bool:
    """Is it fair to ask ``other``, which needs ``note``, right after it?"""
    return other.deck == note.deck and other.body.spoken() and _rung(other) <= _rung(note) + 1


def _rung(note: Note) -> int:
    return LEVELS.index(note.level or LEVEL)
