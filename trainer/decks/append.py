"""One note more at the end of a deck's notes, with all that is there left letter by letter as it is."""

import re
from collections.abc import Sequence

import yaml

from trainer.core.errors import FileError

LINE = re.compile("[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029])|[^\r\n\x85\u2028\u2029]+")
_BY_HAND = "so that no note can be added to it. Write it there with `trainer edit`"


def append(text: str, note: Sequence[str]) -> str:
    """Return a deck file's ``text`` with one note more.

    Args:
        note: its lines; the first begins with ``- ``, the others are indented against it.

    Raises:
        FileError: the file is no YAML, or has no list of notes with a line for each.
    """
    lines = LINE.findall(text)
    notes = _notes(text)
    last = notes.value[-1]
    at = min(len(lines), notes.end_mark.line + bool(notes.end_mark.column))
    if at < len(lines):  # another key follows; what stands before it is its own
        while at and (not lines[at - 1].strip() or lines[at - 1].startswith("#")):
            at -= 1
    end = "\r\n" if lines[0].endswith("\r\n") else "\n"
    if not lines[at - 1].endswith(("\n", "\r")):
        lines[at - 1] += end
    begins = last.start_mark.line
    apart = [end] if len(notes.value) > 1 and not lines[begins - 1].strip() and lines[at - 1].strip() else []
    indent = " " * notes.start_mark.column
    lines[at:at] = [*apart, *(f"{indent}{line}{end}" if line else end for line in note)]
    return "".join(lines)


def _notes(text: str) -> yaml.SequenceNode:
    """Return the list of notes of a deck file."""
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        raise FileError(f"the file cannot be read as YAML, {_BY_HAND}; `trainer check` says where") from error
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if key.value == "notes" and isinstance(value, yaml.SequenceNode) and value.value:
            if value.flow_style:
                raise FileError(f"its notes stand between square brackets, {_BY_HAND}")
            return value
    raise FileError(f"the file has no `notes:`, {_BY_HAND}")
