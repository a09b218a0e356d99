"""What a terminal sends, read so that no byte of it ends the program, and its end does.

Textual 8.2.8 decodes input strictly and trusts the numbers in key sequences; either, when it fails, ends the
thread that reads keys and the program with it. And where it is to go on though it was not stopped, as the
system says when a terminal is gone, it begins to read keys a second time, which nothing ends.
"""

import asyncio
import os
import signal
import sys
from codecs import IncrementalDecoder, getincrementaldecoder
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from textual._xterm_parser import XTermParser
from textual.driver import Driver
from textual.events import Key
from textual.keys import Keys


def forgiving(driver: type[Driver]) -> type[Driver]:
    """Let a driver read what is no UTF-8 as ``�``, pass over sequences that stand for no key, and go on only
    where it was stopped."""
    module = sys.modules[driver.__module__]
    for name, ours in (("getincrementaldecoder", _decoder), ("XTermParser", Parser)):
        if hasattr(module, name):
            setattr(module, name, ours)
    if hasattr(driver, "_sigcont_application"):
        return _stoppable(driver)
    return _served(driver) if hasattr(driver, "on_meta") else driver


def _stoppable(driver: Any) -> type[Driver]:
    """Let what a stop of the program needs be done between two steps of its own: Textual does it whatever was
    going on just then, which may wait for itself for ever."""

    class Stoppable(driver):  # type: ignore[misc]
        _file: Any
        _stops = False

        def __init__(self, *words: Any, **named: Any) -> None:
            super().__init__(*words, **named)
            self._file = _Terminal(self._file)

        def _sigtstp_application(self, *_: Any) -> None:
            if self._auto_restart:
                self._loop.call_soon_threadsafe(self._stop)
            else:  # lent: nothing is shown, and no step is done
                _stand_still()

        def _sigcont_application(self, *_: Any) -> None:
            if self._auto_restart and not self._stops:
                self._loop.call_soon_threadsafe(self._begin_anew)

        def _stop(self) -> None:
            self._stops = True
            self._begin_anew(_stand_still)
            self._stops = False

        def _begin_anew(self, first: Callable[[], None] = lambda: None) -> None:
            if _answers(self.fileno):
                self.suspend_application_mode()
                first()
                self._must_signal_resume = True
                self.resume_application_mode()

    return Stoppable


class _Terminal:
    """A terminal that may go away: then what is shown goes nowhere, and the program is told once. Textual's
    thread that writes dies of it, and the program waits for ever for who should take what it shows."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._is_gone = False

    def fileno(self) -> int:
        """See `io.IOBase.fileno`."""
        return int(self._file.fileno())

    def write(self, text: str) -> None:
        """See `io.TextIOBase.write`."""
        self._try(partial(self._file.write, text))

    def flush(self) -> None:
        """See `io.IOBase.flush`."""
        self._try(self._file.flush)

    def _try(self, do: Callable[[], object]) -> None:
        if self._is_gone:
            return
        try:
            do()
        except (OSError, ValueError):
            self._is_gone = True
            _hang_up()


def _stand_still() -> None:
    os.kill(os.getpid(), signal.SIGSTOP)


def _answers(terminal: int) -> bool:
    """Is the terminal there still?"""
    import termios

    try:
        termios.tcgetattr(terminal)
    except termios.error:
        return False
    return True


def _served(driver: Any) -> type[Driver]:
    """Let a page in a browser that is closed, and a server that is gone, end the program as a closed window
    of a terminal does: it keeps what was being written. Signals stay those of the program."""

    class Served(driver):  # type: ignore[misc]
        def start_application_mode(self) -> None:
            loop: Any = asyncio.get_running_loop()
            loop.add_signal_handler = lambda *_: None
            super().start_application_mode()
            del loop.add_signal_handler

        def run_input_thread(self) -> None:
            super().run_input_thread()
            if not self.exit_event.is_set():
                _hang_up()

        def on_meta(self, packet_type: str, payload: Any) -> None:
            if packet_type == "quit":
                _hang_up()
            else:
                super().on_meta(packet_type, payload)

    return Served


def _hang_up() -> None:
    """End as the signal says that comes where a terminal is gone, unless that is ignored (``nohup``)."""
    hangup = getattr(signal, "SIGHUP", signal.SIGTERM)
    os.kill(os.getpid(), signal.SIGTERM if signal.getsignal(hangup) is signal.SIG_IGN else hangup)


def _decoder(encoding: str) -> Callable[[], Any]:
    return partial(_Input, getincrementaldecoder(encoding)("replace"))


class _Input:
    """Decodes what is read. A terminal that is gone has nothing to read at once, for ever: that ends the
    program as the signal does that the system sends of it, unless something has that ignored (``nohup``)."""

    def __init__(self, decoder: IncrementalDecoder) -> None:
        self._decoder = decoder
        self._ended = False

    def decode(self, data: bytes, final: bool = False) -> str:
        if not (data or final or self._ended):
            self._ended = True
            _hang_up()
        return self._decoder.decode(data, final)


class Parser(XTermParser):
    """Takes what stands for no key as nothing."""

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[Key]:
        try:
            return list(super()._sequence_to_key_events(sequence, alt))
        except (ValueError, OverflowError):
            return [Key(Keys.Ignore, sequence)]
