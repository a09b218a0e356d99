"""A copy of the history put in its place."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from trainer.core.errors import LibraryBusyError, LibraryError, UsageError
from trainer.files import duplicate, real, share, sync_folder, what_is
from trainer.leavings import DAY, begun, sweep
from trainer.store.aside import Aside, set_aside
from trainer.store.backup import (
    RESTORED,
    beside,
    copy_whole,
    private,
    unused,
    verify,
    working,
)
from trainer.store.codec import BEFORE
from trainer.store.connecting import connected
from trainer.store.copies import SET_ASIDE, Backup, folders, restorable
from trainer.store.errors import explained

FROM_ELSEWHERE = "from-elsewhere"
"""Why there is a file that is no copy made here: the user has it from somewhere."""

_OF_IT = ("-wal", "-journal")
"""Ends of the names of files without which a database lacks something."""


def restore(database: Path, name: str, now: int) -> tuple[Backup, Aside | None]:
    """Put a copy in the place of the history file; return it, and where the present file is now.

    The present file is set aside with all that belongs to it, so that it can be put back as well; were its
    ``-wal`` left where it is, SQLite would play it onto the copy. A copy of another device's history gets a
    device id of its own here, so that no two devices write under one.

    Raises:
        UsageError: there is no such copy.
        LibraryError: the copy is damaged, another program has the history open, or the files cannot be moved.
            Then nothing was changed. What was set aside is put back even if damaged: it was there before.
    """
    known = restorable(database)
    chosen = next((one for one in known if name in (one.name, f"{one.name}.db", str(one.path))), None)
    file = Path(name)
    if chosen is None and what_is(file):
        raise UsageError(f"{name} is {what_is(file)}; name a copy of `trainer backup list`, or a file")
    if chosen is None and os.path.exists(file):  # noqa: PTH110  none, too, where no name can be so long
        ours = any(real(folder) in real(file).parents for folder in folders(database))
        chosen = Backup(file, now, SET_ASIDE if ours else FROM_ELSEWHERE)
    if chosen is None:
        raise UsageError(f"there is no backup {name!r}; `trainer backup list` names them")
    sweep(working(database), now - DAY)
    is_sound = _is_sound(chosen)
    place = real(database)
    try:
        with begun(place.with_name(f".{place.name}"), "restored") as fresh:
            if is_sound:
                copy_whole(chosen.path, fresh)
            else:
                _double(chosen.path, fresh)
            unused(database)
            if is_sound:
                _tell(fresh, RESTORED, str(now))
                if _device(database) not in ("", _device(fresh)):
                    _renew_device(fresh)
            share(fresh, place, whole=True)
            aside = set_aside(database, now)
            fresh.replace(place)
            for end in _OF_IT:
                if (file := Path(f"{fresh}{end}")).exists():
                    file.replace(beside(database, end))
        sync_folder(place.parent)
    except OSError as error:
        raise LibraryError(
            f"{database} cannot be replaced ({error.strerror}). Nothing was changed."
        ) from error
    return chosen, aside


def _is_sound(chosen: Backup) -> bool:
    """Is a copy whole? Raises `LibraryError` for one that is not and was no history in use."""
    try:
        verify(chosen.path)
    except LibraryBusyError:
        raise
    except LibraryError:
        if chosen.reason != SET_ASIDE:
            raise
        return False
    return True


def _double(source: Path, target: Path) -> None:
    """Copy a damaged file bytewise, with what belongs to it, into an empty one."""
    for end in ("", *_OF_IT):
        if (file := beside(source, end)).exists():
            duplicate(file, to := Path(f"{target}{end}"))
            private(to)
            with to.open("rb+") as written:
                os.fsync(written.fileno())


def _device(path: Path) -> str:
    """Return the id of the device whose history a file is, "" where it cannot be told."""
    if not path.exists() or not path.stat().st_size:  # which SQLite would make one of
        return ""
    with suppress(sqlite3.Error), closing(connected(path)) as connection:
        for (device,) in connection.execute("SELECT value FROM about WHERE name = 'device'"):
            return str(device)
    return ""


def _tell(path: Path, name: str, value: str) -> None:
    """Write a fact about a history file into it."""
    with explained(path), closing(connected(path)) as connection:
        connection.execute("INSERT OR REPLACE INTO about (name, value) VALUES (?, ?)", (name, value))
        connection.commit()


def _renew_device(path: Path) -> None:
    """Give a history file another device id; what was done under the one before stays its own to undo."""
    with explained(path), closing(connected(path)) as connection:
        connection.execute(
            "INSERT OR REPLACE INTO about (name, value) SELECT ? || device, id FROM event"
            " WHERE device = (SELECT value FROM about WHERE name = 'device') ORDER BY rowid DESC LIMIT 1",
            (BEFORE,),
        )
        connection.commit()
    _tell(path, "device", os.urandom(8).hex())
