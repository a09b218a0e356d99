"""A history as text: JSON Lines, the first of them a head, each other one an event with its fields by name.

    {"format": "trainer history", "version": 1, "device": "…", "history": "…"}
    {"id": "019a…", "device": "…", "at": 1764230400000, "day": 739582, "offset": 60, "card": "kafka/isr", …,
     "sum": "5d41402a"}

Fields that are "" or null are left out; `trainer.core.log.Event` says what each means. ``sum`` tells whether
a line is as it was written: eight hexadecimal digits, the CRC-32 of all else on it as JSON in ASCII, without
spaces, sorted by names. A line need not have one, and is then taken at its word. This format is kept: a later
version of the program reads every earlier one of it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, takewhile
from typing import Any, NamedTuple, get_type_hints
from zlib import crc32

from trainer.core.errors import FileError
from trainer.core.log import OF_A_CARD, Altered, Event

FORMAT = "trainer history"
VERSION = 1
LONGEST = 1_000_000
"""Characters that a line may have; the answer in an event is limited where it is typed."""

_FIRST = 20
_TYPES = get_type_hints(Event)
_NUMBERS = frozenset(name for name, kind in _TYPES.items() if kind is not str)
_NEEDED = ("id", "device", "at", "day", "offset", "kind")
_SUM = "sum"
_summed = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode


class Head(NamedTuple):
    """What the first line says: the version of the format, the device whose file it is, if one's, and the id
    of the history that it is a part of, if it has one. ``lacking``: there is none, only events. ``left``: ids
    that the device had before, as its history was copied to another one, and the newest event under each.
    ``summed``: have the lines sums? An earlier version wrote none."""

    version: int = VERSION
    device: str = ""
    history: str = ""
    lacking: bool = False
    left: tuple[tuple[str, str], ...] = ()
    summed: bool = True


def first(lines: Iterable[str]) -> Iterator[str]:
    """Yield those lines of a file among which the first event or the head is looked for: none behind one that
    is longer than any, which may have no end."""
    return takewhile(lambda text: len(text) <= LONGEST, islice(lines, _FIRST))


def written(
    events: Iterable[Event], device: str = "", history: str = "", left: Iterable[tuple[str, str]] = ()
) -> Iterator[str]:
    """Yield the lines of a history, each with its line end; `Head` says what the first may tell."""
    more = {"device": device, "history": history, "left": dict(left)}
    known = {name: value for name, value in more.items() if value}
    yield _line({"format": FORMAT, "version": VERSION} | known)
    yield from map(line, events)


def line(event: Event) -> str:
    """Return an event as a line, with its line end."""
    told = {name: value for name, value in event._asdict().items() if value not in ("", None)}
    return _line(told)


def head(text: str) -> Head | None:
    """Return what a first line says; None where it is none of this format, or was changed.

    Raises:
        FileError: a later version of the program wrote it.
    """
    told = _object(text)
    version = told.get("version")
    if told.get("format") != FORMAT or type(version) is not int:
        return None
    if version <= VERSION and not _is_as_written(told):
        return None
    if version > VERSION:
        raise FileError(
            f"This history was written by a newer trainer (format {version}; this one knows {VERSION})."
        )
    device, history = (
        value if isinstance(value, str) else "" for value in (told.get("device"), told.get("history"))
    )
    left = told.get("left")
    pairs = left.items() if isinstance(left, dict) else ()
    before = tuple((was, id) for was, id in pairs if isinstance(id, str))
    return Head(version, device, history, left=before, summed=_SUM in told)


def read(text: str) -> Event | None:
    """Return the event on a line, an `Altered` one if the line was changed since it was written; None where
    there is none that can be read."""
    told = _object(text)
    kind = Event if _is_as_written(told) else Altered
    if any(told.get(name) is None for name in _NEEDED):
        return None
    fields: dict[str, Any] = {
        name: value for name, value in told.items() if name in _TYPES and value is not None
    }
    for name, value in fields.items():
        if type(value) is not (int if name in _NUMBERS else str):
            return None
    if fields["kind"] in OF_A_CARD and not fields.get("card"):
        return None
    texts = dict.fromkeys((name for name in _TYPES if name not in _NUMBERS), "")
    return kind(**{**texts, "hints": 0, **fields})


def _object(text: str) -> dict[str, object]:
    if len(text) > LONGEST:
        return {}
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _is_as_written(told: Mapping[str, object]) -> bool:
    return (found := told.get(_SUM)) is None or found == _sum(told)


def _sum(told: Mapping[str, object]) -> str:
    try:
        text = _summed({name: value for name, value in told.items() if name != _SUM})
    except RecursionError:  # deeper than anything that this program writes
        return ""
    return f"{crc32(text.encode()):08x}"


def _line(told: Mapping[str, object]) -> str:
    return json.dumps({**told, _SUM: _sum(told)}, ensure_ascii=True, separators=(",", ":")) + "\n"
