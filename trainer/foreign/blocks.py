"""A note as lines of a deck file: written so that people like to read it, and found again in a file as it is,
with whatever its owner made of it since."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from trainer.core.notebook import Value
from trainer.core.text import is_printable, is_writable, quoted
from trainer.foreign.draft import Draft

_ORDER = (
    *("ask", "text", "right", "wrong", "steps", "subjects", "aspects", "points", "answer", "accept", "match"),
    *("reverse", "hints", "why", "level"),
)
_PLAIN = re.compile(r"[^\W\d_][\w .,;'’()/?!%…–—\-]*(?::(?! |$)[\w .,;'’()/?!%…–—\-]*)*")
_WORDS_OF_YAML = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}
_LONGEST_WORD = 5
_START = re.compile(r"^([ ]*)- id:[ ]*(\S.*?)[ ]*$", re.MULTILINE)
_NOTES = re.compile(r"^notes:", re.MULTILINE)
_IMPORTED = re.compile(
    r"^[ ]+(?P<told>imported:[ ]*\{[ ]*guid:[ ]*(?P<guid>\"(?:[^\"\\]|\\.)*\"),[ ]*"
    r"(?:template:[ ]*(?P<template>\d+),[ ]*)?digest:[ ]*(?P<digest>[0-9a-f]+)"
    r"(?:,[ ]*at:[ ]*(?P<at>\d{1,11}))?[ ]*\})[ ]*\n?",
    re.MULTILINE,
)
_HEADER = re.compile(r"deck: [a-z0-9][a-z0-9_-]*\ntitle: .*\nnotes:\n")
_LINE = re.compile(r"^(?=[^\n])", re.MULTILINE)
INDENT = 2
"""Blanks before ``- id:`` as it is written here."""
_ANY_IMPORTED = re.compile(r"^[ ]+imported:", re.MULTILINE)


class Block(NamedTuple):
    """The lines of one note of a file. Without a ``guid`` it was not brought in, or is not known as such.
    ``at``: when the note was changed where it comes from (UTC seconds), 0 where that is not known."""

    text: str
    id: str
    guid: str = ""
    template: int = 0
    digest: str = ""
    at: int = 0

    @property
    def edited(self) -> bool:
        """Was it changed since it was written by an import? That its list stands further in is none."""
        text = without_imported(self.text)
        return digest_of(shifted(text, INDENT - self.indent)) != self.digest

    @property
    def indent(self) -> int:
        """The blanks before its ``- id:``."""
        return len(self.text) - len(self.text.lstrip(" "))


class Pieces(NamedTuple):
    """A deck file in pieces: what stands before the notes, then each note. Joined they are the file."""

    head: str
    blocks: tuple[Block, ...]
    legible: bool
    """Could all notes that say they were brought in be read?"""


def is_as_written(text: str) -> bool:
    """Is a deck file as an import wrote it, with nothing of its owner's in it?"""
    if not _HEADER.match(text):
        return False
    found = pieces(text)
    return found.head.count("\n") == 3 and all(
        one.guid and one.indent == INDENT and not one.edited for one in found.blocks
    )


def shifted(text: str, by: int) -> str:
    """Return lines with so many blanks more before each, or fewer."""
    if by >= 0:
        return _LINE.sub(" " * by, text) if by else text
    return re.sub(rf"^ {{1,{-by}}}", "", text, flags=re.MULTILINE)


def header(deck: str, title: str) -> str:
    """Return the first lines of a new deck file."""
    return f"deck: {deck}\ntitle: {scalar(title, 0)}\nnotes:\n"


def block(draft: Draft, id: str) -> Block:
    """Return a draft as the lines of a note with this ``id``."""
    text = note_text(id, draft.kind, draft.fields, draft.tags)
    digest = digest_of(text)
    text += f"    {_told(draft.guid, draft.template, digest, draft.at)}\n"
    return Block(text, id, draft.guid, draft.template, digest, draft.at)


def called(one: Block, guid: str, at: int) -> Block:
    """Return a note as it is, of which another name and time of change is told where it comes from."""
    found = _IMPORTED.search(one.text)
    if found is None:
        return one
    start, end = found.span("told")
    told = _told(guid, one.template, one.digest, at)
    return one._replace(text=one.text[:start] + told + one.text[end:], guid=guid, at=at)


def _told(guid: str, template: int, digest: str, at: int) -> str:
    """Return the line that says where a note comes from, as `narrow.py` reads it, too."""
    which = f"template: {template}, " if template else ""
    when = f", at: {at}" if at else ""
    return f"imported: {{guid: {quoted(guid)}, {which}digest: {digest}{when}}}"


def note_text(id: str, kind: str, fields: Mapping[str, Value], tags: Sequence[str] = ()) -> str:
    """Return the lines of a note; members of ``points`` that are texts are what a point says."""
    lines = [f"  - id: {id}" if kind == "basic" else f"  - id: {id}\n    kind: {kind}"]
    for name in _in_order(tuple(fields)):
        value = fields[name]
        if isinstance(value, str):
            if value:
                lines.append(f"    {name}: {value if value == 'true' else scalar(value, 6)}")
        elif value:
            if name == "points":
                value = [{"say": point} if isinstance(point, str) else point for point in value]
            lines.append(f"    {name}:{_value(value, 6)}")
    if tags:
        lines.append(_tags(tuple(tags)))
    return "\n".join(lines) + "\n"


@lru_cache(maxsize=1024)
def _in_order(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of the names that are written, as they are."""
    return tuple(name for name in _ORDER if name in names)


def pieces(text: str) -> Pieces:
    """Take a deck file to pieces."""
    starts = _starts(text)
    if not starts:
        return Pieces(text, (), legible=not _ANY_IMPORTED.search(text))
    parts = [text[at:end] for at, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    found = tuple(map(_block, parts))
    known = sum(1 for one in found if one.guid)
    return Pieces(text[: starts[0]], found, legible=known == len(_ANY_IMPORTED.findall(text)))


def _starts(text: str) -> list[int]:
    """Return where notes begin, one whose id is none that can be, too. What has blanks in it may be a line of
    a text as well: it is none if it stands where notes do."""
    found = list(_START.finditer(text))
    if all(" " not in match[2] for match in found):
        return [match.start() for match in found]
    notes = _NOTES.search(text)
    first = next((match[1] for match in found if notes and match.start() > notes.start()), None)
    return [match.start() for match in found if " " not in match[2] or match[1] == first]


def _block(text: str) -> Block:
    start, at = _START.match(text), text.find(" imported:")
    id = start[2].partition(" #")[0].strip("'\" ") if start else ""
    # Sought from the beginning of that line on: nearly all that stands before it is texts.
    found = _IMPORTED.search(text, text.rfind("\n", 0, at) + 1) if at >= 0 else None
    if found is None:
        return Block(text, id)
    guid, template, digest, when = found.group("guid", "template", "digest", "at")
    guid = json.loads(guid) if "\\" in guid else guid[1:-1]
    return Block(text, id, guid, int(template or 0), digest, int(when or 0))


def without_imported(text: str) -> str:
    """Return the lines of a note without the one that says where it comes from."""
    return _IMPORTED.sub("", text)


def digest_of(text: str) -> str:
    """Return what tells the lines of a note from others, whatever blanks end them."""
    text = text.strip()
    if " \n" in text or not is_printable(text, b"\n"):  # else lines end as this program ends them
        text = "\n".join([line.rstrip() for line in text.splitlines()])
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@lru_cache(maxsize=1024)
def _tags(tags: tuple[str, ...]) -> str:
    return f"    tags: [{', '.join(map(_tag, tags))}]"


def _tag(tag: str) -> str:
    """Return a tag as it may stand between square brackets."""
    return tag if re.fullmatch(r"[^\W\d_][\w-]*", tag) else quoted(tag)


def _value(value: Value, indent: int) -> str:
    """Return what stands behind the colon of a key, or the sign of a member; lines below it are indented."""
    if isinstance(value, str):
        return " true" if value == "true" else f" {scalar(value, indent)}"
    return "".join(f"\n{' ' * indent}{line}" for line in _members(value, indent))


def _members(value: Sequence[Value] | Mapping[str, Value], indent: int) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield f"{key}:{_value(inner, indent + 2)}"
        return
    for inner in value:
        if isinstance(inner, str):
            yield f"-{_value(inner, indent + 4)}"
        elif isinstance(inner, Mapping):
            yield "- " + f"\n{' ' * (indent + 2)}".join(_members(inner, indent + 2))
        else:
            yield f"- [{', '.join(quoted(str(one)) for one in inner)}]"


def scalar(text: str, indent: int) -> str:
    """Return a text as a YAML scalar whose further lines are indented by so many blanks."""
    if "\n" in text:
        return _literal(text, indent)
    plain = _PLAIN.fullmatch(text) and text[-1] != " "
    if plain and (len(text) > _LONGEST_WORD or text.casefold() not in _WORDS_OF_YAML):
        return text
    return (
        f"'{text.replace(chr(39), chr(39) * 2)}'" if is_writable(text) and "\t" not in text else quoted(text)
    )


def _literal(text: str, indent: int) -> str:
    """Return lines as they are; in quotes where YAML could not tell their first blanks from indentation."""
    if text[0] in " \n\t" or not is_writable(text):
        return quoted(text)
    lines = (" " * indent + line if line else "" for line in text.rstrip("\n").split("\n"))
    return "|-\n" + "\n".join(lines)
