"""Rows read from the pages of a database file themselves, where SQLite reads none: what leads to a page, such
as the list of tables or the root of one, may be damaged while the page is whole.

https://www.sqlite.org/fileformat2.html, sections 1.6 (pages) and 2.1 (records).
"""

import mmap
import struct
from collections.abc import Iterator
from pathlib import Path

Value = str | bytes | int | float | None

_LEAF = 13  # the kind of a page with rows of a table
_MOST = 2**26  # bytes of one row
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


def rows(path: Path) -> Iterator[tuple[Value, ...]]:
    """Yield each row of any table that stands on a page of the file, in the order of the pages. What is no
    row is passed over; of a row that was changed, an older state may come too. Raises `OSError`."""
    if path.stat().st_size < 512:
        return
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        size, reserved = 4096, 0
        told = int.from_bytes(data[16:18])
        if data[:16] == b"SQLite format 3\0" and (told == 1 or told >= 512):
            size, reserved = 65536 if told == 1 else told, data[20]
        for start in range(0, len(data), size):
            yield from _page(data, start, size, size - reserved)


def _page(data: mmap.mmap, start: int, size: int, usable: int) -> Iterator[tuple[Value, ...]]:
    head = start + (100 if start == 0 else 0)
    if len(data) < head + 8 or data[head] != _LEAF:
        return
    cells = min(int.from_bytes(data[head + 3 : head + 5]), size // 6)
    for number in range(cells):
        place = head + 8 + 2 * number
        cell = int.from_bytes(data[place : place + 2])
        try:
            yield _record(_payload(data, start + cell, size, usable))
        except (IndexError, ValueError, struct.error):
            continue


def _payload(data: mmap.mmap, at: int, size: int, usable: int) -> bytes:
    """Return all bytes of the row whose cell begins at ``at``, those on further pages included."""
    length, at = _number(data, at)
    _, at = _number(data, at)  # the row's own number
    if length > _MOST:
        raise ValueError("no row")
    local = length
    if length > usable - 35:
        least = (usable - 12) * 32 // 255 - 23
        local = least + (length - least) % (usable - 4)
        local = local if local <= usable - 35 else least
    parts, left = [data[at : at + local]], length - local
    following = data[at + local : at + local + 4]
    while left > 0:
        page = (int.from_bytes(following) - 1) * size
        if page <= 0 or page + size > len(data):
            raise ValueError("the rest of the row is not there")
        parts.append(data[page + 4 : page + 4 + min(left, usable - 4)])
        left -= usable - 4
        following = data[page : page + 4]
    return b"".join(parts)


def _record(payload: bytes) -> tuple[Value, ...]:
    end, at = _number(payload, 0)
    kinds = []
    while at < end:
        kind, at = _number(payload, at)
        kinds.append(kind)
    if at != end:
        raise ValueError("no row")
    values: list[Value] = []
    for kind in kinds:
        value, at = _value(payload, at, kind)
        values.append(value)
    if at != len(payload):
        raise ValueError("no row")
    return tuple(values)


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind >= 12:
        end = at + (kind - 12) // 2
        part = payload[at:end]
        return (part.decode(errors="replace") if kind % 2 else part), end
    if kind in _INTEGERS:
        end = at + _INTEGERS[kind]
        return int.from_bytes(payload[at:end], signed=True), end
    if kind == 7:
        return struct.unpack_from(">d", payload, at)[0], at + 8
    if kind in (0, 8, 9):
        return (None, 0, 1)[max(0, kind - 7)], at
    raise ValueError("no row")


def _number(data: bytes | mmap.mmap, at: int) -> tuple[int, int]:
    """Read an integer of 1 to 9 bytes; return it and where it ends."""
    value = 0
    for place in range(8):
        byte = data[at + place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    return value << 8 | data[at + 8], at + 9
