"""A history file of every version of the tables there was: ``tests/data/history-vN.sql``, each made by the
last program of that version in weeks of practice with every kind of note, a note renamed and one removed.

A new step in `trainer.store.schema` needs a file of the version before it here; `test_no_version_is_missing`
fails without.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.store.test_older_files import DATA, rows
from trainer.core.moment import Moment
from trainer.store import schema
from trainer.store.backup import verify
from trainer.store.copies import listed
from trainer.store.repair import repair
from trainer.store.shown import LACKING
from trainer.store.steps import TABLES
from trainer.store.store import Store

VERSIONS = range(1, TABLES + 1)
_KEPT = "due, last, drill, reviews, lapses, suspended, buried, flagged"


def file_of(version: int) -> Path:
    return DATA / f"history-v{version}.sql"


@pytest.fixture(params=VERSIONS)
def old(request: pytest.FixtureRequest, path: Path) -> Path:
    """A file as that version left it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(file_of(request.param).read_text(encoding="utf-8"))
        connection.execute("PRAGMA journal_mode = WAL")
        assert schema.version(connection) == request.param
    return path


def schedules(path: Path) -> list[tuple[Any, ...]]:
    """What the file says of each card, as far as all versions say it; cards as they are called now."""
    with closing(sqlite3.connect(path)) as connection:
        query = f"SELECT card, {_KEPT} FROM memory WHERE card <> '' AND (reviews OR suspended OR flagged)"
        return sorted(connection.execute(query))


def test_no_version_is_missing() -> None:
    assert all(file_of(version).exists() for version in VERSIONS)


def test_each_opens_with_every_event_and_schedule_as_it_was(old: Path) -> None:
    events, before = rows(old), schedules(old)
    assert len(events) > 80
    with closing(sqlite3.connect(old)) as connection:
        found = schema.version(connection)
    with Store(old) as store:
        assert (store.mismatches(), store.miscounted()) == ([], [])
        store.undo(Moment(0, 739_000))
    assert rows(old)[: len(events)] == events
    assert len(rows(old)) == len(events) + 1
    upgraded = [copy for copy in listed(old) if copy.reason == "before-upgrade"]
    assert len(upgraded) == (found < TABLES)
    for copy in upgraded:
        assert rows(copy.path) == events
        assert schedules(copy.path) == before


def test_each_is_searched_for_the_texts_that_it_had(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection:
        named = [row[1] for row in connection.execute("PRAGMA table_info(note)")]
        texts = connection.execute("SELECT key, text FROM note").fetchall() if "text" in named else []
    with Store(old) as store:
        if texts:
            now = store._rows("SELECT key, text FROM note JOIN shown USING (id)")
            assert sorted(now) == sorted(texts)
        assert not store._rows(f"SELECT 1 FROM {LACKING}")


def test_each_keeps_its_schedules_but_of_cards_answered_under_two_variants(old: Path) -> None:
    with closing(sqlite3.connect(old)) as connection:
        query = (
            "SELECT DISTINCT coalesce(alias.card, event.card) FROM event LEFT JOIN alias ON old = event.card"
        )
        mixed = {card for (card,) in connection.execute(f"{query} WHERE scheduler LIKE 'sm2-delphi%'")}
    before = schedules(old)
    Store(old).close()
    assert [row for row in schedules(old) if row[0] not in mixed] == [
        row for row in before if row[0] not in mixed
    ]


@contextmanager
def images(old: Path, folder: Path) -> Iterator[list[Path]]:
    """Copy the files whenever a statement of the opening has changed them: what a kill there would leave."""
    made: list[Path] = []
    seen: list[dict[Path, bytes]] = []

    def take(_: str) -> None:
        files = {path: path.read_bytes() for path in old.parent.rglob("*.*") if folder not in path.parents}
        files = {path: content for path, content in files.items() if not path.name.endswith("-shm")}
        if files in seen:
            return
        seen.append(files)
        for path, content in files.items():
            copy = folder / f"{len(seen)}" / path.relative_to(old.parent)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(content)
        made.append(folder / f"{len(seen)}" / old.name)

    connect = sqlite3.connect

    def watched(*words: Any, **more: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*words, **more)
        connection.set_trace_callback(take)
        return connection

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema.sqlite3, "connect", watched)  # type: ignore[attr-defined]
        yield made


def test_an_upgrade_killed_at_any_statement_goes_on(old: Path, tmp_path: Path) -> None:
    events = rows(old)
    with images(old, tmp_path / "images") as made:
        schema.connect(old).close()
    assert made
    for image in made:
        with Store(image) as store:
            assert schema.version(store._connection) == TABLES
            assert store.mismatches() == []
        assert rows(image) == events
        for copy in listed(image):
            assert verify(copy.path) == len(events)


def test_each_can_be_repaired_when_cut_off(old: Path) -> None:
    events = rows(old)
    with old.open("r+b") as file:
        file.truncate(old.stat().st_size - 10_000)
    repair(old, 1_790_000_000)
    assert set(rows(old)) <= set(events)
    assert len(rows(old)) > len(events) // 2
    with Store(old) as store:
        assert store.mismatches() == []
