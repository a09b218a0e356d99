"""What the learning order knows of a note."""

from typing import NamedTuple

from trainer.core.card import Level

COMPARED, OPEN = 2, 3
"""The stages of comparisons and of open questions."""


class Candidate(NamedTuple):
    """What the order must know of a note.

    Attributes:
        stage: that of its kind, see `trainer.core.kinds.body.Body`.
        cards: the keys of its cards.
        asked: 0-9; where nobody counted (None), ``level`` decides.
        weight: that of its deck (1-5): its notes come sooner by so many steps of ``asked``, less one.
        needs, follow_up: keys of notes; those that are not among the candidates do not count.
    """

    key: str
    topic: str
    stage: int
    cards: tuple[str, ...]
    level: Level | None = None
    asked: int | None = None
    needs: tuple[str, ...] = ()
    follow_up: tuple[str, ...] = ()
    weight: int = 1
