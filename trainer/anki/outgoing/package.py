"""The bytes of an Anki package: a zip with a SQLite collection, made by genanki.

genanki gives all notes one time, row ids by the clock, and the zip the time of writing, and it writes row by
row; here all three depend on nothing but the notes, which go through to the file one after the other.
"""

import json
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import IO, Any, NamedTuple

import genanki

from trainer.anki.identity import deck_id, row_id
from trainer.anki.notetypes import CHANGED, NOTETYPES, Notetype
from trainer.anki.outgoing.history import CREATED, NEW_CARD, SETTINGS, History, unique
from trainer.anki.outgoing.markup import plain_html
from trainer.anki.outgoing.notes import AnkiNote
from trainer.core.card import Deck
from trainer.core.text import clean

_NOTES = "INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, 0, 0, '')"
_CARDS = "INSERT INTO cards VALUES (?, ?, ?, ?, ?, -1, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, ?, ?)"
_REVIEWS = "INSERT INTO revlog VALUES (?, ?, -1, ?, ?, ?, ?, ?, ?)"
_INDEXES = "SELECT name, sql FROM sqlite_schema WHERE type = 'index' ORDER BY name"
_AT_ONCE = 1000
_PACKED = 1  # of 9: beyond it, little room is saved for much time


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


def write_collection(
    path: Path, batches: Iterable[DeckNotes], histories: Mapping[str, History] | None = None
) -> Written:
    """Write the collection with all decks and their notes, for Anki 2.1 and newer (schema 11).

    With ``histories``, by the keys of cards, it has their schedules and review logs as well. Raises
    `sqlite3.Error` where there is no room.
    """
    rows = _Rows(histories or {})
    with closing(sqlite3.connect(path)) as database:
        # It is a temporary file, and its ids are in no order: without room, each page is written many times.
        for pragma in ("synchronous = OFF", "journal_mode = OFF", "cache_size = -32768"):
            database.execute(f"PRAGMA {pragma}")
        package = genanki.Package([_Deck(deck, parts, rows) for deck, parts in _by_title(batches)])
        package.write_to_db(database.cursor(), 0, iter(()))
        if histories is not None:
            database.executemany(_REVIEWS, unique(rows.reviews))
            (text,) = database.execute("SELECT conf FROM col").fetchone()
            settings = json.dumps(json.loads(text) | SETTINGS, sort_keys=True)
            database.execute("UPDATE col SET crt = ?, conf = ?", (CREATED, settings))
        for index in rows.indexes:
            database.execute(index)
        (text,) = database.execute("SELECT models FROM col").fetchone()
        notetypes: dict[str, dict[str, Any]] = json.loads(text)
        for notetype in notetypes.values():
            notetype.update(mod=CHANGED, did=None)
        database.execute("UPDATE col SET models = ?", (json.dumps(notetypes, sort_keys=True),))
        database.commit()
    return Written(rows.notes, rows.cards, rows.scheduled, len(rows.reviews))


def write_zip(target: IO[bytes], collection: Path, media: Mapping[str, Path]) -> None:
    """Write the package with a ``collection`` and ``media`` files, by the names that notes have of them,
    without the date, system and rights of the writer."""
    names = {str(number): name for number, name in enumerate(sorted(media))}
    with zipfile.ZipFile(target, "w") as archive:
        _add(archive, "collection.anki2", collection.read_bytes())
        _add(archive, "media", json.dumps(names, sort_keys=True).encode())
        for number, name in names.items():
            _add(archive, number, media[name].read_bytes())


def deck_name(title: str) -> str:
    """Return the title as Anki keeps deck names: no controls, no space or colon at the ends of a level."""
    return "::".join(" ".join(clean(level).split()).strip(" :") for level in title.split("::"))


class _Rows:
    """Makes the rows of notes and cards, and gathers those of the review log."""

    def __init__(self, histories: Mapping[str, History]) -> None:
        self._histories = histories
        self._of_notes: set[int] = set()
        self._of_cards: set[int] = set()
        self.indexes: list[str] = []
        self.notes = self.cards = self.scheduled = 0
        self.reviews: list[tuple[int, ...]] = []

    def without_indexes(self, cursor: sqlite3.Cursor) -> None:
        """Take the indexes away, to be made when all rows are there: so each is written once, in order."""
        for name, sql in cursor.execute(_INDEXES).fetchall():
            cursor.execute(f"DROP INDEX {name}")
            self.indexes.append(sql)

    def note(self, note: AnkiNote, deck: int, place: int, cards: list[tuple[Any, ...]]) -> tuple[Any, ...]:
        """Return the row of a note, the ``place``th of its deck; add those of its cards to ``cards``."""
        id = row_id(note.guid, self._of_notes)
        for ord, key in zip(note.cards, note.keys, strict=True):
            card = row_id(f"{note.guid}/{ord}", self._of_cards)
            found = self._histories.get(key)
            state = found.card if found is not None and found.card is not None else NEW_CARD
            if found is not None:
                self.scheduled += found.card is not None
                self.reviews += [(at, card, *row) for at, *row in found.reviews]
            kind, queue, due, *numbers, changed = state
            changed = max(note.changed, changed)
            cards.append((card, id, deck, ord, changed, kind, queue, due if kind else place, *numbers))
        self.notes += 1
        self.cards += len(note.cards)
        tags, fields = f" {' '.join(note.tags)} ", "\x1f".join(note.fields)
        return id, note.guid, note.notetype.id, note.changed, tags, fields, note.fields[0]


class _Deck(genanki.Deck):  # type: ignore[misc]
    """A deck whose notes are written in batches while they are made; genanki has each as an object and writes
    it with statements of its own."""

    def __init__(self, deck: Deck, parts: Sequence[Iterable[AnkiNote]], rows: _Rows) -> None:
        super().__init__(deck_id(deck.id), deck_name(deck.title), plain_html(deck.about))
        self._parts = parts
        self._rows = rows

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, id_gen: Iterator[int]) -> None:
        self._rows.without_indexes(cursor)
        notes: list[tuple[Any, ...]] = []
        cards: list[tuple[Any, ...]] = []
        used: dict[int, Notetype] = {}
        for place, note in enumerate(chain.from_iterable(self._parts), 1):
            used[note.notetype.id] = note.notetype
            notes.append(self._rows.note(note, self.deck_id, place, cards))
            if len(notes) == _AT_ONCE:
                _flush(cursor, notes, cards)
        _flush(cursor, notes, cards)
        for notetype in NOTETYPES:
            if notetype.id in used:
                self.add_model(_model(notetype))
        super().write_to_db(cursor, timestamp, id_gen)


def _flush(cursor: sqlite3.Cursor, notes: list[tuple[Any, ...]], cards: list[tuple[Any, ...]]) -> None:
    cursor.executemany(_NOTES, notes)
    cursor.executemany(_CARDS, cards)
    notes.clear()
    cards.clear()


def _by_title(batches: Iterable[DeckNotes]) -> list[tuple[Deck, list[Iterable[AnkiNote]]]]:
    """Join decks of one title: Anki knows decks by name, whatever the case, and would rename the second."""
    merged: dict[str, tuple[Deck, list[Iterable[AnkiNote]]]] = {}
    for deck, notes in batches:
        merged.setdefault(deck_name(deck.title).casefold(), (deck, []))[1].append(notes)
    return list(merged.values())


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


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name)
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content, zipfile.ZIP_DEFLATED, _PACKED)
