"""Power cuts and failing calls: a few of each in practice, with `--every-fault` in all kinds of work, in CI;
all of them by `python -m tests.benchmarks.faults`."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.calls import ERRORS, Fault, Runner, compiler, running
from tests.crash.power import Disk, Op, cuts
from tests.crash.tasks import TASKS, Small, before, prepared, untold, words, wrong

needs_compiler = pytest.mark.skipif(
    compiler() is None, reason="NO C COMPILER IS INSTALLED HERE (Debian: apt install gcc libc6-dev)"
)


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    with running(tmp_path_factory.mktemp("runner")) as runner:
        yield runner


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "name" in metafunc.fixturenames:
        every = metafunc.config.getoption("--every-fault")
        metafunc.parametrize("name", TASKS if every else ["review"])


@needs_compiler
def test_after_a_power_cut_all_that_was_acknowledged_is_there(
    name: str, runner: Runner, tmp_path: Path
) -> None:
    task, folder = TASKS[name], tmp_path / "world"
    world = prepared(folder, task, runner)
    kept = shutil.copytree(folder, tmp_path / "kept")
    disk, journal = Disk(folder), tmp_path / "journal"
    ended = runner.run(world, *words(world, task), lines=task.lines, record=journal)
    assert ended.status == 0, ended
    done = shutil.copytree(folder, tmp_path / "done")
    was = before(Small.at(kept, runner), Small.at(done, runner), task)
    for said in cuts(disk, journal, 1, len(name), folder):
        assert wrong(world, task, was, said.decode()) == ""


@needs_compiler
def test_a_call_that_fails_is_told_of_and_costs_nothing(name: str, runner: Runner, tmp_path: Path) -> None:
    task, folder, moment = TASKS[name], tmp_path / "world", random.Random(name)
    world = prepared(folder, task, runner)
    kept = shutil.copytree(folder, tmp_path / "kept")
    plain = runner.run(world, *words(world, task), lines=task.lines)
    done = shutil.copytree(folder, tmp_path / "done")
    was = before(Small.at(kept, runner), Small.at(done, runner), task)
    once = [Fault(moment.randint(1, plain.calls), error) for error in ERRORS.values()]
    full = Fault(moment.randint(1, 20), ERRORS["ENOSPC"], lasting=True, writes=True)
    for fault in (*once, full):
        shutil.rmtree(folder)
        shutil.copytree(kept, folder)
        ended = runner.run(world, *words(world, task), lines=task.lines, fault=fault)
        assert untold(world, task, ended) == "", (fault, ended)
        assert wrong(world, task, was, ended.out) == "", (fault, ended)


def test_only_what_was_fsynced_is_sure_to_be_there(tmp_path: Path) -> None:
    folder, target, moment = tmp_path / "disk", tmp_path / "cut", random.Random(0)
    folder.mkdir()
    (folder / "old").write_bytes(b"old")
    disk = Disk(folder)

    def do(kind: str, name: str, other: str = "", data: bytes = b"") -> None:
        disk.do(Op(kind, str(folder / name).rstrip("/."), str(folder / other) if other else "", 0, data))

    def there(way: tuple[float, float]) -> dict[str, bytes]:
        disk.cut(way, moment, target)
        return {path.name: path.read_bytes() for path in target.iterdir()}

    do("C", "new")
    do("W", "new", data=b"new")
    assert there((0, 0)) == {"old": b"old"}
    assert there((1, 0)) == {"old": b"old", "new": b""}
    assert there((1, 1)) == {"old": b"old", "new": b"new"}
    do("F", "new")
    assert there((0, 0)) == {"old": b"old"}, "its name is not there yet"
    do("R", "new", "old")
    assert there((0, 0)) == {"old": b"old"}
    assert there((1, 0)) == {"old": b"new"}
    do("F", ".")
    assert there((0, 0)) == {"old": b"new"}
