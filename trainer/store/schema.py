"""The history file: its tables, and how an older file becomes a newer one.

Each step (`trainer.store.steps`) runs in one transaction together with the bump of ``user_version``, after
the file was copied aside. A new file is made whole, from `trainer.store.tables`.
"""

import os
import sqlite3
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

from trainer.core.errors import LibraryDamagedError, LibraryError, LibraryNewerError
from trainer.store.connecting import connected
from trainer.store.errors import explained
from trainer.store.steps import APPLICATION, NAMED, STEPS, TABLES, TRIGGERS, UNDONE, view

NEWER = 99
"""No program is so many versions ahead of this one: a header that says so is damaged."""

BUSY_SECONDS = 5.0
"""How long a write waits for another program before it says so."""


def connect(path: Path) -> sqlite3.Connection:
    """Open the history file at ``path``, creating it and its folder where missing, at the present version.

    Raises:
        LibraryNewerError: a newer program wrote it; it is left untouched.
        LibraryBusyError: another program holds it.
        LibraryError: it cannot be opened or created, is something else than a history file, or is missing or
            empty where answers or copies of it are left.
    """
    with suppress(OSError):  # SQLite will say what is wrong with the place
        if not path.exists() or not path.stat().st_size:
            not_lost(path)
        if os.stat(f"{os.path.realpath(path)}-wal").st_size:  # noqa: PTH116  seldom: who ends takes it away
            from trainer.store.wal import not_unread

            not_unread(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(
            f"The folder {path.parent} for the history cannot be made ({error.strerror}). "
            "Name a place that can be written with --db or TRAINER_DB."
        ) from error
    with explained(path):
        connection = connected(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        with explained(path):
            _upgrade(connection, path)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def not_lost(path: Path) -> None:
    """Raise `LibraryError` if a history was where a new one would be begun: opening it would destroy what is
    left of its last answers, or hide that they can be had back."""
    from trainer.store.backup import not_without_file  # only where there is no file
    from trainer.store.copies import folder_of, latest

    gone = f"The history {path} is {'empty' if path.exists() else 'not there'}"
    not_without_file(path)
    if copy := latest(path):
        raise LibraryError(
            f"{gone}, but there are copies of it. `trainer restore {copy.name}` puts the newest back. "
            f"To begin anew, move {folder_of(path)} elsewhere."
        )


def version(connection: sqlite3.Connection) -> int:
    """Return how many steps the file has taken."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _upgrade(connection: sqlite3.Connection, path: Path) -> None:
    # One statement, for one view of a file that another program may be making just now.
    found, application, names = connection.execute(
        "SELECT (SELECT user_version FROM pragma_user_version),"
        " (SELECT application_id FROM pragma_application_id), group_concat(name) FROM sqlite_schema"
    ).fetchone()
    tables = set(names.split(",")) if names else set()
    ours = {"about", "event"} <= tables if found > 0 else not tables and found == 0
    if tables and application == APPLICATION and not {"about", "event"} <= tables:
        raise LibraryDamagedError(
            f"{path} is damaged: it lacks tables of a history. `trainer doctor --repair` saves "
            "what can be read."
        )
    if {"about", "event"} <= tables and not (
        ours and application in (0, APPLICATION) and found <= len(STEPS) + NEWER
    ):
        raise LibraryError(
            f"{path} is damaged: its header says that it is something else, its tables are a history's. "
            "`trainer doctor --repair` saves what can be read."
        )
    if not ours or application not in (0, APPLICATION):
        raise LibraryError(
            f"{path} is a database of something else. Name another file with --db or TRAINER_DB."
        )
    if found > len(STEPS):
        raise LibraryNewerError(
            f"{path} was written by a newer trainer (version {found}; this one knows {len(STEPS)}). "
            "Update the program, or name another file with --db."
        )
    if 0 < found < len(STEPS):
        _copy_aside(path)
    while (found := version(connection)) < len(STEPS):
        statements, reached = (STEPS[found], found + 1) if found else (_whole(), TABLES)
        connection.execute("BEGIN IMMEDIATE")
        try:
            if version(connection) == found:  # else another program took this step while we waited
                for statement in statements:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {reached}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:  # a full disk, for one, has SQLite roll back by itself
                connection.execute("ROLLBACK")
            raise


@cache
def _whole() -> tuple[str, ...]:
    """Return what makes a new file at once, of the version that `trainer.store.tables` describes."""
    from trainer.store.tables import ddl

    return (*ddl(), *TRIGGERS, view(UNDONE), *NAMED)


def _copy_aside(path: Path) -> None:
    """Put the file as it is among its copies."""
    from trainer.store.backup import make  # only where there is an older file
    from trainer.store.copies import LAST_SECOND

    make(path, min(max(int(time.time()), 0), LAST_SECOND), "before-upgrade")
