"""What an import brought, remembered so that just that is taken back, and taken in again.

An event of the kind ``import`` tells of each import that brought anything: it is a deed that is taken back
like any other. Of a history as text it says which of its events were new, so that all machines know it, and a
history that was put back and synced again does. That nothing was new is a fact of the history file.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Set
from itertools import islice
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, Protocol

from trainer.core.log import UNDOABLE, Event, NewEvent, details, number_in
from trainer.core.moment import Moment

KIND: Literal["import"] = "import"
ALL, NONE = "all", "none"

TAKEN_BACK = '{"import": true}'
"""The detail of an ``undo``, or ``redo``, that is part of taking back an import. Importing takes in again
what no other undo took back."""

SAYS_WHICH = '"sum": '
"""Stands in the detail of an import that tells which events it brought without the file it was of."""

TAKEN = UNDOABLE | {"parameters"}
"""Kinds of event that taking back an import takes back."""


class Told(Protocol):
    """An event, as far as it tells of an import."""

    @property
    def kind(self) -> str:
        """Its kind."""

    @property
    def detail(self) -> str:
        """What it tells."""


class Fact(NamedTuple):
    """A fact of the history file, kept together with an import: its ``name``, and what it is."""

    name: str
    value: str


class Ordered(Set[str]):
    """Ids of events in their order, each once, of which there may be too many to have them at hand."""

    def __init__(self, number: int, ids: Callable[[], Iterable[str]]) -> None:
        self._number = number
        self._ids = ids

    def __len__(self) -> int:
        return self._number

    def __contains__(self, id: object) -> bool:
        return any(one == id for one in self)

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids())


_AT_ONCE = 10_000


def fact(ids: Iterable[str]) -> str:
    """Return under which name a history notes that none of these events were new; an earlier program noted
    of all of them, too."""
    return f"import {digest(ids)}"


def record(
    file: str,
    new: Set[str],
    again: Set[str],
    when: Moment,
    which: Mapping[str, object] = MappingProxyType({}),
    decks: int = 0,
) -> NewEvent:
    """Return the event that tells of an import.

    Args:
        file: its name. ``which``: see `of_text`. ``decks``: how many files of decks were written.
        new: the ids of the events that are added to the log right before it. ``again``: of those that count
            again by it.
    """
    told = {"file": file, "events": len(new), "again": len(again), "decks": decks, "sum": digest(new)}
    return NewEvent(when, "", KIND, detail=json.dumps(told | dict(which), ensure_ascii=False))


def of_text(ids: Collection[str], brought: Set[str]) -> Mapping[str, object]:
    """Return what the event says of the import of a text with these events, of which some were brought."""
    if len(brought) == len(set(ids)):
        return {"of": digest(ids), "new": ALL}
    import base64
    import zlib

    bits = "".join("1" if id in brought else "0" for id in sorted(set(ids)))
    packed = zlib.compress(int(f"1{bits}", 2).to_bytes(len(bits) // 8 + 1))
    return {"of": digest(ids), "new": base64.b64encode(packed).decode()}


def is_of_text(event: Told) -> bool:
    """Is it the import of a history as text?"""
    return "of" in details(event.detail)


def is_of(event: Told, told: str) -> bool:
    """Is it the import of the text whose events have the `digest` ``told``?"""
    return event.kind == KIND and details(event.detail).get("of") == told


def brought(ids: Collection[str], events: Iterable[Event], noted: str | None) -> Set[str] | None:
    """Return those of the ids that imports of just these brought; None where nothing is known of one.
    ``noted``: the `fact` about them."""
    names, of = sorted(set(ids)), digest(ids)
    found = {ALL: set(names), NONE: set[str]()}.get(noted or "")
    for event in events:
        if is_of(event, of):
            told = str(details(event.detail).get("new"))
            found = (found or set()) | (set(names) if told == ALL else _named(names, told))
    return found


def name_of(event: Told) -> str:
    """Return the name of the file that an import was of, "" where that is not told."""
    return str(details(event.detail).get("file") or "")


def number_of(event: Told, of: Literal["events", "again", "decks"] = "events") -> int:
    """Return how many events, or files of decks, an import brought."""
    return number_in(event.detail, of) or 0


def sum_of(event: Told) -> Any:
    """Return the `digest` of the events that stand right before the event of their import."""
    return details(event.detail).get("sum")


def digest(ids: Iterable[str]) -> str:
    """Return what stands for a set of ids."""
    from hashlib import blake2b  # loads OpenSSL, which practice does not need

    found, end = blake2b(digest_size=12), ""
    names = iter(ids if isinstance(ids, Ordered) else sorted(set(ids)))
    while some := list(islice(names, _AT_ONCE)):
        found.update((end + "\n".join(some)).encode(errors="replace"))
        end = "\n"
    return found.hexdigest()


def _named(names: list[str], packed: str) -> set[str]:
    """Return those of the sorted names that a record says were new; none where it cannot be read."""
    import base64
    import zlib

    try:
        unpacked = zlib.decompressobj().decompress(base64.b64decode(packed), len(names) // 8 + 2)
    except (ValueError, zlib.error):
        return set()
    bits = f"{int.from_bytes(unpacked):b}"[1:]
    return {name for name, bit in zip(names, bits, strict=False) if bit == "1" and len(bits) == len(names)}
