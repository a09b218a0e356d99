"""What was written and not graded outlives the program."""

import os
import signal
from pathlib import Path

import pytest

from tests.begun import Begun
from tests.terminal import PATIENCE, Terminal
from tests.test_real_terminal import TRAINER, TYPED, answers, env, fresh, known
from trainer.core.errors import FileError
from trainer.drafts import path_of, read, save

__all__ = ["env", "fresh"]


def test_texts_are_kept_and_without_any_there_is_no_file(tmp_path: Path) -> None:
    path = path_of(tmp_path / "trainer.db")
    assert read(path) == {}
    save(path, {"deck/a": "früh\nspät"})
    assert read(path) == {"deck/a": "früh\nspät"}
    save(path, {})
    assert list(tmp_path.iterdir()) == []
    save(path, {})


def test_what_another_program_writes_meanwhile_is_kept_and_what_it_took_away_stays_away(
    tmp_path: Path,
) -> None:
    path = tmp_path / "drafts.json"
    save(path, was := {"a": "half", "b": "half", "c": "half"})
    save(path, {"a": "half", "c": "more", "d": "theirs"}, was)  # another one, which graded b
    save(path, {"b": "half", "c": "half", "e": "mine"}, was)  # graded a, and wrote for e
    assert read(path) == {"c": "more", "d": "theirs", "e": "mine"}
    save(path, {}, read(path))
    assert not path.exists()
    save(path, {"a": "half"}, {})
    path.write_bytes(b"\xff")
    save(path, {"a": "half"}, {"a": "half"})
    assert read(path) == {"a": "half"}, "of a file that cannot be read nothing follows"


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"a": 1}', b"\xff", b"[" * 100_000])
def test_a_file_that_is_not_right_holds_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "drafts.json"
    path.write_bytes(content)
    assert read(path) == {}


@pytest.mark.parametrize("leaving", ["\x03", "\x1bq"], ids=["ctrl+c", "esc, q"])
def test_a_text_waits_for_the_next_start(env: dict[str, str], leaving: str) -> None:
    known(env, TYPED)
    with Begun(["review"], env) as terminal:
        terminal.wait_for("type the answer")
        terminal.type("hdfs dfs")
        terminal.wait_for("hdfs dfs")
        terminal.type(leaving[0])
        if leaving[1:]:
            terminal.wait_for("i write")
            terminal.type(leaving[1:])
        assert terminal.wait_for_exit() == 0
    with Begun(["review"], env) as terminal:
        terminal.wait_for("hdfs dfs")
        terminal.type(" -ls\r3")
        terminal.wait_for("The second?")
    assert answers(env) == ["hdfs dfs -ls"]


@pytest.mark.parametrize("ends", ["SIGTERM", "SIGHUP", "vanish"])
def test_a_signal_and_a_terminal_that_is_gone_leave_it_as_well(env: dict[str, str], ends: str) -> None:
    known(env, TYPED)
    with Begun(["review"], env) as terminal:
        terminal.wait_for("type the answer")
        terminal.type("hdfs dfs")
        terminal.wait_for("hdfs dfs")
        number = getattr(signal, ends, signal.SIGHUP)
        if ends == "vanish":
            terminal.vanish()
            status = terminal.process.wait(PATIENCE)
        else:
            os.kill(terminal.process.pid, number)
            status = terminal.wait_for_exit()  # who reads nothing may keep it waiting
        assert status == 128 + number
    assert read(path_of(Path(env["TRAINER_DB"]))) == {"small/one": "hdfs dfs"}


def test_in_plain_mode_too(fresh: dict[str, str]) -> None:
    Path(fresh["TRAINER_DECKS"], "small.yaml").write_text(
        "deck: small\ntitle: Small\nnotes: [{id: one, kind: points, ask: Why?, points: [{say: Because}]}]\n"
    )
    with Begun(["--plain", "review"], fresh) as terminal:
        terminal.wait_for("answer in lines")
        terminal.type("a first line\n/?\n")
        terminal.wait_for("Before the answer")
        os.kill(terminal.process.pid, signal.SIGINT)
        assert terminal.wait_for_exit() == 130
    with Begun(["--plain", "review"], fresh) as terminal:
        terminal.wait_for("you wrote before")
        terminal.wait_for("a first line")
        terminal.type(f"{'word ' * 1800}\nhalf a lín")  # more than a terminal itself takes in a line
        terminal.wait_for("half a lín")
        os.kill(terminal.process.pid, signal.SIGINT)
        assert terminal.wait_for_exit() == 130
    kept = read(path_of(Path(fresh["TRAINER_DB"])))
    assert kept == {"small/one": f"a first line\n{'word ' * 1800}".strip() + "\nhalf a lín"}


def test_one_line_begun_in_plain_mode_waits_and_a_new_one_takes_its_place(env: dict[str, str]) -> None:
    known(env, TYPED)
    with Begun(["--plain", "review"], env) as terminal:
        terminal.wait_for("type the answer")
        terminal.type("hdfs df")
        terminal.wait_for("hdfs df")
        os.kill(terminal.process.pid, signal.SIGTERM)
        assert terminal.wait_for_exit() == 128 + signal.SIGTERM
    with Begun(["--plain", "review"], env) as terminal:
        terminal.wait_for("a line takes its place")
        terminal.wait_for("hdfs df")
        terminal.type("hdfs dfs -ls\n\n")
        terminal.wait_for("The second?")
    assert answers(env) == ["hdfs dfs -ls"]


@pytest.mark.parametrize("read", [True, False])
def test_what_was_typed_and_not_read_yet_is_kept_too(env: dict[str, str], read: bool) -> None:
    known(env, TYPED)
    with Terminal([*TRAINER, "--plain", "review"], env) as terminal:
        terminal.wait_for("type the answer")
        if read:
            terminal.type("hdfs")
            terminal.wait_for("hdfs")
        terminal.stop(" df" if read else "hdfs df")
        os.kill(terminal.process.pid, signal.SIGTERM)
        os.kill(terminal.process.pid, signal.SIGCONT)
        assert terminal.wait_for_exit() == 128 + signal.SIGTERM
    with Begun(["--plain", "review"], env) as terminal:
        terminal.wait_for("a line takes its place")
        terminal.wait_for("hdfs df")


def test_what_fails_is_said_of_what_was_written_only_if_anything_was(tmp_path: Path) -> None:
    (path := tmp_path / "drafts.json").mkdir()
    with pytest.raises(FileError, match=r"is not kept: .*is a folder"):
        save(path, {"deck/a": "half"})
    with pytest.raises(FileError, match=r"cannot be removed .* was graded") as told:
        save(path, {})
    assert "not kept" not in str(told.value)
