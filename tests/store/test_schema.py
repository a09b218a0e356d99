"""The history file (DESIGN section 5): tables and triggers, other people's files, newer and older ones."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from tests.store.build import DAY, answer
from trainer.core.errors import LibraryBusyError, LibraryError, LibraryNewerError
from trainer.store import schema, steps
from trainer.store import tables as models
from trainer.store.backup import make, verify
from trainer.store.copies import folder_of, listed
from trainer.store.steps import STEPS
from trainer.store.store import Store

VERSION = steps.TABLES

TABLES: list[type[SQLModel]] = [
    models.DeckFileRow,
    models.DeckRow,
    models.NoteRow,
    models.ShownRow,
    models.CardRow,
    models.AliasRow,
    models.EventRow,
    models.MemoryRow,
]


@contextmanager
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """The file as any other program sees it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


@pytest.fixture
def used(path: Path) -> Path:
    """A history file with one answer, closed."""
    with Store(path) as store:
        store.record(answer("deck/a", 4))
    return path


def test_every_connection_writes_ahead_and_waits_for_the_disk(store: Store) -> None:
    def pragma(name: str) -> object:
        return store._connection.execute(f"PRAGMA {name}").fetchone()[0]

    assert pragma("journal_mode") == "wal"
    assert pragma("synchronous") == 2  # FULL
    assert pragma("foreign_keys") == 1
    assert pragma("busy_timeout") == 5000
    store.record(answer("deck/a", 4))  # SQLModel's engine uses the same connection
    assert pragma("synchronous") == 2


def shape(connection: sqlite3.Connection) -> dict[str, object]:
    """All that a file is made of: tables and views with their columns, indexes, triggers."""
    found: dict[str, object] = {}
    for kind, name, table, sql in connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema"):
        if kind in ("table", "view"):
            columns = connection.execute(f"SELECT * FROM pragma_table_xinfo('{name}')").fetchall()
            strict = connection.execute(f"SELECT strict FROM pragma_table_list('{name}')").fetchall()
            found[name] = (kind, columns, strict, sql if kind == "view" else "")
        elif kind == "index":
            columns = connection.execute(f"SELECT * FROM pragma_index_xinfo('{name}')").fetchall()
            (facts,) = [
                row[2:]
                for row in connection.execute(f"SELECT * FROM pragma_index_list('{table}')")
                if row[1] == name
            ]
            found[name] = (table, columns, facts, (sql or "").partition(" WHERE ")[2])
        else:
            found[name] = (kind, table, sql)
    return found


def test_a_new_file_is_what_all_steps_make_of_an_empty_one(store: Store) -> None:
    with closing(sqlite3.connect(":memory:")) as stepped:
        for step in STEPS:
            for statement in step:
                stepped.execute(statement)
        assert shape(stepped) == shape(store._connection)
        assert len(shape(stepped)) > 30


def test_the_view_has_the_columns_that_its_model_says(store: Store) -> None:
    rows = store._connection.execute("SELECT name FROM pragma_table_info('history')")
    assert [name for (name,) in rows] == list(models.HistoryRow.__table__.columns.keys())  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET grade = 5",
        "UPDATE event SET kind = kind",
        "DELETE FROM event",
        "DELETE FROM event WHERE id = (SELECT max(id) FROM event)",
    ],
)
def test_an_event_is_never_changed_or_deleted_not_even_by_other_programs(used: Path, statement: str) -> None:
    with raw(used) as connection:
        before = connection.execute("SELECT * FROM event").fetchall()
        with pytest.raises(sqlite3.IntegrityError, match="never"):
            connection.execute(statement)
        assert connection.execute("SELECT * FROM event").fetchall() == before


def test_no_foreign_key_cascades_into_history(store: Store) -> None:
    for table in TABLES:
        assert store._connection.execute(f"PRAGMA foreign_key_list({table.__tablename__})").fetchall() == []


def test_the_file_and_its_folders_are_made_when_missing(tmp_path: Path) -> None:
    path = tmp_path / "new" / "deeper" / "trainer.db"
    Store(path).close()
    assert path.is_file()


def test_an_empty_file_becomes_a_history_file(path: Path) -> None:
    path.touch()
    with Store(path) as store:
        store.record(answer("deck/a", 4))


def test_a_file_of_a_newer_program_is_refused_and_left_as_it_is(used: Path) -> None:
    with raw(used) as connection:
        connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    before = used.read_bytes()
    with pytest.raises(LibraryNewerError) as error:
        Store(used)
    assert str(used) in str(error.value)
    assert "Update the program" in str(error.value)
    assert used.read_bytes() == before
    assert list(used.parent.glob("trainer.db*")) == [used]


@pytest.mark.parametrize("version", [0, 1, 7])
def test_a_database_of_another_program_is_refused_and_left_as_it_is(path: Path, version: int) -> None:
    with raw(path) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
        connection.execute(f"PRAGMA user_version = {version}")
    before = path.read_bytes()
    with pytest.raises(LibraryError, match="something else") as error:
        Store(path)
    assert str(path) in str(error.value)
    assert "--db" in str(error.value)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(path: Path) -> None:
    path.write_bytes(b"deck: not-a-database\n" * 200)
    before = path.read_bytes()
    with pytest.raises(LibraryError, match="not a history file") as error:
        Store(path)
    assert str(path) in str(error.value)
    assert path.read_bytes() == before


def test_a_damaged_file_is_an_error_with_its_path_not_a_crash(used: Path) -> None:
    with raw(used) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    content = bytearray(used.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    used.write_bytes(content)
    with pytest.raises(LibraryError) as error, Store(used) as store:
        store.record(answer("deck/a", 4))
    assert str(used) in str(error.value)


def test_a_file_that_lost_a_table_is_an_error_with_its_path_when_read_and_when_written(used: Path) -> None:
    with Store(used) as store:
        with raw(used) as connection:
            connection.execute("DROP TABLE memory")
        with pytest.raises(LibraryError, match="memory") as error:
            store.decks(DAY)
        assert str(used) in str(error.value)
        with pytest.raises(LibraryError, match="memory") as error:
            store.record(answer("deck/a", 4))
        assert str(used) in str(error.value)


def test_a_folder_that_cannot_be_made_is_an_error_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LibraryError) as error:
        Store(tmp_path / "file" / "trainer.db")
    assert str(tmp_path / "file") in str(error.value)
    assert "TRAINER_DB" in str(error.value)


def test_a_folder_in_the_files_place_is_an_error_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="cannot be written") as error:
        Store(tmp_path)
    assert str(tmp_path) in str(error.value)


def test_a_file_that_cannot_be_written_is_an_error_that_names_the_way_out(used: Path) -> None:
    with Store(used) as store:
        store._connection.execute("PRAGMA query_only = ON")  # what a read-only disk does, for root too
        with pytest.raises(LibraryError, match="cannot be written") as error:
            store.record(answer("deck/a", 4))
    assert str(used) in str(error.value)
    assert "--db" in str(error.value)


NEXT = ("CREATE TABLE goal (deck TEXT PRIMARY KEY)", "INSERT INTO goal VALUES ('kept')")


def test_an_older_file_takes_each_step_once_and_is_copied_aside_first(
    used: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "STEPS", (*STEPS, NEXT))
    with Store(used) as store:
        assert schema.version(store._connection) == VERSION + 1
        assert store._connection.execute("SELECT deck FROM goal").fetchall() == [("kept",)]
    Store(used).close()
    (copy,) = listed(used)
    assert copy.reason == "before-upgrade"
    with raw(copy.path) as connection:
        assert schema.version(connection) == VERSION
        assert connection.execute("SELECT card FROM event").fetchall() == [("deck/a",)]


def test_the_copy_before_an_upgrade_is_dated_by_when_it_is_made_not_by_the_last_answer(
    used: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = verify(used)
    make(used, 1_900_000_000, "by-hand")
    monkeypatch.setattr("time.time", lambda: 1_900_000_060.5)
    monkeypatch.setattr(schema, "STEPS", (*STEPS, NEXT))
    Store(used).close()
    assert [(copy.made, copy.reason) for copy in listed(used)] == [
        (1_900_000_060, "before-upgrade"),
        (1_900_000_000, "by-hand"),
    ]
    assert verify(listed(used)[0].path) == answered


def test_a_new_file_takes_all_steps_and_needs_no_copy(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trainer.store.store.connect", schema.connect)  # not with a copy, as other tests
    monkeypatch.setattr(schema, "STEPS", (*STEPS, NEXT))
    with Store(path) as store:
        assert schema.version(store._connection) == VERSION + 1
    assert listed(path) == []


def test_a_step_that_fails_leaves_the_older_version_as_it_was(
    used: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(schema, "STEPS", (*STEPS, NEXT, ("CREATE TABLE half (x)", "nonsense")))
        with pytest.raises(LibraryError) as error:
            Store(used)
    assert str(used) in str(error.value)
    with raw(used) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
        assert schema.version(connection) == VERSION + 1  # the step before it stands
        assert "goal" in tables
        assert "half" not in tables
    (copy,) = listed(used)
    with raw(copy.path) as connection:
        assert schema.version(connection) == VERSION


def test_a_step_that_fails_at_the_first_leaves_a_file_that_the_old_program_still_reads(
    used: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(schema, "STEPS", (*STEPS, (*NEXT, "nonsense")))
        with pytest.raises(LibraryError):
            Store(used)
    with Store(used) as store:
        assert schema.version(store._connection) == VERSION
        assert list(store.mismatches()) == []
        store.record(answer("deck/a", 4))


def test_a_step_and_its_version_are_one_transaction(used: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "STEPS", (*STEPS, NEXT))

    def no_bump(action: int, name: str | None, value: str | None, *_: object) -> int:
        bump = action == sqlite3.SQLITE_PRAGMA and name == "user_version" and value is not None
        return sqlite3.SQLITE_DENY if bump else sqlite3.SQLITE_OK

    with raw(used) as connection:
        connection.set_authorizer(no_bump)
        with pytest.raises(sqlite3.DatabaseError, match="not authorized"):
            schema._upgrade(connection, used)
    with raw(used) as connection:
        assert schema.version(connection) == VERSION
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
        assert "goal" not in names


def test_without_room_for_the_copy_no_step_is_taken(used: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder_of(used).touch()
    before = used.read_bytes()
    monkeypatch.setattr(schema, "STEPS", (*STEPS, NEXT))
    with pytest.raises(LibraryError) as error:
        Store(used)
    assert str(folder_of(used)) in str(error.value)
    assert used.read_bytes() == before


def test_a_step_waits_for_the_lock_of_another_program_and_then_says_so(
    used: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "STEPS", (*STEPS, NEXT))
    monkeypatch.setattr(schema, "BUSY_SECONDS", 0.01)
    with raw(used) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryBusyError, match="held by another program"):
            Store(used)
    Store(used).close()


def test_the_copy_of_an_older_file_is_whole_even_where_the_log_was_not_yet_written_back(
    used: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(used) as store:
        store.record(answer("deck/b", 4))
        folder = tmp_path / "as after a crash"
        folder.mkdir()
        for name in ("trainer.db", "trainer.db-wal"):
            shutil.copy(used.with_name(name), folder / name)
    monkeypatch.setattr(schema, "STEPS", (*STEPS, NEXT))
    Store(folder / "trainer.db").close()
    (copy,) = listed(folder / "trainer.db")
    with raw(copy.path) as connection:
        assert connection.execute("SELECT card FROM event ORDER BY at").fetchall() == [
            ("deck/a",),
            ("deck/b",),
        ]
