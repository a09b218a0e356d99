"""Reading what a deck file would hold, before it is written."""

import tempfile
from pathlib import Path

from trainer.decks.format.deckfile import Reading, read_deck


def read_text(path: Path, text: str) -> Reading:
    """Return what the deck file at ``path`` would hold with this text."""
    with tempfile.TemporaryDirectory() as folder:
        beside = Path(folder) / path.name
        beside.write_bytes(text.encode())
        return read_deck(beside)
