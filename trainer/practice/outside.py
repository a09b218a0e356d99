"""Cards that are due and that a plan has no part in: they are named beside its number, and one key away."""

from collections.abc import Sequence

from trainer.core.card import note_of
from trainer.core.library import Library
from trainer.core.scope import Scope
from trainer.practice.agenda import come_again
from trainer.practice.session import Session
from trainer.practice.spread import left_outside

MOST = 1_000_000
"""No history has more cards due."""


def due_outside(session: Session) -> Sequence[str]:
    """Return the cards in the scope of a session that are due outside its plan; none without a plan."""
    return due(session.library, session.day, session.outside_plan(session.day))


def of_today(session: Session) -> Sequence[str]:
    """Return those of them that the rest of the day takes: within the limit of a day, and of a spread."""
    outside = session.outside_plan(session.day)
    if outside is None:
        return ()
    most = left_outside(session.library, session.day, session.plan, outside)
    return due_outside(session)[:most]


def of_tomorrow(session: Session) -> int:
    """Return how many tomorrow takes, if those of today are answered well and nothing else happens."""
    library, day, plan = session.library, session.day, session.plan
    if (outside := session.outside_plan(day + 1)) is None:
        return 0
    answered = of_today(session)
    most = left_outside(library, day + 1, plan, outside)
    waiting = library.due_notes(day + 1, outside, most, answered)
    again = library.among(come_again(library, plan, day, answered), outside, day + 1)
    return min(len({*waiting, *map(note_of, again)}), most)


def due(library: Library, day: int, outside: Scope | None) -> Sequence[str]:
    """Return the cards due on a study day in what is ``outside`` a plan; None: nothing is."""
    if outside is None:
        return ()
    return library.kept(("due outside", day, outside), lambda: library.due(day, outside, MOST))


def said(cards: int) -> str:
    """Say after the number of a plan that so many cards are due outside it; "" for none."""
    return f"+ {cards} due outside the plan" if cards else ""
