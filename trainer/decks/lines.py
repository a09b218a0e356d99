"""Where the notes of a deck file stand in its text, so that one can be taken out or copied as it is."""

from typing import NamedTuple

import yaml

from trainer.core.errors import FileError
from trainer.decks.append import LINE


class Span(NamedTuple):
    """The lines of a note in a file, counted from 0, ``end`` beyond the last; those of its fields likewise.

    ``indent``: blanks before its ``- ``.
    """

    start: int
    end: int
    indent: int
    fields: dict[str, tuple[int, int]]


def lines_of(text: str) -> list[str]:
    """Return the lines of a text with their ends, as YAML counts them."""
    return LINE.findall(text)


def spans(text: str) -> dict[str, Span]:
    """Return for the id of each note of a deck file where it stands; none of those between brackets.

    Raises:
        FileError: the text is no YAML.
    """
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        raise FileError("the file cannot be read as YAML; `trainer check` says where") from error
    lines = lines_of(text)
    found = {}
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if key.value == "notes" and isinstance(value, yaml.SequenceNode) and not value.flow_style:
            for node in value.value:
                if isinstance(node, yaml.MappingNode):
                    span = _span(node, value.start_mark.column, lines)
                    ids = [each.value for name, each in node.value if name.value == "id"]
                    found.update({id: span for id in ids[:1] if isinstance(id, str)})
    return found


def _span(node: yaml.MappingNode, indent: int, lines: list[str]) -> Span:
    start = node.start_mark.line
    last, column = node.end_mark.line, node.end_mark.column  # of what follows, unless nothing does
    end = last + bool(last < len(lines) and lines[last][:column].strip())
    while end > start + 1 and _is_between(lines[end - 1], indent):
        end -= 1
    starts = [key.start_mark.line for key, _ in node.value]
    fields = {}
    if not node.flow_style:
        for (key, _), begin, after in zip(node.value, starts, [*starts[1:], end], strict=True):
            fields[str(key.value)] = begin, after
    return Span(start, end, indent, fields)


def _is_between(line: str, indent: int) -> bool:
    """Is a line blank, or a comment that does not belong to the note above it?"""
    bare = line.strip()
    return not bare or (bare.startswith("#") and len(line) - len(line.lstrip()) <= indent)
