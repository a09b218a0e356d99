"""Reading what can be read of a history file that SQLite does not read, and writing it into a new one.

Only events are history; all else is made again from them and from the decks. They are read as SQLite finds
them, and from single pages, for nothing that leads to a page is to be trusted.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from trainer.core.log import Event, fault, spared
from trainer.files import duplicate, real
from trainer.leavings import scratch
from trainer.store import pages, past
from trainer.store.backup import beside, is_without_file, rescued, whole_or_none
from trainer.store.census import Census
from trainer.store.connecting import connected
from trainer.store.copies import LAST_SECOND, Backup, listed
from trainer.store.errors import explained
from trainer.store.facts import UNDECIDED, Undecided, carried, noted, outlives
from trainer.store.forms import LOST, doubles, is_id, lacks_text, meant
from trainer.store.header import LENGTH, is_wal, mapped, mended, page_size
from trainer.store.schema import connect
from trainer.store.witnesses import corrected

_NAMES = ", ".join(f'"{name}"' for name in Event._fields)


_ZEROS = re.compile("\0+")


class Found:
    """What was read: events by their ids, the numbers of their rows, older card keys, facts, why rows are no
    events and what they hold, the ids of events that indexes name and what these have of them, ids among
    that, the fingerprints of cards, the ids of events that had another one, what of events could not be
    decided, what is known of the rows that there were, and how many events others have that nothing here
    names."""

    def __init__(self) -> None:
        self.events: dict[str, Event] = {}
        self.places: dict[str, int] = {}
        self.aliases: dict[str, str] = {}
        self.about: dict[str, str] = {}
        self.refused: dict[str, str] = {}
        self.faulty: dict[str, Event] = {}
        self.named: set[str] = set()
        self.told: dict[str, list[tuple[str, Any]]] = {}
        self.texts: dict[str, set[str]] = {}
        self.wordings: dict[str, str] = {}
        self.renamed: set[str] = set()
        self.undecided: Undecided = {}
        self.rows = Census()
        self.elsewhere = 0

    def take(self, events: Iterable[Event], row: int | None = None) -> None:
        """Take events that are not there yet, or only with a text that was damaged; ``row``: of one."""
        for event in events:
            if row is not None:
                self.places.setdefault(event.id, row)
            known = self.events.get(event.id)
            if known is not None and not lacks_text(known):
                continue
            if why := fault(event):
                self.refused[event.id] = f"event {event.id!r}: {why}"
                self.faulty[event.id] = event
            elif known is None or not lacks_text(event):
                self.events[event.id] = event
                self.refused.pop(event.id, None)

    @property
    def lost(self) -> int:
        """How many events there were that were not found."""
        return self.rows.lost(self.events, self.refused, self.elsewhere)

    def in_order(self) -> list[Event]:
        """Return the events as they were added, by which a history knows what it wrote itself; those of
        which that is not known last, as they happened."""
        last = max(self.places.values(), default=0) + 1
        return sorted(
            self.events.values(), key=lambda event: (self.places.get(event.id, last), event.at, event.id)
        )

    def put_right(self) -> Set[str]:
        """Give each event the values that it was written with, as far as that can be told; return the ids of
        those that had another one."""
        before = {id: lacks_text(event) for id, event in self.events.items()}
        in_form = self._put_in_form()
        zeroed = {id for id in self.events if before.get(id, True)}  # what had another id lacked some of that
        faulty = {id: event for id, event in self.faulty.items() if id in self.refused}
        ids = self.events.keys() | self.named | faulty.keys()
        every = [*self.events.values(), *faulty.values()]
        found, undecided = corrected(every, ids, self.told, self.wordings.keys(), zeroed)
        right = {id: event for id, event in found.items() if not fault(event)}
        self.events |= right
        for id in right:
            self.refused.pop(id, None)
        spoilt = self._spare(faulty)
        in_form |= self._put_in_form()  # what is told of a card that was another one until now, too
        undecided = {**undecided, **{id: {**undecided.get(id, {}), **names} for id, names in spoilt.items()}}
        self.undecided = {id: told for id, told in undecided.items() if id in self.events}
        return right.keys() | in_form | self.renamed

    def _spare(self, faulty: Mapping[str, Event]) -> Mapping[str, Mapping[str, Sequence[Any]]]:
        """Take those of the ``faulty`` events of which nothing is damaged that a schedule follows from,
        without what is; return by their ids the names of that."""
        names: dict[str, dict[str, Sequence[Any]]] = {}
        for id, event in faulty.items():
            if id in self.refused and not fault(less := spared(event)):
                self.events[id] = less
                del self.refused[id]
                names[id] = {
                    name: [] for name in Event._fields if getattr(less, name) != getattr(event, name)
                }
        return names

    def _put_in_form(self) -> Set[str]:
        """Give each event the values that their form tells, and its own id, under which it may be there a
        second time; return the ids of those that had others."""
        right = {**meant(self.events.values(), self.texts, self.wordings).events}
        for damaged, id in doubles({**self.events, **right}.values(), self.named).items():
            right[damaged] = right.get(damaged, self.events[damaged])._replace(id=id)
        renamed = {old: event.id for old, event in right.items() if event.id != old}
        for old, event in right.items():
            if old in renamed:
                del self.events[old]
                self.places.setdefault(event.id, self.places.pop(old, 0))
                self.told.setdefault(event.id, []).extend(self.told.pop(old, ()))
                self.events.setdefault(event.id, event)
            else:
                self.events[old] = event
        for id, event in self.events.items() if renamed else ():
            if event.undoes in renamed or event.session in renamed:
                undoes, session = (renamed.get(one, one) for one in (event.undoes, event.session))
                self.events[id] = event._replace(undoes=undoes, session=session)
        return {event.id for event in right.values()}

    def otherwise(self, other: "Found") -> dict[str, Event]:
        """Return the events that a copy of the same history has otherwise, but for texts that are lost."""
        if not self._is_of_this(other):
            return {}
        return {
            id: event
            for id, event in other.events.items()
            if event != self.events.get(id, event) and not lacks_text(self.events[id])
        }

    def add(self, other: "Found") -> None:
        """Take what a copy has more, if it is one of the same history."""
        if self._is_of_this(other):
            before = set(self.events)
            self.take(other.events.values())
            self.elsewhere += len(self.events.keys() - before - self.named)
            self.places = other.places | self.places
            self.aliases = other.aliases | self.aliases
            self.about = other.about | self.about

    def _is_of_this(self, other: "Found") -> bool:
        device = self.about.get("device")
        return device is None or other.about.get("device") in (None, device)


def rescue_overwritten(
    path: Path,
    wal: Path,
    device: str | None = None,
    connection: sqlite3.Connection | None = None,
    after: int = 0,
) -> Backup | None:
    """Put together what is left of the history of a ``device`` when another file was written over it, or it
    was emptied or deleted: what lies in the ``wal`` still; if it is open, what the ``connection`` has at hand
    of its own events (those ``after`` a row); what copies have, and that other file if it is an older copy.
    Return the new copy; None where nothing is left.

    Raises:
        LibraryError, OSError: it cannot be read, or the copy not be written.
    """
    found = Found()
    from_pages(None, found, wal)
    if device is not None:
        found.about["device"] = device
    if connection is not None:
        query = f"SELECT {_NAMES} FROM event NOT INDEXED WHERE rowid > ? AND device = ?"
        found.take(Event(*row) for row in _rows(connection, query, (after, device or "")))
    with scratch("rescue", real(path).parent) as place:
        for source in (path, *(copy.path for copy in listed(path))):
            other = Found()
            read_all(copied(source, Path(place, "copy"), ("",)), other)
            found.add(other)
    if not found.events:
        return None
    target = rescued(path, min(max(event.at // 1000 for event in found.events.values()), LAST_SECOND))
    with whole_or_none(target):
        written(target, found)
    return next(one for one in listed(path) if one.path == target)


def rescue_aside(database: Path, aside: Path) -> Backup | None:
    """Put what a ``-wal`` has that was set ``aside`` without its file together with the copies, in a new one;
    return that, or None where there is no such ``-wal``. Raises as `rescue_overwritten` does.
    """
    return rescue_overwritten(database, beside(aside, "-wal")) if is_without_file(aside) else None


def copied(path: Path, target: Path, ends: Sequence[str]) -> Path:
    """Copy a file and what belongs to it bytewise, so that nothing that is read changes the original."""
    for end in ("", "-wal", "-shm", "-journal"):
        Path(f"{target}{end}").unlink(missing_ok=True)
        if end in ends and (source := beside(path, end)).exists():
            duplicate(source, Path(f"{target}{end}"))
    _mend(target)
    return target


def _mend(path: Path) -> None:
    """Give a copy the header by which its pages can be read, whatever became of it, and only whole pages."""
    with mapped(path) as data, mapped(Path(f"{path}-wal")) as wal:
        size, length = page_size(data, wal), len(data)
        header = mended(data, size, wal=is_wal(wal))
    if length > LENGTH:
        with path.open("rb+") as file:
            file.write(header)
            file.truncate(-(-length // size) * size)


def read(path: Path, found: Found) -> bool:
    """Add what a file holds, as far as SQLite reads it, to what was found; return whether it read it to the
    end, which does not say that nothing is missing."""
    with suppress(sqlite3.Error), closing(connected(path, isolation_level=None)) as connection:
        connection.text_factory = lambda data: data.decode(errors="replace")
        with suppress(sqlite3.DatabaseError):  # pages whose cells do not fit are told apart at once
            connection.execute("PRAGMA cell_size_check = ON")
            connection.execute("PRAGMA writable_schema = ON")  # a table whose entry is damaged hides no other
        for told, query in (
            (found.about, "SELECT name, value FROM about"),
            (found.aliases, "SELECT old, card FROM alias"),
            (found.wordings, "SELECT key, fingerprint FROM card"),
        ):
            for name, value in _rows(connection, query):
                if isinstance(name, str) and isinstance(value, str):  # a damaged row has anything
                    told.setdefault(name, value)
        for row, *values in connection.execute(f"SELECT rowid, {_NAMES} FROM event NOT INDEXED"):
            found.rows.read(row)
            found.take([_event(values)], row)
        return True
    return False


def read_all(path: Path, found: Found) -> None:
    """Add what a copy holds: from its pages only where SQLite cannot read it, for each was whole once."""
    if not read(path, found):
        from_pages(path, found)


def from_pages(path: Path | None, found: Found, wal: Path | None = None) -> None:
    """Add the events on all pages that are whole, and what else these tell of events. No event was ever
    changed or deleted, so that whatever looks like one is one; but an id that no index knows, where all know
    another one that is missing, was damaged."""
    read: dict[str, int] = {}
    answers: list[pages.Row] = []
    texts: list[tuple[str, pages.Value]] = []
    for row, number, page in pages.cells(path, wal):
        if number is None:
            if name := _named(row):
                found.named.add(name)
                found.rows.named(int(row[-1] or 0), name)
                found.told.setdefault(name, []).extend(_told(row[:-2]))
                texts.append((name, row[-1]))
            elif len(row) == 2 and isinstance(row[0], str) and is_id(row[0]):
                texts.append((row[0], row[1]))
            elif _is_of_answer(row):
                answers.append(row)
        elif len(row) == len(Event._fields):
            event = _event(row)
            if not fault(event):
                found.take([event], number)
                found.rows.read(number, page)
                read[event.id] = number
        elif fact := _fact(row):
            found.about.setdefault(*fact)
    found.rows.led(pages.nodes(path, wal))
    for id in read.keys() - found.named:
        if (true := found.rows.true_id(read[id], id)) not in found.events:
            found.events[true] = found.events.pop(id)._replace(id=true)
            found.places.setdefault(true, read[id])
            found.renamed.add(true)
    ids = {row: id for id, row in found.places.items()}
    for day, kind, grade, place in answers:
        if isinstance(place, int) and place in ids:
            whole = "\0" not in str(kind)  # else there are zeros where an entry was
            told = [("day", day), *([("kind", kind), ("grade", grade)] if whole else [])]
            found.told.setdefault(ids[place], []).extend(told)
    for text, place in texts:
        if isinstance(place, int) and place in ids:
            found.texts.setdefault(ids[place], set()).add(text)
    # A damaged file gives out rows of another table as some of the log.
    found.refused = {id: why for id, why in found.refused.items() if id in found.named or not found.named}


def _fact(row: pages.Row) -> tuple[str, str] | None:
    """Return the fact that a row is, if it is one that is worth to be saved."""
    name, value = row if len(row) == 2 else (None, None)
    if isinstance(name, str) and isinstance(value, str) and outlives(name, value):
        return name, value
    return None


def _event(values: Iterable[Any]) -> Event:
    """Return an event as it was read, where zeros are what was lost of a text: nobody types them."""
    return Event._make(_ZEROS.sub(LOST, value) if isinstance(value, str) else value for value in values)


def _named(entry: pages.Row) -> str:
    """Return the id of the event that an entry of an index is for; "" for one that has none. Each ends with
    the number of a row; only those of events have an id before that, and more before it: the device, the
    instant, or the card and the instant."""
    *before, name, row = entry if len(entry) in (3, 4) else ("", "")
    kinds = tuple(type(value) for value in before)
    fits = kinds in ((str,), (int,), (str, int)) and isinstance(row, int)
    return name if fits and isinstance(name, str) and name.isprintable() and "\ufffd" not in name else ""


def _told(before: pages.Row) -> Iterator[tuple[str, Any]]:
    """Yield what an entry of an index has of an event before its id; see `_named`."""
    for value in before:
        if "\0" not in str(value):  # zeros where there was an entry
            yield "at" if isinstance(value, int) else "card" if len(before) > 1 else "device", value


def _is_of_answer(entry: pages.Row) -> bool:
    """Is an entry of an index one of the day, the kind and the grade of an event, and its row?"""
    kinds = tuple(type(value) for value in entry)
    return kinds in ((int, str, int, int), (int, str, type(None), int))


def _rows(
    connection: sqlite3.Connection, query: str, values: Sequence[str | int] = ()
) -> Iterator[tuple[Any, ...]]:
    with suppress(sqlite3.DatabaseError):
        yield from connection.execute(query, values)


def written(path: Path, found: Found) -> int:
    """Make a new history file of what was found; return how many events it has. The first who opens it folds
    them.

    Raises:
        LibraryError: it cannot be written.
    """
    with explained(path), closing(connect(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        marks = ", ".join("?" * len(Event._fields))
        connection.executemany(f"INSERT INTO event ({_NAMES}) VALUES ({marks})", found.in_order())
        connection.executemany("INSERT INTO alias (old, card) VALUES (?, ?)", found.aliases.items())
        kept = carried(found.about)
        if doubts := noted(found.undecided, kept.get(UNDECIDED)):
            kept[UNDECIDED] = doubts
        connection.executemany("INSERT INTO about (name, value) VALUES (?, ?)", kept.items())
        past.recount(connection.execute)
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = DELETE")
    return len(found.events)
