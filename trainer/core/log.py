"""The log's vocabulary, and how folding it gives the state of a card.

An event is never changed or removed. A card's state is nothing but the fold of its events in (instant, id)
order, less those that were undone.
"""

import os
from typing import NamedTuple

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


def new_id(at: int) -> str:
    """Return a fresh UUIDv7 (RFC 9562) for the UTC instant ``at`` in milliseconds."""
    bits = at << 80 | 7 << 76 | int.from_bytes(os.urandom(10)) & ~(0xF << 76)
    bits = bits & ~(3 << 62) | 2 << 62
    digits = f"{bits:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
