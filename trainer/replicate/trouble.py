"""What went wrong with a database, in words that say what to do; none of them repeats a password.

Where the server answers a query it says what is wrong by a code (SQLSTATE,
https://www.postgresql.org/docs/current/errcodes-appendix.html). Of what it says before it lets anybody in,
libpq hands on the sentence alone.
"""

import errno
import os
import re
from typing import Any

from psycopg import ProgrammingError
from sqlalchemy import URL

from trainer.core.errors import FileError, LibraryBusyError, LibraryError, UsageError
from trainer.core.text import masked, one_line

OLDEST = 130_000
"""The version of the oldest server whose functions are all there that are used, as libpq counts them."""

_KEPT = "What came and went before that is kept; the same command goes on"

_BY_CODE = {
    "25006": "it is only read now (a standby, or set to that). Name the server that it follows",
    "57P01": "it was shut down",
    "57P02": "it crashed",
    "57P03": "it starts or ends just now",
    "57P05": "it was idle for too long",
    "57014": "it took too long, or somebody ended it there",
    "53100": "its disk is full. Who runs it makes room",
    "53200": "it has no memory left. Who runs it makes room",
    "53300": "it has as many connections as it takes. Try again in a minute",
    "53400": "a limit that is set there was reached. Who runs it raises it",
}
"""What is wrong with a server, by SQLSTATE; elsewhere its own words are all there is."""

_BEFORE = {
    r"role .* does not exist": "{user} is not known there. Who owns the database lets them in: {init}",
    r"database .* does not exist": "there is no database of this name. Check it, or make it: createdb {name}",
    r"not permitted to log in": "{user} may not log in there: ALTER ROLE … LOGIN, or another name",
    r"permission denied for database": "{user} may not use it. Who owns it: GRANT CONNECT ON DATABASE",
    r"too many (connections|clients)|remaining connection slots": (
        "it has as many connections as it takes. Try again in a minute; who runs it raises max_connections"
    ),
    r"no pg_hba\.conf entry|pg_hba\.conf rejects": (
        "it does not let {user} in from this machine, or only with encryption (sslmode=require), or only "
        "without. Who runs it says that in pg_hba.conf"
    ),
    r"does not support SSL": (
        "it does not encrypt, and that is asked for (sslmode). Who runs it switches ssl on. Nothing was sent"
    ),
    r"failed to resolve host|translate host name": (
        "there is no host of this name. Is it right, and is there a network?"
    ),
    r"starting up|shutting down|recovery": "it starts or ends just now. Try again in a minute",
    r"password authentication failed": "name or password is wrong, or the password is not valid any more",
}
"""What a server says before it lets anybody in, in English, and what it comes to."""

_UNREACHED = [
    getattr(errno, name)
    for name in (
        "ECONNREFUSED",
        "ECONNRESET",
        "ETIMEDOUT",
        "EHOSTUNREACH",
        "ENETUNREACH",
        "EHOSTDOWN",
        "ENOENT",
    )
    if hasattr(errno, name)
]


def said(error: Any, url: URL, *, connected: bool) -> LibraryError | FileError | UsageError:
    """Return the error for the user that stands for one of psycopg. ``connected``: were we let in before?"""
    host = f"{url.host or 'this machine'}{f':{url.port}' if url.port else ''}"
    place, user = one_line(f"{url.database} on {host}"), one_line(url.username or "this user")
    words = one_line(masked(str(error)), 300).rstrip(".")
    state, init = error.sqlstate or "", "trainer sync --init URL --person NAME"
    if state in ("42P01", "3F000", "42501"):
        return FileError(f"{place} is not open to {user} ({words}). Who owns it opens it: {init}")
    if state == "55P03":
        return LibraryBusyError(
            f"{place}: another of your devices writes there, or somebody else holds it locked. Nothing is "
            "lost; try again in a minute."
        )
    if state in _BY_CODE:
        return FileError(f"{place}: {_BY_CODE[state]} ({words}). {_KEPT}.")
    if state or connected:
        gone = "" if state else "the connection was lost: "
        return FileError(f"{place}: {gone}{words}. {_KEPT}.")
    return _not_let_in(error, url, place, user, words, init)


def _not_let_in(error: Any, url: URL, place: str, user: str, words: str, init: str) -> FileError | UsageError:
    attempt, name = error.pgconn, one_line(url.database or "")
    if attempt is not None and attempt.needs_password:
        return FileError(f"{place} asks for a password. Put it in ~/.pgpass, or in the URL.")
    if "certificate" in words and "verify" in str(url.query.get("sslmode")):
        return FileError(
            f"{place} did not prove to be the server that is meant ({words}). Nothing was sent. The host has "
            "to be named as its certificate names it, and sslrootcert=FILE to say who signed that."
        )
    for sign, meaning in _BEFORE.items():
        if re.search(sign, words):
            return FileError(f"{place}: {meaning.format(user=user, name=name, init=init)} ({words}).")
    if any(os.strerror(number) in words for number in _UNREACHED):
        return FileError(f"{place} cannot be reached ({words}). Is the host right, and does the server run?")
    if isinstance(error, ProgrammingError) or words.startswith("connection is bad"):  # nothing was sent yet
        return UsageError(
            f"{place}: the address, PGSERVICE or its like says what PostgreSQL does not know ({words})"
        )
    if attempt is None:
        return FileError(f"{place} cannot be reached ({words}). Is the host right, and does the server run?")
    return FileError(f"{place} let nobody in ({words}). Name, password or rights are wrong, or the database.")


def too_old(version: int, place: str) -> FileError:
    """Return the error for the user of a server that is older than `OLDEST`."""
    return FileError(
        f"{place} is run by PostgreSQL {version // 10_000}; {OLDEST // 10_000} or newer is needed. Nothing "
        "was exchanged; who runs it brings it up to date."
    )
