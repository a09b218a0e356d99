"""What was planned of an import, as values: decks as they will be, and what is to be said."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from tempfile import SpooledTemporaryFile

from trainer.core.errors import FileError
from trainer.foreign.blocks import Block
from trainer.foreign.draft import Loss
from trainer.foreign.ids import Ids


class Texts:
    """Texts that end with a line, one after the other; in a file, where they are many."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(_AT_HAND, "w+", encoding="utf-8", newline="\n")  # noqa: SIM115
        self._number = 0

    def __del__(self) -> None:
        self.close()

    def add(self, text: str) -> None:
        """Add one. Raises `FileError` where there is no room."""
        try:
            self._file.write(text)
        except OSError as error:
            why = f"Decks cannot be kept aside ({error.strerror}). Make room, or set TMPDIR."
            raise FileError(why) from error
        self._number += 1

    def __len__(self) -> int:
        return self._number

    def __iter__(self) -> Iterator[str]:
        """Yield all of them, in pieces that end anywhere."""
        self._file.seek(0)
        while piece := self._file.read(_PIECE):
            yield piece

    def close(self) -> None:
        """Forget them."""
        self._file.close()


_AT_HAND, _PIECE = 1 << 22, 1 << 16


@dataclass(slots=True, eq=False)
class DeckPlan:
    """A deck file as it will be; ``changed`` tells whether it differs from what is there. ``size``: bytes.
    ``blocks``: the notes that are there, ``added``: those that come behind them.
    ``replaced``: the ids of notes that got other lines. ``indent``: how many blanks its list stands further
    in than where an import writes it. ``was``: the `mark` of its text as it was read; None of a new one.
    ``written``: how many notes it had when they were let go; ``now``: the `mark` of its text as it was
    written."""

    path: Path
    deck: str
    head: str
    blocks: list[Block]
    added: Texts = field(default_factory=Texts)
    replaced: set[str] = field(default_factory=set)
    indent: int = 0
    changed: bool = False
    ids: Ids = field(default_factory=Ids)
    size: int = 0
    was: str | None = None
    written: int = 0
    now: str = ""

    @property
    def notes(self) -> int:
        """How many notes it has."""
        return self.written or len(self.blocks) + len(self.added)

    def let_go(self) -> None:
        """Forget the notes, which were written: many take up room that the rest of an import needs."""
        self.written = self.notes
        self.blocks = []
        self.added.close()

    def parts(self) -> Iterator[str]:
        """Yield the text of the file in parts, which are many and not needed at once."""
        for part in chain([self.head], (one.text for one in self.blocks)):
            yield part if part.endswith("\n") else f"{part}\n"
        yield from self.added


@dataclass(slots=True)
class Plan:
    """What an import will do, in numbers and names.

    Attributes:
        keys: by what a note is called there, (template, note key, has gaps) of each note here that is of it.
        torn: is there more of a name than was told of it?
        new, updated, same: counts of notes. ``kept``: edited here, not changed there.
        both: keys of notes that were edited here and are newer there, and were left as they are.
        older: keys of those that are older there than what was brought in, left as they are as well.
        lost: what could not be carried. ``oddities``: what else is to be said, a sentence each.
        media: folder and path in it of each media file that is shown. ``instead``: of those that have another
            name, as theirs is taken, the path that they were to have.
        moved: notes that are in a deck of another title there, with that title. ``absent``: keys of notes
            that the file does not have, in decks of which it has others. ``fewer``: of notes that have fewer
            cards than before. All of them stay where they are, with their history. ``out``: keys of notes
            that were taken out of their decks here, and stay out.
    """

    decks: list[DeckPlan] = field(default_factory=list)
    keys: dict[str, list[tuple[int, str, bool]]] = field(default_factory=dict)
    torn: bool = False
    new: int = 0
    updated: int = 0
    same: int = 0
    kept: int = 0
    both: list[str] = field(default_factory=list)
    older: list[str] = field(default_factory=list)
    lost: list[Loss] = field(default_factory=list)
    oddities: list[str] = field(default_factory=list)
    media: set[tuple[Path, str]] = field(default_factory=set)
    instead: dict[str, str] = field(default_factory=dict)
    moved: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    fewer: list[str] = field(default_factory=list)
    out: list[str] = field(default_factory=list)

    @property
    def changed(self) -> list[DeckPlan]:
        return [deck for deck in self.decks if deck.changed]


def mark(text: str) -> str:
    """Return what tells a text from others."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
