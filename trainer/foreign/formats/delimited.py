"""Lines of fields: CSV, TSV and the like, with Anki's ``#`` headers or without; Quizlet's tabs.

https://docs.ankiweb.net/importing/text-files.html
"""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from trainer.core.errors import FileError
from trainer.foreign.draft import Draft
from trainer.foreign.media import MediaFiles, beside_html
from trainer.foreign.package import drafts
from trainer.foreign.plan import text_guid
from trainer.foreign.source import MAX_NOTES, Bundle, Watch, text, title_of, unwatched
from trainer.foreign.stock import note_of, notetype_of

_NAMED = {"tab": "\t", "comma": ",", "semicolon": ";", "space": " ", "pipe": "|", "colon": ":"}
_HEADER = re.compile(r"#([a-z ]+):(.*)", re.IGNORECASE)
_HTML = re.compile(
    r"<(?:br|b|i|u|div|p|img|span|ul|ol|li|sub|sup|table|strong|em|a|code|pre)\b[^<>]*>|&[a-z]+;",
    re.IGNORECASE,
)
_FIELD = 2**22
_TITLES = {
    *("front", "back", "question", "answer", "term", "definition", "word", "meaning", "translation"),
    *(
        "text",
        "extra",
        "hint",
        "tags",
        "deck",
        "notetype",
        "note type",
        "type",
        "guid",
        "id",
        "frage",
        "antwort",
    ),
}


@dataclass(slots=True)
class Header:
    """What the first lines say: the separator ("" = to be found out), columns from 1, values for all rows."""

    separator: str = ""
    html: bool | None = None
    columns: dict[str, int] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    lines: int = 0


def read(path: Path, watch: Watch = unwatched) -> Bundle:
    """Read a file of fields. Raises `FileError` for what cannot be read."""
    bundle = Bundle()
    content = text(path, bundle.oddities)
    header = _header(content)
    body = content.split("\n", header.lines)[-1] if header.lines else content
    rows = _rows(path, body, header.separator or _separator(body))
    if len(rows) > MAX_NOTES:
        raise FileError(
            f"{path} holds {len(rows)} lines, of which {MAX_NOTES} at most can be taken. Split it."
        )
    if not header.lines:
        _titles(rows, header)
    html = bool(_HTML.search(body)) if header.html is None else header.html
    media = beside_html(path, body)
    for row in watch(rows):
        bundle.drafts += _drafts(row, header, title_of(path), media, html=html)
    bundle.media = media.copies
    if not bundle.drafts:
        bundle.oddities.append(f"{path.name} holds no line with a question and an answer")
    return bundle


def _header(content: str) -> Header:
    header = Header()
    for line in content.split("\n"):
        found = _HEADER.fullmatch(line.strip())
        if found is None and not line.startswith("#"):
            break
        header.lines += 1
        if found is None:
            continue
        name, value = found[1].strip().casefold(), found[2].strip()
        if name == "separator":
            header.separator = _NAMED.get(value.casefold(), value[:1] or "\t")
        elif name == "html":
            header.html = value.casefold() == "true"
        elif name == "tags":
            header.tags = tuple(value.split())
        elif name.endswith(" column") and value.isdecimal() and len(value) < 5:
            header.columns[name.removesuffix(" column").replace(" ", "")] = int(value)
        elif name in ("deck", "notetype", "note type"):
            header.values[name.replace(" ", "")] = value
    if header == Header(lines=header.lines):
        header.lines = 0  # it is text that begins with a #
    return header


def _separator(body: str) -> str:
    """Return the sign that most of the first lines hold."""
    lines = [line for line in body.split("\n")[:50] if line.strip()]
    counts = {sign: sum(sign in line for line in lines) for sign in ("\t", ";", ",", "|")}
    best = max(counts, key=lambda sign: counts[sign])
    return best if counts[best] * 2 > len(lines) else "\t"


def _rows(path: Path, body: str, separator: str) -> list[list[str]]:
    before = csv.field_size_limit(_FIELD)
    try:
        rows = list(csv.reader(body.splitlines(keepends=True), delimiter=separator))
    except (csv.Error, TypeError, ValueError) as error:
        raise FileError(f"{path} cannot be read as fields separated by {separator!r} ({error}).") from error
    finally:
        csv.field_size_limit(before)
    return [row for row in rows if any(field.strip() for field in row)]


def _titles(rows: list[list[str]], header: Header) -> None:
    """Take a first row of names as such."""
    names = [name.strip().casefold() for name in rows[0]] if rows else []
    if len(names) > 1 and set(names) <= _TITLES:
        del rows[0]
        for place, name in enumerate(names, 1):
            plain = "guid" if name == "id" else name.replace(" ", "")
            if plain in ("tags", "deck", "notetype", "guid"):
                header.columns[plain] = place


def _drafts(row: Sequence[str], header: Header, title: str, media: MediaFiles, *, html: bool) -> list[Draft]:
    def special(name: str) -> str:
        place = header.columns.get(name, 0)
        return row[place - 1].strip() if 0 < place <= len(row) else header.values.get(name, "")

    own = [value for place, value in enumerate(row, 1) if place not in header.columns.values()]
    fields = own if html else [escape(value, quote=False).replace("\n", "<br>") for value in own]
    if len(fields) < 2:
        fields += [""] * (2 - len(fields))
    guid = special("guid") or text_guid(fields[0], fields[1])
    notetype = notetype_of(special("notetype"), fields)
    note = note_of(guid, notetype, fields, special("deck") or title, (*header.tags, *special("tags").split()))
    return list(drafts(note, media.paths))
