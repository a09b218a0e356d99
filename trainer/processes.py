"""Things made by the hundred thousand, by several processes where that is worth starting them.

What comes of it, and its order, are the same whatever the number of processes. A helper that dies or cannot
be started costs only time: what it should have made is made here.
"""

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from time import process_time
from typing import Any, Generic, TypeVar

T = TypeVar("T")
S = TypeVar("S")
R = TypeVar("R")
Make = Callable[[T, S], R]
"""Makes one thing of another and of what all share; found by its name, as another process looks for it."""

TRIED = 1000
"""Things that are made here first, to see how long one takes."""
WORTH = 3.0
"""Seconds that the rest must take for help to be called: a helper is ready after about half a one."""
MOST = 4
_PART = 250
_AT_ONCE = 50_000


def made(make: Make[T, S, R], things: Iterable[T], shared: S, total: int) -> Iterator[R]:
    """Yield what becomes of the things, of which there are about ``total``, in their order.

    Raises whatever ``make`` does.
    """
    rest, took = iter(things), 0.0
    for thing in islice(rest, TRIED):
        start = process_time()
        one = make(thing, shared)
        took += process_time() - start
        yield one
    number = min(_cores(), MOST)
    if number < 2 or took * (total - TRIED) < WORTH * TRIED:
        yield from (make(thing, shared) for thing in rest)
        return
    helpers = [_Helper(make, shared) for _ in range(number)]
    try:
        yield from _shared_out(make, rest, shared, helpers)
    finally:
        for helper in helpers:
            helper.end()


def _shared_out(
    make: Make[T, S, R], things: Iterator[T], shared: S, helpers: "Sequence[_Helper[T, R]]"
) -> Iterator[R]:
    """Give each helper a part; as soon as it is back, the next one."""
    given = deque((helper, part) for helper in helpers if (part := helper.give(things)))
    while given:
        helper, part = given.popleft()
        found = helper.take()
        if following := helper.give(things):
            given.append((helper, following))
        yield from [make(thing, shared) for thing in part] if found is None else found
    yield from (make(thing, shared) for thing in things)  # where all of them are gone


class _Helper(Generic[T, R]):
    """Another process, and what leads to it; without one, where it cannot be started or has died."""

    def __init__(self, make: Make[T, S, R], shared: S) -> None:
        context = get_context("spawn")  # a copy of this process would have its files open, too
        self._pipe: Connection | None = None
        with suppress(OSError), _deaf():
            ours, theirs = context.Pipe()
            with theirs:
                self._process = context.Process(target=_help, args=(theirs, make, shared), daemon=True)
                self._process.start()
            self._pipe = ours

    def give(self, things: Iterator[T]) -> list[T]:
        """Have the next things made; return them, none where there are no more or nobody makes them."""
        part = list(islice(things, _PART)) if self._pipe is not None else []
        if part and self._pipe is not None:
            try:
                self._pipe.send(part)
            except OSError:
                self._gone()
        return part

    def take(self) -> Sequence[R] | None:
        """Return what was made of the things given; None where it could not be made there."""
        if self._pipe is None:
            return None
        try:
            found: Sequence[R] | None = self._pipe.recv()
        except (OSError, EOFError):
            self._gone()
            return None
        return found

    def end(self) -> None:
        """End the process, whatever it does."""
        if self._pipe is not None:
            self._gone()

    def _gone(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
            self._process.terminate()
            self._process.join()


def _help(pipe: Connection, make: Make[Any, Any, Any], shared: Any) -> None:
    """Make things until there are no more, or nobody is there to take them."""
    gc.set_threshold(_AT_ONCE)
    with suppress(OSError, EOFError):
        while True:
            part = pipe.recv()
            try:
                found = [make(thing, shared) for thing in part]
            except Exception:
                found = None
            pipe.send(found)


@contextmanager
def _deaf() -> Iterator[None]:
    """Have processes that are started in the block not hear of ctrl+c: who started them ends them."""
    try:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    except ValueError:  # not the main thread
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
