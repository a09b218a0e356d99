"""What was the history until another file took its place: kept, but what is kept already not twice."""

import os
from contextlib import suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import NamedTuple

from trainer.core.errors import LibraryError
from trainer.files import duplicate, real, share, sync_folder
from trainer.store.backup import BESIDE, FORM, beside, is_same, verify
from trainer.store.copies import SET_ASIDE, Backup, folder_of, restorable


class Aside(NamedTuple):
    """Where the file that was the history is now. ``same``: the copy that has all of it as well, and is the
    same file; or what it was set aside as already, and where it is."""

    path: Path
    same: Backup | None = None


def set_aside(database: Path, now: int) -> Aside | None:
    """Keep a history file, and move what belongs to it out of the way, before another takes its place. It
    stays at its place, too: were the power to fail now, a new program would else begin an empty history
    there."""
    files = [path for end in ("", *BESIDE) if (path := beside(database, end)).exists()]
    if not files:
        return None
    same = _kept(database) if files == [real(database)] else None
    if same is not None and same.reason == SET_ASIDE:
        with suppress(OSError):  # it counts from now on again (`trainer.store.backup.superfluous_aside`)
            os.utime(same.path.parent, (now, now))
        return Aside(same.path, same)
    stem = f"{datetime.fromtimestamp(now, UTC):{FORM}}Z-{SET_ASIDE}"
    names = (f"{stem}{number or ''}" for number in count())
    folder = next(place for name in names if not (place := folder_of(database) / name).exists())
    folder.mkdir(mode=0o700, parents=True)
    share(folder.parent, database)
    share(folder, database)
    for path in reversed(files):
        source = path if same is None else same.path
        _double(source, folder / f"{real(database).name}{path.name.removeprefix(real(database).name)}")
        if path != real(database):
            path.unlink()
    sync_folder(folder)
    sync_folder(folder.parent)
    return Aside(folder / real(database).name, same)


def _double(path: Path, target: Path) -> None:
    """Give a file a second name, or a copy where the file system has no such names."""
    try:
        target.hardlink_to(path)
    except OSError:
        duplicate(path, target)
        share(target, path, whole=True)
        with target.open("rb+") as file:
            os.fsync(file.fileno())


def _kept(database: Path) -> Backup | None:
    """Return what is kept already and has all that a history has; None for a damaged one."""
    with suppress(LibraryError):
        verify(database)
        own = folder_of(database)
        for one in restorable(database):
            if own in one.path.parents and is_same(database, one.path):
                verify(one.path)
                return one
    return None
