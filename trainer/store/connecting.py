"""How a database file is opened, whoever made it and wherever it comes from."""

import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes
from weakref import WeakSet

_HABITS = (
    "trusted_schema = OFF",  # what a file has in views and triggers may call nothing that has effects
    "fullfsync = ON",  # on macOS an fsync alone leaves data in the drive
    "checkpoint_fullfsync = ON",
    "temp_store = MEMORY",  # what is sorted or kept for a while needs no room on another disk than the file's
    "cache_size = -32768",  # KiB: what searches of 100,000 cards look at, texts too, stays at hand
)
"""https://www.sqlite.org/security.html and https://www.sqlite.org/pragma.html"""


_MOST = 1024
"""Rows that are read at once, at most."""


def _telling(call: Callable[..., Any]) -> Callable[..., Any]:
    """Let a call tell of a file so damaged that SQLite's own words about it are no text, or that a row of it
    should take more memory than there can be, as of any other."""

    @wraps(call)
    def telling(*words: Any) -> Any:
        try:
            return call(*words)
        except (UnicodeDecodeError, MemoryError) as error:
            raise _damaged(error) from error

    return telling


class _Cursor(sqlite3.Cursor):
    execute = _telling(sqlite3.Cursor.execute)
    __next__ = _telling(sqlite3.Cursor.__next__)
    fetchone = _telling(sqlite3.Cursor.fetchone)
    fetchmany = _telling(sqlite3.Cursor.fetchmany)
    fetchall = _telling(sqlite3.Cursor.fetchall)

    def __iter__(self) -> Iterator[Any]:  # type: ignore[override]
        """Yield the rows: read in parts, each longer than the one before, as who wants one of them waits for
        no more, and a call for each of many takes longer than to read it."""
        size = 1
        while rows := self.fetchmany(size):
            yield from rows
            size = min(2 * size, _MOST)


class _Connection(sqlite3.Connection):
    """One of those that this process has open (`is_open_here`).

    Attributes:
        file: the database file, "" for none.
    """

    file: str = ""

    def close(self) -> None:
        super().close()
        _open.discard(self)

    def cursor(self, factory: Any = _Cursor) -> Any:
        return super().cursor(factory)

    def execute(self, *query: Any) -> _Cursor:
        found: _Cursor = self.cursor().execute(*query)
        return found


_open: "WeakSet[_Connection]" = WeakSet()


def is_open_here(path: Path) -> bool:
    """Has this process the database at ``path`` open?

    Then nothing but SQLite may open it, or what lies beside it: a process loses all its locks on a file as
    soon as it closes any descriptor of it, and another program that ends takes the ``-wal`` away under it
    (https://www.sqlite.org/howtocorrupt.html, 2.2).
    """
    with suppress(OSError):
        there = path.stat()
        return any(_is(there, one.file) for one in [*_open] if one.file)
    return False


def _is(there: os.stat_result, file: str) -> bool:
    with suppress(OSError):
        return os.path.samestat(there, Path(file).stat())
    return False


def _damaged(by: Exception) -> sqlite3.DatabaseError:
    what = (
        "schema, in which a name is no text" if isinstance(by, UnicodeDecodeError) else "row without an end"
    )
    error = sqlite3.DatabaseError(f"malformed database {what}")
    error.sqlite_errorcode, error.sqlite_errorname = sqlite3.SQLITE_CORRUPT, "SQLITE_CORRUPT"
    return error


def connected(name: Path | str, **how: Any) -> sqlite3.Connection:
    """Open a database file as `sqlite3.connect` does, with the habits of this program. Raises
    `sqlite3.Error`."""
    connection: sqlite3.Connection = sqlite3.connect(name, **{"factory": _Connection, **how})
    try:
        for habit in _HABITS:
            connection.execute(f"PRAGMA {habit}")
        if isinstance(connection, _Connection):
            connection.file = _file_of(os.fspath(name))
            _open.add(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _file_of(name: str) -> str:
    """Return the file that is opened by this name, a path or an address, whatever bytes are in it."""
    if not name.startswith("file:"):
        return name
    return os.fsdecode(unquote_to_bytes(name.removeprefix("file:").partition("?")[0].removeprefix("//")))


def checked(connection: sqlite3.Connection, check: str) -> Iterator[str]:
    """Yield what a check says is wrong: ``quick_check(1)`` or ``integrity_check(20)``, say.

    Raises:
        sqlite3.Error: the file could not be looked at; where the disk failed in the middle of it, the check
            says that as if it were damage.
    """
    for (said,) in connection.execute(f"PRAGMA {check}"):
        if failed := _FAILED.search(said):
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode, error.sqlite_errorname = int(failed[1]), "SQLITE_IOERR"
            is_short = error.sqlite_errorcode == sqlite3.SQLITE_IOERR_SHORT_READ  # a file that was cut
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_IOERR and not is_short:
                raise error
        if said != "ok":
            yield said


_FAILED = re.compile(r"unable to get the page\. error code=(\d+)")
