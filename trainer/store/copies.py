"""Which copies of the history file there are.

They lie in a folder beside the history file, ``trainer-backups`` for ``trainer.db``, each named by its UTC
instant and its reason.
"""

import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from trainer.core.errors import LibraryError

FOLDER = "backups"
_NAME = re.compile(r"(\d{8}T\d{6})Z-([a-z-]+)\.db")

LAST_SECOND = 32_503_680_000
"""UTC second, in the year 3000, later than which no copy is named."""


class Backup(NamedTuple):
    """A copy: its file, the UTC second it was made at, and why (``daily``, ``by-hand``, before something)."""

    path: Path
    made: int
    reason: str

    @property
    def name(self) -> str:
        """The name by which it is restored."""
        return self.path.stem


def folder_of(database: Path) -> Path:
    """Return where the copies of a history file lie."""
    return database.with_name(f"{database.stem}-{FOLDER}")


def listed(database: Path) -> list[Backup]:
    """Return the copies of a history file, the newest first."""
    found = []
    try:
        for path in folder_of(database).iterdir():
            if (match := _NAME.fullmatch(path.name)) and path.is_file():
                with suppress(ValueError):  # digits that are no date: a file of somebody else
                    made = int(datetime.fromisoformat(match[1]).replace(tzinfo=UTC).timestamp())
                    if 0 <= made <= LAST_SECOND:
                        found.append(Backup(path, made, match[2]))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise LibraryError(f"{folder_of(database)} cannot be read ({error.strerror}).") from error
    return sorted(found, key=lambda one: (one.made, one.name), reverse=True)


def latest(database: Path) -> Backup | None:
    """Return the copy that was written last; what was rescued is named by its last answer."""
    return max(listed(database), key=lambda one: one.path.stat().st_mtime_ns, default=None)


def ways_back(database: Path) -> str:
    """Say which copy of a history can be put in its place, or what else there may be."""
    copy = None
    with suppress(LibraryError):
        copy = latest(database)
    if copy is not None:
        return f"`trainer restore {copy.name}` puts the newest copy back, `trainer backup list` names all"
    return (
        "there is no copy here (`trainer restore FILE` takes one from elsewhere; in a history begun anew "
        "`trainer sync TARGET --join` and `trainer import FILE.jsonl` bring what is elsewhere)"
    )
