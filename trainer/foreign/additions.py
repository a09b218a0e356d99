"""What the owner of a note that was brought in added to it, beside what a newer one of it says."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from trainer.foreign.blocks import INDENT, Block, digest_of, note_text, shifted, without_imported

_FIXED = ("ask", "text", "answer")
_MAY_BE_ADDED = ("accept", "hints", "why", "reverse", "level")
"""Fields that an import writes of some notes."""
_KEY = re.compile(r"^    (\w+):.*\n?(?:(?:     .*|[ \t]*)\n|     .*\Z)*", re.MULTILINE)
_GAP = re.compile(r"\{\{c(\d+(?:,\d+)*)::")
_REVERSE = re.compile(r"^[ ]+reverse:[ ]*true[ ]*$", re.MULTILINE)


def merged(old: Block, new: Block, *, theirs: bool) -> Block | None:
    """Return a note as it is newer there, with what was only added here; ``theirs``: what both say of it is
    said as there. None where both changed the same."""
    if not old.edited or _equal(old, new):
        return new
    if (mine := _added(old)) is None:
        return new if theirs else None
    lines = {found[1]: found[0] for found in _KEY.finditer(new.text)}
    if not theirs and not mine.keys().isdisjoint(lines):
        return None
    more = "".join(
        text if text.endswith("\n") else f"{text}\n" for key, text in mine.items() if key not in lines
    )
    at = new.text.rindex("    imported:")
    return new._replace(text=new.text[:at] + more + new.text[at:])


def _added(old: Block) -> Mapping[str, str] | None:
    """Return the lines of each field that was added to a note; None where something else of it was changed
    than how it is written."""
    import yaml  # few notes are edited and newer there

    whole = old.text.removesuffix(after(old.text))
    text = without_imported(shifted(whole, INDENT - old.indent)).rstrip() + "\n"
    if not text.startswith(f"{' ' * INDENT}- id: {old.id}\n"):
        return None
    try:
        (told,) = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 texts alone
        fields: dict[str, Any] = dict(told)
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):
        return None
    lines = {found[1]: found[0] for found in _KEY.finditer(text)}
    said = "\n".join(_texts(fields))
    if any(line[line.index("#") :].rstrip() not in said for line in text.splitlines() if "#" in line):
        return None  # a comment, it may be, which has no place among other lines
    kind, tags = str(fields.pop("kind", "basic")), fields.pop("tags", ())
    own = [name for name in fields if name not in (*_FIXED, *_MAY_BE_ADDED, "id")]
    may_be = [name for name in fields if name in _MAY_BE_ADDED] + (["tags"] if tags else [])
    for count in range(len(may_be) + 1):
        for without in combinations(may_be, count):
            rest = {name: fields[name] for name in fields if name not in (*without, *own, "id")}
            written = note_text(old.id, kind, rest, () if "tags" in without else tags)
            if digest_of(written) == old.digest:
                names = {*own, *without}
                return (
                    {name: lines[name] for name in lines if name in names} if lines.keys() >= names else None
                )
    return None


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, Sequence):
        for inner in value:
            yield from _texts(inner)


def _equal(old: Block, new: Block) -> bool:
    """Was the same change made here as there?"""
    ours, theirs = ([line.strip() for line in one.text.strip().splitlines()[:-1]] for one in (old, new))
    return ours == theirs


def has_fewer_cards(old: Block, new: Block) -> bool:
    """Will a note lack cards that it had?"""
    return not _cards(old.text) <= _cards(new.text)


def _cards(text: str) -> set[str]:
    """Return what tells the cards of a note apart in its lines: the numbers of gaps, and `reverse`."""
    found = {number for numbers in _GAP.findall(text) for number in numbers.split(",")}
    return found | ({"reverse"} if _REVERSE.search(text) else set())


def after(text: str) -> str:
    """Return the blank lines and comments that stand behind a note in its file."""
    lines = text.splitlines(keepends=True)
    behind = len(lines)
    while behind and (not lines[behind - 1].strip() or lines[behind - 1].lstrip().startswith("#")):
        behind -= 1
    return "".join(lines[behind:])
