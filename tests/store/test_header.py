"""Whatever becomes of a history file's first bytes, of one of its pages or of its -wal: all events that are
still in it are read."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.build import Shelf, answer, basic
from trainer.core.errors import LibraryError
from trainer.store import header, schema
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
