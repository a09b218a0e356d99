"""The end of a session: what it came to, and what is left."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from trainer.core.duration import minutes
from trainer.core.text import counted
from trainer.practice.summary import Summary

if TYPE_CHECKING:
    from trainer.goals.wording import Row


def summary_lines(summary: Summary, goals: "Sequence[Row]" = ()) -> Iterator[str]:
    """Yield the figures of a session, how the ``goals`` stand, and what was mixed up."""
    often = f" ({summary.answered} answers)" if summary.answered > summary.cards else ""
    took = minutes(summary.took / 1000)
    yield f"\n{counted(summary.cards, 'card')} answered{often}, {summary.again} again, {took}"
    if goals:
        yield f"left today: {summary.left.total}"
        yield from (f"{row.label}: {row.text}" for row in goals)
    else:
        yield f"left today: {summary.left.total}; due tomorrow: {summary.tomorrow}"
    if summary.mixed_up:
        from trainer.confusions import sentence

        yield from map(sentence, summary.mixed_up)
