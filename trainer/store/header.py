"""The first 100 bytes of a database file: what they must be for its pages to be read at all.

https://www.sqlite.org/fileformat2.html, sections 1.3 (header), 1.6 (pages) and 4.1 (write-ahead log). Nothing
in them is history, and all that matters of them follows from the pages behind.
"""

import mmap
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from trainer.files import filled

MAGIC = b"SQLite format 3\0"
LENGTH = 100
SIZES = tuple(1 << power for power in range(9, 17))
"""Bytes that a page may have."""

WAL_HEAD, FRAME_HEAD = 32, 24
_WAL_MAGIC = (0x377F0682, 0x377F0683)
_USUAL = 4096
_KINDS = (2, 5, 10, 13)  # pages of the trees that tables and indexes are
_LOOKED_AT = 4096


class Mapped(mmap.mmap):
    """The bytes of a file. ``filled``: from where to where there are any in a sparse one, in order;
    ``since``: where it was read when some was let go."""

    filled: list[tuple[int, int]]
    since: int = 0


@contextmanager
def mapped(path: Path | None) -> Iterator[bytes | Mapped]:
    """Give the bytes of a file, b"" where it is empty or there is none. Raises `OSError`."""
    if path is None or not path.exists() or not path.stat().st_size:
        yield b""
        return
    with path.open("rb") as file, Mapped(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        data.filled = list(filled(file.fileno()))
        yield data


def solid(data: bytes | mmap.mmap, at: int) -> int:
    """Return the next place from ``at`` on where a file has bytes; where it has none any more, its length."""
    if not isinstance(data, Mapped):
        return at
    number = bisect_right(data.filled, (at, len(data))) - 1
    if number >= 0 and at < data.filled[number][1]:
        return at
    return data.filled[number + 1][0] if number + 1 < len(data.filled) else len(data)


def let_go(data: bytes | mmap.mmap, at: int) -> None:
    """Keep no more of a file in memory than some of what lies around the place that it was read at last."""
    if isinstance(data, Mapped) and abs(at - data.since) > _HELD and hasattr(mmap, "MADV_DONTNEED"):
        data.madvise(mmap.MADV_DONTNEED)
        data.since = at


_HELD = 1 << 24
"""Bytes."""


def starts_of(data: bytes | mmap.mmap, size: int, first: int = 0, last: int | None = None) -> Iterator[int]:
    """Yield where pages begin that have bytes, from ``first`` on, each a ``size`` behind the one before,
    before ``last`` (the end)."""
    at, end = first, len(data) if last is None else last
    while at < end:
        if (there := solid(data, at)) >= at + size:
            at += (there - at) // size * size
            continue
        let_go(data, at)
        yield at
        at += size


def page_size(data: bytes | mmap.mmap, wal: bytes | mmap.mmap = b"") -> int:
    """Return how many bytes a page of a database has: the size at which most places where a page would begin
    look like one; of those that fit equally, what the header says, or that of the ``wal``."""
    told = int.from_bytes(data[16:18])
    likely = (65536 if told == 1 else told, int.from_bytes(wal[8:12]), _USUAL)
    sizes = sorted(SIZES, key=lambda size: likely.index(size) if size in likely else len(likely))
    fitting = [_fitting(data, size) for size in sizes]
    return sizes[fitting.index(max(fitting))]


def mended(data: bytes | mmap.mmap, size: int, *, wal: bool) -> bytes:
    """Return the header with which SQLite reads the pages of a file, whatever its own says; ``wal``: with the
    write-ahead log beside it."""
    fresh = bytearray(LENGTH)
    fresh[:16] = MAGIC
    fresh[16:18] = (1 if size == 65536 else size).to_bytes(2)
    fresh[18:24] = bytes((2, 2) if wal else (1, 1)) + bytes((0, 64, 32, 32))
    fresh[24:28] = (1).to_bytes(4)  # with another one at 92: the length of the file says how many pages
    fresh[28:32] = (len(data) // size).to_bytes(4)
    fresh[44:48] = (4).to_bytes(4)  # the form of the list of tables
    fresh[56:60] = (1).to_bytes(4)  # UTF-8
    fresh[60:64] = data[60:64].ljust(4, b"\0")
    fresh[68:72] = data[68:72].ljust(4, b"\0")
    return bytes(fresh)


def pages_told(data: bytes | mmap.mmap) -> int:
    """Return how many pages a file should have; 0 where its header does not tell (section 1.3.8)."""
    counts = data[:16] == MAGIC and data[24:28] == data[92:96]
    return int.from_bytes(data[28:32]) if counts else 0


def is_wal(wal: bytes | mmap.mmap) -> bool:
    """Does a write-ahead log begin as one does?"""
    return int.from_bytes(wal[:4]) in _WAL_MAGIC


def frames(wal: bytes | mmap.mmap, size: int) -> Iterator[tuple[int, int]]:
    """Yield the number of each page in a write-ahead log, and where in it the page begins, the oldest first.
    They are taken as they come, committed or not: what was cut off or changed among them ends nothing."""
    for head in starts_of(wal, FRAME_HEAD + size, WAL_HEAD, len(wal) - FRAME_HEAD - size + 1):
        yield int.from_bytes(wal[head : head + 4]), head + FRAME_HEAD


def _fitting(data: bytes | mmap.mmap, size: int) -> int:
    """Return how many of the first pages would be pages of trees, were they of this size."""
    starts = starts_of(data, size, 0, min(len(data) - size, _LOOKED_AT * size) + 1)
    return sum(fits(data, start, size) for start in starts)


def fits(data: bytes | mmap.mmap, start: int, size: int) -> bool:
    """Does what begins at ``start`` look like a page of a tree, of this size?"""
    head = start + (LENGTH if start == 0 else 0)
    kind = data[head]
    if kind not in _KINDS:
        return False
    count = int.from_bytes(data[head + 3 : head + 5])
    first = head + (8 if kind > 5 else 12)
    if not 0 < count <= size // 4:
        return False
    cells = [int.from_bytes(data[at : at + 2]) for at in range(first, first + 2 * count, 2)]
    # Cells are filled in from the end of a page; those of a smaller page would not reach there.
    return min(cells) >= first + 2 * count - start and size // 2 <= max(cells) < size
