"""Rows, and entries of indexes, read from the pages of a database file themselves: what leads SQLite to a
page, such as the list of tables, the root of one or an index, may be damaged while the page is whole.

https://www.sqlite.org/fileformat2.html, sections 1.6 (pages) and 2.1 (records).
"""

import mmap
import re
import struct
from bisect import bisect_left
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import chain, pairwise
from pathlib import Path
from typing import NamedTuple

from trainer.store.header import (
    LENGTH,
    fits,
    frames,
    let_go,
    mapped,
    page_size,
    pages_told,
    solid,
    starts_of,
)

Value = str | bytes | int | float | None
Row = tuple[Value, ...]

_MOST = 2**26  # bytes of one row
_INDEX_NODE, _NODE, _INDEX_LEAF, _LEAF = 2, 5, 10, 13
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_LIKELY = re.compile(rb"[\x02\x05\x0a\x0d][\x00-\x0f].[\x00-\x0f]", re.DOTALL)
"""How a page of a tree begins: its kind, the first gap in it, how many cells it has."""
_LIKELY_SIZE = 4
_NOTHING = bytes(1 << 16)

_FAR = 64
"""How many pages may be missing in the middle of a file, or be too many, for what leads to others to tell."""

_Page = Callable[[int], bytes]


class Cell(NamedTuple):
    """A row of a table with its ``number`` there, or an entry of an index, then without; and the number of
    the ``page`` that it stands on."""

    row: Row
    number: int | None
    page: int


class _Stretch(NamedTuple):
    """Bytes of a file in which each page is so many bytes before where its number says. ``start``: of the
    first page that is known to be among them; ``first``: where the last known one before them ends."""

    first: int
    start: int
    missing: int


class _Layout:
    """Where the pages of a file are. Bytes may have been taken out in the middle of it, or put in, in several
    places: then what comes behind is not where its number says."""

    def __init__(self, data: bytes | mmap.mmap, log: bytes | mmap.mmap) -> None:
        self.size = size = page_size(data, log)
        self.data = data
        self.astray = list(_astray(data, size))
        gone = pages_told(data) * size - len(data)
        self.most = max(pages_told(data), len(data) // size)
        self.stretches = [_Stretch(0, 0, 0)]
        if not self.astray and gone <= 0:
            return
        whole = starts_of(data, size, size, len(data) - size + 1)
        right = (start for start in whole if fits(data, start, size))
        known = sorted([*self.astray, *right])
        told = self._told(known)
        for start, following in pairwise((*known, len(data))):
            now = self.stretches[-1]
            if (start - now.start) % size == 0:
                if now.missing not in told[start] and (both := told[start] & told.get(following, set())):
                    self._begin(start, min(both, key=abs), known)
            elif (following - start) % size == 0:  # of one alone it may be a text that only looks like a page
                untold = -start % size if gone >= 0 else -(start % size)  # then less than a page
                both = told[start] & told.get(following, set())
                self._begin(start, min(both or told[start] or {untold}, key=abs), known)
        end = self.stretches[-1]
        by_length = end.start and gone > -len(data) and (end.start + gone) % size == 0
        if by_length and not any(end.missing in told[start] for start in known if start >= end.start):
            self.stretches[-1] = end._replace(missing=gone)

    def _begin(self, start: int, missing: int, known: list[int]) -> None:
        """Begin another stretch at one of the known pages."""
        before = bisect_left(known, start)
        first = known[before - 1] + self.size if before else 0
        self.stretches.append(_Stretch(first, start, missing))

    def _told(self, known: list[int]) -> dict[int, set[int]]:
        """Return for each of the known pages how many bytes it may be before where its number says, by what
        leads to it: the number of a page and that of its last row."""
        size, ends = self.size, dict[int, list[int]]()
        for start in known:
            if (last := self._last(start)) is not None:
                ends.setdefault(last, []).append(start)
        told: dict[int, set[int]] = {start: set() for start in known}
        for start in (0, *known):
            head = start if start else LENGTH
            if head >= len(self.data) or self.data[head] != _NODE:
                continue
            for child, last in _children(self.data[start : start + size], head - start):
                for place in ends.get(last, ()):
                    missing = (child - 1) * size - place
                    if child <= self.most and abs(missing) < _FAR * size:
                        told[place].add(missing)
        return told

    def _last(self, start: int) -> int | None:
        """Return the number of the last row on a page of a table; None where there is none."""
        page = self.data[start : start + self.size] if start > 0 else b""
        with suppress(IndexError):
            if page[0] == _LEAF and (count := int.from_bytes(page[3:5])):
                cell = int.from_bytes(page[6 + 2 * count : 8 + 2 * count])
                return _number(page, _number(page, cell)[1])[0]
        return None

    def number(self, start: int) -> int:
        """Return the number that the page has which begins at a byte."""
        here = next(one for one in reversed(self.stretches) if one.start <= start)
        return (start + here.missing) // self.size + 1

    def page(self, number: int) -> bytes:
        """Return the page of a long row by its number, b"" where there is none. What lies between the known
        pages of two stretches may be of either: then it is the one that begins as such a page does."""
        found = []
        for here, after in pairwise((*self.stretches, _Stretch(0, len(self.data), 0))):
            start = (number - 1) * self.size - here.missing
            if max(0, here.first) <= start < after.start:
                found.append(self.data[start : start + self.size])
        likely = (page for page in found if int.from_bytes(page[:4]) <= self.most)
        return next(likely, b"") if number > 1 else b""

    def starts(self) -> Iterator[int]:
        """Yield where pages begin, or may: first those that are where they should be."""
        yield from starts_of(self.data, self.size)
        for start, following in pairwise((*self.astray, len(self.data))):
            if start >= self.size:
                yield start - self.size  # of this one, bytes were taken out: the rest of it may be there
            yield from starts_of(self.data, self.size, start, following)


def cells(path: Path | None, wal: Path | None = None) -> Iterator[Cell]:
    """Yield each row of any table, and each entry of any index, that stands on a page of a file, and then of
    a write-ahead log, in the order of the pages. What is none is passed over; of a row that was changed, an
    older state may come too. Raises `OSError`."""
    with mapped(path) as data, mapped(wal) as log:
        layout = _Layout(data, log)
        size = layout.size
        latest = dict(frames(log, size))

        def of_both(number: int) -> bytes:
            at = latest.get(number)
            return layout.page(number) if at is None else log[at : at + size]

        for start in layout.starts():
            page, head = data[start : start + size].ljust(size, b"\0"), 0 if start else LENGTH
            yield from _page(page, head, layout.page, layout.number(start))
        for number, at in frames(log, size):
            yield from _page(log[at : at + size], LENGTH if number == 1 else 0, of_both, number)


def nodes(path: Path | None, wal: Path | None = None) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Yield each page that leads to the pages of a table: its number, and those of the pages that it leads
    to, each with the number of the last row there; of the last of them none. Raises `OSError`."""
    with mapped(path) as data, mapped(wal) as log:
        layout = _Layout(data, log)
        size = layout.size
        of_file = ((layout.number(start), data, start) for start in layout.starts())
        of_log = ((number, log, at) for number, at in frames(log, size))
        for number, source, start in chain(of_file, of_log):
            page, head = source[start : start + size], LENGTH if number == 1 else 0
            if len(page) == size and page[head] == _NODE:
                yield number, list(_children(page, head))


def missing_pages(path: Path) -> tuple[int, int]:
    """Return how many pages a file has, and how many it had, as far as its header tells; the latter is never
    less. Raises `OSError`."""
    with mapped(path) as data:
        there = len(data) // page_size(data)
        return there, max(there, pages_told(data))


def is_whole(path: Path) -> bool:
    """Has a file as many bytes as its header tells, and each page where it should be? Raises `OSError`."""
    with mapped(path) as data:
        layout = _Layout(data, b"")
        told = pages_told(data) * layout.size == len(data)
        return bool(data) and told and len(layout.stretches) == 1


def _astray(data: bytes | mmap.mmap, size: int) -> Iterator[int]:
    """Yield where pages begin that are not where one of its size should."""
    at = size  # the first page has another head before its own
    while (at := solid(data, at)) + size <= len(data):
        let_go(data, at)
        end = at + len(_NOTHING)
        hole = data[at:end] == _NOTHING  # it may be gigabytes
        found = None if hole else _LIKELY.search(data, at, end + _LIKELY_SIZE - 1)
        if found is None:
            at = end
            continue
        start = found.start()
        is_one = start + size <= len(data) and fits(data, start, size)
        if is_one and start % size:
            yield start
        at = start + (size if is_one else 1)


def _children(page: bytes, head: int) -> Iterator[tuple[int, int]]:
    for number in range(min(int.from_bytes(page[head + 3 : head + 5]), len(page) // 6)):
        place = head + 12 + 2 * number
        cell = int.from_bytes(page[place : place + 2])
        try:
            yield int.from_bytes(page[cell : cell + 4]), _number(page, cell + 4)[0]
        except IndexError:
            continue


def _page(page: bytes, head: int, other: _Page, own: int) -> Iterator[Cell]:
    """Yield what is on a page, whose own head begins at ``head``: the entries of an index, or rows, whatever
    else it says it is. ``own``: its number."""
    kind = page[head]
    first = 12 if kind == _INDEX_NODE else 8
    count = min(int.from_bytes(page[head + 3 : head + 5]), len(page) // 6)
    for place in range(head + first, head + first + 2 * count, 2):
        cell = int.from_bytes(page[place : place + 2])
        try:
            number, payload = _payload(page, cell, kind, other)
            yield Cell(_record(payload), number, own)
        except (IndexError, ValueError, struct.error):
            continue


def _payload(page: bytes, at: int, kind: int, other: _Page) -> tuple[int | None, bytes]:
    """Return the number of the row that begins at ``at`` (an entry of an index has none), and all its bytes,
    those on further pages included."""
    usable, number = len(page), None
    if kind == _INDEX_NODE:
        at += 4  # which page is below
    length, at = _number(page, at)
    if kind in (_INDEX_NODE, _INDEX_LEAF):
        most = (usable - 12) * 64 // 255 - 23
    else:
        most = usable - 35
        number, at = _number(page, at)
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
    if length > local and any(following):
        raise ValueError("the rest of the row is another page now")
    return number, b"".join(parts)


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
        if at > len(payload):
            raise ValueError("no row")
        values.append(value)
    if at < len(payload):
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
