"""Which copies of the history file there are.

They lie in a folder beside the history file, ``trainer-backups`` for ``trainer.db``, each named by its UTC
instant and its reason.
"""

import re
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from trainer.core.errors import LibraryError

FOLDER = "backups"
SET_ASIDE = "set-aside"
"""Why there is a file that was the history until another one took its place."""

_NAME = re.compile(r"(\d{8}T\d{6})Z-([a-z-]+)\.db")
_FOLDER_NAME = re.compile(rf"(\d{{8}}T\d{{6}})Z-({SET_ASIDE})\d*")

LAST_SECOND = 32_503_680_000
"""UTC second, in the year 3000, later than which no copy is named."""


class Backup(NamedTuple):
    """A copy: its file, the UTC second it was made at, and why (``daily``, ``by-hand``, before something)."""

    path: Path
    made: int
    reason: str

    @property
    def name(self) -> str:
        """The name by which it is restored: what was set aside goes by its folder."""
        folder = self.path.parent.name
        return folder if _FOLDER_NAME.fullmatch(folder) else self.path.stem


def folder_of(database: Path) -> Path:
    """Return where the copies of a history file lie."""
    return database.with_name(f"{database.stem}-{FOLDER}")


def listed(database: Path) -> list[Backup]:
    """Return the copies of a history file, the newest first."""
    return _sorted(one for one in _named(database, _NAME) if one.path.is_file())


def set_aside_before(database: Path) -> list[Backup]:
    """Return what was the history in that file until another one took its place, the newest first."""
    inside = (one._replace(path=one.path / database.name) for one in _named(database, _FOLDER_NAME))
    return _sorted(one for one in inside if one.path.is_file() and one.path.stat().st_size)


def restorable(database: Path) -> list[Backup]:
    """Return all that can be put in the place of a history by its name, the newest first."""
    return _sorted([*listed(database), *set_aside_before(database)])


def _named(database: Path, form: re.Pattern[str]) -> Iterator[Backup]:
    """Yield what is named by its instant and its reason, as one of the two forms has it."""
    try:
        for path in folder_of(database).iterdir():
            if match := form.fullmatch(path.name):
                with suppress(ValueError):  # digits that are no date: a file of somebody else
                    made = int(datetime.fromisoformat(match[1]).replace(tzinfo=UTC).timestamp())
                    if 0 <= made <= LAST_SECOND:
                        yield Backup(path, made, match[2])
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise LibraryError(f"{folder_of(database)} cannot be read ({error.strerror}).") from error


def _sorted(found: Iterable[Backup]) -> list[Backup]:
    return sorted(found, key=lambda one: (one.made, one.name), reverse=True)


def latest(database: Path) -> Backup | None:
    """Return the copy that was written last, as what was rescued is named by its last answer; what a wrong
    clock dated ahead only where there is no other."""
    now = time.time()

    def written(copy: Backup) -> tuple[bool, float]:
        at = copy.path.stat().st_mtime
        return at <= now, at

    return max(listed(database), key=written, default=None)


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
