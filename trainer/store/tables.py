"""The tables as SQLModel classes, private to the store: a new history file is made from them.

An older file comes to the same by the numbered steps of `trainer.store.steps`; a test holds that against
this. Loaded at the first write, not before the first card.
"""

import sqlite3
from typing import Any

from sqlalchemy import Index, MetaData, UniqueConstraint, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlmodel import Field, SQLModel
from sqlmodel.sql.sqltypes import AutoString

from trainer.core.defaults import LEVEL
from trainer.store.copied import DUE, SOUGHT
from trainer.store.days import DAYS
from trainer.store.sought import ASIDE, MISSED

_STRICT = {"sqlite_strict": sqlite3.sqlite_version_info >= (3, 37)}
_NONE: Any = Field(sa_column_kwargs={"server_default": text("0")})


class Table(SQLModel):
    """What all tables of a history file have in common."""

    metadata = MetaData()
    __table_args__: Any = _STRICT


class AboutRow(Table, table=True):
    """Facts about the file: ``device``, and ``scheduler``, under which the cached states were folded."""

    __tablename__ = "about"
    name: str = Field(primary_key=True)
    value: str


class DeckFileRow(Table, table=True):
    """A deck file as last read. No row of a deck, note or card is history: all can be read again."""

    __tablename__ = "deck_file"
    path: str = Field(primary_key=True)
    size: int
    mtime_ns: int
    deck: str
    present: int
    problems: str
    digest: str = Field(sa_column_kwargs={"server_default": ""})


class DeckRow(Table, table=True):
    __tablename__ = "deck"
    id: str = Field(primary_key=True)
    title: str
    about: str
    path: str
    position: int
    retired: int
    own: int = Field(sa_column_kwargs={"server_default": text("1")})
    weight: int = Field(sa_column_kwargs={"server_default": text("1")})


class NoteRow(Table, table=True):
    """A note: ``changed`` is the UTC second of its last change, ``added`` the study day it was first read on,
    ``kind``, ``level`` and ``asked`` are those of its content, as is ``cite``, the facts that it cites (a
    JSON list, "" for none)."""

    __tablename__ = "note"
    __table_args__ = (
        UniqueConstraint("key"),
        Index("note_deck", "deck"),
        Index("note_kind", "kind", "level", "retired"),  # else, in a damaged file, like one of events
        Index("note_tags", "tags", "retired", "deck", "key"),
        Index("note_cite", "deck", sqlite_where=text("cite <> ''")),
        _STRICT,
    )
    id: int | None = Field(default=None, primary_key=True)
    key: str
    deck: str
    position: int
    line: int
    tags: str
    content: str
    changed: int
    retired: int
    added: int
    kind: str
    level: str
    asked: int | None
    cite: str = Field(sa_column_kwargs={"server_default": ""})


class ShownRow(Table, table=True):
    """All that the note with this ``id`` shows, in folded case, to be searched: see `trainer.store.shown`."""

    __tablename__ = "shown"
    id: int = Field(primary_key=True)
    text: str


class CardRow(Table, table=True):
    """A card: ``position`` among those of its note, and ``rank`` in the learning order of the user's own
    decks and those that come with the program in turn. Even ranks are those of cards that come with the own
    ones: own ones, and what these need. ``place``: the order of all cards in use, by deck, note and position;
    NULL of one that is not in use. From ``due`` to ``asked``, and ``data``: what is copied here, see
    `trainer.store.copied`. ``level``: that of its note, which has so many ``cards``. From ``good`` to
    ``met``: see `trainer.store.days`."""

    __tablename__ = "card"
    __table_args__ = (
        UniqueConstraint("key"),
        Index("card_note", "note"),
        Index("card_deck", "deck"),
        Index("card_rank", "rank"),
        Index("card_place", "place", *SOUGHT, "rank", "deck", *DAYS),
        Index(
            "card_weight", "deck", "level", "asked", sqlite_where=text("place IS NOT NULL AND position = 0")
        ),
        Index("card_due", text(DUE), "rank", "deck", "due", sqlite_where=text("place IS NOT NULL")),
        _STRICT,
    )
    id: int | None = Field(default=None, primary_key=True)
    key: str
    note: str
    deck: str
    position: int
    fingerprint: str
    retired: int
    rank: int
    place: int | None = None
    due: int | None
    wanted: int = _NONE
    suspended: int = _NONE
    last: int | None
    reviews: int = _NONE
    lapses: int = _NONE
    note_id: int | None
    added: int | None
    drill: int | None
    flagged: int = _NONE
    asked: int | None
    level: str = Field(LEVEL, sa_column_kwargs={"server_default": LEVEL})
    cards: int = Field(1, sa_column_kwargs={"server_default": text("1")})
    data: str | None
    good: int = _NONE
    again: int = _NONE
    hard: int = _NONE
    easy: int = _NONE
    met: int = _NONE


class AliasRow(Table, table=True):
    """An older card key, and the one that the card has now."""

    __tablename__ = "alias"
    __table_args__ = (Index("alias_card", "card"), _STRICT)
    old: str = Field(primary_key=True)
    card: str


class _Logged(Table):
    """The columns of an event, as in `trainer.core.log.Event`."""

    id: str = Field(primary_key=True)
    device: str
    at: int
    day: int
    offset: int
    card: str
    kind: str
    grade: int | None
    suggested: int | None
    took: int | None
    hints: int
    answer: str
    fingerprint: str
    scheduler: str
    before: str
    after: str
    undoes: str
    session: str
    detail: str


class EventRow(_Logged, table=True):
    """One event, as it was written. The truth: triggers forbid to change or delete it."""

    __tablename__ = "event"
    __table_args__ = (
        Index("event_card", "card", "at", "id"),
        Index("event_day", "day", "kind", "grade"),
        Index("event_order", "at", "id"),
        Index("event_device", "device", "id"),
        Index("event_undoes", "undoes", sqlite_where=text("undoes <> ''")),
        Index("event_aside", "kind", "day", sqlite_where=text(ASIDE)),
        Index("event_missed", "day", sqlite_where=text(MISSED)),
        Index("event_session", "session", sqlite_where=text("session <> ''")),
        _STRICT,
    )


class HistoryRow(_Logged, table=True):
    """One event, with what was found out since: ``present``, the key that its card has now, and whether it
    was ``undone``. A view, and the one place where older keys are made present."""

    __tablename__ = "history"
    __table_args__ = {"info": {"view": True}}
    present: str
    undone: int


class MemoryRow(Table, table=True):
    """The state of a card: a cache, the fold of its events. ``data`` is a JSON list."""

    __tablename__ = "memory"
    __table_args__ = (
        Index("memory_due", "due"),
        Index("memory_drill", "drill", sqlite_where=text("drill > 0")),
        Index("memory_buried", "buried", sqlite_where=text("buried > 0")),
        Index("memory_wanted", "wanted", sqlite_where=text("wanted > 0")),
        _STRICT,
    )
    card: str = Field(primary_key=True)
    due: int | None
    last: int | None
    drill: int | None
    reviews: int | None
    lapses: int | None
    data: str
    suspended: int
    buried: int
    flagged: int
    wanted: int


class TallyRow(Table, table=True):
    """The cards of a deck that are due on a study day, counted: a cache, see `trainer.store.tally`."""

    __tablename__ = "tally"
    __table_args__ = {**_STRICT, "sqlite_with_rowid": False}
    deck: str = Field(primary_key=True)
    day: int = Field(primary_key=True)
    cards: int
    learnt: int
    suspended: int
    new: int
    notes: int
    fresh: int


class PastRow(Table, table=True):
    """Answers of one study day that are alike, counted: a cache, see `trainer.store.past`."""

    __tablename__ = "past"
    __table_args__ = {**_STRICT, "sqlite_with_rowid": False}
    day: int = Field(primary_key=True)
    deck: str = Field(primary_key=True)
    hour: int = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    grade: int = Field(primary_key=True)
    waited: int = Field(primary_key=True)
    answers: int
    took: int


def ddl() -> list[str]:
    """Return the statements that make all tables and indexes."""
    dialect, made = sqlite.dialect(), []
    for table in Table.metadata.sorted_tables:
        if not table.info.get("view"):
            made.append(str(CreateTable(table).compile(dialect=dialect)))
            indexes = sorted(table.indexes, key=lambda index: str(index.name))
            made += [str(CreateIndex(index).compile(dialect=dialect)) for index in indexes]
    return made


@compiles(AutoString, "sqlite")
def _text(*_: object, **__: object) -> str:
    return "TEXT"  # the only name for it that strict tables know
