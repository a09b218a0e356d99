"""How a database file is opened, whoever made it and wherever it comes from."""

import sqlite3
from pathlib import Path
from typing import Any

_HABITS = (
    "trusted_schema = OFF",  # what a file has in views and triggers may call nothing that has effects
    "fullfsync = ON",  # on macOS an fsync alone leaves data in the drive
    "checkpoint_fullfsync = ON",
)
"""https://www.sqlite.org/security.html and https://www.sqlite.org/pragma.html"""


def connected(name: Path | str, **how: Any) -> sqlite3.Connection:
    """Open a database file as `sqlite3.connect` does, with the habits of this program. Raises
    `sqlite3.Error`."""
    connection: sqlite3.Connection = sqlite3.connect(name, **how)
    try:
        for habit in _HABITS:
            connection.execute(f"PRAGMA {habit}")
    except BaseException:
        connection.close()
        raise
    return connection
