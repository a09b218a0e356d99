"""What an accident leaves is had back: answers in a -wal without its file, and a history behind a link."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from tests.store.build import DAY, Shelf, answer, basic, noon
from trainer.core.errors import LibraryError
from trainer.core.ids import new_id
from trainer.core.moment import Moment
from trainer.files import save
from trainer.foreign.planned import Plan, mark
from trainer.foreign.write import staged
from trainer.store import backup, copies, examine, readonly
from trainer.store.copies import folder_of
from trainer.store.readonly import readable
from trainer.store.repair import repair
from trainer.store.restore import restore
from trainer.store.salvage import rescue_aside
from trainer.store.store import Store

NOW = 1_795_000_000


def killed(path: Path, *, copied: bool = True) -> set[str]:
    """Leave a history as one does that was killed, with answers in its -wal alone; return the ids of all."""
    with Store(path) as store:
        Shelf(store, basic("a"))
        store.record(answer("deck/a", 4, DAY - 9))
    if copied:
        backup.make(path, NOW - 99, "daily")
    with Store(path) as store:
        for day in range(5):
            store.record(answer("deck/a", 4, DAY + day))
        ids = {event.id for event in store.events()}
        for end in ("", "-wal"):
            shutil.copyfile(f"{path}{end}", path.with_name(f"left{end}"))
    for end in ("", "-wal"):
        path.with_name(f"left{end}").replace(f"{path}{end}")
    return ids


def events(path: Path) -> set[str]:
    with Store(path) as store:
        return {event.id for event in store.events()}


def opened(path: Path) -> None:
    Store(path).close()


def looked_at(path: Path) -> None:
    list(examine.of_file(path, path))


def copied(path: Path) -> None:
    backup.make(path, NOW, "by-hand")


def compared(path: Path) -> None:
    examine.missing(path, path, NOW)
    examine.homes(path)
    examine.glance(path, None, DAY, NOW)  # type: ignore[arg-type]  # it gets no farther
    raise LibraryError("nothing found")


def reported(path: Path) -> None:
    with readable(path) as place:
        Store(place).close()


@pytest.mark.parametrize("way", [opened, looked_at, copied, compared, reported])
@pytest.mark.parametrize("emptied", [False, True])
def test_nobody_destroys_a_wal_whose_file_is_gone(
    path: Path, emptied: bool, way: Callable[[Path], None]
) -> None:
    killed(path)
    wal = Path(f"{path}-wal").read_bytes()
    path.write_bytes(b"") if emptied else path.unlink()
    with pytest.raises(LibraryError):
        way(path)
    assert Path(f"{path}-wal").read_bytes() == wal


@pytest.mark.parametrize("emptied", [False, True])
def test_what_is_in_a_wal_without_its_file_is_had_back(path: Path, emptied: bool) -> None:
    ids = killed(path)
    path.write_bytes(b"") if emptied else path.unlink()
    (copy,) = copies.listed(path)
    _, aside = restore(path, copy.name, NOW)
    assert len(events(path)) == 1
    assert aside is not None
    before = rescue_aside(path, aside.path)
    assert before is not None
    restore(path, before.name, NOW + 1)
    assert events(path) == ids


@pytest.mark.parametrize("emptied", [False, True])
def test_repair_puts_a_wal_without_its_file_and_copies_together(path: Path, emptied: bool) -> None:
    ids = killed(path)
    path.write_bytes(b"") if emptied else path.unlink()
    assert repair(path, NOW).events == len(ids)
    assert events(path) == ids


@pytest.mark.parametrize("way", ["restore", "repair"])
def test_a_history_behind_a_link_stays_there(path: Path, way: str) -> None:
    real = path.with_name("disk") / "real.db"
    real.parent.mkdir()
    path.symlink_to(real)
    ids = killed(real, copied=False)
    before = backup.make(path, NOW - 9, "by-hand")
    with Store(path) as store:
        store.record(answer("deck/a", 4, DAY + 50))
        more = {event.id for event in store.events()}
    if way == "restore":
        _, aside = restore(path, before.name, NOW)
        assert events(real) == ids
    else:
        aside = repair(path, NOW).aside
        assert events(real) == more
    assert path.is_symlink()
    assert aside is not None
    restore(path, str(aside.path), NOW + 1)
    assert path.is_symlink()
    assert events(real) == more
    assert {one.name for one in real.parent.iterdir()} == {"real.db", "real-backups"}


def test_what_is_written_goes_through_links(tmp_path: Path) -> None:
    kept = tmp_path / "dotfiles"
    kept.mkdir()
    for name, there in (("a.toml", True), ("b.toml", False)):
        if there:
            (kept / name).write_text("old")
        link = tmp_path / name
        link.symlink_to(kept / name)
        deck = SimpleNamespace(parts=lambda: ["imported"], path=link, was=mark("saved"), let_go=lambda: None)
        imported = SimpleNamespace(changed=[deck], media=set(), instead={})
        save(link, b"saved")
        assert (link.is_symlink(), (kept / name).read_text()) == (True, "saved")
        with staged(cast(Plan, imported), tmp_path, {}):
            pass
        assert (link.is_symlink(), (kept / name).read_text()) == (True, "imported")


def answered(path: Path, grades: int, day: int = DAY) -> None:
    with Store(path) as store:
        Shelf(store, basic("a"))
        for number in range(grades):
            store.record(answer("deck/a", 4, day + number))


@pytest.mark.parametrize("anew", ["restored over another one", "repaired", "a folder that knows more"])
def test_what_one_did_can_be_taken_back_under_another_device_id(path: Path, anew: str) -> None:
    answered(path, 2)
    copy = backup.make(path, NOW, "by-hand")
    if anew == "a folder that knows more":
        with Store(path) as store:
            device = store.new_device()
    else:
        answered(path.with_name("other.db"), 1)
        path.with_name("other.db").replace(path)
        restore(path, copy.name, NOW + 1)
        if anew == "repaired":
            repair(path, NOW + 2)
    when = Moment(noon(DAY + 9), DAY + 9)
    with Store(path) as store:
        mine = store.events()
        assert store.about("device") != mine[0].device
        assert [deed.event for deed in store.deeds(9)[0]] == mine[::-1]
        other = mine[-1]._replace(id=new_id(when.at), at=when.at, day=when.day)
        store.merge([other])  # by who goes on under the id of before
        assert store.undo(when) == mine[-1]
        assert store.redo(when) == mine[-1]
        assert store.record(answer("deck/a", 4, DAY + 20)).device == store.about("device")
        assert anew != "a folder that knows more" or store.about("device") == device


@pytest.mark.parametrize("repaired", [False, True])
@pytest.mark.parametrize("parted", ["an older copy put back", "copied to another machine"])
def test_all_that_a_history_wrote_itself_can_be_taken_back_and_nothing_that_its_double_did(
    path: Path, parted: str, repaired: bool
) -> None:
    """The two wrote under one id, in turns perhaps; ids alone do not tell who did what."""
    answered(path, 2)
    copy = backup.make(path, NOW, "by-hand")
    if parted == "an older copy put back":
        answered(path, 3, DAY + 10)
        with Store(path) as store:
            double = store.events()
        restore(path, copy.name, NOW + 1)
        answered(path, 2, DAY + 20)
        days = {DAY, DAY + 1, DAY + 20, DAY + 21}
    else:
        double_path = path.with_name("double.db")
        shutil.copy(copy.path, double_path)
        for day in (10, 12, 14):
            answered(double_path, 1, DAY + day)
            answered(path, 1, DAY + day + 1)
        with Store(double_path) as store:
            double = store.events()
        days = {DAY, DAY + 1, DAY + 11, DAY + 13, DAY + 15}
    with Store(path) as store:
        assert store.merge(double[:-1]).renamed
        assert not store.merge(double).renamed, "it is told apart already"
        store.record(answer("deck/a", 4, DAY + 30))
    if repaired:
        shutil.rmtree(folder_of(path))
        repair(path, NOW + 2)
    with Store(path) as store:
        deeds = [deed.event.day for deed in store.deeds(99)[0]]
        assert deeds == sorted(days | {DAY + 30}, reverse=True)
        taken = []
        while (event := store.undo(Moment(noon(DAY + 40), DAY + 40))) is not None:
            taken.append(event.day)
        assert taken == deeds


@pytest.mark.parametrize("replaced", [False, True])
def test_at_the_end_no_answer_is_said_to_be_lost_that_was_saved(path: Path, replaced: bool) -> None:
    store = Store(path)
    Shelf(store, basic("a"))
    store.record(answer("deck/a", 4))
    backup.make(path, NOW, "daily")
    answered(path.with_name("other.db"), 1)
    store.record(answer("deck/a", 4, DAY + 6))
    path.with_name("other.db").replace(path) if replaced else path.unlink()
    with pytest.raises(LibraryError, match=r"deleted, replaced .* `trainer restore \S+rescued`") as told:
        store.close()
    assert "not saved" not in str(told.value)
    if not replaced:
        rescued = str(told.value).split("`trainer restore ")[1].split("`")[0]
        with pytest.raises(LibraryError, match=rescued):
            Store(path)


def test_on_a_full_disk_a_history_is_read_from_a_copy(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answered(path, 3)
    with readable(path) as place:
        assert place == path
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=8192))
    with readable(path) as place:
        assert place != path
        assert len(events(place)) == 3


@pytest.mark.parametrize(("code", "blamed"), [("FULL", True), ("IOERR_SHMSIZE", True), ("CORRUPT", False)])
def test_a_full_disk_is_blamed_where_it_was_written(
    path: Path, monkeypatch: pytest.MonkeyPatch, code: str, blamed: bool
) -> None:
    answered(path, 1)
    copy = backup.make(path, NOW, "by-hand")

    @contextmanager
    def failing(_: Path) -> Iterator[None]:
        error = sqlite3.OperationalError(code)
        error.sqlite_errorcode = getattr(sqlite3, f"SQLITE_{code}")
        raise error
        yield

    monkeypatch.setattr("trainer.store.restore.verify", lambda _: 1)
    monkeypatch.setattr(backup, "reading", failing)
    with pytest.raises(LibraryError) as told:
        restore(path, copy.name, NOW)
    assert (str(copy.path) in str(told.value)) is not blamed
    assert len(events(path)) == 1


def test_what_a_killed_program_left_of_a_file_goes_with_the_next_one_there(tmp_path: Path) -> None:
    old, young, mine = (tmp_path / f".{name}.part" for name in ("0123456789abcdef", "f" * 16, "notes"))
    for file in (old, young, mine):
        file.write_bytes(b"half")
    for file in (old, mine):
        os.utime(file, (NOW - 10**6, NOW - 10**6))
    save(tmp_path / "deck.yaml", b"whole")
    assert sorted(tmp_path.iterdir()) == sorted([young, mine, tmp_path / "deck.yaml"])


def test_what_is_wrong_with_a_copy_that_is_read_instead_is_said_of_the_history(path: Path) -> None:
    """With the ways back that it has: the copies lie beside it."""
    with Store(path) as store:
        store.record(answer("deck/a", 4))
    made = backup.make(path, 1_700_000_000, "daily")
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(LibraryError) as told, readonly.copied(path) as place, Store(place) as store:
        store.events()
    assert str(path) in str(told.value)
    assert str(place) not in str(told.value)
    assert made.name in str(told.value)
    with pytest.raises(LibraryError, match=str(path)), readonly.copied(path) as place:
        raise LibraryError(f"{place} is odd")
