"""Words that count as making a point, written into the deck that has it, or among the user's versions."""

from pathlib import Path

import yaml

from trainer.core.card import Note
from trainer.core.errors import FileError
from trainer.core.text import quoted
from trainer.decks.format.deckfile import read_text
from trainer.decks.lines import lines_of


def with_term(path: Path, text: str, id: str, say: str, words: str, *, whole: bool = True) -> str:
    """Return a deck file's ``text`` with ``words`` as one more term of the point ``say`` of a note. It is
    read again to see that nothing else changed, if it is a ``whole`` deck.

    Raises:
        FileError: that point is not there, or its terms cannot be added to as they are written.
    """
    point = _point(text, id, say)
    if point is None:
        raise FileError(f"{path}: the note {id} has no such point any more.")
    terms = next((value for key, value in point.value if key.value == "terms"), None)
    said = quoted(words)
    lines = lines_of(text)
    if terms is None:
        line, column = point.end_mark.line, point.end_mark.column
        if point.flow_style:
            _insert(lines, line, column - 1, f", terms: [{said}]")
        else:
            _after(lines, point.value[-1][1], f"{' ' * point.start_mark.column}terms: [{said}]")
    elif not isinstance(terms, yaml.SequenceNode):
        raise FileError(f"{path}: the terms of the point {say!r} are no list.")
    elif terms.flow_style:
        _insert(lines, terms.end_mark.line, terms.end_mark.column - 1, f"{', ' if terms.value else ''}{said}")
    else:
        _after(lines, terms.value[-1], f"{' ' * terms.start_mark.column}- {said}")
    changed = "".join(lines)
    if whole and not _has(path, changed, id, say, words):
        raise FileError(f"{path}: the term cannot be added to the point {say!r}; write it there by hand.")
    return changed


def _point(text: str, id: str, say: str) -> yaml.MappingNode | None:
    """Return the point of a note of a deck file."""
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        raise FileError("the file cannot be read as YAML; `trainer check` says where") from error
    for note in _members(_value(root, "notes")):
        if (name := _value(note, "id")) is not None and name.value == id:
            for point in _members(_value(note, "points")):
                said = _value(point, "say")
                if isinstance(point, yaml.MappingNode) and said is not None and said.value.strip() == say:
                    return point
    return None


def _value(node: yaml.Node | None, name: str) -> yaml.Node | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for key, value in pairs if key.value == name), None)


def _members(node: yaml.Node | None) -> list[yaml.Node]:
    return node.value if isinstance(node, yaml.SequenceNode) else []


def _insert(lines: list[str], line: int, column: int, text: str) -> None:
    lines[line] = lines[line][:column] + text + lines[line][column:]


def _after(lines: list[str], node: yaml.Node, text: str) -> None:
    """Put a line behind the one where a value ends."""
    last, column = node.end_mark.line, node.end_mark.column
    at = last + bool(last < len(lines) and lines[last][:column].strip())
    end = "\r\n" if lines[0].endswith("\r\n") else "\n"
    if not lines[at - 1].endswith(("\n", "\r")):
        lines[at - 1] += end
    lines.insert(at, text + end)


def _has(path: Path, text: str, id: str, say: str, words: str) -> bool:
    """Does a file hold the same notes as before, the one with the term?"""
    before, after = (_notes(path, one) for one in (path.read_bytes().decode("utf-8-sig"), text))
    if before.keys() != after.keys() or any(before[key] != after[key] for key in before.keys() - {id}):
        return False
    points = after[id].body.parts("")
    return any(one.say == say and (words,) in one.terms for one in points)


def _notes(path: Path, text: str) -> dict[str, Note]:
    from dataclasses import replace

    found = read_text(path, text).deck
    return {note.id: replace(note, line=0) for note in found.notes} if found is not None else {}
