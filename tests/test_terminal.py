"""The terminal around the screens: which one can show screens, and the user's editor."""

import io
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from trainer import terminal
from trainer.core.errors import EditorError


@pytest.mark.parametrize(
    ("editor", "command"),
    [
        ("vim", ["vim", "+12", "d.yaml"]),
        ("/usr/bin/nvim -p", ["/usr/bin/nvim", "-p", "+12", "d.yaml"]),
        ("emacsclient -t", ["emacsclient", "-t", "+12", "d.yaml"]),
        ("hx", ["hx", "d.yaml:12"]),
        ("code", ["code", "--wait", "--goto", "d.yaml:12"]),
        ("'/opt/my editor/nano'", ["/opt/my editor/nano", "+12", "d.yaml"]),
        ("unknown --flag", ["unknown", "--flag", "d.yaml"]),
    ],
)
def test_an_editor_is_called_at_the_notes_line_in_its_own_way(editor: str, command: list[str]) -> None:
    assert terminal._command(shlex.split(editor), "d.yaml", 12) == command


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """A file in which the editors of `editor` leave their names and their arguments."""
    return tmp_path / "told"


def editor(told: Path, name: str) -> str:
    program = "import pathlib, sys; pathlib.Path(sys.argv[1]).write_text(' '.join(sys.argv[2:]))"
    return shlex.join([sys.executable, "-c", program, str(told), name])


def test_the_settings_editor_goes_before_visual_and_that_before_editor(
    told: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", editor(told, "EDITOR"))
    terminal.edit("", "d.yaml", 3)
    assert told.read_text() == "EDITOR d.yaml"
    monkeypatch.setenv("VISUAL", editor(told, "VISUAL"))
    terminal.edit("", "d.yaml", 3)
    assert told.read_text() == "VISUAL d.yaml"
    terminal.edit(editor(told, "setting"), "a deck; with $signs.yaml", 3)
    assert told.read_text() == "setting a deck; with $signs.yaml"


def test_an_editor_that_ends_with_an_error_is_named() -> None:
    named = shlex.join([sys.executable, "-c", "import sys; sys.exit(len(sys.argv))"])
    assert terminal.edit(named, "d.yaml", 1) == "the editor ended with status 2"
    assert terminal.edit(shlex.join([sys.executable, "-c", ""]), "d.yaml", 1) == ""


def test_a_file_whose_line_is_unknown_is_opened_at_its_first(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[object] = []
    monkeypatch.setattr("trainer.terminal._run", called.append)
    terminal.edit("vim", "d.yaml", 0)
    assert called == [["vim", "+1", "d.yaml"]]


@pytest.mark.parametrize("named", ["/no/such/editor", "'unclosed", "/"])
def test_an_editor_that_cannot_be_started_is_an_error_for_the_user(named: str) -> None:
    with pytest.raises(EditorError) as error:
        terminal.edit(named, "d.yaml", 1)
    assert "cannot be started" in str(error.value)
    assert "Errno" not in str(error.value)
    assert repr(named) in str(error.value)


def test_an_editor_of_blanks_is_no_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setenv("EDITOR", "  ")
    with pytest.raises(EditorError, match="EDITOR"):
        terminal.edit("", "d.yaml", 1)


def test_without_any_editor_it_says_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(EditorError, match="EDITOR"):
        terminal.edit("", "d.yaml", 1)


@pytest.mark.parametrize(
    ("term", "reads", "writes", "plain"),
    [
        ("xterm-256color", True, True, False),
        ("dumb", True, True, True),
        ("xterm-256color", False, True, True),
        ("xterm-256color", True, False, True),
        ("", True, True, False),
    ],
)
def test_screens_are_drawn_only_on_a_terminal_that_can(
    monkeypatch: pytest.MonkeyPatch, term: str, reads: bool, writes: bool, plain: bool
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: reads, raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: writes, raising=False)
    assert terminal.is_plain() == plain


def test_where_there_is_no_terminal_nothing_is_done_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    with terminal.keeping_keys():
        assert terminal._cooked is None


@pytest.mark.parametrize(
    ("name", "told", "found", "theme"),
    [
        ("xterm-256color", "", "many", "nord"),
        ("xterm", "truecolor", "many", "nord"),
        ("xterm", "", "few", "ansi-dark"),
        ("linux", "", "few", "ansi-dark"),
        ("xterm-16color", "", "few", "ansi-dark"),
        ("no-such-terminal", "", "few", "ansi-dark"),
        ("vt100", "", "none", "ansi-dark"),
    ],
)
def test_a_terminal_of_few_colours_gets_these_and_one_without_is_known(
    name: str, told: str, found: str, theme: str
) -> None:
    world = {"TERM": name, "COLORTERM": told, "PYTHONPATH": os.pathsep.join(sys.path)}
    words = "from trainer.terminal import colours, theme_shown as shown\n"
    words += "print(colours(), shown('nord'), shown('ansi-light'))"  # curses looks at one terminal only
    done = subprocess.run(
        [sys.executable, "-c", words], env=world, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [found, theme, "ansi-light"]
