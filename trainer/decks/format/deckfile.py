"""One deck file by itself: bytes -> core values, and all that is wrong with it. Nothing here raises."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from trainer.core.card import Deck, Problem
from trainer.core.text import one_line
from trainer.decks.format import links, overlay, shape
from trainer.decks.format.fields import ID
from trainer.decks.format.usual import AnyNote
from trainer.decks.rules import HARMLESS, WARNINGS, problem
from trainer.decks.yaml.salvage import TEARS, parse_deck
from trainer.decks.yaml.source import load, read
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
    ``replaces``: id of the deck that the file has versions of notes of, "" where it is a deck itself;
    ``versions``: the ids of those notes.
    """

    path: Path
    id: str
    deck: Deck | None
    broken: tuple[str, ...]
    problems: tuple[Problem, ...]
    line: int = 0
    replaces: str = ""
    versions: tuple[str, ...] = ()


def read_deck(path: Path, facts: Collection[str] | None = None, overlays: Sequence[Path] = ()) -> Reading:
    """Read a deck file.

    ``facts`` are the syllabus ids that may be cited; None accepts whatever looks like one. ``overlays`` are
    files with the user's versions of its notes.
    """
    return _reading(path, *load(path), facts, overlays)


def read_text(path: Path, text: str) -> Reading:
    """Return what the deck file at ``path`` would hold with this text."""
    return _reading(path, *read(text.encode()), None, ())


def _reading(
    path: Path,
    source: str,
    faults: list[Fault],
    facts: Collection[str] | None,
    overlays: Sequence[Path],
) -> Reading:
    root = None
    if source.strip():
        document = parse_deck(source, overlay.KEYS)
        root = document.root
        faults += document.faults
    if root is not None and isinstance(root.value, dict):
        if "replaces" in root.value:
            return _overlay(path, root, faults)
        return _read(path, root, faults, facts, overlays)
    if root is not None:
        faults.append(Fault((), root.line, "wrong-shape", "a deck is a mapping of keys", _START))
    elif not any(fault.rule not in WARNINGS for fault in faults):
        faults.append(Fault((), 0, "empty-file", "the file holds no deck", _START))
    found = _DECK_LINE.search(source)
    deck = found.group(1) if found else ""
    return Reading(path, deck, None, (), _problems(path, deck, [], faults))


def _read(
    path: Path, root: Node, faults: list[Fault], facts: Collection[str] | None, overlays: Sequence[Path]
) -> Reading:
    deck = _id(root.get("deck"))
    newer = _newer(root)
    if newer is not None:
        return Reading(path, deck, None, (), _problems(path, deck, [], [newer]))
    faults = [_owned(fault, root, _members(root.get("notes"))) for fault in faults]
    header, of_header = shape.header(root)
    unfit: frozenset[tuple[Path, str]] = frozenset()
    told: list[Problem] = []
    while True:  # a version that cannot be used leaves the deck's own note in its place
        laid = overlay.lay(deck, root, path, overlays, unfit)
        seen = _looked_at(deck, laid, faults, of_header, facts)
        refused = {at for at in seen.refused if laid.notes[at].changed}
        if not refused:
            break
        told += [one for at in refused for one in seen.problems(path, deck, at)]
        unfit |= {(laid.notes[at].path, seen.ids[at]) for at in refused}
    told += [
        problem(*fault[2:], file=str(file), line=fault.line, deck=deck, note=id)
        for fault, file, id in laid.faults
    ]
    kept = tuple(
        note.note(deck, tuple(header.tags), header.language, item.line, str(file) if changed else "")
        for at, (note, (item, file, changed)) in enumerate(zip(seen.notes, laid.notes, strict=True))
        if note is not None and at not in seen.refused
    )
    built = header.filled(kept, str(path)) if deck else None
    broken = tuple(name for at, name in enumerate(seen.ids) if at in seen.refused)
    line = root.at(("deck",)).line
    return Reading(path, deck, built, broken, (*seen.problems(path, deck), *told), line)


@dataclass(frozen=True, slots=True)
class _Looked:
    """The notes of a deck as far as they can be used, and all that is wrong with the file."""

    notes: Sequence[AnyNote | None]
    ids: list[str]
    refused: set[int]
    faults: list[Fault]
    files: Sequence[Path]

    def problems(self, path: Path, deck: str, at: int | None = None) -> tuple[Problem, ...]:
        """Return what is wrong, or only what is wrong with the note at a place."""
        faults = [fault for fault in self.faults if at is None or _position(fault.loc) == at]
        return _problems(path, deck, self.ids, faults, self.files)


def _looked_at(
    deck: str, laid: overlay.Laid, faults: list[Fault], of_header: list[Fault], facts: Collection[str] | None
) -> _Looked:
    items = [placed.item for placed in laid.notes]
    ids = [_id(item.get("id")) for item in items]
    changed = {at for at, placed in enumerate(laid.notes) if placed.changed}
    faults = [fault for fault in faults if _position(fault.loc) not in changed]  # of what is not read there
    notes, of_notes = _notes(items, {_position(fault.loc) for fault in faults if fault.rule in TEARS})
    faults += _untold((*of_header, *of_notes), faults)
    refused = {at for at, note in enumerate(notes) if note is None}
    faults += links.doubled(ids, [item.line for item in items])
    faults += links.check(deck, notes, items, ids, _keys(laid.references), facts)
    told = {_position(fault.loc) for fault in faults if fault.rule not in _KEPT}
    refused |= {at for at in told if at is not None and at < len(notes)}  # `notes` may stand there twice
    return _Looked(notes, ids, refused, faults, [placed.path for placed in laid.notes])


def _overlay(path: Path, root: Node, faults: list[Fault]) -> Reading:
    """Return a file of versions of another deck's notes; what is wrong with them shows when they are laid
    over that deck."""
    items = _members(root.get("notes"))
    faults = [_owned(fault, root, items) for fault in faults]
    ids = [_id(item.get("id")) for item in items]
    model, of_header = shape.overlay(root)
    faults += _untold(of_header, faults)
    faults += links.doubled(ids, [item.line for item in items])
    for at, (id, item) in enumerate(zip(ids, items, strict=True)):
        if not id:
            remedy = "the version of a note has the id of that note"
            faults.append(Fault(("notes", at), item.line, "missing-field", "`id` is missing", remedy))
    problems = _problems(path, model.replaces, ids, faults)
    versions = tuple(dict.fromkeys(filter(None, ids)))
    return Reading(path, "", None, (), problems, replaces=model.replaces, versions=versions)


def _notes(items: Sequence[Node], torn: Collection[int | None]) -> tuple[list[AnyNote | None], list[Fault]]:
    """Return the notes, None for each that cannot be used, and their faults; torn ones were told already."""
    notes: list[AnyNote | None] = []
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


def _problems(
    path: Path, deck: str, ids: list[str], faults: Iterable[Fault], files: Sequence[Path] = ()
) -> tuple[Problem, ...]:
    """Return faults as problems, by line, the same one of a line once; ``ids`` are the ids of the notes by
    their position, and ``files`` where they stand."""
    found: dict[Problem, None] = {}
    for loc, line, rule, message, remedy in sorted(faults, key=lambda fault: fault.line):
        at = _position(loc)
        note = ids[at] if at is not None and at < len(ids) else ""
        file = str(files[at] if at is not None and at < len(files) else path)
        found[problem(rule, message, remedy, file=file, line=line, deck=deck, note=note)] = None
    if len(found) <= MAX_PROBLEMS:
        return tuple(found)
    more = f"{len(found) - MAX_PROBLEMS} more problems are not listed"
    left_out = problem("too-many-problems", more, "mend the first", file=str(path), deck=deck)
    return (*islice(found, MAX_PROBLEMS), left_out)
