"""A history as text in a file that somebody named, as it is or as other programs leave it: with a mark of its
encoding, in UTF-16, packed by gzip, without its first line."""

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import IO, cast

from trainer.core.differing import in_order
from trainer.core.errors import FileError
from trainer.core.log import Event
from trainer.files import opened, reading, unread
from trainer.replicate.lines import LONGEST, first, head, read

_GZIP = b"\x1f\x8b"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")

MOST = 1_000_000
"""Lines in a row that may be no events in a history. Packed, they need a few kilobytes."""


def is_history(path: Path) -> bool:
    """Is this a history written as text? Raises `FileError` if it cannot be read, or a later version of the
    program wrote it."""
    if path.is_dir():  # a vault, or what CrowdAnki exported
        return False
    try:
        return any(_is_head(text, path) or read(text) is not None for text in first(_lines(path)))
    except (gzip.BadGzipFile, ValueError, EOFError, zlib.error):
        return False
    except OSError as error:
        raise FileError(unread(path, error)) from error


def events(path: Path) -> Iterator[Event | None]:
    """Yield the event on each line of a history written as text, None for a line that has none. Events with
    one id come last, in an order that follows from them alone: it does not matter how the lines are sorted.

    Raises:
        FileError: the file cannot be read, or not to its end; or hardly a line of it is an event.
    """
    odd = 0
    twice = _twice(path)
    several: list[Event] = []
    try:
        with reading(path):
            for number, text in enumerate(_lines(path)):
                event = read(text)
                odd = 0 if event is not None else odd + 1
                if odd > MOST:
                    raise FileError(
                        f"{path} has {MOST:,} lines in a row that are no events. Is it a history? "
                        "Nothing of it was taken."
                    )
                if event is not None and event.id in twice:
                    several.append(event)
                elif event is not None or (text.strip() and not (number == 0 and _is_head(text, path))):
                    yield event
        yield from sorted(several, key=in_order)
    except (EOFError, zlib.error) as error:
        raise FileError(f"{path} is packed, and damaged or cut off ({error}). Pack it again.") from error


def _twice(path: Path) -> set[str]:
    """Return the ids that several lines seem to have."""
    ids, twice = set[str](), set[str]()
    odd = 0
    with suppress(EOFError, zlib.error), reading(path):  # which is told of when the events are read
        for text in _lines(path):
            odd += 1
            if found := _NAMED.search(text):
                odd = 0
                (twice if found[1] in ids else ids).add(found[1])
            elif odd > MOST:  # which is no history
                break
    return twice


_NAMED = re.compile(r'"id"\s*:\s*"([^"\\]+)"')


def _is_head(text: str, path: Path) -> bool:
    try:
        return head(text) is not None
    except FileError as error:
        raise FileError(f"{path}: {error}") from error


def _lines(path: Path) -> Iterator[str]:
    """Yield the lines, of one that is longer than any event only the beginning."""
    with opened(path) as file:
        packed = file.read(2) == _GZIP
        file.seek(0)
        unpacked = cast(IO[bytes], gzip.GzipFile(fileobj=file) if packed else file)
        with unpacked if packed else nullcontext():
            coding = "utf-16" if unpacked.read(2) in _UTF_16 else "utf-8-sig"
            unpacked.seek(0)
            with io.TextIOWrapper(unpacked, coding, errors="replace", newline="\n") as text:
                while line := text.readline(LONGEST + 1):
                    yield line
                    while line and not line.endswith("\n"):
                        line = text.readline(LONGEST + 1)
