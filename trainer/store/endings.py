"""A database that something carried about as if it were text, and put a CR before each LF: FTP in text mode,
git's ``autocrlf``, unix2dos. Nothing in it is where it was, and all of it is there."""

import re
from pathlib import Path

from trainer.store.backup import beside
from trainer.store.header import mapped

_PARTS = ("", "-wal", "-journal")
_LF = re.compile(rb"\n")
_CR = 13
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
            data = part.read_bytes()
            Path(f"{target}{end}").write_bytes(data.replace(b"\r\n", b"\n") if end in carried else data)
    return target


def _is_carried(part: Path) -> bool:
    lines, at = 0, -1
    with mapped(part) as data:
        while (found := _LF.search(data, at + 1)) is not None:  # an iterator would keep the file mapped
            lines, at = lines + 1, found.start()
            if not at or data[at - 1] != _CR:
                return False
    return lines >= _FEW
