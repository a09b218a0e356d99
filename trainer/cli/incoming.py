"""The verb that brings things in: what was answered in Anki, and decks of other programs."""

import argparse
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.cli.environment import library, now, print_json, settings, talk
from trainer.core.errors import Exit
from trainer.core.text import counted

if TYPE_CHECKING:
    from trainer.anki.incoming.home import Here, Taken
    from trainer.core.log import Event
    from trainer.core.moment import Moment
    from trainer.settings import Settings
    from trainer.store.store import Store


def bring(arguments: argparse.Namespace) -> int:
    """Bring in an Anki package: what was answered there comes home, other people's notes become decks."""
    wishes = settings(arguments)
    with closing(library(arguments, wishes)) as store:
        taken, events = _read(
            Path(arguments.file).expanduser(), store, wishes, schedules=arguments.with_schedule
        )
        merged = 0 if arguments.dry_run else store.merge(events).taken
    report = _report(taken)
    if arguments.json:
        print_json({"events": merged, **report})
    else:
        print("\n".join(_lines(taken)))
        talk(
            "nothing was written (--dry-run)"
            if arguments.dry_run
            else f"{counted(merged, 'new event')} in the history"
        )
    return Exit.DONE


def _read(path: Path, store: "Store", wishes: "Settings", *, schedules: bool) -> "tuple[Taken, list[Event]]":
    from trainer.anki.incoming.collection import opened
    from trainer.anki.incoming.history import Calendar
    from trainer.anki.incoming.home import Home, Taken, take
    from trainer.core.moment import milliseconds
    from trainer.core.scope import EVERYTHING

    taken = Taken()
    home, cards = Home(store.notes(EVERYTHING)), here(store)
    moment = _moments(wishes.plan.rollover_hour)
    with opened(path) as (_, collection):
        created = collection.created or moment(collection.created_at * 1000).day
        calendar = Calendar(moment, milliseconds(now()), created)
        for note in collection.notes():
            if known := home.of(note):
                take(taken, note, known, calendar, cards, schedules=schedules)
    return taken, taken.found.events


def _moments(rollover_hour: int) -> "Callable[[int], Moment]":
    """Return what tells the moment of an instant (ms) where we are."""
    from trainer.core.moment import Moment

    offsets: dict[int, int] = {}

    def moment(at: int) -> Moment:
        quarter = at // 900_000  # no zone changes its offset within one
        if quarter not in offsets:
            ahead = datetime.fromtimestamp(quarter * 900).astimezone().utcoffset()
            offsets[quarter] = round(ahead.total_seconds() / 60) if ahead else 0
        offset = offsets[quarter]
        return Moment(at, _EPOCH + (at + offset * 60_000 - rollover_hour * 3_600_000) // 86_400_000, offset)

    return moment


_EPOCH = date(1970, 1, 1).toordinal()


def here(store: "Store") -> "Here":
    """Return what is known here of cards that Anki may know as well."""
    from trainer.anki.incoming.history import DEVICE, OwnAnswer
    from trainer.anki.incoming.home import Here, Marks

    answers: dict[str, list[OwnAnswer]] = {}
    for card, at, grade in store.answered(but=DEVICE):
        answers.setdefault(card, []).append(OwnAnswer(at, grade))
    there: dict[tuple[str, str], bool] = {}
    for event in store.log(("suspend", "unsuspend", "flag", "unflag")):
        there[event.card, event.kind.removeprefix("un")] = event.device == DEVICE
    states = store.states()

    def marks(card: str) -> Marks:
        state = states.get(card)
        if state is None:
            return Marks()
        return Marks(
            state.suspended,
            state.flagged,
            there.get((card, "suspend"), False),
            there.get((card, "flag"), False),
        )

    return Here(lambda card: answers.get(card, ()), marks)


def _report(taken: "Taken") -> dict[str, object]:
    found = taken.found
    return {
        "notes": taken.notes,
        "cards": taken.cards,
        "answers": found.answers,
        "not_taken": {
            "set_by_hand": found.manual,
            "given_here": found.own,
            "unreadable": found.odd,
            "cards_not_here": taken.unknown,
        },
        "suspended_only_here": taken.suspended,
        "flagged_only_here": taken.flagged,
    }


def _lines(taken: "Taken") -> Iterator[str]:
    """Say what was taken and what was not, a line each."""
    found = taken.found
    yield (
        f"{counted(taken.notes, 'note')} of yours with {counted(taken.cards, 'card')}: "
        f"{counted(found.answers, 'answer')} given in Anki"
    )
    for count, why in (
        (found.own, "given here and exported before"),
        (found.manual, "days set by hand, which are no answers"),
        (found.odd, "with a time or key that cannot be"),
        (taken.unknown, "cards that their notes no longer have"),
    ):
        if count:
            yield f"not taken: {count} {why}"
    for cards, what in ((taken.suspended, "suspended"), (taken.flagged, "flagged")):
        if cards:
            yield f"{what} here and not in Anki, left as they are: {', '.join(cards[:5])}" + (
                f" and {len(cards) - 5} more" if len(cards) > 5 else ""
            )
