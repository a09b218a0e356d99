"""A folder of exchange as time goes on: the stick that it was on is not in, what carries it about leaves
copies in it, a disk loses some of it, a device goes under another id."""

import errno
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.replicate.test_folder import device
from tests.store.build import DAY, answer, by_hand
from trainer import files
from trainer.core.errors import FileError
from trainer.replicate.folder import Exchanged, exchange
from trainer.store.log import Merged
from trainer.store.store import Store


def through(store: Store, folder: Path, **how: bool) -> Exchanged:
    return exchange(store, store.about("device") or "", folder, **how)


def of_no_day(sound: bytes) -> bytes:
    """Return a line that can be read, of an event that no log takes in."""
    return json.dumps(json.loads(sound) | {"day": -5}).encode() + b"\n"


class TestGone:
    """A folder that this history was exchanged through is not begun anew unasked: the stick may not be in."""

    @pytest.mark.parametrize("left", ["nothing", "an empty folder", "a file of something else"])
    def test_one_that_is_gone_is_said_to_be(self, tmp_path: Path, left: str) -> None:
        folder = tmp_path / "stick"
        with device(tmp_path / "one.db") as one:
            one.record(answer("deck/a", 4, DAY))
            assert through(one, folder).made
            shutil.move(folder, tmp_path / "away")
            if left != "nothing":
                folder.mkdir()
            if left == "a file of something else":
                (folder / "notes.txt").write_text("mine")
            before = sorted(tmp_path.rglob("*.jsonl"))
            with pytest.raises(FileError, match="exchanged through before, and is"):
                through(one, folder)
            assert sorted(tmp_path.rglob("*.jsonl")) == before
            assert through(one, folder, new=True).went == 1
            assert through(one, folder).went == 0

    def test_one_that_may_not_be_looked_into_is_not_called_empty(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = tmp_path / "share"
        with device(tmp_path / "one.db") as one:
            through(one, folder)
            scandir, listdir = os.scandir, os.listdir

            def closed(look: Any) -> Any:
                def looked(path: Any = ".") -> Any:
                    if Path(path) == folder:
                        raise PermissionError(13, "Permission denied")
                    return look(path)

                return looked

            monkeypatch.setattr(os, "scandir", closed(scandir))
            monkeypatch.setattr(os, "listdir", closed(listdir))
            with pytest.raises(FileError, match="Permission denied"):
                through(one, folder)

    @pytest.mark.parametrize("left", ["nothing", "another folder"])
    def test_one_that_goes_away_meanwhile_is_not_made(
        self, tmp_path: Path, left: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = tmp_path / "stick"
        with device(tmp_path / "one.db") as one, device(tmp_path / "two.db") as two:
            two.record(answer("deck/a", 4, DAY))
            through(two, folder)
            merge = one.merge

            def pulled(*events: Any) -> Merged:
                shutil.move(folder, tmp_path / "away")
                if left != "nothing":
                    folder.mkdir()
                return merge(*events)

            monkeypatch.setattr(one, "merge", pulled)
            with pytest.raises(FileError, match="went away during the exchange"):
                through(one, folder)
            assert (len(one.events()), [*folder.glob("*")]) == (1, [])

    def test_only_the_first_folder_is_made_unasked(self, tmp_path: Path) -> None:
        with device(tmp_path / "one.db") as one:
            found = through(one, tmp_path / "Sync")
            assert (found.made, found.begun) == (True, True)
            with pytest.raises(FileError, match=r"There is no folder .*Sycn.* The one before was .*Sync;"):
                through(one, tmp_path / "Sycn")
            assert not (tmp_path / "Sycn").exists()
            assert through(one, tmp_path / "Sycn", new=True).made
            (tmp_path / "other").mkdir()
            found = through(one, tmp_path / "other")
            assert (found.made, found.begun) == (False, True)
            assert not through(one, tmp_path / "other").begun
            for gone, named in (("other", "Sycn"), ("Sycn", "Sync")):
                shutil.rmtree(tmp_path / gone)
                with pytest.raises(
                    FileError, match=f"There is no folder .*q.* The one before was .*{named};"
                ):
                    through(one, tmp_path / "q")
            shutil.rmtree(tmp_path / "Sync")
            with pytest.raises(
                FileError, match=r"There is no folder .*q\. Nothing was written\. `trainer sync"
            ):
                through(one, tmp_path / "q")

    def test_files_of_others_alone_are_as_good_as_ones_own(self, tmp_path: Path) -> None:
        with device(tmp_path / "one.db") as one, device(tmp_path / "two.db") as two:
            through(one, tmp_path / "shared")
            through(two, tmp_path / "shared")
            (tmp_path / "shared" / f"{one.about('device')}.jsonl").unlink()
            assert through(one, tmp_path / "shared").others == 1


def test_copies_that_a_carrier_made_are_taken_named_and_no_devices(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    with device(tmp_path / "one.db") as one, device(tmp_path / "two.db") as two:
        through(one, folder)
        through(two, folder)
        two.record(answer("deck/a", 4, DAY))
        through(two, folder)
        names = [f"{two.about('device')}.sync-conflict-20261127-180000-ABCDEFG.jsonl"]
        names += [f"{two.about('device')} (Anna's conflicted copy).jsonl", f"{one.about('device')}~1.jsonl"]
        lines = (folder / f"{two.about('device')}.jsonl").read_text().splitlines(keepends=True)
        more = by_hand(lines[1], id="0192f1e5-7600-7fa5-b342-202da97a8e10")
        (folder / names[0]).write_text("".join([*lines[1:], f"{more}\n", "cut"]))  # without its first line
        (folder / names[1]).write_text("".join(lines))
        (folder / names[2]).write_text((folder / f"{one.about('device')}.jsonl").read_text())
        found = through(one, folder)
        assert (found.came, found.others, found.news) == (2, 1, ())
        assert (set(found.copies), found.incomplete) == (set(names[1:]), {names[0]: 2})
        for name in names:
            (folder / name).unlink()
        assert through(one, folder)[:3] == (0, 1, 1), "what only a copy had is sent"
        assert through(two, folder)[:3] == (1, 0, 1)


@pytest.mark.parametrize("is_the_only_file", [False, True])
@pytest.mark.parametrize(
    ("second", "lines"),
    [(lambda sound: sound[:-40], 1), (lambda sound: sound.replace(b'"at"', b'"\xfft"'), 1), (of_no_day, 1)],
    ids=["cut", "a bad byte", "refused"],
)
def test_a_copy_is_said_to_be_taken_only_if_every_line_of_it_was(
    tmp_path: Path, second: Callable[[bytes], bytes], lines: int, *, is_the_only_file: bool
) -> None:
    folder = tmp_path / "shared"
    with device(tmp_path / "one.db") as one, device(tmp_path / "two.db") as two:
        through(one, folder)
        one.record(answer("deck/a", 4, DAY))
        through(one, folder)
        file = folder / f"{one.about('device')}.jsonl"
        whole = file.read_bytes().splitlines(keepends=True)
        copy = folder / f"{file.stem} (conflicted copy).jsonl"
        copy.write_bytes(b"".join([*whole, second(whole[-1].replace(b'"id":"0', b'"id":"1'))]))
        if is_the_only_file:
            file.unlink()
        found = through(two, folder)
        assert (found.came, found.copies, found.incomplete) == (1, (), {copy.name: lines})


def test_a_copy_that_cannot_be_read_to_its_end_is_not_said_to_be_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "shared"
    with device(tmp_path / "one.db") as one, device(tmp_path / "two.db") as two:
        through(one, folder)
        file = folder / f"{one.about('device')}.jsonl"
        copy = folder / f"{file.stem}~1.jsonl"
        shutil.copyfile(file, copy)
        of_disk, reads = files.lines, 0

        def failing(path: Path, most: int) -> Iterator[str]:
            nonlocal reads
            reads += path == copy
            if path == copy and reads > 1:
                raise OSError(errno.EIO, "Input/output error")
            return of_disk(path, most)

        monkeypatch.setattr(files, "lines", failing)
        found = through(two, folder)
        assert (found.copies, found.incomplete, set(found.unread)) == ((), {}, {copy.name})


def test_an_id_that_nobody_goes_on_under_is_no_device(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    with device(tmp_path / "one.db") as one:
        one.record(answer("deck/a", 4, DAY))
    shutil.copyfile(tmp_path / "one.db", tmp_path / "older.db")
    with device(tmp_path / "one.db") as one:
        one.record(answer("deck/a", 4, DAY + 1))
        through(one, folder)
    with device(tmp_path / "one.db") as one, device(tmp_path / "older.db") as older:
        assert (through(older, folder).renamed, through(older, folder).others) == (True, 0)
        one.record(answer("deck/a", 4, DAY + 2))
        assert through(one, folder).others == 1
        assert through(older, folder).others == 1, "it is a second machine"


def test_an_id_that_two_went_on_under_and_left_is_no_device_to_others(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    with device(tmp_path / "one.db") as one, device(tmp_path / "other.db") as other:
        through(one, folder)
        through(other, folder)
        one.record(answer("deck/a", 4, DAY))
    shutil.copyfile(tmp_path / "one.db", tmp_path / "copied.db")
    with (
        device(tmp_path / "one.db") as one,
        device(tmp_path / "copied.db") as copied,
        device(tmp_path / "other.db") as other,
        device(tmp_path / "new.db") as new,
    ):
        one.record(answer("deck/a", 4, DAY + 1))
        copied.record(answer("deck/a", 4, DAY + 1))
        through(one, folder)
        assert through(copied, folder).renamed
        assert through(one, folder).renamed
        assert [through(each, folder).others for each in (one, copied, other, new)] == [2, 2, 2, 3]
        for file in folder.iterdir():
            file.write_bytes(file.read_bytes()[:-30])  # what mends a file keeps what its head says
        for each in (one, copied, other, new):
            through(each, folder)
        assert [through(each, folder).others for each in (one, copied, other, new)] == [3, 3, 3, 3]


def test_an_id_is_a_device_again_when_somebody_goes_on_under_it(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    with device(tmp_path / "one.db") as one:
        one.record(answer("deck/a", 4, DAY))
    shutil.copyfile(tmp_path / "one.db", tmp_path / "copied.db")
    with device(tmp_path / "one.db") as one:
        one.record(answer("deck/a", 4, DAY + 1))
        through(one, folder)
    with (
        device(tmp_path / "one.db") as one,
        device(tmp_path / "copied.db") as copied,
        device(tmp_path / "other.db") as other,
    ):
        assert through(copied, folder).renamed
        assert through(other, folder).others == 1, "that the copy goes on under another id is all it knows"
        one.record(answer("deck/a", 4, DAY + 2))
        through(one, folder)
        assert through(other, folder).others == 2


@pytest.mark.parametrize("damage", ["zeros", "cut", "merged", "noise", "its first page"])
def test_a_device_mends_its_own_file_and_others_say_once_what_is_wrong(tmp_path: Path, damage: str) -> None:
    folder = tmp_path / "shared"
    with device(tmp_path / "one.db") as one, device(tmp_path / "two.db") as two:
        for day in range(30):
            one.record(answer("deck/a", 4, DAY + day, answer="what was said"))
        through(one, folder)
        through(two, folder)
        file = folder / f"{one.about('device')}.jsonl"
        whole = file.read_bytes()
        lines = whole.splitlines(keepends=True)
        file.write_bytes(
            {
                "zeros": bytes(len(whole)),
                "cut": whole[:-40],
                "merged": b"".join([*lines[:9], b"<<<<<<< HEAD\n", lines[9], b"=======\n", *lines[10:]]),
                "noise": bytes(range(256)) * 9,
                "its first page": bytes(4096) + whole[4096:],
            }[damage]
        )
        first, second = through(two, folder), through(two, folder)
        assert (second.news, second.passed) == ((), first.passed)
        assert (file.name in first.news) == (damage in ("cut", "merged", "its first page"))
        found = through(one, folder)
        assert (found.renamed, found.others, found.mended > 0) == (False, 1, True)
        assert through(one, folder) == through(one, folder)
        assert through(one, folder).mended == 0
        there = {
            json.loads(text).get("id") for each in folder.iterdir() for text in each.read_text().splitlines()
        }
        assert there >= {event.id for event in one.events()}
        assert through(two, folder).passed == {}
        assert (one.events(), through(two, folder).came) == (two.events(), 0)
