"""How a database file is opened, whoever made it and wherever it comes from."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_HABITS = (
    "trusted_schema = OFF",  # what a file has in views and triggers may call nothing that has effects
    "fullfsync = ON",  # on macOS an fsync alone leaves data in the drive
    "checkpoint_fullfsync = ON",
    "temp_store = MEMORY",  # what is sorted or kept for a while needs no room on another disk than the file's
    "cache_size = -8192",  # KiB: what searches of 100,000 cards look at stays at hand
)
"""https://www.sqlite.org/security.html and https://www.sqlite.org/pragma.html"""


class _Cursor(sqlite3.Cursor):
    """One that tells of a file so damaged that SQLite's own words about it are no text as of any other."""

    def execute(self, *query: Any) -> "_Cursor":
        try:
            super().execute(*query)
        except UnicodeDecodeError as error:
            raise _damaged() from error
        return self


class _Connection(sqlite3.Connection):
    def cursor(self, factory: Any = _Cursor) -> Any:
        return super().cursor(factory)

    def execute(self, *query: Any) -> _Cursor:
        cursor: _Cursor = self.cursor()
        return cursor.execute(*query)


def _damaged() -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError("malformed database schema, in which a name is no text")
    error.sqlite_errorcode, error.sqlite_errorname = sqlite3.SQLITE_CORRUPT, "SQLITE_CORRUPT"
    return error


def connected(name: Path | str, **how: Any) -> sqlite3.Connection:
    """Open a database file as `sqlite3.connect` does, with the habits of this program. Raises
    `sqlite3.Error`."""
    connection: sqlite3.Connection = sqlite3.connect(name, **{"factory": _Connection, **how})
    try:
        for habit in _HABITS:
            connection.execute(f"PRAGMA {habit}")
    except BaseException:
        connection.close()
        raise
    return connection


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
