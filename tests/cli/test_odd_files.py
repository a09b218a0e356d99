"""A file that is named, or lies where files are looked for, and has no end, never begins or is too large: one
line says so, and nothing waits for it or takes its room."""

import os
import socket
import sys
from collections.abc import Callable
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


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(2**31)


KINDS: list[Callable[[Path], None]] = [zeros, pipe, sock, folder, sparse]
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
}


@pytest.mark.skipif(sys.platform == "win32", reason="has no such files")
@pytest.mark.parametrize("what", VERBS)
def test_a_file_that_is_none_is_told(
    world: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.chdir(world)
    words, ending = VERBS[what]
    for make in KINDS:
        path = world / f"odd-{make.__name__}{ending}"
        make(path)
        status, out, err = run(capsys, *words, str(path))
        told = out + err
        assert path.name in told or what == "decks" or (make is folder and status == Exit.DONE)
        assert status != Exit.DONE or what in ("decks", "a deck") or (what == "text" and make is sparse)
        assert len(told) < 3000


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
