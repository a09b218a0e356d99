"""What a terminal sends, read so that no byte of it ends the program.

Textual 8.2.8 decodes input strictly and trusts the numbers in key sequences; either, when it fails, ends the
thread that reads keys and the program with it.
"""

import sys
from codecs import getincrementaldecoder
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
    return partial(getincrementaldecoder(encoding), "replace")


class Parser(XTermParser):
    """Takes what stands for no key as nothing."""

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[Key]:
        try:
            return list(super()._sequence_to_key_events(sequence, alt))
        except (ValueError, OverflowError):
            return [Key(Keys.Ignore, sequence)]
