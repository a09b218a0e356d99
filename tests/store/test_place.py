"""The history file deleted, replaced or written over while it is open: said before an answer counts as saved,
and what was answered until then can be had back."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.build import DAY, Shelf, answer, basic
from trainer.core.errors import LibraryError, LibraryNewerError
from trainer.core.moment import Moment
from trainer.store import backup, copies, examine
from trainer.store.repair import repair
from trainer.store.restore import restore
from trainer.store.store import Store

NOW = 1_790_000_000


def other(path: Path) -> Path:
    """Make the history of another device."""
    made = path.with_name("other.db")
    with Store(made) as store:
        Shelf(store, *(basic(f"b{number}") for number in range(40)))
        store.record_all([answer(f"deck/b{number}", 4, DAY - 5) for number in range(40)])
    return made


def older(path: Path) -> Path:
    return path.with_name("older.db")


def copied_into(path: Path, source: Path) -> None:
    """As `cp` does it: the file that is there gets other content."""
    shutil.copyfile(source, path)


def copied_with_wal(path: Path, source: Path) -> None:
    shutil.copyfile(source, path)
    Path(f"{path}-wal").write_bytes(b"")


def put_in_its_place(path: Path, source: Path) -> None:
    shutil.copyfile(source, fresh := path.with_name("fresh"))
    fresh.replace(path)


def emptied(path: Path, source: Path) -> None:
    os.truncate(path, 0)


def deleted(path: Path, source: Path) -> None:
    path.unlink()


def without_its_wal(path: Path, source: Path) -> None:
    Path(f"{path}-wal").unlink()


def without_its_index(path: Path, source: Path) -> None:
    Path(f"{path}-shm").unlink()


WAYS = [copied_into, copied_with_wal, put_in_its_place, emptied, deleted, without_its_wal, without_its_index]


@pytest.mark.parametrize("source", [other, older])
@pytest.mark.parametrize("way", WAYS)
def test_the_next_answer_is_not_called_saved(
    path: Path, way: Callable[[Path, Path], None], source: Callable[[Path], Path]
) -> None:
    with Store(path) as store:
        Shelf(store, basic("a"), basic("b"))
        known = [store.record(answer("deck/a", 4, DAY - 30 + day)) for day in range(9)]
    shutil.copyfile(path, older(path))
    with Store(path) as store:
        known += [store.record(answer("deck/a", 4, DAY - 20 + day)) for day in range(9)]
    came = source(path)
    store = Store(path)
    known.append(store.record(answer("deck/b", 4)))
    way(path, came)
    with pytest.raises(
        LibraryError, match=r"deleted, replaced or overwritten .* `trainer restore \S+rescued`"
    ):
        store.record(answer("deck/a", 4, DAY + 6))
    with pytest.raises(LibraryError, match="was not saved"):
        store.undo(Moment(0, DAY))
    with pytest.raises(LibraryError, match="trainer restore"):
        store.close()
    if way in (copied_into, put_in_its_place):
        assert path.read_bytes() == came.read_bytes(), "nothing of it gets into the other file"
        assert [one for one in examine.of_file(path, path) if one.error] == []
    (copy,) = copies.listed(path)
    restore(path, copy.name, NOW)
    with Store(path) as back:
        got = {event.id for event in back.events()}
    overwritten = way in (copied_into, copied_with_wal, emptied)
    wanted = known[-1:] if overwritten else known
    assert {event.id for event in wanted} <= got


def test_it_is_said_at_the_end_though_nothing_was_answered_since(path: Path) -> None:
    came = other(path)
    store = Store(path)
    Shelf(store, basic("a"))
    store.record(answer("deck/a", 4))
    copied_into(path, came)
    with pytest.raises(LibraryError, match="overwritten"):
        store.close()
    assert path.read_bytes() == came.read_bytes()


def test_what_another_trainer_does_meanwhile_is_no_other_file(path: Path) -> None:
    """Each moves what both answered into the file, now and then."""
    with Store(path) as one, Store(path) as two:
        Shelf(one, basic("a"))
        for day in range(60):
            one.record(answer("deck/a", 4, DAY + 2 * day, answer="x" * 30_000))
            two.record(answer("deck/a", 4, DAY + 2 * day + 1, answer="x" * 30_000))
        with closing(sqlite3.connect(path)) as third:
            third.execute("PRAGMA wal_checkpoint(FULL)")
        one.record(answer("deck/a", 4, DAY + 200))
        two.record(answer("deck/a", 4, DAY + 201))
        assert len(one.events()) == 122
    assert copies.listed(path) == []


def test_with_two_trainers_a_file_written_over_is_noticed_too(path: Path) -> None:
    came = other(path)
    with Store(path) as one:
        Shelf(one, basic("a"))
        one.record(answer("deck/a", 4))
    one, two = Store(path), Store(path)
    one.record(answer("deck/a", 4, DAY + 6))
    two.record(answer("deck/a", 4, DAY + 7))
    copied_into(path, came)
    for store in (one, two):
        with pytest.raises(LibraryError, match="overwritten"):
            store.record(answer("deck/a", 4, DAY + 30))
    for store in (one, two):
        with pytest.raises(LibraryError, match="overwritten"):
            store.close()


def test_through_a_link_a_file_written_over_is_noticed_and_the_answers_are_kept(path: Path) -> None:
    came = other(path)
    real = path.with_name("elsewhere") / "real.db"
    real.parent.mkdir()
    path.symlink_to(real)
    store = Store(path)
    Shelf(store, basic("a"))
    saved = store.record(answer("deck/a", 4))
    copied_into(real, came)
    with pytest.raises(LibraryError, match="overwritten"):
        store.close()
    assert real.read_bytes() == came.read_bytes()
    (copy,) = copies.listed(path)
    with closing(sqlite3.connect(copy.path)) as rescued:
        assert rescued.execute("SELECT id FROM event").fetchall() == [(saved.id,)]


def test_a_newer_program_that_upgrades_the_file_meanwhile_is_noticed(path: Path) -> None:
    with Store(path) as store:
        Shelf(store, basic("a"))
        store.record(answer("deck/a", 4))
        with closing(sqlite3.connect(path)) as newer:
            newer.execute("PRAGMA user_version = 99")
        with pytest.raises(LibraryNewerError, match="newer version by another program meanwhile"):
            store.record(answer("deck/a", 4, DAY + 6))
        assert len(store.events()) == 1


def test_an_older_file_put_back_while_nothing_ran_is_told_and_made_good(path: Path) -> None:
    with Store(path) as store:
        Shelf(store, basic("a"))
        store.record(answer("deck/a", 4))
    shutil.copyfile(path, older(path))
    with Store(path) as store:
        store.record_all([answer("deck/a", 4, DAY + 6), answer("deck/a", 4, DAY + 12)])
        scheduler = store.scheduler
    copy = backup.make(path, NOW, "daily")
    assert list(examine.of_copies(path, path, NOW + 999)) == []
    assert examine.glance(path, scheduler, DAY, NOW) == ""
    copied_into(path, older(path))
    (found,) = examine.of_copies(path, path, NOW + 999)
    assert f"the copy {copy.name} has 2 events more" in found.message
    assert examine.glance(path, scheduler, DAY, NOW) == "answers missing"
    assert repair(path, NOW + 9).events == 3
    assert list(examine.of_copies(path, path, NOW + 999)) == []


def test_a_copy_that_was_put_back_on_purpose_is_no_fault(path: Path) -> None:
    with Store(path) as store:
        Shelf(store, basic("a"))
        store.record(answer("deck/a", 4))
    first = backup.make(path, NOW, "by-hand")
    with Store(path) as store:
        store.record(answer("deck/a", 4, DAY + 6))
    backup.make(path, NOW + 100, "by-hand")
    restore(path, first.name, NOW + 200)
    assert list(examine.of_copies(path, path, NOW + 999)) == []


def test_what_is_rescued_twice_is_kept_twice(path: Path) -> None:
    came = other(path)
    for day in (DAY, DAY + 6):
        with Store(path) as store:
            Shelf(store, basic("a"))
            store.record_all([answer("deck/a", 4, answer="x" * 90) for _ in range(90)])
        store = Store(path)
        store.record(answer("deck/a", 4))
        copied_into(path, came)
        with pytest.raises(LibraryError, match=r"trainer restore \S+rescued"):
            store.record(answer("deck/a", 4, day))
        with pytest.raises(LibraryError):
            store.close()
    assert len(copies.listed(path)) == 2


def test_where_nothing_is_left_nothing_is_offered(path: Path) -> None:
    came = other(path)
    store = Store(path)
    copied_into(path, came)
    with pytest.raises(LibraryError, match="Nothing that was answered before is left"):
        store.close()
    assert copies.listed(path) == []


def test_a_file_that_was_only_touched_is_the_same(path: Path) -> None:
    """As some network disks do it, which tell late when a file was changed."""
    with Store(path) as store:
        Shelf(store, basic("a"))
        store.record(answer("deck/a", 4))
        os.utime(path, ns=(1, 1))
        store.record(answer("deck/a", 4, DAY + 6))
        os.utime(path)
    assert copies.listed(path) == []


def test_who_closes_twice_hears_nothing_of_it(path: Path) -> None:
    store = Store(path)
    Shelf(store, basic("a"))
    store.record(answer("deck/a", 4))
    store.close()
    store.close()
    assert copies.listed(path) == []


def test_a_signal_within_a_commit_is_not_taken_for_another_file(path: Path) -> None:
    """SQLAlchemy closes the connection then, and SQLite deletes what is beside the file."""
    store = Store(path)
    store.record(answer("deck/n1", 4, DAY))
    store._connection.close()
    store.close()
    with Store(path) as again:
        assert len(again.events()) == 1
    assert not copies.folder_of(path).exists()
