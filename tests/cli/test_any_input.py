"""Nothing that a user can hand to the program ends it with a traceback."""

import json
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from ast import literal_eval
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.test_verbs import run, world
from tests.terminal import PATIENCE
from trainer import __main__, signals
from trainer.cli import environment
from trainer.cli.main import main
from trainer.core.errors import ClockError, Exit
from trainer.plain.talk import Talk

__all__ = ["world"]


@pytest.mark.parametrize("name", ["TRAINER_DB", "TRAINER_DECKS", "TRAINER_CONFIG"])
def test_a_home_of_nobody_is_named(
    world: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "~nosuchuser/x")
    status, _, err = run(capsys, "due")
    assert status == Exit.USAGE
    assert "~nosuchuser stands for no home folder here" in err


@pytest.mark.parametrize(
    "words",
    [
        ["due", "--db"],
        ["due", "--decks"],
        ["due", "--config"],
        ["export", "--out"],
        ["import"],
        ["check"],
        ["coverage", "--syllabus"],
        ["backup", "text"],
        ["sync"],
    ],
)
@pytest.mark.parametrize("path", ["~nosuchuser/x", "a\0b", " "])
def test_a_path_that_cannot_be_is_named(
    world: Path, capsys: pytest.CaptureFixture[str], words: list[str], path: str
) -> None:
    status, _, err = run(capsys, *words, path)
    assert status == Exit.USAGE
    assert err.startswith("trainer: ")


@pytest.mark.parametrize(
    "text",
    [f"x = {'[' * 3000}{']' * 3000}", f"new_per_day = {'9' * 5000}", "new_per_day = " + "[1," * 5000],
    ids=["deep", "huge", "open"],
)
def test_settings_too_deep_or_too_long_are_told_of_shortly(
    world: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    path = world / "config.toml"
    path.write_text(text)
    status, _, err = run(capsys, "due", "--config", str(path))
    assert status == Exit.FILE
    assert str(path) in err
    assert len(err) < 400
    status, _, err = run(capsys, "config", "new_per_day", text.partition("= ")[2])
    assert status == Exit.USAGE
    assert len(err) < 400


def test_a_byte_order_mark_is_no_setting(world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = world / "config.toml"
    path.write_bytes(b"\xef\xbb\xbfnew_per_day = 1\n")
    _, out, _ = run(capsys, "due", "--json", "--config", str(path))
    assert json.loads(out)["today"]["new"] == 1


def shell(world: Path, words: list[str], ending: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "COLUMNS": "80"}
    command = f'"{sys.executable}" -m trainer {" ".join(words)} {ending}'
    return subprocess.run(["sh", "-c", command], capture_output=True, text=True, env=env, check=False)


@pytest.mark.parametrize(
    ("words", "ending"),
    [
        *((["review", "--plain"], ending) for ending in ("<&-", ">&-", "<&- >&- 2>&-", "2> /dev/full")),
        *((["due"], ending) for ending in (">&-", "2>&-", "> /dev/full")),
    ],
    ids=str,
)
def test_streams_closed_or_full_give_no_traceback(world: Path, words: list[str], ending: str) -> None:
    assert main(["undo"]) == Exit.DONE, "the decks are known, which a start takes most of its time for else"
    done = shell(world, words, ending)
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    assert done.returncode == (Exit.FILE if ending.startswith("> /dev/full") else Exit.DONE)


def test_a_file_of_a_negative_version_is_damaged(world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "undo")
    path = Path(os.environ["TRAINER_DB"])
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = -3")
    connection.close()
    before = path.read_bytes()
    status, _, err = run(capsys, "due")
    assert (status, path.read_bytes()) == (Exit.FILE, before)
    assert "doctor --repair" in err


def test_json_escapes_what_a_terminal_could_obey(world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deck = world / "decks" / "git.yaml"
    name = deck.with_name("a\u202eb\x1b\x9b.yaml")
    deck.rename(name)
    name.write_text("deck: [\n")
    _, out, _ = run(capsys, "check", "--json")
    assert json.loads(out)[0]["file"] == str(name)
    assert out.isascii() or not set(out) & {"\u202e", "\x1b", "\x9b"}
    assert "\\u202e" in out


def test_what_is_made_is_for_the_user_alone(world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "undo")[0] == Exit.DONE
    assert run(capsys, "backup", "now")[0] == Exit.DONE
    assert run(capsys, "export", "--out", str(world / "out"))[0] == Exit.DONE
    made = [*(world / "data").rglob("*"), world / "data", world / "out", *(world / "out").iterdir()]
    assert len(made) >= 6
    for path in made:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_a_file_that_is_there_keeps_its_rights(world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = world / "config.toml"
    path.write_text("")
    path.chmod(0o644)
    assert run(capsys, "config", "--config", str(path), "new_per_day", "3")[0] == Exit.DONE
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_ctrl_c_while_the_program_is_loaded_ends_it_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("trainer.cli.main.main", interrupted)
    with signals_as_before():
        assert __main__.main() == Exit.INTERRUPTED


@contextmanager
def signals_as_before() -> Iterator[None]:
    numbers = signal.SIGINT, signal.SIGTERM, signal.SIGHUP
    before = [signal.getsignal(number) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_after_the_last_word_changes_nothing(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    monkeypatch.setattr("trainer.cli.main.main", lambda: Exit.DONE)
    with signals_as_before():
        signal.signal(number, signal.SIG_DFL)
        assert __main__.main() == Exit.DONE
        assert signal.getsignal(number) is signal.SIG_IGN, "the interpreter is not killed while it ends"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_while_the_program_is_loaded_gives_its_status(
    monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr("trainer.cli.main.main", lambda: os.kill(os.getpid(), number))
    with signals_as_before():
        signal.signal(number, signal.SIG_DFL)
        with pytest.raises(SystemExit) as ended:
            __main__.main()
    assert ended.value.code == 128 + number


def test_an_interrupt_within_what_python_makes_of_texts_gives_its_status_too() -> None:
    script = """
import sys, trainer.cli.main as cli
from trainer.__main__ import main
def run():
    try:
        exec("raise KeyboardInterrupt")
    except KeyboardInterrupt:
        return 130
cli.main = run
sys.exit(main())
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False, timeout=PATIENCE)
    assert (done.returncode, done.stderr) == (130, b"")


def test_signals_are_heeded_before_anything_is_loaded_that_takes_time() -> None:
    command = "import sys; known = {*sys.modules}; import trainer.signals; print({*sys.modules} - known)"
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, check=True, timeout=PATIENCE)
    loaded = {name for name in literal_eval(done.stdout.decode()) if not name.startswith("_")}
    loaded -= {*sys.builtin_module_names}
    assert loaded <= {"trainer", "trainer.signals", "signal", "enum", "types", "operator", "functools",
                      "contextlib", "collections", "collections.abc", "keyword", "reprlib"}  # fmt: skip
    source = Path(str(__main__.__file__)).read_text()
    assert source.index("ending(at_last") < source.index("trainer.cli")


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_to_end_ends_in_good_order(
    world: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    number = getattr(signal, name)
    before = signal.signal(number, signal.SIG_DFL)  # nohup has SIGHUP ignored

    monkeypatch.setattr(Talk, "ask", lambda *_, **__: os.kill(os.getpid(), number))
    with pytest.raises(SystemExit) as ended:
        main(["review", "--plain"])
    assert ended.value.code == 128 + number
    assert not (world / "data" / "trainer.db-wal").exists(), "the history is one file again"
    assert signal.signal(number, before) is signal.SIG_DFL


def test_a_signal_after_the_screens_ends_in_good_order(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trainer.terminal.is_plain", lambda: False)
    monkeypatch.setattr("trainer.tui.app.TrainerApp.run", lambda *_, **__: None)
    monkeypatch.setattr("trainer.cli.safety.daily_copy", lambda _: os.kill(os.getpid(), signal.SIGTERM))
    with signals_as_before():
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        with pytest.raises(SystemExit) as ended:
            main(["review"])
    assert ended.value.code == 128 + signal.SIGTERM
    assert not (world / "data" / "trainer.db-wal").exists()


def test_a_hangup_that_is_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup does
    try:
        with signals.ending():
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


@pytest.mark.parametrize("seconds", [-1.0, -6e10, 9_214_646_400.0, 9e11, float(2**62), None])
def test_a_clock_beyond_the_calendar_is_named_and_nothing_done(
    world: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, seconds: float | None
) -> None:
    def told() -> float:
        if seconds is None:  # as Python has it from 2262 on
            raise OverflowError("timestamp too large to convert to C _PyTime_t")
        return seconds

    monkeypatch.setattr("time.time", told)
    for words in ("due", "doctor", "backup now", "review --plain", "add --ask a --answer b", "sync x"):
        status, out, err = run(capsys, *words.split())
        assert (status, out) == (Exit.FILE, "")
        assert "clock of this computer" in err
        assert len(err.splitlines()) == 1
    with pytest.raises(ClockError):  # it may be set while the program runs
        environment.now()
    assert list((world / "data").iterdir()) == []


@pytest.mark.parametrize("zone", ["UTC+24:59:59", "AAA-25", "AAA-167BBB-168", "AAA-1BBB-25"])
def test_a_time_zone_beyond_the_calendar_is_named_and_nothing_done(
    world: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        for words in ("due", "check", "backup now", "review --plain", "add --ask a --answer b", "sync x"):
            status, out, err = run(capsys, *words.split())
            assert (status, out) == (Exit.FILE, "")
            assert "time zone of this computer" in err
            assert len(err.splitlines()) == 1
        assert list((world / "data").iterdir()) == []
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    "words",
    [
        "config set {} 3", "config get {}", "config {}", "config set new_per_day {}", "config set theme {}",
        "why {}", "history {}", "due tag:{}", "browse --json {}", "check {}", "import {}", "restore {}",
        "sync {}", "export --out {}", "backup text {}", "--db {} due", "--config {} due", "{}", "due --{}",
        "completion {}", "serve --port {}", "mock --minutes {}", "reset {}", "reschedule {} 3", "ready {}",
    ],
)  # fmt: skip
@pytest.mark.parametrize("letters", ["a" * 50_000, "a/" * 25_000])
def test_what_is_far_too_long_is_refused_in_few_words(
    world: Path, capsys: pytest.CaptureFixture[str], words: str, letters: str
) -> None:
    given = [word.format(letters) for word in words.split()]
    try:
        status = main(given)
    except SystemExit as ended:
        status = int(ended.code or 0)
    out = capsys.readouterr()
    assert status <= Exit.BUSY_OR_NEWER
    assert len(out.out + out.err) < 2500
    assert "Traceback" not in out.err
