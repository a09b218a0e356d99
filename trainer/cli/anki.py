"""Verbs about Anki."""

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.cli.environment import (
    exports,
    now,
    print_json,
    reporting,
    scope,
    settings,
    talk,
    talk_of_errors,
)
from trainer.core.errors import Exit
from trainer.core.scope import EVERYTHING
from trainer.core.text import counted, in_line

if TYPE_CHECKING:
    from trainer.anki.outgoing.changes import Change
    from trainer.anki.outgoing.export import Report
    from trainer.anki.outgoing.history import History
    from trainer.core.card import Deck, Problem
    from trainer.scheduling.scheduler import Scheduler
    from trainer.store.store import Store


def export(arguments: argparse.Namespace) -> int:
    """Write an Anki package of the given decks, or of all."""
    from trainer.cli.opening import in_bulk

    with in_bulk():
        return _export(arguments)


def _export(arguments: argparse.Namespace) -> int:
    from trainer.anki.errors import UnfitDecksError
    from trainer.anki.outgoing.export import write_package
    from trainer.cli.opening import progress

    wishes = settings(arguments)
    with reporting(arguments, wishes) as store:
        found_decks, changed = store.export(scope(arguments, wishes, store))
        decks = [replace(deck, notes=tuple(store.with_older_keys(deck.notes))) for deck in found_decks]
        gone = store.gone()
        talk_of_errors(store)
        plan = wishes.plan
        histories = (
            _histories(store, plan.scheduler, plan.moment(now()).day) if arguments.with_schedule else None
        )
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
                    path, some, changed, histories, partial(_tell_changes, path, some, gone, found), tell
                )
        except UnfitDecksError as error:
            unfit += error.problems
            continue
        made.append(_of(report, found, with_schedule=histories is not None))
        if not arguments.json:
            print(in_line(str(report.file)))
            talk(f"{counted(report.notes, 'note')}, {counted(report.cards, 'card')}; in Anki: File > Import")
            if histories is not None:
                talk(f"with {counted(report.scheduled, 'schedule')} and {counted(report.reviews, 'answer')}")
    if arguments.json and made:
        print_json({"packages": made} if arguments.per_deck else made[0])
    elif histories is not None and made:
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


def _histories(store: "Store", scheduler: "Scheduler", today: int) -> "dict[str, History]":
    from trainer.anki.outgoing.history import history
    from trainer.cli.opening import watched

    cards = watched(store.histories(), store.size(EVERYTHING)[1], "reading answers")
    return {card: history(events, scheduler, today) for card, events in cards}


def _file_name(decks: Iterable[str]) -> str:
    """Make a file name of the words that chose the decks."""
    words = "-".join(decks).casefold().replace("::", "-").replace("tag:", "")
    plain = "".join(letter if letter.isalnum() else "-" for letter in words)
    return "-".join(part for part in plain.split("-") if part)[:80] or "trainer"
