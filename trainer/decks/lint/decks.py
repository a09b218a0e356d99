"""Card rules for whole decks: what makes their notes hard to learn from, as warnings."""

from collections.abc import Iterable, Iterator

from trainer.core.card import Deck, Note, Problem
from trainer.decks.lint import notes
from trainer.decks.lint.kinds import Finding
from trainer.decks.rules import problem


def lint(decks: Iterable[Deck]) -> tuple[Problem, ...]:
    """Return the warnings for all notes of all decks, in the order of the files."""
    return tuple(
        problem(rule, message, remedy, file=deck.path, line=note.line, deck=deck.id, note=note.id)
        for deck in decks
        for note in deck.notes
        for rule, message, remedy in (*notes.check(note), *_cite(note, deck))
    )


def _cite(note: Note, deck: Deck) -> Iterator[Finding]:
    if not note.cite and (deck.references or any(other.cite for other in deck.notes)):
        yield "no-cite", "the note cites no source", "add `cite`"
