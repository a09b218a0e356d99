"""Any one page of a history file is another one, or an older one, than it was: every event whose row is still
there comes through a repair, and of all others it is said how many they are."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.build import DAY, noon
from trainer.core.ids import new_id
from trainer.core.log import Event
from trainer.store.repair import repair
from trainer.store.store import Store

NOW = 1_795_000_000
PAGE = 4096


def some(random_: random.Random, first: int, number: int) -> list[Event]:
    """Return events of two devices, some of them longer than a page."""
    made = []
    for day in range(first, first + number):
        at = noon(DAY + day)
        card, long = f"deck/n{random_.randrange(9)}", random_.random() < 0.03
        event = Event(new_id(at), random_.choice("ab"), at, DAY + day, 0, card, "review", 4)
        made.append(event._replace(answer="x" * (9000 if long else random_.randrange(60))))
    return made


def history(path: Path, seed: int) -> tuple[list[Event], bytes, bytes]:
    """Make a history of random events; return them, the file as it is, and as it was some answers before."""
    random_ = random.Random(seed)
    events = some(random_, 0, random_.randrange(60, 220))
    with Store(path) as store:
        store.note("device", "a")
        store.merge(events)
    before = path.read_bytes()
    later = some(random_, 300, random_.randrange(1, 30))
    with Store(path) as store:
        store.merge(later)
    return events + later, path.read_bytes(), before


def pages(path: Path) -> dict[int, str]:
    """Return the number of each page of events and their indexes, with what it is of."""
    with closing(sqlite3.connect(path)) as connection:
        try:
            found = connection.execute(
                "SELECT pageno, name FROM dbstat WHERE pagetype <> 'overflow' AND name LIKE '%event%'"
            ).fetchall()
        except sqlite3.OperationalError:
            pytest.skip("this SQLite does not say which page is whose")
    return dict(found)


@pytest.mark.parametrize("seed", range(4))
def test_what_has_a_row_is_saved_and_the_rest_is_counted(path: Path, seed: int) -> None:
    events, whole, before = history(path, seed)
    random_ = random.Random(seed)
    of = pages(path)
    size = len(whole) // PAGE
    changes = [(page, whole, random_.randrange(size)) for page in random_.sample(sorted(of), 8)]
    changes += [(page, whole, random_.choice(sorted(of)) - 1) for page in random_.sample(sorted(of), 8)]
    changes += [(page, before, page - 1) for page in of if page * PAGE <= len(before)]
    for page, source, number in random_.sample(changes, min(12, len(changes))):
        start, image = (page - 1) * PAGE, source[number * PAGE : (number + 1) * PAGE]
        data = whole[:start] + image + whole[start + PAGE :]
        path.write_bytes(data)
        rows = [data[n : n + PAGE] for n in range(0, len(data), PAGE) if data[n] == 13]
        there = {event.id for event in events if any(event.id.encode() in row for row in rows)}
        done = repair(path, NOW)
        with Store(path) as store:
            saved = store.events()
        told = f"page {page} of {of[page]}: page {number + 1}"
        assert {event.id for event in saved} == there, told
        assert set(saved) <= set(events), told
        assert done.unreadable == len(events) - len(there), told


@pytest.mark.parametrize("cut", ["head", "end"])
def test_nothing_is_said_to_be_lost_that_was_saved(path: Path, cut: str) -> None:
    with Store(path) as store:
        store.merge(some(random.Random(9), 0, 10))
    data = path.read_bytes()
    path.write_bytes(random.Random(1).randbytes(100) + data[100:] if cut == "head" else data[: -3 * PAGE])
    done = repair(path, NOW)
    assert (done.events, done.unreadable) == (10, 0)
