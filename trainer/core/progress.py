"""What is known of cards, decks and days: the values that the store hands to the front ends."""

from typing import NamedTuple

from trainer.core.card import Note, Reference
from trainer.core.events import CardState


class StudyCard(NamedTuple):
    """A card with all that a screen shows of it.

    ``path`` is the deck file. ``fingerprint`` is of the present wording;
    ``answered`` counts the answers so far; ``usual`` has the milliseconds that the latest of them took.
    """

    key: str
    note: Note
    deck_title: str
    sources: tuple[Reference, ...]
    path: str
    state: CardState
    fingerprint: str
    answered: int
    usual: tuple[int, ...] = ()


class Today(NamedTuple):
    """What was answered on a study day so far.

    ``new``: first answers of new cards. ``due``: other scheduled reviews. ``notes``: notes any of whose cards
    were answered.
    """

    new: int = 0
    due: int = 0
    notes: frozenset[str] = frozenset()


class DeckCounts(NamedTuple):
    """One deck on one study day.

    Attributes:
        new: notes with a card never answered that could be asked today, before the daily limit.
        due: cards due. ``again``: cards whose drill of today is open.
        cards: all cards. ``learnt``: those answered at least once. ``suspended``: those set aside.
        next_due: the next study day after this one on which a card is due, or 0.
    """

    id: str
    title: str
    new: int
    due: int
    again: int
    cards: int
    learnt: int
    suspended: int
    next_due: int
