"""Copies of the history: sound, thinned, put back, and the way back from that."""

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.build import DAY, Shelf, answer, basic
from trainer.core.day import study_day
from trainer.core.errors import LibraryBusyError, LibraryError, UsageError
from trainer.store import backup, copies, examine
from trainer.store.aside import set_aside
from trainer.store.copies import Backup
from trainer.store.repair import repair
from trainer.store.restore import restore
from trainer.store.store import Store

NOW = 1_790_000_000


def used(path: Path, *grades: int) -> None:
    with Store(path) as store:
        Shelf(store, basic("a"))
        for number, grade in enumerate(grades):
            store.record(answer("deck/a", grade, DAY + 10 * number))


def test_a_copy_has_all_events_of_a_file_in_use_and_is_private(path: Path) -> None:
    used(path, 4)
    with Store(path) as store:
        store.record(answer("deck/a", 4, DAY + 20))  # in the -wal only
        made = backup.make(path, NOW, "by-hand")
    assert backup.verify(made.path) == 2
    assert copies.listed(path) == [made]
    assert made.name == "20260921T141320Z-by-hand"
    if os.name == "posix":
        assert made.path.stat().st_mode & 0o077 == 0


def test_a_copy_is_put_back_and_so_is_what_it_replaced(path: Path) -> None:
    used(path, 4)
    first = backup.make(path, NOW, "daily")
    used(path, 4, 4)
    chosen, aside = restore(path, first.name, NOW + 1)
    assert chosen == first
    with Store(path) as store:
        assert len(store.events()) == 1
    assert aside is not None
    restore(path, str(aside.path), NOW + 2)
    with Store(path) as store:
        assert len(store.events()) == 3


def test_a_stray_wal_is_not_played_onto_the_copy(path: Path) -> None:
    used(path, 4)
    made = backup.make(path, NOW, "daily")
    path.with_name(f"{path.name}-wal").write_bytes(b"x" * 5000)
    path.write_bytes(b"garbage" * 1000)
    restore(path, made.name, NOW + 1)
    assert not path.with_name(f"{path.name}-wal").exists()
    with Store(path) as store:
        assert len(store.events()) == 1


def test_what_is_damaged_or_unknown_is_not_put_back(path: Path) -> None:
    used(path, 4)
    made = backup.make(path, NOW, "daily")
    before = path.read_bytes()
    with pytest.raises(UsageError, match="backup list"):
        restore(path, "yesterday", NOW)
    made.path.write_bytes(made.path.read_bytes()[:5000])
    with pytest.raises(LibraryError, match="damaged"):
        restore(path, made.name, NOW)
    assert path.read_bytes() == before


def test_a_history_in_use_is_not_replaced(path: Path) -> None:
    used(path, 4)
    made = backup.make(path, NOW, "daily")
    with Store(path) as store:
        store.record(answer("deck/a", 4, DAY + 20))
        with pytest.raises(LibraryBusyError, match="held by another program") as told:
            restore(path, made.name, NOW)
        assert "Nothing was changed." in str(told.value)
        assert "last change" not in str(told.value), "there was none"
        assert len(store.events()) == 2


def test_a_damaged_history_makes_no_copy(path: Path) -> None:
    used(path, 4)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'event'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    with pytest.raises(LibraryError, match="damaged"):
        backup.make(path, NOW, "daily")
    assert copies.listed(path) == []
    assert list(copies.folder_of(path).iterdir()) == []


def day_of(second: int) -> int:
    return 740_000 + (second - NOW) // 86_400


def test_one_is_due_on_each_day_however_early_it_is(path: Path) -> None:
    assert not backup.due(path, NOW, day_of)  # nothing to copy
    used(path, 4)
    assert backup.due(path, NOW, day_of)
    backup.make(path, NOW + 80_000, "by-hand")
    backup.make(path, NOW + 90 * 86_400, "daily")  # under a clock that was wrong
    assert not backup.due(path, NOW + 86_399, day_of)
    assert backup.due(path, NOW + 86_400, day_of)


def test_what_a_wrong_clock_dated_ahead_throws_out_none_of_the_others() -> None:
    """A clock that was wrong for a year would else leave only its own copies."""
    ahead = [Backup(Path(f"a{n}"), NOW + 86_400 * (900 - n), why) for n, why in enumerate(["daily"] * 400)]
    true = [Backup(Path(f"t{n}"), NOW - 86_400 * n, why) for n, why in enumerate(["daily", "by-hand"] * 5)]
    gone = backup.superfluous([*ahead, *true], NOW, day_of)
    assert not set(gone) & set(true)
    assert len(gone) > 300


def test_the_copy_that_is_named_as_the_newest_is_none_of_a_wrong_clock(path: Path) -> None:
    used(path, 4)
    ahead, true = backup.make(path, NOW + 1, "daily"), backup.make(path, NOW, "daily")
    os.utime(ahead.path, (2**32, 2**32))
    assert copies.latest(path) == true
    true.path.unlink()
    assert copies.latest(path) == ahead, "better than none"


def test_what_was_set_aside_goes_when_more_was_since_and_it_is_long_ago(path: Path) -> None:
    used(path, 4)
    seconds = [NOW + 86_400 * day for day in range(20)]
    for second in seconds:
        assert set_aside(path, second)
        path.unlink()  # another one takes its place
        used(path, 4)
    here = [one.made for one in copies.set_aside_before(path)]
    assert here == seconds[::-1]
    other = copies.set_aside_before(path)[-1].path.with_name("somebody's.txt")
    other.touch()
    backup.thin(path, seconds[5] + backup.KEPT_ASIDE, day_of)
    kept = [one.made for one in copies.set_aside_before(path)]
    assert kept == seconds[:4:-1]
    assert [one.name for one in other.parent.iterdir()] == [other.name]
    backup.thin(path, seconds[19] + 10 * backup.KEPT_ASIDE, day_of)
    kept = [one.made for one in copies.set_aside_before(path)]
    assert kept == seconds[: -backup.KEPT_OTHERS - 1 : -1], "the newest stay, however old they are"


@given(st.lists(st.tuples(st.integers(0, 900), st.sampled_from(["daily", "daily", "by-hand"])), max_size=200))
def test_days_weeks_and_months_keep_one_each(made: list[tuple[int, str]]) -> None:
    found = [Backup(Path(f"{n}"), NOW - 86_400 * days, why) for n, (days, why) in enumerate(sorted(made))]
    gone = set(backup.superfluous(found, NOW, day_of))
    kept = [one for one in found if one not in gone]
    by_hand = [one for one in found if one.reason != "daily"]
    assert set(by_hand[: backup.KEPT_OTHERS]) <= set(kept)
    most = backup.KEPT_DAYS + backup.KEPT_WEEKS + backup.KEPT_MONTHS
    assert len(kept) <= most + min(backup.KEPT_OTHERS, len(by_hand))
    latest = list({one.made: one for one in reversed(found)})[-backup.KEPT_DAYS :]
    assert {one.made for one in kept} >= set(latest)


@pytest.mark.parametrize("often", [4, 24])
def test_over_months_an_exchange_by_the_hour_leaves_copies_of_all_of_them(often: int) -> None:
    """Each copy makes a daily one needless for a day, so that there is none besides."""
    have = [Backup(Path("wished"), NOW - 2, "by-hand"), Backup(Path("rescued"), NOW - 1, "rescued")]
    for hour in range(0, 24 * 400, 24 // often):
        have.append(Backup(Path(f"{hour}"), NOW + 3600 * hour, "before-sync"))
        have.sort(key=lambda one: one.made, reverse=True)
        gone = set(backup.superfluous(have, NOW + 3600 * hour, day_of))
        have = [one for one in have if one not in gone]
    assert {"wished", "rescued"} <= {one.path.name for one in have}
    ages = [(have[0].made - one.made) // 86_400 for one in have if one.reason == "before-sync"]
    assert set(range(backup.KEPT_DAYS - 1)) <= set(ages)
    assert any(50 < age < 70 for age in ages)
    assert any(200 < age < 260 for age in ages)
    assert len(have) < 50


def test_a_copy_of_another_devices_history_goes_on_under_an_id_of_its_own(path: Path, tmp_path: Path) -> None:
    used(path, 4)
    with Store(path) as store:
        here = store.about("device")
    mine = backup.make(path, NOW, "by-hand")
    other = tmp_path / "other" / "trainer.db"
    used(other, 4, 4)
    theirs = backup.make(other, NOW + 1, "by-hand")
    shutil.copyfile(theirs.path, mine.path.parent / theirs.path.name)
    restore(path, theirs.name, NOW + 2)
    with Store(path) as store, Store(other) as elsewhere:
        assert store.events() == elsewhere.events()
        assert store.about("device") not in (None, here, elsewhere.about("device"))
    restore(path, mine.name, NOW + 3)
    with Store(path) as store:
        assert store.about("device") != here, "this file is one of the other device by now"
    again = backup.make(path, NOW + 4, "by-hand")
    with Store(path) as store:
        now = store.about("device")
    restore(path, again.name, NOW + 5)
    with Store(path) as store:
        assert store.about("device") == now, "its own copy stays its own"


NAMES = (
    *("20261131T120000Z-daily.db", "20269999T999999Z-daily.db", "00000101T000000Z-daily.db"),
    *("99991231T235959Z-daily.db", "00010101T000000Z-daily.db", "20261101T120000Z-.db", "-daily.db", "x"),
    *("٢٠٢٦١١٠١T١٢٠٠٠٠Z-daily.db", "20261101T120000Z-daily.db-wal", "\udcff.db", "20261101T246060Z-a.db"),
)


@pytest.mark.parametrize("folder", [False, True])
def test_no_name_among_the_copies_stops_anything(path: Path, folder: bool) -> None:
    used(path, 4)
    mine = backup.make(path, NOW, "by-hand")
    for name in NAMES:
        other = copies.folder_of(path) / name
        other.mkdir() if folder else other.touch()
    assert mine in copies.listed(path)
    assert backup.due(path, NOW + 90_000, day_of)
    made = backup.make(path, NOW + 90_000, "daily")
    assert made in copies.listed(path)
    restore(path, mine.name, NOW + 90_001)
    assert list(examine.of_copies(path, path, NOW + 90_002)) == []
    assert repair(path, NOW + 90_002).events == 1
    assert len(list(copies.folder_of(path).iterdir())) > len(NAMES), "what others put there stays"


def test_two_programs_may_copy_in_the_same_second(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    used(path, 4)
    whole, first = backup.copy_whole, list[Path]()

    def slow(source: Path, target: Path) -> None:
        whole(source, target)
        if not first:  # another one begins and ends meanwhile
            first.append(target)
            backup.make(path, NOW, "before-sync")

    monkeypatch.setattr(backup, "copy_whole", slow)
    made = backup.make(path, NOW, "before-sync")
    assert backup.verify(made.path) > 0
    assert [one.path for one in copies.listed(path)] == [made.path] == list(made.path.parent.iterdir())


def test_a_history_that_is_only_begun_is_not_copied(path: Path) -> None:
    path.write_bytes(b"")
    with pytest.raises(LibraryError, match="there is nothing to copy"):
        backup.make(path, NOW, "daily")
    assert copies.listed(path) == []


def test_of_each_day_as_it_is_for_the_learner_the_last_copy_is_kept() -> None:
    """Far from Greenwich a day of UTC has parts of two evenings."""
    east = timezone(timedelta(hours=13))
    evenings = [datetime(2026, 9, day, hour, tzinfo=east) for day in range(1, 9) for hour in (12, 14, 23)]
    found = [Backup(Path(f"{at:%d-%H}"), int(at.timestamp()), "daily") for at in reversed(evenings)]

    def day(second: int) -> int:
        return study_day(datetime.fromtimestamp(second, east), 4)

    gone = backup.superfluous(found, found[0].made, day)
    assert {one.path.name for one in found} - {one.path.name for one in gone} == {
        f"{day:02}-23" for day in range(1, 9)
    }


def test_what_is_kept_already_is_not_set_aside_again(path: Path) -> None:
    used(path, 4)
    first = backup.make(path, NOW, "by-hand")
    used(path, 4, 4)
    _, aside = restore(path, first.name, NOW + 1)
    assert aside is not None
    assert aside.same is None, "it was nowhere"
    _, again = restore(path, first.name, NOW + 2)
    assert again is not None
    assert again.same == first
    assert again.path.samefile(first.path), "one file under two names, so that each may be thinned"
    for second in range(3, 9):
        used(path)  # opened, and decks taken up: nothing that was answered
        _, more = restore(path, first.name, NOW + second)
        assert more is not None
        assert (more.path, more.same) == (again.path, copies.set_aside_before(path)[0])
    assert len(copies.set_aside_before(path)) == 2
    restore(path, str(aside.path), NOW + 20)
    with Store(path) as store:
        assert len(store.events()) == 3


def test_what_lacks_anything_of_a_history_or_has_more_is_not_the_same(path: Path) -> None:
    used(path, 4)
    copy = backup.make(path, NOW, "by-hand").path
    assert backup.is_same(path, copy)
    changes = (
        "UPDATE event SET answer = 'other'",
        "INSERT INTO about VALUES ('history', 'shared')",
        "INSERT INTO alias VALUES ('old', 'deck/a')",
        "DELETE FROM event",
    )
    for change in changes:
        shutil.copy(copy, other := copy.with_name("other.db"))
        with closing(sqlite3.connect(other)) as connection:
            connection.execute("DROP TRIGGER event_is_final")
            connection.execute("DROP TRIGGER event_stays")
            connection.execute(change)
            connection.commit()
        assert not backup.is_same(path, other), change
        assert not backup.is_same(other, path), change
    other.write_bytes(b"")
    assert not backup.is_same(path, other)
    other.write_bytes(b"garbage")
    assert not backup.is_same(path, other)


def test_a_set_aside_history_counts_from_the_last_time_it_was_one(path: Path) -> None:
    used(path, 4)
    for number in range(backup.KEPT_OTHERS + 1):
        set_aside(path, NOW + number)
        shutil.copy(path, other := path.with_name("other.db"))
        other.replace(path)
        used(path, 4)
    oldest = copies.set_aside_before(path)[-1]
    assert oldest.made == NOW
    restore(path, oldest.name, NOW + 100)
    later = NOW + 20 * 86_400
    _, aside = restore(path, copies.set_aside_before(path)[0].name, later)
    assert aside is not None
    assert aside.path == oldest.path
    backup.thin(path, NOW + backup.KEPT_ASIDE + 86_400, day_of)
    assert oldest.path.exists()
    backup.thin(path, later + backup.KEPT_ASIDE + 1, day_of)
    assert not oldest.path.exists()


def test_before_an_exchange_what_did_not_change_is_not_copied_again(path: Path) -> None:
    used(path, 4)
    backup.make(path, NOW, "daily")
    assert not backup.has_same(path, "before-sync"), "that one may be thinned sooner"
    backup.make(path, NOW + 1, "before-sync")
    assert backup.has_same(path, "before-sync")
    used(path, 4)
    assert not backup.has_same(path, "before-sync")


def test_nor_is_another_devices_history_under_an_id_that_wrote_nothing(path: Path, tmp_path: Path) -> None:
    used(path, 4)
    used(other := tmp_path / "other" / "trainer.db", 4, 4)
    theirs = str(backup.make(other, NOW, "by-hand").path)
    restore(path, theirs, NOW + 1)
    for second in range(2, 5):
        _, aside = restore(path, theirs, NOW + second)
        assert aside is not None
    assert len(copies.set_aside_before(path)) == 2
    used(path, 4)
    restore(path, theirs, NOW + 9)
    assert len(copies.set_aside_before(path)) == 3


def test_a_history_that_lost_power_in_the_middle_of_a_change_is_read(path: Path, tmp_path: Path) -> None:
    """What undoes the change lies beside it, and only who may write can do that."""
    used(path, 4)
    (left := tmp_path / "left").mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN")
        connection.execute("CREATE TABLE more AS SELECT randomblob(9000) FROM event")
        for file in path.parent.glob("trainer.db*"):
            if file.is_file():
                shutil.copy(file, left)
        connection.execute("ROLLBACK")
    there = left / "trainer.db"
    assert backup.beside(there, "-journal").stat().st_size > 0
    assert [*examine.of_file(there, there)][1:] == []
    with backup.reading(there) as connection:
        assert connection.execute("SELECT count(*) FROM event").fetchone() == (1,)
