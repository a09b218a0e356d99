"""What an import of a history as text brought, remembered so that no more than that is taken back.

An event of the kind ``import`` says which of the events in the text were new here, so that all machines know
it, and a history that was put back and synced again does. Where all or none of them were, a fact of the
history file says so: most imports need no event.
"""

import base64
import json
import zlib
from collections.abc import Collection, Iterable, Set
from hashlib import blake2b
from typing import Literal

from trainer.core.log import Event, NewEvent, details
from trainer.core.moment import Moment

KIND: Literal["import"] = "import"
ALL, NONE = "all", "none"


def fact(ids: Iterable[str]) -> str:
    """Return under which name a history notes whether all or none of these events were new."""
    return f"import {_digest(ids)}"


def record(ids: Collection[str], new: Set[str], when: Moment) -> NewEvent | None:
    """Return the event that says which of the ids were new; None where that is all or none of them."""
    if not 0 < len(new) < len(set(ids)):
        return None
    bits = "".join("1" if id in new else "0" for id in sorted(set(ids)))
    packed = zlib.compress(int(f"1{bits}", 2).to_bytes(len(bits) // 8 + 1))
    told = {"of": _digest(ids), "new": base64.b64encode(packed).decode()}
    return NewEvent(when, "", KIND, detail=json.dumps(told))


def brought(ids: Collection[str], events: Iterable[Event], noted: str | None) -> Set[str] | None:
    """Return those of the ids that imports of just these brought; None where nothing is known of one.
    ``noted``: the `fact` about them."""
    names, of = sorted(set(ids)), _digest(ids)
    found = {ALL: set(names), NONE: set[str]()}.get(noted or "")
    for event in events:
        if event.kind == KIND and (told := details(event.detail)).get("of") == of:
            found = (found or set()) | _named(names, str(told.get("new")))
    return found


def _named(names: list[str], packed: str) -> set[str]:
    """Return those of the sorted names that a record says were new; none where it cannot be read."""
    try:
        unpacked = zlib.decompressobj().decompress(base64.b64decode(packed), len(names) // 8 + 2)
    except (ValueError, zlib.error):
        return set()
    bits = f"{int.from_bytes(unpacked):b}"[1:]
    return {name for name, bit in zip(names, bits, strict=False) if bit == "1" and len(bits) == len(names)}


def _digest(ids: Iterable[str]) -> str:
    return blake2b("\n".join(sorted(set(ids))).encode(errors="replace"), digest_size=12).hexdigest()
