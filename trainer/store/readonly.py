"""Reading a history that cannot be written, on read-only media or in the folder of somebody else, or that is
not there yet: who only looks makes none."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from trainer.core.errors import LibraryDiskError, LibraryError
from trainer.files import duplicate
from trainer.leavings import refused, scratch
from trainer.store.backup import beside
from trainer.store.errors import standing_for
from trainer.store.schema import not_lost

_ROOM = 256 * 1024
"""Bytes that a disk has at least on which a history is opened at its place."""


def is_writable(path: Path) -> bool:
    """Can the file at ``path`` be written, and others beside it, as SQLite needs for it even to read?"""
    allowed = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    return allowed and shutil.disk_usage(path.parent).free >= _ROOM


def _is_there(path: Path) -> bool:
    """Is there a file, or something that SQLite can say better what is wrong with?"""
    try:
        return path.exists()
    except OSError:
        return True


def is_locked(path: Path) -> bool:
    """Is there a history that can only be read?"""
    return _is_there(path) and not is_writable(path)


@contextmanager
def readable(path: Path) -> Iterator[Path]:
    """Give the path itself, or that of a copy, thrown away after, where the file cannot be written or is not
    there.

    Raises:
        LibraryError: the file cannot be read either, there is no room for the copy, or it was there once.
    """
    if _is_there(path):
        if is_writable(path):
            yield path
            return
    else:
        not_lost(path)
    with copied(path) as copy:
        yield copy


@contextmanager
def copied(path: Path) -> Iterator[Path]:
    """Give the path of a copy, thrown away after, of a history, or of none.

    Raises:
        LibraryError: the file cannot be read, or there is no room for the copy.
    """
    with ExitStack() as left:
        try:
            copy = left.enter_context(scratch()) / path.name
        except OSError as error:
            raise LibraryDiskError(refused(error.strerror)) from error
        try:
            for end in ("", "-wal", "-journal"):
                if (source := beside(path, end)).exists():
                    duplicate(source, Path(f"{copy}{end}"))
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):  # which is so where it is written
                raise LibraryDiskError(refused(error.strerror)) from error
            raise LibraryError(f"{error.filename or path} cannot be read ({error.strerror}).") from error
        with standing_for(copy, path):
            yield copy
