"""Which session a day begins with: one by the goals' plan, where there are goals."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from trainer.core.custom import OF_THE_DAY, Custom
from trainer.core.day import Clock, study_day
from trainer.core.library import DeckCounts, Library
from trainer.core.scope import EVERYTHING, Scope
from trainer.practice import further
from trainer.practice.session import Session
from trainer.scheduling.preferences import Plan

if TYPE_CHECKING:
    from trainer.goals.goal import Goal
    from trainer.goals.rehearsal import Rehearsal
    from trainer.goals.today import Planned


def session_of(
    library: Library,
    clock: Clock,
    plan: Plan,
    scope: Scope = EVERYTHING,
    cards: Sequence[str] | None = None,
    *,
    cram: bool = False,
) -> Session:
    """Return the session of the day over ``scope``, by the plan where a goal is about any of it; with
    ``cards`` it begins with exactly these, as `Session` has it."""
    if library.log({"goal"}):
        from trainer.goals.planned import PlannedSession  # here: without goals the first card need not wait

        return PlannedSession(library, clock, plan, scope, cards, cram=cram)
    return Session(library, clock, plan, scope, cards, cram=cram)


def begin(
    library: Library, clock: Clock, plan: Plan, scope: Scope = EVERYTHING, custom: Custom = OF_THE_DAY
) -> Session:
    """Return the session that a review begins with."""
    if cards := further.chosen(library, study_day(clock(), plan.rollover_hour), scope, custom):
        session = session_of(library, clock, plan, scope, cards.keys, cram=cards.cram)
    else:
        session = session_of(library, clock, plan, scope)
    session.end_after(custom.minutes)
    return session


def plans_of(session: Session) -> "Sequence[Planned]":
    """Return the goals whose plan a session goes through, as they stood when its queue was made."""
    if type(session) is Session:
        return ()
    from trainer.goals.planned import PlannedSession

    return session.planned if isinstance(session, PlannedSession) else ()


def mock_of(session: Session) -> "Rehearsal | None":
    """Return the mock interview that the plan of a session has open; None where none is."""
    if not (planned := plans_of(session)):
        return None
    from trainer.goals.rehearsal import rehearsal

    return rehearsal(session.library, planned)


def in_plan(session: Session, deck: DeckCounts) -> bool:
    """Is what a session asks of a deck part of the plan it goes through, and so of the day's number? Of
    another deck it is what one would ask that is begun over it alone."""
    if not plans_of(session):
        return False
    from trainer.goals.planned import PlannedSession

    return isinstance(session, PlannedSession) and session.plans([deck])


def dates_to_come(library: Library, day: int) -> "Sequence[Goal]":
    """Return the goals whose date is to come, or that have none, in the order in which a day does them."""
    return [goal for goal in _goals(library) if not goal.over(day)]


def dates_past(library: Library, day: int) -> "Sequence[Goal]":
    """Return the goals not given up whose date is reached."""
    return [goal for goal in _goals(library) if goal.over(day)]


def _goals(library: Library) -> "Sequence[Goal]":
    if not library.log({"goal"}):
        return ()
    from trainer.goals.goal import in_order
    from trainer.goals.log import goals

    return in_order(goals(library).active)
