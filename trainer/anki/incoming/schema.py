"""Notetypes, decks and settings of a collection, in both shapes: JSON in `col` (up to Anki 2.1.27) and tables
with protocol buffers (since)."""

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from trainer.anki.incoming import protobuf
from trainer.anki.incoming.values import TheirNotetype, TheirTemplate

Rows = Callable[[str], Iterator[Any]]
"""Runs a query."""

_CLOZE = 1
LARGEST = 2**53 - 1
"""No number of a row is greater."""
_MOST_PARTS = 2_000_000  # lists and mappings take far more room in memory than in a file


class SchemaError(ValueError):
    """The collection is in no shape that is known."""


class Known(NamedTuple):
    """Notetypes and names of decks by their ids, and settings by their names."""

    notetypes: dict[int, TheirNotetype]
    decks: dict[int, str]
    settings: dict[str, Any]


def whole(value: Any) -> int:
    """Return a number of a row, 0 for anything else: SQLite's columns hold what one puts in."""
    return value if type(value) is int and -LARGEST <= value <= LARGEST else 0


def wholes(values: Sequence[Any]) -> Sequence[int]:
    """Return the numbers of a row, each as `whole` has it."""
    return tuple(map(whole, values))


def fsrs(data: Any) -> tuple[float, float]:
    """Return stability in days and difficulty from the extra data of a card; 0 each without."""
    if not isinstance(data, str) or '"s"' not in data:
        return 0.0, 0.0
    told = _json(data)
    return _positive(told.get("s")), _positive(told.get("d"))


def _positive(value: Any) -> float:
    return float(value) if type(value) in (int, float) and 0 < value < math.inf else 0.0


def read_new(rows: Rows) -> Known:
    """Read the tables of schema 15 and later. Raises `SchemaError`."""
    try:
        fields = _by_notetype(rows("SELECT ntid, ord, name, config FROM fields"))
        templates = _by_notetype(rows("SELECT ntid, ord, name, config FROM templates"))
        notetypes = {
            id: TheirNotetype(
                str(name),
                tuple(str(name) for _, name, _ in fields.get(id, ())),
                tuple(_template(str(name), config) for _, name, config in templates.get(id, ())),
                protobuf.number_of(config, 1) == _CLOZE,
                "".join(protobuf.texts(config, 3)[-1:]),
            )
            for id, name, config in rows("SELECT id, name, config FROM notetypes")
        }
    except protobuf.MessageError as error:
        raise SchemaError(f"its notetypes are not readable: {error}") from error
    except TypeError as error:
        raise SchemaError("its notetypes are not readable: a text stands where bytes belong") from error
    decks = {id: str(name).replace("\x1f", "::") for id, name in rows("SELECT id, name FROM decks")}
    settings = {
        key: json.loads(value)
        for key, value in rows("SELECT key, val FROM config WHERE key IN ('creationOffset', 'rollover')")
        if isinstance(value, bytes) and value.strip().lstrip(b"-").isdigit() and len(value) < 8
    }
    return Known(notetypes, decks, settings)


def read_old(rows: Rows) -> Known:
    """Read the JSON texts of schema 11. Raises `SchemaError`."""
    columns = {name for (name,) in rows("SELECT name FROM pragma_table_info('col')")}
    if not {"models", "decks", "conf"} <= columns:
        raise SchemaError("it is in a shape that is not known")
    texts = next(rows("SELECT models, decks, conf FROM col"), ("", "", ""))
    models, decks, settings = (_json(text) if isinstance(text, str) else {} for text in texts)
    if not models:
        raise SchemaError("its notetypes are not readable")
    try:
        return Known(
            {int(id): _old_notetype(model) for id, model in models.items()},
            {int(id): str(deck["name"]) for id, deck in decks.items()},
            settings,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise SchemaError("its notetypes or decks are not readable") from error


def _old_notetype(model: Mapping[str, Any]) -> TheirNotetype:
    fields = sorted(model["flds"], key=lambda field: whole(field.get("ord")))
    templates = sorted(model["tmpls"], key=lambda template: whole(template.get("ord")))
    return TheirNotetype(
        str(model["name"]),
        tuple(str(field["name"]) for field in fields),
        tuple(TheirTemplate(str(t["name"]), str(t["qfmt"]), str(t["afmt"])) for t in templates),
        model.get("type") == _CLOZE,
        str(model.get("css") or ""),
    )


def _by_notetype(rows: Iterator[Any]) -> dict[int, list[tuple[int, str, bytes]]]:
    found: dict[int, list[tuple[int, str, bytes]]] = {}
    for notetype, ord, name, config in rows:
        found.setdefault(notetype, []).append((whole(ord), name, config))
    return {notetype: sorted(parts, key=lambda part: part[0]) for notetype, parts in found.items()}


def _template(name: str, config: bytes) -> TheirTemplate:
    front, back = ("".join(protobuf.texts(config, number)[-1:]) for number in (1, 2))
    return TheirTemplate(name, front, back)


def _json(text: str) -> dict[str, Any]:
    if text.count("[") + text.count("{") > _MOST_PARTS:
        return {}
    try:
        told = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def doubled(rows: Rows) -> Mapping[int, int]:
    """Return the ids of notes whose guid a note before them has that says something else, each with that of
    the first note that says the same."""
    found = rows(
        """WITH shared AS (SELECT guid, min(id) AS first FROM notes
                           WHERE typeof(id) = 'integer' AND guid <> '' GROUP BY guid HAVING count(*) > 1),
                told AS (SELECT n.id, s.first, min(n.id) OVER (PARTITION BY n.guid, n.flds) AS same
                         FROM notes n JOIN shared s ON s.guid = n.guid WHERE typeof(n.id) = 'integer')
           SELECT id, same FROM told WHERE same <> first"""
    )
    return dict(found)


def called(guid: Any, id: int, doubled: Mapping[int, int]) -> str:
    """Return what a note is called: some programs write no guid, and some the same for several notes."""
    return f"{guid}.{doubled[id]}" if id in doubled else str(guid or f"id-{id}")
