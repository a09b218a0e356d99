"""When an event of a damaged file happened: its id and the indexes have that too, and a copy has the rest."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.build import DAY, MILLISECONDS, noon
from trainer.core.ids import new_id
from trainer.core.log import Event
from trainer.store import backup
from trainer.store.repair import Repaired, repair
from trainer.store.store import Store
from trainer.store.witnesses import corrected

NOW = 1_795_000_000


def made(days: list[int], device: str = "dev") -> list[Event]:
    """Events of one device, as it writes them at noon of these days, one after the other."""
    events: list[Event] = []
    for day in days:
        at = noon(DAY + day)
        last = events[-1].id if events else ""
        events.append(Event(new_id(at, last), device, at, DAY + day, 0, "deck/a", "review", 4))
    return events


def ids(events: list[Event]) -> set[str]:
    return {event.id for event in events}


@pytest.mark.parametrize("shift", [1, -9_200, 9_200, -5 * 365 * MILLISECONDS, 60 * MILLISECONDS, 2**47])
@pytest.mark.parametrize("witnesses", [[], ["index"], ["index", "index"]])
def test_an_instant_that_was_damaged_is_the_ids_again(shift: int, witnesses: list[str]) -> None:
    events = made([0, 1, 2, 3, 4])
    spoilt = [*events[:2], events[2]._replace(at=events[2].at + shift), *events[3:]]
    indexed = {events[2].id: [("at", events[2].at) for _ in witnesses]}
    assert corrected(spoilt, ids(events), indexed).events == {events[2].id: events[2]}


def test_what_was_written_under_a_clock_that_was_set_back_is_left(subtests: pytest.Subtests) -> None:
    """Also where the one is lost on which its id counts on, if an index or its day says the same."""
    events = made([0, 1, 2, 3, 900, 900, 4, 5, 5, 6])
    with subtests.test("all are there"):
        assert corrected(events, ids(events), {}).events == {}
    left = [event for event in events if event.day != DAY + 900]
    with subtests.test("the id is known"):
        assert corrected(left, ids(events), {}).events == {}
    with subtests.test("only the day is"):
        assert corrected(left, ids(left), {}).events == {}
    with subtests.test("an index has it"):
        told = {event.id: [("at", event.at)] for event in left}
        assert corrected(left, ids(left), told).events == {}
    with subtests.test("one of these is damaged"):
        set_back = next(event for event in left if event.day == DAY + 4)
        spoilt = [event._replace(at=event.at - 7 * (event == set_back)) for event in left]
        told = {set_back.id: [("at", set_back.at)] * 2}
        assert corrected(spoilt, ids(events), told).events == {set_back.id: set_back}


def test_ids_that_something_else_made_tell_no_time() -> None:
    events = made([0, 1, 2, 3])
    foreign = [event._replace(id=new_id(noon(DAY + 900)), device="b") for event in events]
    others = [event._replace(id=f"mine-{number}") for number, event in enumerate(events)]
    assert corrected([*events, *foreign, *others], ids([*events, *foreign, *others]), {}).events == {}


def repaired(path: Path, data: bytes) -> tuple[Repaired, dict[str, Event]]:
    path.write_bytes(data)
    done = repair(path, NOW)
    with Store(path) as store:
        return done, {event.id: event for event in store.events()}


@pytest.fixture
def events() -> list[Event]:
    return made([*range(200), 150, 151, 200])


@pytest.fixture
def whole(path: Path, events: list[Event]) -> bytes:
    with Store(path) as store:
        store.merge(events)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    return path.read_bytes()


def spoil(whole: bytes, events: list[Event], name: str, seed: int) -> bytes:
    """Change a byte of a value of each of some events where the table has it."""
    random_ = random.Random(seed)
    data = bytearray(whole)
    first, last = PLACES[name]
    for event in random_.sample(events, 20):
        row = whole.index(f"{event.id}{event.device}".encode())
        data[row + random_.randrange(first, last)] ^= 1 << random_.randrange(7)
    return bytes(data)


PLACES = {
    "device": (36, 38),
    "at": (40, 44),
    "day": (45, 47),
    "card": (47, 53),
    "kind": (53, 59),
    "grade": (59, 60),
}
"""Where a row has them behind its id: an instant takes 6 bytes, a day 3."""


@pytest.mark.parametrize("name", PLACES)
def test_bytes_that_were_changed_are_put_right_and_counted(
    path: Path, whole: bytes, events: list[Event], name: str
) -> None:
    done, found = repaired(path, spoil(whole, events, name, 1))
    assert done.refused == ()
    differing = [event for event in events if found[event.id] != event]
    assert len(differing) <= done.undecided
    assert done.corrected + done.undecided == 20
    assert not differing or name == "grade", "of a grade nothing tells which is true"


def test_what_nothing_in_the_file_tells_a_copy_does(path: Path, whole: bytes, events: list[Event]) -> None:
    backup.make(path, NOW, "daily")
    done, found = repaired(path, spoil(whole, events, "grade", 1))
    assert found == {event.id: event for event in events}
    assert (done.corrected, done.undecided) == (20, 0)
