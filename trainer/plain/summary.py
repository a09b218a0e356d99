"""The end of a session: what it came to, and what is left."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from trainer.practice.summary import Summary, figures, head

if TYPE_CHECKING:
    from trainer.goals.wording import Row


def summary_lines(summary: Summary, goals: "Sequence[Row]" = ()) -> Iterator[str]:
    """Yield the figures of a session, how the ``goals`` stand, and what was mixed up."""
    yield f"\n{head(summary)}"
    yield from (f"{row.label}: {row.text}" for row in figures(summary))
    yield from (f"{row.label}: {row.text}" for row in goals)
    if summary.mixed_up:
        from trainer.confusions import sentence

        yield from map(sentence, summary.mixed_up)
