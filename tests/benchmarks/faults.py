"""Each call that fails, and each power cut, by hand: ``python -m tests.benchmarks.faults calls|power [SHARE
[TASK…]]``; see `tests.crash.tasks`. A ``SHARE`` of 10 does each tenth."""

import random
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.crash.calls import ERRORS, Fault, Runner, running
from tests.crash.power import Disk, cuts, read
from tests.crash.tasks import TASKS, Small, Task, before, prepared, untold, words, wrong


def of_calls(name: str, task: Task, runner: Runner, folder: Path, share: int) -> None:
    """Let each call fail once, with each error in turn; and from each writing call on the disk be full."""
    world = prepared(folder / "world", task, runner)
    shutil.copytree(world.folder, folder / "kept")
    plain = runner.run(world, *words(world, task), lines=task.lines)
    shutil.copytree(world.folder, folder / "done")
    was = before(Small.at(folder / "kept", runner), Small.at(folder / "done", runner), task)
    found, told = Counter[str](), Counter[str]()
    runs = 0
    faults = [Fault(n, list(ERRORS.values())[n % 4]) for n in range(1, plain.calls + 1, share)]
    faults += [Fault(n, ERRORS["ENOSPC"], lasting=True, writes=True) for n in range(1, plain.calls, share)]
    full = False
    for fault in faults:
        if fault.writes and full:
            break
        shutil.rmtree(world.folder)
        shutil.copytree(folder / "kept", world.folder)
        ended = runner.run(world, *words(world, task), lines=task.lines, fault=fault)
        full = fault.writes and ended.calls < fault.number
        runs += 1
        what = untold(world, task, ended) or wrong(world, task, was, ended.out)
        if what:
            found[f"{what[:300]} | {ended.failed} | {fault} | {ended}"] += 1
        if ended.status:
            told[ended.err.replace(str(world.folder), "…").strip()[-260:]] += 1
    print(f"== {name}: {runs} calls failed, {sum(found.values())} not told or lost", flush=True)
    for text, times in found.most_common(12):
        print(f"   WRONG {times} x {text[:900]}")
    for text, times in told.most_common(40):
        print(f"   {times:4} x {text}")


def of_power(name: str, task: Task, runner: Runner, folder: Path, share: int) -> None:
    """Cut the power at each point."""
    world = prepared(folder / "world", task, runner)
    shutil.copytree(world.folder, folder / "kept")
    disk, journal = Disk(world.folder), folder / "journal"
    plain = runner.run(world, *words(world, task), lines=task.lines, record=journal)
    shutil.copytree(world.folder, folder / "done")
    was = before(Small.at(folder / "kept", runner), Small.at(folder / "done", runner), task)
    found, runs = Counter[str](), 0
    points = max(1, len(read(journal)) // share)
    for said in cuts(disk, journal, points, random.randrange(1000), world.folder):
        runs += 1
        if what := wrong(world, task, was, said.decode()):
            found[what[:700]] += 1
    print(f"== {name}: {runs} cuts, {sum(found.values())} not right ({plain.status})", flush=True)
    for text, times in found.most_common(8):
        print(f"   WRONG {times} x {text}")


def main(kind: str, share: int, names: list[str]) -> None:
    """Do it for each task."""
    for name in names or TASKS:
        folder = Path(tempfile.mkdtemp(prefix="faults-", dir="/dev/shm"))
        (folder / "own").mkdir()
        with running(folder / "own") as runner:
            {"calls": of_calls, "power": of_power}[kind](name, TASKS[name], runner, folder, share)
        shutil.rmtree(folder)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1, sys.argv[3:])
