"""One history on several machines through a folder that something else carries about: Syncthing, Dropbox,
git, a stick. Each device appends to a file of its own and reads those of others, so that no two ever write
the same file, and no conflict can come about.
"""

import os
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

from trainer import files
from trainer.core.differing import Differing, as_here
from trainer.core.errors import FileError, UsageError
from trainer.core.log import Altered, Event, fault
from trainer.replicate import remembered
from trainer.replicate.coming import Coming
from trainer.replicate.lines import LONGEST, Head, first, head, line, read, written
from trainer.replicate.staying import place_of, staying, without_making

SUFFIX = ".jsonl"

HISTORY = "history"
"""Under which name a log keeps the id of the history that it is a part of, the same on all its devices."""

_ID = re.compile("[0-9a-f]{16}(?![0-9a-f])")
"""How the ids of devices are, at the beginning of the name of a file."""

Place = TypeVar("Place", bound=Hashable)


class Log(remembered.Log, Protocol):
    """The part of a store that is exchanged."""

    def events(self) -> Iterable[Event]:
        """All events, in log order."""

    def new_device(self) -> str:
        """Go on under a new device id; return it."""

    def merge(self, events: Iterable[Event]) -> "Merged":
        """Add those that are not there."""


class Merged(Protocol):
    """What came of a merge: how many events were taken, what was refused, in words, does the device go on
    under a new id, as some were written under its own, and what differs from what is here."""

    @property
    def taken(self) -> int: ...
    @property
    def refused(self) -> tuple[str, ...]: ...
    @property
    def renamed(self) -> bool: ...
    @property
    def differing(self) -> Differing: ...


class Exchanged(NamedTuple):
    """What an exchange came to.

    Attributes:
        came, went: events taken from other devices, and written for them.
        others: devices whose files were there.
        passed: lines that are no events, or were changed since they were written and are of none that is
            here, by the name of the file; ``news``: those files of which that was not so the last time.
        refused: events that no log can hold.
        renamed: does this device go on under a new id, as another one writes the file of the old one?
        strange: names of files that are of another history, from which nothing was taken.
        unread: why a file was not read, or not to its end, by its name; the others were.
        headless: names of files that lost their first line; what is left of them was taken.
        damaged: rows of the log that stay here, as no log can hold them (see `trainer.core.log.fault`).
        copies: names of files that are copies of a device's, as what carries the folder about makes them
            where it knows no better; all that is in them was taken. ``incomplete``: those of which it was
            not, and how many lines were not.
        mended: lines of the device's own file that could not be read, or were changed; it was written anew.
        differing: lines with another content than the events here that have their ids, by the name of the
            file; what is here stays. ``aside``: the name of what the device's own file was, if it had such
            lines, or changed ones of what is not here: it was written anew, as what is here.
        joined: did a new log with events become part of the history that is there?
        made: was the folder made? ``begun``: had nobody exchanged anything there?
    """

    came: int
    went: int
    others: int
    passed: dict[str, int]
    refused: tuple[str, ...]
    renamed: bool = False
    strange: tuple[str, ...] = ()
    unread: dict[str, str] = {}
    headless: tuple[str, ...] = ()
    damaged: int = 0
    news: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    mended: int = 0
    made: bool = False
    begun: bool = False
    incomplete: dict[str, int] = {}
    differing: dict[str, Differing] = {}
    aside: str = ""
    joined: bool = False


def exchange(log: Log, device: str, folder: Path, *, join: bool = False, new: bool = False) -> Exchanged:
    """Bring a log and a folder together: after it each has every event of both.

    It may be broken off anywhere: what was written stays, and the next time goes on. Where the device's own
    file has events that the log has not, another device goes under the same id (its history was copied from
    this one), or an older copy of the log was put back: then the file is left to the other one.

    A file is taken if it names the same history, or is of a device whose events are in the log; see `mine`.
    A new log takes part in the one history that is there; see `is_new`. With ``join`` all files are taken,
    and are one history from then on. A folder that this log was exchanged through, and that is not there any
    more or has nothing, may be a stick that is not in: it is begun anew only if it is a ``new`` one.

    Raises:
        UsageError: the log is not new, and the folder holds only other histories.
        FileError: the folder or the device's own file cannot be read or written, or a newer program wrote it;
            or of what others wrote nothing can be read, before anything was exchanged there.
        LibraryError: the log cannot be read or written.
    """
    try:
        made = remembered.ready(log, folder, SUFFIX, new=new)
    except OSError as error:
        raise _unreadable(folder, error) from error
    place = place_of(folder)
    unread: dict[str, str] = {}
    heads = {}
    for path in _files(folder):
        with _unless_its_own(path, device, unread):
            if (found := _head(path)) is not None:
                heads[path] = found
    events = log.events()
    coming = Coming(events)
    own = folder / f"{device or log.new_device()}{SUFFIX}"
    if own not in heads and _is_filled(own):  # nobody else writes it, so it was damaged
        heads[own] = Head(device=own.stem, lacking=True)
    begun = not heads
    others = {path: found for path, found in heads.items() if path != own}
    history = log.about(HISTORY) or ""
    histories, devices = {history} - {""}, {event.device for event in events}
    passed: dict[str, int] = {}
    there: set[str] = set()
    faulty: Counter[str] = Counter()
    taken: set[Path] = set()
    lost: set[str] = set()  # which files have lines that nothing here has as they were
    more = [own] if own in heads else []
    while True:  # what is taken may tell of histories and devices by which more is ours
        for path in more:
            histories |= {heads[path].history} - {""}
            with _unless_its_own(path, own.stem, unread):
                for event in _events(path, passed):
                    if isinstance(event, Altered):
                        is_own, is_here = path == own, event.id in coming.here
                        passed[path.name] += is_own or not is_here
                        if not is_here:
                            lost.add(path.name)
                            continue
                    there.add(event.id)
                    devices.add(event.device)
                    if coming.meet(event, path.name):
                        faulty[path.name] += fault(event) != ""
        ours = set(others) if join else mine(others, histories, devices, new=is_new(events))
        more = sorted(ours - taken)
        taken |= ours
        if not more:
            break
    strange = tuple(sorted(path.name for path in others.keys() - taken))
    if strange and not taken and own not in heads:
        raise UsageError(
            f"{folder} holds another history than this machine's ({strange[0]}), which has answers of "
            "several days; nothing was taken or written. If both are yours, `trainer sync FOLDER --join` "
            "makes one of the two, for good"
        )
    if unread and events and not taken and own not in heads:
        raise FileError(
            f"{next(iter(unread.values()))} Whether {folder} is of this history cannot be told; nothing was "
            "taken or written."
        )
    read_ = [heads[path] for path in (*sorted(taken), *([own] if own in heads else ()))]
    merged = log.merge(coming.new)
    if merged.renamed:
        own = folder / f"{log.about('device')}{SUFFIX}"
    named = min((each.history for each in read_ if each.history), default="")
    present = min(filter(None, (history, named)), default="")
    mended = passed.pop(own.name, 0) + (own in heads and heads[own].lacking)
    headless = tuple(path.name for path in sorted(taken) if heads[path].lacking)
    if not present and (events or not (unread or headless)):  # else it belongs to what could not be read
        present = new_history()
    if present != history:
        log.note(HISTORY, present)
    every = [*log.events()]
    sound = [event for event in every if not fault(event)]
    missing = [event for event in sound if event.id not in there]
    newest: dict[str, str] = {}
    for event in sound:
        newest[event.device] = max(event.id, newest.get(event.device, ""))
    if merged.renamed:
        remembered.leave(log, device, newest[device])
    ours_before = remembered.left(log, newest)
    told = Head(
        device=own.stem, history=present, left=tuple((was, newest[was]) for was in sorted(ours_before))
    )
    differing = coming.differing
    aside = ""
    with staying(folder, place, own):
        if own.name in differing or own.name in lost:
            aside = _set_aside(own)
        if mended or aside or (own in heads and not heads[own].summed):  # an earlier version wrote it
            sound_ = as_here(_events(own, {}), {event.id: event for event in every})
            lines = written(sound_, told.device, told.history, told.left)
            _write(own, "".join(lines).encode() + _lines_of(missing))
        else:
            _append(own, missing, told, heads.get(own))
    remembered.used(log, folder)
    nobodys = {was for path in taken for was, id in heads[path].left if newest.get(was) == id} | ours_before
    copies = {path for path in taken if heads[path].device != path.stem}
    passed = {name: n for name, n in passed.items() if n}
    odd = {path.name: passed.get(path.name, 0) + heads[path].lacking for path in sorted(taken - copies)}
    left = {path.name: passed.get(path.name, 0) + faulty[path.name] + heads[path].lacking for path in copies}
    news = tuple(name for name, lines in odd.items() if remembered.is_news(log, name, lines))
    return Exchanged(
        merged.taken,
        len(missing),
        len({heads[path].device for path in taken} - {own.stem} - nobodys),
        passed,
        merged.refused,
        merged.renamed,
        strange,
        unread,
        headless,
        len(every) - len(sound),
        news,
        tuple(sorted(name for name, n in left.items() if not (n or name in unread or name in differing))),
        mended,
        made,
        begun,
        {name: lines for name, lines in sorted(left.items()) if lines},
        differing,
        aside,
        joined=not history and bool(taken) and bool(events),
    )


def new_history() -> str:
    """Return an id for a history that has none."""
    return os.urandom(8).hex()


def is_new(events: Iterable[Event]) -> bool:
    """Has a log hardly begun: has it events of one study day, or none? A second machine often has answered
    something before it is told of the first one; that much is no history of its own yet."""
    return len({event.day for event in events}) <= 1


def mine(heads: dict[Place, Head], histories: set[str], devices: set[str], *, new: bool) -> set[Place]:
    """Return which places hold a history that is known by ``histories``: those that name one of these ids;
    those of devices that its log knows, as what was written before names no history, and two devices may each
    have begun to name theirs, and those that name what these do; and for a ``new`` log without an id all,
    if they are of one history."""
    if new and not histories and len({found.history for found in heads.values()}) == 1:
        return set(heads)
    named = {found.history for found in heads.values() if found.device in devices} | histories
    return {
        place
        for place, found in heads.items()
        if (found.history and found.history in named) or found.device in devices
    }


@contextmanager
def _unless_its_own(path: Path, device: str, unread: dict[str, str]) -> Iterator[None]:
    """Go on without a file that cannot be read, and note why; without this device's own one nothing goes."""
    try:
        yield
    except FileError as error:
        if path.stem == device:
            raise
        unread[path.name] = str(error)


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == SUFFIX and path.is_file())
    except OSError as error:
        raise _unreadable(folder, error) from error


def _unreadable(folder: Path, error: OSError) -> FileError:
    said = "it is a file, not a folder" if isinstance(error, NotADirectoryError) else error.strerror
    return FileError(f"{folder} cannot be read ({said}). Name a folder that is there.")


def _is_filled(path: Path) -> bool:
    """Is something at the path?"""
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def _head(path: Path) -> Head | None:
    """Return how a file begins, if it is one of these; of one that lost its beginning, as it must have been.
    Whatever else lies in the folder is left alone."""
    for number, text in enumerate(first(_lines(path))):
        try:
            if number == 0 and (found := head(text)) is not None:
                return found._replace(device=found.device or path.stem)
        except FileError as error:
            raise FileError(f"{path}: {error}") from error
        if read(text) is not None:
            named = _ID.match(path.stem)
            return Head(device=named[0] if named else path.stem, lacking=True)
    return None


def _events(path: Path, passed: dict[str, int]) -> Iterator[Event]:
    """Yield the events of a file. A line that was cut off, or is no event, is passed over and counted."""
    passed[path.name] = 0
    for number, text in enumerate(_lines(path)):
        event = read(text)
        if event is not None:
            yield event
        elif number and text.strip():
            passed[path.name] += 1


def _lines(path: Path) -> Iterator[str]:
    try:
        yield from files.lines(path, LONGEST + 1)
    except OSError as error:
        raise FileError(f"{path} cannot be read ({error.strerror}).") from error


def _append(path: Path, events: Iterable[Event], told: Head, before: Head | None) -> None:
    """Add events at the end of a file, and have them on disk. What was cut off there keeps its own line.
    ``told``: how the file begins; one that begins otherwise is written anew."""
    added = _lines_of(events)
    if before is None or (before.history, before.left) != (told.history, told.left):
        old = b"".join(text.encode() for text in _behind_head(path)) if before is not None else b""
        _write(path, "".join(written((), told.device, told.history, told.left)).encode() + old + added)
        return
    try:
        if added:
            with open(path, "ab+", opener=without_making) as file:
                file.seek(-1, os.SEEK_END)
                if file.read(1) != b"\n":
                    file.write(b"\n")
                file.write(added)
                file.flush()
                os.fsync(file.fileno())
    except OSError as error:
        raise _unwritable(path, error) from error


def _write(path: Path, content: bytes) -> None:
    try:
        files.save(path, content, may_make=False)
    except OSError as error:
        raise _unwritable(path, error) from error


def _set_aside(path: Path) -> str:
    """Keep what a file is now under another name beside it, which is none of a device's; return that."""
    number = next(number for number in count(1) if not path.with_name(f"{path.name}.old-{number}").exists())
    aside = path.with_name(f"{path.name}.old-{number}")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FileError(files.unread(path, error)) from error
    _write(aside, content)
    return aside.name


def _lines_of(events: Iterable[Event]) -> bytes:
    return "".join(map(line, events)).encode()


def _unwritable(path: Path, error: OSError) -> FileError:
    return FileError(f"{path} cannot be written ({error.strerror}). Make room, or name another folder.")


def _behind_head(path: Path) -> Iterator[str]:
    """Yield the events of a file as they stand there."""
    for number, text in enumerate(_lines(path)):
        if (number or read(text) is not None) and text.strip():
            yield f"{text.rstrip()}\n"
