"""Lines of fields: CSV, TSV and the like, with Anki's ``#`` headers or without; Quizlet's tabs.

https://docs.ankiweb.net/importing/text-files.html
"""

import csv
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import chain
from pathlib import Path
from typing import Literal

from trainer.core.errors import FileError
from trainer.core.text import counted, one_line, shortened
from trainer.foreign.draft import Draft
from trainer.foreign.formats import columns, signs
from trainer.foreign.formats.signs import NAMED, UNTOLD, Signs, is_prose
from trainer.foreign.html.names import meant
from trainer.foreign.html.reading import Text, to_markdown
from trainer.foreign.known import text_guid
from trainer.foreign.media import MediaFiles, beside_html
from trainer.foreign.package import drafts
from trainer.foreign.source import (
    MAX_NOTES,
    Bundle,
    UnknownFormatError,
    Watch,
    bounded,
    text,
    title_of,
    unwatched,
)
from trainer.foreign.stock import is_stock, note_of, notetype_of

_HEADER = re.compile(r"#([a-z ]+):(.*)", re.IGNORECASE)
_HTML = re.compile(
    r"<(?:br|b|i|u|div|p|img|span|ul|ol|li|sub|sup|table|strong|em|a|code|pre)\b[^<>]*>|&[a-z]+;",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\"?sep=(.)\"?[ ]*\n", re.IGNORECASE)
_GAP = re.compile(r"\{\{c\d+::")
_UNCLOSED = "unexpected end of data"
"""What the reader of CSV says of a quote that is open at the end."""
_FIELD = 2**22
_MOST_FIELDS = 4_000_000
_MOST_COLUMNS = 1000
_SPECIAL = {"tags", "deck", "notetype", "guid", "id"}
_ASIDE = ("hints", "why")


@dataclass(slots=True)
class Header:
    """What the first lines say: the separator ("" = to be found out), columns from 1, values for all rows."""

    separator: str = ""
    html: bool | None = None
    columns: dict[str, int] = field(default_factory=dict)
    order: tuple[int, ...] = ()
    """The columns of the note's own fields, the question first; () = all others as they stand."""
    values: dict[str, str] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    names: str = ""
    lines: int = 0
    comments: int = 0


def read(path: Path, watch: Watch = unwatched, told: Signs = UNTOLD) -> Bundle:
    """Read a file of fields; ``told``: what stands between them, as far as somebody said so. Raises
    `FileError` for what cannot be read."""
    bundle = Bundle()
    content = text(path, bundle.oddities)
    content, separator = _told_by_excel(content)
    header = _header(content)
    body = content.split("\n", header.lines)[-1] if header.lines else content
    if told == UNTOLD and not header.lines and not separator:
        told = signs.guessed(body) or UNTOLD
    made = told._replace(fields=told.fields or header.separator or separator or _separator(body))
    if body.count(made.rows or "\n") > _MOST_FIELDS or body.count(made.fields) > _MOST_FIELDS:
        raise FileError(f"{path} holds more than {_MOST_FIELDS} fields. Split it.")
    if made.is_of_tables:
        comments = header.comments if header.lines else None
        rows = _rows(path, body, made.fields, header.lines + 1, bundle.oddities, comments)
    else:
        rows = signs.split(body, made)
    if told != UNTOLD:
        bundle.oddities.append(
            f"{path.name} is read with {made.named()}: {signs.preview(rows)} (`--between` and "
            "`--between-rows` say otherwise)"
        )
    is_sure = told != UNTOLD or bool(header.lines) or path.suffix.casefold() in (".csv", ".tsv")
    if header.names:
        _take(header.names.split(header.separator or "\t"), header, bundle.oddities)
    elif not header.lines and rows and columns.are_names(rows[0]):
        _take(rows.pop(0), header, bundle.oddities)
        is_sure = True
    elif not header.lines and rows and columns.may_be_names(rows[0]):
        bundle.oddities.append(
            f"{path.name}: its first row, {signs.preview(rows[:1])}, may name the columns; it came in as a "
            "card. If it does, call the columns `question` and `answer` there"
        )
    if len(rows) > MAX_NOTES:
        raise FileError(f"{path} holds more than {MAX_NOTES} lines; no more can be taken at once. Split it.")
    if rows and not header.lines and not (_is_table(rows) and (is_sure or not is_prose(rows, made.fields))):
        raise _no_table(path, body)
    html = bool(_HTML.search(body)) if header.html is None else header.html
    media = beside_html(path, body)
    shared = _shared(rows, header)
    found = (_drafts(row, header, title_of(path), media, shared, html=html) for row in watch(rows))
    bundle.drafts += bounded(chain.from_iterable(found), path)
    if strange := _strange(rows, header):
        bundle.oddities.append(
            f"{path.name}: notetypes that are not known here ({', '.join(strange)}): their cards follow from "
            "the fields, gaps or a question and all else as its answer"
        )
    bundle.media = media.copies
    if not bundle.drafts:
        bundle.oddities.append(f"{path.name} holds no line with a question and an answer")
    return bundle


def _told_by_excel(content: str) -> tuple[str, str]:
    """Return a text without the line with which Excel is told what stands between fields, and that sign."""
    found = _SEPARATOR.match(content)
    return (content[found.end() :], found[1]) if found else (content, "")


def _header(content: str) -> Header:
    header = Header()
    for line in content.split("\n"):
        found = _HEADER.fullmatch(line.strip())
        if found is None and not line.startswith("#"):
            break
        header.lines += 1
        if found is None:
            header.comments += 1
            continue
        name, value = found[1].strip().casefold(), found[2].strip()
        if name == "separator":
            header.separator = NAMED.get(value.casefold(), value[:1] or "\t")
        elif name == "html":
            header.html = value.casefold() == "true"
        elif name == "tags":
            header.tags = tuple(value.split())
        elif name.endswith(" column") and value.isdecimal() and len(value) < 5:
            header.columns[name.removesuffix(" column").replace(" ", "")] = int(value)
        elif name == "columns":
            header.names = line.split(":", 1)[1]
        elif name in ("deck", "notetype", "note type"):
            header.values[name.replace(" ", "")] = value
    if header == Header(lines=header.lines, comments=header.comments):
        header.lines = 0  # it is text that begins with a #
    return header


def _separator(body: str) -> str:
    """Return the sign that most of the first lines hold."""
    lines = [line for line in body.split("\n")[:50] if line.strip()]
    counts = {sign: sum(sign in line for line in lines) for sign in ("\t", ";", ",", "|")}
    best = max(counts, key=lambda sign: counts[sign])
    return best if counts[best] * 2 > len(lines) else "\t"


def _rows(
    path: Path, body: str, separator: str, first: int, oddities: list[str], comments: int | None = None
) -> list[list[str]]:
    """Return the rows of a text whose first line has this number. A quote that is not closed is a character:
    it takes no further lines into its field. A row that begins with ``#`` is a comment in Anki's own files;
    ``comments``: how many were met above, None for another's file."""
    lines, rows, torn = body.splitlines(keepends=True), list[list[str]](), list[int]()
    at, passed = 0, comments or 0

    def rest() -> Iterator[str]:
        nonlocal at
        while at < len(lines):
            at += 1
            yield lines[at - 1]

    def read_strictly() -> Iterator[list[str]]:
        return csv.reader(rest(), delimiter=separator, strict=True)

    def read_alone(line: str, quoting: Literal[0, 3]) -> list[str]:
        return next(csv.reader([line], delimiter=separator, quoting=quoting))

    before = csv.field_size_limit(_FIELD)
    try:
        reader = read_strictly()
        while len(rows) < MAX_NOTES + 2:
            while comments is not None and at < len(lines) and lines[at].startswith("#"):
                at, passed = at + 1, passed + 1
            start = at
            try:
                row = next(reader, None)
            except csv.Error as error:
                if at > start + 1 or _UNCLOSED in str(error):
                    torn.append(first + start)
                    row = read_alone(lines[start], csv.QUOTE_NONE)
                else:
                    row = read_alone(lines[start], csv.QUOTE_MINIMAL)
                at = start + 1
                reader = read_strictly()
            if row is None:
                break
            if any(map(str.strip, row)):
                rows.append(row)
    except (csv.Error, TypeError, ValueError) as error:
        raise FileError(f"{path} cannot be read as fields separated by {separator!r} ({error}).") from error
    finally:
        csv.field_size_limit(before)
    if passed:
        oddities.append(
            f"{path.name}: {counted(passed, 'comment line')} left out, as in Anki (`#` begins one)"
        )
    if torn:
        shown = ", ".join(map(str, torn[:5])) + (" …" if len(torn) > 5 else "")
        oddities.append(
            f"{path.name}: a quote is opened and not closed ({counted(len(torn), 'line')}: {shown}); it was "
            "taken as a character"
        )
    if (most := max(map(len, rows), default=0)) > _MOST_COLUMNS:
        raise FileError(
            f"{path} has a line of {most} fields between {separator!r}, more than the {_MOST_COLUMNS} of "
            "any note. Nothing was taken; name the separator in a first line: `#separator:tab`."
        )
    return rows


def _no_table(path: Path, body: str) -> UnknownFormatError:
    """Say what was expected of a text, and what might be meant."""
    hint = ""
    if (may := signs.likely(body)) is not None:
        first = signs.preview(signs.split(body, may)[:1])
        hint = f" With `--between '{may.fields}'` the first line would be {first}."
    return UnknownFormatError(
        f"{path} is no table: most of its lines hold one field, or it reads like sentences. Two or more "
        "were expected, a question and its answer, with a tab, a comma, `;` or `|` between them; any other "
        f"sign is named by `--between SIGN` or in a first line: `#separator:colon`.{hint}"
    )


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Do most rows hold a question and an answer, or a text with gaps?"""
    whole = sum(len([*filter(str.strip, row)]) > 1 or any(map(_GAP.search, row)) for row in rows)
    return 2 * whole > len(rows)


def _take(names: Sequence[str], header: Header, oddities: list[str]) -> None:
    """Take columns for what their names say."""
    own: dict[int, str] = {}
    for place, name in enumerate(names, 1):
        role = columns.role(name)
        if place in header.columns.values():
            continue
        if role in (*_SPECIAL, *_ASIDE) and role not in header.columns:
            header.columns[role] = place
            if role == "id":
                oddities.append(f"column {one_line(name, 30)!r} tells the notes apart, and no card shows it")
        else:
            own[place] = role
    ranks = {"ask": 0, "answer": 1}
    header.order = tuple(sorted(own, key=lambda place: ranks.get(own[place], 2)))
    if {*own.values()} >= ranks.keys():
        strange = [one_line(names[place - 1], 30) for place in header.order if own[place] not in ranks]
        if shown := ", ".join(f"{name!r}" for name in strange if name):
            oddities.append(f"columns whose names are not known here stand in the answer: {shown}")


def _own(row: Sequence[str], header: Header) -> list[str]:
    """Return the fields of the note itself, the question first."""
    places = header.order or [at for at in range(1, len(row) + 1) if at not in header.columns.values()]
    fields = [row[place - 1] if place <= len(row) else "" for place in places]
    if header.order and len(row) > (known := max(header.order[-1], *header.columns.values(), *header.order)):
        fields += row[known:]
    return fields


def _shared(rows: Sequence[Sequence[str]], header: Header) -> set[tuple[str, ...]]:
    """Return the first two fields of rows that differ only in further ones: such as chapters and numbers."""
    seen: dict[tuple[str, ...], tuple[str, ...]] = {}
    shared: set[tuple[str, ...]] = set()
    for row in rows:
        own = tuple(_own(row, header))
        if seen.setdefault(own[:2], own[2:]) != own[2:]:
            shared.add(own[:2])
    return shared


def _drafts(
    row: Sequence[str],
    header: Header,
    title: str,
    media: MediaFiles,
    shared: Collection[tuple[str, ...]],
    *,
    html: bool,
) -> list[Draft]:
    def special(name: str) -> str:
        place = header.columns.get(name, 0)
        return row[place - 1].strip() if 0 < place <= len(row) else header.values.get(name, "")

    def written(value: str) -> str:
        return value if html else escape(value, quote=False).replace("\n", "<br>")

    def shown(value: str) -> str:
        return meant(value) if html and header.html is None else written(value)

    own = _own(row, header)
    fields = [*map(written, own)]
    if len(fields) < 2:
        fields += [""] * (2 - len(fields))
    number = special("id")  # it counts from 1 in each file
    once, whole = text_guid(*fields[:2]), "\n".join(fields[1:])
    if number:
        once, named = number, text_guid(f"id {number}", "\n".join(fields))
    else:
        named = text_guid(fields[0], whole) if tuple(own[:2]) in shared else once
    guid = special("guid") or named
    fields = [*map(shown, own), *fields[len(own) :]]  # what they are called stays, however they are read
    name = special("notetype")
    notetype = notetype_of(name, fields)
    note = note_of(guid, notetype, fields, special("deck") or title, (*header.tags, *special("tags").split()))
    aside = {name: to_markdown(shown(special(name)), media.paths) for name in _ASIDE if special(name)}
    return [
        _with(draft, aside)._replace(once=once if once != named else "", is_guessed=not is_stock(name))
        for draft in drafts(note, media.paths)
    ]


def _strange(rows: Sequence[Sequence[str]], header: Header) -> list[str]:
    """Return the names of notetypes that are none of Anki's own."""
    place = header.columns.get("notetype", 0)
    names = dict.fromkeys(row[place - 1] for row in rows if 0 < place <= len(row))
    names[header.values.get("notetype", "")] = None
    strange = [one_line(name, 30) for name in names if name.strip() and not is_stock(name)]
    return shortened([repr(name) for name in strange], 5)


def _with(draft: Draft, aside: Mapping[str, Text]) -> Draft:
    """Return a draft with the hint and the explanation that columns of their own hold."""
    if not draft.kind or not aside:
        return draft
    fields = dict(draft.fields)
    if "hints" in aside:
        fields["hints"] = (*fields.get("hints", ()), aside["hints"].markdown)
    if "why" in aside:
        fields["why"] = "\n\n".join(filter(None, (str(fields.get("why", "")), aside["why"].markdown)))
    media = (*draft.media, *(name for text in aside.values() for name in text.media))
    lost = (*draft.lost, *(what for text in aside.values() for what in text.lost))
    return draft._replace(fields=fields, media=tuple(dict.fromkeys(media)), lost=lost)
