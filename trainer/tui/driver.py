"""What a terminal sends, read so that no byte of it ends the program, and its end does.

Textual 8.2.8 decodes input strictly and trusts the numbers in key sequences; either, when it fails, ends the
thread that reads keys and the program with it.
"""

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
    """Let a driver read what is no UTF-8 as ``�``, and pass over sequences that stand for no key."""
    module = sys.modules[driver.__module__]
    for name, ours in (("getincrementaldecoder", _decoder), ("XTermParser", Parser)):
        if hasattr(module, name):
            setattr(module, name, ours)
    return driver


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
            hangup = getattr(signal, "SIGHUP", signal.SIGTERM)
            ignored = signal.getsignal(hangup) is signal.SIG_IGN
            os.kill(os.getpid(), signal.SIGTERM if ignored else hangup)
        return self._decoder.decode(data, final)


class Parser(XTermParser):
    """Takes what stands for no key as nothing."""

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[Key]:
        try:
            return list(super()._sequence_to_key_events(sequence, alt))
        except (ValueError, OverflowError):
            return [Key(Keys.Ignore, sequence)]
