"""Checking the parts of a deck against the models; what is wrong in one part does not hide another."""

from collections.abc import Collection
from typing import Any

from pydantic import BaseModel, ValidationError

from trainer.core.text import one_line
from trainer.decks.format import messages
from trainer.decks.format.models import MODELS, DeckModel, OverlayModel
from trainer.decks.format.usual import AnyNote, usual
from trainer.decks.yaml.narrow import Usual
from trainer.decks.yaml.tree import Fault, Node

MAX_FAULTS = 100  # of one note, or of all but the notes; more tell nobody anything
_STAND_INS_OF_OVERLAY: dict[str, Any] = {"replaces": "unknown", "notes": []}
_STAND_INS: dict[str, Any] = {"deck": "unknown", "title": "Untitled", "notes": [""]}


def header(root: Node) -> tuple[DeckModel, list[Fault]]:
    """Check all but the notes. What is wrong becomes a fault and is left out of the result."""
    faults: list[Fault] = []
    plain = _but_notes(root)
    while True:
        try:
            return DeckModel.model_validate(plain), faults
        except ValidationError as error:
            details = error.errors(include_url=False)
        faults += [messages.fault(detail, DeckModel, root) for detail in details[:MAX_FAULTS]]
        for loc in {detail["loc"] for detail in details}:
            key = str(loc[0])
            if key == "references" and len(loc) > 1:
                plain[key].pop(loc[1], None)
            elif key in _STAND_INS:
                plain[key] = _STAND_INS[key]
            else:
                plain.pop(key, None)


def overlay(root: Node) -> tuple[OverlayModel, list[Fault]]:
    """Check all but the versions of a file of changes, as `header` does."""
    plain = _but_notes(root)
    if plain.get("notes") in ("", [""]):
        plain["notes"] = []
    faults: list[Fault] = []
    while True:
        try:
            return OverlayModel.model_validate(plain), faults
        except ValidationError as error:
            details = error.errors(include_url=False)
        faults += [messages.fault(detail, OverlayModel, root) for detail in details[:MAX_FAULTS]]
        for loc in {detail["loc"] for detail in details}:
            key = str(loc[0])
            if key in _STAND_INS_OF_OVERLAY:
                plain[key] = _STAND_INS_OF_OVERLAY[key]
            else:
                plain.pop(key, None)


def _but_notes(root: Node) -> dict[str, Any]:
    """Return what is below the root as plain values; a list of notes, which may be long, as one of a text."""
    members = root.value.items() if isinstance(root.value, dict) else ()
    return {
        key: [""] if key == "notes" and isinstance(node.value, list) and node.value else node.plain()
        for key, node in members
    }


def note(item: Node) -> tuple[AnyNote | None, list[Fault]]:
    """Check one note by itself; the places of the faults are counted from the note."""
    if isinstance(item, Usual) and (found := usual(item)) is not None:
        return found, []
    plain = item.plain()
    if not isinstance(plain, dict):
        remedy = "write `- id: …` and its other fields below"
        return None, [Fault((), item.line, "wrong-shape", "a note is a mapping of fields", remedy)]
    node = item.get("kind")
    kind = node.value if node is not None else "basic"
    if not isinstance(kind, str) or kind not in MODELS:
        shown = one_line(kind, 40) if isinstance(kind, str) else "…"
        message = f"`{shown}` is no kind of note" if shown else "`kind` is empty"
        remedy = messages.nearest(shown, MODELS) or f"the kinds are: {', '.join(MODELS)}"
        return None, [Fault(("kind",), item.at(("kind",)).line, "unknown-kind", message, remedy)]
    try:
        model = MODELS[kind].model_validate(plain)
    except ValidationError as error:
        if node is None and (meant := _meant(plain)):
            message = f"`kind` is missing: the fields are those of kind {meant}"
            return None, [Fault((), item.line, "missing-field", message, f"add `kind: {meant}`")]
        return None, _faults(error, MODELS[kind], item)
    return model, [Fault(loc, item.at(loc).line, *rest) for loc, *rest in model.faults()]


def _meant(keys: Collection[str]) -> str:
    """Return the kind whose fields these are, "" when there is none or there are several."""
    fits = []
    for kind, model in MODELS.items():
        required = {name for name, field in model.model_fields.items() if field.is_required()}
        if required - {"kind"} <= set(keys) <= model.model_fields.keys():
            fits.append(kind)
    return fits[0] if len(fits) == 1 and "basic" not in fits else ""


def _faults(error: ValidationError, model: type[BaseModel], root: Node) -> list[Fault]:
    return [messages.fault(detail, model, root) for detail in error.errors(include_url=False)[:MAX_FAULTS]]
