"""What a history notes beside its log, by name: what of it outlives a repair, and what a repair noted."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from typing import Any

from trainer.core import dates
from trainer.core.log import LAST_DAY, Event, undone
from trainer.store.codec import BEFORE, SAVED
from trainer.store.forms import LOST

UNDECIDED = "undecided"
"""Under which name it is noted of which events a repair found two values, see `noted`."""

_KEPT = ("device", "history", "folders", UNDECIDED)
_KEPT_OF_EACH = (BEFORE, "import ", "left ", "unreadable ", "sync ")
_MARK = "sync "
"""How the names begin under which it stands how far an exchange with a database has come."""

_MOST = 100

Undecided = Mapping[str, Mapping[str, Sequence[Any]]]
"""By the ids of events the names of values of which a file had others, and these."""


def outlives(name: str, value: str) -> bool:
    """Is it a fact that holds for the events of a history also where these were saved from a damaged file?"""
    known = name in _KEPT or name.startswith(_KEPT_OF_EACH)
    return known and LOST not in name + value and (name + value).isprintable() and _is_whole(name, value)


def _is_whole(name: str, value: str) -> bool:
    """Has a fact that is JSON its form?"""
    if name != "folders":
        return True
    with suppress(ValueError, RecursionError):
        found = json.loads(value)
        return isinstance(found, list) and all(isinstance(one, str) for one in found)
    return False


def carried(facts: Mapping[str, str]) -> dict[str, str]:
    """Return which facts of a damaged file, and of copies of it, a file has with the events of these. With a
    database all is looked at again: what came from there may be lost."""
    kept = {name: value for name, value in facts.items() if outlives(name, value)}
    return {name: "" if name.startswith(_MARK) else value for name, value in kept.items()} | {SAVED: "1"}


def noted(undecided: Undecided, before: str | None) -> str:
    """Return as a fact what a repair could not decide, with what was noted ``before``; "" for nothing."""
    events = {**_of(before)[0], **undecided}
    more = max(_of(before)[1], len(events) - _MOST)
    return json.dumps({"events": dict(islice(events.items(), _MOST)), "more": more}) if events else ""


def undecided(fact: str | None, events: Sequence[Event]) -> Iterator[str]:
    """Say of each of the events in which a wrong value may stand, and that count, what a repair had found."""
    found, more = _of(fact)
    gone = undone(events) if found else set()
    for event in events:
        if event.id in found and event.id not in gone:
            told = found[event.id]
            those = ", ".join(_said(name, getattr(event, name, ""), told[name]) for name in told)
            yield f"{event.card or event.kind} on {dates.said(min(event.day, LAST_DAY))}: {those}"
    if more:
        yield f"and {more} more such events"


def _said(name: str, own: Any, others: Any) -> str:
    if name == "at":
        return "the time of day"
    if own is None and not others:
        return f"{name} lost"
    values = dict.fromkeys(map(str, (own, *others)) if isinstance(others, list) else ())
    return f"{name} {' or '.join(values)}{' or another one' if len(values) == 1 else ''}"


def _of(fact: str | None) -> tuple[dict[str, dict[str, Any]], int]:
    with suppress(ValueError, RecursionError, KeyError, TypeError, AttributeError):
        told = json.loads(fact or "")
        return {str(id): dict(names) for id, names in told["events"].items()}, int(told["more"])
    return {}, 0
