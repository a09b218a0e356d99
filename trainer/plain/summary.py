"""The end of a session: what it came to, and what is left."""

from collections.abc import Iterator

from trainer.practice.session import Summary


def summary_lines(summary: Summary) -> Iterator[str]:
    """Yield the figures of a session, and what was mixed up."""
    minutes = summary.took / 60000
    yield f"\n{summary.answered} answered, {summary.again} of them again, {minutes:.0f} min"
    yield f"left today: {summary.left.total}; due tomorrow: {summary.tomorrow}"
    if summary.mixed_up:
        from trainer.confusions import sentence

        yield from map(sentence, summary.mixed_up)
