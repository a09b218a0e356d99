"""Writing into a folder on a drive that may be pulled out meanwhile: never into what it was mounted at."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from trainer.core.errors import FileError


def place_of(folder: Path) -> tuple[int, int] | None:
    """Return what tells the folder from another one at the same path; None where there is none."""
    with suppress(OSError):
        found = folder.stat()
        return found.st_dev, found.st_ino
    return None


@contextmanager
def staying(folder: Path, place: tuple[int, int] | None, file: Path) -> Iterator[None]:
    """Write a ``file`` in a folder within the block, but only while that is at the ``place`` where it was
    read. A file that is new somewhere else is taken away again.

    Raises:
        FileError: it is not there any more.
    """
    gone = FileError(
        f"{folder} went away during the exchange; nothing was written there. What came is kept; bring it "
        "back, and the same command goes on"
    )
    if place_of(folder) != place:
        raise gone
    is_new = not file.exists()
    try:
        yield
    except FileError as error:
        raise (gone if place_of(folder) != place else error) from error
    if place_of(folder) != place:
        if is_new:
            file.unlink(missing_ok=True)
        raise gone


def without_making(path: str, flags: int) -> int:
    """Open a file as asked, for `open`, but make none where there is none any more."""
    return os.open(path, flags & ~os.O_CREAT)
