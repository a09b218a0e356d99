"""Today at a glance: what `trainer due` prints and the home screen shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from trainer.core.day import study_day
from trainer.core.library import DeckCounts, Library
from trainer.core.scope import EVERYTHING, Scope
from trainer.practice.session import Session
from trainer.scheduling.preferences import Plan
from trainer.scheduling.queue import Counts


@dataclass(frozen=True, slots=True)
class Overview:
    """A study day: what a session would ask now, within the limits, in how many ``seconds`` by the user's own
    times, and each deck in scope without limits."""

    day: int
    left: Counts
    seconds: float
    decks: Sequence[DeckCounts]


def overview(library: Library, now: datetime, plan: Plan, scope: Scope = EVERYTHING) -> Overview:
    """Return what is to be practised in ``scope`` on the study day of ``now``."""
    day = study_day(now, plan.rollover_hour)
    session = Session(library, lambda: now, plan, scope)
    decks = [deck for deck in library.decks(day) if not scope.decks or deck.id in scope.decks]
    return Overview(day, session.counts, session.seconds_left(), decks)
