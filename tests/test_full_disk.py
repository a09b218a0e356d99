"""What is said of a disk that is full: what is not saved, what is, and what to do, at its true place."""

import errno
import sqlite3
from pathlib import Path

import pytest

from trainer.core.errors import LibraryError
from trainer.files import explained
from trainer.store import backup
from trainer.store.errors import library_error
from trainer.store.store import Store


def full(*_: object, **__: object) -> sqlite3.Connection:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode, error.sqlite_errorname = sqlite3.SQLITE_FULL, "SQLITE_FULL"
    raise error


@pytest.mark.parametrize("code", [sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_BUSY])
def test_never_more_is_said_to_be_lost_than_the_last_change(code: int) -> None:
    error = sqlite3.OperationalError("x")
    error.sqlite_errorcode, error.sqlite_errorname = code, "X"
    assert "The last change was not saved, all before it is." in str(
        library_error(error, Path("t.db"), saving=True)
    )
    assert "not saved" not in str(library_error(error, Path("t.db"), saving=False))


def test_a_copy_that_cannot_be_made_speaks_of_no_answer_and_no_name_of_a_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store(path := tmp_path / "t.db").close()
    monkeypatch.setattr(backup, "reading", full)
    with pytest.raises(LibraryError) as told:
        backup.make(path, 0, "daily")
    assert str(told.value) == f"The disk of {tmp_path / 't-backups'} is full. Make room and try again."


@pytest.mark.parametrize(
    ("number", "says"),
    [(errno.ENOSPC, "Make room"), (errno.EIO, "failing"), (errno.EACCES, "that you may write to")],
)
def test_the_remedy_is_one_for_what_is_wrong(number: int, says: str) -> None:
    assert says in explained(Path("config.toml"), OSError(number, "x"))
