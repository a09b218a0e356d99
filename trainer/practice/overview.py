"""Today at a glance: what `trainer due` prints and the home screen shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from trainer.core.defaults import TUTORIAL
from trainer.core.library import DeckCounts, Library
from trainer.core.query import parse
from trainer.core.scope import EVERYTHING, Scope
from trainer.core.text import counted
from trainer.core.weak import WEAK, weakest
from trainer.practice import spread
from trainer.practice.outside import due_outside, of_today, of_tomorrow
from trainer.practice.returning import Returning
from trainer.practice.session import Session
from trainer.practice.siblings import beside as due_beside
from trainer.practice.siblings import due_in
from trainer.practice.wording import no_decks
from trainer.scheduling.preferences import Plan
from trainer.scheduling.queue import Counts

DAYS_AHEAD = 14
"""So many days to come are shown where one looks every day."""
MONTH = 30
"""So many are foretold, however few of them are shown: which cards come again is told from samples, and the
same day has the same number wherever it stands."""


@dataclass(frozen=True, slots=True)
class Overview:
    """A study day: what a session would ask now, within the limits, in how many ``seconds`` by the user's own
    times; each deck with cards in scope, how many of them a session over it would ask (``today``, by the
    deck's id), and where it asks none when anything ``comes`` next, or 0; what is ``coming``, as
    `coming_after` has it; whether it is of what the user ``chose``; and how many cards more are due
    ``outside`` the plan. ``tomorrow``: what is said of it. ``beside``: the decks whose number is no part of
    the day's, by their ids. ``waiting``: what is said of due cards that wait for another one of their note,
    where the user chose. ``without`` cards, what is said instead."""

    day: int
    left: Counts
    seconds: float
    decks: Sequence[DeckCounts]
    today: Mapping[str, int]
    comes: Mapping[str, int]
    coming: Sequence[int]
    chose: bool = False
    outside: int = 0
    tomorrow: str = ""
    beside: frozenset[str] = frozenset()
    waiting: str = ""
    without: str = ""


class Today(NamedTuple):
    """A study day as it stands.

    Attributes:
        left: cards that wait, in how many ``seconds``. ``unknown``: a plan is still being made.
        done: cards answered today, which took so many seconds (``took``); over all decks those too that no
            deck in use has any more, as their answers are of the day.
        off: is it a day off by the plan? ``coming``: the next study day with something due, or 0.
        cards: are there any at all? ``outside``: those due that the plan has no part in.
        aside: that all cards are suspended, in words, if they are.
    """

    left: Counts = Counts()
    seconds: float = 0.0
    unknown: bool = True
    done: int = 0
    took: float = 0.0
    off: bool = False
    coming: int = 0
    cards: bool = True
    outside: int = 0
    aside: str = ""


def today(session: Session, coming: Sequence[int], next_due: int = 0, *, off: bool = False) -> Today:
    """Return the study day of a new session as it stands, in its scope; ``coming``: the cards of the days to
    come, as `coming_after` has them; ``next_due``: when a card is due, should that be later; ``off`` as in
    `Today`."""
    took = session.library.today(session.day).took
    chose = session.scope._replace(day=0) != EVERYTHING
    done = session.library.among(list(took), session.scope, session.day) if chose else [*took]
    next_one = next((ahead for ahead, cards in enumerate(coming) if ahead and cards), 0)
    comes = session.counts.total or next_one or next_due
    return Today(
        session.counts,
        session.seconds_left(),
        unknown=False,
        done=len(done),
        took=sum(took[card] for card in done) / 1000,
        off=off,
        coming=session.day + next_one if next_one else next_due,
        outside=len(due_outside(session)),
        aside="" if comes else aside(session.library.decks(session.day, session.scope)),
    )


def aside(decks: Sequence[DeckCounts]) -> str:
    """Say of decks of which all cards are suspended that they are; "" of others."""
    if not (cards := sum(deck.cards for deck in decks)) or sum(deck.suspended for deck in decks) < cards:
        return ""
    return f"all suspended ({counted(cards, 'card')})"


WEAKEST = 3
"""So many weak cards are named where there is no more room."""


@dataclass(frozen=True, slots=True)
class Detail:
    """What is known of a deck, or of several: its ``notes``, those ``met`` and those with a ``weak`` card,
    the questions of its ``weakest`` cards, those of the first cards still ``unmet`` in learning order, its
    and its cards ``suspended``."""

    notes: int
    met: int
    weak: int
    weakest: Sequence[str]
    unmet: Sequence[str]
    suspended: int


def detail(
    library: Library,
    scope: Scope,
    day: int,
    counts: Sequence[DeckCounts],
    most: int = WEAKEST,
    unmet: int = 0,
) -> Detail:
    """Return what is known of the decks in ``scope``, which ``counts`` are of, with so many weak cards at
    ``most``, and so many ``unmet`` ones."""
    scope = scope._replace(day=day)
    cards = weakest(library, scope, day)[:most]
    first = library.new(day, scope, unmet) if unmet else ()
    return Detail(
        library.size(scope)[0],
        library.size(scope.narrowed(parse("is:learnt")))[0],
        library.size(scope.narrowed(WEAK))[0],
        [card.question for card in library.listed(cards)],
        [card.question for card in library.listed(first)],
        sum(deck.suspended for deck in counts),
    )


def overview(session: Session) -> Overview:
    """Return what is to be practised on the study day of a new session, in its scope."""
    decks = session.library.decks(session.day, session.scope, session.plan.first)
    asked = {deck.id: session.asks([deck]).total for deck in decks}
    comes = {deck.id: session.comes([deck]) for deck in decks}
    left, ahead = session.counts, coming_after(session, sum(deck.new for deck in decks))
    chose = session.scope._replace(day=0) != EVERYTHING
    outside = len(due_outside(session))
    then = about_tomorrow(session)
    beside = frozenset(deck.id for deck in decks if session.is_beside([deck]))
    seconds = session.seconds_left()
    library, day = session.library, session.day
    waiting = due_beside(library, day, due_in(library, day, session.scope)) if chose else ""
    without = "" if decks else no_decks(library.problems())
    return Overview(
        session.day, left, seconds, decks, asked, comes, ahead, chose, outside, then, beside, waiting, without
    )


def tomorrow(session: Session) -> int:
    """Return how many cards wait tomorrow in the scope of a session, new ones too: the one number that every
    screen shows."""
    return session.tomorrow().total + of_tomorrow(session)


def about_tomorrow(session: Session) -> str:
    """Say how many cards that are, and whether any of them is new."""
    if not (cards := tomorrow(session)):
        return "a day off" if session.is_off(session.day + 1) else "nothing"
    asked_for = ", if you ask for the tutorial" if session.scope.decks == (TUTORIAL,) else ""
    return counted(cards, "card") + (", new ones too" if session.tomorrow().new else "") + asked_for


def are_new_ahead(session: Session) -> bool:
    """Are new cards among those of the days to come in the scope of a session?"""
    if session.counts.new or session.tomorrow().new:
        return True
    return bool(session.plan.new_per_day and _unseen(session))


def _unseen(session: Session) -> int:
    """Return how many cards in the scope of a session are still to be met."""
    return sum(deck.new for deck in session.library.decks(session.day, session.scope))


def coming_after(session: Session, unseen: int | None = None, days: int = DAYS_AHEAD) -> list[int]:
    """Return how many cards wait on each of so many ``days`` from today on, `MONTH` at most, in the scope of
    a session; of ``unseen`` ones there are so many, if that is known. By a plan each day is as it has it,
    and what falls due outside it comes on top."""
    library, left = session.library, session.left_today()
    if unseen is None:
        unseen = _unseen(session)
    now = len(of_today(session))
    waits, then = left._replace(due=left.due + now), session.tomorrow()
    ahead = coming(library, session.plan, session.day, waits, unseen, session.scope, then=then)[:days]
    planned = session.planned_ahead(days)
    elsewhere, here, others = session.outside_plan(session.day), of_tomorrow(session), [0] * days
    if elsewhere is not None:
        outside = session.day, Counts(due=now), 0, elsewhere, elsewhere, Counts(due=here)
        others = coming(library, session.plan, *outside)
    for index, by_plan in enumerate(planned):
        if index and by_plan is not None:
            ahead[index] = by_plan.total + others[index]
    return [ahead[0], tomorrow(session), *ahead[2:]]


def coming(
    library: Library,
    plan: Plan,
    day: int,
    today: Counts,
    new: int,
    scope: Scope = EVERYTHING,
    spread_in: Scope = EVERYTHING,
    then: Counts | None = None,
) -> list[int]:
    """Return how many cards in scope wait on each of `MONTH` days from ``day`` on, new ones too.

    Those ``today`` are those that a session asks; what is due beyond them, or beyond the limit of another
    day, waits for the day after it. While a backlog is spread, each day has its share. Of ``new`` ones in all
    as many come a day as the user wants, and none while a backlog is spread: of all cards, or those
    ``spread_in``. What is answered is supposed to be known, and comes again as the scheduler has it.
    ``then``: what tomorrow asks, where that is known better.
    """
    known = library.forecast(day, MONTH, scope)
    most = plan.due_per_day * MONTH
    back = Returning(plan.scheduler, day, MONTH, library.returning(day, MONTH, most, scope))
    until, left, ahead = spread.until(library, day, plan, spread_in), new, list[int]()
    shared = until and library.due_on(day - 1, spread_in)
    later = len(library.wanted(day, scope))
    for index in range(MONTH):
        due = known[index] + later + back.cards[index]
        asked, wanted = min(due, plan.due_per_day), 0 if day + index <= until else plan.new_per_day
        if shared and day + index < until:
            asked = min(asked, spread.taken(library, due, 0, day + index, until))
        said = today if not index else then if index == 1 else None
        if said is not None:
            asked, wanted = said.due, said.new
        wanted = min(left, wanted)  # another program may have asked some meanwhile
        back.answered(index, asked, due, wanted)
        ahead.append(asked + wanted)
        later, left = max(0, due - asked), left - wanted
    return [today.total, *ahead[1:]]
