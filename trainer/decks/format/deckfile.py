"""One deck file by itself: bytes -> core values, and all that is wrong with it. Nothing here raises."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from trainer.core.card import Deck, Problem
from trainer.core.text import one_line
from trainer.decks.format import links, shape
from trainer.decks.format.fields import ID
from trainer.decks.format.models import DeckModel, NoteModel
from trainer.decks.rules import HARMLESS, WARNINGS, problem
from trainer.decks.yaml.salvage import TEARS, parse_deck
from trainer.decks.yaml.source import load
from trainer.decks.yaml.tree import Fault, Loc, Node

VERSION = 1
MAX_PROBLEMS = 1000
_DECK_LINE = re.compile(r"^deck:[ ]+['\"]?([a-z0-9][a-z0-9_-]*)['\"]?[ ]*(?:#.*)?$", re.MULTILINE)
_KEPT = HARMLESS | WARNINGS.keys()
_START = "start with `deck:`, `title:` and `notes:`"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a deck file holds, looked at alone.

    ``id`` is the deck's id, also when ``deck`` is None because the file cannot be used ("" = unknown).
    ``line`` is where it stands (0 = unknown).
    ``broken`` has the ids of the notes that their errors keep out of ``deck`` ("" = unknown).
    """

    path: Path
    id: str
    deck: Deck | None
    broken: tuple[str, ...]
    problems: tuple[Problem, ...]
    line: int = 0


def read_deck(path: Path, facts: Collection[str] | None = None) -> Reading:
    """Read a deck file.

    ``facts`` are the syllabus ids that may be cited; None accepts whatever looks like one.
    """
    source, faults = load(path)
    root = None
    if source.strip():
        document = parse_deck(source, DeckModel.model_fields)
        root = document.root
        faults += document.faults
    if root is not None and isinstance(root.value, dict):
        return _read(path, root, faults, facts)
    if root is not None:
        faults.append(Fault((), root.line, "wrong-shape", "a deck is a mapping of keys", _START))
    elif not any(fault.rule not in WARNINGS for fault in faults):
        faults.append(Fault((), 0, "empty-file", "the file holds no deck", _START))
    found = _DECK_LINE.search(source)
    deck = found.group(1) if found else ""
    return Reading(path, deck, None, (), _problems(path, deck, [], faults))


def _read(path: Path, root: Node, faults: list[Fault], facts: Collection[str] | None) -> Reading:
    deck = _id(root.get("deck"))
    newer = _newer(root)
    if newer is not None:
        return Reading(path, deck, None, (), _problems(path, deck, [], [newer]))
    items = _members(root.get("notes"))
    ids = [_id(item.get("id")) for item in items]
    faults = [_owned(fault, root, items) for fault in faults]
    header, of_header = shape.header(root)
    notes, of_notes = _notes(items, {_position(fault.loc) for fault in faults if fault.rule in TEARS})
    faults += _untold((*of_header, *of_notes), faults)
    refused = {at for at, note in enumerate(notes) if note is None}
    faults += links.doubled(ids, [item.line for item in items])
    faults += links.check(deck, notes, items, ids, _keys(root.get("references")), facts)
    refused |= {
        at for fault in faults if fault.rule not in _KEPT and (at := _position(fault.loc)) is not None
    }
    kept = tuple(
        note.note(deck, tuple(header.tags), header.language, item.line)
        for at, (note, item) in enumerate(zip(notes, items, strict=True))
        if note is not None and at not in refused
    )
    built = header.filled(kept, str(path)) if deck else None
    broken = tuple(name for at, name in enumerate(ids) if at in refused)
    line = root.at(("deck",)).line
    return Reading(path, deck, built, broken, _problems(path, deck, ids, faults), line)


def _notes(items: Sequence[Node], torn: Collection[int | None]) -> tuple[list[NoteModel | None], list[Fault]]:
    """Return the notes, None for each that cannot be used, and their faults; torn ones were told already."""
    notes: list[NoteModel | None] = []
    faults: list[Fault] = []
    for at, item in enumerate(items):
        note, wrong = (None, []) if at in torn else shape.note(item)
        notes.append(note)
        faults += [fault._replace(loc=("notes", at, *fault.loc)) for fault in wrong]
    return notes, faults


def _untold(found: Iterable[Fault], told: Iterable[Fault]) -> list[Fault]:
    """Leave out what is wrong with a field only because YAML read something else there, as was told by an
    error; a warning explains no error."""
    errors = [fault.loc for fault in told if fault.rule not in _KEPT]
    known = {loc[:depth] for loc in errors for depth in range(1, len(loc) + 1)}
    return [fault for fault in found if len(fault.loc) < 3 or fault.loc not in known]


def _id(node: Node | None) -> str:
    """Return the id that a node holds, "" when it holds none of the right form."""
    value = node.value if node is not None else ""
    return value if isinstance(value, str) and len(value) <= 80 and re.fullmatch(ID, value) else ""


def _members(node: Node | None) -> list[Node]:
    return node.value if node is not None and isinstance(node.value, list) else []


def _keys(node: Node | None) -> tuple[str, ...]:
    return tuple(node.value) if node is not None and isinstance(node.value, dict) else ()


def _newer(root: Node) -> Fault | None:
    node = root.get("version")
    value = node.value if node is not None and isinstance(node.value, str) else ""
    if node is None or value == str(VERSION) or not re.fullmatch("[1-9][0-9]*", value):
        return None
    message = f"the deck is in format version {one_line(value, 20)}; this program reads up to {VERSION}"
    return Fault(("version",), node.line, "newer-version", message, "use a newer trainer")


def _position(loc: Loc) -> int | None:
    """Return the position of the note that a place lies in."""
    return loc[1] if len(loc) > 1 and loc[0] == "notes" and isinstance(loc[1], int) else None


def _owned(fault: Fault, root: Node, items: list[Node]) -> Fault:
    """Give a fault that only knows its line the place of the note that spans the line."""
    notes = root.get("notes")
    if fault.loc or not fault.line or notes is None or not isinstance(root.value, dict):
        return fault
    end = min((node.line for node in root.value.values() if node.line > notes.line), default=fault.line + 1)
    at = bisect_right([item.line for item in items], fault.line) - 1
    return fault._replace(loc=("notes", at)) if at >= 0 and fault.line < end else fault


def _problems(path: Path, deck: str, ids: list[str], faults: Iterable[Fault]) -> tuple[Problem, ...]:
    """Return faults as problems, by line; ``ids`` are the ids of the notes by their position."""
    found = []
    for loc, line, rule, message, remedy in sorted(faults, key=lambda fault: fault.line):
        at = _position(loc)
        note = ids[at] if at is not None and at < len(ids) else ""
        found.append(problem(rule, message, remedy, file=str(path), line=line, deck=deck, note=note))
    if len(found) > MAX_PROBLEMS:
        more = f"{len(found) - MAX_PROBLEMS} more problems are not listed"
        found[MAX_PROBLEMS:] = [
            problem("too-many-problems", more, "mend the first", file=str(path), deck=deck)
        ]
    return tuple(found)
