"""SQLModel's sessions over the connection of an open history file. Loaded at the first need, not before the
first card: that takes longer than all the rest of the way to it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, UniqueConstraint
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, create_engine

from trainer.core.errors import LibraryNewerError
from trainer.store.errors import explained, library_error
from trainer.store.place import Place
from trainer.store.schema import version
from trainer.store.tables import Table


class Database:
    """Sessions that share the connection of `trainer.store.hot`; one at a time.

    Both kinds raise `LibraryError` when the file cannot be read or written.
    """

    def __init__(self, connection: sqlite3.Connection, place: Place) -> None:
        self._path = place.path
        self._place = place
        self._connection = connection
        with explained(place.path):
            self._version = version(connection)
        self._engine: Engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Read; that never waits for another program."""
        with self._explained(), Session(self._engine) as session:
            yield session

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Hold the write lock for the block, then commit; on an error nothing of the block stays."""
        with self._explained(saving=True), Session(self._engine) as session:
            with session.begin():
                # A read followed by a write in a deferred transaction fails at once when another program
                # wrote meanwhile.
                run_in(session)("BEGIN IMMEDIATE")
                self._place.check(saving=True)
                if run_in(session)("PRAGMA user_version").scalar() != self._version:
                    raise LibraryNewerError(
                        f"{self._path} was brought to a newer version by another program meanwhile. The last "
                        "answer was not saved. End this program and start the newer one."
                    )
                yield session
                session.flush()
                self._place.check(saving=True)  # the last moment before what was written counts as saved
            self._place.saved()

    @contextmanager
    def beside(self, path: Path, name: str) -> Iterator[None]:
        """Have another file of SQLite at hand under a name for the block, in which transactions begin."""
        with self._explained():
            self._connection.execute(f"ATTACH ? AS {name}", (str(path),))
        try:
            yield
        finally:
            with suppress(sqlite3.Error):  # what went wrong is told
                self._connection.execute(f"DETACH {name}")

    def is_new(self, event: str) -> bool:
        """Was the event with this id added since the file was opened?"""
        return self._place.is_new(event)

    def close(self) -> None:
        """Forget the connection; who opened it closes it."""
        self._engine.dispose(close=False)

    @contextmanager
    def _explained(self, *, saving: bool = False) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            if isinstance(error.orig, sqlite3.Error):
                # What is told of another file is not what happened to this one.
                self._place.check(saving=saving)
                raise library_error(error.orig, self._path, saving=saving) from error
            raise
        except sqlite3.Error as error:  # of the driver, where it was asked itself
            self._place.check(saving=saving)
            raise library_error(error, self._path, saving=saving) from error


@contextmanager
def roomy(session: Session) -> Iterator[None]:
    """Let SQLite keep more pages at hand for the block: what is added to many indexes at once touches most
    of them, again and again."""
    # Not through the session: where a signal came within a statement, SQLAlchemy has closed the connection,
    # and lets nobody use the session before it is rolled back.
    driver: Any = session.connection().connection.driver_connection
    ((before,),) = driver.execute("PRAGMA cache_size")
    driver.execute(f"PRAGMA cache_size = -{_ROOM}")
    try:
        yield
    finally:
        with suppress(sqlite3.ProgrammingError):  # closed
            driver.execute(f"PRAGMA cache_size = {before}")


def without_indexes(session: Session, table: str, needed: str = "") -> list[str]:
    """Take the indexes of an empty table away, but for one that is ``needed``, and return the statements
    that make them again, at the latest at the end of the transaction: many rows at once are sooner sorted
    than each put in its place."""
    run = run_in(session)
    found = run(_INDEXES, (table, needed)).fetchall()
    for name, _ in found:
        run(f"DROP INDEX {name}")
    return [sql for _, sql in found]


_INDEXES = """SELECT name, sql FROM sqlite_schema
              WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL AND name <> ? ORDER BY name"""
_ROOM = 128 * 1024  # KiB


def run_in(session: Session) -> Any:
    """Return what runs a statement as SQLite's driver has it, with its values."""
    return session.connection().exec_driver_sql


def put(session: Session, table: type[Table], rows: list[dict[str, Any]]) -> None:
    """Insert rows of a table, or overwrite those with the same key, but for columns that they do not name.
    Not for events, which are only added."""
    if rows:  # not through the session, which looks at each row, and makes statements by what in it is NULL
        run_in(session)(_upsert(table, tuple(rows[0])), [tuple(row.values()) for row in rows])


@cache
def _upsert(table: type[Table], names: tuple[str, ...]) -> str:
    """Return the statement that takes the values of columns in the order of these names: as SQLite's driver
    has it, as SQLAlchemy, or names instead of places, take longer than to write a row."""
    made: Any = table.__table__  # type: ignore[attr-defined]
    unique = next((one for one in made.constraints if isinstance(one, UniqueConstraint)), made.primary_key)
    keys = [column.name for column in unique.columns]
    stay = {*keys, *(column.name for column in made.primary_key.columns)}
    changes = ", ".join(f'"{name}" = excluded."{name}"' for name in names if name not in stay)
    columns, places = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    return f"""INSERT INTO {made.name} ({columns}) VALUES ({places})
               ON CONFLICT ({", ".join(keys)}) DO UPDATE SET {changes}"""
