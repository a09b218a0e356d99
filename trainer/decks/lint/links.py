"""Card rules about the notes that a note names."""

from collections.abc import Iterator, Mapping
from typing import get_args

from trainer.core.card import Level, Note
from trainer.decks.lint.finding import Finding

_LEVELS = get_args(Level)  # from what everybody is asked to what only experts are
_NEEDED = 1000
"""Notes that one needs, up to which a follow-up is looked for among them: chains of all notes of a deck would
be gone through for each of these."""


def check(note: Note, by_key: Mapping[str, Note]) -> Iterator[Finding]:
    """Yield what is wrong with the notes that ``note`` names; ``by_key`` has those of all decks read."""
    yield from _needs(note, by_key)
    yield from _follow_up(note, by_key)


def _needs(note: Note, by_key: Mapping[str, Note]) -> Iterator[Finding]:
    """Find what whoever learns only the level of ``note`` would never have met."""
    for key in note.needs:
        level = by_key[key].level if key in by_key else None
        if level and note.level and _LEVELS.index(level) > _LEVELS.index(note.level):
            message = f"the note is `{note.level}`, and needs {key}, which is `{level}`"
            yield Finding("needs-deeper", message, "raise that one, lower this one, or need another note")


def _follow_up(note: Note, by_key: Mapping[str, Note]) -> Iterator[Finding]:
    """Find follow-ups that no interviewer can put, and those that are met before the note."""
    before = _needed(note, by_key) if note.follow_up else set()
    for key in note.follow_up:
        other = by_key.get(key)
        if other is None:
            continue
        if not other.body.spoken():
            message = f"`follow_up` names {key}, which cannot be answered from its words alone"
            yield Finding("follow-up-unspoken", message, "name a question that an interviewer puts next")
        if key in before:
            message = f"`follow_up` names {key}, which this note needs"
            yield Finding("follow-up-before", message, f"drop {key} from `follow_up`, or from what is needed")
        elif note.key in other.follow_up and note.key < key:
            message = f"this note and {key} follow up each other"
            yield Finding("follow-up-before", message, "keep the way from the broad question to the deep one")


def _needed(note: Note, by_key: Mapping[str, Note]) -> set[str]:
    """Return the keys of what a note needs, directly or not; the nearest only, where that is without end."""
    found: set[str] = set()
    pending = list(note.needs)
    for key in pending:
        if len(found) == _NEEDED:
            break
        if key not in found and key in by_key:
            found.add(key)
            pending += by_key[key].needs
    return found
