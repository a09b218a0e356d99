"""Reading on after a syntax error: the note that has it is set aside, and the others are read."""

import re
from collections.abc import Collection

from trainer.decks.yaml import narrow
from trainer.decks.yaml.tree import Document, Fault, parse

MAX_TORN = 50
TEARS = {"yaml-syntax", "too-deep"}  # rules after which the parser cannot go on
_NOTES = re.compile(r"^notes:[ ]*(?:#.*)?\n(?:[ ]*(?:#.*)?\n)*([ ]*)- ", re.MULTILINE)
_ID = re.compile(r"^[ -]*\bid:[ ]+([a-z0-9][a-z0-9_-]*)[ ]*(?:#.*)?$", re.MULTILINE)


def parse_deck(source: str, keys: Collection[str]) -> Document:
    """Read a deck's source like `parse`, but put a note with nothing but its id in place of each torn one.

    ``keys`` are those that may stand beside `notes`. The errors are among the faults. When the tear is not
    inside a note, there is no ``root``.
    """
    if (root := narrow.read(source)) is not None:
        return Document(root)
    torn: list[Fault] = []
    document = parse(source)
    while document.root is None and document.faults and len(torn) < MAX_TORN:
        fault = document.faults[-1]
        patched = _without_note(source, fault.line, keys) if fault.rule in TEARS else None
        if patched is None:
            break
        torn.append(fault)
        source = patched
        document = parse(source)
    document.faults += torn
    return document


def _without_note(source: str, line: int, keys: Collection[str]) -> str | None:
    """Return ``source`` with the note around ``line`` cut down to its id; None if there is no such note."""
    notes = _NOTES.search(source)
    lines = source.split("\n")
    if notes is None or not 0 < line <= len(lines):
        return None
    indent = notes.group(1)
    border = re.compile(f"{indent}- |(?:{'|'.join(keys)}):")  # a note, or a key of the deck
    first = source.count("\n", 0, notes.start(1))
    start = line - 1
    while start >= first and not border.match(lines[start]):
        start -= 1
    if start < first or not lines[start].startswith(f"{indent}- "):
        return None
    end = start + 1
    while end < len(lines) and not border.match(lines[end]):
        end += 1
    known = _ID.search("\n".join(lines[start:end]))
    cut = f"{indent}- {{id: {known.group(1)}}}" if known else f"{indent}- {{}}"
    patched = "\n".join([*lines[:start], cut, *[""] * (end - start - 1), *lines[end:]])
    return patched if patched != source else None
