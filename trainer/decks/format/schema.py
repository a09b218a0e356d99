"""The JSON Schema of the deck format, with which editors complete and check deck files.

``python -m trainer.decks.format.schema > decks/deck.schema.json`` writes the published copy.
"""

import json
import sys
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from trainer.decks.format.models import MODELS, DeckModel, OverlayModel

MADE_FROM = "What the note said when this version of it was made; `trainer edit` writes it"
TITLE = "Deck of flashcards for trainer, format version 1"


def json_schema() -> dict[str, Any]:
    """Return the schema (draft 2020-12).

    Numbers, true and false are taken for text, since editors read YAML with types.
    """
    models: list[type[BaseModel]] = [DeckModel, OverlayModel, *MODELS.values()]
    _, generated = models_json_schema([(model, "validation") for model in models])
    definitions = _plain(generated["$defs"])
    definitions["DeckModel"]["properties"]["notes"]["items"] = {
        "type": "object",
        "required": ["id"],
        "properties": {"kind": {"enum": list(MODELS)}},
        "allOf": [_when(kind, model.__name__) for kind, model in MODELS.items()],
    }
    definitions["OverlayModel"]["properties"]["notes"]["items"] = _version(definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": TITLE,
        "if": {"type": "object", "required": ["replaces"]},
        "then": {"$ref": "#/$defs/OverlayModel"},
        "else": {"$ref": "#/$defs/DeckModel"},
        "$defs": definitions,
    }


def _version(definitions: dict[str, Any]) -> dict[str, Any]:
    """Return what a version of another deck's note may have: any field of any kind, only its id is needed."""
    fields = [definitions[model.__name__]["properties"] for model in MODELS.values()]
    properties = {name: value for each in reversed(fields) for name, value in each.items()}
    properties["kind"] = {"enum": list(MODELS)}
    properties["made_from"] = {"type": ["string", "number"], "description": MADE_FROM}
    properties["more_terms"] = {
        "type": "array",
        "description": "Terms of yours for points of the note",
        "items": {
            "type": "object",
            "required": ["say", "terms"],
            "additionalProperties": False,
            "properties": {"say": {"type": "string"}, "terms": {"type": "array"}},
        },
    }
    return {"type": "object", "required": ["id"], "additionalProperties": False, "properties": properties}


def _when(kind: str, model: str) -> dict[str, Any]:
    """Apply the model of a kind to notes that say so, that of the default kind to notes that say nothing."""
    is_kind: dict[str, Any] = {"properties": {"kind": {"const": kind}}}
    if kind != "basic":
        is_kind["required"] = ["kind"]
    return {"if": is_kind, "then": {"$ref": f"#/$defs/{model}"}}


def _plain(value: Any) -> Any:
    """Drop what only repeats names, and defaults and nulls that mean "absent"."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if not isinstance(value, dict):
        return value
    out = {key: _plain(item) for key, item in value.items() if not _noise(key, item)}
    if "patternProperties" in out:
        out["additionalProperties"] = False
    options = [option for option in out.get("anyOf", ()) if option != {"type": "null"}]
    if len(options) == 1:
        out = {**options[0], **{key: item for key, item in out.items() if key != "anyOf"}}
    return out


def _noise(key: str, value: Any) -> bool:
    return (key == "title" and isinstance(value, str)) or (
        key == "default" and not isinstance(value, bool) and not value
    )


def dumps() -> str:
    """Return the text of the published file."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(dumps())
