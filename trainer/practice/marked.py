"""Cards that carry a mark: flagged, leeches among them, put off, suspended; and a leech looked at closely."""

from collections.abc import Iterator
from typing import Literal, NamedTuple, get_args

from trainer.core.library import Library, StudyCard
from trainer.core.scope import EVERYTHING, Scope
from trainer.core.state import NEW, CardState
from trainer.core.text import one_line
from trainer.scheduling.leech import is_leech

Mark = Literal["leech", "flagged", "buried", "suspended"]
MARKS: tuple[Mark, ...] = get_args(Mark)


class Marked(NamedTuple):
    """A card with its marks, and how often it was forgotten."""

    card: str
    question: str
    marks: tuple[Mark, ...]
    lapses: int


class Leech(NamedTuple):
    """A leech with what may be why: what was given instead of its answer (with how often, in all), and the
    questions of notes that are easily mixed up with it."""

    card: StudyCard
    question: str
    lapses: int
    instead: tuple[str, ...]
    confusable: tuple[str, ...]

    @property
    def said(self) -> str:
        """Say what was done and why."""
        return f"Forgotten {self.lapses} times: flagged as a leech"


def marked(library: Library, day: int, scope: Scope = EVERYTHING) -> list[Marked]:
    """Return the cards in scope that carry a mark on study day ``day``, in deck order."""
    states = library.states()
    cards = [card for card in library.cards(scope, day) if any(_marks(states.get(card, NEW), day))]
    return [
        Marked(
            row.card,
            row.question,
            tuple(_marks(row.state, day)),
            row.state.memory.lapses if row.state.memory is not None else 0,
        )
        for row in library.listed(cards)
    ]


def leech(library: Library, card: StudyCard) -> Leech:
    """Return what can be said about a leech; ``card`` is as it was when it was asked."""
    from trainer.confusions import KINDS, mixed_up, sentence

    state = library.state(card.key)
    missed = [event for event in library.log(KINDS, failed=True) if event.card == card.key]
    names = set(card.note.confusable)
    others = [note for note in library.notes(EVERYTHING) if note.key in names] if names else []
    return Leech(
        card,
        one_line(card.note.sides(card.key).prompt, 200),
        state.memory.lapses if state.memory is not None else 0,
        tuple(map(sentence, mixed_up(library, missed))),
        tuple(one_line(note.sides(note.card_keys()[0]).prompt, 200) for note in others if note.card_keys()),
    )


def _marks(state: CardState, day: int) -> Iterator[Mark]:
    if is_leech(state):
        yield "leech"
    elif state.flagged:
        yield "flagged"
    if state.buried == day:
        yield "buried"
    if state.suspended:
        yield "suspended"
