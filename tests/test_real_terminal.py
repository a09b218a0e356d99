"""The program in a real pseudo-terminal: real keys, real bytes, real kills."""

import os
import signal
import sqlite3
import sys
import time
from pathlib import Path

import pytest

from tests.begun import Begun
from tests.terminal import Terminal
from trainer.cli.main import main
from trainer.core.errors import Exit

TRAINER = [sys.executable, "-m", "trainer"]
ROOT = Path(__file__).parent.parent
DECK = """\
deck: small
title: Small
notes:
  - {id: one, ask: The first question?, answer: The first answer., level: core}
  - {id: two, ask: The second question?, answer: The second answer.}
  - {id: three, ask: The third question?, answer: The third answer.}
"""
TYPED = """\
deck: small
title: Small
notes:
  - {id: one, kind: typed, ask: The first?, answer: hdfs dfs -ls}
  - {id: two, kind: typed, ask: The second?, answer: hdfs dfs -rm}
"""
HOSTILE = r"""
deck: evil
title: "Evil \e]0;owned\a"
notes:
  - id: one
    ask: "[/] [@click=app.quit]x[/] list[int] \e[2J\e]52;c;b3duZWQ=\a\x9b31m\u202e Which?"
    answer: "\e]8;;http://evil.example\e\\click\e]8;;\e\\ \0 \e[?1049l The end."
    why: "[link](http://evil.example) ![image](http://evil.example/i.png) <b>x</b> \x9d52;c;eA==\x9c"
    hints: ["\e[31mhint[/b]"]
"""


def _world(folder: Path) -> dict[str, str]:
    decks = folder / "decks"
    decks.mkdir()
    (decks / "small.yaml").write_text(DECK)
    own = {"TRAINER_DECKS": str(decks), "TRAINER_DB": str(folder / "trainer.db"), "TERM": "xterm-256color"}
    return {**os.environ, **own, "PYTHONPATH": str(ROOT), "COLORTERM": "truecolor"}


@pytest.fixture
def fresh(tmp_path: Path) -> dict[str, str]:
    """The environment of a first start."""
    return _world(tmp_path)


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """The environment of a later start, which does not take the time to read decks."""
    env = _world(tmp_path)
    known(env)
    return env


def known(env: dict[str, str], deck: str = "") -> None:
    """Let the program know the deck, or another one in its place, before it is started."""
    if deck:
        Path(env["TRAINER_DECKS"], "small.yaml").write_text(deck)
    assert main(["--decks", env["TRAINER_DECKS"], "--db", env["TRAINER_DB"], "undo"]) == Exit.DONE


def events(env: dict[str, str]) -> list[tuple[str, str, int]]:
    connection = sqlite3.connect(env["TRAINER_DB"])
    try:
        return connection.execute("SELECT card, kind, grade FROM event ORDER BY at, id").fetchall()
    finally:
        connection.close()


def answers(env: dict[str, str]) -> list[str]:
    connection = sqlite3.connect(env["TRAINER_DB"])
    try:
        return [answer for (answer,) in connection.execute("SELECT answer FROM event ORDER BY at, id")]
    finally:
        connection.close()


def test_keys_typed_before_the_first_paint_are_all_obeyed(fresh: dict[str, str]) -> None:
    with Terminal([*TRAINER, "review"], fresh) as terminal:
        terminal.type("\r3 4")  # reveal, good, reveal, easy: typed while Python is still starting
        terminal.wait_for("The third question?")
    assert events(fresh) == [("small/one", "review", 4), ("small/two", "review", 5)]


def test_an_answer_typed_before_the_first_paint_is_kept_in_its_order(fresh: dict[str, str]) -> None:
    Path(fresh["TRAINER_DECKS"], "small.yaml").write_text(TYPED)
    with Terminal([*TRAINER, "review"], fresh) as terminal:
        terminal.type("hdfs dfs -lx\x7fs\r3\x1b[200~q 3\x1b[201~\r3")  # backspace; then a paste
        terminal.wait_for("2 cards")
    assert events(fresh) == [("small/one", "review", 4), ("small/two", "review", 4)]
    assert answers(fresh) == ["hdfs dfs -ls", "q 3"]


@pytest.mark.parametrize(("verb", "shown"), [("review", "The first question?"), ("", "All decks")])
def test_the_first_frame_is_the_filled_one(env: dict[str, str], verb: str, shown: str) -> None:
    first = b""
    for _ in range(10):  # now and then it is drawn before the terminal's word was read, and has no marks
        with Terminal([*TRAINER, *verb.split()], env) as terminal:
            terminal.type("\x1b[?2026;2$y")  # what a terminal says that is told where frames end
            terminal.wait_for(shown)
            first = terminal.written.partition(b"\x1b[?2026h")[2].partition(b"\x1b[?2026l")[0]
        if first:
            break
    assert shown.encode() in first


def test_a_click_on_a_key_is_that_key(env: dict[str, str]) -> None:
    with Begun(["review"], env) as terminal:
        terminal.wait_for("reveal")
        row = next(number for number, line in enumerate(terminal.screen.display, 1) if "reveal" in line)
        column = terminal.screen.display[row - 1].index("reveal") + 1
        terminal.type(f"\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m")
        terminal.wait_for("The first answer.")


def test_enter_on_the_home_screen_gives_the_first_question(fresh: dict[str, str]) -> None:
    with Begun([], fresh) as terminal:
        terminal.wait_for("Small")
        terminal.type("\r")
        terminal.wait_for("The first question?")
        terminal.type("q")
        terminal.wait_for("Small")
        terminal.type("q")
        assert terminal.wait_for_exit() == 0


def test_a_goal_set_by_keys_is_there_after_kill_9(env: dict[str, str]) -> None:
    with Begun([], env) as terminal:
        terminal.wait_for("r says when your interview is")
        terminal.type("rn")
        terminal.wait_for("esc leaves it as it was")
        terminal.type("\r+14d\r\x7f\x7f35\r\x13")
        terminal.wait_for("set (u takes it back)")
        os.killpg(terminal.process.pid, signal.SIGKILL)
    with Begun([], env) as terminal:
        terminal.wait_for("in 14 days · 35 minutes a day")
        terminal.wait_for("of what is asked on the day")
        terminal.type("\r")
        terminal.wait_for("The first question?")


def test_an_answer_survives_kill_9_and_the_next_start_goes_on(env: dict[str, str]) -> None:
    with Begun(["review"], env) as terminal:
        terminal.wait_for("The first question?")
        terminal.type(" 3")
        terminal.wait_for("The second question?")
        terminal.process.send_signal(signal.SIGKILL)
        terminal.process.wait()
    assert events(env) == [("small/one", "review", 4)]
    with Begun(["review"], env) as terminal:
        terminal.wait_for("The second question?")
        terminal.type("u")
        terminal.wait_for("The first question?")


@pytest.mark.parametrize("stop", [signal.SIGTSTP, signal.SIGSTOP])
def test_a_program_stopped_and_gone_on_with_shows_all_of_its_screen_again(
    env: dict[str, str], stop: signal.Signals
) -> None:
    with Terminal(TRAINER, env) as terminal:
        terminal.wait_for("enter begins")
        for _ in range(3):
            os.kill(terminal.process.pid, stop)
            end = time.monotonic() + 30
            while not os.waitpid(terminal.process.pid, os.WUNTRACED | os.WNOHANG)[0]:
                assert time.monotonic() < end
                terminal.read(0.05)  # it stops when all that it wrote was taken
            goes_on(terminal)
        terminal.type("q")
        assert terminal.wait_for_exit() == 0


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="threads are counted where Linux lists them")
def test_keys_are_read_once_by_a_program_told_to_go_on_that_was_not_stopped(env: dict[str, str]) -> None:
    """As the system does where a terminal is gone; what reads them a second time would never end."""
    with Terminal(TRAINER, env) as terminal:
        terminal.wait_for("enter begins")
        threads = Path(f"/proc/{terminal.process.pid}/task")
        goes_on(terminal)
        before = len([*threads.iterdir()])
        for _ in range(5):
            goes_on(terminal)
        assert len([*threads.iterdir()]) < before + 5
        os.kill(terminal.process.pid, signal.SIGCONT)
        terminal.vanish()
        assert terminal.process.wait(30) == 128 + signal.SIGHUP


def goes_on(terminal: Terminal) -> None:
    """Let the program go on, and see the first line of the home screen, which is drawn anew only with all."""
    before, end = terminal.written.count(b"begins"), time.monotonic() + 30
    os.kill(terminal.process.pid, signal.SIGCONT)
    while terminal.written.count(b"begins") == before:
        assert time.monotonic() < end
        terminal.read(1)


def test_no_escape_byte_of_a_deck_reaches_the_terminal(env: dict[str, str]) -> None:
    Path(env["TRAINER_DECKS"], "small.yaml").write_text(HOSTILE)
    with Begun([], env) as terminal:
        terminal.wait_for("Evil")
        terminal.type("\r")
        terminal.wait_for("Which?")
        for key, shown in (("h", "hint[/b]"), (" ", "The end."), ("o", "Sources"), ("w", "never answered")):
            terminal.type(key)
            terminal.wait_for(shown)
            if key in "ow":
                terminal.wait_for("esc closes")
                terminal.type("\x1b")
                terminal.wait_for("esc closes", gone=True)
        assert "list[int]" in terminal.text
        written = terminal.written
    for evil in (b"\x1b]0;owned", b"\x1b]52", b"\x1b]8;", b"\x1b[2J\x1b]", b"\xc2\x9b", b"\xc2\x9d", b"\x00"):
        assert evil not in written
    assert "\u202e".encode() not in written
    assert written.count(b"\x1b[?1049l") == 0  # only the program itself leaves its screen, and it has not yet


def test_two_trainers_at_once_lose_nothing(env: dict[str, str]) -> None:
    with Begun(["review"], env) as one, Begun(["review"], env) as two:
        one.wait_for("The first question?")
        two.wait_for("The first question?")
        one.type(" 3")
        one.wait_for("The second question?")
        two.type(" 4")
        two.wait_for("The second question?")
    # The second answer of the day to one card is a drill: it does not move the schedule again.
    assert events(env) == [("small/one", "review", 4), ("small/one", "drill", 5)]


def test_a_dumb_terminal_gets_lines_and_no_escapes(env: dict[str, str]) -> None:
    with Begun(["review"], env | {"TERM": "dumb"}) as terminal:
        terminal.wait_for("The first question?")
        terminal.type("\n")
        terminal.wait_for("The first answer.")
        terminal.type("q\n")
        assert terminal.wait_for_exit() == 0
        assert b"\x1b" not in terminal.written


def test_the_terminal_is_left_as_it_was_found(env: dict[str, str]) -> None:
    script = f"{' '.join(TRAINER)} review; stty -a"
    with Terminal(["sh", "-c", script], env, columns=100) as terminal:
        terminal.wait_for("The first question?")
        terminal.type("q")
        terminal.wait_for("speed")
        terminal.wait_for_exit()
        assert " icanon" in terminal.text
        assert " echo " in terminal.text
        assert " icrnl" in terminal.text


def test_nothing_slow_is_loaded_before_the_first_card_is_on_screen(
    env: dict[str, str], tmp_path: Path
) -> None:
    loaded = tmp_path / "loaded"
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from trainer.cli.main import main\n"
        "from trainer.store.store import Store\n"
        "# The app calls this once the first card is drawn.\n"
        f"Store.warm = lambda self: print(*sys.modules, '.', file=Path({str(loaded)!r}).open('w', 1))\n"
        "main(['review'])\n"
    )
    with Terminal([sys.executable, "-c", script], env) as terminal:
        terminal.wait_for("The first question?")
        for _ in range(600):
            if (loaded.exists() and loaded.read_text().endswith(" .\n")) or not terminal.read(0.05):
                break
        names = {name.partition(".")[0] for name in loaded.read_text().split()}
    slow = {"sqlmodel", "sqlalchemy", "pydantic", "yaml", "genanki", "markdown_it", "pygments", "rapidfuzz"}
    assert "textual" in names
    assert not names & slow
