"""Media files of other programs: under which names they will lie beside the decks, and how they get there."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from trainer.anki.errors import PackageError
from trainer.anki.incoming.archive import MAX_MEDIA_FILE, Archive
from trainer.anki.incoming.collection import Collection
from trainer.core.errors import FileError
from trainer.core.media import on_disk
from trainer.core.text import clean, one_line
from trainer.files import real
from trainer.foreign.draft import Copy

_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?", re.IGNORECASE)
"""Names that Windows takes for a device, whatever follows."""
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class MediaFiles:
    """Media that there are: ``paths`` by their names in texts, and what copies each of these paths."""

    paths: Mapping[str, str]
    copies: Mapping[str, Copy]


def of_package(archive: Archive, collection: Collection) -> MediaFiles:
    """Return the media of a package; names of strangers name files only as far as they are safe."""
    folder = f"media/{slug(collection.title)}"
    paths: dict[str, str] = {}
    copies: dict[str, Copy] = {}
    taken: set[str] = set()
    for name, member in archive.media().items():
        if archive.has(member):
            path = f"{folder}/{free(safe(name), name, taken)}"
            paths[name] = path
            copies[path] = _from(archive, member, name)
    return MediaFiles(_AnyCase(paths), copies)


class _AnyCase(dict[str, str]):
    """Paths by names; for a name that is not there, that of the only one that differs in nothing but case and
    the form of its letters with marks: file systems of phones and Macs take them for the same."""

    def __init__(self, paths: Mapping[str, str]) -> None:
        super().__init__(paths)
        self._folded: dict[str, set[str]] = {}
        for name, path in paths.items():
            self._folded.setdefault(_folded(name), set()).add(path)

    def get(self, name: str, default: str | None = None) -> str | None:  # type: ignore[override]
        if name in self:
            return self[name]
        found = self._folded.get(_folded(name), set())
        return next(iter(found)) if len(found) == 1 else default


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _from(archive: Archive, member: str, name: str) -> Copy:
    def copy(target: Path) -> None:
        try:
            archive.copy_media(member, target)
        except PackageError as error:
            raise FileError(f"{one_line(name, 60)!r} was left out, and all else taken: {error}") from error

    return copy


def beside(folder: Path, name: str, home: Path | None = None) -> Copy | None:
    """Return what copies a file that a text names, relative to a ``folder``; None for what is not there, is
    no file, or lies outside of it, and of a ``home`` around it."""
    try:
        path = real(on_disk(real(folder), name))
        if (
            not path.is_relative_to(real(home or folder))
            or not path.is_file()
            or path.stat().st_size > MAX_MEDIA_FILE
        ):
            return None
    except (OSError, ValueError):
        return None

    def copy(target: Path) -> None:
        try:
            target.write_bytes(path.read_bytes())
        except OSError as error:
            raise FileError(f"{path} cannot be copied ({error.strerror}).") from error

    return copy


def safe(name: str) -> str:
    """Return a name that is one part of a path on every system."""
    last = re.split(r"[/\\]", clean(name))[-1]
    plain = _FORBIDDEN.sub("_", last).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    short = f"{stem[:_LONGEST]}{dot}{ending[:12]}" if dot else plain[:_LONGEST]
    found = short.strip(" .") or "file"
    return f"_{found}" if _DEVICE.fullmatch(found) else found


def free(name: str, original: str, taken: set[str]) -> str:
    """Return the name, or one with a hash in it where another file has it, whatever the case."""
    if name.casefold() in taken or name != original:
        stem, dot, ending = name.rpartition(".")
        mark = sha256(original.encode("utf-8", "replace")).hexdigest()[:8]
        name = f"{stem}-{mark}{dot}{ending}" if dot else f"{name}-{mark}"
    taken.add(name.casefold())
    return name


def slug(title: str) -> str:
    """Return a folder's name for the deck with this title."""
    plain = re.sub(r"[^\w-]+", "-", clean(title.partition("::")[0]).casefold()).strip("-_")
    return plain[:40] or "imported"


_SOURCE = re.compile(
    r"<(?:(?:img|audio|video|source|sound)\b[^<>]*?\bsrc|a\b[^<>]*?\bhref)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))"
    r"|\[sound:((?:(?!\[sound:)[^\]])+)\]",
    re.IGNORECASE,
)


def beside_html(source: Path, html: str) -> MediaFiles:
    """Return the media files that HTML names and that lie beside its file."""
    names = {unquote(unescape(next(filter(None, found.groups()), ""))) for found in _SOURCE.finditer(html)}
    return beside_names(source, names, "media")


def beside_names(
    source: Path, names: Iterable[str], folder: str = "", home: Path | None = None
) -> MediaFiles:
    """Return the files of these names that lie beside ``source``, or in its ``folder``, if there are any;
    else as they are seen from a ``home`` around it, that of a whole collection."""
    target = f"media/{slug(source.stem)}"
    paths: dict[str, str] = {}
    copies: dict[str, Copy] = {}
    taken: set[str] = set()
    for name in sorted(names):
        plain = name.replace("\\", "/").removeprefix("@/")  # of Windows; the folder of all, for hashcards
        copy = beside(source.parent, plain, home)
        copy = copy or (beside(source.parent, f"{folder}/{plain}") if folder else None)
        copy = copy or (beside(home, plain) if home else None)
        if copy is not None:
            path = f"{target}/{free(safe(name), Path(plain).name, taken)}"
            paths[name] = path
            copies[path] = copy
    return MediaFiles(paths, copies)
