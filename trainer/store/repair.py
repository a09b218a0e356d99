"""Saving what can be read of a damaged history file.

Only events are history; all else is made again from them and from the decks. Rows are read one by one where
they cannot be read together, from the file with its ``-wal``, from the file alone (a ``-wal`` of another file
may have been left beside it), from its single pages and from the copies there are, and put together by their
ids.
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from trainer.core.errors import LibraryError, LibraryNewerError
from trainer.core.log import Event, fault
from trainer.files import sync_folder
from trainer.scheduling.registry import DEFAULT
from trainer.store import pages
from trainer.store.backup import listed, set_aside, unused
from trainer.store.errors import explained
from trainer.store.schema import APPLICATION, TABLES, version
from trainer.store.store import Store

_COLUMNS = ", ".join(f'"{name}"' for name in Event._fields)
_PART = 4096
_LONGEST = 2**40
_LEAST_ROW = 60
"""No event needs fewer bytes than these, so that a file has no more rows than its size allows."""


class Repaired(NamedTuple):
    """What came of it.

    Attributes:
        events: how many are in the new file. ``saved``: of them, those that the damaged file had;
            ``copies``: those that only a copy had.
        unreadable: how many places in the damaged table could not be read (rows, or gaps of them).
        refused: why rows that could be read are no events, a sentence each.
        aside: where the damaged file is now.
    """

    events: int
    saved: int
    copies: int
    unreadable: int
    refused: tuple[str, ...]
    aside: Path | None


class _Found:
    def __init__(self) -> None:
        self.events: dict[str, Event] = {}
        self.aliases: dict[str, str] = {}
        self.about: dict[str, str] = {}
        self.refused: dict[str, str] = {}

    def add(self, other: "_Found") -> None:
        """Take what a copy has more, if it is one of the same history."""
        device = self.about.get("device")
        if device is None or other.about.get("device") in (None, device):
            self.events = other.events | self.events
            self.aliases = other.aliases | self.aliases
            self.about = other.about | self.about


def repair(path: Path, now: int) -> Repaired:
    """Put a new file in the place of a damaged one, with all events that can be read; the damaged one is set
    aside as it is. Schedules are folded when the new file is opened, decks read again. ``now``: UTC second.

    Raises:
        LibraryNewerError: a newer program wrote it.
        LibraryError: another program has the file open, it is something else than a history, nothing can be
            read, or the new one not be written.
    """
    if not path.exists():
        raise LibraryError(f"{path} is not there; there is nothing to repair.")
    found = _Found()
    fresh = path.with_name(f".{path.name}.repaired")
    try:
        with TemporaryDirectory(prefix=".repair-", dir=path.parent) as place:
            sources = [
                _copied(path, Path(place, name), ends)
                for name, ends in (("whole", ("", "-wal", "-journal")), ("alone", ("",)))
            ]
            _refuse_others(sources[0], path)
            unused(path)
            unreadable = min([_read(source, found) for source in sources])
            if unreadable:
                unreadable = max(0, unreadable - _from_pages(sources[-1], found))
            saved = len(found.events)
            for copy in listed(path):
                other = _Found()
                _read(_copied(copy.path, Path(place, "copy"), ("",)), other)
                found.add(other)
        fresh.unlink(missing_ok=True)
        count = _written(fresh, found)
        if not count and path.stat().st_size > 0 and (unreadable or not _is_database(path)):
            raise LibraryError(f"Nothing in {path} can be read, and there is no copy. It was left as it is.")
        aside = set_aside(path, now)
        fresh.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise LibraryError(f"{path} cannot be repaired ({error.strerror}). It was left as it is.") from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
    return Repaired(count, saved, count - saved, unreadable, tuple(found.refused.values()), aside)


def _refuse_others(copy: Path, path: Path) -> None:
    """Raise an error if the file at ``path``, of which ``copy`` is one, is newer or no history."""
    with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(copy)) as connection:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        found = version(connection)
        if application not in (0, APPLICATION) or (not application and not found and _is_filled(connection)):
            raise LibraryError(f"{path} is a database of something else; it was left as it is.")
        if found > TABLES:
            raise LibraryNewerError(f"{path} was written by a newer trainer; update the program.")


def _is_filled(connection: sqlite3.Connection) -> bool:
    """Has a database any table?"""
    return connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone() is not None


def _is_database(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(6) == b"SQLite"


def _copied(path: Path, target: Path, ends: Sequence[str]) -> Path:
    """Copy a file and what belongs to it bytewise, so that nothing that is read changes the original."""
    for end in ("", "-wal", "-shm", "-journal"):
        Path(f"{target}{end}").unlink(missing_ok=True)
        if end in ends and (source := Path(f"{path}{end}")).exists():
            shutil.copyfile(source, f"{target}{end}")
    _fill_up(target)
    return target


def _fill_up(path: Path) -> None:
    """Give a file that was cut off its length again, as its header has it: SQLite reads nothing of one that
    is too short, but each page that is there of one with empty pages."""
    with path.open("rb+") as file:
        header = file.read(100)
        size, pages = int.from_bytes(header[16:18]), int.from_bytes(header[28:32])
        length = (65536 if size == 1 else size) * pages
        if header.startswith(b"SQLite format 3\0") and file.seek(0, 2) < length <= _LONGEST:
            file.truncate(length)


def _read(path: Path, found: _Found) -> int:
    """Add what a file holds to what was found; return how many places could not be read."""
    lost = 0
    with suppress(sqlite3.Error), closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.text_factory = lambda data: data.decode(errors="replace")
        with suppress(sqlite3.DatabaseError):  # pages whose cells do not fit are told apart at once
            connection.execute("PRAGMA cell_size_check = ON")
        for name, value in _rows(connection, "SELECT name, value FROM about"):
            found.about.setdefault(name, value)
        for old, card in _rows(connection, "SELECT old, card FROM alias"):
            found.aliases.setdefault(old, card)

        def between(low: int, high: int) -> list[tuple[Any, ...]]:
            query = f"SELECT {_COLUMNS} FROM event NOT INDEXED WHERE rowid BETWEEN ? AND ?"
            return connection.execute(query, (low, high)).fetchall()

        most = _last_row(connection) or path.stat().st_size // _LEAST_ROW
        for low in range(1, most + 1, _PART):
            lost += _part(between, low, min(low + _PART - 1, most), found)
        return lost
    return lost + 1


def _last_row(connection: sqlite3.Connection) -> int:
    """Return the number of the last row, as an index has it; 0 where none can be read."""
    for index in ("event_order", "event_card", "event_day", "event_device"):
        query = f"SELECT max(rowid) FROM event INDEXED BY {index} WHERE id >= ''"
        with suppress(sqlite3.DatabaseError):
            return int(connection.execute(query).fetchone()[0] or 0)
    return 0


def _part(between: Callable[[int, int], list[tuple[Any, ...]]], low: int, high: int, found: _Found) -> int:
    """Read the rows from one number to another; halve what cannot be read. Return how many could not."""
    try:
        rows = between(low, high)
    except sqlite3.DatabaseError:
        if low == high:
            return 1
        middle = (low + high) // 2
        return _part(between, low, middle, found) + _part(between, middle + 1, high, found)
    for row in rows:
        event = Event(*row)
        if event.id in found.events:
            continue
        if why := fault(event):
            found.refused[event.id] = f"event {event.id!r}: {why}"
        else:
            found.events[event.id] = event
    return 0


def _from_pages(path: Path, found: _Found) -> int:
    """Add the events on all pages that are whole; return how many those are. No event was ever changed or
    deleted, so that whatever looks like one is one."""
    before = len(found.events)
    for row in pages.rows(path):
        if len(row) == len(Event._fields):
            event: Event = Event(*row)  # type: ignore[arg-type]  # what it has is looked at next
            if event.id not in found.events and not fault(event):
                found.events[event.id] = event
        elif len(row) == 2 and row[0] == "device" and isinstance(row[1], str):
            found.about.setdefault("device", row[1])
    return len(found.events) - before


def _rows(connection: sqlite3.Connection, query: str) -> Iterator[tuple[Any, ...]]:
    with suppress(sqlite3.DatabaseError):
        yield from connection.execute(query)


def _written(path: Path, found: _Found) -> int:
    """Make a new history file of what was found; return how many events it has."""
    with Store(path, DEFAULT) as store:
        store.inherit(found.about.get("device", ""), found.aliases)
        store.merge(found.events.values())
    with explained(path), closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        return int(connection.execute("SELECT count(*) FROM event").fetchone()[0])
