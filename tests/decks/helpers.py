"""Writing deck files in tests and reading them back."""

from pathlib import Path

from trainer.core.card import Note, Problem
from trainer.decks.format.deckfile import Reading, read_deck

HEAD = "deck: d\ntitle: T\nnotes:\n"
GOOD = "  - id: good\n    ask: Why?\n    answer: Because.\n"


def read_text(tmp_path: Path, source: str | bytes, facts: frozenset[str] | None = None) -> Reading:
    """Read a deck file with the given content."""
    path = tmp_path / "deck.yaml"
    path.write_bytes(source.encode() if isinstance(source, str) else source)
    return read_deck(path, facts)


def read_note(tmp_path: Path, fields: str) -> Reading:
    """Read a deck with one note; ``fields`` are its lines, not indented."""
    lines = fields.strip("\n").split("\n")
    return read_text(tmp_path, HEAD + f"  - {lines[0]}\n" + "".join(f"    {line}\n" for line in lines[1:]))


def only_note(reading: Reading) -> Note:
    """Return the note of a deck that has one and no problems."""
    assert reading.problems == ()
    assert reading.deck is not None
    (note,) = reading.deck.notes
    return note


def rules(reading: Reading) -> list[str]:
    return [problem.rule for problem in reading.problems]


def only_problem(reading: Reading) -> Problem:
    (problem,) = reading.problems
    return problem
