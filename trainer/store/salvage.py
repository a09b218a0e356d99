"""Reading what can be read of a history file that SQLite does not read, and writing it into a new one.

Only events are history; all else is made again from them and from the decks. Rows are read one by one where
they cannot be read together, and from single pages where nothing leads to those any more.
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from trainer.core.log import Event, fault
from trainer.store import pages
from trainer.store.backup import LAST_SECOND, Backup, listed, rescued
from trainer.store.errors import explained
from trainer.store.header import LENGTH, is_wal, mapped, mended, page_size
from trainer.store.schema import connect

_NAMES = ", ".join(f'"{name}"' for name in Event._fields)
_PART = 4096
_LEAST_ROW = 60
"""No event needs fewer bytes than these, so that a file has no more rows than its size allows."""


class Found:
    """What was read: events by their ids, older card keys, facts, and why rows are no events."""

    def __init__(self) -> None:
        self.events: dict[str, Event] = {}
        self.aliases: dict[str, str] = {}
        self.about: dict[str, str] = {}
        self.refused: dict[str, str] = {}

    def take(self, events: Iterable[Event]) -> None:
        """Take events that are not there yet."""
        for event in events:
            if event.id in self.events:
                continue
            if why := fault(event):
                self.refused[event.id] = f"event {event.id!r}: {why}"
            else:
                self.events[event.id] = event

    def in_order(self) -> list[Event]:
        """Return the events as they happened."""
        return sorted(self.events.values(), key=lambda event: (event.at, event.id))

    def add(self, other: "Found") -> None:
        """Take what a copy has more, if it is one of the same history."""
        device = self.about.get("device")
        if device is None or other.about.get("device") in (None, device):
            self.events = other.events | self.events
            self.aliases = other.aliases | self.aliases
            self.about = other.about | self.about


def rescue_overwritten(
    path: Path, wal: Path, device: str, connection: sqlite3.Connection, after: int
) -> Backup | None:
    """Put together what is left of the history of a ``device`` that was open when another file was written
    over it: what lies in the ``wal`` still, what the ``connection`` has at hand of its own events (those
    ``after`` a row), what copies have, and that other file if it is an older copy. Return the new copy; None
    where nothing is left.

    Raises:
        LibraryError, OSError: it cannot be read, or the copy not be written.
    """
    found = Found()
    from_pages(None, found, wal)
    found.about["device"] = device
    query = f"SELECT {_NAMES} FROM event NOT INDEXED WHERE rowid > ? AND device = ?"
    found.take(Event(*row) for row in _rows(connection, query, (after, device)))
    with TemporaryDirectory(prefix=".rescue-", dir=path.parent) as place:
        for source in (path, *(copy.path for copy in listed(path))):
            other = Found()
            read(copied(source, Path(place, "copy"), ("",)), other)
            found.add(other)
    if not found.events:
        return None
    target = rescued(path, min(max(event.at // 1000 for event in found.events.values()), LAST_SECOND))
    written(target, found)
    return next(one for one in listed(path) if one.path == target)


def copied(path: Path, target: Path, ends: Sequence[str]) -> Path:
    """Copy a file and what belongs to it bytewise, so that nothing that is read changes the original."""
    for end in ("", "-wal", "-shm", "-journal"):
        Path(f"{target}{end}").unlink(missing_ok=True)
        if end in ends and (source := Path(f"{path}{end}")).exists():
            shutil.copyfile(source, f"{target}{end}")
    _mend(target)
    return target


def _mend(path: Path) -> None:
    """Give a copy the header by which its pages can be read, whatever became of it, and only whole pages."""
    with mapped(path) as data, mapped(Path(f"{path}-wal")) as wal:
        size, length = page_size(data, wal), len(data)
        header = mended(data, size, wal=is_wal(wal))
    if length > LENGTH:
        with path.open("rb+") as file:
            file.write(header)
            file.truncate(-(-length // size) * size)


def read(path: Path, found: Found) -> int:
    """Add what a file holds to what was found; return how many places could not be read."""
    lost = 0
    with suppress(sqlite3.Error), closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.text_factory = lambda data: data.decode(errors="replace")
        with suppress(sqlite3.DatabaseError):  # pages whose cells do not fit are told apart at once
            connection.execute("PRAGMA cell_size_check = ON")
            connection.execute("PRAGMA writable_schema = ON")  # a table whose entry is damaged hides no other
        for name, value in _rows(connection, "SELECT name, value FROM about"):
            found.about.setdefault(name, value)
        for old, card in _rows(connection, "SELECT old, card FROM alias"):
            found.aliases.setdefault(old, card)

        def between(low: int, high: int) -> list[tuple[Any, ...]]:
            query = f"SELECT {_NAMES} FROM event NOT INDEXED WHERE rowid BETWEEN ? AND ?"
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


def _part(between: Callable[[int, int], list[tuple[Any, ...]]], low: int, high: int, found: Found) -> int:
    """Read the rows from one number to another; halve what cannot be read. Return how many could not."""
    try:
        rows = between(low, high)
    except sqlite3.DatabaseError:
        if low == high:
            return 1
        middle = (low + high) // 2
        return _part(between, low, middle, found) + _part(between, middle + 1, high, found)
    found.take(Event(*row) for row in rows)
    return 0


def from_pages(path: Path | None, found: Found, wal: Path | None = None) -> int:
    """Add the events on all pages that are whole; return how many those are. No event was ever changed or
    deleted, so that whatever looks like one is one."""
    before = len(found.events)
    for row in pages.rows(path, wal):
        if len(row) == len(Event._fields):
            event: Event = Event(*row)  # type: ignore[arg-type]  # what it has is looked at next
            if event.id not in found.events and not fault(event):
                found.events[event.id] = event
        elif len(row) == 2 and row[0] == "device" and isinstance(row[1], str):
            found.about.setdefault("device", row[1])
    return len(found.events) - before


def _rows(
    connection: sqlite3.Connection, query: str, values: Sequence[str | int] = ()
) -> Iterator[tuple[Any, ...]]:
    with suppress(sqlite3.DatabaseError):
        yield from connection.execute(query, values)


def written(path: Path, found: Found) -> int:
    """Make a new history file of what was found; return how many events it has. The first who opens it folds
    them.

    Raises:
        LibraryError: it cannot be written.
    """
    with explained(path), closing(connect(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        marks = ", ".join("?" * len(Event._fields))
        connection.executemany(f"INSERT INTO event ({_NAMES}) VALUES ({marks})", found.in_order())
        connection.executemany("INSERT INTO alias (old, card) VALUES (?, ?)", found.aliases.items())
        if device := found.about.get("device"):
            connection.execute("INSERT INTO about (name, value) VALUES ('device', ?)", (device,))
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = DELETE")
    return len(found.events)
