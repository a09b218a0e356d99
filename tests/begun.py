"""The program begun in a terminal in a hundredth of a second: in a fork of a process that has loaded it.

What it does from its first statement to the end of the interpreter is the same. Tests of what happens while
it is loaded, and those that put something between it and the C library, start it anew by `Terminal` itself.

    with Begun(["review"], env) as terminal:
        terminal.wait_for("The first question?")
"""

import fcntl
import importlib
import json
import os
import pkgutil
import pty
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from tests.terminal import PATIENCE, Terminal, hear

AT_RUN = ("trainer.__main__", "readline")


class _Starter:
    """The process that has loaded the program; it ends with the tests."""

    def __init__(self) -> None:
        self.ended: dict[int, int] = {}
        self._begun: list[int] = []
        self._master, slave = pty.openpty()  # its streams are made as those of a terminal are
        orders, self._orders = os.pipe()
        self._told, tells = os.pipe()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.begun", str(orders), str(tells)],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            pass_fds=(orders, tells),
            start_new_session=True,
            preexec_fn=hear,  # noqa: PLW1509
        )
        for descriptor in (slave, orders, tells):
            os.close(descriptor)
        self._rest = b""

    def begin(self, **job: Any) -> int:
        """Let it begin a program, and return its process."""
        os.write(self._orders, json.dumps(job).encode() + b"\n")
        while not self._begun:
            self.listen(PATIENCE)
        return self._begun.pop()

    def listen(self, seconds: float) -> None:
        """Take in what it tells, waiting at most so long for something."""
        if not select.select([self._told], [], [], max(0.0, seconds))[0]:
            return
        said = os.read(self._told, 65536)
        assert said, "what begins programs has ended"
        *lines, self._rest = (self._rest + said).split(b"\n")
        for number, status in (map(int, line.split()) for line in lines):
            if status == _BEGUN:
                self._begun.append(number)
                self.ended.pop(number, None)
            else:
                self.ended[number] = status

    def end(self) -> None:
        os.close(self._orders)
        self.process.wait(PATIENCE)
        os.close(self._told)
        os.close(self._master)


_BEGUN = 1 << 20
"""Said in place of an exit status of a process that was begun."""


@cache
def starter() -> _Starter:
    return _Starter()


def end() -> None:
    """End the process that has loaded the program, if there is one."""
    if starter.cache_info().currsize:
        starter().end()
        starter.cache_clear()


class _Process:
    """A program that was begun, as `subprocess.Popen` has it."""

    def __init__(self, pid: int) -> None:
        self.pid = pid

    @property
    def returncode(self) -> int | None:
        return starter().ended.get(self.pid)

    def poll(self) -> int | None:
        starter().listen(0)
        return self.returncode

    def wait(self, timeout: float = PATIENCE) -> int:
        end = time.monotonic() + timeout
        while self.returncode is None:
            if (left := end - time.monotonic()) <= 0:
                raise subprocess.TimeoutExpired("trainer", timeout)
            starter().listen(left)
        return self.returncode

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)


class Begun(Terminal):
    """Runs the program with ``words`` in a terminal; ``owning``: as a shell starts it, the terminal is its
    own, so that ctrl+c and a hangup reach it."""

    def __init__(
        self, words: Sequence[str], env: Mapping[str, str], *, owning: bool = False, columns: int = 80
    ) -> None:
        self._owning = owning
        super().__init__(words, env, columns)

    def start(self, command: Sequence[str], env: Mapping[str, str], slave: int) -> Any:
        job = {"terminal": os.ttyname(slave), "words": [*command], "env": {**env}, "folder": str(Path.cwd())}
        return _Process(starter().begin(**job, owning=self._owning))


def _load() -> None:
    import trainer

    for module in pkgutil.walk_packages(trainer.__path__, "trainer."):
        if module.name not in AT_RUN:
            importlib.import_module(module.name)


def _take(job: dict[str, Any]) -> None:
    """Become a program that was started in a terminal, as far as it can tell."""
    os.setsid()
    terminal = os.open(job["terminal"], os.O_RDWR | os.O_NOCTTY)
    if job["owning"]:
        fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
    for number in range(3):
        os.dup2(terminal, number)
    os.close(terminal)
    os.environ.clear()
    os.environ.update(job["env"])
    time.tzset()
    os.chdir(job["folder"])
    sys.argv = ["trainer", *job["words"]]


def _serve(orders: int, tells: int) -> None:
    """Begin what is asked for; return in the process of a program, or when nothing more is asked for."""
    ours = os.getpid()

    def told(*_: object) -> None:
        while True:
            try:
                number, ended = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if not number:
                return
            os.write(tells, f"{number} {os.waitstatus_to_exitcode(ended)}\n".encode())

    signal.signal(signal.SIGCHLD, told)
    with os.fdopen(orders, closefd=False) as lines:
        for line in lines:
            if not os.fork():
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                _take(json.loads(line))
                os.write(tells, f"{os.getpid()} {_BEGUN}\n".encode())  # the terminal is held by it now
                os.close(tells)
                os.dup2(os.open(os.devnull, os.O_RDONLY), orders)  # what is asked for later is not its own
                break
    if os.getpid() == ours:
        os._exit(0)
    os.close(orders)


if __name__ == "__main__":
    _load()
    _serve(*map(int, sys.argv[1:]))
    from trainer.__main__ import main

    sys.exit(main())
