"""Packages all of which was taken in before: one that comes again as it was, with the same wishes, while
decks and history are as it left them, brings nothing, and is not read again."""

import json
import os
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from trainer import __version__
from trainer.decks.find import READER
from trainer.files import OddFileError, opened, real
from trainer.store.store import Store

MOST_MEDIA, MOST_BYTES = 5_000, 1 << 30
"""Media files that are looked for, and the size of a package that is; one with more is read again."""


class Counts(NamedTuple):
    """What is said of a package that brings nothing: how many notes are as before; of how many notes that are
    known, and how many cards of these, it has how many answers and days set by hand; and how many answers and
    marks were passed over."""

    same: int
    notes: int
    cards: int
    answers: int
    manual: int
    passed: int
    marks: int


class KnownFile:
    """What is known of the package at ``path``, as it is now. ``how``: all that decides what is made of it
    but itself and what is here. ``marks``: what tells the text of each deck file from others."""

    def __init__(self, store: Store, path: Path, how: Iterable[object], marks: Mapping[Path, str]) -> None:
        self._store = store
        self._path = path
        self._marks = marks
        self._as_read = _seen(path)
        self._told = ""
        with suppress(OSError, OddFileError), opened(path) as file:  # who reads it says what is wrong
            if self._as_read and self._as_read[0] <= MOST_BYTES:
                told = sha256(repr((__version__, READER, *_zone(), *how)).encode())
                while piece := file.read(1 << 20):
                    told.update(piece)
                self._told = told.hexdigest()
        self._name = f"taken {sha256(os.fsencode(real(path))).hexdigest()[:24]}"

    def counts(self) -> Counts | None:
        """Return what it would bring, if it is known that this is nothing."""
        # A damaged file has anything.
        with suppress(ValueError, TypeError, LookupError, AttributeError, RecursionError):
            told = json.loads(self._store.about(self._name) or "{}")
            known = (told.get("file"), told.get("here")) == (self._told, self._here(self._marks))
            if known and self._told and all(Path(one).exists() for one in told["media"]):
                return Counts(*map(int, told["counts"]))
        return None

    def note(self, counts: Counts, media: Iterable[Path], changed: Mapping[Path, str]) -> None:
        """Note that all of it was taken in; ``changed``: the marks of decks that were written meanwhile."""
        shown = sorted(map(str, media))
        if self._told and self._as_read == _seen(self._path) and len(shown) <= MOST_MEDIA:
            here = self._here({**self._marks, **changed})
            told = {"file": self._told, "here": here, "media": shown, "counts": counts}
            self._store.note(self._name, json.dumps(told))

    def _here(self, marks: Mapping[Path, str]) -> str:
        """Return what tells decks and history as they are from how they were."""
        decks = sorted((str(real(path)), mark) for path, mark in marks.items())
        return sha256(
            repr((self._store.newest_row(), self._store.scheduler.name, decks)).encode()
        ).hexdigest()


def _seen(path: Path) -> tuple[int, ...]:
    """Return size and time of change of a file."""
    with suppress(OSError):
        found = path.stat()
        return found.st_size, found.st_mtime_ns, found.st_ino
    return ()


def _zone() -> tuple[object, ...]:
    return time.tzname, time.timezone, time.altzone
