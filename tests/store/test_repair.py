"""A damaged history file: said to be so, and all of it that can be read is saved."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.build import DAY, Shelf, answer, basic, practise, used
from trainer.core.errors import LibraryBusyError, LibraryError
from trainer.core.log import Event
from trainer.core.moment import Moment
from trainer.scheduling.sm2 import Sm2
from trainer.store import backup, copies, examine, schema
from trainer.store.clocks import doubtful
from trainer.store.errors import library_error
from trainer.store.pages import cells
from trainer.store.repair import repair
from trainer.store.restore import restore
from trainer.store.store import Store

NOW = 1_790_000_000


def pages(path: Path) -> dict[str, list[int]]:
    """Return the numbers of the pages of each table and index, roots first."""
    found: dict[str, list[int]] = {}
    with closing(sqlite3.connect(path)) as connection:
        try:
            for name, page in connection.execute("SELECT name, pageno FROM dbstat ORDER BY pageno"):
                found.setdefault(name, []).append(page)
        except sqlite3.OperationalError:  # built without dbstat: the roots at least
            for name, page in connection.execute("SELECT name, rootpage FROM sqlite_schema WHERE rootpage"):
                found[name] = [page]
    return found


def spoil(path: Path, page: int, content: bytes) -> None:
    with path.open("rb+") as file:
        file.seek((page - 1) * 4096)
        file.write(content)


def damage(path: Path) -> list[str]:
    return [one.message for one in examine.of_file(path, path) if one.what == "damage"]


NOISE = random.Random(1).randbytes(4096)


CACHES = (
    "memory",
    "card",
    "note",
    "shown",
    "deck_file",
    "about",
    "event_order",
    "event_card",
    "sqlite_autoindex_event_1",
)


def test_damage_of_any_page_is_found_and_no_damage_of_caches_costs_history(path: Path) -> None:
    events = used(path)
    whole = path.read_bytes()
    tables = pages(path)
    for number, name in enumerate(CACHES):
        path.write_bytes(whole)
        spoil(path, tables[name][0], NOISE if number % 2 else bytes(4096))
        assert damage(path), name
        done = repair(path, NOW)
        assert (done.events, done.unreadable, done.refused) == (len(events), 0, ()), name
        assert damage(path) == []
        with Store(path) as store:
            assert store.events() == events
            assert store.mismatches() == []


def test_a_glance_finds_damage_and_schedules_that_differ_and_writes_nothing(path: Path) -> None:
    used(path)
    with Store(path) as store:
        scheduler = store.scheduler
        assert examine.glance(path, scheduler, DAY, NOW) == "", "while it is open, too"
    whole = path.read_bytes()
    assert examine.glance(path, scheduler, DAY, NOW) == ""
    other = Sm2(variant="sm2-delphi")
    assert examine.glance(path, other, DAY, NOW) == "", "nothing is folded anew for a look"
    assert path.read_bytes() == whole
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE memory SET due = due + 1")
        connection.commit()
    assert examine.glance(path, scheduler, DAY, NOW) == "schedules wrong"
    path.write_bytes(whole)
    spoil(path, pages(path)["event"][-1], NOISE)
    assert examine.glance(path, scheduler, DAY, NOW) == "history damaged"


def test_of_the_log_only_what_stood_on_the_damaged_page_is_lost_and_told(path: Path) -> None:
    events = used(path)
    leaf = pages(path)["event"][-1]
    spoil(path, leaf, NOISE)
    assert damage(path)
    done = repair(path, NOW)
    assert 0 < len(events) - done.events <= done.unreadable < 60
    with Store(path) as store:
        assert set(store.events()) < set(events)
        assert store.mismatches() == []
        device = store.record(answer("deck/n1", 4, DAY + 999)).device
    assert device == events[0].device, "it is still this device, which can undo what it did"
    assert done.aside is not None
    assert damage(done.aside.path), "the damaged file is kept as it was"


@pytest.mark.parametrize("name", ["sqlite_schema", "event"])
def test_what_no_longer_leads_to_the_log_costs_none_of_it(path: Path, name: str) -> None:
    """The first page, with the list of all tables, or the root of the log."""
    long = "x" * 9000  # more than a page has
    used(path)
    with Store(path) as store:
        store.record(answer("deck/n1", 4, DAY + 900, answer=long))
        events = store.events()
    page = 1 if name == "sqlite_schema" else pages(path)["event"][0]
    spoil(path, page, NOISE)
    done = repair(path, NOW)
    assert done.events == len(events)
    assert name == "sqlite_schema" or done.unreadable == 0, "what came back is not counted as lost"
    with Store(path) as store:
        assert store.events() == events
        assert store.mismatches() == []
        assert store.record(answer("deck/n1", 4, DAY + 999)).device == events[0].device


def test_pages_are_read_as_sqlite_reads_them(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        values = (
            None,
            0,
            1,
            -1,
            127,
            -129,
            2**15,
            -(2**23),
            2**31,
            -(2**40),
            2**62,
            1.5,
            "a\0é",
            b"\xff",
            "",
        )
        connection.execute(f"CREATE TABLE t ({', '.join(f'c{n}' for n in range(len(values) + 1))})")
        rows = [(*values, "x" * length) for length in (0, 4000, 4061, 4062, 8200, 100_000)]
        connection.executemany(f"INSERT INTO t VALUES ({', '.join('?' * (len(values) + 1))})", rows)
        connection.commit()
    found = [cell.row for cell in cells(path) if len(cell.row) == len(values) + 1]
    assert found == rows
    assert all(type(one) is type(other) for one, other in zip(found[0], rows[0], strict=True))


def test_what_the_file_lost_comes_from_its_copies(path: Path) -> None:
    events = used(path)
    backup.make(path, NOW, "daily")
    spoil(path, pages(path)["event"][-1], bytes(4096))
    done = repair(path, NOW)
    assert done.events == len(events)
    assert done.copies > 0


def test_a_copy_of_another_history_is_not_mixed_in(path: Path) -> None:
    other = path.with_name("other.db")
    with Store(other) as store:
        practise(store)
    backup.make(other, NOW, "daily")
    events = used(path)
    done = repair(path, NOW)
    assert (done.events, done.copies) == (len(events), 0)


def test_a_copy_put_back_under_an_older_wal_is_saved(path: Path) -> None:
    """Copy the file, go on, die, copy it back: SQLite plays the -wal that was left onto it."""
    events = used(path)
    copy = path.read_bytes()
    with Store(path) as store:
        for number in range(300):
            store.record(answer("deck/n0", 4, DAY + 1000 + number))
        wal = path.with_name("trainer.db-wal")
        left = Path(f"{path}-wal").read_bytes() if Path(f"{path}-wal").exists() else wal.read_bytes()
    path.write_bytes(copy)
    Path(f"{path}-wal").write_bytes(left)
    repair(path, NOW)
    with Store(path) as store:
        assert set(events) <= set(store.events())
        assert store.mismatches() == []
    assert damage(path) == []


def test_a_file_of_which_nothing_is_left_stays_where_it_is(path: Path) -> None:
    path.write_bytes(NOISE)
    with pytest.raises(LibraryError, match="left as it is"):
        repair(path, NOW)
    assert path.read_bytes() == NOISE
    assert list(path.parent.iterdir()) == [path]


def test_a_copy_that_could_not_be_written_to_its_end_is_none(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    used(path)
    with closing(sqlite3.connect(path)) as connection:
        monkeypatch.setattr(backup, "private", lambda _: (_ for _ in ()).throw(OSError(28, "full")))
        with pytest.raises(LibraryError, match="cannot be written"):
            backup.rescue(path, connection)
    assert copies.listed(path) == []


def test_a_disk_that_fails_at_the_first_look_is_told_in_words(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    used(path)

    def failing(_: sqlite3.Connection) -> int:
        raise sqlite3.OperationalError("disk I/O error")

    with Store(path) as store:
        monkeypatch.setattr("trainer.store.database.version", failing)
        with pytest.raises(LibraryError, match="disk I/O error"):
            store.events()


def test_a_file_in_use_is_not_repaired(path: Path) -> None:
    used(path)
    with Store(path) as store:
        store.record(answer("deck/n1", 4, DAY + 999))
        with pytest.raises(LibraryBusyError):
            repair(path, NOW)


def test_rows_that_are_no_events_are_named_and_the_rest_goes_on(path: Path) -> None:
    events = used(path)
    with closing(sqlite3.connect(path)) as connection:
        names = ", ".join(f'"{name}"' for name in Event._fields)
        odd = events[0]._replace(id="odd", grade=17, scheduler="from elsewhere")
        connection.execute(f"INSERT INTO event ({names}) VALUES ({', '.join('?' * len(odd))})", odd)
        connection.commit()
    with Store(path) as store:
        assert store.mismatches() == []
        store.rebuild()
        assert store.undo(Moment(events[-1].at + 1, events[-1].day)) is not None
        (found,) = examine.of_log(store.events(), store.orphans(), Moment(events[-1].at, DAY))
    assert found.error
    assert "event odd: its grade is 17" in found.message
    done = repair(path, NOW)
    assert done.refused == ("event 'odd': its grade is 17, not in 0..5",)


def test_what_was_done_under_a_clock_ahead_is_named_and_taken_back_as_one(path: Path) -> None:
    with Store(path) as store:
        Shelf(store, basic("a"), basic("b"))
        store.record(answer("deck/a", 4, DAY))
        before = store.states()
        future = DAY + 26_000
        store.record(answer("deck/a", 4, future))
        store.record(answer("deck/b", 4, future))
        now = Moment((DAY - 719163) * 86_400_000 + 43_300_000, DAY)
        later = store.record(answer("deck/b", 5, DAY, at=now.at))
        assert later.at == now.at, "an answer from the future shifts no later one"
        (found,) = examine.of_log(store.events(), store.orphans(), now)
        assert (found.what, found.error) == ("clock", True)
        assert found.message.startswith("2 events from the future")
        assert store.take_back(doubtful(store.events(), now).ids, now) == 2
        assert list(examine.of_log(store.events(), store.orphans(), now)) == []
        assert store.states()["deck/a"] == before["deck/a"]
        assert [event.grade for event in store.history("deck/b") if event.grade is not None] == [5]
        assert store.mismatches() == []
        assert store.take_back(doubtful(store.events(), now).ids, now) == 0


def test_cards_in_no_deck_are_worth_a_note_and_no_error(path: Path) -> None:
    with Store(path) as store:
        shelf = Shelf(store, basic("a"), basic("b"))
        store.record(answer("deck/a", 4, DAY))
        shelf.put("deck.yaml", basic("b"))
        shelf.sync()
        (found,) = examine.of_log(store.events(), store.orphans(), Moment(store.events()[0].at, DAY))
    assert (found.what, found.error) == ("orphan", False)
    assert "deck/a" in found.message


@pytest.mark.parametrize("replaced", [False, True])
def test_a_file_that_is_no_longer_at_its_place_is_noticed_before_an_answer_counts(
    path: Path, replaced: bool
) -> None:
    store = Store(path)
    Shelf(store, basic("a"))
    stored = store.record(answer("deck/a", 4, DAY))
    path.unlink()
    if replaced:
        path.write_bytes(b"")
    for _ in range(2):
        with pytest.raises(LibraryError, match="deleted, replaced or overwritten") as told:
            store.record(answer("deck/a", 4, DAY + 9))
    with pytest.raises(LibraryError, match="deleted, replaced or overwritten"):
        store.close()
    (copy,) = copies.listed(path)
    assert copy.name in str(told.value)
    restore(path, copy.name, NOW)
    with Store(path) as store:
        assert store.events() == [stored]


@pytest.mark.parametrize(
    ("code", "says"),
    [
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "held by another program"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "cannot be written"),
        (sqlite3.SQLITE_CANTOPEN, "cannot be written"),
        (sqlite3.SQLITE_CORRUPT_INDEX, "doctor --repair"),
        (sqlite3.SQLITE_NOTADB, "trainer restore"),
        (sqlite3.SQLITE_FULL, "disk of"),
        (sqlite3.SQLITE_IOERR_SHMSIZE, "Is the disk full, gone or failing"),
    ],
)
def test_errors_are_told_apart_by_their_codes_whatever_their_words(code: int, says: str) -> None:
    error = sqlite3.OperationalError("Wörter einer anderen Sprache")
    error.sqlite_errorcode, error.sqlite_errorname = code, "SQLITE_X"
    assert says in str(library_error(error, Path("x.db")))


def test_a_full_disk_while_the_file_is_made_is_told_as_such(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trainer.store.store.connect", schema.connect)  # not with a copy, as other tests
    monkeypatch.setattr(schema, "_whole", lambda: ("PRAGMA max_page_count = 1", "CREATE TABLE a (b)"))
    with pytest.raises(LibraryError, match="disk of"):
        Store(path)


def test_a_history_says_in_its_header_whose_it_is(path: Path) -> None:
    used(path)
    assert path.read_bytes()[68:72] == b"trnr"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA application_id = 7")
    with pytest.raises(LibraryError, match="something else"):
        Store(path)


def test_a_wal_of_another_user_is_named_with_a_remedy(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program run by sudo and killed leaves one that only root may write."""
    wal = Path(f"{path}-wal")
    wal.write_bytes(b"x")
    error = sqlite3.OperationalError("x")
    error.sqlite_errorcode, error.sqlite_errorname = sqlite3.SQLITE_CANTOPEN, "SQLITE_CANTOPEN"
    assert "sudo" not in str(library_error(error, path))
    monkeypatch.setattr("os.access", lambda name, _: str(name) != str(wal))
    assert f"sudo chown $USER {wal}" in str(library_error(error, path))


@pytest.mark.parametrize("left", [100, 4096, 2 * 4096])
def test_of_a_file_cut_before_its_first_answer_it_is_said_what_can_be_done(path: Path, left: int) -> None:
    """What was cut off is nowhere: not in the pages that are left, and there is no copy."""
    used(path)
    data = path.read_bytes()
    path.write_bytes(data[:left])
    with pytest.raises(LibraryError) as caught:
        repair(path, NOW)
    for word in (
        "trainer restore FILE",
        "trainer sync TARGET --join",
        "trainer import FILE.jsonl",
        "move it",
    ):
        assert word in str(caught.value)
    assert path.read_bytes() == data[:left]


def test_what_tells_of_damage_names_the_copy_that_can_be_put_back(path: Path) -> None:
    events = used(path)
    data = path.read_bytes()
    copy = backup.make(path, NOW, "by-hand")
    path.write_bytes(data[: 2 * 4096])
    with pytest.raises(LibraryError, match=f"`trainer restore {copy.name}` puts the newest copy back"):
        Store(path)
    (found,) = (one for one in examine.of_file(path, path) if one.what == "damage")
    assert copy.name in found.remedy
    assert repair(path, NOW).copies == len(events)
