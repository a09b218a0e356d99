"""A file of another program: its bytes within limits, its text, and what was read of it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeVar

from trainer import files
from trainer.core.errors import FileError
from trainer.core.text import clean, counted, shortened, unsafe
from trainer.foreign.draft import Copy, Draft

MAX_TEXT = 32 * 2**20
MAX_NOTES = 300_000
MAX_HELD, MAX_MADE = 2**27, 2**29
"""Characters of all notes that are made of a file which is read as a whole, and of a package."""
_TIMES = 16
"""Characters that are made of each byte of a package: of many templates each may show nearly all fields."""


class UnknownFormatError(FileError):
    """The file is in no format that is known, or is not what its name says."""


@dataclass(slots=True)
class Bundle:
    """What a file holds: drafts of notes, the media they show by path, and what is to be said of it."""

    drafts: list[Draft] = field(default_factory=list)
    media: Mapping[str, Copy] = field(default_factory=dict)
    oddities: list[str] = field(default_factory=list)

    def handed_on(self) -> Iterator[Draft]:
        """Yield the drafts and let go of them: of hundreds of thousands there is no room for two lists."""
        self.drafts.reverse()
        while self.drafts:
            yield self.drafts.pop()


def bounded(drafts: Iterable[Draft], path: Path, most: int = MAX_HELD) -> Iterator[Draft]:
    """Yield drafts as they come. Raises `FileError` where they become far more text than a file can mean:
    templates and gaps may repeat it without end."""
    made = 0
    for draft in drafts:
        made += sum(map(len, draft.fields.values()))
        if made > most:
            raise FileError(
                f"The cards of {path} are more than {most >> 20} million characters, as they repeat its "
                "texts. Nothing was taken. Split it, or make fewer gaps of a text."
            )
        yield draft


def most_made(size: int) -> int:
    """Return how many characters the notes may have that are made of a collection of so many bytes."""
    return min(max(MAX_HELD, _TIMES * size), MAX_MADE)


T = TypeVar("T")


class Watch(Protocol):
    """Hands things on, and tells somebody how many of them are done."""

    def __call__(self, things: Sequence[T], /) -> Iterable[T]: ...


def unwatched(things: Sequence[T], /) -> Iterable[T]:
    """Hand things on and tell nobody."""
    return things


def content(path: Path, limit: int = MAX_TEXT) -> bytes:
    """Return the bytes of a file. Raises `FileError` if it cannot be read or is too large."""
    with readable(path):
        return files.content(path, limit)


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Say in words what goes wrong where a file is opened within. Raises `FileError`."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise FileError(files.unread(path, error)) from error


def text(path: Path, oddities: list[str]) -> str:
    """Return the text of a file, cleaned. What is not UTF-8 or UTF-16 is read as Windows-1252, and said.

    Raises:
        FileError: it cannot be read, or is no text.
    """
    raw = content(path)
    try:
        if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
            found = raw.decode("utf-16")
        else:
            found = raw.decode("utf-8-sig").removeprefix("\ufeff")  # some programs write two
    except UnicodeDecodeError:
        if b"\0" in raw:
            raise UnknownFormatError(f"{path} is no text file. Save it as UTF-8.") from None
        oddities.append(f"{path.name} is not in UTF-8; it was read as Windows-1252")
        found = raw.decode("cp1252", "replace")
    if "\0" in found:
        raise UnknownFormatError(f"{path} is no text file. Save it as UTF-8.")
    if names := Counter(name for _, name in unsafe(found)):
        oddities.append(
            f"{path.name}: {counted(names.total(), 'character')} taken out that would steer the terminal or "
            f"turn lines around ({', '.join(shortened([*names], 3))})"
        )
    return clean(found)


def title_of(path: Path) -> str:
    """Return a title for a deck whose file says none."""
    return path.stem.replace("_", " ").replace("::", " ").strip() or "Imported"
