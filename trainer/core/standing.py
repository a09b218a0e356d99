"""How notes stand: what is met and known of them, summed up."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from trainer.core.card import Level
from trainer.core.state import Memory


class Alike(NamedTuple):
    """Notes of a deck that are alike in what they weigh among all that is asked.

    Attributes:
        deck: its id, ``title`` its title. ``own``: is it the user's?
        level, asked: see `trainer.core.card.Note`.
        notes: how many they are. ``met``: how many of them have a card that was answered.
        known: what of them would be recalled, in notes; of a note with several cards the mean of these.
    """

    deck: str
    title: str
    own: bool
    level: Level
    asked: int | None
    notes: int
    met: int
    known: float


class Standing(NamedTuple):
    """How notes stand.

    Attributes:
        alike: all of them, in the order of the decks.
        citing: those that cite facts, one by one in the order of the decks, each with what it cites.
        memories: how many of the cards in scope that were answered and are not suspended have these due days,
            last days and numbers of the scheduler; each by the memory of one of them.
    """

    alike: Sequence[Alike]
    citing: Sequence[tuple[Alike, Sequence[str]]]
    memories: Mapping[Memory, int]
