"""One history on several machines through a folder that something else carries about: Syncthing, Dropbox,
git, a stick. Each device appends to a file of its own and reads those of others, so that no two ever write
the same file, and no conflict can come about.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, Protocol

from trainer.core.errors import FileError
from trainer.core.log import Event
from trainer.replicate.lines import head, line, read, written

SUFFIX = ".jsonl"


class Log(Protocol):
    """The part of a store that is exchanged."""

    def events(self) -> Iterable[Event]:
        """All events, in log order."""

    def new_device(self) -> str:
        """Go on under a new device id; return it."""

    def merge(self, events: Iterable[Event]) -> "Merged":
        """Add those that are not there."""


class Merged(Protocol):
    """What came of a merge: how many events were taken, and what was refused, in words."""

    @property
    def taken(self) -> int: ...
    @property
    def refused(self) -> tuple[str, ...]: ...


class Exchanged(NamedTuple):
    """What an exchange came to.

    Attributes:
        came, went: events taken from other devices, and written for them.
        others: devices whose files were there.
        passed: lines that are no events, by the name of the file. ``refused``: events that no log can hold.
        renamed: does this device go on under a new id, as another one writes the file of the old one?
    """

    came: int
    went: int
    others: int
    passed: dict[str, int]
    refused: tuple[str, ...]
    renamed: bool = False


def exchange(log: Log, device: str, folder: Path) -> Exchanged:
    """Bring a log and a folder together: after it each has every event of both.

    It may be broken off anywhere: what was written stays, and the next time goes on. Where the device's own
    file has events that the log has not, another device goes under the same id (its history was copied from
    this one), or an older copy of the log was put back: then the file is left to the other one.

    Raises:
        FileError: the folder or a file in it cannot be read or written, or a newer program wrote it.
        LibraryError: the log cannot be read or written.
    """
    own = folder / f"{device or log.new_device()}{SUFFIX}"
    passed: dict[str, int] = {}
    there: set[str] = set()
    found: list[Event] = []
    others = 0
    files = _files(folder)
    known = {event.id for event in log.events()} if own in files else set()
    renamed = own in files and not all(event.id in known for event in _events(own, {}))
    if renamed:
        own = folder / f"{log.new_device()}{SUFFIX}"
    for path in files:
        if path == own:
            there.update(event.id for event in _events(path, passed))
        elif _is_ours(path):
            others += 1
            for event in _events(path, passed):
                there.add(event.id)
                found.append(event)
    merged = log.merge(found)
    missing = [event for event in log.events() if event.id not in there]
    if missing or not own.exists():
        _append(own, missing, own.stem)
    return Exchanged(
        merged.taken,
        len(missing),
        others,
        {name: n for name, n in passed.items() if n},
        merged.refused,
        renamed,
    )


def _files(folder: Path) -> list[Path]:
    try:
        folder.mkdir(exist_ok=True)  # where nothing is above it, a drive is not mounted
        return sorted(path for path in folder.iterdir() if path.suffix == SUFFIX and path.is_file())
    except OSError as error:
        raise FileError(
            f"{folder} cannot be read ({error.strerror}). Name a folder that is there."
        ) from error


def _is_ours(path: Path) -> bool:
    """Does the file begin as one of these? Whatever else lies in the folder is left alone."""
    for text in _lines(path):
        return head(text) is not None
    return False


def _events(path: Path, passed: dict[str, int]) -> Iterator[Event]:
    """Yield the events of a file. A line that was cut off, or is no event, is passed over and counted."""
    passed[path.name] = 0
    for number, text in enumerate(_lines(path)):
        event = read(text)
        if event is not None:
            yield event
        elif number and text.strip():
            passed[path.name] += 1


def _lines(path: Path) -> Iterator[str]:
    try:
        with path.open(encoding="utf-8", errors="replace", newline="\n") as file:
            yield from file
    except OSError as error:
        raise FileError(f"{path} cannot be read ({error.strerror}).") from error


def _append(path: Path, events: Iterable[Event], device: str) -> None:
    """Add events at the end of a file, and have them on disk. What was cut off there keeps its own line."""
    try:
        fresh = not path.exists() or path.stat().st_size == 0
        with path.open("ab+") as file:
            if not fresh:
                file.seek(-1, os.SEEK_END)
                if file.read(1) != b"\n":
                    file.write(b"\n")
            for text in written(events, device) if fresh else map(line, events):
                file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise FileError(
            f"{path} cannot be written ({error.strerror}). Make room, or name another folder."
        ) from error
