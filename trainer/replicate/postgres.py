"""One history on several machines through a PostgreSQL database, which many people may share.

What is exchanged is the union by id, in parts of one transaction each. How far a device has come stands in
its own history file: if an older copy of that is put back, the mark is older too, and nothing is missed.
"""

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple, Protocol

from sqlalchemy import URL, NullPool, event, make_url, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlmodel import Session, col, create_engine, func, select

from trainer.core import extras
from trainer.core.differing import ALIKE, Differing
from trainer.core.errors import UsageError
from trainer.core.log import Event, fault
from trainer.core.text import Some, one_line
from trainer.replicate import joining, people
from trainer.replicate.folder import Merged
from trainer.replicate.joining import MINE, ROW, agreed, newer
from trainer.replicate.lines import LONGEST, line, read
from trainer.replicate.people import EventRow, PersonRow

PART = 1000
"""How many events go either way in one transaction."""

PATIENCE = "30s"
"""How long to wait for whoever holds a lock in the database, such as another device that writes."""

LONGEST_QUERY = "50s"
"""How long the server may take to answer."""

_GONE = {"keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3, "tcp_user_timeout": 60_000}
"""When a server that says nothing more is given up."""

_SENT = re.compile(rf"(?!{ROW})[!-~]{{1,100}}")


class Log(joining.Log, Protocol):
    """The part of a store that is exchanged."""

    def merge(self, events: Iterable[Event]) -> Merged:
        """Add those that are not there."""


class Exchanged(NamedTuple):
    """What an exchange came to.

    Attributes:
        came, went: events taken from the database, and added to it.
        passed: rows of it that are no events.
        refused: what could not be taken or sent, a sentence for each.
        renamed: does this device go on under a new id, as another one writes under the old one?
        damaged: rows of the log that stay here, as for `trainer.replicate.folder.Exchanged`.
        differing: rows with another content than the events here that have their ids; what is here stays.
    """

    came: int
    went: int
    passed: int
    refused: tuple[str, ...]
    damaged: int = 0
    renamed: bool = False
    differing: Differing = ALIKE


class Mark(NamedTuple):
    """How far an exchange has come: the number and id of the newest event read from the database, and the
    place and id of the newest one here that it has. The ids tell whether the places still mean the same."""

    seq: int = 0
    read: str = ""
    place: int = 0
    sent: str = ""


def exchange(log: Log, address: str, *, join: bool = False) -> Exchanged:
    """Bring a log and a database together: after it each has every event of the person of both.

    It may be broken off anywhere: what went or came stays, and the next time goes on. Two histories are made
    one only with ``join``; see `trainer.replicate.joining.agreed`.

    Raises:
        UsageError: the address cannot be one or holds another history, or psycopg is not installed.
        FileError: the database cannot be reached, read or written.
        LibraryError: the log cannot be read or written, or a newer program made the database.
    """
    url = _url(address)
    with _opened(url) as session:
        person = session.scalar(select(func.current_user()))
        name = f"sync {people.identity(session)} {person}"
        if not agreed(session, log, known=log.about(name) is not None, join=join):
            raise UsageError(
                f"the database holds another history of {one_line(str(person))} than this machine's, which "
                "has answers of several days; nothing was taken or sent. If both are yours, "
                "`trainer sync URL --join` makes one of the two, for good; else ask for a name of your own "
                "there"
            )
        return _Exchange(session, log, name).run()


def invite(address: str, person: str, password: str) -> str:
    """Make schema and roles where they are not there, and a role for a person; return the address for them.

    Without a password the person's role is left with the one it has, if any; see `people.admit`. The server
    is sent, and its own log so may show, only a digest of it (SCRAM).

    Raises:
        UsageError, FileError, LibraryError: as `exchange` does, or the role in ``address`` may not do that.
    """
    if not 1 <= len(person.encode()) <= 63 or "\0" in person:
        raise UsageError("a person's name is the name of a role of the server: 1 to 63 bytes")
    if not password.isprintable():
        raise UsageError("the password has characters that cannot be typed again")
    url = _url(address)
    with _opened(url) as session:
        people.make(session)
        driver: Any = session.connection().connection.driver_connection
        digest = (
            driver.pgconn.encrypt_password(password.encode(), person.encode(), b"scram-sha-256").decode()
            if password
            else ""
        )
        people.admit(driver, person, digest)
        session.execute(insert(PersonRow).values(name=person).on_conflict_do_nothing())
        session.commit()
    theirs = URL.create("postgresql", person, None, url.host, url.port, url.database, url.query)
    # A space has a form in an address, too; SQLAlchemy leaves it as it is.
    return theirs.difference_update_query(["user", "password"]).render_as_string().replace(" ", "%20")


class _Exchange:
    """An exchange that goes on; ``name``: under which the log keeps the mark."""

    def __init__(self, session: Session, log: Log, name: str) -> None:
        self.session, self.log, self.name = session, log, name
        self._stays = f"damaged {name}"
        self.refused = Some()
        self.renamed = False
        self.came = self.went = self.passed = 0
        self.differing = ALIKE
        self.read: set[str] = set()

    def run(self) -> Exchanged:
        self.mark = self._trusted(_mark(self.log.about(self.name)))
        if not self.mark.place and self._damaged():  # all are looked at again
            self.log.note(self._stays, "0")
        while rows := self._newer():
            self._take(rows)
        while part := self.log.added(self.mark.place, PART):
            self._send(part)
        refused = tuple(self.refused.lines())
        damaged = self._damaged()
        return Exchanged(self.came, self.went, self.passed, refused, damaged, self.renamed, self.differing)

    def _trusted(self, mark: Mark) -> Mark:
        """Return the mark as far as it holds: either side may have been put back from an older copy."""
        there = select(EventRow.id).where(MINE, EventRow.seq == mark.seq)
        if mark.seq and self.session.exec(there).first() != mark.read:
            # What it lost has to be sent again.
            return Mark()
        if mark.place and [_id(one) for _, one in self.log.added(mark.place - 1, 1)] != [mark.sent]:
            return mark._replace(place=0, sent="")
        return mark

    def _newer(self) -> list[EventRow]:
        rows = list(self.session.exec(newer(self.mark.seq, PART)))
        self.session.expunge_all()
        self.session.commit()
        return rows

    def _take(self, rows: list[EventRow]) -> None:
        told = [row.event for row in rows if not row.id.startswith(ROW)]
        events = [event for text_ in told if (event := read(text_)) is not None]
        self.passed += len(told) - len(events)
        self.read.update(row.id for row in rows)
        merged = self.log.merge(events)
        self.came += merged.taken
        for why in merged.refused:
            self.refused.add(why)
        self.renamed |= merged.renamed
        self.differing = self.differing.and_(merged.differing)
        self._keep(self.mark._replace(seq=rows[-1].seq, read=rows[-1].id))

    def _send(self, part: list[tuple[int, Event]]) -> None:
        sound = [event for _, event in part if not fault(event)]
        damaged = len(part) - len(sound)
        lines = {event.id: line(event).rstrip("\n") for event in sound if event.id not in self.read}
        for id, text_ in list(lines.items()):
            if not _SENT.fullmatch(id) or len(text_) > LONGEST:
                self.refused.add(f"event {one_line(id[:40])!r} was not sent: it is too long, or its id odd")
                del lines[id]
        mark = self.mark._replace(place=part[-1][0], sent=_id(part[-1][1]))
        for id in self.session.exec(known(list(lines))).all() if lines else ():
            del lines[id]
        if lines:
            mark = self._add([{"id": id, "event": text_} for id, text_ in lines.items()], mark)
        self.session.commit()
        self._keep(mark)
        if damaged:
            self.log.note(self._stays, str(self._damaged() + damaged))

    def _damaged(self) -> int:
        """Return how many rows were met that stay here, now or before."""
        return int(self.log.about(self._stays) or 0)

    def _add(self, rows: list[dict[str, str]], mark: Mark) -> Mark:
        """Add rows; return the mark behind them, unless others came between, which are still to be read."""
        table: Any = EventRow.__table__  # type: ignore[attr-defined]
        adding = insert(table).on_conflict_do_nothing().returning(table.c.seq, table.c.id)
        added = sorted(tuple(row) for row in self.session.connection().execute(adding, rows))
        self.went += len(added)
        if not added:
            return mark
        between = select(EventRow.id).where(MINE, EventRow.seq > mark.seq, EventRow.seq < added[0][0])
        if self.session.exec(between.limit(1)).first() is not None:
            return mark
        return mark._replace(seq=added[-1][0], read=added[-1][1])

    def _keep(self, mark: Mark) -> None:
        self.mark = mark
        self.log.note(self.name, json.dumps(mark))


def known(ids: list[str]) -> Any:
    """Return the query for those ids that a person's events in the database have."""
    return select(EventRow.id).where(MINE, col(EventRow.id).in_(ids))


def _id(event: Event) -> str:
    """Return the id of an event, "" for a damaged row, which may have anything."""
    return "" if fault(event) else event.id


def _mark(kept: str | None) -> Mark:
    return Mark(*json.loads(kept)) if kept else Mark()


def _url(address: str) -> URL:
    """Read an address. What is said about one never repeats it, as it may hold a password."""
    try:
        address.encode()
        url = make_url(address)
    except (ArgumentError, ValueError):
        url = None
    if url is None or url.drivername not in ("postgresql", "postgres") or not url.database:
        raise UsageError(
            "the address of a database is postgresql://NAME@HOST/DATABASE; on this machine: "
            "postgresql:///DATABASE"
        )
    if "%00" in address or "\0" in address:
        raise UsageError("there is a NUL character in the address")
    if "@" in (url.host or "") or "@" in url.database:
        raise UsageError("write an @ in the password of an address as %40, or put the password in ~/.pgpass")
    return url


@contextmanager
def _opened(url: URL) -> Iterator[Session]:
    """Connect; what the database reports becomes words with what to do, and without a password."""
    try:
        import psycopg

        from trainer.replicate.patience import Patient
        from trainer.replicate.trouble import OLDEST, said, too_old
    except ImportError:
        raise UsageError(
            f"an exchange with a database needs an optional extra: {extras.how('sync')}"
        ) from None
    options = {option.keyword.decode() for option in psycopg.pq.Conninfo.get_defaults()}
    for name, value in url.query.items():
        if name not in options or not isinstance(value, str):
            raise UsageError(
                f"{one_line(name)!r} behind the ? of an address is no option of PostgreSQL, or there twice"
            )
    defaults = {
        name: value for name, value in {"connect_timeout": 10, **_GONE}.items() if name not in url.query
    }
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        connect_args={"application_name": "trainer", **defaults},
        poolclass=NullPool,
        use_native_hstore=False,
    )

    @event.listens_for(engine, "do_connect")
    def connect(_dialect: Any, _record: Any, words: Any, named: Any) -> Patient:
        return Patient.connect(*words, **named)

    connected = False
    try:
        with engine.connect() as connection, Session(connection) as session:
            connected = True
            driver: Any = connection.connection.driver_connection
            if driver.info.server_version < OLDEST:
                raise too_old(
                    driver.info.server_version, one_line(f"{url.database} on {url.host or 'this machine'}")
                )
            for name, most in (("lock_timeout", PATIENCE), ("statement_timeout", LONGEST_QUERY)):
                session.execute(text(f"SET {name} = '{most}'"))
            session.commit()
            yield session
    except DBAPIError as error:
        raise said(error.orig, url, connected=connected) from error
    except psycopg.Error as error:
        raise said(error, url, connected=connected) from error
