"""What a repair leaves beside the log: what stood there and still holds, and what it could not decide."""

import json
import random
import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.store.build import DAY, noon
from tests.store.test_witnesses import ids, made
from trainer.core.log import Event
from trainer.core.moment import Moment
from trainer.store import examine, facts
from trainer.store.forms import meant
from trainer.store.repair import repair
from trainer.store.store import Store
from trainer.store.witnesses import corrected

NOW = 1_795_000_000
ZEROS = "\ufffd"
PRINT = "0123456789abcdef"


def judged(event: Event, *told: tuple[str, Any], decks: Sequence[str] = ()) -> tuple[Event, Any]:
    """Return an event among others as it was, and what could not be decided of it."""
    zeroed = {event.id} if event.fingerprint == ZEROS else set()
    others = [one for one in made([*range(6)]) if one.id != event.id]
    right, undecided = corrected(
        [*others, event], ids(others) | {event.id}, {event.id: told}, {*decks}, zeroed
    )
    return right.get(event.id, event), undecided.get(event.id)


@pytest.fixture
def event() -> Event:
    return made([0, 1, 2])[2]._replace(fingerprint="0123456789abcdef")


def test_zeros_within_zeros_are_no_grade(event: Event) -> None:
    spoilt = event._replace(grade=0, fingerprint=ZEROS)
    assert judged(spoilt, ("grade", 4)) == (spoilt._replace(grade=4), None)
    assert judged(spoilt, ("grade", 0)) == (spoilt, None), "a lapse that both tell of was one"
    assert judged(spoilt) == (spoilt, {"grade": []})
    assert judged(event._replace(grade=0), ("grade", 4))[1] == {"grade": [4]}, "zeros are nowhere else in it"


def test_a_card_that_there_is_nowhere_else_is_none(event: Event) -> None:
    spoilt, orphan = event._replace(card="deck/x"), event._replace(card="deck/alone")
    assert judged(spoilt, ("card", "deck/a"))[0].card == "deck/a", "others have it"
    assert judged(spoilt, ("card", "deck/b"), decks=["deck/b"])[0].card == "deck/b"
    assert judged(orphan, ("card", "deck/z"), decks=["deck/alone"])[0].card == "deck/alone"
    assert judged(spoilt, ("card", "deck/y")) == (spoilt, {"card": ["deck/y"]})
    assert judged(spoilt, ("card", "deck/y"), decks=["deck/x", "deck/y"])[1] == {"card": ["deck/y"]}


def whole(path: Path, events: Sequence[Event]) -> None:
    with Store(path) as store:
        store.merge(events)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


def spoil(path: Path, event: Event) -> None:
    """Make the grade 4 of an event, the byte behind its kind, a 5 in the table alone."""
    data = path.read_bytes()
    found = re.search(re.escape(f"{event.id}{event.device}".encode()) + b".*?review", data, re.DOTALL)
    assert found is not None
    assert data[found.end()] == 4
    path.write_bytes(data[: found.end()] + b"\5" + data[found.end() + 1 :])


def said(path: Path) -> list[str]:
    with Store(path) as store:
        return [one.message for one in examine.of_repair(store.about(facts.UNDECIDED), store.events())]


def test_what_a_repair_could_not_decide_is_named_until_it_is_taken_back(path: Path) -> None:
    events = made([*range(9)])
    whole(path, events)
    for number, event in enumerate(events[2:4], 1):
        spoil(path, event)
        assert repair(path, NOW + number).undecided == 1
        assert len(said(path)) == number, "also what the repair before could not"
    assert "deck/a on " in said(path)[0]
    assert said(path)[0].endswith("grade 5 or 4")
    with Store(path) as store:
        store.take_back([events[2].id], Moment(noon(DAY + 20), DAY + 20))
    assert len(said(path)) == 1


def test_of_thousands_some_are_named_and_all_are_counted() -> None:
    events = [event._replace(id=f"{number}") for number, event in enumerate(made([0]) * 300)]
    told = {event.id: {"grade": [3]} for event in events}
    fact = facts.noted(told, None)
    assert len(fact) < 5000
    lines = [*facts.undecided(fact, events)]
    assert (len(lines), lines[-1]) == (101, "and 200 more such events")
    assert facts.noted({}, None) == ""
    assert facts.noted(told, fact) == fact, "the same ones once more"
    for odd in ("", "[]", '{"events": {"a": 3}}', '{"events": 3, "more": "x"}', "[" * 100_000, '"\ufffd'):
        assert [*facts.undecided(odd, events)] == [], "whatever became of it"


FACTS = {
    "history": "0123456789abcdef",
    "folders": json.dumps(["/media/stick/Sync"]),
    "import 0123456789abcdef01234567": "none",
    "left fedcba9876543210": "018f2f55-ea92-7a17-a6fe-74750512ac71",
    "unreadable b.jsonl": "3",
}


@pytest.mark.parametrize("how", ["read by SQLite", "read from its pages"])
def test_what_was_noted_beside_the_log_is_there_after_a_repair(path: Path, how: str) -> None:
    """How far an exchange with a database came is not, but that there was one: what came may be lost."""
    events = made([*range(9)])
    with Store(path) as store:
        for name, value in FACTS.items():
            store.note(name, value)
        store.note("sync 1-2 anna", '[7, "x", 7, "y"]')
        store.note("asked", "what follows from decks")
    whole(path, events)
    spoil(path, events[2])
    if how == "read from its pages":
        data = bytearray(path.read_bytes())
        data[100:108] = bytes(8)  # the list of tables
        path.write_bytes(data)
    repair(path, NOW)
    with Store(path) as store:
        assert {name: store.about(name) for name in FACTS} == FACTS
        assert store.about("sync 1-2 anna") == ""
        assert store.about("asked") != "what follows from decks"


def test_no_damaged_fact_is_kept() -> None:
    for name, value in (
        ("folders", '["/a"'),
        ("folders", "3"),
        ("history", "ab\ufffd"),
        ("left a\0", "b"),
        ("imp0rt 01", "none"),
    ):
        assert facts.carried({name: value}) == {"saved": "1"}


def test_a_card_nearly_named_as_another_is_doubted_where_no_index_has_it(event: Event) -> None:
    spoilt = event._replace(card="dekk/alone-and-only")
    assert judged(spoilt, decks=["deck/alone-and-only"]) == (spoilt, {"card": ["deck/alone-and-only"]})
    assert judged(spoilt, ("card", spoilt.card), decks=["deck/alone-and-only"]) == (spoilt, None)


@pytest.mark.parametrize("size", [3, 5, 8, 12, 24])
def test_no_wrong_value_is_left_where_zeros_were_and_nobody_says_so(path: Path, size: int) -> None:
    """Zeros in the log, or in what else tells of it."""
    sound = {
        event.id: event._replace(card=f"deck/note-{number % 9}", grade=3 + number % 3, fingerprint=PRINT)
        for number, event in enumerate(made([*range(300)], "0123456789abcdef"))
    }
    whole(path, [*sound.values()])
    data = bytearray(path.read_bytes())
    random_ = random.Random(size)
    for _ in range(15000 // size):
        at = random_.randrange(len(data))
        data[at : at + size] = bytes(len(data[at : at + size]))
    path.write_bytes(data)
    done = repair(path, NOW)
    with Store(path) as store:
        now = store.events()
        noted = json.loads(store.about(facts.UNDECIDED) or '{"events": {}}')["events"]
    named = meant(now).formless
    assert done.events > 100
    wrong = 0
    for event in now:
        names = [name for name in ("device", "at", "day", "card", "kind", "grade") if event.id in sound]
        for name in names:
            if getattr(event, name) != getattr(sound[event.id], name):
                wrong += 1
                saying = {*noted.get(event.id, ()), *named.get(event.id, ())}
                assert name in saying or (name == "at" and "day" in saying), (name, event, sound[event.id])
    assert wrong < done.events // 4
