"""Finding deck files. Imports nothing slow, since every start of the program does it."""

import os
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from trainer.core.text import spelt

SYLLABUS = "syllabus.yaml"
COUNTS = "asked/intents.toml"
READER = 16
"""Raised when reading a file gives more or other than before, so that all files are read once more."""
MOST_FOLDERS, MOST_NAMES = 5_000, 100_000
"""How many folders below a root are looked into, and how many names in them: no collection of decks has more,
but a disk has."""
_SUFFIXES = (".yaml", ".yml")


class DeckPath(NamedTuple):
    """A deck file and what tells whether it changed: size in bytes and time of change in nanoseconds."""

    path: Path
    size: int
    mtime_ns: int


def find(roots: Sequence[Path]) -> list[DeckPath]:
    """Find deck files: the roots that are files, and ``*.yaml`` and ``*.yml`` at any depth below the others.

    Files below one root are sorted by path; roots keep their order; no file comes twice. Hidden files and
    folders below a root and every ``syllabus.yaml`` are left out. Links are followed, but not to a folder
    that holds the root. Whatever cannot be looked at, and is not, is returned itself, so that reading it
    reports why (`trainer.decks.yaml.source`).
    """
    found: list[DeckPath] = []
    seen: set[str] = set()
    for root in roots:
        found += sorted(_below(root, seen))
    return found


def identity(root: Path) -> str:
    """Return what tells a folder from another one at its path, such as an empty place for a drive."""
    try:
        found = root.stat()
    except OSError:
        return ""
    return f"{found.st_dev}:{found.st_ino}"


def _below(root: Path, seen: set[str]) -> Iterator[DeckPath]:
    folders, looked, names, top = deque([root]), 0, 0, real(root)
    while folders:
        folder = folders.popleft()  # what is near comes before what is deep, should there be too many
        home = real(folder)
        if home in seen:  # reached before, perhaps through a symbolic link that leads back up
            continue
        seen.add(home)
        try:
            with os.scandir(folder) as entries:
                listed = [entry for entry in islice(entries, MOST_NAMES) if not entry.name.startswith(".")]
        except NotADirectoryError:
            if folder.name != SYLLABUS:
                yield _stamped(folder, folder)
            continue
        except (OSError, ValueError):
            yield DeckPath(Path(spelt(str(folder))), 0, 0)
            continue
        looked, names = looked + 1, names + len(listed)
        if looked > MOST_FOLDERS or names > MOST_NAMES:
            yield DeckPath(folder, 0, 0)
            return
        for entry in listed:
            if _is_folder(entry):
                if entry.is_symlink() and _holds(real(Path(entry.path)), top):
                    yield _stamped(folder / entry.name, entry)
                else:
                    folders.append(folder / entry.name)
            elif entry.name.endswith(_SUFFIXES) and entry.name != SYLLABUS:
                at = real(Path(entry.path)) if entry.is_symlink() else f"{home}{os.sep}{entry.name}"
                if at not in seen:
                    seen.add(at)
                    yield _stamped(folder / entry.name, entry)


def _holds(folder: str, inner: str) -> bool:
    """Is one folder, by its real path, somewhere around another?"""
    return folder != inner and f"{inner}{os.sep}".startswith(folder.rstrip(os.sep) + os.sep)


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a symbolic link that leads to itself
        return False


def _stamped(path: Path, at: "Path | os.DirEntry[str]") -> DeckPath:
    name = spelt(str(path))
    if name != str(path):  # no UTF-8: nothing can store that name, so it is told as it can be
        return DeckPath(Path(name), 0, 0)
    try:
        stat = at.stat()
    except OSError:
        return DeckPath(path, 0, 0)
    return DeckPath(path, stat.st_size, stat.st_mtime_ns % 2**63)  # as much as SQLite holds: until 2262


def stamp(shipped: Path) -> str:
    """Return what changes when all files must be read again: the reader did, the syllabus, or the counts of
    what is asked."""
    beside = (_stamped(shipped, shipped / name) for name in (SYLLABUS, COUNTS))
    return " ".join(map(str, (READER, *(number for _, *stamped in beside for number in stamped))))


def real(path: Path) -> str:
    """Return the absolute path without symbolic links, or the path itself if it can name no file."""
    try:
        return os.path.realpath(path)
    except ValueError:  # a NUL in the name
        return str(path)
