"""Reading a history that cannot be written: on read-only media, in the folder of somebody else."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from trainer.core.errors import LibraryError


def is_writable(path: Path) -> bool:
    """Can the file at ``path`` be written, and others beside it, as SQLite needs for it?"""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


@contextmanager
def readable(path: Path) -> Iterator[Path]:
    """Give the path itself, or that of a copy, thrown away after, where the file cannot be written.

    Raises:
        LibraryError: the file cannot be read either, or there is no room for the copy.
    """
    if not path.exists() or is_writable(path):
        yield path
        return
    with TemporaryDirectory(prefix="trainer-") as folder:
        copy = Path(folder, path.name)
        try:
            for end in ("", "-wal", "-journal"):
                if (source := Path(f"{path}{end}")).exists():
                    shutil.copyfile(source, f"{copy}{end}")
        except OSError as error:
            raise LibraryError(f"{error.filename or path} cannot be read ({error.strerror}).") from error
        yield copy
