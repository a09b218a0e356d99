"""Copies of the history file: made by SQLite's own backup call, verified, and thinned."""

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

from trainer.core.errors import LibraryBusyError, LibraryError
from trainer.core.log import Event
from trainer.files import real, share, sync_folder
from trainer.leavings import BESIDE as BESIDE
from trainer.leavings import DAY, begun, discard, for_all, sweep
from trainer.store.codec import BEFORE
from trainer.store.connecting import checked, connected
from trainer.store.copies import (
    LAST_SECOND,
    Backup,
    folder_of,
    folders,
    latest,
    listed,
    set_aside_before,
)
from trainer.store.errors import FAILING, explained, library_error, primary

FORM = "%Y%m%dT%H%M%S"
"""How copies are named by their instant."""

KEPT_DAYS, KEPT_WEEKS, KEPT_MONTHS, KEPT_OTHERS = 12, 10, 9, 10
"""How many days, weeks and months keep a copy each (the latest of each), and how many of those made for
each other reason than a new day."""

KEPT_ASIDE = 30 * DAY
"""For how many seconds all is kept that was set aside."""

DAILY = "daily"
RESTORED = "restored"
"""Under which name a history notes at which UTC second it was put in its place."""

_FOLLOWS = ("asked", "looked at", "reader", RESTORED, "roots", "scheduler")
"""What a history notes that is made again, or is only about the file that it is in."""


def working(database: Path) -> set[Path]:
    """Return the folders in which something is made for a while that is about a history file."""
    return {real(database).parent, *folders(database), *for_all()}


def make(database: Path, now: int, reason: str) -> Backup:
    """Copy a history file as it is now, and verify the copy.

    The file may be in use; nobody waits for this. ``now`` is the UTC second.

    Raises:
        LibraryError: there is no such file, it is damaged, or the copy cannot be written.
    """
    if not database.exists():
        raise LibraryError(f"{database} is not there yet; there is nothing to copy.")
    target = place_of(database, now, reason)
    try:
        with begun(target.with_suffix(""), "part") as part:
            copy_whole(database, part)
            private(part)
            share(part, database)
            part.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise LibraryError(f"{target} cannot be written ({error.strerror}).") from error
    sweep(working(database), now - DAY)
    return Backup(target, now, reason)


def thin(database: Path, now: int, day: Callable[[int], int]) -> None:
    """Throw out those of this account's copies that are no longer needed. ``day`` tells on which study day a
    UTC second is."""
    for old in superfluous(own(database), now, day):
        with suppress(OSError):  # it goes another time
            old.path.unlink(missing_ok=True)
    here = [one for one in set_aside_before(database) if one.path.parent.parent == folder_of(database)]
    for old in superfluous_aside(here, now):
        with suppress(OSError):
            discard(old.path)
            old.path.parent.rmdir()  # where somebody put something else, it stays


def own(database: Path) -> list[Backup]:
    """Return the copies that this account made, the newest first."""
    folder = folder_of(database)
    return [one for one in listed(database) if one.path.parent == folder]


def beside(database: Path, end: str) -> Path:
    """Return where SQLite keeps what belongs to a database file: beside what a link leads to."""
    return Path(f"{real(database)}{end}")


def is_without_file(database: Path) -> bool:
    """Are the last answers of a history there, in its ``-wal``, but the file is gone or empty? SQLite deletes
    them as soon as anybody opens it, be it to read."""
    wal = beside(database, "-wal")
    is_empty = not database.exists() or (database.is_file() and not database.stat().st_size)
    return is_empty and wal.is_file() and wal.stat().st_size > 0


def not_without_file(database: Path) -> None:
    """Raise `LibraryError` where opening a history would destroy its last answers."""
    if is_without_file(database):
        wal = beside(database, "-wal")
        raise LibraryError(
            f"The history {database} is {'empty' if database.exists() else 'not there'}, but {wal} beside it "
            "holds its last answers, which opening would destroy. Put the file back beside that one, or have "
            "`trainer doctor --repair` put them together with the copies there are"
            f"{f' (the newest: {copy.name})' if (copy := latest(database)) else ''}. "
            f"To begin anew, move {wal.name} elsewhere."
        )


def rescue(database: Path, connection: sqlite3.Connection) -> Backup:
    """Copy what an open connection reads, though the file may have no name any more; the copy is named by the
    newest event in it.

    Raises:
        LibraryError: it cannot be read, or the copy not written.
    """
    with explained(database):
        made = newest(connection)
    target = rescued(database, made)
    try:
        with whole_or_none(target):
            with explained(target), closing(connected(target)) as copy:
                connection.rollback()  # what is half done there is told as not saved
                connection.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
            private(target)
    except OSError as error:
        raise LibraryError(f"{target} cannot be written ({error.strerror}).") from error
    return next(one for one in listed(database) if one.path == target)


def rescued(database: Path, made: int) -> Path:
    """Return where what was rescued goes that was answered until the UTC second ``made``."""
    names = (place_of(database, second, "rescued") for second in count(made))
    return next(path for path in names if not path.exists())


def newest(connection: sqlite3.Connection) -> int:
    """Return the UTC second of the newest event, by which what was rescued is named."""
    (at,) = connection.execute("SELECT coalesce(max(at), 0) / 1000 FROM event").fetchone()
    return min(max(int(at), 0), LAST_SECOND)


def has_same(database: Path, reason: str) -> bool:
    """Is the newest copy that was made for a ``reason`` already one of the history as it is?"""
    newest = next((one for one in own(database) if one.reason == reason), None)
    return newest is not None and is_same(database, newest.path)


def due(database: Path, now: int, day: Callable[[int], int]) -> bool:
    """Is there no copy of this study day yet, and is there something to copy? ``day`` tells on which one a
    UTC second is. Copies that a wrong clock dated ahead do not count."""
    latest = max((one.made for one in listed(database) if one.made <= now), default=None)
    return database.exists() and (latest is None or day(latest) < day(now))


def verify(path: Path) -> int:
    """Return how many events the file at ``path`` has, after SQLite has looked at all of it.

    Raises:
        LibraryError: it is damaged, or no history file.
    """
    with explained(path), reading(path) as connection:
        if not _is_history(connection):
            raise LibraryError(f"{path} is no history file: it has no table of one.")
        if found := next(checked(connection, "integrity_check(1)"), ""):
            raise LibraryError(f"{path} is damaged: {found}.")
        return int(connection.execute("SELECT count(*) FROM event").fetchone()[0])


def _is_history(connection: sqlite3.Connection) -> bool:
    """Has a file something of ours, whatever may be damaged in it?"""
    found = connection.execute("SELECT 1 FROM sqlite_schema WHERE name IN ('about', 'event')").fetchone()
    return found is not None


def is_same(one: Path, other: Path) -> bool:
    """Do two history files have the same events in the same order, and know the same of exchanges, and of
    the devices that wrote them here? All else follows from these, and from the decks."""
    marks = ", ".join(f"'{name}'" for name in _FOLLOWS)
    devices = f"name = 'device' OR name LIKE '{BEFORE}%'"
    facts = f"SELECT name, value FROM {{0}}.about WHERE name NOT IN ({marks}) AND NOT ({devices})"
    own = f"iif(name = 'device', value, substr(name, {len(BEFORE) + 1}))"
    ids = f"SELECT {own} AS id FROM {{0}}.about WHERE {devices}"
    wrote = f"SELECT id FROM ({ids}) d WHERE EXISTS (SELECT 1 FROM {{0}}.event e WHERE e.device = d.id)"
    aliases, last = "SELECT old, card FROM {}.alias", "SELECT count(*), max(rowid) FROM {}.event"
    names = ", ".join(f'{{0}}."{name}"' for name in Event._fields)
    same = f"e.rowid = c.rowid AND ({names.format('e')}) IS ({names.format('c')})"
    with suppress(sqlite3.Error, LibraryError, OSError), reading(one) as connection:
        connection.execute("ATTACH ? AS other", (f"{other.absolute().as_uri()}?mode=ro",))
        for query in (last, facts, wrote, aliases):
            here, there = (sorted(connection.execute(query.format(name))) for name in ("main", "other"))
            if here != there:
                return False
        query = (
            f"SELECT 1 FROM main.event e WHERE NOT EXISTS (SELECT 1 FROM other.event c WHERE {same}) LIMIT 1"
        )
        return connection.execute(query).fetchone() is None
    return False


def superfluous(backups: Sequence[Backup], now: int, day: Callable[[int], int]) -> list[Backup]:
    """Return the copies that can go: the latest of each of the last days, weeks and months that have one is
    kept, whatever it was made for, as each stands for the daily one; of those made for another reason the
    latest of each, so that what is made often, as before each exchange, throws out none that somebody wished
    for or that was rescued. Those that a wrong clock dated ahead throw out none of the others."""
    kept = set[Path]()
    for some in ([one for one in backups if one.made <= now], [one for one in backups if one.made > now]):
        for form, most in (("%Y-%j", KEPT_DAYS), ("%G-%V", KEPT_WEEKS), ("%Y-%m", KEPT_MONTHS)):
            spans: dict[str, Backup] = {}
            for one in some:  # the newest first
                spans.setdefault(f"{date.fromordinal(day(one.made)):{form}}", one)
            kept |= {one.path for one in list(spans.values())[:most]}
        for reason in {one.reason for one in some} - {DAILY}:
            kept |= {one.path for one in [other for other in some if other.reason == reason][:KEPT_OTHERS]}
    return [one for one in backups if one.path not in kept]


def superfluous_aside(aside: Sequence[Backup], now: int) -> list[Backup]:
    """Return what was set aside (the newest first) and can go: more was since, and it was long ago."""
    return [one for one in aside[KEPT_OTHERS:] if _last_aside(one, now) < now - KEPT_ASIDE]


def _last_aside(one: Backup, now: int) -> float:
    """Return when something was set aside for the last time; the folder has a later time where it was the
    history again meanwhile (`trainer.store.aside`)."""
    with suppress(OSError):
        later = one.path.parent.stat().st_mtime
        return later if one.made < later <= now else one.made
    return one.made


def place_of(database: Path, now: int, reason: str) -> Path:
    """Return where a copy goes, in the folder for copies, which is there then."""
    folder = folder_of(database)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(f"{folder} cannot be made ({error.strerror}).") from error
    share(folder, database)
    return folder / f"{datetime.fromtimestamp(now, UTC):{FORM}}Z-{reason}.db"


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a database file only to read it; but one that a program left in the middle of a change is first
    brought back to where it was before, which SQLite does not do for who may not write.

    Raises:
        sqlite3.Error: it cannot be opened, or the block cannot read it.
        LibraryError: opening it would destroy answers.
    """
    not_without_file(path)
    uri = f"{path.absolute().as_uri()}?mode="
    try:
        try:
            connection = _opened(f"{uri}ro")
        except sqlite3.OperationalError as error:
            if primary(error) != sqlite3.SQLITE_READONLY:
                raise
            connection = _opened(f"{uri}rw")
        with closing(connection):
            yield connection
    finally:
        _tidied(path, uri)


def _opened(uri: str) -> sqlite3.Connection:
    """Open a file and read the beginning of it."""
    connection = connected(uri, uri=True)
    try:
        connection.execute("PRAGMA cell_size_check = ON")  # pages that do not fit are told apart
        connection.execute("PRAGMA schema_version")
    except BaseException:
        connection.close()
        raise
    return connection


def _tidied(path: Path, uri: str) -> None:
    """Take the empty ``-wal`` away, with its ``-shm``, that reading alone made and may not delete
    (https://www.sqlite.org/wal.html, 5): the last who closes a file that he may write deletes them."""
    with suppress(OSError, sqlite3.Error):
        if not beside(path, "-wal").stat().st_size and os.access(path, os.W_OK):
            with closing(connected(f"{uri}rw", timeout=0, uri=True)) as connection:
                connection.execute("PRAGMA schema_version")


@contextmanager
def whole_or_none(path: Path) -> Iterator[None]:
    """Make a database file in the block; where that fails nothing is left of it."""
    try:
        yield
    except BaseException:
        with suppress(OSError):
            discard(path)
        raise


def copy_whole(source: Path, target: Path) -> None:
    """Copy a database into an empty file by SQLite's backup call, and read all of the copy once."""
    try:
        with reading(source) as old, closing(connected(target)) as new:
            if not old.execute("SELECT 1 FROM sqlite_schema").fetchone():  # somebody begins it just now
                raise LibraryError(f"{source} is empty; there is nothing to copy.")
            old.backup(new)
            new.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:  # what is wrong with the disk is so where it is written
        place = target.parent if primary(error) in FAILING else source
        raise library_error(error, place) from error
    verify(target)
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def unused(database: Path) -> None:
    """See that no other program has the history open; its answers would go into the file set aside.

    Raises:
        LibraryBusyError: one has.
    """
    if not database.exists() or is_without_file(database):
        return
    try:
        with closing(connected(database, timeout=1)) as connection:
            # Only who is alone may leave the mode in which several write; it also folds the -wal in.
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as error:
        failure = library_error(error, database)
        if isinstance(failure, LibraryBusyError):
            raise LibraryBusyError(f"{failure} Nothing was changed.") from error
    except sqlite3.DatabaseError:
        pass  # too damaged to be open anywhere


def private(path: Path) -> None:
    """Let only the user read a file, where files have such rights."""
    if os.name == "posix":
        path.chmod(0o600)
