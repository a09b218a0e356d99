"""The form in which this program writes decks, read line by line: a fraction of the time that YAML takes.

A note that is not exactly in it is left to the reader of all YAML, and so is all of a file of which it cannot
be told where its notes begin and end, or with which something is wrong.
"""

import re
from collections.abc import Sequence
from sys import intern
from typing import Any

from trainer.core.text import is_printable
from trainer.decks.yaml.tree import Node, Value, parse

_PLAIN = r"\w[\w .,;'’()/?!%…–—\-]*(?::(?! |$)[\w .,;'’()/?!%…–—\-]*)*"
_DOUBLE = r"\"[^\"\\\n]*\""
_SCALAR = rf"{_PLAIN}(?<! )|'(?:[^'\n]|'')*'|{_DOUBLE}"
_WORD = rf"[^\W\d_][\w-]*|{_DOUBLE}"
_LINE = re.compile(
    r"(?:  - id|    (?P<key>[a-z_]+)|(?P<head>[a-z_]+)):"
    rf"(?: (?P<scalar>{_SCALAR})"
    rf"| \[(?P<words>(?:{_WORD})(?:, (?:{_WORD}))*)\]"
    rf"| \{{guid: (?P<guid>{_DOUBLE}), (?:template: (?P<template>[0-9]+), )?digest: (?P<digest>[0-9a-f]+)"
    r"(?:, at: (?P<at>[0-9]{1,11}))?\}"
    r"| \|-\n(?P<lines>(?:\n*      [^\n]+\n)*\n*      [^\n]+)"
    rf"|(?P<members>(?:\n      - (?:{_SCALAR}))+)"
    r")?\n",
    re.MULTILINE,
)
_USUAL = re.compile(
    r"  - id: ([a-z0-9][a-z0-9_-]*)\n(?:    kind: ([a-z]+)\n)?"
    rf"    (ask|text): ({_SCALAR})\n(?:    answer: ({_SCALAR})\n)?(?:    reverse: (true|false)\n)?"
    rf"(?:    why: ({_SCALAR})\n)?(?:    tags: \[((?:{_WORD})(?:, (?:{_WORD}))*)\]\n)?"
    rf"(?:    imported: \{{guid: ({_DOUBLE}), (?:template: ([0-9]+), )?digest: ([0-9a-f]+)"
    r"(?:, at: ([0-9]{1,11}))?\}\n)?(?=\n*(?:  - id: |\Z))",
    re.MULTILINE,
)
"""A whole note of few lines, as nearly all are that were brought in."""
_ONE_WORD = re.compile(_WORD)
_MEMBER = re.compile(rf"      - ({_SCALAR})$", re.MULTILINE)
_START = "\n  - id: "
_FAR = re.compile(r"^[^ #\n]|[|>][+-]?[1-9][+-]? *(?:#.*)?$", re.MULTILINE)
"""What may reach beyond a note: a key of the deck, or the end of it, and lines of a told indentation."""
_FEW = 50


def read(source: str) -> Node | None:
    """Return the tree of the text of a deck with which nothing is wrong, as `parse` does; None where that has
    to be asked."""
    if not is_printable(source, b"\n"):
        return None
    root: dict[str, Node] = {}
    notes: list[Node] = []
    note: dict[str, Node] | None = None
    line, at, begun, odd = 1, 0, (0, 0), 0
    while at < len(source):
        if source[at] == "\n":
            line, at = line + 1, at + 1
            continue
        if "notes" in root and (usual := _USUAL.match(source, at)):
            notes.append(Usual(line, usual.groups()))
            note, line, at = None, line + usual[0].count("\n"), usual.end()
            continue
        match = _LINE.match(source, at)
        key, head, scalar = match.group("key", "head", "scalar") if match else (None, None, None)
        value = None if match is None else text_of(scalar) if scalar else _value(match, line, notes)
        if match is None or value is None or (key and (note is None or key in note)):
            odd += 1
            if note is None or (odd > _FEW and odd > len(notes) // 2):
                return None
            line, at = begun
            end = source.find(_START, at) + 1 or len(source)
            if (found := _any_notes(source[at:end], line)) is None:
                return None
            notes[-1:] = found
            line, at = line + source.count("\n", at, end), end
            note = None
            continue
        if key and note is not None:
            note[intern(key)] = Node(line, value)
        elif head:
            if "notes" in root or head in root:
                return None
            root[head] = Node(line, value)
        elif scalar:
            begun = line, at
            note = {"id": Node(line, value)}
            notes.append(Node(line, note))
        else:
            return None
        line += 1 if scalar else match[0].count("\n")
        at = match.end()
    whole = notes and "notes" in root and root["notes"].value is notes
    return Node(1, root) if whole else None


class Usual(Node):
    """A note as `_USUAL` found it, of which nodes are made at the first need: most are read as a whole.

    ``told``: each part as it stands there, None of one that does not.
    """

    __slots__ = ("told",)
    __hash__ = Node.__hash__

    def __init__(self, line: int, told: Sequence[str | Any]) -> None:
        self.line = line
        self.told = told

    def __getattr__(self, name: str) -> Any:
        if name != "value":
            raise AttributeError(name)
        plain = self.plain().items()
        self.value = {name: _nodes(self.line + place, value) for place, (name, value) in enumerate(plain)}
        return self.value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Node) and (self.line, self.value) == (other.line, other.value)

    def plain(self) -> dict[str, Any]:
        id, kind, name, text, answer, reverse, why, words, guid, *told = self.told
        found = {"id": id}
        if kind is not None:
            found["kind"] = kind
        found[name] = text_of(text)
        if answer is not None:
            found["answer"] = text_of(answer)
        if reverse is not None:
            found["reverse"] = reverse
        if why is not None:
            found["why"] = text_of(why)
        if words is not None:
            found["tags"] = [*map(text_of, _ONE_WORD.findall(words))]
        if guid is not None:
            found["imported"] = _imported(guid, *told)
        return found

    def get(self, step: str | int) -> Node | None:
        if step == "id":
            return Node(self.line, self.told[0])
        if step == "kind":
            return None if self.told[1] is None else Node(self.line + 1, self.told[1])
        return super().get(step) if step in _USED else None


def _imported(guid: str, *told: str | None) -> dict[str, str]:
    """Return what a note says of where it comes from: of what follows ``guid``, which stands in quotes, None
    for what does not stand there."""
    values = zip(("guid", "template", "digest", "at"), (guid[1:-1], *told), strict=True)
    return {name: value for name, value in values if value is not None}


_USED = ("ask", "text", "answer", "reverse", "why", "tags", "imported")


def _nodes(line: int, value: Any) -> Node:
    """Return plain values that stand on one line as nodes."""
    if isinstance(value, list):
        return Node(line, [Node(line, one) for one in value])
    if isinstance(value, dict):
        return Node(line, {name: Node(line, one) for name, one in value.items()})
    return Node(line, value)


def _value(match: re.Match[str], line: int, notes: list[Node]) -> Value | None:
    """Return what is no text on one line; None where it is something else than it seems, or nothing."""
    if words := match["words"]:
        return [Node(line, text_of(word)) for word in _ONE_WORD.findall(words)]
    if guid := match["guid"]:
        told = _imported(guid, *match.group("template", "digest", "at"))
        return {name: Node(line, value) for name, value in told.items()}
    if lines := match["lines"]:
        first = lines.lstrip("\n")
        return None if first[6] == " " else "\n".join([part[6:] for part in lines.split("\n")])
    if members := match["members"]:
        return [Node(line + place, text_of(one)) for place, one in enumerate(_MEMBER.findall(members), 1)]
    return notes if match["head"] == "notes" else None


def text_of(scalar: str) -> str:
    if scalar[0] == "'":
        return scalar[1:-1].replace("''", "'")
    return scalar[1:-1] if scalar[0] == '"' else scalar


def _any_notes(text: str, line: int) -> list[Node] | None:
    """Return the notes whose lines these are, the first on this ``line``; None where something is wrong with
    them, or they may not be all that belongs to them."""
    if _FAR.search(text):
        return None
    document = parse(f"notes:\n{text}")
    notes = document.root.get("notes") if document.root is not None else None
    if document.faults or document.linked or notes is None or not isinstance(notes.value, list):
        return None
    pending = [*notes.value]
    while pending:
        node = pending.pop()
        node.line += line - 2
        if not isinstance(node.value, str):
            pending += node.value if isinstance(node.value, list) else node.value.values()
    return notes.value
