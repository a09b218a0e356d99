"""What is left of a repair, a restore or a copy that was killed in the middle: whole copies of a history,
which nobody would look for, and nothing needs."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from trainer.files import real

BESIDE = ("-wal", "-shm", "-journal")
"""Ends of the names of files that belong to a database file, and to no other one in its place."""

_ENDS = f"({'|'.join(BESIDE)})?"
_FOLDER = re.compile(r"\.(repair|rescue)-[a-z0-9_]{8}")
_IN_FOLDER = re.compile(f"(whole|alone|copy){_ENDS}")
_OWN = r"(\.[0-9a-f]{8})?"
_PART = re.compile(rf"\d{{8}}T\d{{6}}Z-[a-z-]+{_OWN}\.part{_ENDS}")
_DAY = 86_400


def begun(path: Path, what: str) -> Path:
    """Return where a file is written that is put at ``path`` when it is whole, a name that no other program
    takes meanwhile; ``what`` it is."""
    return path.with_name(f"{path.name}.{os.urandom(4).hex()}.{what}")


def leavings(database: Path, copies: Path) -> Iterator[Path]:
    """Yield what lies beside a history file, and in the folder ``copies``, of what was begun and not ended.
    Some of it may belong to what runs just now."""
    fresh = re.compile(rf"\.{re.escape(real(database).name)}{_OWN}\.(repaired|restored){_ENDS}")
    for folder in {database.parent, real(database).parent}:
        for path in _in(folder):
            if (_FOLDER.fullmatch(path.name) and _is_ours(path)) or fresh.fullmatch(path.name):
                yield path
    yield from (path for path in _in(copies) if _PART.fullmatch(path.name))


def sweep(database: Path, copies: Path, now: int) -> None:
    """Delete what is a day old and more, at the UTC second ``now``: nothing runs for so long."""
    for path in leavings(database, copies):
        with suppress(OSError):
            if now - max(one.stat().st_mtime for one in (path, *_in(path))) >= _DAY:
                shutil.rmtree(path) if path.is_dir() else path.unlink()


def _in(folder: Path) -> list[Path]:
    with suppress(OSError):
        return sorted(folder.iterdir())
    return []


def _is_ours(folder: Path) -> bool:
    return (
        folder.is_dir()
        and not folder.is_symlink()
        and all(_IN_FOLDER.fullmatch(path.name) for path in _in(folder))
    )
