"""The user's versions of notes of a deck that is not his: a file of changes, laid over it as it is read.

A note with ``made_from`` stands in the place of the deck's note with its id, whatever that says by then; only
what orders notes is the deck's as long as the version does not say it. A note without ``made_from`` has
fields that are laid over those of the deck's.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from trainer.core.text import one_line
from trainer.decks.format.fields import note_keys
from trainer.decks.format.models import DeckModel, OverlayModel
from trainer.decks.rules import HARMLESS, WARNINGS
from trainer.decks.yaml.salvage import parse_deck
from trainer.decks.yaml.source import load
from trainer.decks.yaml.tree import Fault, Node

MADE_FROM = "made_from"
MORE_TERMS = "more_terms"
"""Terms of the user's for points of the deck's note: a list of ``{say, terms}``."""
ORDERING = ("asked", "needs", "follow_up", "confusable", "formerly")
"""What says when a note is asked, and not what it says."""

KEYS = DeckModel.model_fields.keys() | OverlayModel.model_fields.keys()


class Placed(NamedTuple):
    """A note of a deck as it is to be read: its file, and whether it is a version of the user's."""

    item: Node
    path: Path
    changed: bool


@dataclass
class Laid:
    """The notes of a deck with versions laid over them.

    ``faults``: what is wrong with the versions beside the notes that they change, with the file of each.
    """

    notes: list[Placed]
    references: Node | None = None
    faults: list[tuple[Fault, Path, str]] = field(default_factory=list)


def text_of(item: Node) -> str:
    """Return a short hash of what a note says."""
    said = item.plain()
    told = {key: value for key, value in said.items() if key not in (*ORDERING, MADE_FROM)}
    return blake2b(json.dumps(told, sort_keys=True).encode(), digest_size=8).hexdigest()


def lay(
    deck: str, root: Node, path: Path, overlays: Sequence[Path], passed_over: frozenset[tuple[Path, str]]
) -> Laid:
    """Return the notes of the deck ``root``, read from ``path``, with those of ``overlays`` laid over them;
    all but the versions ``passed_over`` (file and id)."""
    notes = root.get("notes")
    items = notes.value if notes is not None and isinstance(notes.value, list) else []
    laid = Laid([Placed(item, path, changed=False) for item in items], root.get("references"))
    if not overlays:
        return laid
    places = {name: at for at, item in enumerate(items) if _id(item) for name in _former(deck, item)}
    places |= {_id(item): at for at, item in enumerate(items) if _id(item)}
    seen: dict[str, Path] = {}
    for overlay in overlays:
        source, _ = load(overlay)
        document = parse_deck(source, KEYS)
        torn = {fault.loc[1] for fault in document.faults if _refuses(fault) and len(fault.loc) > 1}
        changes = document.root.get("notes") if document.root is not None else None
        for number, item in enumerate(changes.value if changes and isinstance(changes.value, list) else []):
            id = _id(item)
            if number in torn or not id or (overlay, id) in passed_over:
                continue
            if id in seen:
                message = f"`{id}` is changed in {seen[id]} too"
                laid.faults.append((_fault(item, "doubled-id", message, "keep one of the two"), overlay, id))
                continue
            seen[id] = overlay
            _lay(laid, deck, places.get(id), item, overlay)
        more = document.root.get("references") if document.root is not None else None
        laid.references = _joined(laid.references, more)
    return laid


def _lay(laid: Laid, deck: str, at: int | None, item: Node, overlay: Path) -> None:
    """Lay one version over the note at a place, or behind the others where there is none any more."""
    id, made_from = _id(item), item.get(MADE_FROM)
    if at is None:
        known = "the deck has no note with this id any more"
        if made_from is None:
            remedy = "take your changes of it away; or mend the id, if it was written by hand"
            laid.faults.append((_fault(item, "original-gone", known, remedy), overlay, id))
            return
        remedy = "your version is asked as before; move it into a deck of your own, or take it away"
        laid.faults.append((_fault(item, "original-gone", known, remedy), overlay, id))
        laid.notes.append(Placed(_without(item, MADE_FROM), overlay, changed=True))
        return
    original = laid.notes[at].item
    base = original.value if isinstance(original.value, dict) else {}
    if made_from is None:
        merged = {**base, **_fields(item), "id": base["id"]}
        for fault in _add_terms(merged, merged.pop(MORE_TERMS, None)):
            laid.faults.append((fault, overlay, id))
    else:
        kept = {key: node for key, node in base.items() if key in ORDERING}
        merged = {**kept, **_fields(item), "id": base["id"]}
        del merged[MADE_FROM]
        if made_from.value not in (text_of(original), text_of(_before_renamed(original, id))):
            message = "your version was made from an older text of this note"
            what = "--original shows both, --keep keeps yours, --back takes it away"
            remedy = f"`trainer edit {deck}/{id}` with {what}"
            laid.faults.append((_fault(item, "original-changed", message, remedy), overlay, id))
    may_go = merged if made_from is None else ORDERING  # an empty field takes that of the deck away
    taken = {key: node for key, node in merged.items() if node.value != "" or key not in may_go}
    laid.notes[at] = Placed(Node(item.line, taken), overlay, changed=True)


def _before_renamed(item: Node, id: str) -> Node:
    """Return a note as it was under another id."""
    fields = item.value if isinstance(item.value, dict) else {}
    told = {key: node for key, node in fields.items() if key != "formerly"}
    return Node(item.line, told | {"id": Node(item.line, id)})


def _add_terms(note: dict[str, Node], more: Node | None) -> Iterator[Fault]:
    """Add terms to the points of a note; yield what cannot be understood, and points that are not there."""
    points = note.get("points")
    known = points.value if points is not None and isinstance(points.value, list) else []
    made = list(known)
    for entry in more.value if more is not None and isinstance(more.value, list) else [more] if more else []:
        say, terms = entry.get("say"), entry.get("terms")
        if (
            say is None
            or terms is None
            or not isinstance(terms.value, list)
            or not isinstance(say.value, str)
        ):
            shape = "write `- {say: the point, terms: [words]}` for each point"
            yield _fault(entry, "wrong-shape", "`more_terms` is a list of points with their terms", shape)
            continue
        at = next((at for at, one in enumerate(known) if _is_said(one, say.value)), None)
        if at is None:
            message = f"the note has no point {one_line(say.value, 60)!r} any more"
            yield _fault(entry, "original-gone", message, "take these terms away, or name another point")
            continue
        old = made[at].get("terms")
        before = old.value if old is not None and isinstance(old.value, list) else []
        both = Node(terms.line, [*before, *terms.value])
        made[at] = Node(made[at].line, {**_fields(made[at]), "terms": both})
    if points is not None:
        note["points"] = Node(points.line, made)


def _is_said(point: Node, say: str) -> bool:
    said = point.get("say")
    return said is not None and isinstance(said.value, str) and said.value.strip() == say.strip()


def _joined(one: Node | None, more: Node | None) -> Node | None:
    if one is None or more is None or not isinstance(one.value, dict) or not isinstance(more.value, dict):
        return one or more
    return Node(one.line, {**more.value, **one.value})


def _former(deck: str, item: Node) -> list[str]:
    """Return the older ids of a note in its own deck."""
    formerly = item.get("formerly")
    names = formerly.plain() if formerly is not None else []
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        return []
    keys = [key.partition("/") for key in note_keys(deck, names)]
    return [id for home, _, id in keys if home == deck]


def _refuses(fault: Fault) -> bool:
    return fault.rule not in HARMLESS and fault.rule not in WARNINGS


def _id(item: Node) -> str:
    node = item.get("id")
    return node.value if node is not None and isinstance(node.value, str) else ""


def _fields(item: Node) -> dict[str, Node]:
    return item.value if isinstance(item.value, dict) else {}


def _without(item: Node, key: str) -> Node:
    return Node(item.line, {name: node for name, node in _fields(item).items() if name != key})


def _fault(item: Node, rule: str, message: str, remedy: str) -> Fault:
    return Fault((), item.line, rule, message, remedy)
