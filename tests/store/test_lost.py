"""A history that is not there is begun anew only where nothing of one is left; repair takes all rows, and
only of a history it knows."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.build import Shelf, answer, basic
from trainer.core.errors import LibraryError, LibraryNewerError
from trainer.store import backup, schema
from trainer.store.repair import repair
from trainer.store.steps import TABLES
from trainer.store.store import Store

NOW = 1_795_000_000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "trainer.db"


def answered(path: Path, times: int) -> None:
    with Store(path) as store:
        Shelf(store, basic("a"))
        for _ in range(times):
            store.record(answer("deck/a", 4))


@pytest.mark.parametrize("empty", [False, True])
def test_last_answers_beside_a_missing_history_are_not_destroyed(path: Path, empty: bool) -> None:
    wal = Path(f"{path}-wal")
    wal.write_bytes(b"answers")
    if empty:
        path.touch()
    with pytest.raises(LibraryError, match=r"trainer\.db-wal beside it holds its last answers"):
        schema.connect(path)
    assert wal.read_bytes() == b"answers"


@pytest.mark.parametrize("empty", [False, True])
def test_where_there_are_copies_no_history_is_begun_anew(path: Path, empty: bool) -> None:
    answered(path, 1)
    copy = backup.make(path, NOW, "daily")
    path.unlink()
    if empty:
        path.touch()
    with pytest.raises(LibraryError, match=f"trainer restore {copy.name}"):
        schema.connect(path)
    assert not path.exists() or not path.stat().st_size


def test_a_place_that_cannot_be_looked_at_is_told_as_any_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="unable to open"):
        schema.connect(tmp_path / f"{'x' * 300}.db")


def test_repair_leaves_a_newer_file(path: Path) -> None:
    answered(path, 2)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {TABLES + 1}")
        connection.commit()
    before = path.read_bytes()
    with pytest.raises(LibraryNewerError):
        repair(path, NOW)
    assert path.read_bytes() == before


@pytest.mark.parametrize("make", ["CREATE TABLE event (a)", "PRAGMA application_id = 77", ""])
def test_repair_leaves_what_was_never_a_history(path: Path, make: str) -> None:
    if make:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(make)
            connection.commit()
    else:
        path.write_text("Dear diary\n")
    before = path.read_bytes()
    with pytest.raises(LibraryError, match="left as it is"):
        repair(path, NOW)
    assert path.read_bytes() == before
