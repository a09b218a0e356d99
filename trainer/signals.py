"""Signals that ask the program to end. Loaded before anything else, it loads next to nothing itself."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress


def heed() -> list[int]:
    """End by `SystemExit` from now on when a signal asks the program to; return which would have killed it:
    all do at first, and again after the screens, whose loop gives back what it took."""
    asked: list[int] = []
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        # nohup has SIGHUP ignored, and only the main thread is told of signals
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            with suppress(ValueError):
                signal.signal(number, _end)
                asked.append(number)
    return asked


@contextmanager
def ending(*, at_last: bool = False) -> Iterator[None]:
    """End by `SystemExit`, so that all is put in order, when a signal asks the program to: SIGTERM, and
    SIGHUP, which comes when the window of the terminal is closed. ``at_last``: after the block the program
    ends; that it should is no news to it then, and changes its status no more."""
    asked = heed()
    try:
        yield
    finally:
        if at_last:
            asked.append(signal.SIGINT)
        for number in asked:
            with suppress(ValueError):
                signal.signal(number, signal.SIG_IGN if at_last else signal.SIG_DFL)


def _end(number: int, _: object) -> None:
    raise SystemExit(128 + number)
