"""Days, answers and states that went to Anki and came back: in zones of east and west, over changes of summer
time, in both formats, under both schedulers."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from anki.collection import ExportAnkiPackageOptions

from tests.anki.test_home import read
from tests.anki.test_schedules import DECK, exported, practised, taken
from tests.store.build import Shelf
from trainer.anki.incoming.brought import moments
from trainer.core.day import study_day
from trainer.core.moment import Moment
from trainer.scheduling.fsrs import Fsrs
from trainer.scheduling.registry import DEFAULT
from trainer.scheduling.scheduler import Scheduler
from trainer.store.store import Store

ZONES = (
    "UTC",
    "Europe/Berlin",
    "America/Los_Angeles",
    "Pacific/Auckland",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
)


@pytest.fixture(params=ZONES)
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The zone that the computer is in."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


def test_an_instant_has_the_day_and_offset_of_its_own_season(zone: str) -> None:
    """Every quarter of an hour of the days around both changes of 2026, and each day of the year."""
    moment, there = moments(4), ZoneInfo(zone)
    start = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp())
    changes = [
        at for at in range(start, start + 366 * 86400, 900) if _offset(at, there) != _offset(at - 900, there)
    ]
    instants = [*range(start, start + 366 * 86400, 86399)]
    instants += [at + step * 900 for at in changes for step in range(-96, 97)]
    for at in instants:
        assert moment(at * 1000) == Moment.of(datetime.fromtimestamp(at, there), 4), at


def _offset(at: int, there: ZoneInfo) -> object:
    return datetime.fromtimestamp(at, there).utcoffset()


@pytest.mark.parametrize("legacy", [True, False])
@pytest.mark.parametrize("scheduler", [DEFAULT, Fsrs()], ids=["sm2", "fsrs"])
def test_a_state_is_the_same_after_a_way_through_anki(
    tmp_path: Path, scheduler: Scheduler, legacy: bool
) -> None:
    with Store(tmp_path / "one.db", scheduler) as one, Store(tmp_path / "two.db", scheduler) as two:
        practised(one, scheduler)
        collection = taken(exported(one, tmp_path / "out.apkg", scheduler), tmp_path)
        there = tmp_path / "there.apkg"
        options = ExportAnkiPackageOptions(with_scheduling=True, legacy=legacy)
        collection.export_anki_package(out_path=str(there), options=options, limit=None)
        collection.close()
        shelf = Shelf(two)
        shelf.put("home.yaml", *DECK.notes, deck="home")
        shelf.sync()
        two.merge(read(there, two, schedules=True)[1])
        compared = 0
        for card, state in one.states().items():
            found = two.state(card)
            assert (found.suspended, found.flagged) == (state.suspended, state.flagged), card
            if state.memory is not None and found.memory is not None:
                compared += 1
                assert found.memory.due == state.memory.due, card
                mine, theirs = (scheduler.facts(memory) for memory in (state.memory, found.memory))
                for name in ("ease", "stability", "difficulty"):
                    if name in mine:
                        assert theirs[name] == pytest.approx(mine[name], rel=0.01), (card, name)
        assert compared >= 5


HOUR = """
import json
import sys
from pathlib import Path
from anki.collection import Collection
from tests.anki.test_schedules import cards, taken
package, folder, rollover = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
collection = Collection(str(folder / "collection.anki2"))
collection.set_config("rollover", rollover)
collection.db.execute("UPDATE col SET crt = crt - 86400 * 1000")
collection.close()
collection = taken(package, folder)
today = collection.sched.today
print(json.dumps({key: card.due - today for key, card in cards(collection).items() if card.type}))
"""


@pytest.mark.parametrize("rollover", [0, 9, 23])
def test_days_are_those_of_the_hour_at_which_they_begin(tmp_path: Path, rollover: int) -> None:
    """At half past six or so in the morning; in a collection whose days begin at the same hour as here, which
    is old enough to have had all those days."""
    ahead = (6 - datetime.now(UTC).hour) % 24
    today = study_day(datetime.now(timezone(timedelta(hours=ahead))), rollover)
    with Store(tmp_path / "one.db", DEFAULT) as store:
        practised(store)
        package = exported(store, tmp_path / "out.apkg", DEFAULT, today, rollover)
        states = store.states()
    (folder := tmp_path / "anki").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", HOUR, package, folder, str(rollover)],
        check=True,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "TZ": f"HERE{-ahead}"},
        capture_output=True,
        text=True,
    )
    here = {key: state.memory.due - today for key, state in states.items() if state.memory is not None}
    assert json.loads(done.stdout) == here
