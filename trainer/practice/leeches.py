"""A leech looked at closely."""

from typing import NamedTuple

from trainer.core.library import Library, StudyCard
from trainer.core.text import one_line, times


class Leech(NamedTuple):
    """A leech with what may be why: what was given instead of its answer (with how often, in all), and the
    questions of notes that are easily mixed up with it, whichever of the two says so."""

    card: StudyCard
    question: str
    lapses: int
    instead: tuple[str, ...]
    confusable: tuple[str, ...]

    @property
    def said(self) -> str:
        """Say what was done and why."""
        return f"Forgotten {times(self.lapses)}: flagged as a leech"


def leech(library: Library, card: StudyCard) -> Leech:
    """Return what can be said about a leech; ``card`` is as it was when it was asked."""
    from trainer.confusions import KINDS, mixed_up, sentence

    state = library.state(card.key)
    missed = [event for event in library.log(KINDS, failed=True) if event.card == card.key]
    others = library.confused_with((card.note,))
    return Leech(
        card,
        one_line(card.note.sides(card.key).prompt, 200),
        state.memory.lapses if state.memory is not None else 0,
        tuple(map(sentence, mixed_up(library, missed))),
        tuple(one_line(note.sides(note.card_keys()[0]).prompt, 200) for note in others if note.card_keys()),
    )
