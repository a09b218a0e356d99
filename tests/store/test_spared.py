"""Damage of a number from which no schedule follows costs no answer: a repair keeps it without that."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.build import DAY, noon, used
from trainer.core.log import fault, spared
from trainer.core.moment import Moment, agrees
from trainer.store import examine
from trainer.store.backup import make
from trainer.store.facts import UNDECIDED
from trainer.store.repair import repair
from trainer.store.store import Store

NOW = noon(DAY + 999)
ODD = [("took", 2**50), ("took", -1), ("hints", 2**30), ("suggested", 77), ("offset", 99_999)]


def damage(path: Path, name: str, value: int) -> str:
    """Change a number of one event of a history; return the id of that."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TRIGGER event_is_final")
        connection.execute(f'UPDATE event SET "{name}" = ? WHERE rowid = 30', (value,))
        return str(connection.execute("SELECT id FROM event WHERE rowid = 30").fetchone()[0])


@pytest.mark.parametrize(("name", "value"), ODD)
def test_a_repair_keeps_the_answer_and_says_what_is_lost_of_it(path: Path, name: str, value: int) -> None:
    before = {event.id: event for event in used(path)}
    with Store(path) as store:
        states = store.states()
    id = damage(path, name, value)
    with Store(path) as store:
        (found,) = examine.of_log(store.events(), (), Moment(NOW, DAY + 999))
    assert (found.what, "keeps the event without that" in found.remedy) == ("event", True)
    done = repair(path, NOW // 1000)
    assert (done.events, done.unreadable, done.refused, done.undecided) == (len(before), 0, (), 1)
    with Store(path) as store:
        after = {event.id: event for event in store.events()}
        assert store.states() == states
        (said,) = examine.of_repair(store.about(UNDECIDED), store.events())
        assert f": {name} " in said.message
    assert after[id] == spared(before[id]._replace(**{name: value}))  # type: ignore[arg-type]
    assert {**after, id: before[id]} == before


@pytest.mark.parametrize(("name", "value"), ODD)
def test_a_copy_that_has_the_number_comes_first(path: Path, name: str, value: int) -> None:
    before = used(path)
    make(path, NOW // 1000 - 9, "daily")
    damage(path, name, value)
    assert repair(path, NOW // 1000).undecided == 0
    with Store(path) as store:
        assert store.events() == before


@pytest.mark.parametrize("offset", [-720, 0, 330, 840])
def test_a_lost_zone_becomes_one_that_fits_the_day(path: Path, offset: int) -> None:
    event = used(path)[0]
    for hour in range(24):
        at = noon(DAY) + (hour - 12) * 3_600_000 - offset * 60_000
        found = spared(event._replace(at=at, day=DAY, offset=99_999))
        assert (fault(found), agrees(found)) == ("", True)
    assert spared(event) == event
