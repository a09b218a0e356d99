"""What an exchange with a database asks beyond the log: what was added since, and how far it has come."""

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlmodel import col, select

from trainer.core.log import Event
from trainer.store.backup import reading
from trainer.store.database import Database, put
from trainer.store.folding import rowid
from trainer.store.tables import AboutRow, EventRow


def added(database: Database, after: int, most: int) -> list[tuple[int, Event]]:
    """Return events in the order in which they were added to this file; see `Store.added`."""
    # Not as objects: of a row without an id, as a damaged file may have, none is made.
    columns: list[Any] = [col(getattr(EventRow, name)) for name in Event._fields]
    query = select(rowid, *columns).where(rowid > after).order_by(rowid).limit(most)
    with database.reading() as session:
        return [(number, Event(*row)) for number, *row in session.execute(query)]


def is_exchanged(path: Path) -> bool:
    """Was the history in a file exchanged with another place?"""
    with suppress(sqlite3.Error), reading(path) as connection:
        query = "SELECT 1 FROM about WHERE (name = 'history' AND value <> '') OR name LIKE 'sync %'"
        return connection.execute(query).fetchone() is not None
    return False


def note(database: Database, name: str, value: str) -> None:
    """Keep a fact about the file."""
    with database.transaction() as session:
        put(session, AboutRow, [{"name": name, "value": value}])
