"""What changes the history file, through SQLModel. Imported at the first write, not before the first card."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool
from sqlmodel import SQLModel, create_engine, delete, insert

from trainer.core.log import Event
from trainer.core.state import CardState, Memory
from trainer.store.errors import explain
from trainer.store.tables import EventRow, MemoryRow

_NO_MEMORY = dict.fromkeys(Memory._fields)


class Writer:
    """Transactions over the reader's own connection, so that one sees what it is about to change."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._path = path
        self._engine: Engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
        event.listen(self._engine, "begin", _begin_immediate)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Hold the write lock for the block, then commit; on an error nothing of the block stays.

        Raises:
            LibraryError: the file cannot be written, or another program holds it.
        """
        try:
            with self._engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            if isinstance(error.orig, sqlite3.Error):
                raise explain(error.orig, self._path) from error
            raise
        except sqlite3.Error as error:  # from what the block read with the reader
            raise explain(error, self._path) from error

    def close(self) -> None:
        """Forget the connection; who opened it closes it."""
        self._engine.dispose(close=False)


def append(connection: Connection, event: Event) -> None:
    """Add one event to the log."""
    connection.execute(insert(EventRow), event._asdict())


def remember(connection: Connection, states: Iterable[tuple[str, CardState]]) -> None:
    """Write the cached states of cards."""
    put(connection, MemoryRow, [_row(card, state) for card, state in states])


def forget_all(connection: Connection) -> None:
    """Empty the cache of card states, to be rebuilt from the log."""
    connection.execute(delete(MemoryRow))


def put(connection: Connection, table: type[SQLModel], rows: list[dict[str, Any]]) -> None:
    """Insert rows of a table, or overwrite those with the same key. Not for events, which are only added."""
    if not rows:
        return
    statement = upsert(table)
    columns = {column.name: column for column in statement.excluded}
    keys = [column.name for column in table.__table__.primary_key]  # type: ignore[attr-defined]
    changes = {name: column for name, column in columns.items() if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changes), rows)


def _row(card: str, state: CardState) -> dict[str, Any]:
    return {
        "card": card,
        **(_NO_MEMORY if state.memory is None else state.memory._asdict()),
        "suspended": int(state.suspended),
        "buried": state.buried,
        "flagged": int(state.flagged),
        "wanted": state.wanted,
    }


def _begin_immediate(connection: Connection) -> None:
    # A read followed by a write in a deferred transaction fails at once when another program wrote meanwhile.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
