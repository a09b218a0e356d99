"""SQLite's switches for files from anywhere, and for what has to last: one place for all connections."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import trainer.store
from tests.store.build import Shelf, answer, basic
from trainer.store import backup
from trainer.store.connecting import checked, connected
from trainer.store.errors import library_error
from trainer.store.store import Store

PACKAGE = Path(trainer.store.__file__).parent


def test_nothing_in_the_store_opens_a_file_otherwise() -> None:
    opens = {path.name for path in PACKAGE.glob("*.py") if re.search(r"sqlite3\.connect\(", path.read_text())}
    assert opens == {"connecting.py"}


def test_a_connection_trusts_no_schema_and_its_writes_last() -> None:
    connection = connected(":memory:")
    for name, value in (
        ("trusted_schema", 0),
        ("fullfsync", 1),
        ("checkpoint_fullfsync", 1),
        ("temp_store", 2),
    ):
        assert connection.execute(f"PRAGMA {name}").fetchone() == (value,), name
    connection.close()


def test_a_file_looked_at_has_its_cells_checked_and_a_history_says_what_it_is(path: Path) -> None:
    with Store(path) as store:
        Shelf(store, basic("a"))
        store.record(answer("deck/a", 4))
    with backup.reading(path) as connection:
        assert connection.execute("PRAGMA cell_size_check").fetchone() == (1,)
        assert connection.execute("PRAGMA trusted_schema").fetchone() == (0,)
    assert path.read_bytes()[68:72] == b"trnr"


def test_who_cannot_be_set_up_is_closed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[sqlite3.Connection] = []

    class Refusing(sqlite3.Connection):
        def execute(self, *_: object) -> sqlite3.Cursor:
            made.append(self)
            raise sqlite3.OperationalError("disk I/O error")

    with pytest.raises(sqlite3.OperationalError):
        connected(":memory:", factory=Refusing)
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        made[0].total_changes  # noqa: B018


class Checks(sqlite3.Connection):
    """Says of a check what SQLite says where the disk fails in the middle of it, or the file is damaged."""

    said = ""

    def execute(self, sql: str, *_: object) -> sqlite3.Cursor:
        return super().execute("SELECT ?", (self.said,))


@pytest.mark.parametrize(("code", "fails"), [(266, True), (8458, True), (11, False), (522, False)])
def test_a_disk_that_fails_within_a_check_is_no_damage(code: int, fails: bool) -> None:
    with closing(sqlite3.connect(":memory:", factory=Checks)) as connection:
        connection.said = f"*** in database main ***\nPage 50: unable to get the page. error code={code}"
        if fails:
            with pytest.raises(sqlite3.OperationalError, match="disk I/O error") as told:
                list(checked(connection, "integrity_check(1)"))
            assert "failing" in str(library_error(told.value, Path("x")))
        else:
            assert list(checked(connection, "integrity_check(1)")) == [connection.said]
        connection.said = "ok"
        assert list(checked(connection, "integrity_check(1)")) == []


@pytest.mark.parametrize("row", [1, 3])
def test_a_row_that_takes_more_memory_than_there_is_is_damage(row: int) -> None:
    """As where a damaged length stands in it."""

    def taken(number: int) -> int:
        if number == row:
            raise MemoryError
        return number

    with closing(connected(":memory:")) as connection:
        connection.create_function("taken", 1, taken)
        query = "SELECT taken(column1) FROM (VALUES (1), (2), (3))"
        for read in (list, lambda rows: rows.fetchall(), lambda rows: rows.fetchmany(9)):
            with pytest.raises(sqlite3.DatabaseError, match="malformed"):
                read(connection.execute(query))
