"""The zip around a package, which strangers made: no member is taken at its word about size, name or kind.

Members are read by names that are known beforehand and never become paths; each is read in pieces up to a
limit, so that neither a bomb nor a claim of gigabytes costs more than that.
"""

import json
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import zstandard

from trainer.anki.errors import PackageError
from trainer.anki.incoming import protobuf
from trainer.files import OddFileError, opened, unread

MIB = 2**20
MAX_COLLECTION = 1024 * MIB
MAX_LIST = 32 * MIB
"""Of the list of media, and of the zip's own directory."""
MAX_MEDIA_FILE = 256 * MIB
MAX_MEDIA = 4096 * MIB
_WINDOW = 2**27  # bytes; what Anki's compression levels use is far below
_PIECE = MIB
_END, _END64, _LOCATOR64 = b"PK\5\6", b"PK\6\6", b"PK\6\7"
_TAIL = 22 + 0xFFFF
_COLLECTIONS = {1: "collection.anki2", 2: "collection.anki21", 3: "collection.anki21b"}


class Archive:
    """An open package. All methods raise `PackageError` for what cannot be read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with opened(path) as file:
                check_directory(path, file)
            self._zip = zipfile.ZipFile(path)
        except OddFileError as error:
            raise PackageError(f"{path} {error.reason}. Name an Anki package (.apkg or .colpkg).") from error
        except (OSError, ValueError) as error:
            raise PackageError(unread(path, error)) from error
        except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, struct.error) as error:
            raise _damaged(path, str(error)) from error
        self._names = {info.filename: info for info in self._zip.infolist()}
        self._version = self._found_version()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    @property
    def is_new(self) -> bool:
        """Is it in the format of Anki 2.1.50 and later, compressed by zstd?"""
        return self._version == 3

    def copy_collection(self, target: Path) -> None:
        """Write the collection inside to the new file ``target``."""
        with self._reading(_COLLECTIONS[self._version], compressed=self.is_new) as member:
            _copy(self.path, member, target, MAX_COLLECTION, _NOTHING_TAKEN)

    def media(self) -> dict[str, str]:
        """Return the names of media files as notes have them, each with that of its member."""
        if "media" not in self._names:
            return {}
        with self._reading("media", compressed=self.is_new) as member:
            content = b"".join(_pieces(self.path, member, MAX_LIST))
        try:
            return _media_list(content) if self.is_new else _media_map(content)
        except (ValueError, RecursionError) as error:
            raise _damaged(self.path, "its list of media is not readable") from error

    def has(self, member: str) -> bool:
        """Is there a member of that name?"""
        return member in self._names

    def copy_media(self, member: str, target: Path) -> None:
        """Write the media file that is the ``member`` to the new file ``target``."""
        with self._reading(member, compressed=self.is_new) as source:
            _copy(self.path, source, target, MAX_MEDIA_FILE, "")

    def _found_version(self) -> int:
        if "meta" in self._names:
            with self._reading("meta", compressed=False) as member:
                content = b"".join(_pieces(self.path, member, MIB))
            try:
                version = protobuf.number_of(content, 1)
            except protobuf.MessageError as error:
                raise _damaged(self.path, "its `meta` is not readable") from error
            if version not in _COLLECTIONS:
                raise PackageError(
                    f"{self.path} is a package of version {version}, which is not known here. Export it from "
                    "Anki again with “Support older Anki versions”, or update this program."
                )
        else:
            version = next((v for v in (2, 1) if _COLLECTIONS[v] in self._names), 0)
        if not version or _COLLECTIONS[version] not in self._names:
            raise PackageError(
                f"{self.path} holds no Anki collection. Name a package that Anki exported (.apkg or .colpkg)."
            )
        return version

    @contextmanager
    def _reading(self, name: str, *, compressed: bool) -> Iterator[IO[bytes]]:
        info = self._names[name]
        if info.flag_bits & 1:
            raise PackageError(f"{self.path} is encrypted. Export it from Anki again, without a password.")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _damaged(self.path, f"{name!r} is packed in a way that Anki does not use")
        try:
            with self._zip.open(info) as member:
                if not compressed:
                    yield member
                    return
                with zstandard.ZstdDecompressor(max_window_size=_WINDOW).stream_reader(
                    member, read_across_frames=True
                ) as unpacked:
                    yield unpacked
        except (zipfile.BadZipFile, zlib.error, zstandard.ZstdError, EOFError, RuntimeError) as error:
            raise _damaged(self.path, f"{name!r}: {error}") from error
        except (struct.error, NotImplementedError, OSError, ValueError) as error:  # a place before the file
            raise _damaged(self.path, f"{name!r}: {error}") from error


def _media_list(content: bytes) -> dict[str, str]:
    """Read the list of the new format: the files are numbered in its order."""
    found: dict[str, str] = {}
    entries = [entry for number, entry in protobuf.fields(content) if number == 1]
    for place, entry in enumerate(entries):
        if isinstance(entry, bytes):
            for name in protobuf.texts(entry, 1):
                found[name] = str(protobuf.number_of(entry, 255) or place)
    return found


def _media_map(content: bytes) -> dict[str, str]:
    """Read the JSON map of the old formats, from member to name."""
    told = json.loads(content or b"{}")
    if not isinstance(told, dict):
        raise protobuf.MessageError("no map")
    return {name: member for member, name in told.items() if isinstance(name, str)}


_NOTHING_TAKEN = " Nothing was taken; if it is meant, export its decks one by one."


def _pieces(path: Path, source: IO[bytes], limit: int, what_now: str = _NOTHING_TAKEN) -> Iterator[bytes]:
    left = limit
    while piece := source.read(_PIECE):
        left -= len(piece)
        if left < 0:
            raise PackageError(f"{path} holds a part of more than {limit // MIB} MiB.{what_now}")
        yield piece


def _copy(path: Path, source: IO[bytes], target: Path, limit: int, what_now: str) -> None:
    try:
        with target.open("xb") as file:
            file.writelines(_pieces(path, source, limit, what_now))
    except OSError as error:
        raise PackageError(
            f"{target} cannot be written ({error.strerror}). Make room, or set TMPDIR."
        ) from error


def check_directory(path: Path, file: IO[bytes]) -> None:
    """Refuse a zip whose directory would fill the memory before anything is known of it.

    Raises:
        PackageError: it would, or the file is no zip.
    """
    size = file.seek(0, 2)
    start = max(0, size - _TAIL)
    file.seek(start)
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        raise _damaged(path, "it is no zip file, or its end is missing")
    (directory,) = struct.unpack_from("<I", tail, at + 12)
    locator = at - 20
    if locator >= 0 and tail[locator:at].startswith(_LOCATOR64):
        (where,) = struct.unpack_from("<Q", tail, locator + 8)
        file.seek(min(where, size))
        record = file.read(56)
        if record.startswith(_END64) and len(record) == 56:
            (directory,) = struct.unpack_from("<Q", record, 40)
    if directory > MAX_LIST:
        raise PackageError(f"{path} lists more files than a package can have. Nothing was taken.")


def _damaged(path: Path, said: str) -> PackageError:
    return PackageError(f"{path} is damaged or no Anki package ({said}). Export it, or load it down, again.")
