"""A ``-wal`` that is damaged in the middle: SQLite takes that for the end of what was saved, and who opens
the file next would write over the rest. It is told, nothing is written over, a repair has what is there."""

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.build import Shelf, answer, basic
from tests.store.test_header import NOW, saved
from trainer.cli.main import main
from trainer.core.errors import Exit, LibraryDamagedError
from trainer.store.examine import of_file
from trainer.store.repair import repair
from trainer.store.schema import connect
from trainer.store.store import Store
from trainer.store.wal import CERTAIN, unread

PAGE = 4096
FRAME = PAGE + 24
Left = tuple[bytes, bytes, list[str]]
"""A history as a kill leaves it: the file, its ``-wal``, and the ids of the events, of which the last six
were saved one after the other since the file was opened."""


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Left:
    path = tmp_path_factory.mktemp("left") / "trainer.db"
    with Store(path) as store:
        Shelf(store, basic("a"))
        store.record_all([answer("deck/a", 4) for _ in range(30)])
    with Store(path) as store:
        for _ in range(6):
            store.record(answer("deck/a", 4))
        return path.read_bytes(), wal(path).read_bytes(), [event.id for event in store.events()]


def wal(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def ends(log: bytes) -> list[int]:
    """Return where the parts begin by which something is saved."""
    heads = range(32, len(log), FRAME)
    return [at for at in heads if log[at + 4 : at + 8] != bytes(4)]


def pages(data: bytes, start: int, head: int = 0) -> list[bytes]:
    """Return the pages that have rows of tables."""
    found = (data[at + head : at + head + PAGE] for at in range(start, len(data), head + PAGE))
    return [page for page in found if page[0] == 13]


def lay(path: Path, data: bytes, log: bytes) -> None:
    for other in path.parent.glob(f"{path.name}*"):
        other.unlink()
    path.write_bytes(data)
    wal(path).write_bytes(log)


def zeroed(log: bytes, at: int, length: int) -> bytes:
    return log[:at] + bytes(length) + log[at + length :]


@pytest.mark.parametrize("length", [512, 4096])
def test_whatever_sector_is_lost_all_others_are_saved_and_none_is_written_over(
    path: Path, left: Left, length: int
) -> None:
    data, log, ids = left
    places = [at for at in range(0, len(log), length) if any(log[at : at + length])]
    certain = 0
    for at in random.Random(length).sample(places, 8):
        damaged = zeroed(log, at, length)
        lay(path, data, damaged)
        at_least, at_most = (sum(end > from_ for end in ends(log)) for from_ in (at + length, at - FRAME))
        assert at_least <= unread(path) <= at_most, at
        if unread(path) >= CERTAIN:
            certain += 1
            with pytest.raises(LibraryDamagedError, match="--repair"):
                connect(path)
            assert wal(path).read_bytes() == damaged, at
            assert [one.what for one in of_file(path, path) if one.error] == ["wal"], at
        rows = pages(data, 0) + [page for page in pages(log, 32, 24) if page in damaged]
        there = {id for id in ids if any(id.encode() in page for page in rows)}
        assert there <= saved(path) <= set(ids), at
    assert certain


def test_a_lost_beginning_is_no_empty_log(path: Path, left: Left) -> None:
    data, log, ids = left
    lay(path, data, zeroed(log, 0, 32))
    assert unread(path) == len(ends(log))
    assert saved(path) == set(ids)


def test_looking_writes_over_nothing_and_a_repair_has_it(
    path: Path, left: Left, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the power fails, the end of a change may be on the disk without what is before it, too."""
    data, log, ids = left
    begin, last = ends(log)[-2] + FRAME, ends(log)[-1]
    assert last > begin, "more than one page was written"
    damaged = zeroed(log, begin, 512)
    lay(path, data, damaged)
    words = ["--decks", str(path.parent / "none"), "--db", str(path)]
    assert main([*words, "doctor"]) == Exit.DONE
    assert (
        "1 change behind the damage cannot be read as usual, or the power failed" in capsys.readouterr().out
    )
    assert wal(path).read_bytes() == damaged
    assert main([*words, "doctor", "--repair"]) == Exit.DONE
    with Store(path) as store:
        assert {event.id for event in store.events()} == set(ids)


def test_a_whole_log_has_nothing_unread(path: Path, left: Left) -> None:
    data, log, ids = left
    lay(path, data, log)
    assert unread(path) == 0
    with Store(path) as store:
        assert [event.id for event in store.events()] == ids


def test_what_was_saved_into_the_file_before_is_not_unread(path: Path, left: Left) -> None:
    """The log begins anew from its start then, with what is older behind that."""
    data, log, _ = left
    lay(path, data, log)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(RESTART)")
        connection.execute("UPDATE about SET value = value || 'x'")
        connection.commit()
        copy = path.with_name("copy.db")
        for end in ("", "-wal"):
            shutil.copy(f"{path}{end}", f"{copy}{end}")
    assert wal(copy).stat().st_size == len(log)
    assert unread(copy) == 0


def test_a_change_that_was_never_saved_is_not_unread(path: Path, left: Left) -> None:
    data, log, _ = left
    lay(path, data, log)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("CREATE TABLE big (x)")
        connection.executemany("INSERT INTO big VALUES (?)", [("x" * 5000,)] * 50)
        copy = path.with_name("copy.db")
        for end in ("", "-wal"):
            shutil.copy(f"{path}{end}", f"{copy}{end}")
    assert wal(copy).stat().st_size > len(log)
    assert unread(copy) == 0


def test_a_repair_beside_whole_pages_counts_as_before(path: Path, left: Left) -> None:
    data, log, ids = left
    lay(path, data, zeroed(log, ends(log)[0] + FRAME, 512))
    done = repair(path, NOW)
    assert (done.events, done.unreadable) == (len(ids), 0)
