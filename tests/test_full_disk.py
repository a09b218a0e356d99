"""What is said of a disk that is full: what is not saved, what is, and what to do, at its true place."""

import errno
import sqlite3
import tempfile
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_cards import Run, run
from trainer.core.errors import Exit, LibraryDiskError, LibraryError
from trainer.files import explained
from trainer.store import backup, readonly
from trainer.store.errors import explained as explained_by_sqlite
from trainer.store.errors import library_error
from trainer.store.readonly import copied
from trainer.store.store import Store

__all__ = ["run"]


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


@pytest.mark.parametrize("code", [sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE])
def test_a_disk_with_no_room_for_what_decks_need_is_read_from_a_copy(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    """Where there is room to open the history, but not to take up a deck."""
    (tmp_path / "decks" / "more.yaml").write_text(
        "deck: more\ntitle: More\nnotes:\n  - {id: one, ask: What?, answer: That.}\n"
    )
    shelve, here = Store.shelve, tmp_path / "trainer.db"
    before = here.read_bytes()

    def shelved(store: Store, *given: Any) -> None:
        if store.path == here:
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode, error.sqlite_errorname = code, "SQLITE"
            raise library_error(error, here)
        shelve(store, *given)

    monkeypatch.setattr(Store, "shelve", shelved)
    for words in (["due"], ["backup", "text", str(tmp_path / "h.jsonl")], ["stats"], ["browse"]):
        status, out, err = run(*words)
        assert (status, bool(out)) == (Exit.DONE, True), words
        assert "what follows is read from a copy" in err
    assert "more/one" in out
    assert here.read_bytes() == before
    assert run("tag", "git/reset", "--add", "x")[0] == Exit.FILE, "what is to be written is not"


def test_a_temporary_disk_with_no_room_for_a_copy_is_the_one_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store(path := tmp_path / "t.db").close()
    small = tmp_path / "small"
    monkeypatch.setattr(tempfile, "tempdir", str(small))
    small.mkdir()

    def fails(source: Path, *_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(source))

    def refused() -> str:
        with pytest.raises(LibraryDiskError) as told, copied(path) as copy, explained_by_sqlite(copy):
            full()
        return str(told.value)

    told = [refused()]  # full in the middle of it
    with monkeypatch.context() as patch:
        patch.setattr(readonly, "duplicate", fails)
        told.append(refused())
    small.rmdir()  # no folder can be made
    told.append(refused())
    for said in told:
        assert said.startswith(f"{small} takes no temporary file ("), said
        assert "TMPDIR" in said
