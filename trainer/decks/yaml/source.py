"""A file's bytes as safe text, or why there are none."""

import os
import re
from pathlib import Path
from shlex import quote

from trainer.core.text import clean, is_spelt, unsafe
from trainer.decks.find import MOST_FOLDERS, MOST_NAMES
from trainer.decks.yaml.tree import Fault, counted, removed
from trainer.files import OddFileError, content

_FOREIGN = {
    ".apkg": "a package of Anki",
    ".colpkg": "a collection of Anki",
    ".csv": "a table",
    ".tsv": "a table",
    ".txt": "a text file, perhaps of cards",
    ".md": "a Markdown file",
    ".markdown": "a Markdown file",
    ".org": "an org file",
    ".json": "a JSON file, as CrowdAnki writes it",
    ".jsonl": "a history as text",
    ".cards": "an export of Mnemosyne",
    ".xml": "an export of Mnemosyne",
}
"""What files of other programs are, by the end of their names."""

NOT_THERE = "there is nothing at this place"
_NAMED = (
    "check the name, bring it back, or name another place; for decks: `trainer config decks`, TRAINER_DECKS "
    "or --decks, whichever named it"
)
MAX_BYTES = 32 * 2**20
_LINE_END = re.compile("\r\n|[\r\n\u2028\u2029]")  # as `clean` counts lines


def load(path: Path) -> tuple[str, list[Fault]]:
    """Return the text of a file with newlines as ``\\n``, cleaned and without a byte order mark.

    Never raises. The faults say which characters were taken out, or why the file cannot be read.
    """
    if path.suffix.casefold() in _FOREIGN:
        kind = _FOREIGN[path.suffix.casefold()]
        remedy = f"`trainer import {quote(str(path))}` brings it in"
        return "", [Fault((), 0, "foreign-file", f"this is {kind}, not a deck", remedy)]
    try:
        data = content(path, MAX_BYTES)
    except OddFileError as error:
        if path.is_dir():
            return "", [_of_folder(path)]
        return "", [
            _unreadable(f"this {error.reason}", "name deck files, or a folder of them; split large ones")
        ]
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        if is_spelt(str(path)):  # as `trainer.decks.find` tells what cannot be told otherwise
            return "", [_unreadable("its name, or that of a folder around it, is not UTF-8", "rename it")]
        if isinstance(error, FileNotFoundError) and not path.is_symlink():
            return "", [_unreadable(NOT_THERE, _NAMED)]
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        return "", [_unreadable(f"the file cannot be read: {reason}", "check its name and its rights")]
    return read(data)


def read(data: bytes) -> tuple[str, list[Fault]]:
    """Return the same of the bytes of a file."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return "", [
            Fault((), line, "not-utf8", "from here on the file is not UTF-8 text", "save it as UTF-8")
        ]
    safe = clean(text)
    return safe, [] if len(safe) == len(text) else _removed(text)


def _of_folder(path: Path) -> Fault:
    """Say why a folder was not looked into (see `trainer.decks.find`)."""
    try:
        os.scandir(path).close()
    except OSError as error:
        return _unreadable(f"the folder cannot be read: {error.strerror}", "check its rights")
    if path.is_symlink():
        said = "this link leads to a folder around that of the decks; it is not followed"
        return _unreadable(said, "remove it, or name the folder that is meant (`trainer config decks`)")
    said = f"there are more than {MOST_FOLDERS} folders, or {MOST_NAMES} names; the rest is not looked at"
    return _unreadable(said, "name a folder that holds decks only (`trainer config decks`)")


def _unreadable(message: str, remedy: str) -> Fault:
    return Fault((), 0, "file-unreadable", message, remedy)


def _removed(text: str) -> list[Fault]:
    faults: list[Fault] = []
    for number, line in enumerate(_LINE_END.split(text), 1):
        faults += [removed((), number, name) for name in counted(name for _, name in unsafe(line))]
    return faults
