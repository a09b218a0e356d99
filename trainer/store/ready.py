"""Events made ready for a history, if need be by another process: as rows of a file of their own, with what
follows from them for cards that have no others. Where that is so, SQLite takes all of them at once; else they
are merged as any."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any

from trainer.core.errors import FileError
from trainer.core.log import ANKI, ANSWERS, GIVEN, OF_A_CARD, Event, are_usual
from trainer.core.moment import log_order
from trainer.core.state import NEW
from trainer.scheduling.replay import fold_all
from trainer.scheduling.scheduler import Scheduler
from trainer.store import codec, past
from trainer.store.connecting import connected

_EVENT = ", ".join(f'"{name}"' for name in Event._fields)
_TOLD = ("id", "at", "day", "offset", "card", "kind", "grade", "took", "detail")
"""What events of another program differ in; the rest, which is bound to no statement then, is the same."""
_SAME = {
    name: value for name, value in Event("", ANKI, 0, 0, 0, "", "")._asdict().items() if name not in _TOLD
}
_told, _rest = (itemgetter(*map(Event._fields.index, names)) for names in (_TOLD, _SAME))
_COLUMNS = ", ".join(
    f'"{name}" DEFAULT {_SAME[name]!r}'.replace("None", "NULL") if name in _SAME else f'"{name}"'
    for name in Event._fields
)
_STATE = ", ".join(codec.STATE)
_SUMS = ", ".join(past.NAMES)
_SCHEMA = f"""
    CREATE TABLE event ({_COLUMNS});
    CREATE TABLE memory (card PRIMARY KEY, {_STATE});
    CREATE TABLE past ({_SUMS});
    CREATE TABLE about (sound)"""
_PRAGMAS = ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE", "cache_size = -8192")
"""If anything goes wrong with the file, it is made anew."""

Run = Callable[..., Any]
"""Runs a statement with its values."""


def _places(row: Sequence[str]) -> str:
    return ", ".join("?" * len(row))


class Ready:
    """The file at ``path`` while it is written; ``scheduler`` is that of the history. All methods raise
    `FileError` where it cannot be written."""

    def __init__(self, path: Path, scheduler: Scheduler) -> None:
        self._path = path
        self._scheduler = scheduler
        self._events: list[Event] = []
        self._sums: past.Sums = {}
        self._sound = True
        path.unlink(missing_ok=True)  # of who did not come to its end
        with self._explained():
            self._database = connected(path, isolation_level=None)
            for pragma in _PRAGMAS:
                self._database.execute(f"PRAGMA {pragma}")
            self._database.executescript(_SCHEMA)
            self._database.execute("BEGIN")

    def add(self, events: Sequence[Event]) -> None:
        """Take in events, all of each of their cards."""
        if events:
            with self._explained():
                self._sound = self._sound and are_usual(events) and self._followed(events)
                self._events += events
                if len(self._events) >= _AT_ONCE:
                    self._write_events()

    def end(self) -> None:
        """Say that these are all."""
        with self._explained():
            self._write_events()
            self._write(f"INSERT INTO past VALUES ({_places(past.NAMES)})", past.rows(self._sums))
            self._database.execute("INSERT INTO about VALUES (?)", (self._sound,))
            self._database.execute("COMMIT")
            self._database.close()

    def close(self) -> None:
        """Leave it, in whatever state it is."""
        self._database.close()

    def _followed(self, events: Sequence[Event]) -> bool:
        """Write what follows from events; were they of a sort of which it can be told?"""
        by_card: dict[str, list[Event]] = {}
        for event in events:
            if event.device != ANKI or event.kind not in _KINDS or event.undoes or not event.card:
                return False
            by_card.setdefault(event.card, []).append(event)
        rows = []
        for card, mine in by_card.items():
            mine.sort(key=log_order)
            rows.append((card, *codec.state_row(fold_all(mine, self._scheduler))))
            past.add_first(self._sums, "", mine)
        try:
            self._write(f"INSERT INTO memory VALUES (?, {_places(codec.STATE)})", rows)
        except sqlite3.IntegrityError:  # a card of two notes
            return False
        return True

    def _write_events(self) -> None:
        """Write the events that wait, those of one time together: indexes are made of them sooner then."""
        rows: Iterable[Sequence[Any]] = sorted(self._events, key=_in_time)
        names: Sequence[str] = Event._fields
        if {*map(_rest, self._events)} <= {(*_SAME.values(),)}:
            rows, names = map(_told, rows), _TOLD
        columns = ", ".join(f'"{name}"' for name in names)
        self._write(f"INSERT INTO event ({columns}) VALUES ({_places(names)})", rows)
        self._events.clear()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise FileError(f"{self._path} cannot be written ({error}). Make room, or set TMPDIR.") from error

    def _write(self, statement: str, rows: Any) -> None:
        self._database.executemany(statement, rows)


_AT_ONCE = 20_000
"""Events that are written together."""
_in_time = attrgetter("at")
_KINDS = ANSWERS | GIVEN | OF_A_CARD
_UNTOUCHED = " AND ".join(
    f"{name} IS {value!r}" for name, value in zip(codec.STATE, codec.state_row(NEW), strict=True)
).replace("None", "NULL")


@dataclass(frozen=True, slots=True)
class Files:
    """Files that are whole: their events, one after the other."""

    paths: Sequence[Path]

    @property
    def names(self) -> Sequence[str]:
        """The names under which they are attached."""
        return [f"ready{number}" for number in range(len(self.paths))]

    def __iter__(self) -> Iterator[Event]:
        return map(Event._make, self._read(f"SELECT {_EVENT} FROM event ORDER BY rowid"))

    def __bool__(self) -> bool:
        return self.count() > 0

    def count(self) -> int:
        """Return how many events there are."""
        return sum(number for (number,) in self._read("SELECT count(*) FROM event"))

    def ids(self) -> set[str]:
        """Return the ids of the events."""
        return {id for (id,) in self._read("SELECT id FROM event")}

    def _read(self, query: str) -> Iterator[Any]:
        for path in self.paths:
            with closing(connected(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
                yield from database.execute(query)


def are_new(run: Run, name: str) -> bool:
    """Are the events of the file that is attached under a name sound, and is nothing known of them or their
    cards?"""
    known = (
        f"SELECT 1 FROM {name}.about WHERE NOT sound",
        f"SELECT 1 FROM main.about WHERE name = '{codec.SAVED}'",
        f"SELECT 1 FROM alias JOIN {name}.memory m ON m.card IN (old, alias.card)",
        f"SELECT 1 FROM {name}.memory m JOIN card c ON c.key = m.card",
        f"SELECT 1 FROM {name}.memory m JOIN main.event e ON e.card = m.card",
        f"SELECT 1 FROM main.event e JOIN {name}.event r ON r.id = e.undoes WHERE e.undoes <> ''",
    )
    return not any(run(f"SELECT EXISTS ({query})").fetchone()[0] for query in known)


def take(run: Run, names: Sequence[str]) -> bool:
    """Take in the rows of the files attached under some names, whose events `are_new`; False, and nothing is
    done, where an event, or a card, stands there twice."""
    run("SAVEPOINT ready")
    try:
        for name in names:
            run(f"INSERT INTO main.event ({_EVENT}) SELECT {_EVENT} FROM {name}.event ORDER BY rowid")
            run(f"INSERT INTO main.memory (card, {_STATE}) SELECT card, {_STATE} FROM {name}.memory")
            past.add_up(run, f"SELECT {_SUMS} FROM {name}.past")
    except sqlite3.IntegrityError:
        run("ROLLBACK TO ready")
        return False
    run(f"DELETE FROM main.memory WHERE {_UNTOUCHED}")
    run("RELEASE ready")
    return True
