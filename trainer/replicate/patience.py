"""A connection to PostgreSQL that ends: with a server that says nothing more, or when it is asked to.

The server's own limit of a query helps only while the server runs; and what goes on in it when the user
ends the program needs no cancelling: it is a transaction that nobody commits.
"""

import logging
from collections.abc import Callable, Generator
from threading import Thread
from time import monotonic
from typing import Any, Self

import psycopg
from psycopg import waiting

from trainer.core.text import counted

SILENCE = 60
"""Seconds after which a server that says nothing is given up: more than it gives itself for one answer."""

_LOOK = 0.5
"""Seconds after which a wait looks about."""


for _name in ("psycopg", "sqlalchemy"):  # what went wrong is said in words of this program
    logging.getLogger(_name).addHandler(logging.NullHandler())


class Patient(psycopg.Connection[Any]):
    """Waits for an answer no longer than that."""

    @classmethod
    def connect(cls, *words: Any, **named: Any) -> Self:
        """Connect as psycopg does; elsewhere, as nothing interrupts a look for the name of a host."""
        found: Self = _heeding(lambda: super(Patient, cls).connect(*words, **named))
        return found

    def wait(self, gen: Any, interval: float = _LOOK, timeout: float | None = None) -> Any:
        """Wait for the end of a conversation with the server.

        Raises:
            psycopg.OperationalError: it says nothing more; the connection is closed then.
        """
        try:
            return waiting.wait(_answered(gen, timeout or SILENCE), self.pgconn.socket, min(interval, _LOOK))
        except (TimeoutError, KeyboardInterrupt, SystemExit) as error:
            self.pgconn.finish()
            if isinstance(error, TimeoutError):
                raise psycopg.OperationalError(str(error)) from error
            raise


def _answered(gen: Any, most: float) -> Generator[Any, Any, Any]:
    """Hand on what a conversation waits for, until nothing comes for so many seconds."""
    ready, since = None, monotonic()
    while True:
        try:
            wanted = gen.send(ready)
        except StopIteration as end:
            return end.value
        ready = yield wanted
        if ready:
            since = monotonic()
        elif monotonic() - since > most:
            raise TimeoutError(f"nothing was heard from it in {counted(round(most), 'second')}")


def _heeding(act: Callable[[], Any]) -> Any:
    """Return what comes of something that is done in a thread of its own, while signals are heeded here."""
    came: list[Any] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            came.append(act())
        except BaseException as error:
            failed.append(error)

    thread = Thread(target=run, daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(_LOOK)
    if failed:
        raise failed[0]
    return came[0]
