"""Recording (DESIGN section 5): event and memory in one transaction, on disk before the next card."""

import json
import signal
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.store.build import DAY, Shelf, answer, basic, mark
from trainer.core.errors import LibraryBusyError
from trainer.core.log import Event
from trainer.core.moment import Moment
from trainer.core.scope import EVERYTHING
from trainer.core.state import CardState
from trainer.scheduling.replay import fold, replay
from trainer.scheduling.sm2 import SM2, Sm2
from trainer.store import log as writing
from trainer.store import schema, undoing
from trainer.store.store import Store

ROOT = Path(__file__).parents[2]
COLUMNS = ", ".join(f'"{name}"' for name in Event._fields)


def log(path: Path) -> list[Event]:
    """The log as another program reads it, oldest first."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(f"SELECT {COLUMNS} FROM event ORDER BY at, id").fetchall()
    return [Event(*row) for row in rows]


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Another program in the middle of a write."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


def test_an_answer_is_in_the_log_with_all_that_is_known_of_it(store: Store, path: Path) -> None:
    first = store.record(answer("deck/a", 2, at=1_700_000_000_000))
    given = answer(
        "deck/a", 4, DAY + 1, at=1_700_086_400_000, scheduler=Sm2(fuzz=True), suggested=4, took=5_250,
        hints=1, answer="ls -l", fingerprint="f00",
    )  # fmt: skip
    given = given._replace(when=given.when._replace(offset=-150))
    stored = store.record(given)
    assert log(path) == [first, stored]
    said = {name: value for name, value in given._asdict().items() if name in Event._fields}
    memories = {"before": first.after, "after": stored.after}
    said |= given.when._asdict() | memories | {"id": stored.id, "device": first.device}
    assert stored == Event(**said)
    assert uuid.UUID(stored.id).int >> 80 == stored.at == 1_700_086_400_000
    assert len(stored.device) == 16
    after = Sm2(fuzz=True).answer(SM2.answer(None, 2, DAY).memory, 4, DAY + 1, "deck/a").memory
    assert json.loads(stored.after) == {**after._asdict(), "data": list(after.data)}


def test_an_answer_gets_its_kind_from_the_state_found(store: Store) -> None:
    kinds = [
        store.record(answer("deck/a", grade, DAY + day)).kind
        for grade, day in [(4, 0), (4, 1), (5, 1), (4, 3), (1, 4), (4, 5)]
    ]
    assert kinds == ["review", "review", "drill", "early", "early", "review"]


def test_the_cached_state_is_the_fold_of_the_event_just_stored(store: Store) -> None:
    Shelf(store, basic("a"))
    events: list[Event] = []
    for event in [answer("deck/a", 1), mark("deck/a", "flag"), answer("deck/a", 5), mark("deck/a", "bury")]:
        card = store.card("deck/a")
        assert card is not None
        stored = store.record(event)
        events.append(stored)
        after = store.card("deck/a")
        assert after is not None
        assert after.state == fold(card.state, stored, SM2) == replay(events, SM2)


def test_each_event_keeps_its_own_instant_and_the_log_is_in_their_order(store: Store, path: Path) -> None:
    late = store.record(answer("deck/a", 4, DAY, at=5_000_000))
    early = store.record(answer("deck/b", 4, DAY, at=1_000_000))
    assert [(event.card, event.at) for event in log(path)] == [("deck/b", 1_000_000), ("deck/a", 5_000_000)]
    assert late.id < early.id, "ids say in which order this device wrote"


def test_what_is_done_in_one_millisecond_keeps_its_order(store: Store, path: Path) -> None:
    with Store(path) as other:
        kinds = ["flag", "suspend", "unflag", "unsuspend", "flag"] * 4
        for number, kind in enumerate(kinds):
            (store, other)[number % 2].record(mark("deck/a", kind))
    assert [event.kind for event in log(path)] == kinds


def test_an_answer_before_others_of_its_card_is_folded_where_it_belongs(store: Store) -> None:
    store.record(answer("deck/a", 4, DAY + 1))
    stored = store.record(answer("deck/a", 4, DAY))
    assert stored.kind == "drill", "as it looked when it was given"
    memory = store.state("deck/a").memory
    assert memory == SM2.answer(SM2.answer(None, 4, DAY).memory, 4, DAY + 1).memory
    assert store.mismatches() == []


def test_a_state_is_kept_only_where_there_is_something_to_keep(store: Store, path: Path) -> None:
    plan = mark("", "mock")._replace(detail='{"step": "start"}', session="s")
    store.record(plan)
    store.record(mark("deck/a", "quiz")._replace(grade=2))
    store.record(mark("deck/b", "suspend"))
    store.record(mark("deck/b", "unsuspend"))
    store.record(answer("deck/c", 4))
    store.undo(Moment(0, DAY))
    store.record(mark("deck/d", "flag"))
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT card FROM memory").fetchall() == [("deck/d",)]
    assert store.states() == {"deck/d": CardState(flagged=True)}
    assert store.mismatches() == []


def test_no_query_for_one_card_or_one_day_reads_the_whole_log(store: Store) -> None:
    """The view ``history`` is in two parts, and SQLite finds events by index only where it sees a value."""
    Shelf(store, basic("a"), basic("b"))
    store.record(answer("deck/a", 2))
    said: list[str] = []
    store._connection.set_trace_callback(said.append)
    store.card("deck/a")
    store.today(DAY)
    store.drills(DAY, EVERYTHING)
    store.decks(DAY)
    store.record(answer("deck/a", 4))
    store.record(answer("deck/b", 4, DAY - 1))
    store.undo(Moment(0, DAY))
    store._connection.set_trace_callback(None)
    asked = [sql for sql in said if sql.lstrip().startswith(("SELECT", "WITH"))]
    assert sum("history" in sql for sql in asked) >= 7
    for sql in asked:
        plan = [row[3] for row in store._connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
        assert not [step for step in plan if step.startswith(("SCAN e", "SCAN u"))], (sql, plan)


def test_an_answer_that_fails_half_way_leaves_nothing(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    kept = store.record(answer("deck/a", 4))
    with monkeypatch.context() as patch:
        patch.setattr(writing, "remember", fail)
        patch.setattr(undoing, "remember", fail)
        with pytest.raises(ZeroDivisionError):
            store.record(answer("deck/a", 2, DAY + 1))
        with pytest.raises(ZeroDivisionError):
            store.undo(Moment(0, DAY + 1))
    assert log(path) == [kept]
    assert list(store.mismatches()) == []
    store.record(answer("deck/a", 2, DAY + 1))  # no transaction was left open
    assert len(log(path)) == 2


def test_a_grade_outside_0_to_5_leaves_nothing(store: Store, path: Path) -> None:
    with pytest.raises(ValueError, match="grade 6"):
        store.record(answer("deck/a", 6))
    with pytest.raises(ValueError, match="needs a grade"):
        store.record(mark("deck/a", "review"))
    assert log(path) == []


def test_the_device_stays_the_same_and_differs_from_file_to_file(path: Path) -> None:
    with Store(path) as store:
        one = store.record(answer("deck/a", 4)).device
    with Store(path) as store:
        assert store.record(answer("deck/a", 4)).device == one
    with Store(path.with_name("other.db")) as store:
        assert store.record(answer("deck/a", 4)).device != one


def test_two_programs_write_to_one_file_and_nothing_is_lost(path: Path) -> None:
    with Store(path) as one, Store(path) as two:
        Shelf(one, basic("a"), basic("b"))
        for round_ in range(3):
            one.record(answer("deck/a", 4, DAY + round_))
            two.record(answer("deck/b", 4, DAY + round_))
        assert [event.card for event in log(path)] == ["deck/a", "deck/b"] * 3
        assert one.card("deck/b") == two.card("deck/b")
        assert list(one.mismatches()) == list(two.mismatches()) == []


def test_an_answer_to_a_card_that_the_other_program_answered_is_a_drill(path: Path) -> None:
    with Store(path) as one, Store(path) as two:
        Shelf(one, basic("a"))
        shown = two.card("deck/a")
        assert shown is not None
        assert shown.state.memory is None
        first = one.record(answer("deck/a", 2))
        second = two.record(answer("deck/a", 4))
        assert (first.kind, second.kind) == ("review", "drill")
        assert second.before == first.after
        assert one.due(DAY, EVERYTHING, 9) == []
        assert one.drills(DAY, EVERYTHING) == []
        assert list(one.mismatches()) == []


def test_a_write_while_another_program_holds_the_file_says_so_and_can_be_tried_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "BUSY_SECONDS", 0.01)
    with Store(path) as store:
        Shelf(store, basic("a"))
        with locked(path):
            with pytest.raises(LibraryBusyError) as error:
                store.record(answer("deck/a", 4))
            with pytest.raises(LibraryBusyError):
                store.undo(Moment(0, DAY))
            assert store.card("deck/a") is not None, "reading never waits"
        assert str(path) in str(error.value)
        assert "The last change was not saved" in str(error.value)
        assert log(path) == []
        store.record(answer("deck/a", 4))
        assert len(log(path)) == 1


def test_a_file_held_by_another_program_can_be_opened_and_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "BUSY_SECONDS", 0.01)
    with Store(path) as store:
        Shelf(store, basic("a"))
    with locked(path), Store(path) as store:
        assert store.new(DAY, EVERYTHING, 9) == ["deck/a"]


def test_a_write_waits_for_another_program_to_finish(path: Path) -> None:
    holder = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
connection.execute("COMMIT")
"""
    with Store(path) as store:
        command = [sys.executable, "-c", holder, str(path)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
            assert other.stdout is not None
            assert other.stdin is not None
            assert other.stdout.readline() == "held\n"
            finish = other.stdin

            def let_go(statement: str) -> None:
                if statement.startswith("BEGIN"):
                    finish.write("now\n")
                    finish.flush()

            store._connection.set_trace_callback(let_go)
            store.record(answer("deck/a", 4))
        assert len(log(path)) == 1


def test_an_answer_accepted_survives_kill_9(path: Path) -> None:
    program = """
import os, signal, sys
from pathlib import Path
from tests.store.build import Shelf, answer, basic
from trainer.store.store import Store
store = Store(Path(sys.argv[1]))
Shelf(store, basic("a"))
store.record(answer("deck/a", 4))
os.kill(os.getpid(), signal.SIGKILL)
"""
    killed = subprocess.run([sys.executable, "-c", program, str(path)], check=False, cwd=ROOT)
    assert killed.returncode == -signal.SIGKILL
    with Store(path) as store:
        card = store.card("deck/a")
        assert card is not None
        assert card.state.memory == SM2.answer(None, 4, DAY).memory
        assert list(store.mismatches()) == []
        assert len(log(path)) == 1


def test_a_program_killed_in_the_middle_of_a_write_leaves_nothing_of_it(path: Path) -> None:
    program = """
import os, signal, sys
from pathlib import Path
from tests.store.build import DAY, answer
from trainer.store import log as writing
from trainer.store.store import Store
store = Store(Path(sys.argv[1]))
writing.remember = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
store.record(answer("deck/a", 4, DAY + 1))
"""
    with Store(path) as store:
        kept = store.record(answer("deck/a", 4))
    killed = subprocess.run([sys.executable, "-c", program, str(path)], check=False, cwd=ROOT)
    assert killed.returncode == -signal.SIGKILL
    with Store(path) as store:
        assert log(path) == [kept]
        store.record(answer("deck/a", 4, DAY + 1))
