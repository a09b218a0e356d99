"""Verbs against loss: copies of the history, putting one back, and one history on several machines."""

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from trainer.cli.environment import library, print_json, reporting, settings, talk
from trainer.core.dates import said
from trainer.core.day import study_day
from trainer.core.errors import Exit, LibraryBusyError, LibraryError, TrainerError, UsageError
from trainer.core.log import Event, fault
from trainer.core.text import counted, in_line, shortened

if TYPE_CHECKING:
    from trainer.replicate.folder import Exchanged
    from trainer.store.aside import Aside
    from trainer.store.copies import Backup

ACTIONS = ("list", "now", "text")
_STDOUT = ("-", "/dev/stdout")
"""What names the standard output, as with other programs."""


def backup(arguments: argparse.Namespace) -> int:
    """Copy the history now, list the copies, or write all of it as text (JSON Lines)."""
    from trainer import paths
    from trainer.store.copies import closed, restorable

    database = paths.database(arguments.db)
    if arguments.action == "text":
        return _as_text(arguments)
    if arguments.file:
        raise UsageError("only `trainer backup text FILE` writes to a file that you name")
    of_now = arguments.action == "now"
    made = [_made(database, int(time.time()), "by-hand")] if of_now else restorable(database)
    for folder in closed(database):
        talk(f"the copies in {folder} are of another account, which alone may read them")
    if arguments.json:
        print_json(
            [{"name": one.name, "made": one.made, "why": one.reason, "file": str(one.path)} for one in made]
        )
        return Exit.DONE
    for one in made:
        when = datetime.fromtimestamp(one.made).astimezone()
        size = one.path.stat().st_size / 1e6
        print(f"{in_line(one.name)}  {said(when.toordinal())}, {when:%H:%M}  {size:.1f} MB")
    if not made:
        talk("There is no copy yet; one is made each day you practise, or by `trainer backup now`.")
    return Exit.DONE


def restore(arguments: argparse.Namespace) -> int:
    """Put a copy in the place of the history; what is there now is set aside, and can be put back."""
    from trainer import paths
    from trainer.store.aside import Aside
    from trainer.store.backup import verify
    from trainer.store.exchange import is_exchanged
    from trainer.store.restore import restore as put_back
    from trainer.store.salvage import rescue_aside

    database = paths.database(arguments.db)
    chosen, aside = put_back(database, arguments.which, int(time.time()))
    if aside is not None and (left := rescue_aside(database, aside.path)):
        aside = Aside(left.path)
    damage, events = "", None
    try:
        events = verify(database)
    except LibraryBusyError:
        raise
    except LibraryError as error:
        damage = str(error)
    if arguments.json:
        told = {"restored": chosen.name, "events": events, "set_aside": str(aside.path) if aside else None}
        print_json(told | {"damage": damage})
        return Exit.DONE
    if events is None:
        print(f"{in_line(str(chosen.path))} is the history again, damaged as it was")
        talk("`trainer doctor --repair` saves what can be read of it")
    else:
        print(f"{in_line(chosen.name)} is the history now: {counted(events, 'event')}")
    if is_exchanged(database) or (aside is not None and is_exchanged(aside.path)):
        talk(
            "`trainer sync` brings back all that the other places have; to be rid of what was brought in by "
            "mistake, take it back instead: trainer import --undo FILE.jsonl"
        )
    if aside is not None:
        print(in_line(about_aside("the one before", aside)))
    return Exit.DONE


def about_aside(what: str, aside: "Aside") -> str:
    """Say where a history that was replaced is now, and how it is put back, if that can be."""
    path, same = aside
    if not path.exists() or not path.stat().st_size:
        return f"what was left of {what} is in {path.parent}"
    way = f"{what} is {path}; `trainer restore {quote(str(path))}` puts it back"
    if same is None:
        return way
    known = "was set aside before" if same.path == path else f"has nothing that {same.name} has not"
    return f"{way} (it {known}, and is kept only once)"


def sync(arguments: argparse.Namespace) -> int:
    """Bring this history and those of your other machines together: through a folder, or a database."""
    if "://" in arguments.target:
        return _invite(arguments) if arguments.init else _through_database(arguments)
    if arguments.init or arguments.person:
        raise UsageError("--init and --person are for a database: trainer sync --init URL --person NAME")
    from trainer import paths
    from trainer.replicate.folder import exchange

    wishes = settings(arguments)
    daily_copy(arguments, "before-sync")
    with closing(library(arguments, wishes)) as store:
        folder = paths.named_path(arguments.target)
        with ending_in_words():
            device = store.about("device") or ""
            found = exchange(store, device, folder, join=arguments.join, new=arguments.new)
    status = Exit.PROBLEMS if found.unread else Exit.DONE
    if arguments.json:
        print_json(found._asdict())
        return status
    print(
        f"{counted(found.came, 'event')} came, {counted(found.went, 'event')} went; "
        f"{counted(found.others, 'other device')} in {in_line(arguments.target)}"
    )
    if found.made:
        talk(f"made the folder {arguments.target}")
    elif found.begun:
        talk(f"{arguments.target} was empty: no other device has exchanged anything there")
    if found.joined:
        talk("what was answered here before and what is there are one history from now on")
    talk_of_name(renamed=found.renamed)
    if found.mended:
        lines = counted(found.mended, "line")
        talk(f"the file of this device there was damaged ({lines} {_ODD}), and is written anew")
    if found.aside and not any(map(found.aside.startswith, found.differing)):
        talk(
            f"as it was the file of this device is {found.aside} there: it had lines that this history lacks"
        )
    for text in _differing(found):
        talk(text)
    for name in found.copies:
        talk(f"{name} is a copy of a device's file, made where it was carried: delete it, all in it is taken")
    for name, lost in found.incomplete.items():
        talk(
            f"{name} is a copy of a device's file, made where it was carried; {counted(lost, 'line')} of it "
            "could not be taken: keep it at least until the device that wrote it has synced again, whose own "
            "file then has all"
        )
    for name in found.strange:
        talk(f"{name} is of another history; nothing was taken from it. If it is yours: --join")
    for why in found.unread.values():
        talk(f"left out: {why}")
    for name in found.news:
        odd = ["its first line is lost"] * (name in found.headless)
        odd += [f"{counted(found.passed[name], 'line')} {_ODD}"] if name in found.passed else []
        talk(f"{name}: {', '.join(odd)}; the device that wrote the file mends it when it syncs next")
    for why in shortened(found.refused, 10):
        talk(why)
    _talk_of_damaged(found.damaged)
    return status


_ODD = "not readable, or changed since written"


def _differing(found: "Exchanged") -> Iterator[str]:
    """Say which lines of which files of a folder differ from what is here, and what becomes of them."""
    for name, lines in found.differing.items():
        if found.aside.startswith(name):
            end = f", and the file of this device there is written anew; as it was it is {found.aside} there"
        else:
            end = _WHO_MENDS
        yield f"{lines.told(name)}{end}"


_WHO_MENDS = (
    "; if that device has the same as here, it mends its file when it syncs next. Where this is said after "
    "that, too, it has what its file says: if that makes the two schedules of a card differ, "
    "`trainer reschedule CARD` gives it one day to be due on all devices"
)


@contextmanager
def ending_in_words(
    said: Callable[[], str] = lambda: "ended before all was exchanged; what came and went is kept",
) -> Iterator[None]:
    """Say what became of an exchange or import that was asked to end."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit):
        talk(f"{said()}, and the same command goes on")
        raise


def talk_of_name(*, renamed: bool) -> None:
    """Say that this device was told apart from another one."""
    if renamed:
        talk(
            "something came that another copy of this history wrote: it was copied to a second machine, or "
            "an older copy was put back. This device goes under another id from now on; nothing is lost, and "
            "`trainer undo` here takes back nothing of the other one"
        )


def _talk_of_damaged(rows: int) -> None:
    """Say that what no history can hold was left out."""
    if rows:
        talk(f"{counted(rows, 'damaged event')} left out, and kept here as before: run `trainer doctor`")


def _through_database(arguments: argparse.Namespace) -> int:
    from trainer.replicate.postgres import exchange

    if arguments.person:
        raise UsageError("--person is for --init; whose history it is says the name in the URL")
    if arguments.new:
        raise UsageError("--new is for a folder; a database is made ready by --init")
    wishes = settings(arguments)
    daily_copy(arguments, "before-sync")
    with closing(library(arguments, wishes)) as store, ending_in_words():
        found = exchange(store, arguments.target, join=arguments.join)
    if arguments.json:
        print_json(found._asdict())
        return Exit.DONE
    print(f"{counted(found.came, 'event')} came, {counted(found.went, 'event')} went")
    talk_of_name(renamed=found.renamed)
    if found.differing.number:
        talk(found.differing.told("the database", "row"))
    if found.passed:
        talk(f"{counted(found.passed, 'row')} of the database cannot be read as an event")
    for why in shortened(found.refused, 10):
        talk(why)
    _talk_of_damaged(found.damaged)
    return Exit.DONE


def _invite(arguments: argparse.Namespace) -> int:
    from getpass import getpass

    from trainer.replicate.postgres import invite

    if not arguments.person:
        raise UsageError("name whose history it will be: trainer sync --init URL --person NAME")
    if sys.stdin.isatty():
        password = getpass(f"New password of {in_line(arguments.person)} (empty: leave it as it is): ")
        if password and getpass("The same again: ") != password:
            raise UsageError("the two are not the same; nothing was changed")
    else:
        password = sys.stdin.readline(1000).rstrip("\r\n")
    address = invite(arguments.target, arguments.person, password)
    if arguments.json:
        print_json({"person": arguments.person, "address": address})
    else:
        print(f"{in_line(arguments.person)} can exchange a history now: trainer sync {quote(address)}")
    return Exit.DONE


def daily_copy(arguments: argparse.Namespace, reason: str = "daily") -> None:
    """Copy the history, for the reason ``daily`` only if there is no copy of this study day, for another one
    only if it changed since it was copied for that; say so if it fails."""
    from trainer import paths
    from trainer.files import explained
    from trainer.store.backup import DAILY, due, has_same, thin

    database, at = paths.database(arguments.db), int(time.time())
    try:
        day = partial(_day_of, settings(arguments).rollover_hour)
        if reason == DAILY:
            wanted = due(database, at, day)
        else:
            wanted = database.exists() and not has_same(database, reason)
        if wanted:
            _made(database, at, reason)
            thin(database, at, day)
    except TrainerError as error:
        talk(f"trainer: a copy of the history was not made: {error}")
    except OSError as error:
        talk(f"trainer: a copy of the history was not made: {explained(database, error)}")


def _made(database: Path, now: int, reason: str) -> "Backup":
    """Copy the history; say, the first time, where that is among other accounts that have copies of it."""
    from trainer.store.backup import make
    from trainer.store.copies import common_folder, folder_of

    folder, common = folder_of(database), common_folder(database)
    is_first = not folder.exists()
    made = make(database, now, reason)
    if is_first and folder != common:
        talk(f"{common} belongs to another account; your copies of the history are in {folder}")
    return made


def _day_of(rollover_hour: int, second: int) -> int:
    return study_day(datetime.fromtimestamp(second).astimezone(), rollover_hour)


def _as_text(arguments: argparse.Namespace) -> int:
    from trainer.files import save
    from trainer.paths import named_path
    from trainer.replicate.lines import written
    from trainer.replicate.texts import is_history

    if not arguments.file:
        raise UsageError("name the file: trainer backup text FILE.jsonl (`-`: the standard output)")
    path = named_path(arguments.file)
    is_piped = arguments.file in _STDOUT
    in_the_way = not is_piped and path.exists() and not path.is_dir()  # a folder is told of below
    if in_the_way and not is_history(path):
        raise UsageError(f"{path} is there and no history; name another file")
    with reporting(arguments, settings(arguments)) as store:
        every = store.events()
    sound = [event for event in every if not fault(event)]
    _talk_of_damaged(len(every) - len(sound))
    if is_piped:
        for line in written(sound):
            sys.stdout.buffer.write(line.encode())
        sys.stdout.buffer.flush()
        return Exit.DONE
    if path.exists():
        _nothing_lost(path, sound)
    save(path, "".join(written(sound)).encode())
    if arguments.json:
        print_json({"file": str(path), "events": len(sound)})
    else:
        print(in_line(str(path)))
        command = f"trainer import {quote(str(path))}"
        talk(f"{counted(len(sound), 'event')}; `{command}` adds all of it, here or elsewhere")
    return Exit.DONE


def _nothing_lost(path: Path, sound: Sequence[Event]) -> None:
    """Raise `UsageError` unless all that a history written as text has is among these events, as it is."""
    from trainer.core.differing import Differences
    from trainer.replicate.texts import events

    known = {event.id: event for event in sound}
    lacking = unreadable = 0
    differing = Differences()
    for event in events(path):
        unreadable += event is None
        if event is not None and event.id in known:
            differing.add(event, known[event.id])
        lacking += event is not None and event.id not in known
    if lacking:
        raise UsageError(
            f"{path} was left as it is: it has {counted(lacking, 'event')} that this history lacks; "
            f"`trainer import {quote(str(path))}` adds what is missing. Or name another file"
        )
    if (found := differing.found()).number:
        raise UsageError(f"{path} was left as it is: {found.told('it')}. Name another file")
    if unreadable:
        raise UsageError(
            f"{path} was left as it is: {counted(unreadable, 'line')} of it cannot be read, and would be "
            "lost. Name another file"
        )
