"""The tables as SQLModel classes, private to the store: they write and report, and never leave it.

``schema`` makes the tables; a test holds the columns of both against each other.
"""

from sqlmodel import Field, SQLModel


class DeckFileRow(SQLModel, table=True):
    __tablename__ = "deck_file"
    path: str = Field(primary_key=True)
    size: int
    mtime_ns: int
    deck: str
    present: int
    problems: str
    digest: str


class DeckRow(SQLModel, table=True):
    __tablename__ = "deck"
    id: str = Field(primary_key=True)
    title: str
    about: str
    path: str
    position: int
    retired: int


class NoteRow(SQLModel, table=True):
    __tablename__ = "note"
    key: str = Field(primary_key=True)
    deck: str
    position: int
    line: int
    tags: str
    content: str
    changed: int
    retired: int


class CardRow(SQLModel, table=True):
    __tablename__ = "card"
    key: str = Field(primary_key=True)
    note: str
    deck: str
    level: int
    position: int
    fingerprint: str
    retired: int


class AliasRow(SQLModel, table=True):
    __tablename__ = "alias"
    old: str = Field(primary_key=True)
    card: str


class EventRow(SQLModel, table=True):
    __tablename__ = "event"
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


class MemoryRow(SQLModel, table=True):
    __tablename__ = "memory"
    card: str = Field(primary_key=True)
    passes: int | None
    ease: int | None
    interval: int | None
    due: int | None
    last: int | None
    drill: int | None
    reviews: int | None
    lapses: int | None
    suspended: int
    buried: int
    flagged: int
    wanted: int
