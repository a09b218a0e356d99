"""One history of several names and accounts: all find its copies, which stay as private as it is."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from stat import S_IMODE

import pytest

from tests.store.test_backup import NOW, used
from trainer import drafts
from trainer.files import ours
from trainer.store import backup, copies
from trainer.store.repair import repair
from trainer.store.restore import restore
from trainer.store.store import Store

pytestmark = pytest.mark.skipif(os.name != "posix", reason="files belong to accounts on POSIX systems")

Other = Callable[..., None]


@pytest.fixture
def other(monkeypatch: pytest.MonkeyPatch) -> Other:
    """Be another account from now on, to which some paths are closed."""
    own = os.getuid()

    def become(*closed: Path) -> None:
        monkeypatch.setattr(os, "getuid", lambda: own + 4242)
        monkeypatch.setattr(os, "access", lambda path, mode: path not in closed and mode != os.W_OK)

    return become


def mode(path: Path) -> int:
    return S_IMODE(path.stat().st_mode)


def test_a_copy_may_be_read_by_those_who_may_write_the_history_and_by_nobody_else(path: Path) -> None:
    used(path, 4)
    for rights, folder, file in (
        (0o600, 0o700, 0o600),
        (0o644, 0o700, 0o600),
        (0o660, 0o750, 0o640),
        (0o666, 0o755, 0o644),
    ):
        shutil.rmtree(copies.folder_of(path), ignore_errors=True)
        path.chmod(rights)
        made = backup.make(path, NOW, "daily")
        assert (mode(made.path.parent), mode(made.path)) == (folder, file), oct(rights)
    path.chmod(0o600)
    made = backup.make(path, NOW + 1, "daily")
    assert (mode(made.path.parent), mode(made.path)) == (0o700, 0o600), "nor those who could once"


def test_a_second_account_has_copies_of_its_own_and_both_are_listed(path: Path, other: Other) -> None:
    used(path, 4)
    path.chmod(0o666)
    first = backup.make(path, NOW, "daily")
    other()
    assert copies.listed(path) == [first]
    second = backup.make(path, NOW + 1, "daily")
    assert second.path.parent.name == f"trainer-backups.{os.getuid()}"
    assert copies.listed(path) == [second, first]
    assert backup.own(path) == [second]
    backup.thin(path, NOW + 10**8, lambda second: 740_000 + second // 86_400)
    assert first.path.exists(), "each thins its own"
    _, aside = restore(path, first.name, NOW + 2)
    assert aside is not None
    assert aside.path.is_relative_to(second.path.parent)


def test_what_another_account_keeps_to_itself_stops_nothing_and_is_told(path: Path, other: Other) -> None:
    used(path, 4)
    first = backup.make(path, NOW, "daily")
    path.chmod(0o666)
    other(first.path.parent, first.path)
    made = backup.make(path, NOW + 1, "daily")
    assert copies.listed(path) == [made]
    assert copies.closed(path) == [first.path.parent]


@pytest.mark.skipif(os.geteuid() != 0, reason="only the administrator gives files away")
def test_what_an_account_that_may_not_write_the_history_put_beside_it_is_no_copy(path: Path) -> None:
    used(path, 4)
    made = backup.make(path, NOW, "daily")
    planted = made.path.parent.with_name("trainer-backups.mallory")
    shutil.copytree(made.path.parent, planted)
    os.chown(planted, 4242, 4242)
    os.chown(path, 4243, 4243)
    assert copies.listed(path) == [made]
    path.chmod(0o666)
    assert len(copies.listed(path)) == 2


@pytest.mark.parametrize("way", ["restore", "repair"])
def test_what_takes_the_place_of_a_history_has_its_rights(path: Path, way: str) -> None:
    used(path, 4)
    path.chmod(0o664)
    made = backup.make(path, NOW, "daily")
    restore(path, made.name, NOW) if way == "restore" else repair(path, NOW)
    assert mode(path) == 0o664


def test_drafts_of_another_account_are_left_alone(path: Path, other: Other) -> None:
    used(path)
    first = drafts.path_of(path)
    drafts.save(first, {"deck/a": "mine"})
    other()
    second = drafts.path_of(path)
    assert second != first
    drafts.save(second, {"deck/a": "theirs"})
    first.unlink()
    assert drafts.path_of(path) == second, "it waits for the next start all the same"


def test_of_an_account_without_a_name_the_number_is_taken(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.touch()
    monkeypatch.setattr(os, "getuid", lambda: 4242)
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert ours(path, path).name == "trainer.db.4242"


def test_a_history_has_one_set_of_copies_and_drafts_by_whatever_name_it_is_reached(tmp_path: Path) -> None:
    disk, home = tmp_path / "disk", tmp_path / "home"
    disk.mkdir()
    home.mkdir()
    used(file := disk / "real.db", 4)
    (link := home / "trainer.db").symlink_to(file)
    (second := home / "again.db").symlink_to(link)
    by_link, by_name = backup.make(link, NOW, "daily"), backup.make(file, NOW + 1, "by-hand")
    for name in (link, second, file):
        assert copies.listed(name) == [by_name, by_link]
        assert drafts.path_of(name) == drafts.path_of(file)
    restore(second, by_link.name, NOW + 2)
    assert [one.reason for one in copies.restorable(file)] == ["set-aside", "by-hand", "daily"]
    assert {one.name for one in home.iterdir()} == {"trainer.db", "again.db"}


def test_each_copy_is_listed_once_however_its_folder_is_reached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (disk := tmp_path / "disk").mkdir()
    (tmp_path / "linked").symlink_to(disk)
    used(disk / "trainer.db", 4)
    made = backup.make(disk / "trainer.db", NOW, "daily")
    monkeypatch.chdir(disk)
    for name in (Path("trainer.db"), tmp_path / "linked" / "trainer.db"):
        assert copies.listed(name) == backup.own(name) == [made]
    made.path.parent.rename(tmp_path / "elsewhere")
    made.path.parent.symlink_to(tmp_path / "elsewhere")
    for name in (Path("trainer.db"), tmp_path / "linked" / "trainer.db"):
        assert copies.listed(name) == backup.own(name) == [made]


def test_copies_that_an_earlier_version_made_under_the_name_of_a_link_are_found_by_it(tmp_path: Path) -> None:
    used(file := tmp_path / "real.db", 4)
    before, after = backup.make(file, NOW, "by-hand"), tmp_path / "trainer-backups"
    before.path.parent.rename(after)
    aside = after / "20260921T141320Z-set-aside"
    aside.mkdir()
    shutil.copy(file, aside / "trainer.db")
    (link := tmp_path / "trainer.db").symlink_to(file)
    assert [one.reason for one in copies.restorable(link)] == ["set-aside", "by-hand"]
    restore(link, aside.name, NOW + 1)
    with Store(file) as store:
        assert len(store.events()) == 1
