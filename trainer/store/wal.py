"""What a ``-wal`` has behind the place up to which SQLite reads it: its log ends where a checksum is wrong,
and whoever opens the file for writing takes it for the end of what was saved, and writes over the rest.

https://www.sqlite.org/fileformat2.html, 4.1 to 4.3, and https://www.sqlite.org/walformat.html, 2.1
"""

import sqlite3
import struct
import sys
from contextlib import closing, suppress
from pathlib import Path

from trainer.core.errors import LibraryDamagedError
from trainer.core.text import counted
from trainer.files import real
from trainer.store.connecting import connected, is_open_here
from trainer.store.header import FRAME_HEAD, WAL_HEAD, is_wal, mapped, page_size, starts_of

CERTAIN = 2
"""So many changes behind the damage, and it is none of a change that was still being written: of that one
the end may be on the disk, and not what is before it, when the power fails; but the next one begins when all
of it is there."""


def not_unread(path: Path) -> None:
    """Raise `LibraryDamagedError` if what is in a ``-wal`` behind damage would be written over."""
    if (changes := unread(path)) >= CERTAIN:
        raise LibraryDamagedError(f"{told(path, changes)}. `trainer doctor --repair` saves what can be read.")


def told(path: Path, changes: int) -> str:
    """Say that so many changes are not read."""
    return (
        f"{path}-wal, with the last answers, is damaged: {counted(changes, 'change')} behind the damage "
        f"cannot be read as usual"
    )


def unread(path: Path) -> int:
    """Return how many changes are in the ``-wal`` of the database at ``path`` that SQLite does not read; none
    of one that is open here, which was looked at before."""
    if is_open_here(path):
        return 0
    with suppress(OSError, sqlite3.Error), mapped(_beside(path, "-wal")) as log:
        if len(log) <= WAL_HEAD or not path.stat().st_size:  # of no file SQLite destroys it, be it to read
            return 0
        with mapped(path) as data:
            size = FRAME_HEAD + page_size(data, log)
        heads = {at: bytes(log[at : at + FRAME_HEAD]) for at in starts_of(log, size, WAL_HEAD)}
        ends = [at for at, head in heads.items() if head[4:8] != bytes(4)]  # of changes
        salts = _salts(bytes(log[:WAL_HEAD])) or next(
            (head[8:16] for head in heads.values() if any(head)), b""
        )
        read = WAL_HEAD + size * _read(path)
        return sum(at >= read and heads[at][8:16] == salts for at in ends)
    return 0


def _salts(head: bytes) -> bytes:
    """Return what stands in each part of a log with this head; b"" where that is damaged."""
    words = struct.unpack(">6I" if head[3] & 1 else "<6I", head[:24])
    first = second = 0
    for at in range(0, 6, 2):
        first = (first + words[at] + second) % (1 << 32)
        second = (second + words[at + 1] + first) % (1 << 32)
    sums = int.from_bytes(head[24:28]), int.from_bytes(head[28:32])
    return head[16:24] if is_wal(head) and sums == (first, second) else b""


def _read(path: Path) -> int:
    """Return how many parts of its log SQLite reads. Who may not write changes nothing of it."""
    with closing(connected(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
        with _beside(path, "-shm").open("rb") as shared:
            shared.seek(16)
            return int.from_bytes(shared.read(4), sys.byteorder)


def _beside(path: Path, end: str) -> Path:
    """Return what SQLite keeps beside a database."""
    return Path(f"{real(path)}{end}")
