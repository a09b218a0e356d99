"""A row or a table that is gone from a history file ends no verb with a traceback: it is told, or it is made
again, and a repair has all answers."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.test_verbs import run, world
from trainer.core.errors import Exit

__all__ = ["world"]

FACTS = ("device", "folders", "history", "reader", "scheduler", "asked", "roots")
TABLES = ("about", "alias", "card", "deck", "deck_file", "event", "memory", "note", "past", "shown", "tally")
GONE = {
    **{f"the fact {name}": (f"DELETE FROM about WHERE name = '{name}'",) for name in FACTS},
    **{f"all of {name}": (f"DELETE FROM {name}",) for name in TABLES if name != "event"},
    **{f"the table {name}": (f"DROP TABLE {name}",) for name in TABLES if name != "event"},
    "the table event": ("DROP TRIGGER event_stays", "DROP TABLE event"),
}


@pytest.fixture
def history(world: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A history with all sorts of rows, exchanged with a folder once."""
    monkeypatch.chdir(world)
    for words in ("due", "reset git/reset", "sync shared"):
        run(capsys, *words.split())
    return world / "data" / "trainer.db"


@pytest.mark.parametrize("gone", GONE)
def test_what_is_gone_is_told_or_made_again(
    history: Path, capsys: pytest.CaptureFixture[str], gone: str
) -> None:
    with closing(sqlite3.connect(history)) as connection:
        events = connection.execute("SELECT id FROM event").fetchall()
        for statement in GONE[gone]:
            connection.execute(statement)
        connection.commit()
    damaged = "table" in gone or gone in ("all of card", "all of deck", "all of note", "all of shown")
    for verb in ("stats", "browse", "doctor"):
        status, out, err = run(capsys, verb)
        if damaged and (verb == "doctor" or status != Exit.DONE):
            assert "damaged" in out + err
            assert "trainer doctor --repair" in out + err
        elif not gone.startswith("all of"):
            assert status == Exit.DONE, out + err
    if gone == "the table event":
        return
    run(capsys, "doctor", "--repair")
    status, out, err = run(capsys, "doctor", "--rebuild")
    assert (status, out) == (Exit.DONE, "0 schedules differ from the history\n")
    assert "git/stash" in run(capsys, "browse")[1]
    with closing(sqlite3.connect(history)) as connection:
        assert connection.execute("SELECT id FROM event").fetchall() == events
