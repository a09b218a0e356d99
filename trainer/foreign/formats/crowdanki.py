"""JSON of CrowdAnki: decks in decks, notetypes with their templates, media in a folder beside.

https://github.com/Stvad/CrowdAnki
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from trainer.anki.incoming.values import TheirNote, TheirNotetype, TheirTemplate
from trainer.foreign.media import beside_html
from trainer.foreign.package import drafts
from trainer.foreign.source import Bundle, UnknownFormatError, Watch, text, title_of, unwatched
from trainer.foreign.stock import note_of

DEEPEST = 50
MOST_PARTS = 2_000_000
"""Lists and mappings that a file may hold; each takes far more room in memory than in the file."""


def read(path: Path, watch: Watch = unwatched) -> Bundle:
    """Read a deck. Raises `FileError` for what cannot be read."""
    bundle = Bundle()
    content = text(path, bundle.oddities)
    if content.count("[") + content.count("{") > MOST_PARTS:
        raise UnknownFormatError(f"{path} has more parts than any deck. Nothing was taken.")
    try:
        told = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise UnknownFormatError(f"{path} is no JSON that can be read ({error}). Export it again.") from error
    if not isinstance(told, dict) or told.get("__type__") != "Deck":
        raise UnknownFormatError(f"{path} is no deck of CrowdAnki: its `__type__` is not `Deck`.")
    notes: list[TheirNote] = []
    try:
        _read(told, "", {}, notes, path)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise UnknownFormatError(
            f"{path} is no deck of CrowdAnki: {type(error).__name__}: {error}."
        ) from error
    media = beside_html(path, "\n".join(field for note in notes for field in note.fields))
    bundle.drafts = [draft for note in watch(notes) for draft in drafts(note, media.paths)]
    bundle.media = media.copies
    return bundle


def _read(
    deck: dict[str, Any],
    above: str,
    known: dict[str, TheirNotetype],
    notes: list[TheirNote],
    path: Path,
    depth: int = 0,
) -> None:
    if depth > DEEPEST:
        raise ValueError("decks are nested too deeply")
    name = str(deck.get("name") or title_of(path))
    title = name if not above or name.startswith(f"{above}::") else f"{above}::{name}"
    known = known | dict(_notetypes(deck.get("note_models") or ()))
    for note in deck.get("notes") or ():
        fields = [str(field) for field in note["fields"]]
        notetype = known[note["note_model_uuid"]]
        notes.append(
            note_of(str(note["guid"]), notetype, fields, title, [str(tag) for tag in note.get("tags") or ()])
        )
    for child in deck.get("children") or ():
        _read(child, title, known, notes, path, depth + 1)


def _notetypes(models: Any) -> Iterator[tuple[str, TheirNotetype]]:
    for model in models:
        fields = sorted(model["flds"], key=lambda field: int(field.get("ord", 0)))
        templates = sorted(model["tmpls"], key=lambda one: int(one.get("ord", 0)))
        yield (
            str(model["crowdanki_uuid"]),
            TheirNotetype(
                str(model["name"]),
                tuple(str(field["name"]) for field in fields),
                tuple(TheirTemplate(str(t["name"]), str(t["qfmt"]), str(t["afmt"])) for t in templates),
                model.get("type") == 1,
            ),
        )
