"""Saving what can be read of a damaged history file.

Only events are history; all else is made again from them and from the decks. They are read from the file with
its ``-wal``, from the file alone (a ``-wal`` of another file may have been left beside it), from its single
pages and from the copies there are, and put together by their ids.
"""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from trainer.core.errors import LibraryError, LibraryNewerError
from trainer.files import explained, real, share, sync_folder
from trainer.leavings import DAY, begun, scratch, sweep
from trainer.store.aside import Aside, set_aside
from trainer.store.backup import beside, is_without_file, unused, verify, working
from trainer.store.connecting import connected
from trainer.store.copies import listed, ways_back
from trainer.store.endings import binary
from trainer.store.forms import lacks_text
from trainer.store.header import LENGTH, MAGIC, mapped
from trainer.store.pages import is_whole, missing_pages
from trainer.store.salvage import Found, copied, from_pages, read, read_all, written
from trainer.store.schema import NEWER
from trainer.store.steps import APPLICATION, TABLES


class Repaired(NamedTuple):
    """What came of it.

    Attributes:
        events: how many are in the new file. ``saved``: of them, those that the damaged file had;
            ``copies``: those that only a copy had.
        unreadable: how many events the damaged file had, as far as the rest of it tells, that could be read
            nowhere. ``marred``: how many lack something of a text. ``corrected``: how many had a value that
            a copy, or what else the file tells of it, has otherwise, and have that now; ``undecided``: of how
            many the file has two values, of which nothing tells the true one.
        pages: how many pages the damaged file has, and how many it had; where these are more, more events may
            be lost than can be told. ``certain``: is it sure that no more are lost, as each page is where it
            should be?
        refused: why rows that could be read are no events, a sentence each.
        aside: where the damaged file is now.
    """

    events: int
    saved: int
    copies: int
    unreadable: int
    marred: int
    corrected: int
    undecided: int
    pages: tuple[int, int]
    certain: bool
    refused: tuple[str, ...]
    aside: Aside | None


def repair(path: Path, now: int) -> Repaired:
    """Put a new file in the place of a damaged one, with all events that can be read; the damaged one is set
    aside as it is. Schedules are folded when the new file is opened, decks read again. ``now``: UTC second.

    Raises:
        LibraryNewerError: a newer program wrote it.
        LibraryError: another program has the file open, it is something else than a history, nothing can be
            read, or the new one not be written.
    """
    if not path.exists() and not is_without_file(path):
        raise LibraryError(f"{path} is not there; there is nothing to repair.")
    sweep(working(path), now - DAY)
    found = Found()
    real_ = real(path)
    try:
        with scratch("repair", real_.parent) as place:
            given = binary(path, Path(place, "binary"))
            sources = [
                copied(given, Path(place, name), ends)
                for name, ends in (("whole", ("", "-wal", "-journal")), ("alone", ("",)))
            ]
            to_the_end = [read(source, found) for source in sources]
            from_pages(given, found, beside(given, "-wal"))
            there, certain = missing_pages(given), is_whole(given)
            _refuse_others(path, given, sources[-1], found)
            unused(path)
            saved, corrected = len(found.events), set[str]()
            for copy in listed(path):
                other = Found()
                with suppress(PermissionError):  # one that may not be read stops nothing
                    read_all(whole := copied(copy.path, Path(place, "copy"), ("",)), other)
                    if (others := found.otherwise(other)) and _is_verified(whole):
                        found.events |= others
                        corrected |= others.keys()
                    found.add(other)
            corrected |= found.put_right()
        with begun(real_.with_name(f".{real_.name}"), "repaired") as fresh:
            count = written(fresh, found)
            if (
                not count
                and path.exists()
                and path.stat().st_size > 0
                and (found.lost or not any(to_the_end))
            ):
                raise LibraryError(
                    f"Of what was answered nothing is left in {path}, nor in a copy. It was left as it is. "
                    f"To begin anew, move it elsewhere; {ways_back(path)}."
                )
            share(fresh, real_, whole=True)
            aside = set_aside(path, now)
            fresh.replace(real_)
        sync_folder(real_.parent)
    except OSError as error:
        raise LibraryError(f"{explained(path, error)} It could not be repaired, and is as it was.") from error
    refused = tuple(found.refused.values())
    marred = sum(map(lacks_text, found.events.values()))
    return Repaired(
        count,
        saved,
        max(0, count - saved),  # some may have been there twice, under a damaged id
        found.lost,
        marred,
        len(corrected),
        len(found.undecided),
        there,
        certain,
        refused,
        aside,
    )


def _is_verified(copy: Path) -> bool:
    try:
        verify(copy)
    except LibraryError:
        return False
    return True


def _refuse_others(path: Path, given: Path, mended: Path, found: Found) -> None:
    """Raise an error if the file at ``path`` is newer or no history. What its header says of that counts only
    where nothing else speaks against it; ``given``: the file, ``mended``: a copy with a header that fits."""
    with mapped(given) as data:
        header = data[:LENGTH].ljust(LENGTH, b"\0")
    told = int.from_bytes(header[60:64], signed=True)
    if header.startswith(MAGIC) and TABLES < told <= TABLES + NEWER:
        raise LibraryNewerError(f"{path} was written by a newer trainer; update the program.")
    if found.events:
        return
    application = int.from_bytes(header[68:72])
    with suppress(sqlite3.DatabaseError), closing(connected(mended)) as connection:
        named = {str(name) for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
        if application not in (0, APPLICATION) or (not application and not told and named):
            raise LibraryError(f"{path} is a database of something else; it was left as it is.")
