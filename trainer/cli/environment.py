"""What verbs share: settings and places, the open library, the clock; results to stdout, talk to stderr."""

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import date, datetime
from functools import partial
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING, Any

from trainer.cli.fitted import width
from trainer.core.card import DECKS_AWAY
from trainer.core.columns import fitted
from trainer.core.defaults import TUTORIAL
from trainer.core.errors import (
    ClockError,
    DeclinedError,
    FileError,
    LibraryDiskError,
    LibraryError,
    UsageError,
)
from trainer.core.query import Named
from trainer.core.scope import check_words, hidden, is_words
from trainer.core.text import as_text, counted, escaped, in_line

_LAST = (date(2262, 1, 1) - date(1970, 1, 1)).days * 86_400
"""The UTC second from which on instants are no longer told: as nanoseconds they need more than 64 bits."""

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from trainer.core.scope import Scope
    from trainer.scheduling.preferences import Plan
    from trainer.settings.model import Settings
    from trainer.store.store import Store


def now() -> datetime:
    """Return the local time with its zone.

    Raises:
        ClockError: the clock or the time zone is beyond any calendar.
    """
    check_clock()
    return datetime.now().astimezone()


def check_clock() -> None:
    """Raise `ClockError` under a clock of before 1970, or of a time that cannot be told, as neither schedules
    nor the order of events can follow from it; and in a zone a day and more from UTC, which POSIX allows
    (``TZ=UTC+24:59:59``) and no date can be told in."""
    try:
        seconds = time.time()
    except OverflowError:  # as Python says it
        seconds = _LAST
    if not 0 <= seconds < _LAST:
        raise ClockError(
            "The clock of this computer is before 1970 or after 2261. Set it right; nothing was done."
        )
    here = time.localtime()
    offsets = (here.tm_gmtoff, -time.timezone, -time.altzone)  # now, and in the other half of the year
    if any(abs(seconds) >= 86_400 for seconds in offsets):
        raise ClockError(
            f"The time zone of this computer ({'/'.join(dict.fromkeys(time.tzname))}) is a day and more from "
            "UTC. Set it right (TZ=Europe/Berlin, say); nothing was done."
        )


def check_places(arguments: argparse.Namespace) -> None:
    """See that what the words name is there, whether the verb needs it or not. Raises `FileError`."""
    from trainer import paths

    if arguments.config:
        settings_file(arguments)
    if arguments.db:
        paths.database(arguments.db)
    if arguments.decks:
        deck_roots(arguments, settings(arguments))


def settings(arguments: argparse.Namespace) -> "Settings":
    """Return the settings in force; where a file is named that is not there yet these are the defaults, which
    is said once by verbs about settings, and by others where a flag names it: a variable stands in each
    line of cron, and `serve` has said it for all its pages. Raises `SettingsError` for a file that cannot be
    used."""
    from trainer.paths import is_missing, named_settings
    from trainer.settings.file import read
    from trainer.terminal import is_served

    path = settings_file(arguments)
    named = named_settings(arguments.config)
    tells = getattr(arguments, "tells_of_settings", bool(arguments.config) and not is_served())
    if tells and named and is_missing(named):
        arguments.tells_of_settings = False
        talk(f"{named} is not there yet: the defaults hold until settings are changed")
    return read(path)


def settings_file(arguments: argparse.Namespace) -> Path:
    """Return the settings file, which need not be there for what makes one."""
    from trainer import paths

    return paths.settings_file(arguments.config, made=getattr(arguments, "makes_settings", False))


def changed(path: Path, key: str, value: str | None) -> "Settings":
    """Change a setting; see `trainer.settings.file.change`. Keys that can never work are refused."""
    from trainer.settings.file import change

    if key.partition(".")[0] not in ("keymap", "keys_map"):
        return change(path, key, value)
    from trainer.tui.all_keys import refused

    return change(path, key, value, lambda wishes: refused(wishes.keymap, wishes.keys_map))


def about_keys(wishes: "Settings") -> list[str]:
    """Say what is to be known of the keys in the settings, as the home screen does: what they take from
    others, and which can never do what they are to do."""
    if wishes.keymap == "ours" and not wishes.keys_map:
        return []
    from trainer.tui.all_keys import clashes

    return clashes(wishes.keymap, wishes.keys_map)


def deck_roots(
    arguments: argparse.Namespace, wishes: "Settings", *, tutorial: bool | None = None
) -> list[Path]:
    """Return the folders and files of decks in use; that of the ``tutorial`` where it is named among the
    decks that the verb is about, if nothing else is said.

    Raises:
        FileError: one is named, by a flag or the environment, that is not there and never was: of others it
            is known what they had, and that is kept (`trainer.decks.away`). What an import makes need not be
            there.
    """
    from trainer import paths

    roots = paths.deck_roots(arguments.decks, wishes.decks)
    if paths.named_decks(arguments.decks):
        _check_decks(arguments, [root for root in roots if paths.is_missing(root)])
    asked = TUTORIAL in getattr(arguments, "deck", ()) if tutorial is None else tutorial
    return [*roots, paths.tutorial()] if asked and paths.tutorial() not in roots else roots


def _check_decks(arguments: argparse.Namespace, missing: Sequence[Path]) -> None:
    """Raise `FileError` for the first place of these that the history does not know either; where that is
    damaged, for none."""
    if not missing:
        return
    from trainer import paths
    from trainer.store.examine import homes

    database, out = paths.database(arguments.db), getattr(arguments, "out", None)
    known = homes(database)[1]
    if not known and not paths.is_missing(database):
        return
    allowed = {*(json.loads(known) if known else ()), *([str(paths.named_path(out))] if out else ())}
    for root in missing:
        if str(root) not in allowed:
            raise FileError(
                f"there is nothing at {root} (--decks, TRAINER_DECKS). Check its name, or bring it back"
            )


def library(arguments: argparse.Namespace, wishes: "Settings") -> "Store":
    """Open the history file and bring it in line with the deck files. Raises `LibraryError`."""
    from trainer import paths
    from trainer.cli.opening import bar, open_library

    roots = deck_roots(arguments, wishes)
    plan = wishes.plan
    day = plan.moment(now()).day
    store = open_library(paths.database(arguments.db), roots, bar, plan.scheduler, day)
    talk(*news(store))
    store.gate = partial(_by_the_clock, store, sure=getattr(arguments, "yes", False))
    return store


def _by_the_clock(store: "Store", *, sure: bool) -> None:
    """Ask before anything is done by a clock that is hardly right, unless the user is ``sure``; once.

    Raises:
        DeclinedError: it is not to be done. UsageError: nobody is there to answer.
    """
    from trainer.practice.clock import doubt

    store.gate = lambda: None
    if sure:
        return
    about_clock = doubt(store, now)
    if about_clock.asks and not confirmed(f"{about_clock.said} Go on?", "the clock is in doubt"):
        raise DeclinedError("Nothing was changed.")
    if about_clock.said and not about_clock.asks:
        talk(about_clock.said)


def news(store: "Store") -> list[str]:
    """Say what became of the schedule when the history was opened: of notes that another deck has now, and of
    all where an earlier version had folded the history by another rule."""
    from trainer.cli.opening import moved

    return [problem.message for problem in moved(store)] + ([_folded_anew(store)] if store.moved else [])


def _folded_anew(store: "Store") -> str:
    cards = counted(store.moved, "card is", "cards are")
    return (
        "Answers given under another scheduler now count as if the one in use had been in charge; an earlier "
        f"version kept their rule. So {cards} due on another day than before. `trainer backup list` has the "
        "history as it was (before-refold)."
    )


@contextmanager
def reporting(arguments: argparse.Namespace, wishes: "Settings") -> "Iterator[Store]":
    """Open the history as `library` does, only to report of it; where it cannot be written, a copy of it."""
    from trainer import paths
    from trainer.store.readonly import copied, readable

    path = paths.database(arguments.db)

    def opened_at(place: Path) -> "Store":
        if place != path and path.exists():
            talk(f"{path} cannot be written; what follows is read from a copy")
        return library(argparse.Namespace(**{**vars(arguments), "db": str(place)}), wishes)

    with ExitStack() as left:
        place = left.enter_context(readable(path))
        try:
            store = opened_at(place)
        except LibraryDiskError:  # there was room to look at it, but not to take up decks
            if place != path:
                raise
            store = opened_at(left.enter_context(copied(path)))
        yield left.enter_context(closing(store))


@contextmanager
def remembering(arguments: argparse.Namespace, wishes: "Settings") -> "Iterator[Store]":
    """Open the history as `reporting` does, but make one where there is none yet: only a history tells, the
    next time, which notes were changed since, and when."""
    from trainer import paths

    with ExitStack() as left:
        if not paths.database(arguments.db).exists():
            try:
                store = library(arguments, wishes)
            except LibraryError:
                talk(
                    "No history can be kept there: nothing is known of earlier exports, and each note counts "
                    "as changed when its file was"
                )
            else:
                yield left.enter_context(closing(store))
                return
        yield left.enter_context(reporting(arguments, wishes))


def opened(
    arguments: argparse.Namespace, wishes: "Settings", *, writes: bool
) -> "AbstractContextManager[Store]":
    """Open the history to write into it, or only to report of it."""
    return closing(library(arguments, wishes)) if writes else reporting(arguments, wishes)


def plan(wishes: "Settings", store: "Store") -> "Plan":
    """Return how days are filled and cards scheduled, with the parameters that the history has."""
    from dataclasses import replace

    return replace(wishes.plan, scheduler=store.scheduler)


def scope(arguments: argparse.Namespace, wishes: "Settings", store: "Store") -> "Scope":
    """Return what the words of the command line are about; see `Store.resolve` for the errors."""
    level = getattr(arguments, "level", None)
    found = scope_of(getattr(arguments, "deck", []), wishes, store)
    return found.narrowed(Named("level", level)) if level else found


def scope_of(words: Sequence[str], wishes: "Settings", store: "Store") -> "Scope":
    """Return what the user's words are about today: decks, tags, saved queries, queries."""
    day = wishes.plan.moment(now()).day
    if asked := [word for word in words if word in wishes.queries]:
        for name in hidden(asked, [(deck.id, deck.title) for deck in store.decks(day)]):
            talk(f"{name!r} is a deck, which is meant, and a query of yours: keep that under another name")
    if any(map(is_words, words)):
        check_words(words, [(deck.id, deck.title) for deck in store.decks(day)], wishes.queries)
    return store.resolve(words, day, wishes.queries)


def confirmed(question: str, why: str) -> bool:
    """Ask the person at the terminal; ``why`` there is a question.

    Raises:
        UsageError: nobody is there to answer.
    """
    print(f"{question} [y/N] ", end="", file=sys.stderr, flush=True)
    answer = sys.stdin.readline(1000)
    if not answer:
        raise UsageError(f"{why}: --yes does it without asking. Nothing was changed")
    return answer.strip().casefold() in ("y", "yes")


def exports(arguments: argparse.Namespace) -> Path:
    """Return the folder for exports and reports."""
    from trainer import paths

    return paths.exports(getattr(arguments, "out", None))


def print_json(value: Any) -> None:
    """Print a result for programs; what a terminal could obey is escaped, should a person look at it."""
    print(escaped(json.dumps(_named(value), ensure_ascii=False, indent=2)))


def print_json_list(values: Iterable[Any]) -> None:
    """Print what `print_json` prints of a list of these values, each as soon as it is there."""
    mark = "["
    for value in values:
        text = indent(json.dumps(_named(value), ensure_ascii=False, indent=2), "  ")
        print(mark + "\n" + escaped(text), end="")
        mark = ","
    print("[]" if mark == "[" else "\n]")


def _named(value: Any) -> Any:
    """Return a value in which every part of a tuple with names goes by its name, and all text is text."""
    if isinstance(value, str):
        return as_text(value)
    if isinstance(value, Mapping):
        return {_named(key): _named(one) for key, one in value.items()}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return _named(value._asdict())
    return [_named(one) for one in value] if isinstance(value, list | tuple) else value


def talk_of_errors(store: "Store") -> None:
    """Say that some deck files have errors, so that part of them is missing here."""
    wrong = [problem for problem in store.problems() if problem.severity == "error"]
    for problem in wrong:
        if problem.rule == DECKS_AWAY:
            talk(problem.printed())
    if errors := sum(problem.rule != DECKS_AWAY for problem in wrong):
        talk(f"{counted(errors, 'error')} in deck files: see `trainer check`")


def talk(*lines: str) -> None:
    """Say something to the person at the terminal that is no part of the result, each line as one."""
    if not lines:
        return
    with suppress(OSError):  # nobody is there to hear it
        print(*fitted(map(in_line, lines), width(sys.stderr)), sep="\n", file=sys.stderr, flush=True)
