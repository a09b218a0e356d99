"""Several devices and people and a PostgreSQL database: everything reaches everyone's own devices, and nobody
else's. Against a real server."""

import json
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest
from hypothesis import HealthCheck, given
from sqlalchemy.dialects import postgresql

from tests.replicate.server import OWNER, Place, Server, ask
from tests.replicate.test_folder import STEPS, device
from tests.searching import some
from tests.store.build import DAY, answer, mark
from tests.store.test_any_types import spoil
from trainer.core.errors import FileError, LibraryBusyError
from trainer.core.log import Event, fault
from trainer.replicate import patience, postgres
from trainer.replicate.joining import newer
from trainer.replicate.lines import read
from trainer.replicate.patience import Patient
from trainer.replicate.postgres import exchange
from trainer.store.log import Merged
from trainer.store.store import Store

COUNT: LiteralString = "SELECT count(*) FROM trainer.event WHERE id NOT LIKE 'history-%'"
FORBIDDEN: tuple[LiteralString, ...] = (
    "INSERT INTO trainer.event (person, id, event) VALUES ('anna', 'x', 'x')",
    "INSERT INTO trainer.event (id, seq, event) VALUES ('x', 1, 'x')",
    "UPDATE trainer.event SET event = ''",
    "DELETE FROM trainer.event",
    "TRUNCATE trainer.event",
    "SELECT * FROM trainer.person",
    "INSERT INTO trainer.person VALUES ('x')",
    "SELECT nextval('trainer.event_seq')",
    "UPDATE trainer.about SET value = '9'",
    "ALTER TABLE trainer.event DISABLE TRIGGER ALL",
    "CREATE TABLE trainer.other (x int)",
)


def sync(store: Store, address: str) -> tuple[int, int]:
    found = exchange(store, address, join=True)
    assert (found.refused, found.passed) == ((), 0)
    return found.came, found.went


def test_damaged_rows_stay_here_and_are_counted_each_time(place: Place, tmp_path: Path) -> None:
    path = tmp_path / "one.db"
    with device(path) as one:
        one.record(answer("deck/a", 4, DAY))
    spoil(path)
    with device(path) as one, device(tmp_path / "two.db") as two:
        one.record(answer("deck/b", 4, DAY))
        sound = [event for event in one.events() if not fault(event)]
        damaged = len(one.events()) - len(sound)
        first = exchange(one, place.anna, join=True)
        again = exchange(one, place.anna)
        one.record(answer("deck/b", 4, DAY + 1))
        third = exchange(one, place.anna)
        assert [found.went for found in (first, again, third)] == [len(sound), 0, 1]
        assert [found.damaged for found in (first, again, third)] == [damaged] * 3
        assert (first.refused, first.passed) == ((), 0)
        came = exchange(two, place.anna, join=True)
        assert (came.came, came.passed, came.refused, came.damaged) == (len(sound) + 1, 0, (), 0)
        one.note(next(name for name in names(one) if name.startswith("sync ")), "")
        assert exchange(one, place.anna).damaged == damaged, "counted anew"


def names(store: Store) -> list[str]:
    return [name for (name,) in store._rows("SELECT name FROM about")]


def test_what_one_answered_the_other_has_and_only_what_is_new_is_read(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[str] = []

    def counting(text: str) -> Event | None:
        reads.append(text)
        return read(text)

    monkeypatch.setattr(postgres, "read", counting)
    with device(tmp_path / "one.db") as one, device(tmp_path / "two.db") as two:
        one.record(answer("deck/a", 4, DAY, answer="Zürich \0 “x”"))
        one.record(answer("lost/a", 4, DAY))
        assert sync(one, place.anna) == (0, 2)
        two.record(answer("deck/a", 4, DAY - 3))
        assert sync(two, place.anna) == (2, 1)
        assert sync(one, place.anna) == (1, 0)
        assert one.events() == two.events()
        assert one.states() == two.states()
        one.undo(mark("", "undo").when)
        assert sync(one, place.anna) == (0, 1)
        assert sync(two, place.anna) == (1, 0)
        assert one.states() == two.states()
        assert len(reads) == 4
        assert sync(one, place.anna) == sync(two, place.anna) == (0, 0)
        assert len(reads) == 4


def test_each_person_has_only_their_own(place: Place, tmp_path: Path) -> None:
    with device(tmp_path / "one.db") as one, device(tmp_path / "two.db") as two:
        one.record(answer("deck/a", 4, DAY))
        two.record(answer("deck/b", 4, DAY))
        assert sync(one, place.anna) == (0, 1)
        assert sync(two, place.bert) == (0, 1)
        # The same events may be in both histories, and neither hinders or hides the other.
        two.merge(one.events())
        assert sync(two, place.bert) == (0, 1)
        assert sync(one, place.anna) == (0, 0)
    assert ask(place.anna, COUNT) == [(1,)]
    assert ask(place.bert, COUNT) == [(2,)]
    assert ask(place.of(OWNER), COUNT) == [(0,)]


def test_a_person_may_only_read_and_add(place: Place) -> None:
    with psycopg.connect(place.bert, autocommit=True) as connection:
        for query in FORBIDDEN:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(query)


def test_row_security_holds_by_itself_and_history_is_sacred_to_all(place: Place) -> None:
    ask(place.anna, "INSERT INTO trainer.event (id, event) VALUES ('a', '{}')")
    ask(place.of(OWNER), "GRANT INSERT, UPDATE, DELETE ON trainer.event TO trainer_people")
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
        ask(place.bert, "INSERT INTO trainer.event (person, id, event) VALUES ('anna', 'x', 'x')")
    assert ask(place.bert, "SELECT * FROM trainer.event WHERE person = 'anna'") == []
    for who in (place.anna, place.of(OWNER), place.of("postgres")):
        with pytest.raises(psycopg.errors.RaiseException, match="only added"):
            ask(who, "UPDATE trainer.event SET event = ''")
        with pytest.raises(psycopg.errors.RaiseException, match="only added"):
            ask(who, "DELETE FROM trainer.event")


def test_what_is_committed_late_is_not_missed(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A number given out early must not become visible behind a mark: a person's writers take turns."""
    monkeypatch.setattr(postgres, "PATIENCE", "20ms")
    with device(tmp_path / "one.db") as one, device(tmp_path / "two.db") as two:
        one.record(answer("deck/a", 4, DAY))
        two.record(answer("deck/b", 4, DAY))
        with psycopg.connect(place.anna) as slow:
            slow.execute("INSERT INTO trainer.event (id, event) VALUES ('late', '{}')")
            with pytest.raises(LibraryBusyError, match="another of your devices"):
                exchange(one, place.anna)
            assert sync(two, place.bert) == (0, 1)  # other people do not wait
        assert exchange(one, place.anna)[:3] == (0, 1, 1)


@pytest.mark.parametrize("behind", ["device", "server"])
def test_either_side_may_be_put_back_from_an_older_copy(place: Place, tmp_path: Path, behind: str) -> None:
    path = tmp_path / "one.db"
    with device(path) as one:
        one.record(answer("deck/a", 4, DAY))
        sync(one, place.anna)
    shutil.copy(path, tmp_path / "copy.db")
    with device(path) as one:
        for day in (1, 2):
            one.record(answer("deck/a", 4, DAY + day))
        sync(one, place.anna)
        events = one.events()
        if behind == "server":
            ask(
                place.of("postgres"),
                "SET session_replication_role = replica; DELETE FROM trainer.event WHERE seq > 2",
            )
            assert sync(one, place.anna) == (0, 2)
            assert ask(place.anna, COUNT) == [(3,)]
    if behind == "device":  # which cannot be told from a copy on another machine
        with device(tmp_path / "copy.db") as one:
            found = exchange(one, place.anna)
            assert (found.came, found.went, found.renamed) == (2, 0, True)
            assert one.events() == events
            assert len(one.deeds(9)[0]) == 1
            assert not exchange(one, place.anna).renamed


class BrokenOffError(Exception):
    """The power went."""


class Breaking:
    """A log that ends with the call of a given number, before or after it did its work."""

    def __init__(self, store: Store, calls: int) -> None:
        self.store, self.left = store, calls

    def _count(self) -> None:
        self.left -= 1
        if self.left <= 0:
            raise BrokenOffError

    def added(self, after: int, most: int) -> list[tuple[int, Event]]:
        self._count()
        return self.store.added(after, most)

    def merge(self, events: Iterable[Event]) -> Merged:
        self._count()
        merged = self.store.merge(events)
        self._count()
        return merged

    def about(self, name: str) -> str | None:
        return self.store.about(name)

    def note(self, name: str, value: str) -> None:
        self._count()
        self.store.note(name, value)
        self._count()


def test_broken_off_anywhere_it_goes_on(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "PART", 2)
    with device(tmp_path / "one.db") as one, device(tmp_path / "two.db") as two:
        for day in range(5):
            one.record(answer("deck/a", 4, DAY + 10 * day))
            two.record(answer("deck/b", 4, DAY + 10 * day))
        sync(two, place.anna)
        for calls in range(1, 30):
            try:
                exchange(Breaking(one, calls), place.anna, join=True)
            except BrokenOffError:
                continue
            break
        else:
            pytest.fail("it never came to an end")
        assert calls > 3
        assert sync(two, place.anna)[0] == 5
        assert one.events() == two.events()
        assert one.states() == two.states()
        assert one.mismatches() == two.mismatches() == []
        assert ask(place.anna, COUNT) == [(10,)]


class Lost(Store):
    """A history file during whose exchange the server goes away."""

    superuser = ""

    def added(self, after: int, most: int) -> list[tuple[int, Event]]:
        ask(
            self.superuser,
            """SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
               WHERE application_name = 'trainer' AND datname = current_database()""",
        )
        return super().added(after, most)


def test_a_lost_connection_is_said_and_it_goes_on(place: Place, tmp_path: Path) -> None:
    with device(tmp_path / "one.db") as one, device(tmp_path / "two.db") as two:
        one.record(answer("deck/a", 4, DAY))
        two.record(answer("deck/b", 4, DAY))
        sync(two, place.anna)
    with Lost(tmp_path / "one.db") as lost:
        lost.superuser = place.of("postgres")
        with pytest.raises(FileError, match="the same command goes on"):
            exchange(lost, place.anna, join=True)
        assert len(lost.events()) == 2
    with device(tmp_path / "one.db") as one:
        assert sync(one, place.anna) == (0, 1)


def test_a_server_that_says_nothing_more_is_given_up_and_ctrl_c_waits_for_none(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As one that hangs, while its machine goes on."""
    monkeypatch.setattr(patience, "SILENCE", 0.1)
    with (
        Patient.connect(place.anna) as connection,
        pytest.raises(psycopg.OperationalError, match="nothing was heard"),
    ):
        connection.execute("SELECT pg_sleep(600)")
    assert connection.closed
    for asked in (KeyboardInterrupt(), SystemExit(143)):
        with Patient.connect(place.anna) as connection, monkeypatch.context() as patch:
            assert connection.execute("SELECT 1").fetchall() == [(1,)]
            patch.setattr("psycopg.waiting.wait", lambda *_, asked=asked: raised(asked))
            with pytest.raises(type(asked)):
                connection.execute("SELECT pg_sleep(600)")
            assert connection.closed


def raised(error: BaseException) -> None:
    raise error


def test_who_is_asked_to_end_while_a_host_is_looked_for_waits_for_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing interrupts the look for a name, which may take half a minute where there is no network."""
    found = threading.Event()
    monkeypatch.setattr("psycopg.Connection.connect", lambda *_, **__: found.wait(60))
    monkeypatch.setattr("threading.Thread.join", lambda *_: raised(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        Patient.connect("host=nowhere")
    found.set()


def test_killed_in_the_middle_it_goes_on(place: Place, tmp_path: Path) -> None:
    with device(tmp_path / "one.db") as one:
        for day in range(4):
            one.record(answer("deck/a", 4, DAY + 10 * day))
    script = f"""
import os, signal
from pathlib import Path
from trainer.replicate import patience, postgres
from trainer.store.store import Store
postgres.PART = 1
notes = 0
class Killed(Store):
    def note(self, name, value):
        global notes
        notes += 1
        if notes == 5:
            os.kill(os.getpid(), signal.SIGKILL)
        super().note(name, value)
postgres.exchange(Killed(Path({str(tmp_path / "one.db")!r})), {place.anna!r})
"""
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == -signal.SIGKILL
    assert ask(place.anna, COUNT) == [(3,)]
    with device(tmp_path / "one.db") as one:
        assert sync(one, place.anna) == (0, 1)
        assert one.mismatches() == []


def test_reading_what_is_new_uses_the_index(place: Place) -> None:
    for person in (place.anna, place.bert):
        ask(
            person,
            """INSERT INTO trainer.event (id, event)
               SELECT gen_random_uuid(), repeat('x', 300) FROM generate_series(1, 4000)""",
        )
    ask(place.of("postgres"), "ANALYZE trainer.event")
    ((newest,),) = ask(place.anna, "SELECT max(seq) FROM trainer.event")
    for query, index in (
        (newer(0), "event_new"),
        (newer(newest - 50), "event_new"),
        (postgres.known([f"{number}" for number in range(100)]), "event_pkey"),
    ):
        text = query.compile(
            dialect=postgresql.dialect(),  # type: ignore[no-untyped-call]
            compile_kwargs={"literal_binds": True},
        )
        with psycopg.connect(place.anna) as connection:
            rows = connection.execute(f"EXPLAIN (FORMAT JSON) {text}".encode()).fetchone()
        assert rows is not None
        plan = json.dumps(rows[0])
        assert f'"Index Name": "{index}"' in plan, plan
        assert "Seq Scan" not in plan
        assert '"Sort"' not in plan
        assert '"Filter"' not in plan  # nothing of others is read, only to be left out


@given(STEPS)
@some(4, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_three_devices_end_with_one_history(
    server: Server, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, str, int]]
) -> None:
    place, root = Place(server), tmp_path_factory.mktemp("three")
    stores = [device(root / f"{number}.db") for number in range(3)]
    try:
        for at, (who, what, grade) in enumerate(steps):
            store = stores[who]
            if what == "answer":  # clocks disagree: the second one's goes back
                store.record(answer(f"deck/{'ab'[grade % 2]}", grade, DAY + (at if who != 1 else -at)))
            elif what == "flag":
                store.record(mark("deck/a", "flag", DAY + at))
            elif what == "undo":
                store.undo(mark("", "undo", DAY + at).when)
            else:
                sync(store, place.anna)
        for store in (*stores, *stores):
            sync(store, place.anna)
        assert stores[0].events() == stores[1].events() == stores[2].events()
        assert stores[0].states() == stores[1].states() == stores[2].states()
        assert all(store.mismatches() == [] for store in stores)
    finally:
        for store in stores:
            store.close()
