"""A connection to PostgreSQL that ends: with a server that says nothing more, or on ctrl+c.

The server's own limit of a query helps only while the server runs; and what goes on in it when the user
ends the program needs no cancelling: it is a transaction that nobody commits.
"""

from collections.abc import Generator
from time import monotonic
from typing import Any

import psycopg
from psycopg import waiting

SILENCE = 330
"""Seconds after which a server that says nothing is given up: more than it gives itself for one answer."""

_LOOK = 0.5
"""Seconds after which a wait looks about."""


class Patient(psycopg.Connection[Any]):
    """Waits for an answer no longer than that."""

    def wait(self, gen: Any, interval: float = _LOOK, timeout: float | None = None) -> Any:
        """Wait for the end of a conversation with the server.

        Raises:
            psycopg.OperationalError: it says nothing more; the connection is closed then.
        """
        try:
            return waiting.wait(_answered(gen, timeout or SILENCE), self.pgconn.socket, min(interval, _LOOK))
        except (TimeoutError, KeyboardInterrupt) as error:
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
            raise TimeoutError(f"nothing was heard from it for {most:.0f} seconds")
