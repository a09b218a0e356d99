"""Whether the history file that is open is still the one that lies at its place."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from trainer.core.errors import LibraryError, LibraryGoneError
from trainer.store.connecting import checked, connected

_WAL, _SHM = "-wal", "-shm"


class _Seen(NamedTuple):
    """What tells a file at a path from another one, or from itself with other content."""

    device: int
    inode: int
    size: int
    changed: int

    @classmethod
    def at(cls, path: str) -> "_Seen | None":
        """Look; None where nothing is. Raises `OSError` where that cannot be seen."""
        try:
            found = os.stat(path)  # noqa: PTH116  # a path object would take longer than all the rest
        except (FileNotFoundError, NotADirectoryError):
            return None
        return cls(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)


class Place:
    """Notices that the file at ``path``, or what SQLite keeps beside it, was deleted, replaced or overwritten
    by something else than SQLite since this was made. What is written then goes into a file that has no name
    any more, or into the middle of another one.

    While nobody writes, the file stays as it is: answers go into its ``-wal``, and only after a commit some
    of them into the file (https://www.sqlite.org/wal.html, 2.1). So one look at it before each commit and one
    after it are enough, as long as no other program writes as well; else more is looked at.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._name = os.path.realpath(path)  # beside which SQLite keeps the rest
        self._connection = connection
        self._seen: _Seen | None = None
        self._beside: dict[str, tuple[int, int] | None] = {}
        self._others = self.written_by_others()
        self._last = self._newest()
        self._device = self._whose()
        self._first_row = int(self._first("SELECT coalesce(max(rowid), 0) FROM event") or 0)
        self._told = ""
        with suppress(OSError):  # then nothing is noticed; what else goes wrong is told by SQLite
            self._beside = {name: _inode(name) for name in (f"{self._name}{_WAL}", f"{self._name}{_SHM}")}
            self._seen = _Seen.at(self._name)

    def check(self, *, saving: bool = False) -> None:
        """Raise `LibraryGoneError` if what is at the path is not what is open; the first time all that was
        answered is put among the copies, so that it can be restored. ``saving``: what was done just now is
        not saved then."""
        if self._told or not self._seems_there():
            self._told = self._told or self._rescued()
            raise LibraryGoneError(
                f"{self.path} was deleted, replaced or overwritten by another program. "
                f"{'The last answer was not saved. ' if saving else ''}{self._told} "
                "End this program and start it again."
            )

    def saved(self) -> None:
        """Take the file as it is after a commit of this program."""
        with suppress(OSError):
            self._seen = _Seen.at(self._name) or self._seen
        self._last = self._newest()
        self._device = self._device or self._whose()  # the first answer gives it a device

    def is_new(self, event: str) -> bool:
        """Was the event with this id added since this was made?"""
        return bool(self._first("SELECT 1 FROM event WHERE id = ? AND rowid > ?", event, self._first_row))

    def _seems_there(self) -> bool:
        try:
            self._connection.total_changes  # noqa: B018
        except sqlite3.ProgrammingError:  # closed, as SQLAlchemy does when a signal comes within a statement
            return True
        try:
            return self._is_there()
        except OSError:  # a disk that fails is told where it is written
            return True

    def _is_there(self) -> bool:
        if self._seen is None:
            return True
        now = _Seen.at(self._name)
        if now is None or not now.size or now[:2] != self._seen[:2]:
            return False
        if any(known and _inode(name) != known for name, known in self._beside.items()):
            return False
        if now == self._seen:
            return True
        if self.written_by_others() != self._others:
            # Another program may have moved into the file what it had answered, or what this one had.
            sound = self._is_sound("quick_check")
        else:
            # Some file systems of other machines tell late when a file was changed, and anybody may touch it.
            sound = now.size == self._seen.size and self._is_sound("integrity_check")
        if sound:
            self._seen = now
        return sound

    def _is_sound(self, check: str) -> bool:
        """Is what lies at the path a whole database, with the last event that was saved here?"""
        try:
            with closing(connected(f"{self.path.absolute().as_uri()}?mode=ro", uri=True)) as other:
                known = other.execute("SELECT 1 FROM event WHERE id = ?", (self._last,)).fetchone()
                return not any(checked(other, f"{check}(1)")) and (known is not None or not self._last)
        except sqlite3.OperationalError:  # it is held just now, or its disk fails
            return True
        except sqlite3.DatabaseError:
            return False

    def written_by_others(self) -> int:
        """Return a number that changes with what other programs write, not with what this one does."""
        with suppress(sqlite3.Error):
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])
        return -1

    def _newest(self) -> str:
        """Return the id of the event that was added last."""
        return self._first("SELECT id FROM event WHERE rowid = (SELECT max(rowid) FROM event)")

    def _whose(self) -> str:
        return self._first("SELECT value FROM about WHERE name = 'device'")

    def _first(self, query: str, *values: str | int) -> str:
        with suppress(sqlite3.Error):
            for (value,) in self._connection.execute(query, values):
                return str(value)
        return ""

    def _rescued(self) -> str:
        from trainer.store.backup import rescue
        from trainer.store.salvage import rescue_overwritten

        wal = f"{self._name}{_WAL}"
        try:
            now = _Seen.at(self._name)
            other = now is not None and now != self._seen
            if other and _inode(self._name) == (self._seen or ())[:2]:
                self._connection.rollback()
                kept = rescue_overwritten(
                    self.path, Path(wal), self._device, self._connection, self._first_row
                )
            else:
                kept = rescue(self.path, self._connection)
        except (LibraryError, OSError) as error:
            return f"What was answered before could not be put aside: {error}"
        with suppress(OSError):
            if other and _inode(wal) == self._beside.get(wal):
                # Else SQLite would play it onto the other file, at the next start at the latest.
                os.truncate(wal, 0)
        if kept is None:
            return "Nothing that was answered before is left but in copies made elsewhere."
        return f"What was answered before is kept: `trainer restore {kept.name}` puts it back."


def _inode(path: str) -> tuple[int, int] | None:
    seen = _Seen.at(path)
    return seen and (seen.device, seen.inode)
