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
from functools import partial
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pickle import HIGHEST_PROTOCOL, dumps
from queue import Queue
from threading import Thread
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
_AHEAD = 250
"""Parts that another process makes at most before they are taken."""
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
    helpers = [_Helper[T, R](_help, make, shared) for _ in range(number)]
    try:
        yield from _shared_out(make, rest, shared, helpers)
    finally:
        for helper in helpers:
            helper.end()


@contextmanager
def ahead(make: Callable[[S], Iterator[R]], shared: S, *, worth: bool) -> Iterator[Iterator[R]]:
    """Give what ``make`` yields, the same each time it is called, of what it is told: made by another process
    meanwhile, if that is ``worth`` starting one. ``make`` is found by its name, as in `made`.

    What is given raises whatever ``make`` does.
    """
    if not worth or _cores() < 2:
        yield make(shared)
        return
    helper = _Helper[S, R](_go_ahead, make, shared)
    try:
        yield _taken(helper, make, shared)
    finally:
        helper.end()


class Feed(Generic[T, R]):
    """What is made, as `ahead` has it, of things that become known little by little."""

    def __init__(self, make: Callable[[S, Iterator[T]], Iterator[R]], shared: S, *, worth: bool) -> None:
        self._make: Callable[[Iterator[T]], Iterator[R]] = partial(make, shared)
        helped = worth and several()
        self._helper = _Helper[T, R](_go_fed, make, shared) if helped else None

    def give(self, thing: T) -> None:
        """Hand over the next thing."""
        if self._helper is not None:
            self._helper.tell(thing)

    def made(self, things: Iterable[T]) -> Iterator[R]:
        """Yield all that is made of the things, which are those that were given, perhaps in other pieces of
        which the same becomes."""
        if self._helper is None:
            return self._make(iter(things))
        self._helper.tell(None)
        return _taken(self._helper, lambda _: self._make(iter(things)), None)

    def end(self) -> None:
        """Forget what was made of the things given: it is made here of those that follow."""
        if self._helper is not None:
            self._helper.end()
            self._helper = None


@contextmanager
def fed(make: Callable[[S, Iterator[T]], Iterator[R]], shared: S, *, worth: bool) -> Iterator[Feed[T, R]]:
    """Give what is to be told things little by little; ``make`` is as that of `ahead`."""
    feed = Feed[T, R](make, shared, worth=worth)
    try:
        yield feed
    finally:
        feed.end()


def _taken(helper: "_Helper[Any, R]", make: Callable[[S], Iterator[R]], shared: S) -> Iterator[R]:
    given = 0
    while (found := helper.take()) is not None:
        if not found:
            return
        yield from found
        given += len(found)
    yield from islice(make(shared), given, None)


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

    def __init__(
        self, run: Callable[[Connection, Any, Any], None], make: Callable[..., Any], shared: Any
    ) -> None:
        context = get_context("spawn")  # a copy of this process would have its files open, too
        self._pipe: Connection | None = None
        with suppress(OSError), _deaf():
            ours, theirs = context.Pipe()
            with theirs:
                self._process = context.Process(target=run, args=(theirs, make, shared), daemon=True)
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

    def tell(self, thing: T | None) -> None:
        """Hand over one thing, or that there are no more."""
        if self._pipe is not None:
            try:
                self._pipe.send(thing)
            except OSError:
                self._gone()

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


def _go_fed(pipe: Connection, make: Callable[[Any, Iterator[Any]], Iterator[Any]], shared: Any) -> None:
    """Do what `_go_ahead` does of what comes through the pipe."""
    come: Queue[Any] = Queue()

    def receive() -> None:
        with suppress(OSError, EOFError):
            while (piece := pipe.recv()) is not None:
                come.put(piece)
        come.put(None)

    Thread(target=receive, daemon=True).start()
    _go_ahead(pipe, lambda shared: make(shared, iter(come.get, None)), shared)


def _go_ahead(pipe: Connection, make: Callable[[Any], Iterator[Any]], shared: Any) -> None:
    """Make what there is, as far as there is room for it until it is taken; at the end hand over nothing."""
    gc.set_threshold(_AT_ONCE)
    ready: Queue[bytes] = Queue(_AHEAD)

    def hand_over() -> None:
        with suppress(OSError):
            while found := ready.get():
                pipe.send_bytes(found)
            return
        os._exit(1)  # nobody is there to take it

    taker = Thread(target=hand_over)
    taker.start()
    with suppress(Exception):  # who takes it makes the rest, and meets what went wrong
        for one in make(shared):
            ready.put(dumps([one], HIGHEST_PROTOCOL))
        ready.put(dumps([], HIGHEST_PROTOCOL))
    ready.put(b"")
    taker.join()


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


def several() -> bool:
    """Can several processes work at the same time?"""
    return _cores() >= 2


def _cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
