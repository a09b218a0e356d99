"""Card rules about the notes that a note names."""

from collections.abc import Iterator, Mapping

from trainer.core.card import Note
from trainer.decks.lint.finding import Finding


def check(note: Note, by_key: Mapping[str, Note]) -> Iterator[Finding]:
    """Yield follow-ups that no interviewer can put; ``by_key`` has the notes of all decks that were read."""
    for key in note.follow_up:
        other = by_key.get(key)
        if other is not None and not other.body.spoken():
            message = f"`follow_up` names {key}, which cannot be answered from its words alone"
            yield Finding("follow-up-unspoken", message, "name a question that an interviewer puts next")
