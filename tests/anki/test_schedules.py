"""Schedules in a real Anki: exported ones are due on their day in every zone and go on from there."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from tests.anki.ankitools import changes, deck_of
from tests.anki.test_home import moment, read
from tests.store.build import Shelf, mark
from trainer.anki.outgoing.export import write_package
from trainer.anki.outgoing.history import history
from trainer.anki.outgoing.told import tell
from trainer.core.kinds import Aspect, Basic, Cloze, Compare
from trainer.core.log import NewEvent, detail_of
from trainer.core.moment import Moment, milliseconds
from trainer.core.state import NEW
from trainer.scheduling.registry import DEFAULT
from trainer.scheduling.scheduler import Scheduler
from trainer.store.store import Store

ROWS = (
    Aspect("cost", "What does it cost?", (("a", "1"), ("b", "2"))),
    Aspect("use", "Who uses it?", (("a", "x"), ("b", "y"))),
)
DECK = deck_of(
    [
        Basic("one", "1", reverse=True),
        Cloze("{{c1::a}} and {{c2::b}}"),
        Compare((("a", "A"), ("b", "B")), ROWS),
        Basic("two", "2"),
        Basic("three", "3"),
        Basic("four", "4"),
    ],
    "Home",
    "home",
)
NOW = datetime.now(UTC)
TODAY = moment(milliseconds(NOW)).day
ZONE = """
import sys
from datetime import date, timedelta
from pathlib import Path
from tests.anki.test_schedules import taken
collection = taken(Path(sys.argv[1]), Path(sys.argv[2]))
today = collection.sched.today
due = collection.db.scalar("SELECT max(due) FROM cards WHERE queue = 2")
from datetime import datetime
now = datetime.now().astimezone()
print((now - timedelta(hours=4)).date() + timedelta(days=due - today))
"""


def given(card: str, grade: int, day: int, hour: int = 12, scheduler: Scheduler = DEFAULT) -> NewEvent:
    at = (day - datetime(1970, 1, 1, tzinfo=UTC).toordinal()) * 86_400_000 + hour * 3_600_000
    return NewEvent(Moment(at, day), card, "review", grade=grade, took=4000, scheduler=scheduler.name)


def practised(store: Store, scheduler: Scheduler = DEFAULT) -> None:
    shelf = Shelf(store)
    shelf.put("home.yaml", *DECK.notes, deck="home")
    shelf.sync()
    for card in ("home/note-0", "home/note-0#reverse", "home/note-1#c2", "home/note-2#use", "home/note-3"):
        for day in (30, 29, 23):
            store.record(given(card, 4, TODAY - day, scheduler=scheduler))
    store.record(given("home/note-3", 2, TODAY - 2, scheduler=scheduler))
    store.record(given("home/note-3", 3, TODAY - 2, 13, scheduler=scheduler))
    store.record(given("home/note-3", 5, TODAY - 2, 14, scheduler=scheduler))
    store.record(mark("home/note-0#reverse", "suspend", TODAY - 1))
    store.record(mark("home/note-1#c2", "flag", TODAY - 1))
    store.record(mark("home/note-4", "suspend", TODAY - 1))
    store.record(mark("home/note-2#use", "reschedule", TODAY - 1, detail=detail_of(due=TODAY + 9)))
    store.record(mark("home/note-0", "bury", TODAY))


def exported(
    store: Store, path: Path, scheduler: Scheduler = DEFAULT, today: int = TODAY, rollover: int = 4
) -> Path:
    states = store.states()
    histories = (
        (card, history(events, states.get(card, NEW), scheduler, today))
        for card, events in store.schedules_told()
    )
    told = path.with_suffix(".told")
    assert [*tell(told, histories, rollover)][-1] == len({card for card, _ in store.histories()})
    write_package(path, [DECK], changes(DECK), lambda: told)
    return path


def taken(path: Path, folder: Path) -> Any:
    collection: Any = Collection(str(folder / "collection.anki2"))
    options = ImportAnkiPackageOptions(with_scheduling=True)
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(path), options=options))
    return collection


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("schedules")
    with Store(folder / "trainer.db") as store:
        practised(store)
        return exported(store, folder / "scheduled.apkg")


@pytest.fixture(scope="module")
def anki(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    collection = taken(package, tmp_path_factory.mktemp("anki"))
    yield collection
    collection.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "trainer.db") as store:
        practised(store)
        yield store


def cards(collection: Any) -> dict[str, Any]:
    found = {}
    for id in collection.find_cards(""):
        card = collection.get_card(id)
        suffix = {"Reverse": "#reverse", "Cloze": f"#c{card.ord + 1}"}.get(str(card.template()["name"]), "")
        found[card.note()["Id"] + suffix] = card
    return found


def test_check_database_finds_nothing(anki: Any) -> None:
    said, fine = anki.fix_integrity()
    assert fine
    assert said == "Database rebuilt and optimized."


def test_cards_have_the_state_that_they_have_here(anki: Any, store: Store) -> None:
    found = cards(anki)
    for key, card in found.items():
        state = store.state(key)
        if state.memory is None:
            assert (card.type, card.reps) == (0, 0), key
            continue
        assert card.due - anki.sched.today == state.memory.due - TODAY, key
        _, ease, interval = state.memory.data
        assert (card.type, card.ivl, card.factor, card.lapses) == (
            2,
            interval,
            ease * 10,
            state.memory.lapses,
        )
    assert {key for key, card in found.items() if card.queue == -1} == {"home/note-0#reverse", "home/note-4"}
    assert {key for key, card in found.items() if card.user_flag()} == {"home/note-1#c2"}
    assert found["home/note-0"].queue in (-3, -2)


def test_the_whole_log_is_there(anki: Any, store: Store) -> None:
    rows = anki.db.all("SELECT cid, id, ease, time FROM revlog")
    ids = {card.id: key for key, card in cards(anki).items()}
    here = [
        (e.card, e.at, (1, 1, 1, 2, 3, 4)[e.grade], e.took) for e in store.events() if e.grade is not None
    ]
    assert len(rows) == len(here) == 18
    for (card, id, button, took), (key, at, wanted, ms) in zip(
        sorted((ids[cid], id, *rest) for cid, id, *rest in rows), sorted(here), strict=True
    ):
        assert (card, button, took) == (key, wanted, ms)
        assert 0 <= id - at < 20


def test_the_next_buttons_go_on_from_our_state(anki: Any) -> None:
    card = cards(anki)["home/note-2#use"]
    states = anki._backend.get_scheduling_states(card.id)
    good = states.good.normal.review.scheduled_days
    assert 13 <= good <= 40, "interval 15, ease 2.5, early by some days"


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/Los_Angeles"])
def test_days_are_exact_in_every_zone(package: Path, tmp_path: Path, store: Store, zone: str) -> None:
    environment = os.environ | {"TZ": zone}
    folder = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", ZONE, package, tmp_path],
        check=True,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
    )
    latest = max(s.memory.due for s in store.states().values() if s.memory is not None)
    assert done.stdout.strip() == datetime.fromordinal(latest).date().isoformat()


def test_what_was_answered_here_does_not_come_home_twice(package: Path, store: Store) -> None:
    found, events = read(package, store)
    assert (found.found.own, found.found.answers) == (18, 0)
    assert [event.kind for event in events if event.grade is not None] == []
    before = store.states()
    store.merge(events)
    assert store.states() == before


@pytest.mark.parametrize("first", ["home", "sync"])
def test_an_answer_that_another_device_brings_home_is_there_once(
    anki: Any, tmp_path: Path, store: Store, first: str
) -> None:
    """Given and exported on one device, taken by Anki, brought home on another that did not know it yet."""
    from anki.collection import ExportAnkiPackageOptions

    there = tmp_path / "there.apkg"
    options = ExportAnkiPackageOptions(with_scheduling=True, legacy=False)
    anki.export_anki_package(out_path=str(there), options=options, limit=None)
    states, count = store.states(), len([e for e in store.events() if e.grade is not None])
    with Store(tmp_path / "other.db") as other:
        shelf = Shelf(other)
        shelf.put("home.yaml", *DECK.notes, deck="home")
        shelf.sync()
        copies = read(there, other)[1]
        assert len([event for event in copies if event.grade is not None]) == count
        for events in (copies, store.events()) if first == "home" else (store.events(), copies):
            other.merge(events)
        for _ in range(2):  # a second exchange changes nothing
            for one, two in ((store, other), (other, store)):
                one.merge(two.events())
        assert store.events() == other.events()
        for device in (store, other):
            told = [event for _, events in device.histories() for event in events]
            assert len([event for event in told if event.grade is not None]) == count
            assert device.states() == states
            assert device.mismatches() == []


def test_what_was_answered_in_anki_goes_back_as_it_was(anki: Any, tmp_path: Path, store: Store) -> None:
    from anki.collection import ExportAnkiPackageOptions

    there = tmp_path / "there.apkg"
    options = ExportAnkiPackageOptions(with_scheduling=True, legacy=True)
    anki.export_anki_package(out_path=str(there), options=options, limit=None)
    rows = anki.db.all("SELECT id, ease, ivl, lastIvl, factor, time, type FROM revlog ORDER BY id")
    with Store(tmp_path / "fresh.db") as fresh:
        shelf = Shelf(fresh)
        shelf.put("home.yaml", *DECK.notes, deck="home")
        shelf.sync()
        fresh.merge(read(there, fresh)[1])
        again = taken(exported(fresh, tmp_path / "again.apkg"), tmp_path)
        assert (
            again.db.all("SELECT id, ease, ivl, lastIvl, factor, time, type FROM revlog ORDER BY id") == rows
        )
        again.close()


def test_with_another_scheduler_there_is_its_state(tmp_path: Path) -> None:
    from trainer.scheduling.fsrs import Fsrs

    scheduler = Fsrs()
    with Store(tmp_path / "trainer.db", scheduler) as store:
        practised(store, scheduler)
        collection = taken(exported(store, tmp_path / "fsrs.apkg", scheduler), tmp_path)
        memory = store.state("home/note-0").memory
    assert memory is not None
    state = cards(collection)["home/note-0"].memory_state
    assert state.stability == pytest.approx(scheduler.facts(memory)["stability"], rel=0.01)
    assert state.difficulty == pytest.approx(scheduler.facts(memory)["difficulty"], rel=0.01)
    said, fine = collection.fix_integrity()
    collection.close()
    assert fine
    assert said == "Database rebuilt and optimized."


def test_the_same_input_gives_the_same_bytes(package: Path, tmp_path: Path, store: Store) -> None:
    assert (
        exported(store, tmp_path / "one.apkg").read_bytes()
        == exported(store, tmp_path / "two.apkg").read_bytes()
    )
