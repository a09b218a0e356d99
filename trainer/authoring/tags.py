"""Tags of notes, written into a file of decks with all else left letter by letter as it is."""

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import yaml

from trainer.core.errors import FileError
from trainer.core.text import quoted
from trainer.decks.lines import Span, lines_of, spans
from trainer.decks.yaml.tree import parse

FIELD = "tags"
_PLAIN = re.compile(r"[^\W_](?:[\w./+-]|::)*")
"""Tags that need no quotes, whatever stands around them."""


class _Field(NamedTuple):
    """The name of a field and what it has."""

    name: yaml.Node
    node: yaml.Node


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
        note, field = places[id]
        if note.flow_style and field is None:
            _insert(lines, note.end_mark, f", {FIELD}: {written(wanted[id])}")
        else:
            gone = not wanted[id] and not keep and not note.flow_style
            _write(lines, known[id], field, wanted[id], gone=gone)
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


def _write(lines: list[str], span: Span, field: _Field | None, tags: Sequence[str], *, gone: bool) -> None:
    """Write the tags of one note in place of those that it has; ``gone``: it is to have no such field, which
    stays where a comment stands in it."""
    end = "\r\n" if lines[0].endswith("\r\n") else "\n"
    if field is None:
        line = f"{' ' * (span.indent + 2)}{FIELD}: {written(tags)}{end}"
        if not lines[span.end - 1].endswith(("\n", "\r")):
            lines[span.end - 1] += end
        lines.insert(span.end, line)
        return
    node = field.node
    in_lines = isinstance(node, yaml.SequenceNode) and not node.flow_style
    first = field.name.start_mark.line
    last = max(item.start_mark.line for item in node.value) if in_lines else node.end_mark.line
    own = {item.start_mark.line for item in node.value} if in_lines else set()
    told = any(_comment(lines[at]) for at in range(first, last + 1) if at not in own)
    if gone and first > span.start and not told:
        del lines[first : last + 1]
    elif in_lines:
        _write_lines(lines, field, tags, end)
    elif isinstance(node, yaml.SequenceNode) and (node.start_mark.line < last or _is_spelled_out(node)):
        _write_brackets(lines, node, tags, end)
    else:
        begin, after = node.start_mark, node.end_mark
        tail = lines[last][after.column :] if last < len(lines) else end
        lines[begin.line : last + 1] = [lines[begin.line][: begin.column] + written(tags) + tail]


def _write_lines(lines: list[str], field: _Field, tags: Sequence[str], end: str) -> None:
    """Write tags that stand on a line each: what stays keeps its line, and all between them too; the comment
    behind a tag goes with it."""
    items = field.node.value
    last = max(item.start_mark.line for item in items)
    line = lines[last]
    if not line.endswith(("\n", "\r")):
        lines[last] += end
    indent = line[: len(line) - len(line.lstrip())]
    there = {item.value for item in items}
    lines[last + 1 : last + 1] = [
        f"{indent}- {written([tag])[1:-1]}{end}" for tag in tags if tag not in there
    ]
    for item in reversed(items):
        if item.value not in tags:
            del lines[item.start_mark.line]
    if not tags:
        name = field.name.end_mark
        colon = lines[name.line].index(":", name.column) + 1
        lines[name.line] = f"{lines[name.line][:colon]} []{lines[name.line][colon:]}"


def _write_brackets(lines: list[str], node: yaml.SequenceNode, tags: Sequence[str], end: str) -> None:
    """Write tags between brackets: what stays keeps its place, and comments too but for those behind a tag
    that goes with its line."""
    there = {item.value for item in node.value}
    more = [written([tag])[1:-1] for tag in tags if tag not in there]
    close = node.end_mark.line
    between = _between(lines, node)
    if more and node.value:
        at = node.value[-1].end_mark
        line, alone = lines[at.line], lines[at.line][: node.value[-1].start_mark.column]
        after = line[at.column :]
        comma = after.lstrip().startswith(",")
        if at.line < close and not alone.strip():
            lines[at.line] = line if comma else f"{line[: at.column]},{after}"
            added = f",{end}".join(f"{alone}{tag}" for tag in more) + ("," if comma else "") + end
            lines[at.line + 1 : at.line + 1] = lines_of(added)
        else:
            lines[at.line] = f"{line[: at.column]}{between}{between.join(more)}{after}"
    elif more:
        at = node.start_mark
        lines[at.line] = (
            f"{lines[at.line][: at.column + 1]}{between.join(more)}{lines[at.line][at.column + 1 :]}"
        )
    for place, item in reversed([*enumerate(node.value)]):
        if item.value not in tags or item.value in (other.value for other in node.value[:place]):
            _take_out(lines, item, end)


def _is_spelled_out(node: yaml.SequenceNode) -> bool:
    """Does each tag of a list in one line stand there, none as an alias of what stands elsewhere?"""
    line, columns = node.start_mark.line, range(node.start_mark.column, node.end_mark.column)
    return all(item.start_mark.line == line and item.start_mark.column in columns for item in node.value)


def _between(lines: list[str], node: yaml.SequenceNode) -> str:
    """Return the comma between tags in brackets as their author writes it."""
    for one, other in pairwise(node.value):
        text: str = lines[one.end_mark.line][one.end_mark.column : other.start_mark.column]
        if one.end_mark.line == other.start_mark.line and text.strip() == ",":
            return text
    return ", "


def _take_out(lines: list[str], item: yaml.Node, end: str) -> None:
    """Take out one of the tags in brackets; a comment behind it that stays has white space before it, as YAML
    wants it."""
    begin, stop = item.start_mark, item.end_mark
    line = lines[begin.line]
    before, behind = line[: begin.column], line[stop.column :].lstrip()
    rest = behind.removeprefix(",").lstrip()
    if not before.strip() and (not rest or rest.startswith("#")):
        del lines[begin.line]
    elif before.strip() and behind.startswith("]"):
        lines[begin.line] = before.rstrip().removesuffix(",") + line[stop.column :]
    else:
        apart = " " if rest.startswith("#") and not before[-1:].isspace() else ""
        lines[begin.line] = before + apart + (rest or end)


def _comment(line: str) -> bool:
    """May there be a comment in a line?"""
    return re.search(r"(?:^|\s)#", line) is not None


def _insert(lines: list[str], end: yaml.Mark, text: str) -> None:
    """Put a text before the bracket with which a note ends."""
    line, column = lines[end.line], end.column - 1
    lines[end.line] = line[:column].rstrip() + text + line[column:]


def _places(text: str) -> dict[str, tuple[yaml.MappingNode, _Field | None]]:
    """Return each note and where its tags stand, by its id; `spans` has read the text already."""
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    found = {}
    for key, notes in root.value if isinstance(root, yaml.MappingNode) else ():
        if key.value == "notes" and isinstance(notes, yaml.SequenceNode):
            for note in notes.value:
                if isinstance(note, yaml.MappingNode):
                    fields = {name.value: _Field(name, value) for name, value in note.value}
                    found[fields["id"].node.value if "id" in fields else ""] = note, fields.get(FIELD)
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
