"""The bytes of an Anki package: a zip with a SQLite collection, which genanki writes.

genanki gives all notes one time, row ids by the clock, and the zip the time of writing; here all three
depend on nothing but the notes.
"""

import io
import json
import sqlite3
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import genanki

from trainer.anki.identity import deck_id, row_id
from trainer.anki.notetypes import CHANGED, NOTETYPES, Notetype
from trainer.anki.outgoing.history import CREATED, SETTINGS, History, unique
from trainer.anki.outgoing.markup import plain_html
from trainer.anki.outgoing.notes import AnkiNote
from trainer.core.card import Deck
from trainer.core.errors import FileError
from trainer.core.text import clean


class DeckNotes(NamedTuple):
    """A deck and the Anki notes made of it, in their order."""

    deck: Deck
    notes: tuple[AnkiNote, ...]


def package_bytes(
    batches: Sequence[DeckNotes],
    histories: Mapping[str, History] | None = None,
    media: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return the package with all decks and their notes, for Anki 2.1 and newer (legacy format, schema 11).

    With ``histories``, by the keys of cards, it has their schedules and review logs as well; ``media``: the
    files that the notes show, by their names.

    Raises:
        FileError: there is no temporary folder to work in, or no room there.
    """
    try:
        with TemporaryDirectory(prefix="trainer-") as folder:
            file = Path(folder, "collection.anki2")
            with closing(sqlite3.connect(file)) as database:
                _write(database, batches, histories)
            names = {str(number): name for number, name in enumerate(sorted(media or {}))}
            files = {number: (media or {})[name] for number, name in names.items()}
            listed = json.dumps(names, sort_keys=True).encode()
            return _zipped({"collection.anki2": file.read_bytes(), "media": listed, **files})
    except (OSError, sqlite3.Error) as error:
        message = f"No temporary file could be written ({error}). Set TMPDIR to another folder."
        raise FileError(message) from error


def deck_name(title: str) -> str:
    """Return the title as Anki keeps deck names: no controls, no space or colon at the ends of a level."""
    return "::".join(" ".join(clean(level).split()).strip(" :") for level in title.split("::"))


def _write(
    database: sqlite3.Connection, batches: Sequence[DeckNotes], histories: Mapping[str, History] | None
) -> None:
    merged = _by_title(batches)
    models = {notetype.id: _model(notetype) for notetype in NOTETYPES}
    decks = []
    for deck, notes in merged:
        made = genanki.Deck(deck_id(deck.id), deck_name(deck.title), plain_html(deck.about))
        for place, note in enumerate(notes, 1):
            made.add_note(_note(models[note.notetype.id], note, place))
        decks.append(made)
    written = [note for batch in merged for note in batch.notes]
    ids = _row_ids(written)
    genanki.Package(decks).write_to_db(database.cursor(), 0, (row for rows in ids for row in rows))
    times = [(note.changed, rows[0]) for note, rows in zip(written, ids, strict=True)]
    database.executemany("UPDATE notes SET mod = ? WHERE id = ?", times)
    database.executemany("UPDATE cards SET mod = ? WHERE nid = ?", times)
    if histories is not None:
        _schedule(database, written, ids, histories)
    (text,) = database.execute("SELECT models FROM col").fetchone()
    notetypes: dict[str, dict[str, Any]] = json.loads(text)
    for notetype in notetypes.values():
        notetype.update(mod=CHANGED, did=None)
    database.execute("UPDATE col SET models = ?", (json.dumps(notetypes, sort_keys=True),))
    database.commit()


def _schedule(
    database: sqlite3.Connection,
    notes: Sequence[AnkiNote],
    ids: Sequence[tuple[int, ...]],
    histories: Mapping[str, History],
) -> None:
    """Write schedules and review logs. Anki counts days from those that the collection began, set here."""
    found = [
        (row, histories[key])
        for note, (_, *rows) in zip(notes, ids, strict=True)
        for key, row in zip(note.keys, rows, strict=True)
        if key in histories
    ]
    cards = [(*one.card, row) for row, one in found if one.card is not None]
    database.executemany(
        """UPDATE cards SET type = ?, queue = ?, due = CASE WHEN ?1 THEN ? ELSE due END, ivl = ?, factor = ?,
                            reps = ?, lapses = ?, flags = ?, data = ?, mod = max(mod, ?) WHERE id = ?""",
        cards,
    )
    reviews = unique((row, review) for row, one in found for review in one.reviews)
    database.executemany(
        "INSERT INTO revlog VALUES (?, ?, -1, ?, ?, ?, ?, ?, ?)",
        ((id, row, *review[1:]) for id, row, review in reviews),
    )
    (text,) = database.execute("SELECT conf FROM col").fetchone()
    settings = json.dumps(json.loads(text) | SETTINGS, sort_keys=True)
    database.execute("UPDATE col SET crt = ?, conf = ?", (CREATED, settings))


def _by_title(batches: Sequence[DeckNotes]) -> list[DeckNotes]:
    """Join decks of one title: Anki knows decks by name, whatever the case, and would rename the second."""
    merged: dict[str, DeckNotes] = {}
    for deck, notes in batches:
        name = deck_name(deck.title).casefold()
        first = merged.get(name, DeckNotes(deck, ()))
        merged[name] = DeckNotes(first.deck, first.notes + notes)
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


def _note(model: genanki.Model, note: AnkiNote, place: int) -> genanki.Note:
    made = genanki.Note(model, list(note.fields), tags=note.tags, guid=note.guid, due=place)
    made.cards = [genanki.Card(card) for card in note.cards]
    return made


def _row_ids(notes: Sequence[AnkiNote]) -> list[tuple[int, ...]]:
    """Return for each note its own id and those of its cards, in the order in which genanki asks for them."""
    of_notes: set[int] = set()
    of_cards: set[int] = set()
    return [
        (row_id(note.guid, of_notes), *(row_id(f"{note.guid}/{card}", of_cards) for card in note.cards))
        for note in notes
    ]


def _zipped(members: Mapping[str, bytes]) -> bytes:
    """Return a zip of ``members`` in their order, without the date, system and rights of the writer."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, 6)
    return buffer.getvalue()
