"""The verb that brings things in: what was answered in Anki, and decks of other programs."""

import argparse
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.cli.environment import deck_roots, library, now, print_json, settings, talk
from trainer.core.errors import Exit
from trainer.core.text import counted

if TYPE_CHECKING:
    from trainer.anki.incoming.home import Here, Taken
    from trainer.core.log import Event
    from trainer.core.moment import Moment
    from trainer.foreign.plan import Plan
    from trainer.settings import Settings
    from trainer.store.store import Store

_SHOWN = 20


@dataclass(slots=True)
class Result:
    """What came of an import: own notes, decks, events, and media that could not be had."""

    own: "Taken"
    others: "Taken"
    plan: "Plan"
    events: int = 0
    missing: list[str] = field(default_factory=list)
    oddities: list[str] = field(default_factory=list)


def bring(arguments: argparse.Namespace) -> int:
    """Bring in what you answered in Anki, and decks of other programs as decks of your own."""
    wishes = settings(arguments)
    with closing(library(arguments, wishes)) as store:
        result = _bring(arguments, store, wishes)
    if arguments.json:
        print_json(_report(result))
        return Exit.DONE
    print("\n".join(_lines(result)))
    if arguments.dry_run:
        talk("nothing was written (--dry-run)")
    return Exit.DONE


def _bring(arguments: argparse.Namespace, store: "Store", wishes: "Settings") -> Result:
    from trainer import paths
    from trainer.anki.incoming.collection import opened
    from trainer.anki.incoming.history import Calendar
    from trainer.anki.incoming.home import Home, Known, Taken, take
    from trainer.core.moment import milliseconds
    from trainer.core.scope import EVERYTHING
    from trainer.foreign.media import of_package
    from trainer.foreign.package import drafts
    from trainer.foreign.plan import plan
    from trainer.foreign.write import write

    path = Path(arguments.file).expanduser()
    out = Path(arguments.out).expanduser() if arguments.out else paths.own_decks()
    home = Home(store.notes(EVERYTHING))
    with opened(path) as (archive, collection):
        media = of_package(archive, collection)
        foreign = (
            draft for note in collection.notes() if not home.of(note) for draft in drafts(note, media.paths)
        )
        planned = plan(
            foreign,
            out,
            own_files([*deck_roots(arguments, wishes), out]),
            {deck.id for deck in store.decks(0)},
            theirs=arguments.theirs,
        )
        result = Result(Taken(), Taken(), planned)
        moment = moments(wishes.plan.rollover_hour)
        created = collection.created or moment(collection.created_at * 1000).day
        calendar, cards = Calendar(moment, milliseconds(now()), created), here(store)

        def events() -> "Iterator[Event]":
            for note in collection.notes():
                if known := home.of(note):
                    take(result.own, note, known, calendar, cards, schedules=arguments.with_schedule)
                elif arguments.with_schedule and note.guid in planned.keys:
                    found = [Known(key, kind, template) for template, key, kind in planned.keys[note.guid]]
                    take(result.others, note, found, calendar, cards, schedules=True)
                for taken in (result.own, result.others):
                    yield from taken.found.events
                    taken.found.events.clear()

        if arguments.dry_run:
            result.events = sum(1 for _ in events())
        else:
            if planned.changed:
                result.missing = write(planned, out, media.copies)
            result.events = store.merge(events()).taken
        result.oddities = list(collection.oddities)
        if collection.strange:
            result.oddities.append(f"{counted(collection.strange, 'text')} not in UTF-8, read as Latin-1")
    return result


def own_files(roots: list[Path]) -> dict[Path, str]:
    """Return the texts of the deck files below ``roots`` that did not come with the program."""
    from trainer.decks.find import find, real
    from trainer.paths import shipped_decks

    shipped = real(shipped_decks())
    texts = {}
    for file in find([root for root in roots if real(root) != shipped and root.exists()]):
        try:
            texts[file.path] = file.path.read_text(encoding="utf-8-sig")
        except (OSError, ValueError):
            continue  # `trainer check` tells of it
    return texts


def moments(rollover_hour: int) -> "Callable[[int], Moment]":
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
        found = (there.get((card, mark), False) for mark in ("suspend", "flag"))
        return Marks(state.suspended, state.flagged, *found)

    return Here(lambda card: answers.get(card, ()), marks)


def _report(result: Result) -> dict[str, object]:
    own, plan = result.own, result.plan
    return {
        "events": result.events,
        "own": {
            "notes": own.notes,
            "cards": own.cards,
            "answers": own.found.answers,
            "not_taken": dict(_not_taken(own)),
            "suspended_only_here": own.suspended,
            "flagged_only_here": own.flagged,
        },
        "decks": [
            {"file": str(deck.path), "deck": deck.deck, "notes": len(deck.blocks)} for deck in plan.changed
        ],
        "notes": {"new": plan.new, "updated": plan.updated, "same": plan.same, "kept": plan.kept},
        "edited_on_both_sides": plan.both,
        "answers": result.others.found.answers,
        "not_taken": dict(_not_taken(result.others)),
        "lost": [loss._asdict() for loss in plan.lost],
        "missing": result.missing,
        "oddities": result.oddities,
    }


def _not_taken(taken: "Taken") -> Iterator[tuple[str, int]]:
    found = taken.found
    yield "given here and exported before", found.own
    yield "days set by hand, which are no answers", found.manual
    yield "with a time or key that cannot be", found.odd
    yield "cards that their notes do not have", taken.unknown


def _lines(result: Result) -> Iterator[str]:
    """Say what was taken and what was not, a line each."""
    own, plan = result.own, result.plan
    if own.notes:
        yield (
            f"{counted(own.notes, 'note')} of yours with {counted(own.cards, 'card')}: "
            f"{counted(own.found.answers, 'answer')} given in Anki"
        )
    for deck in plan.changed:
        yield f"{deck.path}: {counted(len(deck.blocks), 'note')}"
    if plan.new or plan.updated or plan.same or plan.kept or plan.both:
        kept = f", {plan.kept} kept as you edited them" if plan.kept else ""
        yield f"{plan.new} new, {plan.updated} updated, {plan.same} as before{kept}"
    yield from _some(plan.both, "edited here and newer there, left as they are (--theirs takes them)")
    if result.others.cards:
        answers = counted(result.others.found.answers, "answer")
        yield f"{counted(result.others.cards, 'card')} of theirs with {answers} and the days they are due"
    for taken in (own, result.others):
        for why, count in _not_taken(taken):
            if count:
                yield f"not taken: {count} {why}"
    yield from _some(own.suspended, "suspended here and not in Anki, left as they are")
    yield from _some(own.flagged, "flagged here and not in Anki, left as they are")
    lost = [f"{loss.note}: {loss.what}" for loss in plan.lost]
    yield from lost[:_SHOWN]
    if len(lost) > _SHOWN:
        yield f"and {len(lost) - _SHOWN} more that could not be carried over; --json lists them"
    yield from (*result.missing, *result.oddities)
    yield f"{counted(result.events, 'new event')} in the history"


def _some(cards: list[str], what: str) -> Iterator[str]:
    if cards:
        more = f" and {len(cards) - 5} more" if len(cards) > 5 else ""
        yield f"{what}: {', '.join(cards[:5])}{more}"
