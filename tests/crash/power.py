"""What is on a disk after a power cut: of all that the program wrote, as the shim wrote it down, surely only
what was fsynced, and of the rest any part, each sector of it for itself.

Contents are durable after an fsync of the file, names (made, renamed, removed) after one of their folder, and
names come to the disk in their order, as on file systems with a journal.
"""

import random
import shutil
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SECTOR = 512


class Op(NamedTuple):
    """One thing that the program did: ``kind`` as in ``shim.c``, the names, the place and the bytes."""

    kind: str
    path: str
    other: str
    at: int
    data: bytes


def read(journal: Path) -> list[Op]:
    """Read what the shim wrote down."""
    data, at, found = journal.read_bytes(), 0, []
    head = struct.Struct("<cIIQQ")
    while at < len(data):
        kind, one, two, place, length = head.unpack_from(data, at)
        at += head.size
        path, other = data[at : at + one].decode(), data[at + one : at + one + two].decode()
        at += one + two
        content = data[at : at + length] if kind in b"WS" else b""
        at += len(content)
        found.append(Op(kind.decode(), path, other, place, content))
    return found


class _File:
    def __init__(self, content: bytes = b"") -> None:
        self.durable = bytearray(content)
        self.pending: list[Op] = []

    def sync(self) -> None:
        for op in self.pending:
            _apply(self.durable, op.kind, op.at, op.data)
        self.pending = []

    def after(self, chance: float, moment: random.Random) -> bytes:
        """Return the contents if each sector written since the last fsync is there by this chance."""
        content = bytearray(self.durable)
        for op in self.pending:
            if op.kind == "T":
                if moment.random() < chance:
                    _apply(content, "T", op.at, b"")
                continue
            start = 0
            while start < len(op.data):
                end = min(len(op.data), start + SECTOR - (op.at + start) % SECTOR)
                if moment.random() < chance:
                    _apply(content, "W", op.at + start, op.data[start:end])
                start = end
        return bytes(content)


def _apply(content: bytearray, kind: str, at: int, data: bytes) -> None:
    if kind == "T":
        del content[at:]
        content.extend(bytes(at - len(content)))
        return
    content.extend(bytes(max(0, at - len(content))))
    content[at : at + len(data)] = data


class Disk:
    """A folder on a disk, as it was, and what was done to it since."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: dict[str, _File | None] = {
            str(path): _File(path.read_bytes()) if path.is_file() else None
            for path in [folder, *folder.rglob("*")]
        }
        self.durable = dict(self.names)
        self.renamed: list[Op] = []
        self.made: dict[int, _File | None] = {}
        self.said = b""

    def do(self, op: Op) -> None:
        """Do one thing."""
        if op.kind == "S":
            self.said += op.data
        elif op.path.endswith("-shm"):
            pass  # shared memory; made anew by who opens the file first
        elif op.kind in "CLMRU":
            if op.kind in "CM":
                self.made[len(self.renamed)] = _File() if op.kind == "C" else None
            self.renamed.append(op)
            _rename(self.names, op, self.made.get(len(self.renamed) - 1))
        elif op.kind == "F" and self.names.get(op.path) is None:
            self._sync_names(op.path)
        elif (file := self.names.get(op.path)) is not None:
            file.sync() if op.kind == "F" else file.pending.append(op)

    def _sync_names(self, folder: str) -> None:
        """Make the names in a folder durable; with them, as in a journal, all that was done before."""
        last = max(
            (number for number, op in enumerate(self.renamed) if folder in (_home(op.path), _home(op.other))),
            default=-1,
        )
        for number, op in enumerate(self.renamed[: last + 1]):
            _rename(self.durable, op, self.made.get(number))
        rest = len(self.renamed) - last - 1
        self.made = {n - last - 1: file for n, file in self.made.items() if n > last}
        self.renamed = self.renamed[len(self.renamed) - rest :]

    def cut(self, way: tuple[float, float], moment: random.Random, target: Path) -> None:
        """Cut the power, and put what is there then into a new folder. ``way``: by which chance each name,
        and each sector, is there that was not fsynced."""
        chance, of_contents = way
        names = dict(self.durable)
        kept = round(chance * len(self.renamed))
        if 0 < chance < 1:
            kept = moment.randint(0, len(self.renamed))
        for number, op in enumerate(self.renamed[:kept]):
            _rename(names, op, self.made.get(number))
        shutil.rmtree(target, ignore_errors=True)
        for name, file in sorted(names.items()):
            path = target / Path(name).relative_to(self.folder)
            if file is None:
                path.mkdir(parents=True, exist_ok=True)
            elif path.parent.is_dir():
                path.write_bytes(file.after(of_contents, moment))


def _home(path: str) -> str:
    return path.rpartition("/")[0]


def _rename(names: dict[str, _File | None], op: Op, made: _File | None) -> None:
    if op.kind in "CM":
        names[op.path] = made
    elif op.kind == "U":
        names.pop(op.path, None)
    elif op.path in names:
        if op.kind == "L":
            names[op.other] = names[op.path]
            return
        for name in [one for one in names if one.startswith(op.path + "/")]:
            names[op.other + name[len(op.path) :]] = names.pop(name)
        names[op.other] = names.pop(op.path)


WAYS = ((0, 0), (1, 0), (0.5, 0.5), (1, 1))
"""What is there of what was not fsynced: nothing; names without contents; a part; all, as after a kill."""


def cuts(disk: Disk, journal: Path, points: int, seed: int, target: Path) -> Iterator[bytes]:
    """Cut the power at so many points of what was written down since ``disk`` was made, and at the end, at
    each in all `WAYS`; yield what the program had said by then,
    with the folder as it is then in ``target``."""
    ops, moment = read(journal), random.Random(seed)
    chosen = {len(ops), *moment.sample(range(len(ops)), min(points, len(ops)))}
    done = 0
    for point in sorted(chosen):
        for op in ops[done:point]:
            disk.do(op)
        done = point
        for way in WAYS:
            disk.cut(way, moment, target)
            yield disk.said
