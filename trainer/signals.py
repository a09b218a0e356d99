"""Signals that ask the program to end. Loaded before anything else, it loads next to nothing itself."""

import os
import signal
import sys
from _thread import get_ident, start_new_thread
from _weakref import ref
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from time import monotonic, sleep
from types import FrameType

Taker = Callable[[int, FrameType | None], object]
"""Told of a signal that asks the program to end, and of where that was; ends it by raising `ended`, or later
in a way of its own."""

ONCE = 2.0
"""Seconds in which signals that follow the first are the same wish: what is put in order at the end is not
broken off by them. A window that is closed sends two."""

_UNHEARD = 0.05
"""Seconds after which a signal that was not heard is sent again."""


class _Now:
    """``taker``: who is told. ``heard``: when one was told of, by `monotonic`. ``ends``: what ends the
    program then, as long as anybody has it. ``listens``: what tells whether signals are still told of."""

    taker: Taker | None = None
    heard = -ONCE
    ends: "ref[BaseException] | None" = None
    listens: object = None


class _Interrupt(KeyboardInterrupt):
    """One that `ref` can follow, as no exception of Python's own."""


class _Exit(SystemExit):
    """Likewise."""


def ended(number: int) -> BaseException:
    """Return what ends the program where this signal asked for it."""
    end = _Interrupt() if number == signal.SIGINT else _Exit(128 + number)
    _Now.ends = ref(end)
    return end


def unheard() -> None:
    """Let a signal come again soon, of which its taker was told where nothing could be done about it."""
    _Now.heard = -ONCE


@contextmanager
def ending(*, at_last: bool = False) -> Iterator[None]:
    """End by `ended`, so that all is put in order, when a signal asks the program to: SIGINT, SIGTERM, and
    SIGHUP, which comes when the window of the terminal is closed. ``at_last``: after the block the program
    ends; that it should is no news to it then, and changes its status no more."""
    before = {}
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        # nohup has SIGHUP ignored, and only the main thread is told of signals
        if number is not None and signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            with suppress(ValueError):
                before[number] = signal.signal(number, _end)
    if before:
        _Now.heard, _Now.ends = -ONCE, None
    try:
        with _insisting(before):
            yield
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_IGN if at_last else handler)


@contextmanager
def taken_by(taker: Taker | None) -> Iterator[None]:
    """Tell ``taker`` of a signal within the block; without one, end as `ending` does."""
    before, _Now.taker = _Now.taker, taker
    try:
        yield
    finally:
        _Now.taker = before


def _end(number: int, frame: FrameType | None) -> None:
    before, _Now.heard = _Now.heard, monotonic()
    if _Now.heard - before < ONCE:
        return
    if _Now.taker is None:
        raise ended(number)
    _Now.taker(number, frame)


@contextmanager
def _insisting(numbers: Collection[int]) -> Iterator[None]:
    """Send signals again until they are heard. Python hears of one between two steps of its own: of one that
    comes right before it begins to wait for a key, a child or a server, when that has come. And what is
    raised where Python, or a library, calls something aside is passed over there."""
    if not (numbers and hasattr(signal, "pthread_kill")):  # Windows
        yield
        return
    theirs, ours = os.pipe()
    os.set_blocking(ours, False)
    signal.set_wakeup_fd(ours, warn_on_full_buffer=False)
    _Now.listens = object()
    start_new_thread(_insist, (theirs, get_ident(), frozenset(numbers), _Now.listens))
    said, sys.unraisablehook = sys.unraisablehook, _passed_over
    try:
        yield
    finally:
        _Now.listens, sys.unraisablehook = None, said
        signal.set_wakeup_fd(-1)
        os.close(ours)


def _passed_over(what: "sys.UnraisableHookArgs") -> None:
    if not isinstance(what.exc_value, _Interrupt | _Exit):  # which comes again
        sys.__unraisablehook__(what)


def _insist(told: int, main: int, numbers: frozenset[int], listens: object) -> None:
    while came := os.read(told, 1):
        if came[0] in numbers:
            sleep(_UNHEARD)
            if _Now.listens is listens and monotonic() - _Now.heard > ONCE:
                signal.pthread_kill(main, came[0])  # of which this is told again
            while _Now.listens is listens and (ends := _Now.ends) is not None:
                sleep(_UNHEARD)
                if ends() is None and _Now.ends is ends and _Now.listens is listens:
                    _Now.heard, _Now.ends = -ONCE, None
                    signal.pthread_kill(main, came[0])
    os.close(told)
