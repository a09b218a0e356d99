"""Asked to end, the program ends in good order: terminal restored, the history one file, drafts kept."""

import json
import os
import signal
import sys
import termios
from pathlib import Path

import pytest

from tests.begun import Begun
from tests.terminal import PATIENCE, Terminal
from tests.test_real_terminal import TRAINER, env, events, known
from trainer.core.errors import Exit
from trainer.drafts import path_of

__all__ = ["env"]

DECK = """\
deck: small
title: Small
notes:
  - {id: one, ask: The first?, answer: This., level: core}
  - {id: two, kind: points, ask: Tell me., points: [{say: The first thing, terms: [first], must: true}]}
"""
LEADER = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
    "os.execvp(sys.argv[1], sys.argv[1:])"
)
OWNING = [sys.executable, "-c", LEADER, *TRAINER]
"""The program as a shell starts it: the terminal is its own, so that ctrl+c and a hangup reach it."""

LEAVES_SCREEN = b"\x1b[?1049l"
NO_MOUSE = b"\x1b[?1000l"


def half_an_answer(terminal: Terminal) -> None:
    terminal.wait_for("The first?")
    terminal.type("\r3")
    terminal.wait_for("Tell me.")
    terminal.type("i")
    terminal.wait_for("other keys")
    terminal.type("half")
    terminal.wait_for("half")


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_the_screens_end_in_good_order(env: dict[str, str], name: str) -> None:
    known(env, DECK)
    with Begun(["review"], env, owning=True) as terminal:
        half_an_answer(terminal)
        os.kill(terminal.process.pid, getattr(signal, name))
        assert terminal.wait_for_exit() == 128 + getattr(signal, name)
        assert LEAVES_SCREEN in terminal.written
        assert NO_MOUSE in terminal.written
        assert termios.tcgetattr(terminal._master)[3] == terminal.found[3], "letters are echoed again"
        assert "Traceback" not in terminal.text
    assert events(env) == [("small/one", "review", 4)]
    database = Path(env["TRAINER_DB"])
    assert json.loads(path_of(database).read_text()) == {"small/two": "half"}
    assert not database.with_name("trainer.db-wal").exists()


def test_closing_the_window_ends_in_good_order(env: dict[str, str]) -> None:
    known(env, DECK)
    with Begun(["review"], env, owning=True) as terminal:
        half_an_answer(terminal)
        os.close(terminal._master)  # the kernel sends SIGHUP, and nothing can be written any more
        terminal._master = os.open(os.devnull, os.O_RDONLY)
        assert terminal.process.wait(timeout=PATIENCE) == 128 + signal.SIGHUP
    database = Path(env["TRAINER_DB"])
    assert json.loads(path_of(database).read_text()) == {"small/two": "half"}
    assert not database.with_name("trainer.db-wal").exists()


@pytest.mark.parametrize("end", ["SIGTERM", "window"])
def test_it_ends_also_where_nothing_can_be_kept_any_more(env: dict[str, str], end: str) -> None:
    known(env, DECK)
    with Begun(["mock", "small", "--minutes", "10"], env, owning=True) as terminal:
        terminal.wait_for("begin")
        terminal.type("\r")
        terminal.wait_for("Tell me.")
        terminal.type("half")
        terminal.wait_for("half")
        database = Path(env["TRAINER_DB"])
        for path in database.parent.glob(f"{database.name}*"):
            path.unlink()
        if end == "window":
            os.close(terminal._master)
            terminal._master = os.open(os.devnull, os.O_RDONLY)
            assert terminal.process.wait(timeout=PATIENCE) == Exit.FILE
        else:
            os.kill(terminal.process.pid, signal.SIGTERM)
            assert terminal.wait_for_exit() == Exit.FILE


@pytest.mark.parametrize("owns", [True, False])
def test_plain_mode_keeps_a_line_that_was_not_ended_when_the_window_is_closed(
    env: dict[str, str], owns: bool
) -> None:
    """With SIGHUP, where it owns the terminal, and without."""
    pytest.importorskip("readline")
    known(env, DECK)
    with Begun(["review", "--plain"], env, owning=owns) as terminal:
        terminal.wait_for("The first?")
        terminal.type("\n3\n")
        terminal.wait_for("Tell me.")
        terminal.type("a line of it\n/w\n")
        terminal.wait_for("never answered")
        while termios.tcgetattr(terminal._master)[3] & termios.ECHO:  # until the editor shows what it reads
            terminal.read(0.05)
        terminal.type("and h\u00e4lf")
        terminal.wait_for("and h\u00e4lf")
        terminal.vanish()
        assert terminal.process.wait(timeout=PATIENCE) == 128 + signal.SIGHUP
    database = Path(env["TRAINER_DB"])
    assert json.loads(path_of(database).read_text()) == {"small/two": "a line of it\nand h\u00e4lf"}
    assert not database.with_name("trainer.db-wal").exists()


@pytest.mark.parametrize("end", ["\x03", "SIGTERM", "SIGHUP"])
def test_plain_mode_ends_in_good_order(env: dict[str, str], end: str) -> None:
    known(env, DECK)
    with Begun(["review", "--plain"], env, owning=True) as terminal:
        terminal.wait_for("The first?")
        terminal.type("\n3\n")
        terminal.wait_for("Tell me.")
        terminal.type("a line of it\n?\n/w\n")
        terminal.wait_for("never answered")
        if end == "\x03":
            terminal.type(end)
            status = 130
        else:
            os.kill(terminal.process.pid, getattr(signal, end))
            status = 128 + getattr(signal, end)
        assert terminal.wait_for_exit() == status
        assert "Traceback" not in terminal.text
    database = Path(env["TRAINER_DB"])
    assert json.loads(path_of(database).read_text()) == {"small/two": "a line of it\n?"}
    assert not database.with_name("trainer.db-wal").exists()
