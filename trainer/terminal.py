"""The terminal before and around the screens: no key lost at start-up, and the user's editor."""

import codecs
import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Literal

from trainer import signals
from trainer.core.errors import EditorError
from trainer.core.text import spelt, visible
from trainer.files import users_mask

_PLUS_LINE = {
    "vi",
    "vim",
    "nvim",
    "view",
    "nano",
    "pico",
    "emacs",
    "emacsclient",
    "micro",
    "kak",
    "joe",
    "mg",
    "ne",
}
_COLON_LINE = {"hx", "helix", "subl", "zed"}
_GOTO_LINE = {"code", "codium", "cursor"}


class _Guarded:
    """A stream in which nothing that is said steers a terminal, wherever it comes from: what could is its
    escape. The screens and pictures have the stream itself."""

    def __init__(self, stream: Any) -> None:
        self.stream = stream

    def write(self, text: str) -> int:
        self.stream.write(visible(text))
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


def steered(stream: Any) -> Any:
    """Return the stream on which a terminal can be steered, for what says only what is the program's own."""
    return stream.stream if isinstance(stream, _Guarded) else stream


def open_streams() -> None:
    """Let there be the three standard streams, also where who started the program closed them; what cannot be
    read in them is a � instead, what cannot be shown a ?, a byte of a file's name its escape, and so is what
    a terminal would obey."""
    codecs.register_error("spelt", _shown)
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115
        stream = getattr(sys, name)
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace" if mode == "r" else "spelt")
        if mode == "w" and not isinstance(stream, _Guarded):
            setattr(sys, name, _Guarded(stream))


def _shown(error: UnicodeError) -> tuple[str, int]:
    """Return what stands in an output for a character that it has no bytes for, and where to go on."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    name = error.object[error.start : error.end]
    return "".join(said if (said := spelt(letter)) != letter else "?" for letter in name), error.end


def say_no_more() -> None:
    """Drop what was not written to stdout yet, so that the interpreter does not complain of it at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


_cooked: list[Any] | None = None
"""The terminal's own settings while `keeping_keys` holds others."""


@contextmanager
def keeping_keys(*, lines: bool = False) -> Iterator[None]:
    """Keep what is typed while the program starts: unechoed, letter by letter, Enter as Enter.

    Without it the line discipline would echo those keys over the screen and turn Enter into a line feed; and
    where ``lines`` are read, by a line editor, it would drop what a line has beyond 4,095 bytes.
    """
    global _cooked  # noqa: PLW0603
    try:
        import termios

        if lines:
            import readline  # noqa: F401
    except ImportError:  # Windows: its console keeps keys by itself
        yield
        return
    if lines and not (sys.stdin.isatty() and sys.stdout.isatty()):  # no line editor reads there
        yield
        return
    try:
        descriptor = sys.stdin.fileno()
        _cooked = termios.tcgetattr(descriptor)
    except (termios.error, ValueError, OSError):
        yield
        return
    early = termios.tcgetattr(descriptor)
    early[3] &= ~termios.ICANON
    if not lines:
        early[0] &= ~(termios.ICRNL | termios.INLCR | termios.IXON)
        early[3] &= ~termios.ECHO
    termios.tcsetattr(descriptor, termios.TCSANOW, early)
    try:
        yield
    finally:
        with suppress(termios.error):  # the terminal is gone: its window was closed
            termios.tcsetattr(descriptor, termios.TCSADRAIN, _cooked)
        _cooked = None


@contextmanager
def _cooked_mode() -> Iterator[None]:
    if _cooked is None:
        yield
        return
    import termios

    early = termios.tcgetattr(sys.stdin.fileno())
    termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, _cooked)
    try:
        yield
    finally:
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, early)


def edit(setting: str, path: str, line: int) -> str:
    """Open ``path`` at ``line`` in the user's editor and wait for it; return what it complained of, "" for
    nothing.

    The editor is ``setting``, ``$VISUAL``, ``$EDITOR``, or the first of the usual ones that is installed.

    Raises:
        EditorError: there is no editor, or it cannot be started.
    """
    wishes = (setting, os.environ.get("VISUAL", ""), os.environ.get("EDITOR", ""))
    named = next((wish for wish in wishes if wish.strip()), "") or _usual()
    if not named:
        raise EditorError("No editor is set. Set $EDITOR, or `editor` in the settings file.")
    try:
        command = _command(shlex.split(named), path, max(1, line))
        with _cooked_mode(), signals.taken_by(_all_but_ctrl_c):
            status = _run(command)
    except (OSError, ValueError) as error:
        why = (isinstance(error, OSError) and error.strerror) or error
        raise EditorError(f"The editor {named!r} cannot be started: {why}.") from error
    return f"the editor ended with status {status}" if status else ""


def _run(command: Sequence[str]) -> int:
    """Run a program to its end and return its status. When a signal asks to end, it is asked, too, so that it
    can keep what was written there, and not waited for any longer than `_SOON`."""
    started = subprocess.Popen(command, umask=users_mask())  # noqa: S603
    try:
        return started.wait()
    except SystemExit as asked:
        started.send_signal(int(asked.code or 0) - 128)
        with suppress(subprocess.TimeoutExpired):
            started.wait(_SOON)
        raise


def _all_but_ctrl_c(number: int, _: object) -> None:
    """Leave ctrl+c to the program that has the terminal; each in it is sent the signal."""
    if number != signal.SIGINT:
        raise signals.ended(number)


_SOON = 2.0  # seconds


def _usual() -> str:
    usual = ("nano", "vim", "vi", "emacs", "notepad")
    return next((name for name in usual if shutil.which(name)), "")


def _command(editor: list[str], path: str, line: int) -> list[str]:
    name = Path(editor[0]).stem
    if name in _PLUS_LINE:
        return [*editor, f"+{line}", path]
    if name in _COLON_LINE:
        return [*editor, f"{path}:{line}"]
    if name in _GOTO_LINE:
        return [*editor, "--wait", "--goto", f"{path}:{line}"]
    return [*editor, path]


def is_served() -> bool:
    """Are the screens drawn elsewhere, in a browser (see `trainer.serving`)?"""
    return bool(os.environ.get("TEXTUAL_DRIVER"))


def is_plain() -> bool:
    """Is this a terminal (or none at all) on which no screen can be drawn?"""
    if is_served():
        return False
    return os.environ.get("TERM", "") == "dumb" or not (sys.stdin.isatty() and sys.stdout.isatty())


def colours() -> Literal["none", "few", "many"]:
    """Return how many colours this terminal shows: none, the few that it names itself, or at least 256 of
    ours; as `rich` sees it, which sends them, but for terminals that have none."""
    terminal = os.environ.get("TERM", "")
    told = os.environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit")
    if told or terminal.endswith(("-256color", "-kitty")) or os.name == "nt":
        return "many"
    if is_served() or os.environ.get("TEXTUAL_COLOR_SYSTEM"):  # the latter is chosen
        return "many"
    try:
        import curses

        curses.setupterm(terminal, 1)
        return "few" if curses.tigetnum("colors") > 1 else "none"
    except (ImportError, curses.error):  # of a terminal that is not known here nobody can tell
        return "few"


def theme_shown(wish: str) -> str:
    """Return the theme in which a terminal keeps apart what has different colours: that wished for, or where
    there are few colours one of those, as the nearest of them would be the same white for most of ours."""
    return wish if colours() == "many" or wish.startswith("ansi-") else "ansi-dark"
