"""What the program makes for a while, under names that nobody else gives, and what is left of it where a
program was killed: whole copies of a history among them, which nobody would look for, and nothing needs."""

import math
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

BESIDE = ("-wal", "-shm", "-journal")
"""Ends of the names of files that belong to a database file, and to no other one in its place."""

DAY, HOUR = 86_400, 3_600
"""Seconds: nothing runs for a day; and for an hour nothing without a change to what it makes."""

_ENDS = f"({'|'.join(BESIDE)})?"
_SCRATCH = "trainer-scratch"

_FILES = (
    re.compile(r"\.[0-9a-f]{16}\.part"),
    re.compile(rf"\..+(\.[0-9a-f]{{8}}|\.db)\.(repaired|restored){_ENDS}"),
    re.compile(rf"\d{{8}}T\d{{6}}Z-[a-z-]+(\.[0-9a-f]{{8}})?\.part{_ENDS}"),
)
_IMPORT = re.compile(r"\.import-[0-9a-f]{12}")
_FOLDERS = (
    (_IMPORT, re.compile(r"\d+\.(yaml|medium)")),
    (re.compile(r"\.(repair|rescue)-[a-z0-9_]{8}"), re.compile(f"(whole|alone|copy|binary){_ENDS}")),
    (re.compile(rf"{_SCRATCH}-[a-z0-9_]{{8}}"), re.compile(".+")),
)
"""The folders, each with what may be in it: what holds anything else is somebody else's."""

_NAMES = re.compile("|".join(name.pattern for name in (*_FILES, *(name for name, _ in _FOLDERS))))
_ANY = re.compile("(?s).*")


@contextmanager
def part(folder: Path) -> Iterator[Path]:
    """Make a file that gets its name when it is whole; it is gone after the block unless it has."""
    with _held(lambda: _file(folder / f".{os.urandom(8).hex()}.part", 0o666)) as path:
        try:
            yield path
        finally:
            with suppress(OSError):  # what matters is told of the file itself
                path.unlink(missing_ok=True)


@contextmanager
def begun(path: Path, what: str) -> Iterator[Path]:
    """Make an empty file for a database that is put at ``path`` when it is whole; ``what`` it is then:
    ``repaired``, ``restored`` or, of a copy, ``part``. It is gone after the block unless it was put there."""
    with _held(lambda: _file(path.with_name(f"{path.name}.{os.urandom(4).hex()}.{what}"), 0o600)) as fresh:
        try:
            yield fresh
        finally:
            with suppress(OSError):  # what went wrong before is told
                discard(fresh)


def stage(folder: Path) -> AbstractContextManager[Path]:
    """Make a folder in which decks and media wait until all of them can be put in place; it is gone after the
    block."""

    def make() -> Path:
        path = folder / f".import-{os.urandom(6).hex()}"
        path.mkdir(parents=True)
        return path

    return _folder(make)


def is_import(path: Path) -> bool:
    """Was that left of an import, as its decks were put in place?"""
    return _IMPORT.fullmatch(path.name) is not None


def scratch(what: str = "", folder: Path | None = None) -> AbstractContextManager[Path]:
    """Make a folder that is gone after the block: beside what a ``repair`` or ``rescue`` is about, else where
    the system has such folders. No `trainer.files.save` goes into it, which waits for who holds a folder."""
    from tempfile import mkdtemp

    return _folder(lambda: Path(mkdtemp(prefix=f".{what}-" if what else f"{_SCRATCH}-", dir=folder)))


def discard(path: Path) -> None:
    """Delete a database file that did not come to be, with what belongs to it, which SQLite would take for
    part of the next one there."""
    for end in ("", *BESIDE):
        Path(f"{path}{end}").unlink(missing_ok=True)


@contextmanager
def _folder(make: Callable[[], Path]) -> Iterator[Path]:
    with _held(make) as path:
        try:
            yield path
        finally:
            shutil.rmtree(path, ignore_errors=True)


def _file(path: Path, mode: int) -> Path:
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode))
    return path


@contextmanager
def _held(make: Callable[[], Path]) -> Iterator[Path]:
    """Make a file or folder, and hold a lock on it for the block, which ends with the process: who deletes
    what was left takes it first (`_free`). What somebody was faster to delete is made once more."""
    handle = -1
    try:
        while True:
            path = make()
            if (handle := _locked(path, wait=True)) < 0 or _is_at(handle, path):
                break
            os.close(handle)
        yield path
    finally:
        if handle >= 0:
            os.close(handle)


def _locked(path: Path, *, wait: bool) -> int:
    """Lock a file or folder; return the handle that holds it, -1 where there are no such locks: on Windows,
    and on some file systems of other machines.

    Raises:
        BlockingIOError: another one has it, and this is not to ``wait``.
    """
    handle = -1
    try:
        import fcntl

        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
        fcntl.flock(handle, fcntl.LOCK_SH if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise
    except (ImportError, OSError):
        if handle >= 0:
            os.close(handle)
        return -1
    return handle


def _is_at(handle: int, path: Path) -> bool:
    """Is what was opened still what lies at its path?"""
    with suppress(OSError):
        return os.path.samestat(os.fstat(handle), path.stat())
    return False


def for_all() -> list[Path]:
    """Return where the system has such folders of all programs; nothing where none can be written."""
    from tempfile import gettempdir

    with suppress(OSError):
        return [Path(gettempdir())]
    return []


def refused(said: object) -> str:
    """Say that the system's folder takes no file made for a while, and what to do."""
    place = next(iter(for_all()), "The folder of temporary files")
    return f"{place} takes no temporary file ({said}). Make room, or set TMPDIR to another folder."


def leavings(folders: Iterable[Path], until: float = math.inf, *, surely: bool = False) -> Iterator[Path]:
    """Yield what lies in these folders of what was begun and not ended, and was not changed since the UTC
    second ``until``. What a running program holds is none, whatever a clock says; nobody takes what is
    yielded before the next is asked for. ``until`` counts for what an earlier program makes, which holds
    nothing, and where there are no locks; there nothing is ``surely`` left."""
    for folder in sorted({*folders}):
        for path in _ours(folder):
            with suppress(OSError):
                if max(one.stat().st_mtime for one in (path, *_in(path))) <= until:
                    with _free(path, surely=surely):
                        yield path


def sweep(folders: Iterable[Path], until: float, *, asked: bool = False) -> list[Path]:
    """Delete what `leavings` names, and return it: only what is surely left, unless somebody ``asked``. Then
    what is less than an hour old by the clock of its own disk stays, as the one here may be wrong."""
    gone = []
    for folder in {*folders}:
        latest = min(until, _clock(folder) - HOUR) if asked else until
        for path in leavings([folder], latest, surely=not asked):
            with suppress(OSError):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
                gone.append(path)
    return sorted(gone)


def _clock(folder: Path) -> float:
    """Return the UTC second that it is for the disk of a folder, if there is anything to delete."""
    if any(_ours(folder)):
        with suppress(OSError), part(folder) as now:
            return now.stat().st_mtime
    return math.inf


@contextmanager
def _free(path: Path, *, surely: bool) -> Iterator[None]:
    """See that nobody holds a file or folder, or the database to which a file belongs; raises
    `BlockingIOError` where somebody does, or where that cannot be told and it should be sure."""
    held = Path(re.sub(f"{_ENDS}$", "", str(path)))
    handle = _locked(held, wait=False)
    if handle < 0 and surely and held.exists():
        raise BlockingIOError
    try:
        yield
    finally:
        if handle >= 0:
            os.close(handle)


def _ours(folder: Path) -> Iterator[Path]:
    """Yield what the program made for a while, by its name first: others have files there by the thousand."""
    return filter(_is_ours, _in(folder, _NAMES))


def _is_ours(path: Path) -> bool:
    with suppress(OSError):
        if hasattr(os, "getuid") and path.lstat().st_uid != os.getuid():  # where all users have theirs
            return False
        if path.is_symlink() or not path.is_dir():
            return any(name.fullmatch(path.name) for name in _FILES)
        return any(
            name.fullmatch(path.name) and all(inside.fullmatch(one.name) for one in _in(path))
            for name, inside in _FOLDERS
        )
    return False


def _in(folder: Path, named: re.Pattern[str] = _ANY) -> list[Path]:
    with suppress(OSError), os.scandir(folder) as found:
        return [folder / name for name in sorted(one.name for one in found if named.fullmatch(one.name))]
    return []
