"""The collection inside a package: a database that a stranger made, read with no trust in its schema.

Only tables are read, by their names, so that no view or trigger of the file ever runs; texts have a longest
size, and a query that takes too long is stopped.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import groupby, islice
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any

from trainer.anki.errors import PackageError
from trainer.anki.incoming import schema
from trainer.anki.incoming.archive import MIB, Archive
from trainer.anki.incoming.values import TheirAnswer, TheirCard, TheirNote, is_instant
from trainer.core.text import counted
from trainer.leavings import scratch

MAX_WORK = 100_000
"""How long reading may take, in units of `_CHECK_EVERY` steps of SQLite's virtual machine: up to a minute."""
NEWEST = 18
"""The newest shape (schema) of a collection that is known, of Anki 2.1.50 to 26.9."""
MAX_NOTES = 300_000
MAX_CARDS = 1_000_000
MAX_ANSWERS = 10_000_000
_LONGEST = 16 * MIB  # of a text
_NO_BEGINNING = "the day from which its days count is none that can be: no due day of a review can be known"
_CHECK_EVERY = 20_000  # instructions of SQLite's virtual machine
_NEEDED = {
    "col": {"crt"},
    "notes": {"id", "guid", "mid", "mod", "tags", "flds"},
    "cards": {
        *("id", "nid", "did", "odid", "ord", "mod", "type", "queue", "due", "odue", "ivl", "factor"),
        *("reps", "lapses", "flags", "data"),
    },
    "revlog": {"id", "cid", "ease", "ivl", "lastIvl", "factor", "time", "type"},
}


class Collection:
    """An open collection. All methods raise `PackageError` for what cannot be read.

    Attributes:
        place: its file. ``name``: what messages call it. ``work``: how much of `MAX_WORK` was done.
        created: the date from which the collection counts days, as a study day; 0 where the file does not
            say in which zone (then `created_at` counts).
        created_at: the instant from which it counts, in UTC seconds; 0 where the file says none that can be.
        written_at: the instant at which it was last changed, which is that of the export of a part, in UTC
            milliseconds; 0 where the file does not say.
        strange: how many texts were not UTF-8 and were read as Latin-1.
        oddities: what was left out because it cannot be read, a sentence for each sort.
    """

    def __init__(self, path: Path, name: Path) -> None:
        """Open the database ``path``, which messages call ``name``."""
        self.place = path
        self.name = name
        self.strange = 0
        self.oddities: list[str] = []
        self.work = 0
        try:
            self._database = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
        except sqlite3.Error as error:
            raise self._damaged(error) from error
        try:
            self._prepare()
        except BaseException:
            self._database.close()
            raise

    def close(self) -> None:
        self._database.close()

    def notes(self, *, answers: bool = True) -> Iterator[TheirNote]:
        """Yield all notes with their cards, and these with their ``answers``, in the order of their ids.
        Without answers, of a card only its place, deck and flag need be true."""
        doubled = "SELECT EXISTS (SELECT 1 FROM notes GROUP BY id HAVING count(*) > 1)"
        if answers or self._reading("cards") is not _as_it_is or self._one(doubled):
            return self._notes("tags, flds", answers=answers)
        return self._with_bare_cards()

    def _with_bare_cards(self) -> Iterator[TheirNote]:
        """Yield the notes, each read in one row with its cards: of these, most have what another has."""
        names = self._decks

        @lru_cache(maxsize=4096)
        def cards(told: str) -> tuple[TheirCard, ...]:
            numbers = (map(int, one.split()) for one in told.split(";"))
            found = (
                TheirCard(ord, names.get(deck, "Default"), 0, 0, 0, 0, 0, 0, 0, 0, flag)
                for ord, deck, flag in numbers
            )
            return tuple(sorted(found, key=_ord))

        return self._made(
            (*note, cards(told) if told else ())
            for *note, told in self._rows(
                """SELECT n.id, n.guid, n.mid, n.mod, n.tags, n.flds, group_concat(
                     c.ord || ' ' || CASE WHEN c.odid <> 0 THEN c.odid ELSE c.did END || ' ' || (c.flags & 7),
                     ';')
                   FROM notes n LEFT JOIN cards c ON c.nid = n.id WHERE typeof(n.id) = 'integer'
                   GROUP BY n.id ORDER BY n.id"""
            )
        )

    def answered(self, first: int = -schema.LARGEST, last: int = schema.LARGEST) -> Iterator[TheirNote]:
        """Yield the same as `notes`, of those with ids from ``first`` to ``last``, but without tags, and
        without what is in the fields of notes that were not exported from here: it is not needed to know what
        was answered."""
        exported = (schema.whole(id) for id, notetype in self._notetypes.items() if "Id" in notetype.places)
        named = ", ".join(map(str, exported))
        fields = f"CASE WHEN mid IN ({named}) OR typeof(flds) <> 'text' THEN flds ELSE '' END"
        return self._notes(f"'', {fields}", f"BETWEEN {first} AND {last}", answers=True)

    def _notes(self, texts: str, which: str = "NOTNULL", *, answers: bool) -> Iterator[TheirNote]:
        beside = _Beside(self._cards(which, answers=answers), itemgetter(0))

        def cards(id: int) -> tuple[TheirCard, ...]:
            mine = [card for _, card in beside.at(id)]
            return tuple(sorted(mine, key=_ord) if len(mine) > 1 else mine)

        return self._made(
            (*note, cards(note[0]))
            for note in self._rows(
                f"""SELECT id, guid, mid, mod, {texts} FROM notes
                    WHERE typeof(id) = 'integer' AND id {which} ORDER BY id"""
            )
        )

    def _made(self, rows: Iterable[Any]) -> Iterator[TheirNote]:
        """Yield the notes that rows with their cards are."""
        lost, notetypes, doubled = 0, self._notetypes, schema.doubled(self._rows)
        for id, guid, notetype, mod, tags, fields, cards in rows:
            if notetype not in notetypes or not isinstance(fields, str):
                lost += 1
                continue
            yield TheirNote(
                schema.called(guid, id, {} if notetypes[notetype].may_be_ours else doubled),
                notetypes[notetype],
                tuple(fields.split("\x1f")),
                tuple(str(tags).split()),
                schema.whole(mod),
                cards,
            )
        if lost:
            self.oddities.append(f"{counted(lost, 'note')} without a notetype or a text, left out")

    @property
    def count(self) -> int:
        """How many notes there are."""
        return int(self._one("SELECT count(*) FROM notes"))

    @property
    def size(self) -> tuple[int, int]:
        """How many cards there are, and how many answers."""
        return int(self._one("SELECT count(*) FROM cards")), int(self._one("SELECT count(*) FROM revlog"))

    @property
    def changed_at(self) -> int:
        """The instant (ms) of its last change that it tells."""
        return max(self.written_at, 1000 * schema.whole(self._one("SELECT max(mod) FROM cards")))

    def parted(self, share: float) -> int | None:
        """Return the greatest id of a note that is among the first ones, of which these are a ``share``; None
        where all or none are."""
        at = int(share * self.count)
        found = self._one(
            f"SELECT id FROM notes WHERE typeof(id) = 'integer' ORDER BY id LIMIT 1 OFFSET {at}"
        )
        return int(found) if 0 < at < self.count and found is not None else None

    @property
    def is_used(self) -> bool:
        """Was any card answered or marked?"""
        return bool(self.size[1] or self._one("SELECT EXISTS (SELECT 1 FROM cards WHERE queue < 0 OR flags)"))

    @property
    def may_have_ours(self) -> bool:
        """Can there be notes that were exported from here?"""
        return any(notetype.may_be_ours for notetype in self._notetypes.values())

    def is_all(self, known: Callable[[str, str], bool]) -> bool:
        """Are all notes of notetypes that are exported from here, and ``known`` by guid and own key?"""
        places = {id: one.places["Id"] for id, one in self._notetypes.items() if one.may_be_ours}
        for guid, notetype, fields in self._rows(
            "SELECT guid, mid, flds FROM notes WHERE typeof(id) = 'integer'"
        ):
            if notetype not in places or not isinstance(guid, str) or not isinstance(fields, str):
                return False
            own = fields.split("\x1f")[places[notetype] :]
            if not known(guid, own[0] if own else ""):
                return False
        return True

    def written(self) -> Iterator[tuple[str, int]]:
        """Yield guid and UTC second of the last change of each note of a notetype exported from here."""
        ours = {id for id, one in self._notetypes.items() if one.may_be_ours}
        rows = self._rows("SELECT guid, mid, mod FROM notes WHERE typeof(id) = 'integer'")
        return ((str(guid), schema.whole(mod)) for guid, notetype, mod in rows if notetype in ours)

    @property
    def title(self) -> str:
        """The name of the deck in which its first card is."""
        deck = self._one(
            "SELECT CASE WHEN odid <> 0 THEN odid ELSE did END FROM cards ORDER BY nid, id LIMIT 1"
        )
        return self._decks.get(deck, "")

    def _cards(self, which: str, *, answers: bool) -> Iterator[tuple[int, TheirCard]]:
        log = _Beside(
            self._rows(
                # By the indexes of Anki they come in this order; sorting takes half as long again.
                f"""SELECT c.nid, c.id, r.id, r.ease, r.ivl, r.lastIvl, r.factor, r.time, r.type
                    FROM cards c CROSS JOIN revlog r ON r.cid = c.id
                    WHERE typeof(c.nid) = 'integer' AND typeof(c.id) = 'integer' AND c.nid {which}
                    ORDER BY c.nid, c.id, r.id"""
            )
            if answers
            else iter(()),
            itemgetter(0, 1),
        )
        of_card, of_answer = self._reading("cards"), self._reading("revlog")
        rows = self._rows(
            f"""SELECT nid, id, data, CASE WHEN odid <> 0 THEN odid ELSE did END, ord, mod, type, queue,
                       CASE WHEN odid <> 0 THEN odue ELSE due END, ivl, factor, reps, lapses, flags
                FROM cards WHERE typeof(nid) = 'integer' AND typeof(id) = 'integer' AND nid {which}
                ORDER BY nid, id"""
        )
        deck_names, make, answer = self._decks, TheirCard._make, TheirAnswer._make
        for row in rows:
            note, id, data, deck = row[:4]
            ord, mod, *schedule, flags = of_card(row[4:])
            given = tuple([answer(of_answer(one[2:])) for one in log.at((note, id))]) if answers else ()
            numbers = schema.fsrs(data)
            yield (
                note,
                make((ord, deck_names.get(deck, "Default"), mod, *schedule, flags & 7, *numbers, given)),
            )

    def _reading(self, table: str) -> Callable[[Sequence[Any]], Sequence[int]]:
        """Return what makes numbers of the columns of a row; nothing is to be done where all are some."""
        odd = " OR ".join(
            f"typeof({name}) <> 'integer' OR {name} NOT BETWEEN {-schema.LARGEST} AND {schema.LARGEST}"
            for name in sorted(_NEEDED[table] - {"data"})
        )
        return schema.wholes if self._one(f"SELECT EXISTS (SELECT 1 FROM {table} WHERE {odd})") else _as_it_is

    def _prepare(self) -> None:
        with self._explained():
            database = self._database
            database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
            database.set_progress_handler(self._worked, _CHECK_EVERY)
            safe = ("trusted_schema = OFF", "cell_size_check = ON", "query_only = ON")
            for pragma in (*safe, "cache_size = -16384"):  # each page read is checked
                database.execute(f"PRAGMA {pragma}")
            # Anki's order of letters; nothing here sorts by it, but SQLite wants it known.
            database.create_collation("unicase", lambda one, other: (one > other) - (one < other))
            tables = self._tables()
            for table, columns in _NEEDED.items():
                if missing := columns - tables.get(table, set()):
                    raise PackageError(
                        f"{self.name} holds no collection that Anki made: its table {table!r} has no "
                        f"{min(missing)!r}. Nothing was taken; export it from Anki again."
                    )
            shape = schema.whole(self._one("SELECT ver FROM col")) if "ver" in tables["col"] else 0
            if shape > NEWEST:
                raise PackageError(
                    f"The collection in {self.name} is of version {shape}, and {NEWEST} is the newest that "
                    "is known here. Nothing was taken; export it from Anki with “Support older Anki "
                    "versions”, or update this program."
                )
            for table, most in (("notes", MAX_NOTES), ("cards", MAX_CARDS), ("revlog", MAX_ANSWERS)):
                if (count := self._one(f"SELECT count(*) FROM {table}")) > most:
                    raise PackageError(
                        f"{self.name} holds {count} {table}, of which {most} at most can be taken at once. "
                        "Export its decks one by one."
                    )
            read = schema.read_new if "notetypes" in tables else schema.read_old
            self._notetypes, self._decks, settings = read(self._rows)
            self.created_at = schema.whole(self._one("SELECT crt FROM col"))
            if not is_instant(self.created_at * 1000):
                self.created_at = 0
                self.oddities.append(_NO_BEGINNING)
            self.written_at = schema.whole(self._one("SELECT mod FROM col")) if "mod" in tables["col"] else 0
            west = settings.get("creationOffset")
            self.created = _date(self.created_at, west) if self.created_at and isinstance(west, int) else 0

    def _tables(self) -> dict[str, set[str]]:
        """Return the columns of each real table."""
        names = self._rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'create table%'")
        return {
            name: {column for (column,) in self._rows(f"SELECT name FROM pragma_table_info('{name}')")}
            for (name,) in list(names)
            if name in (*_NEEDED, "notetypes", "fields", "templates", "decks", "config")
        }

    def _one(self, sql: str) -> Any:
        return next(self._rows(sql), (None,))[0]

    def _rows(self, sql: str) -> Iterator[Any]:
        with self._explained():
            given = 0
            try:
                for row in self._database.execute(sql):
                    yield row
                    given += 1
            except sqlite3.OperationalError as error:
                if self._database.text_factory is not str or "decode" not in str(error):
                    raise
                # A text is not UTF-8. Where all are, SQLite's driver need not ask how to read them.
                self._database.text_factory = self._text
                for row in islice(self._database.execute(sql), given, None):
                    yield row

    def _worked(self) -> bool:
        """Count work done; tell SQLite to stop when it is too much."""
        self.work += 1
        return self.work > MAX_WORK

    def _text(self, raw: bytes) -> str:
        try:
            return raw.decode()
        except UnicodeDecodeError:
            self.strange += 1
            return raw.decode("latin-1")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, MemoryError, OverflowError, ValueError) as error:  # bytes in names
            raise self._damaged(error) from error

    def _damaged(self, error: BaseException) -> PackageError:
        if str(error) == "interrupted":
            return PackageError(
                f"Reading {self.name} takes longer than it should. Nothing was taken; export its decks one "
                "by one."
            )
        known = isinstance(error, sqlite3.Error | schema.SchemaError)  # others have words of Python's
        why = error if known else "something in it is none that Anki writes"
        return PackageError(
            f"The collection in {self.name} cannot be read ({why}). Nothing was taken; export it again."
        )


_ord = attrgetter("ord")


def _as_it_is(row: Sequence[int]) -> Sequence[int]:
    return row


class _Beside:
    """Rows sorted by a key, handed out to who walks along these keys in the same order."""

    def __init__(self, rows: Iterator[Any], key: Callable[[Any], Any]) -> None:
        self._groups = groupby(rows, key)
        self._key, self._rows = next(self._groups, _NO_MORE)

    def at(self, key: Any) -> list[Any]:
        """Return the rows with this key. Those with lesser ones are passed over."""
        while self._key is not None and self._key < key:
            self._key, self._rows = next(self._groups, _NO_MORE)
        if self._key != key:
            return []
        found = [*self._rows]
        self._key, self._rows = next(self._groups, _NO_MORE)
        return found


_NO_MORE: tuple[Any, Iterator[Any]] = (None, iter(()))


@contextmanager
def opened(path: Path) -> Iterator[tuple[Archive, Collection]]:
    """Open the package ``path``; raises `PackageError` if it cannot be read. What is made on the way is gone
    afterwards."""
    with scratch() as folder, Archive(path) as archive:
        copy = Path(folder, "collection")
        archive.copy_collection(copy)
        collection = Collection(copy, path)
        try:
            yield archive, collection
        finally:
            collection.close()


def _date(instant: int, west: int) -> int:
    """Return the date of a UTC second in a zone so many minutes west of it; 0 beyond the calendar."""
    try:
        return (datetime.fromtimestamp(instant, UTC) - timedelta(minutes=west)).toordinal()
    except (OverflowError, ValueError, OSError):
        return 0
