"""The ids of events: UUIDv7, which grow in the order in which a device writes them."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import hashlib


def new_id(at: int, after: str = "") -> str:
    """Return a fresh UUIDv7 (RFC 9562) for the UTC instant ``at`` in milliseconds.

    It sorts behind the id ``after``, if one is given, also where that is of the same millisecond or a later
    one: then it counts on from there (method 2 of section 6.2).
    """
    return next(new_ids(at, after))


def new_ids(at: int, after: str = "") -> Iterator[str]:
    """Yield any number of ids as `new_id` returns one, each behind the one before."""
    instant, last = min(max(at, 0), 2**48 - 1) << 74, _bits(after)
    while True:
        random = int.from_bytes(os.urandom(10))
        bits = instant | random & (1 << 74) - 1
        if bits <= last < _LAST_OF_ALL:
            bits = last + 1 + random % _FARTHEST_ON
        yield _written(bits)
        last = bits


def _written(bits: int) -> str:
    """Return a UUIDv7 from its bits without version and variant; the inverse of `_bits`."""
    instant, high, low = bits >> 74, bits >> 62 & 0xFFF, bits & (1 << 62) - 1
    late, early = low >> 48 | 2 << 14, low & (1 << 48) - 1
    return f"{instant >> 16:08x}-{instant & 0xFFFF:04x}-7{high:03x}-{late:04x}-{early:012x}"


_LAST_OF_ALL = 2**122 - 2**33
_FARTHEST_ON = 2**32
"""How much greater than the one before it the id is at most that counts on from it."""


def instant_of(id: str) -> int | None:
    """Return the instant that a UUIDv7 was made at, UTC milliseconds; None of what is none. An event that was
    written here has the same, but one whose id counts on from another's: that was made under a clock that
    was before the other's, or in its millisecond."""
    return _bits(id) >> 74 if _UUID7.fullmatch(id) else None


def counting_on(ids: Iterable[str]) -> set[str]:
    """Return those of the ids that count on from another one of them; see `new_id`."""
    known = sorted((_bits(id), id) for id in ids if _UUID7.fullmatch(id))
    return {id for (before, _), (bits, id) in pairwise(known) if bits - before <= _FARTHEST_ON}


_UUID7 = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def derived_id(at: int, name: str) -> str:
    """Return the id that ``name`` has for what happened at ``at`` (ms), the same on every device: what comes
    from another program is not there twice if it is brought in again."""
    made, then = _sha256()(name.encode()).digest(), min(max(at, 0), 2**48 - 1)
    high, late = (
        (made[0] << 10 | made[1] << 2 | made[2] >> 6) & 0xFFF,
        made[2] << 8 & 0x3F00 | made[3] | 2 << 14,
    )
    # As `_written` does it, sooner: an import derives hundreds of thousands.
    return f"{then >> 16:08x}-{then & 0xFFFF:04x}-7{high:03x}-{late:04x}-{made[4:10].hex()}"


@cache
def _sha256() -> Callable[[bytes], "hashlib._Hash"]:
    import hashlib  # loads OpenSSL, which practice does not need

    return hashlib.sha256


def _bits(id: str) -> int:
    """Return the bits of a UUIDv7 that are neither version nor variant; -1 for what is none."""
    try:
        digits = int(id.replace("-", ""), 16)
    except ValueError:
        return -1
    return digits >> 80 << 74 | (digits >> 64 & 0xFFF) << 62 | digits & (1 << 62) - 1
