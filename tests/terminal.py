"""A program in a pseudo-terminal of its own: real bytes in, real bytes out."""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from types import TracebackType

import pyte

PATIENCE = 180
"""Seconds until what does not come is taken for a fault: a start takes half of one where nothing else runs,
and twenty beside a dozen of other programs."""


def hear() -> None:
    """Let a program hear signals that whoever runs the tests ignores, such as nohup and jobs of a shell."""
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)


class Terminal:
    """Runs ``command`` in a pty and keeps what it wrote, as bytes and as the screen they make."""

    def __init__(
        self, command: Sequence[str], env: Mapping[str, str], columns: int = 80, lines: int = 24
    ) -> None:
        self.written = b""
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.found = termios.tcgetattr(slave)
        """The settings of the terminal before the program."""
        self.process = self.start(command, env, slave)
        self._name = os.ttyname(slave)
        os.close(slave)

    def start(self, command: Sequence[str], env: Mapping[str, str], slave: int) -> "subprocess.Popen[bytes]":
        """Start what is to run in the terminal."""
        return subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=dict(env),
            start_new_session=True,
            preexec_fn=hear,  # noqa: PLW1509
        )

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self._master)

    def type(self, keys: str) -> None:
        """Send keys as a keyboard would."""
        self.send(keys.encode())

    def send(self, data: bytes) -> None:
        """Send bytes, whatever they are."""
        os.write(self._master, data)

    def stop(self, keys: str) -> None:
        """Stop the program, a child of this process, and type keys that have come to it before it goes on
        (`SIGCONT`)."""
        os.kill(self.process.pid, signal.SIGSTOP)
        os.waitpid(self.process.pid, os.WUNTRACED)
        self.type(keys)
        terminal = os.open(self._name, os.O_RDONLY | os.O_NOCTTY)
        came = 0
        while came < len(keys):
            came = int.from_bytes(fcntl.ioctl(terminal, termios.FIONREAD, bytes(4)), sys.byteorder)
        os.close(terminal)

    def vanish(self) -> None:
        """Be gone, without a signal to anybody: as where the program ignores it, or was begun elsewhere."""
        os.close(self._master)
        self._master = os.open(os.devnull, os.O_RDWR)

    def read(self, seconds: float) -> bool:
        """Take in what was written, waiting at most ``seconds`` for some; False at the end of output."""
        if not select.select([self._master], [], [], seconds)[0]:
            return True
        try:
            data = os.read(self._master, 65536)
        except OSError:  # Linux says EIO when the last writer is gone
            return False
        self.written += data
        self._stream.feed(data)
        return bool(data)

    @property
    def text(self) -> str:
        """The screen as lines of text."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait_for(self, text: str, *, gone: bool = False, seconds: float = PATIENCE) -> None:
        """Read until ``text`` is on the screen (or gone from it); fail with the screen after ``seconds``."""
        end = time.monotonic() + seconds
        while (text in self.text) == gone:
            left = end - time.monotonic()
            if left <= 0 or not self.read(left):
                raise AssertionError(f"{text!r} is {'still' if gone else 'not'} on the screen:\n{self.text}")

    def wait_for_exit(self, seconds: float = PATIENCE) -> int:
        """Read until the program ends and return its exit status."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.read(max(0, end - time.monotonic())):
            pass
        return self.process.wait(timeout=seconds)
