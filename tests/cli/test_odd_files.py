"""A file that is named, or lies where files are looked for, and has no end, never begins or is too large: one
line says so, and nothing waits for it or takes its room."""

import os
import socket
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.test_verbs import run, world
from trainer.core.errors import Exit
from trainer.plain.talk import Talk

__all__ = ["world"]


def zeros(path: Path) -> None:
    path.symlink_to("/dev/zero")


def pipe(path: Path) -> None:
    os.mkfifo(path)


def sock(path: Path) -> None:
    os.chdir(path.parent)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)


def folder(path: Path) -> None:
    path.mkdir()


def circle(path: Path) -> None:
    path.symlink_to(path)


def sparse(path: Path, size: int = 2**31) -> None:
    with path.open("wb") as file:
        file.truncate(size)


def read_whole(path: Path) -> None:
    """One that is looked through to its end, as each page of it may hold history."""
    sparse(path, 2**26)


KINDS: list[Callable[[Path], None]] = [zeros, pipe, sock, folder, circle, sparse]
VERBS = {
    "settings": (["due", "--config"], ".toml"),
    "history": (["due", "--db"], ".db"),
    "a deck": (["check"], ".yaml"),
    "decks": (["due", "--decks"], ".yaml"),
    "a table": (["import"], ".csv"),
    "a package": (["import"], ".apkg"),
    "a history as text": (["import"], ".jsonl"),
    "notes": (["import"], ".md"),
    "mnemosyne": (["import"], ".xml"),
    "a syllabus": (["coverage", "--syllabus"], ".yaml"),
    "a copy": (["restore"], ".db"),
    "text": (["backup", "text"], ".jsonl"),
    "a history looked at": (["doctor", "--db"], ".db"),
    "a history repaired": (["doctor", "--repair", "--db"], ".db"),
    "a history made anew": (["doctor", "--rebuild", "--db"], ".db"),
    "a history copied": (["backup", "now", "--db"], ".db"),
    "settings changed": (["config", "set", "new_per_day", "7", "--config"], ".toml"),
    "an import taken back": (["import", "--undo"], ".jsonl"),
}
TOLD = {zeros: "a device", pipe: "a pipe", sock: "a socket", folder: "a folder"}
FOLDERS_TOO = ("a deck", "decks", "a table", "a package", "notes", "mnemosyne", "a history as text")
"""What a folder can be named for as well: one of decks, and what several programs export."""
ANYTHING = ("decks", "a deck")
"""Where one file that is none hinders nothing else."""


@pytest.mark.skipif(sys.platform == "win32", reason="has no such files")
@pytest.mark.parametrize("what", VERBS)
def test_a_file_that_is_none_is_told(
    world: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.chdir(world)
    words, ending = VERBS[what]
    for make in (*KINDS[:-1], read_whole if what == "a history repaired" else sparse):
        path = world / f"odd-{make.__name__}{ending}"
        make(path)
        status, out, err = run(capsys, *words, str(path))
        told = out + err
        if make in TOLD and not (make is folder and what in FOLDERS_TOO) and what != "decks":
            undo_of_decks = make is folder and what == "an import taken back"
            assert undo_of_decks or (path.name in told and TOLD[make] in told), told
            assert "Traceback" not in told
        fits = (make is sparse and what in ("text", "a history copied")) or (
            make is circle and what in ("text", "history", "a history looked at")
        )
        assert fits or what in ANYTHING or status != Exit.DONE
        assert len(told) < 3000


@pytest.mark.skipif(sys.platform == "win32", reason="has no such files")
@pytest.mark.parametrize(
    "words",
    [
        ["due", "--db"],
        ["review", "--plain", "--db"],
        ["doctor", "--db"],
        ["doctor", "--repair", "--db"],
        ["backup", "now", "--db"],
        ["backup", "text"],
        ["config", "set", "new_per_day", "7", "--config"],
    ],
)
def test_what_is_written_is_no_device_and_none_is_replaced(
    world: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(world)
    monkeypatch.setattr(Path, "replace", lambda *_: pytest.fail("it would be replaced"))
    for place in ("/dev/null", "/dev/zero", "link"):
        if place == "link":
            (world / place).symlink_to("/dev/null")
        status, out, err = run(capsys, *words, place)
        assert status in (Exit.FILE, Exit.USAGE)
        assert words == ["backup", "text"] or "is a device" in err
        assert "is a device" in err or "no history" in err
        assert len(err.splitlines()) == 1
        assert out == ""
    assert list(world.glob("*null*")) == list(Path("/dev").glob("*.part")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="has no such files")
@pytest.mark.parametrize("make", [pipe, sock, circle, sparse])
@pytest.mark.parametrize(
    "words", [["sync"], ["export", "--out"], ["stats", "--html", "--out"], ["import", "words.csv", "--out"]]
)
def test_what_is_no_folder_is_told(
    world: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    make: Callable[[Path], None],
) -> None:
    monkeypatch.chdir(world)
    (world / "words.csv").write_text("a;b\nc;d\n")
    make(world / "odd")
    monkeypatch.chdir(world)
    status, _, err = run(capsys, *words, str(world / "odd"))
    assert status == Exit.FILE
    assert f"{world / 'odd'}" in err
    assert any(said in err for said in ("is a file, not a folder", "symbolic links", "leads in a circle"))


def test_a_picture_or_a_folder_that_leads_in_a_circle_is_only_not_there(
    world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (world / "decks" / "round.png").symlink_to("round.png")
    (world / "decks" / "round").symlink_to("round")
    (world / "decks" / "git.yaml").write_text(
        "deck: git\ntitle: Git\nnotes:\n  - {id: a, ask: 'What? ![x](round.png)', answer: That.}\n"
    )
    out = run(capsys, "check", str(world / "decks"))[1]
    assert "is not there" in out
    assert run(capsys, "due", "--short")[0] == Exit.DONE


def test_a_copy_from_elsewhere_is_put_back_if_it_is_whole(
    world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "add", "--ask", "What is new?", "--answer", "This.")
    run(capsys, "backup", "now")
    (made,) = (world / "data" / "trainer-backups").glob("*by-hand.db")
    stick = made.rename(world / "stick.db")
    (world / "other.db").write_bytes(stick.read_bytes()[:9000])
    assert run(capsys, "restore", str(world / "other.db"))[0] == Exit.FILE
    status, out, _ = run(capsys, "restore", str(stick))
    assert status == Exit.DONE
    assert "stick is the history now" in out
    assert stick.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="has no such files")
def test_in_a_folder_of_decks_or_of_sync_they_hide_nothing(
    world: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(world)
    shared = world / "shared"
    shared.mkdir()
    for make in KINDS:
        make(world / "decks" / f"odd-{make.__name__}.yaml")
        make(shared / f"odd-{make.__name__}.jsonl")
    assert run(capsys, "due", "--short")[1] == "2\n"
    assert run(capsys, "sync", str(shared))[0] == Exit.DONE


def test_no_settings_are_named_by_the_null_device(world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "due", "--short", "--config", os.devnull)[1] == "2\n"


def test_a_line_from_a_pipe_without_end_is_bounded() -> None:
    class Endless:
        def readline(self, most: int = -1) -> str:
            assert most > 0
            return "x" * most

    talk = Talk(Endless(), sys.stdout)  # type: ignore[arg-type]
    assert 0 < len(talk.ask()) <= 1_000_000


@pytest.mark.parametrize("kind", ["device", "empty", "other"])
def test_a_file_that_is_no_history_is_said_to_be_none_and_not_put_back(
    kind: str, world: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path(os.devnull) if kind == "device" else tmp_path / "foreign.db"
    if kind == "empty":
        path.touch()
    elif kind == "other":
        with closing(sqlite3.connect(path)) as foreign:
            foreign.execute("CREATE TABLE bookmarks (address TEXT)")
    status, out, err = run(capsys, "restore", str(path))
    assert (status, out) == (Exit.FILE, "")
    assert f"{path} is no history file" in err
    assert "SQLITE" not in err
    assert not (world / "data" / "trainer.db").exists()
