"""Rows, and entries of indexes, read from the pages of a database file themselves: what leads SQLite to a
page, such as the list of tables, the root of one or an index, may be damaged while the page is whole.

https://www.sqlite.org/fileformat2.html, sections 1.6 (pages) and 2.1 (records).
"""

import struct
from collections.abc import Callable, Iterator
from pathlib import Path

from trainer.store.header import LENGTH, frames, mapped, page_size

Value = str | bytes | int | float | None
Row = tuple[Value, ...]

_MOST = 2**26  # bytes of one row
_INDEX_NODE, _INDEX_LEAF = 2, 10
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}

_Page = Callable[[int], bytes]


def rows(path: Path | None, wal: Path | None = None) -> Iterator[tuple[Row, bool]]:
    """Yield each row of any table, and each entry of any index (then with True), that stands on a page of a
    file, and then of a write-ahead log, in the order of the pages. What is none is passed over; of a row that
    was changed, an older state may come too. Raises `OSError`."""
    with mapped(path) as data, mapped(wal) as log:
        size = page_size(data, log)

        def of_file(number: int) -> bytes:
            return data[(number - 1) * size : number * size] if number > 0 else b""

        latest = dict(frames(log, size))

        def of_both(number: int) -> bytes:
            at = latest.get(number)
            return of_file(number) if at is None else log[at : at + size]

        for number in range(1, -(-len(data) // size) + 1):
            yield from _page(of_file(number).ljust(size, b"\0"), LENGTH if number == 1 else 0, of_file)
        for number, at in frames(log, size):
            yield from _page(log[at : at + size], LENGTH if number == 1 else 0, of_both)


def _page(page: bytes, head: int, other: _Page) -> Iterator[tuple[Row, bool]]:
    """Yield what is on a page, whose own head begins at ``head``: the entries of an index, or rows, whatever
    else it says it is."""
    kind = page[head]
    first = 12 if kind == _INDEX_NODE else 8
    cells = min(int.from_bytes(page[head + 3 : head + 5]), len(page) // 6)
    for number in range(cells):
        place = head + first + 2 * number
        cell = int.from_bytes(page[place : place + 2])
        try:
            yield _record(_payload(page, cell, kind, other)), kind in (_INDEX_NODE, _INDEX_LEAF)
        except (IndexError, ValueError, struct.error):
            continue


def _payload(page: bytes, at: int, kind: int, other: _Page) -> bytes:
    """Return all bytes of what begins at ``at``, those on further pages included."""
    usable = len(page)
    if kind == _INDEX_NODE:
        at += 4  # which page is below
    length, at = _number(page, at)
    if kind in (_INDEX_NODE, _INDEX_LEAF):
        most = (usable - 12) * 64 // 255 - 23
    else:
        most = usable - 35
        _, at = _number(page, at)  # the row's own number
    if length > _MOST:
        raise ValueError("no row")
    local = length
    if length > most:
        least = (usable - 12) * 32 // 255 - 23
        local = least + (length - least) % (usable - 4)
        local = local if local <= most else least
    parts, left = [page[at : at + local]], length - local
    following = page[at + local : at + local + 4]
    while left > 0:
        further = other(int.from_bytes(following))
        if len(further) < usable:
            raise ValueError("the rest of the row is not there")
        parts.append(further[4 : 4 + min(left, usable - 4)])
        left -= usable - 4
        following = further[:4]
    return b"".join(parts)


def _record(payload: bytes) -> Row:
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


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Read an integer of 1 to 9 bytes; return it and where it ends."""
    value = 0
    for place in range(8):
        byte = data[at + place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    return value << 8 | data[at + 8], at + 9
