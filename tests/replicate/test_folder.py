"""Several machines and a folder: every event reaches every machine, in whatever order they come by."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.build import DAY, Shelf, answer, basic, mark, noon
from trainer import files
from trainer.core.errors import FileError
from trainer.core.moment import Moment
from trainer.goals.forecast import Range
from trainer.goals.goal import Goal
from trainer.goals.log import goals, set_goal, set_holiday
from trainer.replicate.folder import exchange
from trainer.store.store import Store


def device(path: Path) -> Store:
    store = Store(path)
    Shelf(store, basic("a"), basic("b"))
    return store


def sync(store: Store, folder: Path) -> tuple[int, int]:
    found = exchange(store, store.about("device") or "", folder, join=True)
    assert found.refused == ()
    return found.came, found.went


def test_what_one_answered_the_other_has(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    with device(tmp_path / "one.db") as one, device(tmp_path / "two.db") as two:
        one.record(answer("deck/a", 4, DAY))
        assert sync(one, folder) == (0, 1)
        two.record(answer("deck/a", 4, DAY + 1))
        assert sync(two, folder) == (1, 1)
        assert sync(one, folder) == (1, 0)
        assert one.events() == two.events()
        assert one.states() == two.states()
        assert sync(one, folder) == sync(two, folder) == (0, 0)
        assert len(list(folder.iterdir())) == 2


def test_goals_and_holidays_reach_the_other_and_are_sent_once(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    with device(tmp_path / "one.db") as one, device(tmp_path / "two.db") as two:
        when = mark("", "goal").when
        set_goal(one, when, Goal("g", "Interview", by=DAY + 14, made=when.day), Range(0.4, 0.3, 0.5))
        set_holiday(one, when, (DAY + 3, DAY + 4))
        assert sync(one, folder) == (0, 2)
        assert sync(one, folder) == (0, 0)
        assert sync(two, folder) == (2, 0)
        assert goals(two) == goals(one)
        assert len(goals(two).active) == 1
        assert one.undo(when) is not None
        sync(one, folder)
        sync(two, folder)
        assert goals(two).holidays == ()


def test_undo_on_one_is_undo_on_the_other(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    with device(tmp_path / "one.db") as one, device(tmp_path / "two.db") as two:
        one.record(answer("deck/a", 4, DAY))
        sync(one, folder)
        sync(two, folder)
        one.undo(mark("", "undo").when)
        sync(one, folder)
        sync(two, folder)
        assert two.state("deck/a").memory is None


def test_a_line_cut_off_is_passed_over_and_sent_again(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    with device(tmp_path / "one.db") as one, device(tmp_path / "two.db") as two:
        for day in range(3):
            one.record(answer("deck/a", 4, DAY + 10 * day))
        sync(one, folder)
        (file,) = folder.iterdir()
        file.write_bytes(file.read_bytes()[:-40])
        found = exchange(two, two.about("device") or "", folder, join=True)
        assert (found.came, found.passed) == (2, {file.name: 1})
        assert sync(one, folder) == (0, 1)
        assert sync(two, folder)[0] == 1
        assert two.states() == one.states()


def test_files_of_strangers_do_no_harm(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    (folder / "notes.jsonl").write_bytes(b"\xff\xfe not json\n" * 3)
    (folder / "evil.jsonl").write_text(
        '{"format": "trainer history", "version": 1}\n{"id": "x", "device": "e", "at": "now"}\n[]\n'
        '{"id": "y", "device": "e", "at": 99999999999999999999, "day": 1, "offset": 0, "card": "c", "kind": '
        '"review"}\n'
    )
    (folder / "sub.jsonl").mkdir()
    (folder / ".hidden").write_text("x")
    with device(tmp_path / "one.db") as one:
        one.record(answer("deck/a", 4, DAY))
        found = exchange(one, one.about("device") or "", folder, join=True)
        assert (found.came, found.went, found.others) == (0, 1, 1)
        assert found.passed == {"evil.jsonl": 2}
        assert len(found.refused) == 1
        assert len(one.events()) == 1


def test_a_newer_format_and_a_place_that_is_no_folder_are_said(tmp_path: Path) -> None:
    with device(tmp_path / "one.db") as one:
        (tmp_path / "file").write_text("x")
        with pytest.raises(FileError, match="cannot be read"):
            exchange(one, "one", tmp_path / "file")
        stick = tmp_path / "media" / "stick" / "trainer"
        with pytest.raises(FileError, match="Name a folder that is there"):
            exchange(one, "one", stick)
        assert not stick.parent.exists(), "a stick that is not mounted"
        folder = tmp_path / "shared"
        folder.mkdir()
        (folder / "one.jsonl").write_text('{"format": "trainer history", "version": 9}\n')
        with pytest.raises(FileError, match=r"one\.jsonl: .*newer trainer"):
            exchange(one, "one", folder)


@pytest.mark.parametrize("fault", ["newer", "closed", "breaks off"])
def test_one_bad_file_is_named_and_never_stops_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    folder = tmp_path / "shared"
    lines = files.lines
    with device(tmp_path / "one.db") as one, device(tmp_path / "two.db") as two:
        for day in range(3):
            two.record(answer("deck/a", 4, DAY + 9 * day))
        sync(two, folder)
        (theirs,) = folder.iterdir()
        bad = folder / "0.jsonl"
        bad.write_text(theirs.read_text())
        if fault == "newer":
            bad.write_text('{"format": "trainer history", "version": 2, "history": "another"}\n')

        def failing(path: Path, longest: int) -> Iterator[str]:
            for number, text in enumerate(lines(path, longest)):
                if path == bad and number == {"closed": 0, "breaks off": 2}.get(fault):
                    raise PermissionError(13, "Permission denied")
                yield text

        monkeypatch.setattr(files, "lines", failing)
        found = exchange(one, one.about("device") or "", folder)
        assert (found.came, found.others) == (3, 1)
        assert list(found.unread) == ["0.jsonl"]
        assert "0.jsonl" in found.unread["0.jsonl"]
        assert one.states() == two.states()


def test_an_empty_history_waits_for_the_file_that_cannot_be_read_yet(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    with device(tmp_path / "one.db") as one, device(tmp_path / "two.db") as two:
        two.record(answer("deck/a", 4, DAY))
        sync(two, folder)
        (theirs,) = folder.iterdir()
        sound = theirs.read_text()
        theirs.write_text(sound.replace('"version":1', '"version":2'))
        assert list(exchange(one, one.about("device") or "", folder).unread) == [theirs.name]
        theirs.write_text(sound)
        assert exchange(one, one.about("device") or "", folder).came == 1


STEPS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(["answer", "undo", "flag", "sync"]), st.integers(0, 5)),
    max_size=14,
)


@given(STEPS)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_three_devices_end_with_one_history(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, str, int]]
) -> None:
    root = tmp_path_factory.mktemp("three")
    stores = [device(root / f"{number}.db") for number in range(3)]
    try:
        for at, (who, what, grade) in enumerate(steps):
            store = stores[who]
            if what == "answer":
                store.record(answer(f"deck/{'ab'[grade % 2]}", grade, DAY + at))
            elif what == "flag":
                store.record(mark("deck/a", "flag", DAY + at))
            elif what == "undo":
                store.undo(mark("", "undo", DAY + at).when)
            else:
                sync(store, root / "shared")
        for store in (*stores, *stores):
            sync(store, root / "shared")
        assert stores[0].events() == stores[1].events() == stores[2].events()
        assert stores[0].states() == stores[1].states() == stores[2].states()
        assert all(store.mismatches() == [] for store in stores)
    finally:
        for store in stores:
            store.close()


def test_a_history_copied_to_another_machine_does_not_write_the_same_file(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    with device(tmp_path / "one.db") as one:
        one.record(answer("deck/a", 4, DAY))
        sync(one, folder)
    shutil.copyfile(tmp_path / "one.db", tmp_path / "two.db")
    with device(tmp_path / "one.db") as one, device(tmp_path / "two.db") as two:
        one.record(answer("deck/a", 4, DAY + 1))
        sync(one, folder)
        two.record(answer("deck/b", 4, DAY + 1))
        before = {path: path.read_bytes() for path in folder.iterdir()}
        found = exchange(two, two.about("device") or "", folder, join=True)
        assert (found.renamed, found.came, found.went) == (True, 1, 1)
        assert all(path.read_bytes() == content for path, content in before.items())
        assert one.about("device") != two.about("device")
        assert sync(one, folder) == (1, 0)
        assert one.events() == two.events()
        two.record(answer("deck/b", 4, DAY + 9))
        assert not exchange(two, two.about("device") or "", folder, join=True).renamed
        assert two.events()[-1].device == two.about("device")


def test_after_an_older_copy_was_put_back_what_it_lacks_comes_back(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    with device(tmp_path / "one.db") as one:
        one.record(answer("deck/a", 4, DAY))
    shutil.copyfile(tmp_path / "one.db", tmp_path / "older.db")
    with device(tmp_path / "one.db") as one:
        one.record(answer("deck/a", 4, DAY + 1))
        sync(one, folder)
        with device(tmp_path / "older.db") as older:
            assert sync(older, folder) == (1, 0)
            assert older.events() == one.events()


def test_a_device_that_answered_nothing_yet_has_a_name_too(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    with device(tmp_path / "one.db") as one, device(tmp_path / "two.db") as two:
        assert sync(one, folder) == sync(two, folder) == (0, 0)
        assert {path.stem for path in folder.iterdir()} == {one.about("device"), two.about("device")}


def test_who_copied_a_history_takes_back_nothing_of_the_other(tmp_path: Path) -> None:
    folder, when = tmp_path / "shared", Moment(noon(DAY + 20), DAY + 20)
    with device(tmp_path / "one.db") as one:
        one.record(answer("deck/a", 4, DAY))
    shutil.copyfile(tmp_path / "one.db", tmp_path / "two.db")
    with device(tmp_path / "one.db") as one, device(tmp_path / "two.db") as two:
        for day in (1, 3):
            one.record(answer("deck/a", 4, DAY + day))
            two.record(answer("deck/b", 4, DAY + day + 1))
        told = [exchange(store, store.about("device") or "", folder) for store in (one, two, one)]
        assert [found.renamed for found in told] == [False, True, True]
        for store, other, own in ((one, "deck/b", {"deck/a"}), (two, "deck/a", {"deck/a", "deck/b"})):
            store.record(answer("deck/a", 4, DAY + 9))
            cards = [event.card for _ in range(9) if (event := store.undo(when)) is not None]
            assert len(cards) == 4, "what was before the copy, too"
            assert set(cards) == own
            assert len([event for event in store.history(other) if event.grade is not None]) == 2
        for store in (one, two, one, two):
            found = exchange(store, store.about("device") or "", folder)
            assert not found.renamed
        assert one.events() == two.events()
        assert one.states() == two.states()


@pytest.mark.parametrize("first", ["", "\n", '{"format": "trainer hist\n'])
def test_a_file_that_lost_its_first_line_is_read_and_its_history_stays_one(
    tmp_path: Path, first: str
) -> None:
    folder = tmp_path / "shared"

    def exchanged(store: Store) -> tuple[int, tuple[str, ...], bool]:
        found = exchange(store, store.about("device") or "", folder)
        return found.came, found.headless, found.renamed

    with device(tmp_path / "one.db") as one, device(tmp_path / "two.db") as two:
        one.record(answer("deck/a", 4, DAY))
        sync(one, folder)
        (file,) = folder.iterdir()
        file.write_text(first + "".join(file.read_text().splitlines(keepends=True)[1:]))
        assert exchanged(two) == (1, (file.name,), False)
        assert len(two.events()) == 1
        assert exchange(one, one.about("device") or "", folder).mended
        assert json.loads(file.read_text().splitlines()[0])["history"] == one.about("history")
        assert len(file.read_text().splitlines()) == 2
        two.record(answer("deck/b", 4, DAY + 1))
        assert exchanged(two) == (0, (), False)
        assert exchanged(one) == (1, (), False)
        assert one.events() == two.events()
        assert one.about("history") == two.about("history")
