"""YAML without types: a source text becomes a tree of texts, lists and mappings that knows its lines.

What an alias stands for is put in its place, up to `MAX_ALIASED` values in all, so that an alias bomb stays
small.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from sys import intern
from typing import Any, NamedTuple, Union

import yaml

from trainer.core.text import clean, one_line, unsafe
from trainer.decks.yaml.errors import explain

MAX_DEPTH = 20
MAX_ALIASED = 10_000
"""Values, those within lists and mappings counted, that the aliases of a file may stand for together."""
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Loc = tuple[str | int, ...]
Value = Union[str, list["Node"], dict[str, "Node"]]  # noqa: UP007


class Fault(NamedTuple):
    """Something wrong at ``loc``, the keys and list positions that lead there from the root."""

    loc: Loc
    line: int
    rule: str
    message: str
    remedy: str


Flaw = tuple[Loc, str, str, str]
"""A fault whose line is still to be found: place below a note, rule, message, remedy."""


@dataclass(slots=True)
class Node:
    """A value and the line (from 1) that introduces it: the line of its key, or of its start in a list."""

    line: int
    value: Value

    def plain(self) -> Any:
        """Return the tree below as nothing but ``str``, ``list`` and ``dict``."""
        if isinstance(self.value, str):
            return self.value
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return {key: node.plain() for key, node in self.value.items()}

    def size(self, most: int) -> int:
        """Return how many values there are in it, itself counted; no more than ``most`` are."""
        count, pending = 0, [self]
        while pending and count < most:
            value = pending.pop().value
            count += 1
            if not isinstance(value, str):
                pending += value if isinstance(value, list) else value.values()
        return count

    def get(self, step: str | int) -> "Node | None":
        """Return the member under a key or list position, or None."""
        if isinstance(self.value, dict) and isinstance(step, str):
            return self.value.get(step)
        if isinstance(self.value, list) and isinstance(step, int) and step < len(self.value):
            return self.value[step]
        return None

    def at(self, loc: Loc) -> "Node":
        """Return the node at ``loc``, or the last one on the way there that exists."""
        node = self
        for step in loc:
            member = node.get(step)
            if member is None:
                break
            node = member
        return node


@dataclass(slots=True)
class Document:
    """What could be read; ``root`` is None when nothing could. ``linked``: are there anchors or aliases?"""

    root: Node | None = None
    faults: list[Fault] = field(default_factory=list)
    linked: bool = False


def parse(source: str) -> Document:
    """Read one YAML document. Whatever is wrong with it becomes a fault; nothing is raised."""
    builder = _Builder(source)
    try:
        builder.run(yaml.parse(source, Loader=LOADER))
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # the pure loader lets the last two through
        builder.document.root = None
        line, message, remedy = explain(error, source, builder.quoted)
        builder.document.faults.append(Fault((), line, "yaml-syntax", message, remedy))
    return builder.document


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end was not seen yet, and how far we are in it."""

    members: list[Node] | dict[str, Node]
    key: str = ""
    key_line: int = 0
    at_value: bool = False

    def step(self) -> str | int:
        return len(self.members) - 1 if isinstance(self.members, list) else self.key


class _Builder:
    def __init__(self, source: str) -> None:
        self.source = source
        self.document = Document()
        self.stack: list[_Open] = []
        self.quoted: tuple[int, int] | None = None  # first and last line of the value just read, if quoted
        self.anchors: dict[str, Node] = {}
        self.aliased = 0

    def run(self, events: Iterator[Any]) -> None:
        for event in events:
            kind = type(event)
            self.quoted = None
            if kind is yaml.ScalarEvent:
                self.scalar(event)
            elif kind in (yaml.MappingStartEvent, yaml.SequenceStartEvent):
                if len(self.stack) == MAX_DEPTH:
                    self.fault(event.start_mark.line, "too-deep", *_DEEP)
                    self.document.root = None
                    return
                members: list[Node] | dict[str, Node] = {} if kind is yaml.MappingStartEvent else []
                self.place(node := Node(event.start_mark.line + 1, members))
                self.notice_features(event, node)
                self.stack.append(_Open(members))
            elif kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
                self.stack.pop()
            elif kind is yaml.AliasEvent:
                self.alias(event)
            elif kind is yaml.DocumentStartEvent and self.document.root:
                self.fault(event.start_mark.line, "yaml-feature", *_SECOND)
                return

    def scalar(self, event: Any) -> None:
        text: str = event.value
        line = event.start_mark.line + 1
        if event.style in ("'", '"'):
            self.quoted = line, event.end_mark.line + 1
        node = Node(line, text)
        if event.style == '"':  # only there can an escape bring in what the source did not have
            node.value = clean(text)
            self.place(node)
            names = counted(name for _, name in unsafe(text)) if node.value != text else ()
            self.document.faults += [removed(self.loc(), line, name) for name in names]
        else:
            self.place(node)
            if not event.style and self.stack and self.stack[0].key == "notes":
                self.look_for_comment(event.end_mark, text)
        if event.tag is not None or event.anchor is not None:
            self.notice_features(event, node)

    def alias(self, event: Any) -> None:
        """Put what an alias stands for in its place, if that is whole and small."""
        name, line = one_line(event.anchor), event.start_mark.line + 1
        node = self.anchors.get(event.anchor)
        if node is None:
            problem = f"`*{name}` is a YAML alias of nothing before it"
        elif any(open_.members is node.value for open_ in self.stack):
            problem = f"`*{name}` is a YAML alias of what it stands in"
        else:
            self.aliased += node.size(MAX_ALIASED - self.aliased + 1)
            if self.aliased <= MAX_ALIASED:
                self.place(Node(line, node.value))
                return
            problem = f"`*{name}` and the YAML aliases before it stand for more than {MAX_ALIASED} values"
        self.place(Node(line, f"*{name}"))
        self.refuse(event, problem)

    def look_for_comment(self, end: Any, text: str) -> None:
        """Warn when ` #` behind a text makes a comment of what was probably meant to belong to it."""
        top = self.stack[-1]
        is_list = isinstance(top.members, list)
        if (is_list and " " not in text) or top.at_value or top.key in _TERSE:
            return
        rest = self.source[end.index : end.index + 80].partition("\n")[0].lstrip()
        if rest.startswith("#"):
            self.fault(end.line, "comment-cut", f"the text ends before `{one_line(rest, 30)}`", _COMMENT)

    def place(self, node: Node) -> None:
        """Put a value where it belongs: as the root, into a list, or as the key or value of a mapping."""
        if not self.stack:
            self.document.root = node
            return
        top = self.stack[-1]
        if isinstance(top.members, list):
            top.members.append(node)
        elif top.at_value:
            top.at_value = False
            node.line = top.key_line
            first = top.members.setdefault(top.key, node)
            if first is not node:
                message = f"`{one_line(top.key, 40)}` stands here again (first on line {first.line})"
                self.fault(node.line - 1, "duplicate-key", message, "keep one of the two")
        else:
            top.at_value = True
            top.key_line = node.line
            top.key = intern(node.value) if isinstance(node.value, str) else "?"  # the same in all notes
            if not isinstance(node.value, str):
                self.fault(node.line - 1, "wrong-shape", *_ODD_KEY)
            elif node.value == "<<":
                self.fault(node.line - 1, "yaml-feature", "`<<` is a YAML merge key", _PLAIN)

    def loc(self) -> Loc:
        return tuple(open_.step() for open_ in self.stack)

    def fault(self, line: int, rule: str, message: str, remedy: str) -> None:
        self.document.faults.append(Fault(self.loc(), line + 1, rule, message, remedy))

    def refuse(self, event: Any, message: str) -> None:
        self.fault(event.start_mark.line, "yaml-feature", message, _PLAIN)

    def notice_features(self, event: Any, node: Node) -> None:
        """Remember what aliases may stand for, and refuse a tag."""
        if event.anchor is not None:
            self.document.linked = True
            self.anchors[event.anchor] = node
        if event.tag is not None:
            self.refuse(event, f"`{one_line(event.tag)}` is a YAML tag")


def counted(names: Iterable[str]) -> list[str]:
    """Return each different name once, with its count when that is above one."""
    return [name if count == 1 else f"{name} ({count} times)" for name, count in Counter(names).items()]


def removed(loc: Loc, line: int, name: str) -> Fault:
    """Report a character that `clean` took out."""
    return Fault(loc, line, "unsafe-character", f"{name} was taken out of the text", "delete it here")


_PLAIN = "decks use plain YAML only; write the value out, or put a text that starts so in quotes"
_DEEP = (f"values are nested deeper than {MAX_DEPTH} levels", "look for brackets that are never closed")
# Fields of one word, behind which a comment cuts nothing off.
_TERSE = {
    "id",
    "kind",
    "made_from",
    "reverse",
    "level",
    "asked",
    "as_of",
    "language",
    "match",
    "within",
    "seconds",
    "must",
    "show",
}
_COMMENT = "put the whole text in quotes, or the comment on a line of its own"
_SECOND = ("a second document starts here and is not read", "keep one deck per file, without `---` inside")
_ODD_KEY = (
    "a list or mapping stands where the name of a field is wanted",
    "put a text that starts with a bracket in quotes",
)
