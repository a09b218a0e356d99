"""Folding the log: a card's state is the fold of its events in order, less those undone."""

from collections.abc import Iterable

from trainer.core.log import ANSWERS, Event
from trainer.core.state import NEW, CardState
from trainer.scheduling.sm2 import answer, parse_scheduler


def fold(state: CardState, event: Event) -> CardState:
    """Return the state of a card after one more event. Kinds that do not touch it leave it as it is."""
    kind = event.kind
    if kind in ANSWERS:
        if event.grade is None:
            raise ValueError(f"event {event.id} is an answer without a grade")
        options = parse_scheduler(event.scheduler)
        outcome = answer(state.memory, event.grade, event.day, options, event.card)
        return state._replace(memory=outcome.memory, wanted=0)
    if kind in ("suspend", "unsuspend"):
        return state._replace(suspended=kind == "suspend")
    if kind in ("bury", "unbury"):
        return state._replace(buried=event.day if kind == "bury" else 0)
    if kind == "want":
        return state._replace(wanted=event.day)
    if kind in ("flag", "unflag"):
        return state._replace(flagged=kind == "flag")
    return state


def replay(events: Iterable[Event]) -> CardState:
    """Return the state that the events of one card lead to, in whatever order they come."""
    ordered = sorted(events, key=lambda event: (event.at, event.id))
    undone = {event.undoes for event in ordered if event.kind == "undo"}
    state = NEW
    for event in ordered:
        if event.id not in undone:
            state = fold(state, event)
    return state
