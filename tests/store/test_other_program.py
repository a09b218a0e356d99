"""What is done with a history that this process has open costs it none of its locks: the end of another
program takes no answers away (https://www.sqlite.org/howtocorrupt.html, 2.2)."""

import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.build import DAY, Shelf, answer, basic
from trainer.scheduling.registry import DEFAULT
from trainer.store.backup import make
from trainer.store.examine import glance, homes, missing, of_file
from trainer.store.store import Store
from trainer.store.wal import unread

ENDS = """import sqlite3, sys
at = sqlite3.connect(sys.argv[1])
at.execute("SELECT count(*) FROM event")
at.close()"""


def look(path: Path) -> None:
    assert glance(path, DEFAULT, DAY, time.time()) == ""


def open_again(path: Path) -> None:
    with closing(Store(path)) as other:
        assert other.events()


DONE: dict[str, Callable[[Path], object]] = {
    "nothing": lambda _: None,
    "the daily look": look,
    "all of the file": lambda path: [*of_file(path, path)],
    "copies": lambda path: missing(path, path, time.time()),
    "places of decks": homes,
    "the log": unread,
    "opened once more": open_again,
    "copied": lambda path: make(path, int(time.time()), "asked"),
}


@pytest.mark.parametrize("done", DONE)
def test_another_program_that_ends_takes_no_log_away(path: Path, done: str) -> None:
    with closing(Store(path)) as store:
        Shelf(store, basic("a"))
        store.record(answer("deck/a", 4))
        DONE[done](path)
        subprocess.run([sys.executable, "-c", ENDS, str(path)], check=True)
        assert path.with_name(f"{path.name}-wal").exists()
        store.record(answer("deck/a", 5))
        assert len(store.events()) == 2
