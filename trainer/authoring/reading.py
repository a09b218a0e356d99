"""Reading what a deck file would hold, before it is written."""

from pathlib import Path

from trainer.decks.format.deckfile import Reading, read_deck
from trainer.leavings import scratch


def read_text(path: Path, text: str) -> Reading:
    """Return what the deck file at ``path`` would hold with this text."""
    with scratch() as folder:
        beside = Path(folder) / path.name
        beside.write_bytes(text.encode())
        return read_deck(beside)
