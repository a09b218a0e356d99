"""What a log remembers of the folders that it was exchanged through: which they were, what was said already
of files there, and which ids this device had. Facts of its own file, of which no other device knows.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from trainer.core.errors import FileError
from trainer.core.text import as_text

_FOLDERS = "folders"
"""Under which name the paths are noted, as JSON."""

_TOLD = "unreadable "
"""Under which name, before that of a file, it is noted how many lines of it were said to be unreadable."""

_LEFT = "left "
"""Under which name, before an id that this device had, the newest event is noted that was under it when it
took another: if a newer one comes, somebody goes on under the old one."""


class Log(Protocol):
    """The part of a store that remembers."""

    def about(self, name: str) -> str | None:
        """A fact about the log."""

    def note(self, name: str, value: str) -> None:
        """Keep a fact about the log."""


def ready(log: Log, folder: Path, ending: str, *, new: bool) -> bool:
    """See that a folder is there, with files of the ``ending`` if it was exchanged through before; make it
    the first time, or if it is a ``new`` one. Return whether it was made.

    Raises:
        FileError: it is not as it should be; nothing was made.
        OSError: it cannot be looked at, or not be made.
    """
    there = folder.is_dir()
    known = _used(log)
    filled = there and any(one.suffix == ending for one in folder.iterdir())
    if not new and _path(folder) in known and not filled:
        raise FileError(
            f"{folder} was exchanged through before, and {'is empty' if there else 'is not there'} now. "
            "Nothing was written. Is the stick in, the share mounted? To begin there anew: "
            "trainer sync FOLDER --new"
        )
    with suppress(FileNotFoundError):
        folder.stat()  # links in a circle lead nowhere, and cannot be looked at
        return False
    if known and not new:
        said = next((f"The one before was {one}; " for one in reversed(known) if Path(one).is_dir()), "")
        remedy = f"{said}`trainer sync FOLDER --new` makes another one"
        raise FileError(f"There is no folder {folder}. Nothing was written. {remedy}")
    folder.mkdir()  # where nothing is above it, a drive is not mounted
    return True


def used(log: Log, folder: Path) -> None:
    """Note that a log was exchanged through a folder."""
    known = _used(log)
    if (here := _path(folder)) not in known:
        log.note(_FOLDERS, json.dumps([*known, here]))


def is_news(log: Log, name: str, lines: int) -> bool:
    """Was it not said yet that so many lines of a file cannot be read? Then it is from now on."""
    before = log.about(fact := f"{_TOLD}{as_text(name)}") or "0"
    if before != str(lines):
        log.note(fact, str(lines))
    return lines > 0 and before != str(lines)


def leave(log: Log, device: str, newest: str) -> None:
    """Note that this device goes on under another id than it had; ``newest``: the newest event under that."""
    log.note(f"{_LEFT}{device}", newest)


def left(log: Log, newest: Mapping[str, str]) -> set[str]:
    """Return the ids that this device had and nobody goes on under. ``newest``: the newest event of each."""
    return {device for device, id in newest.items() if log.about(f"{_LEFT}{device}") == id}


def _path(folder: Path) -> str:
    return as_text(os.path.realpath(folder))


def _used(log: Log) -> list[str]:
    """Return the paths of the folders, the first one first."""
    return list(json.loads(log.about(_FOLDERS) or "[]"))
