"""A library of deck files in a folder, and what writes into them."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.build import LibraryAtRisk
from tests.tui.driving import Clock, context
from trainer.authoring.notebook import DeckNotebook
from trainer.cli.opening import Watch, refresh, reread
from trainer.context import Context

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
    return DeckNotebook(store, folder, lambda: reread(store, [folder], day=CLOCK.day))


def at(store: LibraryAtRisk, folder: Path, **changes: Any) -> Context:
    """Return a context whose decks are the files of a folder."""
    return replace(
        context(store, start="home"),
        notebook=lambda: notebook(store, folder),
        look=Watch(store, lambda: [folder]),
        **changes,
    )
