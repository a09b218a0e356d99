"""Which format a file is in: told by what it holds, and by its name where that leaves it open."""

import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from shlex import quote
from typing import Literal

from trainer.anki.errors import PackageError
from trainer.anki.incoming.archive import check_directory
from trainer.core.errors import FileError
from trainer.core.text import counted, shortened
from trainer.files import opened
from trainer.foreign.draft import Copy
from trainer.foreign.formats import hashcards, obsidian
from trainer.foreign.formats.signs import UNTOLD, Signs
from trainer.foreign.known import kept_apart, of_file
from trainer.foreign.source import (
    MAX_NOTES,
    Bundle,
    UnknownFormatError,
    Watch,
    readable,
    text,
    unwatched,
)

_MOST_NAMES = 100_000
Sort = Literal["package", "mnemosyne", "crowdanki", "org", "hashcards", "obsidian", "delimited"]


def sort_of(path: Path) -> Sort:
    """Return the format of a file.

    Raises:
        FileError: it cannot be read, or is in no format that is known; the message says what to do.
    """
    ending = path.suffix.casefold()
    with readable(path), opened(path) as file:
        start = file.read(4096)
    if start.startswith(b"PK") or ending in (".apkg", ".colpkg"):
        is_anki = ending in (".apkg", ".colpkg")
        return "mnemosyne" if not is_anki and (ending == ".cards" or _has(path, "cards.xml")) else "package"
    if start.startswith(b"SQLite format 3"):
        raise UnknownFormatError(
            f"{path} is a database. Export from its program (File > Export): Anki as .apkg or .colpkg, "
            "Mnemosyne as .cards, with its learning data."
        )
    if ending in (".yaml", ".yml"):
        raise UnknownFormatError(
            f"{path} is YAML as decks are. Put it among your decks; "
            f"`trainer check {quote(str(path))}` looks at it."
        )
    if ending == ".xml" or start.lstrip().startswith((b"<?xml", b"<mnemosyne", b"<openSM2sync")):
        return "mnemosyne"
    if ending == ".json" or re.match(rb"\s*\{\s*\"", start):
        return "crowdanki"
    if ending == ".org":
        return "org"
    if ending in (".md", ".markdown"):
        content = text(path, [])
        if hashcards.is_one(content):
            return "hashcards"
        if obsidian.is_one(content):
            return "obsidian"
        raise UnknownFormatError(
            f"{path} holds no cards: neither `Q:` and `A:` (hashcards) nor `::`, `?` or `==` (Obsidian)."
        )
    if ending in (".csv", ".tsv", ".txt", ""):
        return "delimited"
    raise UnknownFormatError(
        f"{path} is in no format that is known. Known are .apkg, .colpkg, .csv, .tsv, .txt, .md, .json of "
        "CrowdAnki, .org, .cards and .xml of Mnemosyne, and .jsonl of `trainer backup text`."
    )


def read_folder(folder: Path, watch: Watch = unwatched) -> Bundle:
    """Read a folder: what CrowdAnki exported, or all the notes and org files below it that hold cards; the
    tables below it, if it holds no others.

    Raises:
        FileError: nothing in it holds cards.
    """
    for name in ("deck.json", f"{folder.name}.json"):
        if (folder / name).is_file():
            return read(folder / name, "crowdanki", watch)
    names = list(islice(folder.rglob("*"), _MOST_NAMES + 1))
    if len(names) > _MOST_NAMES:
        raise FileError(f"{folder} holds more than {_MOST_NAMES} files. Name a folder of notes only.")
    shown = [path for path in sorted(names) if not _is_hidden(path.relative_to(folder)) and path.is_file()]
    texts = [path for path in shown if path.suffix.casefold() in (".md", ".markdown", ".org")]
    tables = [path for path in shown if _is_table(path)]
    packages = [path for path in shown if _is_package(path)]
    whole = _joined(texts, watch, folder)
    if whole.drafts:
        whole.oddities += _not_taken(tables, "table", "notes")
    elif tables:
        whole = _joined(tables, watch, folder)
    if not whole.drafts and not packages:
        raise UnknownFormatError(
            f"{folder} holds no cards: no deck of CrowdAnki, no Markdown or org with cards, no table of them."
        )
    if not whole.drafts:
        raise UnknownFormatError(
            f"{folder} holds {counted(len(packages), 'package')} ({_named(packages)}) and "
            f"no other cards. Import each package by its name: `trainer import {quote(str(packages[0]))}`."
        )
    whole.oddities += _not_taken(packages, "package", "rest")
    return whole


def _not_taken(paths: Sequence[Path], what: str, beside: str) -> Iterator[str]:
    if paths:
        yield (
            f"{counted(len(paths), what)} beside the {beside} not taken ({_named(paths)}): "
            "import each by its name"
        )


def _named(paths: Sequence[Path]) -> str:
    return ", ".join(shortened([path.name for path in paths], 3))


def _is_package(path: Path) -> bool:
    """Is a file one of Anki or Mnemosyne that holds whole decks?"""
    ending = path.suffix.casefold()
    if ending != ".xml":
        return ending in (".apkg", ".colpkg", ".cards")
    try:
        with readable(path), opened(path) as file:
            start = file.read(4096)
    except FileError:
        return False
    return b"<mnemosyne" in start or b"<openSM2sync" in start


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _is_table(path: Path) -> bool:
    """Is a file of rows? A text is, if most of its lines have a tab, or it begins as Anki writes them."""
    ending = path.suffix.casefold()
    if ending != ".txt":
        return ending in (".csv", ".tsv")
    try:
        lines = [line for line in text(path, []).split("\n", 100)[:100] if line.strip()]
    except FileError:
        return False
    return any(line.startswith("#separator:") for line in lines[:1]) or (
        2 * sum("\t" in line for line in lines) > len(lines)
    )


def _joined(paths: Sequence[Path], watch: Watch, home: Path) -> Bundle:
    """Return what the files below a folder hold together, without those that hold no cards."""
    whole = Bundle()
    media: dict[str, Copy] = {}
    for path in watch(paths):
        try:
            found = read(path, sort_of(path), home=home)
        except UnknownFormatError as error:
            if path.suffix.casefold() in (".csv", ".tsv", ".txt"):
                whole.oddities.append(str(error))
            continue  # a note without cards
        whole.drafts += found.drafts
        whole.oddities += found.oddities
        twice = sorted(media.keys() & found.media.keys())
        whole.oddities += [f"two files would lie at {name}; the first is there" for name in twice]
        media = {**found.media, **media}
    whole.media = media
    return whole


def read(
    path: Path,
    sort: Sort,
    watch: Watch = unwatched,
    told: Signs = UNTOLD,
    home: Path | None = None,
) -> Bundle:
    """Read a file that is no package; ``told``: what stands between the fields of a table; ``home``: the
    folder that was named, from which media may be named as well. Raises `FileError` for what cannot be
    read."""
    from trainer.foreign.formats import crowdanki, delimited, mnemosyne, org

    readers: dict[str, Callable[[Path, Watch], Bundle]] = {
        "mnemosyne": mnemosyne.read,
        "crowdanki": crowdanki.read,
        "org": partial(org.read, home=home),
        "hashcards": partial(hashcards.read, home=home),
        "obsidian": partial(obsidian.read, home=home),
        "delimited": lambda path, watch: delimited.read(path, watch, told),
    }
    bundle = readers[sort](path, watch)
    drafts = bundle.drafts if sort == "delimited" else kept_apart(bundle.drafts)  # rows are apart by then
    bundle.drafts = [draft._replace(guid=of_file(draft.guid, path.name)) for draft in drafts]
    if len(bundle.drafts) > MAX_NOTES:
        raise FileError(
            f"{path} holds {len(bundle.drafts)} notes; {MAX_NOTES} at most can be taken. Split it."
        )
    return bundle


def _has(path: Path, name: str) -> bool:
    try:
        with path.open("rb") as file:
            check_directory(path, file)
        with zipfile.ZipFile(path) as archive:
            return name in archive.NameToInfo
    except (PackageError, zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
