"""The bytes of an Anki package: a zip with a SQLite collection, made by genanki.

genanki gives all notes one time, row ids by the clock, and the zip the time of writing, and it writes row by
row; here all three depend on nothing but the notes, which go through to the file one after the other.
"""

import json
import os
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import cache
from itertools import chain
from operator import itemgetter
from pathlib import Path
from shutil import copyfileobj
from typing import IO, Any, NamedTuple

import genanki

from trainer.anki.identity import deck_id, row_id
from trainer.anki.notetypes import CHANGED, NOTETYPES, Notetype
from trainer.anki.outgoing.history import CREATED, SETTINGS
from trainer.anki.outgoing.markup import plain_html
from trainer.anki.outgoing.notes import AnkiNote
from trainer.anki.outgoing.told import NONE, WITHOUT_SYNC, Told
from trainer.core.card import Deck
from trainer.core.text import clean

_NOTES = "INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, 0, 0, '')"
_MADE = "INSERT INTO made VALUES (?, ?, ?, ?, ?, ?, ?)"
_CARDS = """
    INSERT INTO cards
    SELECT m.id, m.note, m.deck, m.ord, max(m.changed, coalesce(c.changed, 0)), -1, coalesce(c.kind, 0),
           coalesce(c.queue, 0), CASE WHEN c.kind THEN c.due ELSE m.place END, coalesce(c.interval, 0),
           coalesce(c.factor, 0), coalesce(c.reviews, 0), coalesce(c.lapses, 0), 0, 0, 0,
           coalesce(c.flags, 0), coalesce(c.data, '')
    FROM made m LEFT JOIN told.card c ON c.key = m.key ORDER BY m.id"""
_OF_MADE = """made m CROSS JOIN told.card c ON c.key = m.key
              CROSS JOIN told.review r ON r.number BETWEEN c.first AND c.last"""
_REVIEWS = f"""
    INSERT INTO revlog SELECT at, m.id, -1, button, days, before, r.factor, took, r.kind
    FROM {_OF_MADE} ORDER BY at, m.id, r.number"""
_REVIEWS_APART = f"""
    INSERT INTO revlog
    SELECT place + max(at - place) OVER (ORDER BY place), id, -1, button, days, before, factor, took, kind
    FROM (SELECT r.*, m.id, row_number() OVER (ORDER BY at, m.id, r.number) AS place FROM {_OF_MADE})
    ORDER BY place"""
"""The id of an answer is its instant; where several have one instant, each is behind the one before."""
_SCHEDULED = "SELECT count(*) FROM made m JOIN told.card c ON c.key = m.key"
_INDEXES = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' ORDER BY name"
_AT_ONCE = 50_000
"""Notes whose rows wait to be written."""
_PACKED = 1  # of 9: beyond it, little room is saved for much time
_PIECE = 1 << 20


class DeckNotes(NamedTuple):
    """A deck and the Anki notes made of it, in their order; they are gone through once."""

    deck: Deck
    notes: Iterable[AnkiNote]


class Written(NamedTuple):
    """How much was written, as Anki counts: each row of a comparison is a note. ``scheduled``: cards with a
    schedule; ``reviews``: rows of the review log."""

    notes: int
    cards: int
    scheduled: int = 0
    reviews: int = 0


def write_collection(path: Path, batches: Iterable[DeckNotes], told: Told | None = None) -> Written:
    """Write the collection with all decks and their notes, for Anki 2.1 and newer (schema 11).

    With what is ``told`` of cards it has their schedules and review logs as well. Raises `sqlite3.Error`
    where there is no room.
    """
    with closing(sqlite3.connect(path)) as database:
        for pragma in WITHOUT_SYNC:
            database.execute(f"PRAGMA {pragma}")
        database.execute("CREATE TEMP TABLE made (id, note, deck, ord, changed, place, key)")
        rows = _Rows(database.cursor())
        package = genanki.Package([_Deck(deck, parts, rows) for deck, parts in _by_title(batches)])
        package.write_to_db(database.cursor(), 0, iter(()))
        scheduled, reviews = _cards(database, told() if told is not None else None)
        for index in rows.indexes:
            database.execute(index)
        (text,) = database.execute("SELECT models FROM col").fetchone()
        notetypes: dict[str, dict[str, Any]] = json.loads(text)
        for notetype in notetypes.values():
            notetype.update(mod=CHANGED, did=None)
        database.execute("UPDATE col SET models = ?", (json.dumps(notetypes, sort_keys=True),))
        database.commit()
    return Written(rows.notes, rows.cards, scheduled, reviews)


def _cards(database: sqlite3.Connection, told: Path | None) -> tuple[int, int]:
    """Write the cards made, and what is told of them and of days; return how many have a schedule, and all
    answers."""
    database.commit()  # nothing can be attached within a transaction
    database.execute("ATTACH ? AS told", (str(told or ":memory:"),))
    if told is None:
        database.executescript(NONE)
    database.execute(_CARDS)
    (scheduled,) = database.execute(_SCHEDULED).fetchone()
    (differ,) = database.execute("SELECT differ FROM told.instants").fetchone() or (True,)
    reviews = database.execute(_REVIEWS if differ else _REVIEWS_APART).rowcount
    for (rollover,) in database.execute("SELECT rollover FROM told.days").fetchall():
        (text,) = database.execute("SELECT conf FROM col").fetchone()
        settings = json.dumps(json.loads(text) | SETTINGS | {"rollover": rollover}, sort_keys=True)
        database.execute("UPDATE col SET crt = ?, conf = ?", (CREATED, settings))
    database.commit()
    database.execute("DETACH told")
    return scheduled, reviews


def write_zip(target: IO[bytes], collection: Path, media: Mapping[str, Path]) -> None:
    """Write the package with a ``collection`` and ``media`` files, by the names that notes have of them,
    without the date, system and rights of the writer."""
    names = {str(number): name for number, name in enumerate(sorted(media))}
    with zipfile.ZipFile(target, "w") as archive:
        _add(archive, "collection.anki2", collection)
        archive.writestr(_entry("media"), json.dumps(names, sort_keys=True), zipfile.ZIP_DEFLATED, _PACKED)
        for number, name in names.items():
            _add(archive, number, media[name], zipfile.ZIP_STORED)  # most are packed already


def deck_name(title: str) -> str:
    """Return the title as Anki keeps deck names: no controls, no space or colon at the ends of a level."""
    return "::".join(" ".join(clean(level).split()).strip(" :") for level in title.split("::"))


class _Rows:
    """Makes the rows of notes and cards, and writes them with ``cursor``, many at once."""

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self._cursor = cursor
        self._of_notes: set[int] = set()
        self._of_cards: set[int] = set()
        self._notes: list[tuple[Any, ...]] = []
        self._cards: list[tuple[Any, ...]] = []
        self.indexes: list[str] = []
        self.notes = self.cards = 0

    def without_indexes(self) -> None:
        """Take the indexes away, to be made when all rows are there: so each is written once, in order."""
        for name, sql in self._cursor.execute(_INDEXES).fetchall():
            self._cursor.execute(f"DROP INDEX {name}")
            self.indexes.append(sql)

    def add(self, note: AnkiNote, deck: int, place: int) -> None:
        """Add a note, the ``place``th of its deck, and its cards."""
        guid, fields = note.guid, note.fields
        id = row_id(guid, self._of_notes)
        for ord, key in zip(note.cards, note.keys, strict=True):
            card = row_id(f"{guid}/{ord}", self._of_cards)
            self._cards.append((card, id, deck, ord, note.changed, place, key))
        tags = f" {' '.join(note.tags)} "
        row = id, guid, note.notetype.id, note.changed, tags, "\x1f".join(fields), fields[0]
        self._notes.append(row)
        if len(self._notes) == _AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Write what was added. Ids are in no order: sorted, the rows of one page are written together."""
        self._notes.sort(key=itemgetter(0))
        self._cursor.executemany(_NOTES, self._notes)
        self._cursor.executemany(_MADE, self._cards)
        self.notes += len(self._notes)
        self.cards += len(self._cards)
        self._notes.clear()
        self._cards.clear()


class _Deck(genanki.Deck):  # type: ignore[misc]
    """A deck whose notes are written in batches while they are made; genanki has each as an object and writes
    it with statements of its own."""

    def __init__(self, deck: Deck, parts: Sequence[Iterable[AnkiNote]], rows: _Rows) -> None:
        name = deck_name(deck.title)
        super().__init__(deck_id(deck.id, name), name, plain_html(deck.about))
        self._parts = parts
        self._rows = rows

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, id_gen: Iterator[int]) -> None:
        self._rows.without_indexes()
        used: dict[int, Notetype] = {}
        for place, note in enumerate(chain.from_iterable(self._parts), 1):
            used[note.notetype.id] = note.notetype
            self._rows.add(note, self.deck_id, place)
        self._rows.flush()
        for notetype in NOTETYPES:
            if notetype.id in used:
                self.add_model(_model(notetype))
        super().write_to_db(cursor, timestamp, id_gen)


def _by_title(batches: Iterable[DeckNotes]) -> list[tuple[Deck, list[Iterable[AnkiNote]]]]:
    """Join decks of one title: Anki knows decks by name, whatever the case, and would rename the second."""
    merged: dict[str, tuple[Deck, list[Iterable[AnkiNote]]]] = {}
    for deck, notes in batches:
        merged.setdefault(deck_name(deck.title).casefold(), (deck, []))[1].append(notes)
    return list(merged.values())


@cache  # what Anki requires of the fields takes long to find out
def _model(notetype: Notetype) -> genanki.Model:
    return genanki.Model(
        notetype.id,
        notetype.name,
        fields=[{"name": field.name, "id": field.id} for field in notetype.fields],
        templates=[
            {"name": template.name, "id": template.id, "qfmt": template.front, "afmt": template.back}
            for template in notetype.templates
        ],
        css=notetype.css,
        model_type=genanki.Model.CLOZE if notetype.is_cloze else genanki.Model.FRONT_BACK,
    )


def _add(archive: zipfile.ZipFile, name: str, file: Path, way: int = zipfile.ZIP_DEFLATED) -> None:
    """Add a file in pieces, as it may be large."""
    entry = _entry(name)
    entry.compress_type = way
    entry._compresslevel = _PACKED  # type: ignore[attr-defined]  # which else `writestr` alone can be told
    with file.open("rb") as source:
        entry.file_size = os.fstat(source.fileno()).st_size
        with archive.open(entry, "w") as target:
            copyfileobj(source, target, _PIECE)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    return entry
