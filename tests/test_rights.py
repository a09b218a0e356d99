"""Whatever the program makes is private, whatever file mode mask it is started under."""

import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from stat import S_IMODE

import pytest

from tests.cli.test_completing import verbs
from tests.cli.test_verbs import run, world
from trainer.core.errors import Exit

__all__ = ["world"]
pytestmark = pytest.mark.skipif(os.name != "posix", reason="files have such rights on POSIX systems")

DONE = (
    "due",
    "config set new_per_day 3",
    "config edit",
    "review --plain",
    "quiz --plain",
    "mock --plain --minutes 1 --out {}/mocks",
    "ready git --by 2099-03-01 --yes",
    "add --ask one --answer two",
    "add own --ask one --answer two",
    "edit git/reset",
    "tag git/reset --add x --yes",
    "export --out {}/out",
    "stats --html --out {}/page",
    "import {}/notes.csv",
    "import",
    "reset git/stash",
    "reschedule git/stash --in 3",
    "unsuspend",
    "undo",
    "redo",
    "backup now",
    "backup text {}/text/history.jsonl",
    "import {}/text/history.jsonl",
    "restore",
    "sync {}/shared",
    "schedulers --use fsrs",
    "doctor --rebuild",
    "doctor --repair",
    "completion bash",
    *("confusions", "browse", "check", "coverage", "why git/reset", "history git/reset", "marked", "terms"),
    *("evaluate", "due --json", "backup list"),
)
"""Each verb, as it makes files if it can."""

NOT_HERE = {"serve"}
"""What goes on until it is ended; it makes what the screens make."""


@pytest.fixture
def mask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def open_to_others(folder: Path, known: set[Path]) -> list[str]:
    """Return what was made in a folder and may be used by others."""
    made = {*folder.rglob("*")} - known
    return [f"{path} {S_IMODE(path.lstat().st_mode):o}" for path in made if path.lstat().st_mode & 0o077]


def test_what_any_verb_makes_is_for_the_user_alone(
    world: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    mask: None,
    subtests: pytest.Subtests,
) -> None:
    (world / "notes.csv").write_text("what,that\nwhen,then\n")
    (world / "shared").mkdir()
    monkeypatch.setenv("HOME", str(world))
    for name in ("DATA", "CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(world / name.lower()))
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setenv("TMPDIR", str(world))
    known = {*world.rglob("*")}
    assert {words.split()[0] for words in DONE} == {*verbs()} - NOT_HERE
    made = 0
    for words in DONE:
        before = {*world.rglob("*")}
        more = []
        if words == "restore":
            listed = run(capsys, "backup", "list")[1].split()  # of one second: in no order of making
            more = [next(name for name in listed if name.endswith("-by-hand"))]
        if words == "import":
            more = [str(next((world / "out").glob("*.apkg")))]
        if words == "doctor --repair":
            path = Path(os.environ["TRAINER_DB"])
            path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
        monkeypatch.setattr(sys, "stdin", io.StringIO("\n4\n\n4\n"))
        with subtests.test(words):
            try:
                status, _, err = run(capsys, *words.replace("{}", str(world)).split(), *more)
            except SystemExit as ended:
                status, err = int(ended.code or 0), capsys.readouterr().err
            assert status in (Exit.DONE, Exit.PROBLEMS), err
            assert open_to_others(world, known) == []
        made += len({*world.rglob("*")} - before)
    assert made > 20
