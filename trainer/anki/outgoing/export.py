"""Decks to an Anki package (.apkg)."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from trainer.anki.errors import UnfitDecksError
from trainer.anki.outgoing.changes import Change, changes, is_ours, last_export
from trainer.anki.outgoing.check import cloze_problem, find_problems, media_problems
from trainer.anki.outgoing.history import History
from trainer.anki.outgoing.media import Media
from trainer.anki.outgoing.notes import AnkiNote, anki_notes
from trainer.anki.outgoing.package import DeckNotes, package_bytes
from trainer.core.card import Deck, Problem
from trainer.core.cloze import ClozeError
from trainer.core.errors import FileError
from trainer.files import save


@dataclass(frozen=True, slots=True)
class Report:
    """The file written, and its notes and cards as Anki counts them: each row of a comparison is a note.

    ``scheduled``: cards with a schedule; ``reviews``: rows of the review log.
    """

    file: Path
    notes: int
    cards: int
    scheduled: int = 0
    reviews: int = 0


def write_package(
    path: Path,
    decks: Sequence[Deck],
    changed: Mapping[str, int],
    histories: Mapping[str, History] | None = None,
    told: Callable[[Sequence[Change]], None] | None = None,
) -> Report:
    """Write ``decks`` into the Anki package ``path``, whole or not at all.

    The same input gives the same bytes.

    Args:
        path: the file to write or replace. Its folder is made if missing.
        decks: what to export; an Anki deck is made of each.
        changed: note key -> UTC second at which the note's content last changed. Anki takes over a note that
            it has already only if this is later than its own last change. A note without one counts as old.
        histories: card key -> schedule and review log, for a package that has them; one without is new there.
        told: called before anything is written with what differs from the package that ``path`` is now.

    Raises:
        UnfitDecksError: Anki could not show some of it; nothing was written. It lists the problems.
        FileError: the file could not be written, or is one that this program did not write; it is as it was.
    """
    batches: list[DeckNotes] = []
    media = Media()
    problems: list[Problem] = []
    for deck in decks:
        notes: list[AnkiNote] = []
        for note in deck.notes:
            try:
                made = anki_notes(deck, note, changed.get(note.key, 0))
                problems += (one for part in made for one in media_problems(deck, part))
                notes += (media.placed(part, deck.path) for part in made)
            except ClozeError as error:
                problems.append(cloze_problem(deck, note, error))
        batches.append(DeckNotes(deck, tuple(notes)))
    problems += find_problems(batches)
    if problems:
        raise UnfitDecksError(sorted(problems, key=lambda problem: (problem.file, problem.line)))
    if os.path.isfile(path) and not is_ours(path):  # noqa: PTH113  Path.is_file raises for long names
        raise FileError(
            f"{path} is there and was not exported by this program; it was left as it is. Move it away, or "
            "name another folder with --out."
        )
    if told is not None:
        told(changes(last_export(path), batches))
    save(path, package_bytes(batches, histories, media.files))
    written = [note for batch in batches for note in batch.notes]
    keys = [key for note in written for key in note.keys]
    scheduled = [histories[key] for key in keys if key in histories] if histories is not None else []
    return Report(
        path,
        len(written),
        len(keys),
        sum(history.card is not None for history in scheduled),
        sum(len(history.reviews) for history in scheduled),
    )
