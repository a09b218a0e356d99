"""JSON of CrowdAnki: decks in decks, notetypes with their templates, media in a folder beside.

https://github.com/Stvad/CrowdAnki
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from trainer.anki.incoming.values import TheirNote, TheirNotetype, TheirTemplate
from trainer.foreign.draft import Draft
from trainer.foreign.html.reading import text_of
from trainer.foreign.known import text_guid
from trainer.foreign.media import beside_html
from trainer.foreign.package import drafts
from trainer.foreign.source import Bundle, UnknownFormatError, Watch, bounded, text, title_of, unwatched
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
    left_out: list[Draft] = []
    try:
        _read(told, "", {}, notes, left_out, path)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise UnknownFormatError(
            f"{path} is no deck of CrowdAnki: {type(error).__name__}: {error}."
        ) from error
    if left_out and not notes:
        raise UnknownFormatError(f"{path} is no deck of CrowdAnki: no note in it can be read.")
    media = beside_html(path, "\n".join(field for note in notes for field in note.fields))
    made = (draft for note in watch(notes) for draft in drafts(note, media.paths))
    bundle.drafts = [*bounded(made, path), *left_out]
    bundle.media = media.copies
    return bundle


def _read(
    deck: dict[str, Any],
    above: str,
    known: dict[str, TheirNotetype],
    notes: list[TheirNote],
    left_out: list[Draft],
    path: Path,
    depth: int = 0,
) -> None:
    if depth > DEEPEST:
        raise ValueError("decks are nested too deeply")
    name = str(deck.get("name") or title_of(path))
    title = name if not above or name.startswith(f"{above}::") else f"{above}::{name}"
    known = known | dict(_notetypes(deck.get("note_models") or ()))
    for note in deck.get("notes") or ():
        try:
            notes.append(_note(note, title, known))
        except (KeyError, TypeError, AttributeError):
            left_out.append(_nothing(note, title, known, len(left_out)))
    for child in deck.get("children") or ():
        _read(child, title, known, notes, left_out, path, depth + 1)


def _note(note: Any, title: str, known: dict[str, TheirNotetype]) -> TheirNote:
    fields = [str(field) for field in note["fields"]]
    tags = [str(tag) for tag in note.get("tags") or ()]
    guid = str(note.get("guid") or text_guid("".join(fields[:1]), "\n".join(fields[1:])))
    return note_of(guid, known[note["note_model_uuid"]], fields, title, tags)


def _nothing(note: Any, title: str, known: dict[str, TheirNotetype], number: int) -> Draft:
    """A draft that is no note, only what is said of one that cannot be read."""
    whole = isinstance(note, dict) and isinstance(note.get("fields"), list) and note["fields"]
    name = text_of(str(note["fields"][0])) if whole else "a note"
    strange = whole and str(note.get("note_model_uuid")) not in known
    why = "its notetype is not in the file" if strange else "it has no fields or notetype"
    return Draft(f"left-out-{number}", title, "", {"ask": name}, lost=(f"left out: {why}",))


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
                str(model.get("css") or ""),
            ),
        )
