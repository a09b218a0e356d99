"""What is wrong with a history file: the file itself, and what its log says."""

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from trainer.core import dates
from trainer.core.card import KnownFile
from trainer.core.errors import LibraryError
from trainer.core.log import LAST_DAY, UNDOABLE, Event, fault, is_marred, is_out_of_time, spared
from trainer.core.moment import Moment
from trainer.core.text import counted, one_line, shortened
from trainer.leavings import HOUR, for_all, is_import, leavings
from trainer.scheduling.replay import folded_by
from trainer.scheduling.scheduler import Scheduler
from trainer.store.backup import BESIDE, RESTORED, beside, reading
from trainer.store.clocks import doubtful
from trainer.store.connecting import checked
from trainer.store.copies import listed, ways_back
from trainer.store.errors import DAMAGED, library_error, primary
from trainer.store.facts import undecided
from trainer.store.forms import LOST, meant
from trainer.store.schema import version
from trainer.store.shown import LACKING
from trainer.store.steps import TABLES
from trainer.store.wal import CERTAIN, told, unread

_SHOWN = 20
_LOOKED_AT = 100
SURE = "`trainer doctor --undo-clock --yes` takes them back"
_SHARED = "-shm"


REPAIRED = frozenset({"damage", "copy", "event", "text", "value", "wal"})
"""What a repair mends of what is found; what a clock or schedules have wrong is mended in a sound file."""


class Finding(NamedTuple):
    """Something that is wrong, or only worth knowing (then it is no ``error``), and what to do about it."""

    what: str
    error: bool
    message: str
    remedy: str = ""

    def line(self) -> str:
        """Return it on one line."""
        remedy = f" — {self.remedy}" if self.remedy else ""
        return one_line(f"{'error' if self.error else 'note'}: {self.message}{remedy}", 1000)


def of_file(path: Path, home: Path) -> Iterator[Finding]:
    """Look at the whole file, without changing anything. What cannot be read at all is a finding too.
    ``home``: the history that it is, or is a copy of.

    Raises:
        LibraryError: the file is held by another program, or cannot be opened.
    """
    left = [end for end in BESIDE if (other := beside(path, end)).exists() and other.stat().st_size]
    if any(end != _SHARED for end in left):  # that alone is a table of nothing: the file is whole without
        yield Finding(
            "beside",
            error=False,
            message=f"{' and '.join(path.name + end for end in left)} beside it: a program has it open, "
            "or one ended in the middle",
            remedy="never copy or move one without the other; `trainer backup now` makes a whole copy",
        )
    if changes := unread(path):
        yield _behind_damage(home, changes)
    yield from (_damage(home, said) for said in _said_of(path))


def of_leavings(folders: Set[Path], now: float) -> Iterator[Finding]:
    """Say what lies in these folders, at the UTC second ``now``, of what did not end: repairs, restores,
    copies, imports, files saved. Where all programs have theirs, some of it is in use now and then."""
    shared = {*for_all()} & folders
    found = [*leavings(folders - shared), *leavings(shared, now - HOUR)]
    gone = "`trainer doctor --repair` deletes it once it is an hour old; nothing needs it"
    if left := [str(path) for path in found if not is_import(path)]:
        message = f"left by what was ended in the middle, whole copies of the history perhaps: {_some(left)}"
        yield Finding("left", error=False, message=message, remedy=gone)
    if left := [str(path) for path in found if is_import(path)]:
        message = f"left by an import that was ended in the middle: {_some(left)}"
        yield Finding("left", error=False, message=message, remedy=f"import the file again; {gone}")


def _damage(home: Path, said: str) -> Finding:
    remedy = f"`trainer doctor --repair` saves what can be read; {ways_back(home)}"
    return Finding("damage", error=True, message=f"{home} is damaged: {said}", remedy=remedy)


def _behind_damage(home: Path, changes: int) -> Finding:
    perhaps = "" if changes >= CERTAIN else ", or the power failed in the middle of it"
    remedy = "`trainer doctor --repair` saves what can be read, before anything else opens the history"
    return Finding("wal", changes >= CERTAIN, f"{told(home, changes)}{perhaps}", remedy)


def _said_of(path: Path) -> Iterator[str]:
    try:
        with reading(path) as connection:
            yield from checked(connection, f"integrity_check({_SHOWN})")
            for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
                yield f"row {row} of {table} names what is not in {parent}"
            yield from _lacking(connection)
    except sqlite3.DatabaseError as error:
        if primary(error) not in DAMAGED:
            raise library_error(error, path) from error
        yield str(error)


def _lacking(connection: sqlite3.Connection) -> Iterator[str]:
    """Say which tables and rows of decks are gone, though SQLite finds nothing wrong with what is there."""
    from trainer.store.tables import Table

    if version(connection) == TABLES:
        there = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
        if gone := sorted(Table.metadata.tables.keys() - there):
            yield f"of its tables {', '.join(gone)} {'is' if len(gone) == 1 else 'are'} not there"
            return
        for rows, what in _ROWS_OF_OTHERS.items():
            if count := connection.execute(f"SELECT count(*) FROM {rows}").fetchone()[0]:
                yield f"{what}: {count}"


_ROWS_OF_OTHERS = {
    "note n WHERE NOT EXISTS (SELECT 1 FROM deck d WHERE d.id = n.deck)": "notes of no deck",
    "card c WHERE NOT EXISTS (SELECT 1 FROM note n WHERE n.key = c.note)": "cards of no note",
    LACKING: "notes without a text to be searched",
    "note n WHERE retired = 0 AND NOT EXISTS (SELECT 1 FROM card c WHERE c.note = n.key)": "notes of no card",
}
"""What there is in no sound file, and how it is said."""


def glance(path: Path, scheduler: Scheduler, day: int, now: float) -> str:
    """Look at the file as quickly as finds most, and at some cards, others each ``day``; return what is
    wrong, "" where nothing seems to be. ``scheduler``: which one its states are of; under another one none is
    looked at. ``now``: UTC second. Opens the file for itself, so that it may be called in any thread."""
    from trainer.store.store import Store

    try:
        with reading(path) as connection:
            if any(checked(connection, "quick_check(1)")):
                return "history damaged"
            if missing(path, path, now)[1]:
                return "answers missing"
            query = "SELECT value FROM about WHERE name = 'scheduler'"
            if connection.execute(query).fetchone() != (folded_by(scheduler),):
                return ""
            query = "SELECT card FROM memory WHERE rowid % (SELECT 1 + count(*) / ? FROM memory) = 0 LIMIT ?"
            query = query.replace("rowid", f"(rowid + {day})")
            cards = [card for (card,) in connection.execute(query, (_LOOKED_AT, _LOOKED_AT))]
        with closing(Store(path, scheduler)) as store:
            return "schedules wrong" if store.mismatches(cards) else ""
    except sqlite3.DatabaseError as error:
        return "history damaged" if primary(error) in DAMAGED else ""
    except LibraryError:
        return ""  # it is held by another program: another time


def missing(path: Path, home: Path, now: float) -> tuple[str, int]:
    """Return the newest copy of the history ``home``, and how many events it has that the history in the file
    at ``path`` has not: another program may have put an older one in its place. A copy made before one was
    put back here does not count, and none that a wrong clock dated later than ``now``.
    """
    with suppress(sqlite3.Error, LibraryError), reading(path) as connection:
        query = "SELECT value FROM about WHERE name = ?"
        restored = connection.execute(query, (RESTORED,)).fetchone()
        since = int(restored[0]) if restored else 0
        for copy in [one for one in listed(home) if since < one.made <= now][:1]:
            connection.execute("ATTACH ? AS copy", (f"{copy.path.absolute().as_uri()}?mode=ro",))
            own = "(SELECT value FROM {}.about WHERE name = 'device')"
            same = f"{own.format('main')} IS {own.format('copy')}"
            lacks = "FROM copy.event c WHERE NOT EXISTS (SELECT 1 FROM main.event e WHERE e.id = c.id)"
            last = f"EXISTS (SELECT 1 {lacks} AND rowid = (SELECT max(rowid) FROM copy.event))"
            if connection.execute(f"SELECT {same} AND {last}").fetchone()[0]:
                return copy.name, int(connection.execute(f"SELECT count(*) {lacks}").fetchone()[0])
    return "", 0


def of_copies(path: Path, home: Path, now: float) -> Iterator[Finding]:
    """Say what a copy of the history ``home`` has more than the file at ``path``; see `missing`."""
    name, events = missing(path, home, now)
    if events:
        more = f"the copy {name} has {counted(events, 'event')} more than the history"
        remedy = "`trainer doctor --repair` puts together what all of them have"
        yield Finding("copy", error=True, message=f"{more}: was an older file put back?", remedy=remedy)


def homes(path: Path) -> tuple[dict[str, KnownFile], str]:
    """Return by path what was kept of each file of a deck, and where they were looked for, for those who read
    them without the history; nothing where that cannot be read."""
    with suppress(sqlite3.Error, LibraryError), reading(path) as connection:
        rows = connection.execute("SELECT path, deck, digest, size, mtime_ns, present FROM deck_file")
        known = {path: KnownFile(deck, digest, False, *version) for path, deck, digest, *version in rows}
        (roots,) = connection.execute("SELECT max(value) FROM about WHERE name = 'roots'").fetchone()
        return known, roots or ""
    return {}, ""


def _of_forms(events: Sequence[Event], wordings: Mapping[str, str]) -> Iterator[Finding]:
    """Say which events have values in no form that this program writes, as after one letter was damaged."""
    right, left = meant(events, wordings=wordings)
    if right:
        message = f"{counted(len(right), 'event')} with damaged values that others tell: {_some([*right])}"
        remedy = "`trainer doctor --repair` puts them right"
        yield Finding("value", error=True, message=message, remedy=remedy)
    for name in dict.fromkeys(name for names in left.values() for name in names):
        odd = {id: id for id, names in left.items() if name in names}
        if name in _NAMED and name != "day":
            odd |= {event.id: str(getattr(event, name)) for event in events if event.id in odd}
        elif name == "day":  # whoever is to look at a schedule wants to know of which card
            of_cards = (event for event in events if event.id in odd and event.card)
            odd |= {event.id: f"{event.id} of {event.card}" for event in of_cards}
        room = 100 if name == "day" else 60
        shown = [one_line(_UNREADABLE.sub("(lost)", text), room) for text in sorted({*odd.values()})]
        what, remedy = _NAMED.get(name, (f"of which “{name}” is in no form known here", _NEWER))
        message = f"{counted(len(odd), 'event')} {what}: {_some(shown)}"
        yield Finding(_WHAT.get(name, "form"), error=False, message=message, remedy=remedy)


_UNREADABLE = re.compile(f"[{LOST}\0-\x1f\x7f]+")
"""What of a text was lost, which on its own shows nothing."""
_SET_DAY = "if the schedule of the card is wrong by that, say on which day it is due"
_NEWER = "a newer version or another program wrote it, or it is damaged; no schedule follows from it"
_NAMED = {
    "id": ("with a damaged id", "it is kept; what comes from elsewhere under its sound id counts only once"),
    "scheduler": (
        "under a scheduler or options not known here",
        "a newer version wrote them, or they are damaged; each answer counts, under what can be read",
    ),
    "kind": ("of a kind not known here", "a newer version wrote them, or they are damaged; they are kept"),
    "day": (
        "of which the study day and the instant contradict each other",
        f"one of them is damaged, and nothing tells which; they count on that study day: {_SET_DAY}",
    ),
    "card": ("of a card with a damaged name", "they are kept, and change the schedule of no card"),
    "device": ("of a device with a damaged name", "they are kept, and count"),
    "offset": ("with a difference to UTC that no time zone has", "only the hour that statistics show is off"),
    "undoes": ("that take back what there is not", "what was taken back counts again: undo it once more"),
}
"""What is said of values without form."""
_WHAT = {"id": "id", "scheduler": "scheduler"}


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:3]) + (" …" if len(names) > 3 else "")


def of_repair(fact: str | None, events: Sequence[Event]) -> Iterator[Finding]:
    """Say of which events a repair could not tell the true values; ``fact``: what it noted."""
    for said in shortened([*undecided(fact, events)], _SHOWN):
        yield Finding(
            "undecided",
            error=False,
            message=f"a wrong value may stand in an event, as a repair found no sure one: {said}",
            remedy=_SET_DAY,
        )


_LESS = "`trainer doctor --repair` takes it from a copy, or keeps the event without that"


def of_log(
    events: Sequence[Event], orphans: Sequence[str], now: Moment, wordings: Mapping[str, str] | None = None
) -> Iterator[Finding]:
    """Look at all events: those that no scheduler can fold, those with damaged values, and those of a clock
    that was wrong; and say which cards with answers (``orphans``) no deck has any more. ``wordings``: the
    present fingerprints of cards."""
    odd = [
        (
            f"event {event.id}: {why}",
            _LESS if not fault(spared(event)) else "it is kept, and changes no schedule",
        )
        for event in events
        if (why := fault(event)) and not (event.kind in UNDOABLE and is_out_of_time(event))
    ]
    for said, remedy in odd[:_SHOWN]:
        yield Finding("event", error=True, message=said, remedy=remedy)
    if len(odd) > _SHOWN:
        yield Finding("event", error=True, message=f"and {len(odd) - _SHOWN} more such events")
    marred = [event.id for event in events if is_marred(event) and not fault(event)]
    if marred:
        those = counted(len(marred), "event")
        message = f"{those} lost some of a text, as a failing disk does it: {_some(marred)}"
        remedy = "`trainer doctor --repair` takes it from a copy, or marks it as lost; no schedule changes"
        yield Finding("text", error=True, message=message, remedy=remedy)
    yield from _of_forms(events, wordings or {})
    wrong = doubtful(events, now)
    remedy = "`trainer doctor --undo-clock` takes them back"
    if wrong.ahead:
        last = dates.said(min(max(event.day for event in wrong.ahead), LAST_DAY))
        message = f"{counted(len(wrong.ahead), 'event')} from the future, up to {last}: the clock was wrong"
        if wrong.or_is_wrong_now:
            message += f", or it is now, as it says {dates.said(now.day)}"
            yield Finding("clock", error=True, message=message, remedy=f"set it right first; else {SURE}")
        else:
            yield Finding("clock", error=True, message=message, remedy=remedy)
    if wrong.behind:
        first, last = dates.said(wrong.behind[0].day), dates.said(wrong.behind[-1].day)
        message = (
            f"{counted(len(wrong.behind), 'event')} of a clock that was set back, or ahead before: "
            f"{first if first == last else f'{first} to {last}'}"
        )
        yield Finding("clock", error=True, message=message, remedy=remedy)
    if orphans:
        yield Finding(
            "orphan",
            error=False,
            message=f"{counted(len(orphans), 'card')} with answers in no deck in use: {_some(orphans)}",
            remedy="all is kept; a note that has another id now takes it over by `formerly: [OLD-ID]`",
        )
