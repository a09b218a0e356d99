"""Today at a glance: what `trainer due` prints and the home screen shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from trainer.core.library import DeckCounts, Library
from trainer.core.query import parse
from trainer.core.scope import EVERYTHING, Scope
from trainer.practice.session import Session
from trainer.scheduling.backlog import share
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


class Today(NamedTuple):
    """A study day as it stands.

    Attributes:
        left: cards that wait, in how many ``seconds``. ``unknown``: a plan is still being made.
        done: cards answered today, which took so many seconds (``took``).
        off: is it a day off by the plan? ``coming``: the next study day with something due, or 0.
        cards: are there any at all?
    """

    left: Counts = Counts()
    seconds: float = 0.0
    unknown: bool = True
    done: int = 0
    took: float = 0.0
    off: bool = False
    coming: int = 0
    cards: bool = True


def today(session: Session, coming: int, *, off: bool = False) -> Today:
    """Return the study day of a new session as it stands; ``coming`` and ``off`` as in `Today`."""
    done = session.library.today(session.day).took
    return Today(
        session.counts,
        session.seconds_left(),
        unknown=False,
        done=len(done),
        took=sum(done.values()) / 1000,
        off=off,
        coming=coming,
    )


WEAK = "prop:lapses>0"
"""Which cards are weak: those that were forgotten after they had been learnt."""
WEAKEST = 3
"""So many weak cards are named where there is no more room."""


@dataclass(frozen=True, slots=True)
class Detail:
    """What is known of a deck, or of several: its ``notes``, those ``met`` and those with a ``weak`` card,
    the questions of its ``weakest`` cards, its cards ``suspended``, and the ``next_due`` study day, or 0."""

    notes: int
    met: int
    weak: int
    weakest: Sequence[str]
    suspended: int
    next_due: int


def detail(
    library: Library, scope: Scope, day: int, counts: Sequence[DeckCounts], weakest: int = WEAKEST
) -> Detail:
    """Return what is known of the decks in ``scope``, which ``counts`` are of, with so many ``weakest``."""
    weak = scope.narrowed(parse(WEAK))
    cards = library.cards(weak, day, "lapses", down=True)[:weakest]
    return Detail(
        library.size(scope)[0],
        library.size(scope.narrowed(parse("-is:new")))[0],
        library.size(weak)[0],
        [card.question for card in library.listed(cards)],
        sum(deck.suspended for deck in counts),
        min((deck.next_due for deck in counts if deck.next_due), default=0),
    )


def overview(session: Session) -> Overview:
    """Return what is to be practised on the study day of a new session, in its scope."""
    library, day, named = session.library, session.day, session.scope.decks
    decks = [deck for deck in library.decks(day) if not named or deck.id in named]
    new = sum(deck.new for deck in decks)
    ahead = coming_after(session, new) if session.scope == EVERYTHING else []
    return Overview(day, session.counts, session.seconds_left(), decks, ahead)


def coming_after(session: Session, new: int) -> list[int]:
    """Return how many cards wait on each of `DAYS_AHEAD` days from a new session's on; of ``new`` ones there
    are so many. By a plan, today and tomorrow are as it has them, and no day is longer than these."""
    ahead = coming(session.library, session.plan, session.day, session.counts, new)
    if (tomorrow := session.tomorrow()) is not None:
        most = max(session.counts.total, tomorrow)
        ahead[1:] = tomorrow, *(min(most, each) for each in ahead[2:])
    return ahead


def coming(library: Library, plan: Plan, day: int, today: Counts, new: int) -> list[int]:
    """Return how many cards wait on each of `DAYS_AHEAD` days from ``day`` on, new ones too.

    Those ``today`` are those that a session asks; what is due beyond them, or beyond the limit of another
    day, waits for the day after it. While a backlog is spread, each day has its share. Of ``new`` ones in all
    as many come a day as the user wants, and none while a backlog is spread.
    """
    ahead = list(library.forecast(day, DAYS_AHEAD))
    until, left = library.spread(day), new
    if until and library.due_on(day - 1, EVERYTHING):
        done = library.today(day).due
        for index in range(min(DAYS_AHEAD - 1, until - day)):
            taken = min(ahead[index], max(0, share(ahead[index], done, day + index, until) - done))
            ahead[index], ahead[index + 1], done = taken, ahead[index + 1] + ahead[index] - taken, 0
    later = max(0, ahead[0] - today.due)
    left -= today.new
    for index in range(1, len(ahead)):
        due = ahead[index] + later
        later = max(0, due - plan.due_per_day)
        wanted = min(left, 0 if day + index <= until else plan.new_per_day)
        ahead[index] = due - later + wanted
        left -= wanted
    return [today.total, *ahead[1:]]
