"""Folding the log: a card's state is the fold of its events in order, less those undone."""

from collections.abc import Iterable
from zlib import crc32

from trainer.core.log import ANSWERS, KINDS, Event, number_in, outside_in, undone
from trainer.core.moment import log_order
from trainer.core.state import NEW, CardState, Outcome
from trainer.scheduling.scheduler import GRADES, Scheduler

FOLD = "5"
"""How events are folded. The states in a file that were folded otherwise are folded anew when it is opened:
up to "", answers under one variant of SM-2 counted as such under the other, and those under another scheduler
with the options of now; up to "2", these had the retention and lateness of now; up to "3", so had days set by
hand, and a schedule taken over from elsewhere had the longest interval of now; up to "4", what is dated
behind its study day counted at its instant (`trainer.core.moment.stands_at`)."""


def folded_by(scheduler: Scheduler) -> str:
    """Return what a file notes of how its states were folded: by which scheduler and which rules, and of
    which kinds of events, so that a version that knows more of them folds anew what this one could not."""
    return f"{scheduler.name} {FOLD} {crc32(' '.join(sorted(KINDS)).encode()):08x}"


def fold(state: CardState, event: Event, scheduler: Scheduler) -> CardState:
    """Return the state of a card after one more event. Kinds that do not touch it leave it as it is.

    Every answer, and every day set by hand, counts as if ``scheduler`` had been in charge, with the options
    it was given under (`Scheduler.called`). An answer without a grade in 0..5, as only a damaged file or
    another program can have it, changes nothing.
    """
    kind = event.kind
    if kind in ANSWERS:
        if event.grade is None or event.grade not in GRADES:
            return state
        then = scheduler.called(event.scheduler)
        return answered(state, then.answer(state.memory, event.grade, event.day, event.card))
    if kind in ("suspend", "unsuspend"):
        return state._replace(suspended=kind == "suspend")
    if kind == "bury":
        return state._replace(buried=event.day)
    if kind == "want":
        return state._replace(wanted=event.day)
    if kind in ("flag", "unflag"):
        return state._replace(flagged=kind == "flag")
    if kind == "reset":
        return state._replace(memory=None, wanted=0)
    if kind == "reschedule" and (due := number_in(event.detail, "due")) is not None:
        then = scheduler.called(event.scheduler)
        return state._replace(memory=then.placed(state.memory, due, event.day), wanted=0)
    if kind == "adopt" and (outside := outside_in(event.detail)) is not None:
        return state._replace(memory=scheduler.adopted(outside), wanted=0)
    return state


def answered(state: CardState, outcome: Outcome) -> CardState:
    """Return the state of a card after an answer with this outcome."""
    return CardState(outcome.memory, state.suspended, state.buried, state.flagged)


def fold_all(events: Iterable[Event], scheduler: Scheduler) -> CardState:
    """Return the state that these events of a card lead to, which are in order and all count."""
    state = NEW
    every = list(events)
    anew = next((at for at in reversed(range(len(every))) if _begins_anew(every[at])), 0)
    for at, event in enumerate(every):
        if at >= anew or event.kind not in _OF_THE_SCHEDULE:
            state = fold(state, event, scheduler)
    return state


_OF_THE_SCHEDULE: frozenset[str] = ANSWERS | {"reset", "reschedule", "adopt", "want"}
"""Kinds of events of which nothing is left after one that begins the schedule anew."""


def _begins_anew(event: Event) -> bool:
    """Is the schedule behind the event the same whatever it was before?"""
    return event.kind == "reset" or (event.kind == "adopt" and outside_in(event.detail) is not None)


def replay(events: Iterable[Event], scheduler: Scheduler) -> CardState:
    """Return the state that the events of one card lead to, in whatever order they come."""
    ordered = sorted(events, key=log_order)
    gone = undone(ordered)
    return fold_all((event for event in ordered if event.id not in gone), scheduler)
