"""Opening the library: deck files and history file together. The one place where decks meet the store."""

import json
import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from trainer.core.bulk import in_bulk
from trainer.core.card import Asked, KnownFile, Problem
from trainer.decks.find import DeckPath, find, identity, stamp
from trainer.paths import own_decks, shipped_decks
from trainer.scheduling.registry import DEFAULT
from trainer.scheduling.scheduler import Scheduler
from trainer.store.store import Store
from trainer.terminal import steered

Progress = Callable[[int, int], None]
"""Told how much of how much is done."""

T = TypeVar("T")


def open_library(
    database: Path,
    roots: Sequence[Path],
    progress: Progress | None = None,
    scheduler: Scheduler = DEFAULT,
    day: int = 0,
) -> Store:
    """Open the history file and bring it in line with the deck files below ``roots``; ``day`` is the study
    day that is today, by default the date.

    Unchanged files cost one look at their size and time.

    Raises:
        LibraryError: the history file cannot be used.
    """
    store = Store(database, scheduler)
    try:
        refresh(store, roots, progress, day)
    except BaseException:
        store.close()
        raise
    return store


def refresh(
    store: Store,
    roots: Sequence[Path],
    progress: Progress | None = None,
    day: int = 0,
    *,
    removed: bool = False,
    ours: Collection[Path] = (),
) -> None:
    """Read again what changed among the deck files below ``roots``; ``removed``: all of them, and what is
    gone was taken out on purpose, as it was from files that are ``ours``."""
    store.carried = {}
    found = find(roots)
    shipped = shipped_decks()
    reader, looked_at = stamp(shipped), json.dumps(places(roots))
    known = _known(store, found, "" if removed else reader, looked_at)
    if known is None:
        return
    from trainer.decks.asked import questions
    from trainer.decks.away import changed
    from trainer.decks.library import read

    today = day or datetime.now().astimezone().toordinal()
    with in_bulk(cycles=False):
        others = changed(places(roots), store.about("roots"))
        written = {str(path) for path in ours}
        files = read(found, shipped, known, progress, removed=removed, roots=others, ours=written).files
        asked = [Asked(*question) for question in questions(shipped)]
        store.shelve(files, int(time.time()), today, reader, asked, looked_at)


def _known(
    store: Store, found: Sequence[DeckPath], reader: str, looked_at: str
) -> dict[str, KnownFile] | None:
    files = [(str(file.path), file.size, file.mtime_ns) for file in found]
    return store.known(files, reader, looked_at)


def places(roots: Sequence[Path]) -> dict[str, str]:
    """Return the places that are looked at, each with what tells it from another one there; and one's own
    folder where it is not there, and so is none of the ``roots``: it may have been."""
    own = own_decks()
    return {str(root): identity(root) for root in (*roots, *(() if own.is_dir() else (own,)))}


class Watch:
    """Notices deck files that changed, came or went while the program runs."""

    def __init__(self, store: Store, roots: Callable[[], Sequence[Path]]) -> None:
        self._store, self._roots = store, roots
        self._seen: list[DeckPath] = []

    def __call__(self) -> list[Problem] | None:
        """Read again what changed, and return what `reread` does; None where nothing did, or where that was
        read already. A look at each file's size and time is all that costs."""
        found = find(self._roots())
        if found == self._seen:
            return None
        self._seen = found
        if _known(self._store, found, stamp(shipped_decks()), json.dumps(places(self._roots()))) is None:
            return None
        return reread(self._store, self._roots())


def reread(store: Store, roots: Sequence[Path], day: int = 0, ours: Collection[Path] = ()) -> list[Problem]:
    """Read again what an edit changed; return what to tell of it: all errors, then warnings that are new.

    ``day`` as for `open_library`, ``ours`` as for `refresh`.
    """
    known = {problem._replace(line=0) for problem in store.problems()}
    refresh(store, roots, day=day, ours=ours)
    found = store.problems()
    errors = [problem for problem in found if problem.severity == "error"]
    warnings = [problem for problem in found if problem.severity == "warning"]
    new = [problem for problem in warnings if problem._replace(line=0) not in known]
    return errors + moved(store) + new


def moved(store: Store) -> list[Problem]:
    """Return what to tell of notes that moved to another deck, as it was seen when decks were read last."""
    if not store.carried:
        return []
    from trainer.practice.wording import carried

    return carried(store.carried)


def bar(done: int, total: int, what: str = "reading decks") -> None:
    """Show progress on stderr when it is a terminal and there is enough to wait for."""
    if total < 3 or not sys.stderr.isatty():
        return
    out = steered(sys.stderr)
    if done == total:
        out.write("\r\x1b[K")
    else:
        filled = 20 * done // total
        out.write(f"\r{what} {'▓' * filled}{'░' * (20 - filled)} {done}/{total}")
    out.flush()


@contextmanager
def progress(what: str) -> Iterator[Progress]:
    """Give what draws a bar for things of which there are many; it is gone after the block."""
    most = 0

    def tell(done: int, total: int) -> None:
        nonlocal most
        if total >= _MANY and done < total:
            most = total
            bar(done, total, what)

    try:
        yield tell
    finally:
        bar(most, most, what)


def watched(things: Iterable[T], total: int, what: str) -> Iterator[T]:
    """Hand things on, of which there are so many, with a bar that tells how far it is."""
    with progress(what) as tell:
        for number, thing in enumerate(things):
            if number % _STEP == 0:
                tell(number, total)
            yield thing


_MANY, _STEP = 1000, 250
"""How many things one is told of at all, and after how many more of them again."""
