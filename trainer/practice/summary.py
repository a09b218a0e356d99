"""What a session came to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trainer.core.library import Library
from trainer.core.log import Event
from trainer.scheduling.queue import Counts
from trainer.scheduling.scheduler import PASS

if TYPE_CHECKING:
    from trainer.confusions import MixedUp


@dataclass(frozen=True, slots=True)
class Summary:
    """What a session came to. ``answered``: answers, to so many different ``cards``. ``again``: answers below
    3. ``took``: milliseconds spent on cards.
    ``mixed_up``: what was taken for something else in this session, with how often that happened in all."""

    answered: int
    cards: int
    again: int
    took: int
    left: Counts
    tomorrow: int
    mixed_up: tuple["MixedUp", ...] = ()


def summary(library: Library, answers: Sequence[Event], left: Counts, tomorrow: int) -> Summary:
    """Return what the ``answers`` of a session came to, with what is ``left`` and due ``tomorrow``."""
    return Summary(
        answered=len(answers),
        cards=len({answer.card for answer in answers}),
        again=sum((event.grade or 0) < PASS for event in answers),
        took=sum(event.took or 0 for event in answers),
        left=left,
        tomorrow=tomorrow,
        mixed_up=_mixed_up(library, answers),
    )


def _mixed_up(library: Library, answers: Sequence[Event]) -> tuple["MixedUp", ...]:
    wrong = [event for event in answers if event.answer and (event.grade or 0) < PASS]
    if not wrong:
        return ()
    from trainer.confusions import mixed_up  # here: the first card need not wait for it

    return tuple(mixed_up(library, wrong))
