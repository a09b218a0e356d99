"""Tags of notes, written into a file of decks with all else left letter by letter as it is."""

import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import yaml

from trainer.core.errors import FileError
from trainer.core.text import quoted
from trainer.decks.lines import Span, lines_of, spans
from trainer.decks.yaml.tree import parse

FIELD = "tags"
_PLAIN = re.compile(r"[^\W_](?:[\w./+-]|::)*")
"""Tags that need no quotes, whatever stands around them."""


def with_tags(path: Path, text: str, wanted: Mapping[str, Sequence[str]], *, keep: bool = False) -> str:
    """Return the ``text`` of a file with these tags of its notes, by their ids; where a note is to have none,
    the field goes, unless it is to be kept (``keep``).

    Raises:
        FileError: a note does not stand there on lines of its own, or its tags cannot be changed as they are
            written.
    """
    lines, places = lines_of(text), _places(text)
    known = spans(text)
    for id in sorted(wanted, key=lambda id: -known[id].start if id in known else 0):
        if id not in known:
            raise FileError(f"{path}: the note {id} has no lines of its own; tag it there by hand.")
        note, node = places[id]
        if note.flow_style and node is None:
            _insert(lines, note.end_mark, f", {FIELD}: {written(wanted[id])}")
        else:
            gone = not wanted[id] and not keep and not note.flow_style
            _write(lines, known[id], node, wanted[id], gone=gone)
    changed = "".join(lines)
    if not _only(text, changed, wanted):
        raise FileError(f"{path}: its tags cannot be changed as they are written there; do it by hand.")
    return changed


def own_tags(text: str) -> Mapping[str, Sequence[str]]:
    """Return the tags that notes of a file have in it, by their ids; under "" those that all of them have."""
    root = parse(text).root
    plain = root.plain() if root is not None else {}
    notes = plain.get("notes") if isinstance(plain, dict) else None
    found = {str(note["id"]): _listed(note) for note in notes or () if FIELD in note and "id" in note}
    return {**found, "": _listed(plain) if isinstance(plain, dict) else []}


def written(tags: Collection[str]) -> str:
    """Return tags as a list of YAML."""
    shown = (tag if _PLAIN.fullmatch(tag) else quoted(tag) for tag in tags)
    return f"[{', '.join(shown)}]"


def _listed(thing: Mapping[str, object]) -> list[str]:
    tags = thing.get(FIELD, [])
    return [str(tag) for tag in tags] if isinstance(tags, list) else [str(tags)] * bool(tags)


def _write(lines: list[str], span: Span, node: yaml.Node | None, tags: Sequence[str], *, gone: bool) -> None:
    """Write the tags of one note in place of those that it has; ``gone``: it is to have no such field."""
    end = "\r\n" if lines[0].endswith("\r\n") else "\n"
    if node is None:
        line = f"{' ' * (span.indent + 2)}{FIELD}: {written(tags)}{end}"
        if not lines[span.end - 1].endswith(("\n", "\r")):
            lines[span.end - 1] += end
        lines.insert(span.end, line)
        return
    begin, after = span.fields.get(FIELD, (span.start, span.end))
    if gone and begin > span.start:
        while after > begin + 1 and not lines[after - 1].strip():
            after -= 1
        del lines[begin:after]
    elif isinstance(node, yaml.SequenceNode) and not node.flow_style and tags:
        _write_lines(lines, node, tags, end)
    else:
        first, last = node.start_mark, node.end_mark
        tail = lines[last.line][last.column :] if last.line < len(lines) else end
        lines[first.line : last.line + 1] = [lines[first.line][: first.column] + written(tags) + tail]


def _write_lines(lines: list[str], node: yaml.SequenceNode, tags: Sequence[str], end: str) -> None:
    """Write tags that stand on a line each: what stays keeps its line and the comment behind it."""
    indent = " " * node.start_mark.column
    there = {item.value: item.start_mark.line for item in node.value}
    first, last = node.start_mark.line, max(there.values())
    kept = [line for at, line in enumerate(lines) if at in {there.get(tag) for tag in tags}]
    kept = [line if line.endswith(("\n", "\r")) else line + end for line in kept]
    more = [f"{indent}- {written([tag])[1:-1]}{end}" for tag in tags if tag not in there]
    lines[first : last + 1] = [*kept, *more]


def _insert(lines: list[str], end: yaml.Mark, text: str) -> None:
    """Put a text before the bracket with which a note ends."""
    line, column = lines[end.line], end.column - 1
    lines[end.line] = line[:column].rstrip() + text + line[column:]


def _places(text: str) -> dict[str, tuple[yaml.MappingNode, yaml.Node | None]]:
    """Return each note and where its tags stand, by its id; `spans` has read the text already."""
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    found = {}
    for key, notes in root.value if isinstance(root, yaml.MappingNode) else ():
        if key.value == "notes" and isinstance(notes, yaml.SequenceNode):
            for note in notes.value:
                if isinstance(note, yaml.MappingNode):
                    fields = {name.value: value for name, value in note.value}
                    found[fields["id"].value if "id" in fields else ""] = note, fields.get(FIELD)
    return found


def _only(before: str, after: str, wanted: Mapping[str, Sequence[str]]) -> bool:
    """Is what two texts of a file say the same, but for the tags that were wanted?"""
    old, new = parse(before), parse(after)
    if new.root is None or old.root is None or len(new.faults) > len(old.faults):
        return False
    one, other = old.root.plain(), new.root.plain()
    for note in one["notes"]:
        if isinstance(note, dict) and note.get("id") in wanted:
            note[FIELD] = list(wanted[note["id"]])
    for note in other["notes"]:
        if isinstance(note, dict) and note.get("id") in wanted:
            note.setdefault(FIELD, [])
    return bool(one == other)
