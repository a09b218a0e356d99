"""Ending when a signal asks for it."""

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress
from functools import partial


def when_asked_to_end(end: Callable[[int], None]) -> None:
    """Call ``end`` with the exit status when SIGTERM comes, or SIGHUP, which closing the terminal's window
    sends; from within the running loop, so that nothing is torn apart."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is None or signal.getsignal(number) is signal.SIG_IGN:  # as nohup has it
            continue
        with suppress(NotImplementedError, RuntimeError, ValueError):  # Windows; not the main thread
            asyncio.get_running_loop().add_signal_handler(number, partial(end, 128 + number))
