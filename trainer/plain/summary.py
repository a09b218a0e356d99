"""The end of a session, or a pause in it: what it came to, and how to go on."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from trainer.practice.further import ways
from trainer.practice.overview import aside
from trainer.practice.session import Session
from trainer.practice.summary import Summary, figures, head

if TYPE_CHECKING:
    from trainer.goals.wording import Row


Browse = Callable[[str], None]
"""What lists the cards that a query finds."""

MISSED = "b"
"""What asks for the cards that were missed."""


def end_lines(session: Session) -> Iterator[str]:
    """Yield the ways on where no card is left."""
    said = aside(session.library.decks(session.day, session.scope))
    yield f"\nNothing to practise now{': ' * bool(said)}{said}."
    yield from _ways(session)
    missed = f"{MISSED}: browse what was missed, " if session.missed_today else ""
    yield f"[{missed}u: undo, undo: a list, ready: goals, add: a note, settings, Enter: end]"


def pause_lines(session: Session) -> Iterator[str]:
    """Yield the ways on where cards are left."""
    yield from _ways(session)
    missed = f"{MISSED}: browse what was missed, " if session.missed_today else ""
    yield f"[Enter: go on here, {missed}q: end]"


def _ways(session: Session) -> Iterator[str]:
    yield from (f"  {way.key}  {way.label}" for way in ways(session))


def summary_lines(summary: Summary, goals: "Sequence[Row]" = ()) -> Iterator[str]:
    """Yield the figures of a session, how the ``goals`` stand, and what was mixed up."""
    yield f"\n{head(summary)}"
    yield from (f"{row.label}: {row.text}" for row in figures(summary))
    yield from (f"{row.label}: {row.text}" for row in goals)
    if summary.mixed_up:
        from trainer.confusions import sentence

        yield from map(sentence, summary.mixed_up)
