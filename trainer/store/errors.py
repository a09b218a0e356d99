"""What SQLite says, in words a user can act on."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from trainer.core.errors import LibraryBusyError, LibraryError


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn database errors inside the block into `LibraryError` with the path and a remedy."""
    try:
        yield
    except sqlite3.Error as error:
        raise library_error(error, path) from error


def library_error(error: sqlite3.Error, path: Path) -> LibraryError:
    """Return the error for the user that stands for what SQLite reported about ``path``."""
    said = str(error)
    if "locked" in said or "busy" in said:
        return LibraryBusyError(
            f"{path} is held by another program. Nothing was saved; end the other one, or try again."
        )
    if "readonly" in said or "unable to open" in said:
        return LibraryError(
            f"{path} cannot be written ({said}). Name a place that can be written with --db or TRAINER_DB."
        )
    if "not a database" in said or "malformed" in said:
        return LibraryError(
            f"{path} is damaged or not a history file ({said}). `trainer backup list` names the copies there "
            "are, `trainer restore NAME` puts one back; or name another file with --db."
        )
    if "full" in said:
        return LibraryError(f"The disk of {path} is full. Nothing was saved; make room and try again.")
    return LibraryError(f"{path}: {said}.")
