"""Rows of the log with values of any type, as a damaged file has them or a page that leads to another table:
`trainer doctor` names them, and no verb ends with a traceback."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_verbs import run, world
from trainer.core.errors import Exit
from trainer.core.log import Event, fault
from trainer.replicate.lines import read
from trainer.store.faults import FAULT
from trainer.store.store import Store

__all__ = ["world"]

VALUES: tuple[Any, ...] = ("", "text", "\0", 0, -1, 7, 2**62, 1.5, float("inf"), b"\xff\x00", None)
KINDS = ("review", "quiz", "undo", "goal", "reschedule", "adopt", "parameters", "written", "mock", "flag")


def odd() -> Iterator[tuple[Any, ...]]:
    """Yield rows each with one value of another type, and then rows of which none fits."""
    number = 0
    for kind in KINDS:
        usual = Event("", "a", 10**12, 730_737, 0, "git/reset", kind, 4, undoes="x", session="y", detail="{}")
        for place in range(1, len(usual)):
            number += 1
            value = VALUES[(number * 7 + place) % len(VALUES)]
            yield (f"id{number}", *usual[1:place], value, *usual[place + 1 :])
    for value in VALUES:
        yield (f"all {value!r}", *([value] * (len(Event._fields) - 1)))
        yield (value, *([value] * (len(Event._fields) - 1)))


@pytest.fixture
def history(world: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    run(capsys, "due")
    run(capsys, "reset", "git/reset")
    path = world / "data" / "trainer.db"
    spoil(path)
    return path


def spoil(path: Path) -> int:
    """Put such rows into a history; return how many."""
    columns = ", ".join(f'"{name}"' for name in Event._fields).replace('"id"', '"id" PRIMARY KEY')
    (strict,) = _schema(path, f"CREATE TABLE event ({columns})")
    with closing(sqlite3.connect(path)) as connection:
        marks = ", ".join("?" * len(Event._fields))
        connection.executemany(f"INSERT INTO event VALUES ({marks})", rows := [*odd()])
        connection.commit()
    _schema(path, strict)
    return len(rows)


def _schema(path: Path, made_by: str) -> tuple[str]:
    """Say that the log was made so; return how it was before."""
    of_log = "sqlite_schema WHERE name = 'event'"
    with closing(sqlite3.connect(path)) as connection:
        before: tuple[str] = connection.execute(f"SELECT sql FROM {of_log}").fetchone()
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_schema SET sql = ? WHERE name = 'event'", (made_by,))
        connection.commit()
    return before


WORDS = (
    *("doctor", "doctor --rebuild", "doctor --undo-clock", "doctor --repair", "due", "stats", "evaluate"),
    *("history git/reset", "undo", "browse", "backup text all.jsonl", "sync shared", "reset git/reset"),
)


@pytest.mark.parametrize("words", WORDS)
def test_rows_of_any_types_are_named_and_end_nothing(
    history: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.chdir(history.parent)
    status, out, err = run(capsys, *words.split())
    finds = words.startswith("doctor") and "--repair" not in words
    assert status == (Exit.PROBLEMS if finds else Exit.DONE), out + err
    if words.startswith("doctor"):
        assert ("left out: event" in err) if "--repair" in words else ("error: event" in out)


@pytest.mark.parametrize("words", ["sync shared", "backup text all.jsonl"])
def test_what_leaves_this_machine_is_sound_and_what_stays_is_counted(
    history: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.chdir(history.parent)
    with closing(sqlite3.connect(history)) as connection:
        rows = [Event._make(row) for row in connection.execute("SELECT * FROM event")]
    damaged = sum(fault(row) != "" for row in rows)
    assert 0 < damaged < len(rows)
    for _ in range(2):
        assert (
            f"{damaged} damaged events left out, and kept here as before: run `trainer doctor`"
            in run(capsys, *words.split())[2]
        )
    (written,) = (path for path in history.parent.rglob("*.jsonl"))
    sent = [event for text in written.read_text().splitlines() if (event := read(text))]
    assert sorted(event.id for event in sent) == sorted(row.id for row in rows if not fault(row))
    assert not any(map(fault, sent))


def test_the_database_finds_the_faults_that_the_program_does(history: Path) -> None:
    with closing(sqlite3.connect(history)) as connection:
        rows = connection.execute(f"SELECT {FAULT}, * FROM event").fetchall()
    assert [bool(found) for found, *_ in rows] == [fault(Event._make(row)) != "" for _, *row in rows]
    assert 0 < sum(found for found, *_ in rows) < len(rows)
    with Store(history) as store:
        assert store.has_faults()
        told = [event for _, events in store.schedules_told() for event in events]
        assert not any(map(fault, told))
    with Store(history.parent / "sound.db") as store:
        assert not store.has_faults()
