"""What SQLite says, in words a user can act on."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from trainer.core.errors import LibraryBusyError, LibraryDamagedError, LibraryDiskError, LibraryError
from trainer.store.copies import ways_back

BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
UNWRITABLE = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}
DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT, sqlite3.SQLITE_ERROR}
"""The last one is what SQLite says where a query does not fit the tables: one of these is gone."""

FAILING = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}


_originals: dict[Path, Path] = {}


@contextmanager
def standing_for(copy: Path, path: Path) -> Iterator[None]:
    """Let errors within the block name the history at ``path`` where they are of a ``copy`` of it."""
    _originals[copy] = path
    try:
        yield
    except LibraryError as error:
        raise type(error)(str(error).replace(str(copy), str(path))) from error
    finally:
        del _originals[copy]


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn database errors inside the block into `LibraryError` with the path and a remedy."""
    try:
        yield
    except sqlite3.Error as error:
        raise library_error(error, path) from error


def primary(error: sqlite3.Error) -> int:
    """Return SQLite's primary result code of an error; 0 where it was not SQLite that failed."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def library_error(error: sqlite3.Error, path: Path, *, saving: bool = False) -> LibraryError:
    """Return the error for the user that stands for what SQLite reported about ``path``. ``saving``: could
    something have been saved there just then? What was before is, and what is elsewhere, such as a deck."""
    path, is_copy = _originals.get(path, path), path in _originals
    lost = " The last change was not saved, all before it is." if saving else ""
    code, said = primary(error), f"{error}, {getattr(error, 'sqlite_errorname', 'no SQLite error')}"
    if code in BUSY:
        return LibraryBusyError(f"{path} is held by another program.{lost} End the other one, or try again.")
    if code in UNWRITABLE:
        if others := _of_others(path):
            return LibraryError(
                f"{path} cannot be opened: {' and '.join(others)} beside it may not be written by you. They "
                "hold the last answers; do not delete them. Was the program run by another user, as by sudo? "
                f"`sudo chown $USER {' '.join(others)}` makes them yours."
            )
        if os.path.exists(path) and not os.access(path, os.R_OK):  # noqa: PTH110
            return LibraryError(f"{path} cannot be read ({said}). Have you the right to?")
        return LibraryError(
            f"{path} cannot be written ({said}). Name a place that can be written with --db or TRAINER_DB."
        )
    if code in DAMAGED:
        return LibraryDamagedError(
            f"{path} is damaged or not a history file ({said}). `trainer doctor --repair` saves what can be "
            f"read; {ways_back(path)}; or name another file with --db."
        )
    is_cut = getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_IOERR_SHORT_READ
    if is_copy and code in FAILING and not is_cut:  # it lies elsewhere, on a disk of its own
        from trainer.leavings import refused

        return LibraryDiskError(refused(said))
    if code == sqlite3.SQLITE_FULL:
        return LibraryDiskError(f"The disk of {path} is full.{lost} Make room and try again.")
    if code == sqlite3.SQLITE_IOERR:
        return LibraryDiskError(
            f"{path} could not be read or written ({said}).{lost} Is the disk full, gone or failing? "
            "Make room or bring it back, and try again."
        )
    return LibraryError(f"{path}: {said}.")


def _of_others(path: Path) -> list[str]:
    """Return what SQLite keeps beside a database and this user may not write."""
    beside = (f"{os.path.realpath(path)}{end}" for end in ("-wal", "-shm", "-journal"))
    return [name for name in beside if os.path.exists(name) and not os.access(name, os.R_OK | os.W_OK)]  # noqa: PTH110
