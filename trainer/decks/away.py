"""Deck files that are gone all at once, as when a drive is not mounted or a folder was emptied: their decks
are kept as they are until they come back, or somebody says that they were taken away."""

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from trainer.core.card import AWAY, DECKS_AWAY, GONE, KnownFile, Problem
from trainer.core.text import counted
from trainer.decks.digest import Digest, earlier
from trainer.decks.find import DeckPath
from trainer.decks.rules import problem

_SHOWN = 3


class Away(NamedTuple):
    """A file that is kept: the folder that it went with, what told its version, and its last reading."""

    folder: str
    file: DeckPath
    digest: Digest
    kept: str


def away(
    found: Iterable[DeckPath], known: Mapping[str, KnownFile], roots: Mapping[str, bool], there: set[str]
) -> list[Away]:
    """Return the files that are not ``found`` any more and are kept: those of a folder that cannot be looked
    into, of one that is gone itself, of one that had several and has none, and of a root that is another
    folder now.

    Args:
        roots: the places that are looked at; is it another folder than before?
        there: ids of decks, and ``over:`` with those of decks that there are versions for, that are found
            elsewhere: they only moved.
    """
    paths = {str(file.path) for file in found}
    before = {path: was for path, was in known.items() if was.was != GONE and was.digest}
    lost = [(path, was) for path, was in before.items() if path not in paths]
    if not lost:
        return []
    holding = {folder for path in paths for folder in _above(path)}
    count = Counter(folder for path in before for folder in _above(path))
    kept = []
    for path, was in lost:
        folders = [folder for folder in _above(path) if _is_within(folder, roots)]
        for folder in folders[::-1]:  # the outermost first
            kept_so_far = count[folder] > 1 or was.was == AWAY or roots.get(folder, False)
            if folder in paths or (folder not in holding and (kept_so_far or not os.path.lexists(folder))):
                digest = earlier(was.digest) or Digest(was.owns, 0, True, False, (), (), ())
                named = {digest.deck, f"over:{digest.replaces}"} - {"", "over:"}
                if named and not named & there:
                    file = DeckPath(Path(path), was.size, was.mtime_ns)
                    kept.append(Away(folder, file, digest, was.digest))
                break
    return kept


def changed(roots: Mapping[str, str], before: str | None) -> dict[str, bool]:
    """Say of each root, with what tells it from others, whether it was another one ``before`` (JSON)."""
    known = json.loads(before or "{}")
    return {root: known.get(root, here) != here for root, here in roots.items()}


def told(files: Sequence[Away]) -> Iterator[tuple[Path, Problem]]:
    """Say once for each folder that its decks are away, with the first of its files."""
    folders: dict[str, list[Away]] = {}
    for one in files:
        folders.setdefault(one.folder, []).append(one)
    for folder, mine in folders.items():
        names = [one.digest.deck or f"versions of {one.digest.replaces}" for one in mine]
        some = ", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")
        message = (
            f"{counted(len(names), 'deck file')} that stood here went at once ({some}); each deck is kept "
            "and asked as before, with its schedule"
        )
        remedy = (
            "bring the folder back: is a drive not mounted? Or, if you took them away: "
            "`trainer check --removed`"
        )
        yield mine[0].file.path, problem(DECKS_AWAY, message, remedy, file=folder)


def _above(path: str) -> list[str]:
    """Return the folders that a file is in, the nearest first."""
    return [str(folder) for folder in Path(path).parents]


def _is_within(folder: str, roots: Iterable[str]) -> bool:
    return any(folder == root or folder.startswith(root.rstrip(os.sep) + os.sep) for root in roots)
