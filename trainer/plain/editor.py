"""The line editor, and what is left of a line when that ends: it throws away what was typed when the terminal
goes away, as where its window is closed."""

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache, partial
from types import FrameType
from typing import Any

from trainer.signals import ended, taken_by, unheard


class _Line:
    """``typed``: what stood in the line when no more of it could be read, and ``last``: the key read then.
    ``begun``: does the editor have this line? Before, it has the one before. ``ended``: what came in a moment
    in which nobody hears of it, and ends the program. ``empty``: how often nothing was read, one time after
    the other."""

    typed = ""
    last = b""
    begun = False
    ended: BaseException | None = None
    empty = 0


def ready() -> bool:
    """Make the line editor ready; is there one?"""
    try:
        import readline
    except ImportError:  # Windows: its console edits lines by itself
        return False
    readline.set_auto_history(False)
    readline.parse_and_bind("set enable-bracketed-paste off")  # a line pasted is a line
    readline.set_startup_hook(_begin)
    _watch()
    return True


def _begin() -> None:
    _Line.begun = True


def edited(prompt: Callable[[], object], keep: Callable[[str], object]) -> str:
    """Say a prompt and return a line from the line editor, "" where there is none. ``keep`` is given what was
    typed of it, also before the editor had it, when the program is asked to end, as by its terminal that goes
    away.

    Raises:
        SystemExit, KeyboardInterrupt: it is.
    """
    import readline

    _Line.typed, _Line.last, _Line.begun, _Line.ended, _Line.empty = "", b"", False, None, 0
    try:
        prompt()
        with taken_by(_heed):
            return f"{input()}\n"
    except (EOFError, OSError):  # the latter where the terminal went away before
        keep(_Line.typed + (_unread(_Line.last) if _Line.ended else ""))
        if _Line.ended is not None:
            raise _Line.ended from None
        if not sys.stdin.isatty():  # it went away, and nobody said so
            raise SystemExit(128 + signal.SIGHUP) from None
        return ""
    except (KeyboardInterrupt, SystemExit, SystemError) as error:
        # The last is what Python makes of a signal that comes while `input` hands on what another one raised.
        keep((readline.get_line_buffer() if _Line.begun else "") + _unread(b""))
        if isinstance(error, SystemError) and error.__cause__ is not None:
            raise error.__cause__ from None
        raise


def _unread(before: bytes) -> str:
    """Return what was typed of the line and not read yet, behind what was ``before`` it."""
    import termios

    typed = before
    with suppress(termios.error, OSError):
        terminal = sys.stdin.fileno()
        was = termios.tcgetattr(terminal)
        now = termios.tcgetattr(terminal)
        now[3] &= ~termios.ICANON
        now[6][termios.VMIN] = now[6][termios.VTIME] = 0  # what is there, without waiting for more
        termios.tcsetattr(terminal, termios.TCSANOW, now)
        try:
            typed += os.read(terminal, 2**16)
        finally:
            termios.tcsetattr(terminal, termios.TCSANOW, was)
    return "".join(typed.decode(errors="ignore").splitlines()[:1])


def _reading(read: Callable[[int | None], int], line: Callable[[], str], stream: int | None) -> int:
    """Read a key for the editor; look at the line when there is none, before it is emptied. Keys typed while
    the program starts may leave an end of input behind them that is none: Linux puts it there when a terminal
    begins to read lines again (`n_tty_set_termios`)."""
    letter = read(stream) if _Line.ended is None else -1
    _Line.empty = _Line.empty + 1 if letter < 0 else 0
    if 0 < _Line.empty < _MOST and sys.stdin.isatty() and _Line.ended is None:
        return _NOTHING
    if letter < 0 or _Line.ended is not None:
        _Line.typed, _Line.last = line(), bytes([letter] if letter > 0 else [])
        return -1
    return letter


_NOTHING = 0
"""A key that sets a mark, which nobody sees."""

_MOST = 5


@cache
def _watch() -> Any:
    """Let the editor read its keys by `_reading`: nothing else tells what was typed where it reads no more.
    `rl_getc_function` in https://tiswww.case.edu/php/chet/readline/readline.html, 2.4"""
    import readline
    from ctypes import CDLL, CFUNCTYPE, c_int, c_void_p, cast

    try:
        library = CDLL(readline.__file__)
        read, place = library.rl_getc, c_void_p.in_dll(library, "rl_getc_function")
    except (AttributeError, OSError, ValueError):  # another editor
        return None
    read.argtypes = [c_void_p]
    reader = CFUNCTYPE(c_int, c_void_p)(partial(_reading, read, readline.get_line_buffer))
    place.value = cast(reader, c_void_p).value
    return reader


def _heed(number: int, frame: FrameType | None) -> None:
    """Let no signal be lost that comes while the editor reads a key, or while `input` makes ready: who calls
    what is ours there passes over all that is raised in it."""
    if frame is None or frame.f_code is edited.__code__:
        raise ended(number)
    if frame.f_code is _reading.__code__:
        _Line.ended = ended(number)
    else:
        unheard()
