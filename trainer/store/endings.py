"""A database that something carried about as if it were text, and put a CR before each LF: FTP in text mode,
git's ``autocrlf``, unix2dos. Nothing in it is where it was, and all of it is there."""

import re
from pathlib import Path

from trainer.files import duplicate, filled
from trainer.store.backup import beside
from trainer.store.header import mapped, starts_of

_PARTS = ("", "-wal", "-journal")
_LF = re.compile(rb"\n")
_CR = 13
_PIECE = 1 << 20
_FEW = 16
"""LFs of which all may have a CR before them by chance; a page of an index begins with one."""


def binary(path: Path, target: Path) -> Path:
    """Return ``path`` where it was not carried as text, nor what belongs to it; else ``target``, where all of
    it is without those CRs. Raises `OSError`."""
    parts = {end: beside(path, end) for end in _PARTS}
    carried = {end for end, part in parts.items() if _is_carried(part)}
    if not carried:
        return path
    for end, part in parts.items():
        if part.exists():
            (_without if end in carried else duplicate)(part, Path(f"{target}{end}"))
    return target


def _without(part: Path, target: Path) -> None:
    """Write a file without the CRs before its LFs."""
    with part.open("rb") as old, target.open("wb") as new:
        gone = 0
        for start, end in filled(old.fileno()):
            old.seek(start)
            new.seek(start - gone)
            while (left := end - old.tell()) > 0:
                piece = old.read(min(_PIECE, left))
                while piece.endswith(b"\r") and (more := old.read(1)):
                    piece += more
                gone += len(piece) - new.write(piece.replace(b"\r\n", b"\n"))
        new.truncate(part.stat().st_size - gone)


def _is_carried(part: Path) -> bool:
    lines = 0
    with mapped(part) as data:
        for piece in starts_of(data, _PIECE):
            at = piece - 1
            # An iterator would keep the file mapped.
            while (found := _LF.search(data, at + 1, piece + _PIECE)) is not None:
                lines, at = lines + 1, found.start()
                if not at or data[at - 1] != _CR:
                    return False
    return lines >= _FEW
