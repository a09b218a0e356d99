"""Verbs about Anki."""

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from trainer.cli.environment import (
    exports,
    now,
    print_json,
    remembering,
    scope,
    settings,
    talk,
    talk_of_errors,
)
from trainer.core.errors import Exit, FileError
from trainer.core.scope import EVERYTHING
from trainer.core.state import NEW
from trainer.core.text import counted, in_line

if TYPE_CHECKING:
    from trainer.anki.outgoing.changes import Change
    from trainer.anki.outgoing.export import Report
    from trainer.anki.outgoing.told import Told
    from trainer.core.card import Deck, Problem
    from trainer.scheduling.scheduler import Scheduler
    from trainer.store.store import Store


def export(arguments: argparse.Namespace) -> int:
    """Write an Anki package of the given decks, or of all."""
    from trainer.core.bulk import in_bulk

    with in_bulk(cycles=False):
        return _export(arguments)


def _export(arguments: argparse.Namespace) -> int:
    wishes = settings(arguments)
    with ExitStack() as left:
        store = left.enter_context(remembering(arguments, wishes))
        today = wishes.plan.moment(now()).day
        told = (
            left.enter_context(_told(store, wishes.plan.scheduler, today, wishes.plan.rollover_hour))
            if arguments.with_schedule
            else None
        )
        found_decks, changed = store.export(scope(arguments, wishes, store))
        decks = [replace(deck, notes=tuple(store.with_older_keys(deck.notes))) for deck in found_decks]
        gone = store.gone()
        talk_of_errors(store)
        store.close()
        return _written(arguments, decks, changed, gone, told)


def _written(
    arguments: argparse.Namespace,
    decks: "Sequence[Deck]",
    changed: Mapping[str, int],
    gone: "tuple[Sequence[str], Sequence[str]]",
    told: "Told | None",
) -> int:
    from trainer.anki.errors import UnfitDecksError
    from trainer.anki.outgoing.export import write_package
    from trainer.cli.opening import progress

    if not decks:
        why = "no note is among what you named" if arguments.deck else "no deck has a note"
        talk(f"There is nothing to export: {why}.")
        return Exit.PROBLEMS
    for line in _brought(decks):
        talk(line)
    folder = exports(arguments)
    packages = (
        [(folder / f"{_file_name([deck.id])}.apkg", [deck]) for deck in decks]
        if arguments.per_deck
        else [(folder / f"{_file_name(arguments.deck)}.apkg", decks)]
    )
    unfit: list[Problem] = []
    made = []
    for path, some in packages:
        found: list[Change] = []
        try:
            with progress("writing notes") as tell:
                report = write_package(
                    path, some, changed, told, partial(_tell_changes, path, some, gone, found), tell
                )
        except UnfitDecksError as error:
            unfit += error.problems
            continue
        made.append(_of(report, found, with_schedule=told is not None))
        if not arguments.json:
            print(in_line(str(report.file)))
            talk(f"{counted(report.notes, 'note')}, {counted(report.cards, 'card')}; in Anki: File > Import")
            if told is not None:
                talk(f"with {counted(report.scheduled, 'schedule')} and {counted(report.reviews, 'answer')}")
    if arguments.json and made:
        print_json({"packages": made} if arguments.per_deck else made[0])
    elif told is not None and made:
        talk("Anki takes schedules and answers, if “Import any learning progress” is on, for cards that it")
        talk("does not have yet; those that it has keep the schedule they have there")
    if unfit:
        raise UnfitDecksError(unfit)
    return Exit.DONE


def _tell_changes(
    path: Path,
    decks: "Sequence[Deck]",
    gone: "tuple[Sequence[str], Sequence[str]]",
    found: "list[Change]",
    changes: "Sequence[Change]",
) -> None:
    """Say what differs from the package that ``path`` is, and add it to what was ``found``."""
    from trainer.anki.outgoing.changes import since_ever

    first = not path.is_file()
    found.extend(since_ever(decks, *gone) if first else changes)
    since = "if Anki has an earlier export" if first else f"since {path.name} was last written"
    for change in found:
        talk(f"{since} — {change.line()}")


def _of(report: "Report", changes: "Sequence[Change]", *, with_schedule: bool) -> dict[str, object]:
    """Return what a package is, for programs."""
    result = {"file": str(report.file), "notes": report.notes, "cards": report.cards}
    more = {"scheduled": report.scheduled, "reviews": report.reviews} if with_schedule else {}
    return result | more | ({"changes": [change._asdict() for change in changes]} if changes else {})


def _brought(decks: "Sequence[Deck]") -> Iterable[str]:
    """Say what an Anki does with notes that came from one, if it is the one that they came from."""
    from trainer.anki.outgoing.several import together

    notes = [note for deck in decks for note in deck.notes if note.guid]
    found = together(decks)
    again = [note.key for note in found.apart(notes)]
    if same := len(notes) - len(again) - len(found.others):
        yield f"{counted(same, 'note')} brought in from Anki: one that has such a note already calls it"
        yield "conflicting, as it is of a notetype of ours here, and leaves its own as it is"
    if again:
        shown = f"{', '.join(again[:3])}{f' and {len(again) - 3} more' if len(again) > 3 else ''}"
        yield f"{counted(len(again), 'further card')} of notes brought in from Anki ({shown}):"
        yield "one that has these notes already gets the cards a second time; export other decks by name, or"
        yield "delete these notes there first"


class _Asked(NamedTuple):
    """What is to be told: of the history at ``place``, under a scheduler, as of ``today``, in days that begin
    at the hour ``rollover``, and ``where``."""

    place: Path
    scheduler: "Scheduler"
    today: int
    rollover: int
    where: Path


@contextmanager
def _told(store: "Store", scheduler: "Scheduler", today: int, rollover: int) -> "Iterator[Told]":
    """Give what waits for the schedules and review logs of all cards, which are made meanwhile.

    Raises:
        FileError: there is no room for them.
    """
    from trainer.cli.opening import progress
    from trainer.leavings import refused, scratch
    from trainer.processes import ahead

    total = store.size(EVERYTHING)[1]
    with ExitStack() as left:
        try:
            folder = left.enter_context(scratch())
        except OSError as error:
            raise FileError(refused(error.strerror)) from error
        asked = _Asked(store.path, scheduler, today, rollover, folder / "told")
        parts = left.enter_context(ahead(_telling, asked, worth=total > _MANY))

        def wait() -> Path:
            with progress("reading answers") as tell:
                for done in parts:
                    tell(done, total)
            return asked.where

        yield wait


def _telling(asked: _Asked) -> Iterator[int]:
    from trainer.anki.outgoing.history import history
    from trainer.anki.outgoing.told import tell
    from trainer.store.store import Store

    with closing(Store(asked.place, asked.scheduler)) as store:
        states = store.states()
        yield from tell(
            asked.where,
            (
                (card, history(events, states.get(card, NEW), store.scheduler, asked.today))
                for card, events in store.schedules_told()
            ),
            asked.rollover,
        )


_MANY = 10_000
"""Cards, from which on another process is to read their answers."""


def _file_name(decks: Iterable[str]) -> str:
    """Make a file name of the words that chose the decks."""
    words = "-".join(decks).casefold().replace("::", "-").replace("tag:", "")
    plain = "".join(letter if letter.isalnum() else "-" for letter in words)
    return "-".join(part for part in plain.split("-") if part)[:80] or "trainer"
