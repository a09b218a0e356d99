"""What an exchange with a database asks beyond the log: what was added since, and how far it has come."""

from typing import Any

from sqlalchemy import Integer, literal_column
from sqlmodel import select

from trainer.core.log import Event
from trainer.store.database import Database, put
from trainer.store.tables import AboutRow, EventRow


def added(database: Database, after: int, most: int) -> list[tuple[int, Event]]:
    """Return events in the order in which they were added to this file; see `Store.added`."""
    place: Any = literal_column("event.rowid", Integer)
    query = select(EventRow, place).where(place > after).order_by(place).limit(most)
    with database.reading() as session:
        return [
            (number, Event(*(getattr(row, name) for name in Event._fields)))
            for row, number in session.exec(query)
        ]


def note(database: Database, name: str, value: str) -> None:
    """Keep a fact about the file."""
    with database.transaction() as session:
        put(session, AboutRow, [{"name": name, "value": value}])
