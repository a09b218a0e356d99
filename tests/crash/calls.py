"""The program run with a shim between it and the C library's file calls (``shim.c``, compiled here), which
fails one of them or writes all of them down."""

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.crash.harness import ROOT, World

ERRORS = {name: getattr(errno, name) for name in ("EIO", "ENOSPC", "EROFS", "EACCES")}


class Fault(NamedTuple):
    """Which call fails: the ``number`` th (0: none) of those below the folder, or of those that write;
    with what, and whether all that follow fail as well."""

    number: int = 0
    error: int = 0
    lasting: bool = False
    writes: bool = False


NONE = Fault()


class Ended(NamedTuple):
    """What came of a run: its exit status and words, how many calls there were, and which one failed."""

    status: int
    out: str
    err: str
    calls: int
    failed: str


def compiler() -> str | None:
    """Return a C compiler, if there is one here that makes what can be loaded by LD_PRELOAD."""
    return (shutil.which("cc") or shutil.which("gcc")) if sys.platform == "linux" else None


class Runner:
    """Runs the program in worlds. ``folder``: for what it needs itself."""

    def __init__(self, process: "subprocess.Popen[str]", folder: Path) -> None:
        self._process, self._folder = process, folder

    def run(
        self, world: World, *words: str, lines: str = "", fault: Fault = NONE, record: Path | None = None
    ) -> Ended:
        """Run it once, to its end."""
        streams = {name: self._folder / name for name in ("stdin", "stdout", "stderr", "result")}
        streams["stdin"].write_text(lines)
        streams["result"].unlink(missing_ok=True)
        env = {name: value for name, value in world.env.items() if name.startswith(("TRAINER_", "HOME"))}
        job = {name: str(path) for name, path in streams.items()} | {
            "env": env | {"TMPDIR": str(world.folder)},
            "folder": str(world.folder),
            "record": str(record or ""),
            "fault": fault,
            "words": words,
        }
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        status = int(self._process.stdout.readline())
        calls, failed = json.loads(streams["result"].read_text()) if streams["result"].exists() else (0, "")
        out, err = (streams[name].read_text(errors="replace") for name in ("stdout", "stderr"))
        return Ended(status, out, err, calls, failed)


@contextmanager
def running(folder: Path) -> Iterator[Runner]:
    """Compile the shim and start what runs the program."""
    cc = compiler()
    assert cc is not None
    shim = folder / "shim.so"
    source = Path(__file__).with_name("shim.c")
    command: Sequence[str] = [cc, "-shared", "-fPIC", "-O1", "-o", str(shim), str(source), "-ldl"]
    subprocess.run(command, check=True)
    env = {**os.environ, "LD_PRELOAD": str(shim), "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.crash.zygote"],
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield Runner(process, folder)
        assert process.stdin is not None
        process.stdin.close()
