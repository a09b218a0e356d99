"""All decks together: reading them, and what only shows when they stand side by side."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from trainer.core.card import Deck, Note, Problem
from trainer.core.kinds import Points
from trainer.decks.deckfile import Reading, read_deck
from trainer.decks.find import SYLLABUS, DeckPath, real
from trainer.decks.lint.notes import lint, prompt
from trainer.decks.syllabus import read_syllabus


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What was read: one `Reading` per path, and all problems, those between decks too."""

    files: tuple[Reading, ...]
    problems: tuple[Problem, ...]

    @property
    def decks(self) -> tuple[Deck, ...]:
        """The decks that can be used."""
        return tuple(file.deck for file in self.files if file.deck is not None)


def read(found: Iterable[DeckPath], shipped: Path | None = None) -> Catalogue:
    """Read deck files, check them against each other and by the card rules. Never raises.

    Decks below the folder ``shipped`` may cite only the facts of the syllabus there. Of two files with one
    deck id the first is used; the other's ``deck`` is None.
    """
    facts, problems = _facts(shipped)
    home = real(shipped) + os.sep if shipped is not None else None
    files: list[Reading] = []
    first: dict[str, Path] = {}
    for path, _, _ in found:
        file = read_deck(path, facts if home and real(path).startswith(home) else None)
        if file.id and first.setdefault(file.id, path) != path:
            file = _refused(file, first[file.id])
        files.append(file)
    own = [problem for file in files for problem in file.problems]
    cards = [problem for file in files if file.deck is not None for problem in lint(file.deck)]
    return Catalogue(tuple(files), (*problems, *own, *cards, *_dead_links(files), *_same_prompts(files)))


def _facts(shipped: Path | None) -> tuple[frozenset[str] | None, tuple[Problem, ...]]:
    """Return the facts that shipped decks may cite, None when there is no syllabus to look them up in."""
    path = shipped / SYLLABUS if shipped is not None else None
    if path is None or not path.is_file():
        return None, ()
    syllabus = read_syllabus(path)
    return None if syllabus.problems else syllabus.facts, syllabus.problems


def _refused(file: Reading, first: Path) -> Reading:
    message = f"the deck id `{file.id}` belongs to {first}"
    remedy = "give one of the two decks another id"
    problem = Problem(str(file.path), file.line, file.id, "", "doubled-deck", "error", message, remedy)
    return replace(file, deck=None, broken=(), problems=(*file.problems, problem))


def _notes(files: Iterable[Reading]) -> Iterator[tuple[Deck, Note]]:
    for file in files:
        if file.deck is not None:
            for note in file.deck.notes:
                yield file.deck, note


def _warning(deck: Deck, note: Note, rule: str, message: str, remedy: str) -> Problem:
    return Problem(deck.path, note.line, deck.id, note.id, rule, "warning", message, remedy)


def _dead_links(files: Sequence[Reading]) -> Iterator[Problem]:
    known = {note.key for _, note in _notes(files)}
    known |= {f"{file.id}/{note}" for file in files for note in file.broken}
    for deck, note in _notes(files):
        named = note.confusable + (note.body.follow_up if isinstance(note.body, Points) else ())
        for key in named:
            if key not in known and not key.startswith(f"{deck.id}/"):
                message = f"`{key}` is named here, but is not among the decks that were read"
                yield _warning(deck, note, "unknown-note-elsewhere", message, "check both ids")


def _same_prompts(files: Sequence[Reading]) -> Iterator[Problem]:
    first: dict[str, Note] = {}
    for deck, note in _notes(files):
        asked = " ".join(prompt(note).casefold().split()).rstrip(" ?!.:")
        other = first.setdefault(asked, note)
        if asked and other is not note:
            message = f"the same prompt as {other.key}"
            yield _warning(deck, note, "same-prompt", message, "say what tells them apart, or remove one")
