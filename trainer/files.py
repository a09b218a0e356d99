"""Reading files that somebody named, whatever they are, and writing files: whole or not at all, and never
over another unasked."""

import errno
import math
import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import wraps
from itertools import count
from pathlib import Path
from types import EllipsisType
from typing import IO, BinaryIO, ParamSpec, TypeVar

from trainer.core.errors import FileError
from trainer.leavings import DAY, part, sweep

Given = ParamSpec("Given")
Result = TypeVar("Result")

_users_mask = -1


@contextmanager
def private() -> Iterator[None]:
    """Let nobody but the user read the files and folders that are made within: what somebody answers is
    their own affair."""
    global _users_mask  # noqa: PLW0603
    before, _users_mask = _users_mask, os.umask(0o077)
    try:
        yield
    finally:
        os.umask(_users_mask)
        _users_mask = before


def users_mask() -> int:
    """Return the file mode mask for programs that the user works with, such as the editor; -1: as it is."""
    return _users_mask


class OddFileError(FileError):
    """The file is one that is never read: no regular file, or larger than any of its kind. The ``reason``
    says it without the path."""

    def __init__(self, path: Path, reason: str, remedy: str) -> None:
        super().__init__(f"{path} {reason}. {remedy}")
        self.reason = reason


def opened(path: Path) -> BinaryIO:
    """Open a file that somebody named, to read it. A pipe, which has no end and may never begin, a device, a
    socket and a folder are none; ``/dev/null`` is an empty one.

    Raises:
        OSError, ValueError: it cannot be opened.
        OddFileError: it is no regular file.
    """
    if what := _what(path.stat()):
        raise OddFileError(path, f"is {what}", "Name a file.")
    # Should a pipe take its place meanwhile, nobody waits for it.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    return os.fdopen(handle, "rb")


def content(path: Path, most: int) -> bytes:
    """Return the bytes of a file that somebody named.

    Raises:
        OSError, ValueError: it cannot be read.
        OddFileError: it is no regular file, or has more than ``most`` bytes.
    """
    with opened(path) as file:
        large = os.fstat(file.fileno()).st_size > most
        found = b"" if large else file.read(most + 1)  # more, should it grow meanwhile
    if large or len(found) > most:
        raise OddFileError(path, f"is larger than {most >> 20} MiB", "Name a smaller one, or split it.")
    return found


def lines(path: Path, longest: int) -> Iterator[str]:
    """Yield the lines of a text that somebody named, of any length; of one that has more than ``longest``
    bytes no more than these, without a line end. Raises as `opened` does."""
    with opened(path) as file:
        while line := file.readline(longest):
            yield line.decode(errors="replace")
            while line and not line.endswith(b"\n"):
                line = file.readline(longest)


def what_is(path: Path, *, to_write: bool = False) -> str:
    """Return what is at a path if it is no file, such as "a folder"; "" for a file, and for nothing. As a
    file ``to_write``, ``/dev/null`` is none."""
    try:
        found = path.stat()
    except (OSError, ValueError) as error:
        in_circle = isinstance(error, OSError) and error.errno == errno.ELOOP
        return "a link that leads in a circle" if in_circle else ""
    return "a device" if to_write and stat.S_ISCHR(found.st_mode) else _what(found)


def _what(found: os.stat_result) -> str:
    if stat.S_ISREG(found.st_mode):
        return ""
    if stat.S_ISCHR(found.st_mode) and found.st_rdev == os.stat(os.devnull).st_rdev:  # noqa: PTH116
        return ""
    return _KINDS.get(stat.S_IFMT(found.st_mode), "no regular file")


_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Name the file in whatever goes wrong where it is read within; the system does not once it is open.

    Raises:
        FileError: it cannot be opened or read.
    """
    try:
        yield
    except OSError as error:
        said = error.strerror or str(error)
        raise FileError(f"{path} cannot be read ({said}). Are you let in, and is the disk whole?") from error


def real(path: Path) -> Path:
    """Return what a path leads to, through links, so that what is written takes the place of no link. Links
    in a circle lead nowhere, and raise nothing, as they do with `Path.resolve`."""
    return Path(os.path.realpath(path))


def ours(path: Path, home: Path) -> Path:
    """Return where this account has what lies at ``path``, beside the file ``home``: there, but where that
    belongs to another account, with which it shares only the file, under the name of its own behind that."""
    if os.name != "posix":
        return path
    own = path.with_name(f"{path.name}.{_account()}")
    try:
        owner = path.stat().st_uid
    except OSError:
        return own if own.exists() else path
    shared = False
    with suppress(OSError):  # on some disks all belongs to one account, whoever wrote it
        shared = owner == home.stat().st_uid and os.access(path, os.W_OK)
    return path if shared or owner == os.getuid() else own


def _account() -> str:
    import pwd

    try:
        name = pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        name = ""
    return name if re.fullmatch(r"[\w-]+", name) else str(os.getuid())


def share(path: Path, home: Path, *, whole: bool = False) -> None:
    """Let those read a file or folder who may write the file ``home``, with which it has to do, and nobody
    else; ``whole``: let it take the place of that, with the same rights for the same accounts."""
    if os.name != "posix":
        return
    with suppress(OSError):
        model = home.stat()
        for owner, group in ((model.st_uid, -1), (-1, model.st_gid)):
            with suppress(OSError):  # the first is left to the administrator
                os.chown(path, owner, group)
        found = path.stat()
        given = model.st_mode & (stat.S_IROTH | stat.S_IWOTH)
        given |= given << 3 if found.st_gid != model.st_gid else model.st_mode & (stat.S_IRGRP | stat.S_IWGRP)
        if not whole:
            given = (given & (stat.S_IWGRP | stat.S_IWOTH)) << 1  # those who write may read
        enter = given >> 2 if stat.S_ISDIR(found.st_mode) else 0
        own = stat.S_IMODE(found.st_mode) if whole else found.st_mode & stat.S_IRWXU
        path.chmod(own | given | enter)


class ChangedError(FileError):
    """Another program changed a file between its reading and its writing; nothing was written."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} was changed by another program just now; nothing was written. Try again.")


def repeated(act: Callable[Given, Result]) -> Callable[Given, Result]:
    """Let what reads a file, changes its text and saves that be done anew where another program was faster,
    as a second one of this kind may be; after many times `ChangedError` comes through."""

    @wraps(act)
    def repeating(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        for _ in range(50):
            with suppress(ChangedError):
                return act(*args, **kwargs)
        return act(*args, **kwargs)

    return repeating


def save(
    path: Path,
    content: bytes | Callable[[IO[bytes]], object],
    *,
    was: str | EllipsisType | None = ...,
    may_make: bool = True,
) -> None:
    """Put ``content``, or what it writes into the file that it is given, into ``path`` so that, whatever
    happens, the old file or the whole new one is there. ``was``: the text that it had when it was read (None:
    there was no file), if it was made from that. ``may_make``: make the folder, where it is not there; not
    where something was read there: if it is gone, what it was on was pulled out.

    Raises:
        ChangedError: it has another text now.
        FileError: the folder is not there, or cannot be made or written, or something that is no file is in
            the way.
    """
    path = real(path)
    try:
        if what := what_is(path, to_write=True):
            raise FileError(f"{path} is {what}; name another file.")
        if may_make and not isinstance(was, str):
            path.parent.mkdir(parents=True, exist_ok=True)
        with part(path.parent) as beside:
            with beside.open("wb") as file:
                file.write(content) if isinstance(content, bytes) else content(file)
                file.flush()
                os.fsync(file.fileno())
            sweep([beside.parent], beside.stat().st_mtime - DAY)
            with suppress(OSError):  # a file that is there keeps its rights
                beside.chmod(path.stat().st_mode & 0o777)
            with alone(path.parent):
                if was is not ... and (was and was.removeprefix("\ufeff")) != text_now(path):
                    raise ChangedError(path)
                beside.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise FileError(explained(path, error)) from error


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Wait until no other program of this kind puts a file into the folder; where that cannot be known, go
    on at once."""
    handle = -1
    with suppress(ImportError, OSError):  # Windows has none; some file systems of other machines neither
        import fcntl

        handle = os.open(folder, os.O_RDONLY)
        fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        yield
    finally:
        if handle >= 0:
            os.close(handle)


def text_now(path: Path) -> str | None:
    """Return the text of a file as it is; None if there is none."""
    try:
        return path.read_bytes().decode("utf-8-sig", errors="replace")
    except FileNotFoundError:
        return None


def reserve(folder: Path, stem: str, suffixes: Sequence[str]) -> list[Path]:
    """Make empty files ``stem`` + each suffix in ``folder``, under the first number whose names are all free.

    Raises:
        FileError: the folder cannot be made or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number in count(1):
            name = stem if number == 1 else f"{stem}-{number}"
            paths = [folder / f"{name}{suffix}" for suffix in suffixes]
            if not any(path.exists() for path in paths):
                break
        for path in paths:
            path.open("xb").close()
    except OSError as error:
        raise FileError(explained(folder / stem, error)) from error
    return paths


def filled(handle: int) -> Iterator[tuple[int, int]]:
    """Yield from where to where an open file has bytes; a sparse one has holes, which are zeros."""
    found, at = os.fstat(handle), 0
    whole = getattr(found, "st_blocks", math.inf) * 512 >= found.st_size or not hasattr(os, "SEEK_DATA")
    while at < found.st_size:
        try:
            start, end = (at, found.st_size) if whole else (os.lseek(handle, at, os.SEEK_DATA), 0)
            end = end or os.lseek(handle, start, os.SEEK_HOLE)
        except OSError as error:
            if error.errno == errno.ENXIO:  # nothing but a hole is left
                return
            start, end = at, found.st_size  # a file system that does not tell
        yield start, end
        at = end


def duplicate(source: Path, target: Path) -> None:
    """Copy a file bytewise into a new or an empty one, with the holes that it has. Raises `OSError`."""
    with source.open("rb") as old, target.open("wb") as new:
        for start, end in filled(old.fileno()):
            old.seek(start)
            new.seek(start)
            for at in range(start, end, _PIECE):
                new.write(old.read(min(_PIECE, end - at)))
        new.truncate(os.fstat(old.fileno()).st_size)


_PIECE = 1 << 20


def sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where folders can be synced."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def unread(path: Path, error: OSError | ValueError) -> str:
    """Say why a file that somebody named cannot be read."""
    said = (isinstance(error, OSError) and error.strerror) or error
    return f"{path} cannot be read ({said}). Check its name and your rights."


def explained(path: Path, error: OSError) -> str:
    """Say why a file or folder cannot be written."""
    if isinstance(error, FileExistsError | NotADirectoryError):
        in_the_way = next((one for one in (*reversed(path.parents), path) if not one.is_dir()), path)
        return f"{path} cannot be written: {in_the_way} is a file, not a folder. Name another folder."
    said = error.strerror or str(error)
    return f"{path} cannot be written ({said}). {_REMEDIES.get(error.errno or 0, _ELSEWHERE)}"


_ELSEWHERE = "It has to be in a place that you may write to."
_REMEDIES = {
    errno.ENOSPC: "Make room there and try again.",
    errno.EDQUOT: "Make room there and try again.",
    errno.EIO: "Is the disk failing, or gone? Bring it back and try again.",
}
