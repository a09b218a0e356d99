"""The id of an event stands for one content: a line that has another one is told of, and changes nothing."""

import json
import shutil
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest

from tests.replicate.server import Place
from tests.replicate.test_folder import device
from tests.store.build import DAY, answer
from trainer.core.differing import ALIKE, difference
from trainer.core.errors import FileError
from trainer.core.log import ANKI, Event
from trainer.replicate import folder as folder_module
from trainer.replicate import postgres
from trainer.replicate.folder import Exchanged, exchange
from trainer.replicate.lines import written
from trainer.store.store import Store


def sync(store: Store, folder: Path) -> Exchanged:
    return exchange(store, store.about("device") or "", folder, join=True)


def file_of(store: Store, folder: Path) -> Path:
    return folder / f"{store.about('device')}.jsonl"


def edit(file: Path, **fields: object) -> None:
    """Change the first event of a file."""
    head, first, *rest = file.read_text().splitlines()
    file.write_text("\n".join([head, json.dumps(json.loads(first) | fields), *rest, ""]))


EDITS = [{"grade": 1}, {"card": "deck/b"}, {"kind": "cram"}, {"day": DAY + 9}, {"detail": '{"a": 1}'}]


@pytest.mark.parametrize("fields", EDITS)
def test_the_writer_puts_its_own_file_right_and_keeps_what_it_was(
    tmp_path: Path, fields: dict[str, object]
) -> None:
    folder = tmp_path / "shared"
    with device(tmp_path / "one.db") as one, device(tmp_path / "two.db") as two:
        one.record(answer("deck/a", 5, DAY))
        one.record(answer("deck/b", 4, DAY))
        sync(one, folder)
        file = file_of(one, folder)
        sound, before = file.read_bytes(), one.events()
        edit(file, **fields)
        edited = file.read_bytes()
        found = sync(one, folder)
        (name, lines), *more = found.differing.items()
        assert (name, lines.number, more) == (file.name, 1, [])
        assert before[0].id in lines.first[0]
        assert f"the {next(iter(fields))} " in lines.first[0]
        assert file.read_bytes() == sound
        assert (folder / found.aside).read_bytes() == edited
        assert one.events() == before
        assert sync(one, folder).differing == {}
        assert sync(two, folder).differing == {}
        assert two.events() == before


def test_what_differs_at_another_device_is_named_and_stays_as_it_is_here(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    with device(tmp_path / "one.db") as one, device(tmp_path / "two.db") as two:
        one.record(answer("deck/a", 5, DAY))
        sync(one, folder)
        sync(two, folder)
        edit(file_of(one, folder), grade=1)
        edited, before = file_of(one, folder).read_bytes(), two.states()
        for _ in range(2):
            found = sync(two, folder)
            assert found.differing[file_of(one, folder).name].number == 1
            assert (found.came, found.aside, two.states()) == (0, "", before)
        assert file_of(one, folder).read_bytes() == edited  # which the other device alone writes
        sync(one, folder)
        assert sync(two, folder).differing == {}


def test_a_copy_that_differs_is_not_said_to_be_taken_whole(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    with device(tmp_path / "one.db") as one, device(tmp_path / "two.db") as two:
        one.record(answer("deck/a", 5, DAY))
        sync(one, folder)
        copy = folder / f"{file_of(one, folder).stem} (conflict).jsonl"
        shutil.copy(file_of(one, folder), copy)
        assert sync(two, folder).copies == (copy.name,)
        edit(copy, grade=1)
        found = sync(two, folder)
        assert found.copies == ()
        assert [*found.differing] == [copy.name]


def test_which_of_two_new_ones_is_taken_does_not_follow_from_their_order(tmp_path: Path) -> None:
    with device(tmp_path / "one.db") as one:
        sound = one.record(answer("deck/a", 5, DAY))
    all_ = [sound, sound._replace(grade=1), sound._replace(card="deck/b")]
    for way in (of_files, of_a_merge):
        taken = {tuple(way(tmp_path / f"{way.__name__}{n}", row)) for n, row in enumerate(permutations(all_))}
        assert len(taken) == 1


def of_files(place: Path, events: tuple[Event, ...]) -> list[Event]:
    """Take each event from a file of its own."""
    place.mkdir()
    with device(place / "a.db") as writer, device(place / "b.db") as reader:
        for number, event in enumerate(events):
            folder = place / "shared" / f"{number}.jsonl"
            folder.parent.mkdir(exist_ok=True)
            folder.write_text("".join(written([event], f"{number:016}", "h")))
        writer.note("history", "h")
        found = sync(reader, place / "shared")
        assert sum(lines.number for lines in found.differing.values()) == 2
        return reader.events()


def of_a_merge(place: Path, events: tuple[Event, ...]) -> list[Event]:
    with device(place.with_suffix(".db")) as store:
        merged = store.merge(events)
        assert (merged.taken, merged.differing.number) == (1, 2)
        before = store.events()
        again = store.merge(events)
        assert (again.taken, again.differing.number) == (0, 2)
        assert store.events() == before
        return before


def test_what_each_device_derives_by_its_own_zone_and_decks_does_not_differ(tmp_path: Path) -> None:
    with device(tmp_path / "one.db") as one:
        sound = one.record(answer("deck/a", 5, DAY))._replace(device=ANKI)
    there = sound._replace(day=DAY + 1, offset=60, card="deck/b")
    assert difference(there, sound) == ""
    assert "grade" in difference(there._replace(grade=1), sound)
    with device(tmp_path / "two.db") as two:
        two.merge([sound])
        assert two.merge([there]).differing == ALIKE


def test_a_row_of_a_database_with_another_content_is_named(place: Place, tmp_path: Path) -> None:
    with device(tmp_path / "one.db") as one, device(tmp_path / "two.db") as two:
        event = one.record(answer("deck/a", 5, DAY))
        two.merge([event._replace(grade=1)])
        assert postgres.exchange(one, place.anna, join=True).went == 1
        found = postgres.exchange(two, place.anna, join=True)
        assert (found.came, found.went, found.differing.number) == (0, 0, 1)
        assert f"event {event.id} of deck/a has the grade 5, here 1" in found.differing.first
        assert [event.grade for event in two.events()] == [1]


def took_away(folder: Path) -> None:
    shutil.rmtree(folder)


def leaves_the_mount_point(folder: Path) -> None:
    folder.rename(folder.with_name("the stick"))
    folder.mkdir()


@pytest.mark.parametrize("pulled", [took_away, leaves_the_mount_point])
@pytest.mark.parametrize("is_known", [False, True])
def test_a_drive_that_is_pulled_out_before_the_write_gets_no_folder_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pulled: Callable[[Path], None], is_known: bool
) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    with device(tmp_path / "one.db") as one:
        if is_known:
            sync(one, folder)
        one.record(answer("deck/a", 5, DAY))
        write = folder_module._append

        def append(*told: object) -> None:
            pulled(folder)
            write(*told)  # type: ignore[arg-type]

        with monkeypatch.context() as patched:
            patched.setattr(folder_module, "_append", append)
            with pytest.raises(FileError, match="went away during the exchange"):
                sync(one, folder)
        assert not folder.exists() or not [*folder.iterdir()]
