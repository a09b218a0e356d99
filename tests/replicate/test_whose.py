"""Whose files a folder holds: those of who is known are taken, of others it is said that they are there."""

import json
import shutil
import tracemalloc
from pathlib import Path

import pytest

from tests.replicate.test_folder import device
from tests.store.build import DAY, answer
from trainer.core.errors import UsageError
from trainer.replicate.folder import exchange
from trainer.store.store import Store


class TestWhoseHistory:
    """A file is taken from who is known; of others it is said that they are there."""

    def at(self, store: Store, folder: Path, *, join: bool = False) -> tuple[int, tuple[str, ...]]:
        found = exchange(store, store.about("device") or "", folder, join=join)
        return found.came, found.strange

    def test_who_has_answers_joins_only_when_that_is_said(self, tmp_path: Path) -> None:
        folder = tmp_path / "shared"
        with device(tmp_path / "one.db") as one, device(tmp_path / "two.db") as two:
            one.record(answer("deck/a", 4, DAY))
            two.record_all([answer("deck/a", 4, DAY), answer("deck/b", 4, DAY + 1)])
            self.at(one, folder)
            with pytest.raises(UsageError, match="--join"):
                self.at(two, folder)
            assert (len(two.events()), len([*folder.iterdir()])) == (2, 1), "nothing was taken or written"
            assert self.at(two, folder, join=True) == (1, ())
            assert self.at(one, folder) == (2, ())
            two.record(answer("deck/a", 4, DAY + 6))
            self.at(two, folder)
            assert self.at(one, folder) == (1, ())

    @pytest.mark.parametrize("days", [1, 2])
    def test_a_machine_that_has_hardly_begun_joins_like_an_empty_one(self, tmp_path: Path, days: int) -> None:
        folder = tmp_path / "shared"
        with device(tmp_path / "old.db") as old, device(tmp_path / "new.db") as new:
            old.record_all([answer("deck/a", 4, DAY + day) for day in range(days)])
            new.record_all([answer("deck/a", 2, DAY + 6), answer("deck/b", 4, DAY + 6)])
            assert not exchange(old, old.about("device") or "", folder).joined
            found = exchange(new, new.about("device") or "", folder)
            assert (found.came, found.went, found.joined, found.strange) == (days, 2, True, ())
            assert not exchange(new, new.about("device") or "", folder).joined
            assert self.at(old, folder) == (2, ())
            assert (old.events(), old.states()) == (new.events(), new.states())
            assert old.about("history") == new.about("history") != ""

    def test_an_empty_history_joins_the_only_one_that_is_there(self, tmp_path: Path) -> None:
        folder = tmp_path / "shared"
        with device(tmp_path / "one.db") as one, device(tmp_path / "two.db") as two:
            one.record(answer("deck/a", 4, DAY))
            self.at(one, folder)
            assert self.at(two, folder) == (1, ())
            two.record(answer("deck/b", 4, DAY))
            self.at(two, folder)
            assert self.at(one, folder) == (1, ())

    def test_well_formed_events_of_a_stranger_are_not_obeyed(self, tmp_path: Path) -> None:
        folder, theirs = tmp_path / "shared", tmp_path / "theirs"
        with device(tmp_path / "one.db") as one, device(tmp_path / "stranger.db") as stranger:
            one.record(answer("deck/a", 4, DAY))
            stranger.record(answer("deck/a", 1, DAY + 1))
            self.at(one, folder)
            self.at(stranger, theirs)
            (file,) = theirs.iterdir()
            shutil.copy(file, folder / "their.jsonl")
            before = one.states()
            for _ in range(2):
                assert self.at(one, folder) == (0, ("their.jsonl",))
            assert one.states() == before
            assert self.at(one, folder, join=True) == (1, ())
            assert self.at(one, folder) == (0, ())

    @pytest.mark.parametrize("first", [0, 1])
    def test_folders_of_before_go_on_without_a_word(self, tmp_path: Path, first: int) -> None:
        """Their files name no history; both devices begin to name theirs at once."""
        folder = tmp_path / "shared"
        with device(tmp_path / "one.db") as one, device(tmp_path / "two.db") as two:
            for store in (one, two):
                store.record(answer("deck/a", 4, DAY))
            for store in (one, two, one):
                self.at(store, folder, join=True)
            for file in folder.iterdir():
                text = file.read_text().splitlines(keepends=True)
                head = json.loads(text[0])
                assert head.pop("history")
                file.write_text("".join([json.dumps(head) + "\n", *text[1:]]))
            ids = set()
            for store in (one, two):
                store.note("history", f"begun by {store.about('device')}")
            for store in ((one, two) if first else (two, one)) * 2:
                store.record(answer("deck/b", 4, DAY + 9))
                assert self.at(store, folder)[1] == ()
                ids.add(store.about("history"))
            for store in (one, two):
                self.at(store, folder)
            assert one.events() == two.events()
            assert one.about("history") == two.about("history")
            heads = [json.loads(file.read_text().splitlines()[0])["history"] for file in folder.iterdir()]
            assert set(heads) == {one.about("history")}

    def test_a_line_without_an_end_is_read_in_little_room(self, tmp_path: Path) -> None:
        folder = tmp_path / "shared"
        with device(tmp_path / "one.db") as one:
            one.record(answer("deck/a", 4, DAY))
            self.at(one, folder)
            (file,) = folder.iterdir()
            head = file.read_text().splitlines()[0]
            with (folder / "long.jsonl").open("wb") as long:
                long.write(f"{head}\n".encode())
                long.truncate(2**28)
            tracemalloc.start()
            try:
                found = exchange(one, one.about("device") or "", folder)
                assert tracemalloc.get_traced_memory()[1] < 2**25
            finally:
                tracemalloc.stop()
            assert found.passed == {"long.jsonl": 1}
