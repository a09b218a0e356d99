"""The deck files as text: their notes are read, and ``asked`` is written into them, for `tools/asked.py`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml


class Note(NamedTuple):
    """A note of a deck and its question."""

    id: str  # deck/note
    topic: str  # the folder it lies in
    question: str


def deck_files(folder: Path) -> list[Path]:
    """List the deck files below a folder."""
    return sorted(path for path in folder.glob("*/**/*.y*ml") if path.name != "syllabus.yaml")


def _entries(node: yaml.Node | None) -> dict[str, tuple[yaml.Node, yaml.Node]]:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return {str(key.value): (key, value) for key, value in pairs}


def _notes(text: str) -> Iterator[tuple[str, yaml.MappingNode]]:
    root = _entries(yaml.compose(text, Loader=yaml.SafeLoader))
    deck = str(root["deck"][1].value) if "deck" in root else ""
    for note in root["notes"][1].value if "notes" in root else []:
        entries = _entries(note)
        if "id" in entries:
            yield f"{deck}/{entries['id'][1].value}", note


def edit(text: str, asked: Mapping[str, int]) -> str:
    """Give a deck's text with the right ``asked`` lines; nothing else changes, comments and layout neither.

    A new line goes below ``level``, else to the end of the note. Raises ValueError where a note is written on
    one line, or where the text would not hold the same data afterwards.
    """
    lines = text.splitlines(keepends=True)
    for key, note in reversed(list(_notes(text))):  # from the end, so that line numbers stay right
        entries = _entries(note)
        value = asked.get(key)
        if "asked" in entries:
            _, old = entries["asked"]
            at = old.start_mark.line
            if value is None:
                if lines[at].strip() != f"asked: {old.value}" or note.flow_style:
                    raise ValueError(f"{key}: take out `asked` by hand")
                del lines[at]
            elif str(old.value) != str(value):
                start, end = old.start_mark.column, old.end_mark.column
                lines[at] = lines[at][:start] + str(value) + lines[at][end:]
            continue
        if value is None:
            continue
        if note.flow_style:
            raise ValueError(f"{key}: a note on one line; write `asked: {value}` by hand")
        column = note.value[0][0].start_mark.column
        below = _last_line(lines, entries["level"][1] if "level" in entries else note.value[-1][1], column)
        ending = "\r\n" if lines[below].endswith("\r\n") else "\n"
        if not lines[below].endswith("\n"):
            lines[below] += ending
        lines.insert(below + 1, f"{' ' * column}asked: {value}{ending}")
    changed = "".join(lines)
    if _without(text) != _without(changed):
        raise ValueError("the deck would not be the same afterwards")
    return changed


def _last_line(lines: Sequence[str], value: yaml.Node, column: int) -> int:
    """Find the last line of a value; the end of a block of text lies behind blank lines and comments."""
    end = value.end_mark
    at = end.line if end.column > 0 and end.line < len(lines) else end.line - 1
    while at > value.start_mark.line:
        line = lines[at].strip()
        indent = len(lines[at]) - len(lines[at].lstrip())
        if line and (indent > column or not line.startswith(("#", "-"))):
            break
        at -= 1
    return at


def _without(text: str) -> Any:
    data = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - plain strings only
    for note in data.get("notes", []) if isinstance(data, dict) else []:
        note.pop("asked", None)
    return data


def read_notes(folder: Path) -> list[Note]:
    """Read every note of the decks below a folder."""
    found = []
    for path in deck_files(folder):
        for key, node in _notes(path.read_text(encoding="utf-8")):
            entries = _entries(node)
            said = entries.get("ask") or entries.get("text")
            question = str(said[1].value) if said else ""
            subjects = [str(name[1].value) for name in _entries(_value(entries, "subjects")).values()]
            if subjects:
                question = f"compare {' and '.join(subjects)} {question}"
            plain = re.sub(r"[`*{}]|c\d+::", "", " ".join(question.split()))
            found.append(Note(key, path.relative_to(folder).parts[0], plain))
    return found


def _value(entries: Mapping[str, tuple[yaml.Node, yaml.Node]], name: str) -> yaml.Node | None:
    return entries[name][1] if name in entries else None
