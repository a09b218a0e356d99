"""A signal to end is heard whenever it comes: right before the program waits, while another program has the
terminal, and several at once."""

import json
import os
import signal
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from tests.begun import Begun
from tests.crash.calls import compiler
from tests.terminal import PATIENCE, Terminal, hear
from tests.test_ending import DECK, LEAVES_SCREEN, OWNING, half_an_answer
from tests.test_real_terminal import TRAINER, env, events, known
from trainer.drafts import path_of

__all__ = ["env"]

EDITOR = """\
import os, signal, sys, time
def asked(number, frame):
    open(sys.argv[1] + ".asked", "w").write(str(number))
    sys.exit()
for number in (signal.SIGTERM, signal.SIGHUP):
    signal.signal(number, asked)
"""
WAITS = """\
print("the editor is there", flush=True)
while True:
    time.sleep(0.05)
"""


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What sends a signal right before a wait; see ``signalled.c``."""
    if (cc := compiler()) is None:
        pytest.skip("NO C COMPILER IS INSTALLED HERE (Debian: apt install gcc libc6-dev)")
    made = tmp_path_factory.mktemp("shim") / "signalled.so"
    source = Path(__file__).with_name("signalled.c")
    subprocess.run([cc, "-shared", "-fPIC", "-O1", "-o", str(made), str(source), "-ldl"], check=True)
    return made


@pytest.fixture
def armed(env: dict[str, str], shim: Path, tmp_path: Path) -> Path:
    """The file that arms the shim."""
    path = tmp_path / "armed"
    env |= {"LD_PRELOAD": str(shim), "ARMED": str(path)}
    return path


def arm(armed: Path, number: int) -> None:
    made = armed.with_suffix(".new")
    made.write_text(str(int(number)))
    made.rename(armed)


def in_order(env: dict[str, str], *drafts: str) -> None:
    """Is the history one file, and what was typed kept?"""
    database = Path(env["TRAINER_DB"])
    assert events(env) == [("small/one", "review", 4)]
    assert json.loads(path_of(database).read_text())["small/two"] in drafts
    assert not database.with_name("trainer.db-wal").exists()


def a_line_of_an_answer(terminal: Terminal) -> None:
    terminal.wait_for("The first?")
    terminal.type("\n3\n")
    terminal.wait_for("Tell me.")
    terminal.type("a line of it\n/w\n")
    terminal.wait_for("never answered")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_line_by_line_between_the_echo_of_a_key_and_the_next(
    env: dict[str, str], armed: Path, number: int
) -> None:
    pytest.importorskip("readline")
    known(env, DECK)
    with Terminal([*OWNING, "review", "--plain"], env | {"SIGNAL_BEFORE": "select"}) as terminal:
        a_line_of_an_answer(terminal)
        while termios.tcgetattr(terminal._master)[3] & termios.ECHO:  # until the editor shows what it reads
            terminal.read(0.05)
        terminal.type("\u00e4")
        terminal.wait_for("\u00e4")
        arm(armed, number)
        terminal.type("\u00f6")
        assert terminal.wait_for_exit() == 128 + number
        assert not armed.exists(), "it was sent"
    in_order(env, "a line of it\n\u00e4", "a line of it\n\u00e4\u00f6")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_in_the_screens_between_two_keys(env: dict[str, str], armed: Path, number: int) -> None:
    known(env, DECK)
    with Terminal([*OWNING, "review"], env | {"SIGNAL_BEFORE": "epoll_wait"}) as terminal:
        half_an_answer(terminal)
        arm(armed, number)
        assert terminal.wait_for_exit() == 128 + number
        assert LEAVES_SCREEN in terminal.written
    in_order(env, "half")


def test_right_before_a_line_of_a_pipe_is_awaited(env: dict[str, str], armed: Path) -> None:
    known(env, DECK)
    arm(armed, signal.SIGTERM)
    with subprocess.Popen(
        [*TRAINER, "review", "--plain"],
        env=env | {"SIGNAL_BEFORE": "read"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        assert process.wait(timeout=PATIENCE) == 128 + signal.SIGTERM
        assert process.stdout is not None
        assert b"Traceback" not in process.stdout.read()
    assert not Path(env["TRAINER_DB"]).with_name("trainer.db-wal").exists()


@pytest.mark.parametrize("plain", [True, False])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_while_an_editor_has_the_terminal(
    env: dict[str, str], armed: Path, tmp_path: Path, *, plain: bool, number: int
) -> None:
    """Whether it is waited for already or just about to be; the editor is asked to end, too."""
    known(env, DECK)
    editor = tmp_path / "editor.py"
    editor.write_text(EDITOR + WAITS)
    own = {"EDITOR": f"{sys.executable} {editor} {tmp_path / 'file'}", "SIGNAL_BEFORE": "waitpid"}
    with Terminal([*OWNING, "review", *["--plain"] * plain], env | own) as terminal:
        if plain:
            a_line_of_an_answer(terminal)
            arm(armed, number)
            terminal.type("/e\n")
        else:
            terminal.wait_for("The first?")
            terminal.type("e")
            terminal.wait_for("the editor is there")
            os.kill(terminal.process.pid, number)
        assert terminal.wait_for_exit() == 128 + number
        assert "Traceback" not in terminal.text
    if plain:
        in_order(env, "a line of it")
    else:
        assert LEAVES_SCREEN in terminal.written
        assert not Path(env["TRAINER_DB"]).with_name("trainer.db-wal").exists()
        assert (tmp_path / "file.asked").read_text() == str(int(number))


@pytest.mark.parametrize("plain", [True, False])
def test_several_at_once_are_one(env: dict[str, str], *, plain: bool) -> None:
    known(env, DECK)
    with Begun(["review", *["--plain"] * plain], env, owning=True) as terminal:
        (a_line_of_an_answer if plain else half_an_answer)(terminal)
        while (
            plain and termios.tcgetattr(terminal._master)[3] & termios.ECHO
        ):  # until it is read by the editor
            terminal.read(0.05)
        os.kill(terminal.process.pid, signal.SIGSTOP)
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            os.kill(terminal.process.pid, number)
        os.kill(terminal.process.pid, signal.SIGCONT)
        assert terminal.wait_for_exit() in {130, 143, 129}
        assert "Traceback" not in terminal.text
    in_order(env, "a line of it" if plain else "half")


def test_ctrl_c_is_of_the_program_that_has_the_terminal(env: dict[str, str], tmp_path: Path) -> None:
    known(env, DECK)
    editor = tmp_path / "editor.py"
    editor.write_text(
        EDITOR + "signal.signal(signal.SIGINT, lambda *_: sys.exit('it has heard it'))\n" + WAITS
    )
    own = {"EDITOR": f"{sys.executable} {editor} {tmp_path / 'file'}"}
    with Begun(["review", "--plain"], env | own, owning=True) as terminal:
        a_line_of_an_answer(terminal)
        terminal.type("/e\n")
        terminal.wait_for("the editor is there")
        terminal.type("\x03")
        terminal.wait_for("it has heard it")
        terminal.type("/q\nq\n")
        assert terminal.wait_for_exit() == 0
    in_order(env, "a line of it")


ASIDE = """
import os, signal, sys
from trainer import signals
class Aside:
    def __del__(self):
        os.kill(os.getpid(), int(sys.argv[1]))
try:
    with signals.ending(at_last=True):
        Aside()
        while True:
            signal.pause()
except KeyboardInterrupt:
    sys.exit(130)
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_where_what_is_raised_is_passed_over(number: int) -> None:
    command = [sys.executable, "-c", ASIDE, str(int(number))]
    done = subprocess.run(
        command,
        capture_output=True,
        check=False,
        timeout=PATIENCE,
        preexec_fn=hear,
    )
    assert (done.returncode, done.stderr) == (128 + number, b"")
