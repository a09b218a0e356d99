"""Whether the history file that is open is still the one that lies at its place."""

import sqlite3
from pathlib import Path

from trainer.core.errors import LibraryError


class Place:
    """Notices that the file at ``path`` was deleted or replaced since this was made. What is written then
    goes into a file that has no name any more, and is gone with the program."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._was = _identity(path)
        self._rescued = ""

    def check(self) -> None:
        """Raise `LibraryError` if another file, or none, is at the path; the first time all that was
        answered is put among the copies, so that it can be restored."""
        if self._was is None or _identity(self.path) == self._was:
            return
        raise LibraryError(
            f"{self.path} was deleted or replaced by another program. The last answer was not saved. "
            f"{self._rescued or self._rescue()} End this program and start it again."
        )

    def _rescue(self) -> str:
        from trainer.store.backup import rescue

        try:
            name = rescue(self.path, self._connection).name
        except LibraryError as error:
            return f"What was answered before could not be put aside: {error}"
        self._rescued = f"What was answered before is kept: `trainer restore {name}` puts it back."
        return self._rescued


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
