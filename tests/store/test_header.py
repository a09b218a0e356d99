"""Whatever becomes of a history file's first bytes, of one of its pages or of its -wal: all events that are
still in it are read."""

import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.build import Shelf, answer, basic, used
from trainer.core.errors import LibraryError
from trainer.files import duplicate
from trainer.store import header, schema
from trainer.store.header import mapped, starts_of
from trainer.store.pages import cells
from trainer.store.repair import repair
from trainer.store.store import Store

NOW = 1_790_000_000
TIMES = 80
NOISE = random.Random(7)


def answered(path: Path, times: int = TIMES) -> set[str]:
    """Make a history; return the ids of its events."""
    with Store(path) as store:
        Shelf(store, basic("a"))
        store.record_all([answer("deck/a", 4) for _ in range(times)])
        return {event.id for event in store.events()}


def saved(path: Path) -> set[str]:
    repair(path, NOW)
    with Store(path) as store:
        return {event.id for event in store.events()}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, set[str]]:
    path = tmp_path_factory.mktemp("whole") / "trainer.db"
    ids = answered(path)
    return path.read_bytes(), ids


FIELDS = {
    "magic": (0, 16),
    "page size": (16, 18),
    "versions": (18, 20),
    "reserved": (20, 24),
    "counter and size": (24, 32),
    "free pages": (32, 40),
    "cookie and form": (40, 48),
    "cache and vacuum": (48, 56),
    "encoding": (56, 60),
    "user version": (60, 64),
    "application": (64, 72),
    "all": (0, 100),
}


@pytest.mark.parametrize("name", FIELDS)
def test_no_byte_of_the_header_costs_an_event(
    tmp_path: Path, whole: tuple[bytes, set[str]], name: str
) -> None:
    path, (data, ids) = tmp_path / "trainer.db", whole
    first, end = FIELDS[name]
    path.write_bytes(data[:first] + NOISE.randbytes(end - first) + data[end:])
    assert saved(path) == ids


@pytest.mark.parametrize("told", [512, 1024, 2048, 8192, 32768, 1])
def test_the_size_of_pages_follows_from_them(whole: tuple[bytes, set[str]], told: int) -> None:
    data = whole[0]
    assert header.page_size(data[:16] + told.to_bytes(2) + data[18:]) == 4096


@pytest.mark.parametrize("size", header.SIZES)
def test_each_size_of_pages_is_told_from_others(tmp_path: Path, size: int) -> None:
    path = tmp_path / "any.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA page_size = {size}")
        connection.execute("CREATE TABLE t (a PRIMARY KEY, b)")
        connection.executemany("INSERT INTO t VALUES (?, ?)", ((str(n), "x" * 99) for n in range(3000)))
        connection.commit()
    data = bytearray(path.read_bytes())
    data[16:18] = b"\xff\xff"
    assert header.page_size(bytes(data)) == size


def test_a_page_of_noise_costs_what_stood_on_it(tmp_path: Path, whole: tuple[bytes, set[str]]) -> None:
    path, (data, ids) = tmp_path / "trainer.db", whole
    for page in range(0, len(data), 3 * 4096):
        path.write_bytes(data[:page] + NOISE.randbytes(4096) + data[page + 4096 :])
        assert len(ids - saved(path)) < 40


@pytest.mark.parametrize("part", ["its head", "its first page", "the file's head", "both heads"])
def test_answers_in_a_wal_are_saved_though_it_is_damaged(tmp_path: Path, part: str) -> None:
    path, killed = tmp_path / "trainer.db", tmp_path / "killed.db"
    answered(path, 3)
    with Store(path) as store:
        last = store.record(answer("deck/a", 4))
        last = store.record(answer("deck/a", 4, answer="x" * 9000))
        ids = {event.id for event in store.events()}
        data, wal = path.read_bytes(), Path(f"{path}-wal").read_bytes()
    assert last.id.encode() not in data
    if part in ("its head", "both heads"):
        wal = NOISE.randbytes(32) + wal[32:]
    if part in ("the file's head", "both heads"):
        data = NOISE.randbytes(100) + data[100:]
    if part == "its first page":
        wal = wal[:56] + NOISE.randbytes(4096) + wal[4152:]
    killed.write_bytes(data)
    Path(f"{killed}-wal").write_bytes(wal)
    assert saved(killed) == ids


@pytest.mark.parametrize("change", ["user_version = -3", "user_version = 5000", "application_id = 77"])
def test_a_history_with_a_header_of_something_else_is_told_as_damaged(tmp_path: Path, change: str) -> None:
    path = tmp_path / "trainer.db"
    answered(path, 1)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA {change}")
    with pytest.raises(LibraryError, match="doctor --repair"):
        schema.connect(path)
    assert len(saved(path)) == 1


def test_a_sparse_file_is_read_and_copied_with_its_holes(tmp_path: Path) -> None:
    """Where the disk has none, all of it is read."""
    sparse, copy = tmp_path / "sparse", tmp_path / "copy"
    with sparse.open("wb") as file:
        for at in (8192, 1 << 30):
            file.seek(at)
            file.write(b"\x0d" + bytes(4095))
        file.truncate((1 << 30) + (1 << 29))
    duplicate(sparse, copy)
    for one in (sparse, copy):
        with mapped(one) as data:
            assert len(data) == (1 << 30) + (1 << 29)
            starts = [*starts_of(data, 4096)]
            assert {8192, 1 << 30} <= {*starts}
            assert [at for at in starts if data[at]] == [8192, 1 << 30]
    assert copy.stat().st_blocks <= sparse.stat().st_blocks


@pytest.mark.skipif(sys.platform != "linux", reason="what a process holds is told otherwise there")
def test_repairing_a_large_file_takes_no_more_memory_than_what_is_in_it(tmp_path: Path) -> None:
    path = tmp_path / "trainer.db"
    events = used(path)
    data = path.read_bytes()
    with path.open("wb") as file:
        file.write(bytes(4096) + data[4096 : 40 * 4096])
        file.seek(1 << 30)
        file.write(data[40 * 4096 :])
    program = (
        "import sys, pathlib; from trainer.store.repair import repair\n"
        "done = repair(pathlib.Path(sys.argv[1]), 1_795_000_000)\n"
        "told = pathlib.Path('/proc/self/status').read_text()  # getrusage tells of its parent, too\n"
        "print(done.events, int(told.partition('VmHWM:')[2].split()[0]) // 1024)"
    )
    words = [sys.executable, "-c", program, str(path)]
    told = subprocess.run(words, capture_output=True, text=True, check=True).stdout.split()
    assert int(told[0]) == len(events)
    assert int(told[1]) < 400, "MiB, of a GiB"


def test_a_row_that_says_it_is_longer_than_all_memory_is_none(tmp_path: Path) -> None:
    path = tmp_path / "page"
    row = bytes((11, 1)) + b"\x0b" + b"\xff" * 9 + b"\x07"  # its length, its number; a text, then a fraction
    page = bytearray(4096)
    page[:10] = bytes((13, 0, 0, 0, 1, 15, 0, 0, 4096 - len(row) >> 8, 4096 - len(row) & 255))
    page[-len(row) :] = row
    path.write_bytes(bytes(4096) + page)
    assert list(cells(path)) == []
    page[-len(row) :] = bytes((11, 1)) + b"\x0b" + bytes(10)  # only NULLs
    path.write_bytes(bytes(4096) + page)
    assert [cell.row for cell in cells(path)] == [(None,) * 10]
