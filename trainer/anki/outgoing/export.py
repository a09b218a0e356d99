"""Decks to an Anki package (.apkg)."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType

from trainer.anki.errors import UnfitDecksError
from trainer.anki.outgoing.changes import Before, Change, Changes, last_export
from trainer.anki.outgoing.check import Check
from trainer.anki.outgoing.media import Media
from trainer.anki.outgoing.notes import AnkiNote, anki_notes
from trainer.anki.outgoing.package import DeckNotes, deck_name, write_collection, write_zip
from trainer.anki.outgoing.several import several, together
from trainer.anki.outgoing.told import Told
from trainer.core.card import Deck, Note
from trainer.core.cloze import ClozeError
from trainer.core.errors import FileError
from trainer.files import save
from trainer.leavings import refused, scratch

Progress = Callable[[int, int], None]
"""Told how many notes of how many are done."""


@dataclass(frozen=True, slots=True)
class Report:
    """The file written, and how much is in it: see `trainer.anki.outgoing.package.Written`."""

    file: Path
    notes: int
    cards: int
    scheduled: int = 0
    reviews: int = 0


def write_package(
    path: Path,
    decks: Sequence[Deck],
    changed: Mapping[str, int],
    told: Told | None = None,
    changes: Callable[[Sequence[Change]], None] | None = None,
    progress: Progress | None = None,
) -> Report:
    """Write ``decks`` into the Anki package ``path``, whole or not at all.

    The same input gives the same bytes.

    Args:
        path: the file to write or replace. Its folder is made if missing.
        decks: what to export; an Anki deck is made of each.
        changed: note key -> UTC second at which the note's content last changed. Anki takes over a note that
            it has already only if this is later than its own last change. A note without one counts as old.
        told: the schedules and review logs of cards, for a package that has them; one without is new there.
        changes: called before anything is written with what differs from the package that ``path`` is now.
        progress: told of each note that is done.

    Raises:
        UnfitDecksError: Anki could not show some of it; nothing was written. It lists the problems.
        FileError: the file could not be written, or is one that this program did not write; it is as it was.
    """
    way = Way(decks, changed, last_export(path), progress)
    try:
        with scratch() as folder:
            collection = Path(folder, "collection.anki2")
            written = write_collection(collection, way.batches(), told)
            if problems := way.check.problems:
                raise UnfitDecksError(sorted(problems, key=lambda problem: (problem.file, problem.line)))
            if changes is not None:
                changes(way.changes.found())
            save(path, partial(write_zip, collection=collection, media=way.media.files))
    except (OSError, sqlite3.Error) as error:
        said = getattr(error, "strerror", None) or error
        raise FileError(refused(said)) from error
    return Report(path, *written)


class Way:
    """The way of each note into the package: made, checked, compared with the last export, counted."""

    def __init__(
        self,
        decks: Sequence[Deck],
        changed: Mapping[str, int],
        before: Mapping[str, Before] = MappingProxyType({}),
        progress: Progress | None = None,
    ) -> None:
        self._decks = decks
        self._changed = changed
        self._progress = progress
        self._together = together(decks)
        self._total = sum(len(deck.notes) for deck in decks)
        self._done = 0
        self.check = Check()
        self.changes = Changes(before)
        self.media = Media()

    def batches(self) -> Iterator[DeckNotes]:
        self.check.decks(self._decks)
        return (DeckNotes(deck, self._notes(deck)) for deck in self._decks)

    def _made(self, deck: Deck, note: Note) -> Sequence[AnkiNote]:
        if note.key in self._together.others:
            return ()
        if group := self._together.groups.get(note.key):
            return (several(deck, group, max(self._changed.get(one.key, 0) for one in group)),)
        return anki_notes(deck, note, self._changed.get(note.key, 0))

    def _notes(self, deck: Deck) -> Iterator[AnkiNote]:
        name = deck_name(deck.title)
        for note in deck.notes:
            try:
                for made in self._made(deck, note):
                    placed, missing = self.media.placed(made, deck.path)
                    self.check.note(deck, placed, missing)
                    self.changes.note(name, placed)
                    yield placed
            except ClozeError as error:
                self.check.gaps(deck, note, error)
            self._done += 1
            if self._progress is not None and (self._done % 500 == 0 or self._done == self._total):
                self._progress(self._done, self._total)
