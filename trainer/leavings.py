"""What the program makes for a while, under names that nobody else gives, and what is left of it where a
program was killed: whole copies of a history among them, which nobody would look for, and nothing needs."""

import math
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

BESIDE = ("-wal", "-shm", "-journal")
"""Ends of the names of files that belong to a database file, and to no other one in its place."""

DAY, HOUR = 86_400, 3_600
"""Seconds: nothing runs for a day; and for an hour nothing without a change to what it makes."""

_ENDS = f"({'|'.join(BESIDE)})?"
_SCRATCH = "trainer-scratch"

_FILES = (
    re.compile(r"\.[0-9a-f]{16}\.part"),
    re.compile(rf"\..+(\.[0-9a-f]{{8}}|\.db)\.(repaired|restored){_ENDS}"),
    re.compile(rf"\d{{8}}T\d{{6}}Z-[a-z-]+(\.[0-9a-f]{{8}})?\.part{_ENDS}"),
)
_FOLDERS = (
    (re.compile(r"\.import-[0-9a-f]{12}"), re.compile(r"\d+\.(yaml|medium)")),
    (re.compile(r"\.(repair|rescue)-[a-z0-9_]{8}"), re.compile(f"(whole|alone|copy|binary){_ENDS}")),
    (re.compile(rf"{_SCRATCH}-[a-z0-9_]{{8}}"), re.compile(".+")),
)
"""The folders, each with what may be in it: what holds anything else is somebody else's."""


def part(folder: Path) -> Path:
    """Return where in a folder a file is written that gets its name when it is whole."""
    return folder / f".{os.urandom(8).hex()}.part"


def begun(path: Path, what: str) -> Path:
    """Return where a database is written that is put at ``path`` when it is whole; ``what`` it is then:
    ``repaired``, ``restored`` or, of a copy, ``part``."""
    return path.with_name(f"{path.name}.{os.urandom(4).hex()}.{what}")


def stage(folder: Path) -> Path:
    """Return the folder in which decks and media wait until all of them can be put in place."""
    return folder / f".import-{os.urandom(6).hex()}"


def scratch(what: str = "", folder: Path | None = None) -> "TemporaryDirectory[str]":
    """Make a folder that is gone after the block: beside what a ``repair`` or ``rescue`` is about, else where
    the system has such folders."""
    from tempfile import TemporaryDirectory

    return TemporaryDirectory(prefix=f".{what}-" if what else f"{_SCRATCH}-", dir=folder)


def for_all() -> list[Path]:
    """Return where the system has such folders of all programs; nothing where none can be written."""
    from tempfile import gettempdir

    with suppress(OSError):
        return [Path(gettempdir())]
    return []


def leavings(folders: Iterable[Path], until: float = math.inf) -> Iterator[Path]:
    """Yield what lies in these folders of what was begun and not ended, and was not changed since the UTC
    second ``until``: later changed, it may belong to what runs just now."""
    for folder in sorted({*folders}):
        for path in filter(_is_ours, _in(folder)):
            with suppress(OSError):
                if max(one.stat().st_mtime for one in (path, *_in(path))) <= until:
                    yield path


def sweep(folders: Iterable[Path], until: float) -> list[Path]:
    """Delete what `leavings` names; return it."""
    gone = []
    for path in leavings(folders, until):
        with suppress(OSError):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
            gone.append(path)
    return gone


def _is_ours(path: Path) -> bool:
    with suppress(OSError):
        if hasattr(os, "getuid") and path.lstat().st_uid != os.getuid():  # where all users have theirs
            return False
        if path.is_symlink() or not path.is_dir():
            return any(name.fullmatch(path.name) for name in _FILES)
        return any(
            name.fullmatch(path.name) and all(inside.fullmatch(one.name) for one in _in(path))
            for name, inside in _FOLDERS
        )
    return False


def _in(folder: Path) -> list[Path]:
    with suppress(OSError):
        return sorted(folder.iterdir())
    return []
