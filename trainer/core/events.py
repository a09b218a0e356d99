"""The log's vocabulary, and how folding it gives the state of a card.

An event is never changed or removed. A card's state is nothing but the fold of its events in (instant, id)
order, less those that were undone.
"""

import json
import os
from collections.abc import Iterable
from typing import NamedTuple

from trainer.core.sm2 import Memory, answer, parse_scheduler

ANSWERS = frozenset({"review", "drill", "early"})
"""Kinds of answer that go through the scheduler; ``quiz`` and ``mock`` answers are only logged."""

UNDOABLE = ANSWERS | {"suspend", "unsuspend", "bury", "unbury", "flag", "unflag", "want", "quiz", "mock"}


class Event(NamedTuple):
    """One row of the append-only log.

    Attributes:
        id: UUIDv7, sortable by creation.
        device: id of the device that wrote it.
        at: UTC instant in milliseconds since 1970.
        day: study day as of then. ``offset``: minutes ahead of UTC as of then.
        card: card key. ``kind``: one of `ANSWERS`, ``undo``, ``suspend``, ``bury``, ``flag`` …
        grade: 0-5 for answers. ``suggested``: the grade the machine proposed, if any.
        took: milliseconds from question to grade. ``hints``: how many were used.
        answer: what was typed or picked.
        fingerprint: of the wording answered.
        scheduler: name of the scheduler and its options (`sm2.parse_scheduler`).
        before, after: memory as JSON, "" for a card never answered.
        undoes: id of the event taken back, for ``undo``.
        session: what ties the events of one quiz or mock interview together.
        detail: JSON with what only its kind has, such as a mock interview's plan.
    """

    id: str
    device: str
    at: int
    day: int
    offset: int
    card: str
    kind: str
    grade: int | None = None
    suggested: int | None = None
    took: int | None = None
    hints: int = 0
    answer: str = ""
    fingerprint: str = ""
    scheduler: str = ""
    before: str = ""
    after: str = ""
    undoes: str = ""
    session: str = ""
    detail: str = ""


class CardState(NamedTuple):
    """All that the log says about one card.

    ``buried`` is the study day it was put off on, ``wanted`` the one on which it was put into that day's
    practice; 0 for neither.
    """

    memory: Memory | None = None
    suspended: bool = False
    buried: int = 0
    flagged: bool = False
    wanted: int = 0


NEW = CardState()


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


def dump_memory(memory: Memory | None) -> str:
    """Return a memory as the JSON text kept in an event ("" for none)."""
    return "" if memory is None else json.dumps(memory._asdict(), separators=(",", ":"))


def load_memory(text: str) -> Memory | None:
    """Return the memory that `dump_memory` wrote."""
    return Memory(**json.loads(text)) if text else None


def new_id(at: int) -> str:
    """Return a fresh UUIDv7 (RFC 9562) for the UTC instant ``at`` in milliseconds."""
    bits = at << 80 | 7 << 76 | int.from_bytes(os.urandom(10)) & ~(0xF << 76)
    bits = bits & ~(3 << 62) | 2 << 62
    digits = f"{bits:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
