"""Which copies of the history file there are.

They lie in a folder beside the history file, ``trainer-backups`` for ``trainer.db``, each named by its UTC
instant and its reason; those of another account that shares the file, in ``trainer-backups.NAME``.
"""

import os
import re
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from trainer.core.errors import LibraryError
from trainer.files import ours, real

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
    """Return where the copies of a history file lie that this account makes."""
    return ours(common_folder(database), database)


def common_folder(database: Path) -> Path:
    """Return where the copies of a history file lie, whoever makes them, unless it belongs to another one."""
    return _folder(real(database))


def _folder(path: Path) -> Path:
    return path.with_name(f"{path.stem}-{FOLDER}")


def folders(database: Path) -> list[Path]:
    """Return where copies of a history file lie: one's own, those that an earlier version made for the link
    by which it is reached, and those of other accounts that may write it."""
    own, common = folder_of(database), common_folder(database)
    found = [own, _folder(database)]
    with suppress(OSError):
        beside = (one for one in common.parent.iterdir() if one.name.startswith(f"{common.name}."))
        found += [one for one in (common, *sorted(beside)) if _is_of_a_writer(one, database)]
    by_place = {real(one): one for one in reversed(found)}  # the same may be reached by several names
    return list(by_place.values())[::-1]


def _is_of_a_writer(folder: Path, database: Path) -> bool:
    """Does a folder belong to an account that may write the history? What others put beside it is nothing."""
    if not database.exists():
        return True
    history = database.stat()
    if history.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        return True
    with suppress(OSError):
        return folder.stat().st_uid in (0, history.st_uid)
    return False


def closed(database: Path) -> list[Path]:
    """Return where there are copies of other accounts that this one may not read."""
    own = folder_of(database)
    return [
        one
        for one in folders(database)
        if one != own and one.is_dir() and not os.access(one, os.R_OK | os.X_OK)
    ]


def listed(database: Path) -> list[Backup]:
    """Return the copies of a history file, the newest first."""
    return _sorted(one for one in _named(database, _NAME) if one.path.is_file())


def set_aside_before(database: Path) -> list[Backup]:
    """Return what was the history in that file until another one took its place, the newest first."""
    names = dict.fromkeys((real(database).name, database.name))
    inside = (one._replace(path=one.path / name) for one in _named(database, _FOLDER_NAME) for name in names)
    return _sorted(one for one in inside if one.path.is_file() and one.path.stat().st_size)


def restorable(database: Path) -> list[Backup]:
    """Return all that can be put in the place of a history by its name, the newest first."""
    return _sorted([*listed(database), *set_aside_before(database)])


def _named(database: Path, form: re.Pattern[str]) -> Iterator[Backup]:
    """Yield what is named by its instant and its reason, as one of the two forms has it; of what other
    accounts have, what this one may read."""
    own = folder_of(database)
    for folder in folders(database):
        try:
            for path in folder.iterdir():
                if (match := form.fullmatch(path.name)) and (folder == own or os.access(path, os.R_OK)):
                    with suppress(ValueError):  # digits that are no date: a file of somebody else
                        made = int(datetime.fromisoformat(match[1]).replace(tzinfo=UTC).timestamp())
                        if 0 <= made <= LAST_SECOND:
                            yield Backup(path, made, match[2])
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            if folder == own:
                raise LibraryError(f"{folder} cannot be read ({error.strerror}).") from error


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
