"""A backlog after a break is spread over some days, if the user wishes: fewer due cards a day, those first
that waited longest for their interval and are asked much, and no new ones meanwhile. An event says so: it
outlasts a restart, and is undone or ended.

How many days it takes is said beforehand as well as that can be known. What is failed on the way comes again:
so the spread goes on until no more is due than a day of it takes. Where there is a plan, what is due outside
it is what is spread: ``scope`` says so.
"""

from collections.abc import Iterable

from trainer.core.dates import said
from trainer.core.library import Library, Today
from trainer.core.log import NewEvent, as_written, detail_of, number_in
from trainer.core.moment import Moment
from trainer.core.scope import EVERYTHING, Scope
from trainer.core.state import Memory
from trainer.core.text import counted
from trainer.scheduling.backlog import AWAY, LONGEST, Backlog, backlog, over_days, share
from trainer.scheduling.preferences import Plan

RECENT = 14
"""Days with answers that say what a usual day is."""

GOES_ON = 14
"""Days with answers behind the one that was said for which a spread goes on at most; what is left then is
offered anew."""


def waiting(
    library: Library, day: int, plan: Plan, scope: Scope = EVERYTHING, *, over: bool = False
) -> Backlog | None:
    """Return the backlog that an offer to spread it is about; None where there is no reason for one.
    ``over``: the days before had an order of their own, so that it needs no break."""
    practised = library.practised(day, RECENT)
    if not practised or until(library, day, plan, scope):
        return None
    over = over or _just_over(library, day)
    if not over and day - practised[0][0] < AWAY:
        return None
    ahead = _ahead(library, day, scope)
    return backlog(day, ahead, practised, plan.due_per_day, _lost(library, day, plan), over=over)


def _ahead(library: Library, day: int, scope: Scope) -> list[int]:
    """Return how many due cards can be asked on ``day``, and how many fall due on the days after it."""
    askable = sum(deck.due - deck.wanted for deck in library.decks(day, scope))
    return [askable, *library.forecast(day, LONGEST, scope)[1:]]


def until(library: Library, day: int, plan: Plan, scope: Scope = EVERYTHING) -> int:
    """Return the study day, about, up to which the backlog is spread, as it stands on ``day``: found as when
    it was begun; 0 where none is. Behind the day that was said it goes on while more is due than a day of it
    takes, whatever days are missed, and no new cards came since."""
    return library.kept(("spread until", day, plan, scope), lambda: _until(library, day, plan, scope))


def _until(library: Library, day: int, plan: Plan, scope: Scope) -> int:
    begun = _begun(library)
    if begun is None:
        return 0
    said_until, a_day = begun
    if a_day is None:  # of an earlier version of the program
        return said_until if said_until >= day else 0
    if day > said_until and _is_over(library, said_until, day):
        return 0
    now, *later = _ahead(library, day, scope)
    waits = now + done_today(library, day, scope)
    if day > said_until and waits <= a_day:
        return 0
    days, _ = over_days([waits, *later], a_day, _lost(library, day, plan))
    return max(said_until, day - 1 + days)


def _begun(library: Library) -> tuple[int, int | None] | None:
    """Return the last day said of the newest spread, and how many cards a day of it takes (None: an earlier
    version of the program began it); None where there is none, or it was ended by hand."""
    told = as_written(library.log({"spread"}))
    said_until = number_in(told[-1].detail, "until") if told else None
    if said_until is None or said_until < told[-1].day:
        return None
    return said_until, number_in(told[-1].detail, "a_day")


def _is_over(library: Library, said_until: int, day: int) -> bool:
    """Did a spread come to its end on one of the days behind the one that was said?"""
    days = [then for then, _ in library.practised(day, GOES_ON) if then > said_until]
    return len(days) == GOES_ON or any(now.new > now.more for now in map(library.today, days))


def done_today(library: Library, day: int, scope: Scope) -> int:
    """Return how many due cards of ``scope`` were answered on ``day``."""
    done = library.today(day)
    return done.due if scope == EVERYTHING else min(done.due, len(library.among([*done.took], scope, day)))


def _just_over(library: Library, day: int) -> bool:
    """Did a spread come to its end in the last days, and was not ended by hand?"""
    begun = _begun(library)
    return begun is not None and begun[0] < day <= begun[0] + GOES_ON + RECENT


def _lost(library: Library, day: int, plan: Plan) -> float:
    """Return how likely a card that is due is forgotten now."""
    due = _due(library, day)
    return sum(1 - plan.scheduler.retrievability(memory, day) for memory in due) / max(1, len(due))


def _due(library: Library, day: int) -> list[Memory]:
    memories = [state.memory for state in library.states().values() if not state.suspended]
    return [memory for memory in memories if memory is not None and memory.due <= day]


def about(
    library: Library,
    day: int,
    plan: Plan,
    scope: Scope = EVERYTHING,
    *,
    offers: bool = True,
    over: bool = False,
) -> str:
    """Say that one is being spread, or, if ``offers``, that one waits that can be; "" otherwise; ``over`` as
    for `waiting`."""
    if last := until(library, day, plan, scope):
        return state(last, day)
    found = waiting(library, day, plan, scope, over=over) if offers else None
    return offer(found, costs(library, day, plan)) if found is not None else ""


def begin_or_end(
    library: Library, when: Moment, plan: Plan, scope: Scope = EVERYTHING, *, over: bool = False
) -> str:
    """Spread the backlog, or end that; return what was done, in words; ``over`` as for `waiting`."""
    if until(library, when.day, plan, scope):
        return end(library, when)
    found = waiting(library, when.day, plan, scope, over=over)
    return spread(library, when, found) if found is not None else "no more is due than on a usual day"


def names_key(said: str) -> bool:
    """Does what is said of a backlog name the key that spreads it, or ends that?"""
    return "s spreads" in said or "s ends" in said


def offer(found: Backlog, forgotten: str) -> str:
    """Say what waits, what the offer is, and what waiting costs (see `costs`): a line for 80 columns."""
    over = f"about {counted(found.days, 'day')}{' and more' if found.rest else ''}"
    return f"s spreads {found.due} due over {over}, {found.a_day} a day; {forgotten}"


def costs(library: Library, day: int, plan: Plan) -> str:
    """Say how many of the cards due now are forgotten by one more day of waiting."""
    return forgotten(plan, day, _due(library, day))


def forgotten(plan: Plan, day: int, due: Iterable[Memory]) -> str:
    """Say it of these cards."""
    recalled = plan.scheduler.retrievability
    lost = round(sum(recalled(memory, day) - recalled(memory, day + 1) for memory in due))
    return f"{lost or 'under 1'} more forgotten a day"


def spread(library: Library, when: Moment, found: Backlog) -> str:
    """Spread the backlog over its days, beginning today; return what was done, in words."""
    last = when.day + found.days - 1
    library.record(NewEvent(when, "", "spread", detail=detail_of(until=last, a_day=found.a_day)))
    return f"spread until about {said(last, when.day)}, no new cards meanwhile (u takes it back)"


def end(library: Library, when: Moment) -> str:
    """End the spreading before its time; return what was done, in words."""
    library.record(NewEvent(when, "", "spread", detail=detail_of(until=when.day - 1)))
    return "no longer spread: all due cards, and new ones, as usual"


def state(last: int, day: int) -> str:
    """Say that a backlog is being spread."""
    return f"s ends the spreading of the backlog, until about {said(last, day)} without new cards"


def share_of(library: Library, day: int, plan: Plan, done: int, scope: Scope = EVERYTHING) -> int | None:
    """Return how many due cards ``day`` takes of a backlog being spread, those ``done`` today included; None
    where none is, or where nothing overdue is left of it."""
    last = until(library, day, plan, scope)
    if not last or not (done or library.due_on(day - 1, scope)):
        return None
    return taken(library, library.due_on(day, scope), done, day, last)


def taken(library: Library, due: int, done: int, day: int, last: int) -> int:
    """Return how many due cards ``day`` takes of a backlog spread up to the day ``last``, with those ``done``
    on it: as many as was said when it was begun."""
    begun = _begun(library)
    return (begun[1] if begun else None) or share(due, done, day, last)


def left_outside(library: Library, day: int, plan: Plan, outside: Scope) -> int:
    """Return how many of the cards due ``outside`` a plan may still be asked on ``day``: as many as a day
    has, or takes of a backlog being spread."""
    done = done_today(library, day, outside)
    part = share_of(library, day, plan, done, outside)
    return max(0, (plan.due_per_day if part is None else min(plan.due_per_day, part)) - done)


def limits(library: Library, day: int, plan: Plan, more: int = 0) -> tuple[int, int]:
    """Return how many due cards and how many new ones may still be asked on ``day``, with so many ``more``
    new ones than wished so far."""
    done, due_today, new_today = library.kept(("limits", day, plan), lambda: _limits(library, day, plan))
    return max(0, due_today - done.due), max(0, new_today + done.more + more - done.new)


def _limits(library: Library, day: int, plan: Plan) -> tuple[Today, int, int]:
    done = library.today(day)
    if (share := share_of(library, day, plan, done.due)) is None:
        return done, plan.due_per_day, plan.new_per_day
    return done, min(plan.due_per_day, share), 0
