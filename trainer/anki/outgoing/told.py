"""Schedules and review logs on their way into packages: in a database of their own, from which SQLite takes
the rows, so that another process can make them meanwhile and none is an object here."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path

from trainer.anki.outgoing.history import History, Reviewed, Scheduled

Told = Callable[[], Path]
"""Returns the database that `tell` wrote, when all of it is there."""

WITHOUT_SYNC = ("synchronous = OFF", "journal_mode = OFF", "cache_size = -32768")
"""For a file made for a while: pages without order in it would be written many times without room."""

NONE = """
    CREATE TABLE told.card (key TEXT UNIQUE, first, last, kind, queue, due, interval, factor, reviews, lapses,
                            flags, data, changed);
    CREATE TABLE told.review (number INTEGER PRIMARY KEY, at, button, days, before, factor, took, kind);
    CREATE TABLE told.days (rollover);
    CREATE TABLE told.instants (differ)"""
"""Makes the tables, with nothing in them, in a database that is attached as ``told``. ``first``, ``last``:
the numbers of its answers. ``rollover``: the hour at which study days begin. ``differ``: has each answer an
instant of its own?"""

_AT_ONCE = 1000


def tell(path: Path, histories: Iterable[tuple[str, History]], rollover: int) -> Iterator[int]:
    """Write the histories of cards, sorted by their keys, whose days begin at the hour ``rollover``, into a
    database of its own at ``path``; yield how many cards are done, from time to time. Raises `sqlite3.Error`
    where there is no room."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        for pragma in WITHOUT_SYNC:
            database.execute(f"PRAGMA {pragma}")
        database.executescript(NONE.replace("told.", ""))
        database.execute("BEGIN")
        cards: list[tuple[object, ...]] = []
        reviews: list[Reviewed] = []
        done = last = 0
        for done, (key, history) in enumerate(histories, 1):
            if history.card is not None:
                first, last = last + 1, last + len(history.reviews)
                cards.append((key, first, last, *history.card))
                reviews += history.reviews
            if done % _AT_ONCE == 0:
                _put(database, cards, reviews)
                yield done
        _put(database, cards, reviews)
        database.execute("INSERT INTO days VALUES (?)", (rollover,))
        database.execute("INSERT INTO instants SELECT count(*) = count(DISTINCT at) FROM review")
        database.execute("COMMIT")
    yield done


def _put(database: sqlite3.Connection, cards: list[tuple[object, ...]], reviews: list[Reviewed]) -> None:
    database.executemany(f"INSERT INTO card VALUES ({_values(3 + len(Scheduled._fields))})", cards)
    database.executemany(f"INSERT INTO review VALUES (NULL, {_values(len(Reviewed._fields))})", reviews)
    cards.clear()
    reviews.clear()


def _values(number: int) -> str:
    return ", ".join("?" * number)
