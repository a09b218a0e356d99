"""A library of deck files in a folder, and what writes into them."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.build import LibraryAtRisk
from tests.tui.driving import Clock, context
from trainer.authoring.notebook import DeckNotebook
from trainer.authoring.rewriting import note_down, rewrite
from trainer.cli.opening import Watch, refresh, reread
from trainer.context import Context
from trainer.core.log import Event
from trainer.scheduling.preferences import Plan

GIT = """\
# by hand
deck: git
title:   Tools::Git   # nested
notes:
  - id: reset
    ask: What does `git reset --soft` keep?
    answer: The index and the files.

# about the deck
about: Git
"""
CLOCK = Clock()


def library(folder: Path, **files: str) -> LibraryAtRisk:
    """Open a library of the deck files of a folder."""
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text)
    store = LibraryAtRisk(folder.parent / "trainer.db")
    refresh(store, [folder], day=CLOCK.day)
    return store


def notebook(store: LibraryAtRisk, folder: Path) -> DeckNotebook:
    def written(said: str, path: Path, before: str | None, after: str) -> None:
        note_down(store, Plan().moment(CLOCK()), "added", said, {path: (before, after)})

    return DeckNotebook(store, folder, lambda: reread(store, [folder], day=CLOCK.day), written=written)


def at(store: LibraryAtRisk, folder: Path, **changes: Any) -> Context:
    """Return a context whose decks are the files of a folder."""

    def take_back(event: Event, back: bool) -> str:
        stays = rewrite(event, back=back)
        reread(store, [folder], day=CLOCK.day)
        return stays

    store.rewrite = take_back
    return replace(
        context(store, start="home"),
        notebook=lambda: notebook(store, folder),
        look=Watch(store, lambda: [folder]),
        **changes,
    )
