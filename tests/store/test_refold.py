"""A file whose states an earlier version folded by another rule is folded anew once, when it is opened."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.scheduling import learner
from trainer.scheduling.fsrs import Fsrs
from trainer.scheduling.replay import folded_by
from trainer.scheduling.scheduler import Scheduler
from trainer.scheduling.sm2 import SM2, Sm2
from trainer.store.copies import listed
from trainer.store.store import Store


def noted(path: Path, name: str) -> None:
    """Have a file say that its states were folded by an earlier version."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE about SET value = ? WHERE name = 'scheduler'", (name,))
        connection.commit()


@pytest.mark.parametrize(
    "options",
    [
        [SM2, Sm2(max_interval=40), Sm2(fuzz=True, lateness="anki")],
        [Sm2("sm2-delphi"), Sm2("sm2-delphi", max_interval=40)],
        [Fsrs(), Fsrs(retention=80, fuzz=True)],
    ],
    ids=lambda options: options[0].name,
)
def test_a_log_under_one_scheduler_is_as_it_was_to_the_day(path: Path, options: list[Scheduler]) -> None:
    log = learner.log(40, 6)
    with Store(path, options[0]) as store:
        store.merge(event._replace(scheduler=options[at % len(options)].name) for at, event in enumerate(log))
        before = store.states()
    noted(path, options[0].name)
    with Store(path, options[0]) as store:
        assert (store.moved, store.states()) == (0, before)
        assert store.about("scheduler") == folded_by(options[0])
    assert listed(path) == []


def test_one_that_was_folded_otherwise_is_copied_and_folded_anew_once(path: Path) -> None:
    delphi = Sm2("sm2-delphi")
    with Store(path) as store:
        store.merge(
            event._replace(scheduler=delphi.name) if at % 2 else event
            for at, event in enumerate(learner.log(40, 6))
        )
        expected = store.states()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE memory SET due = due + 2 WHERE rowid % 4 = 0")
        connection.execute("UPDATE memory SET data = '[3, 130, 9]' WHERE rowid % 4 = 1")
        (moved,) = connection.execute("SELECT count(*) FROM memory WHERE rowid % 4 = 0").fetchone()
        former = connection.execute("SELECT * FROM memory").fetchall()
        connection.commit()
    noted(path, SM2.name)
    for _ in range(2):
        with Store(path) as store:
            assert (store.moved, store.states()) == (moved, expected)
        (copy,) = listed(path)
        assert copy.reason == "before-refold"
        with closing(sqlite3.connect(copy.path)) as connection:
            assert connection.execute("SELECT * FROM memory").fetchall() == former
        moved = 0
