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

DAYS_AHEAD = 14


@dataclass(frozen=True, slots=True)
class Overview:
    """A study day: what a session would ask now, within the limits, in how many ``seconds`` by the user's own
    times, each deck in scope without limits, and over all decks what is ``coming`` in the days from
    this one on."""

    day: int
    left: Counts
    seconds: float
    decks: Sequence[DeckCounts]
    coming: Sequence[int]


def overview(library: Library, now: datetime, plan: Plan, scope: Scope = EVERYTHING) -> Overview:
    """Return what is to be practised in ``scope`` on the study day of ``now``."""
    day = study_day(now, plan.rollover_hour)
    session = Session(library, lambda: now, plan, scope)
    decks = [deck for deck in library.decks(day) if not scope.decks or deck.id in scope.decks]
    new = sum(deck.new for deck in decks)
    ahead = coming(library, plan, day, session.counts.new, new) if scope == EVERYTHING else []
    return Overview(day, session.counts, session.seconds_left(), decks, ahead)


def coming(library: Library, plan: Plan, day: int, new_today: int, new: int) -> list[int]:
    """Return how many cards wait on each of `DAYS_AHEAD` days from ``day`` on, new ones too.

    Those due are counted without limits, the overdue ones on the first day. Of ``new`` ones in all as many
    come a day as the user wants, ``new_today`` today, and none while a backlog is spread.
    """
    ahead = list(library.forecast(day, DAYS_AHEAD))
    until, left = library.spread(day), new
    for index in range(len(ahead)):
        wanted = new_today if not index else 0 if day + index <= until else plan.new_per_day
        ahead[index] += min(wanted, left)
        left -= min(wanted, left)
    return ahead
