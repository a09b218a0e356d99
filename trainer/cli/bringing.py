"""Bringing in a file: reader, plan, writer and log together. Only the command line knows all of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TypeVar

from trainer.anki.grades import EASES
from trainer.anki.incoming.collection import Collection, opened
from trainer.anki.incoming.history import Calendar, MarkHere, OwnAnswer, Settled
from trainer.anki.incoming.home import Here, Home, Known, Marks, Taken, take
from trainer.cli.opening import watched
from trainer.core.day import Clock
from trainer.core.errors import FileError
from trainer.core.imports import record
from trainer.core.log import ANKI, Event, NewEvent, number_in, outside_in
from trainer.core.moment import Moment, milliseconds
from trainer.core.scope import EVERYTHING
from trainer.core.state import Outside
from trainer.core.text import counted, in_line
from trainer.decks.find import find, real
from trainer.decks.yaml.source import MAX_BYTES
from trainer.files import content
from trainer.foreign.answers import to_type
from trainer.foreign.draft import Draft, distinct
from trainer.foreign.formats.sort import read, read_folder, sort_of
from trainer.foreign.media import of_package
from trainer.foreign.package import drafts_of
from trainer.foreign.plan import Plan, plan
from trainer.foreign.schedules import events
from trainer.foreign.write import Copy, staged
from trainer.paths import shipped_decks
from trainer.processes import made
from trainer.scheduling.preferences import Plan as Days
from trainer.store.store import Store

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be brought in: the file, where decks go, and how.

    ``schedules``: take over the days on which cards are due there. ``theirs``: replace what was edited here,
    too. ``typed``: plain questions with short answers are answered by typing. ``dry``: write nothing.
    """

    path: Path
    out: Path
    schedules: bool = False
    theirs: bool = False
    typed: bool = False
    dry: bool = False


@dataclass(slots=True)
class Result:
    """What came of it: own notes, those of others, decks, events, and those taken in ``again``, media that
    could not be had, and the days from today on which cards come that wait in Anki for a step of minutes
    (empty where nothing was written).
    """

    own: Taken
    others: Taken
    plan: Plan
    events: int = 0
    again: int = 0
    missing: list[str] = field(default_factory=list)
    oddities: list[str] = field(default_factory=list)
    steps: list[int] = field(default_factory=list)


def bring_in(wish: Wish, store: Store, roots: Sequence[Path], days: Days, clock: Clock) -> Result:
    """Bring in a file, whatever its format. All of it is read before anything is written.

    Args:
        roots: where decks are in use. ``days``: how days are counted.

    Raises:
        TrainerError: the file cannot be read, or something cannot be written.
    """
    sort = "folder" if wish.path.is_dir() else sort_of(wish.path)
    files = own_files([*roots, wish.out])
    taken = {deck.id for deck in store.decks(0)}

    def planned(found: Iterable[Draft]) -> Plan:
        drafts = map(to_type, found) if wish.typed else found
        return plan(drafts, wish.out, files, taken, theirs=wish.theirs)

    if sort == "package":
        return _package(wish, store, days, clock, planned)
    bundle = read_folder(wish.path, _watch) if sort == "folder" else read(wish.path, sort, _watch)
    scheduled: list[Draft] = []

    def handed_on() -> Iterator[Draft]:
        for draft in distinct(bundle.handed_on()):
            if wish.schedules and draft.schedules:
                scheduled.append(draft)
            yield draft

    result = Result(Taken(), Taken(), planned(handed_on()), oddities=bundle.oddities)
    result.oddities += result.plan.oddities
    found = list(events(scheduled, result.plan))
    result.others.cards = len(found)
    if wish.dry:
        _foretold(store, result, found)
    else:
        _written(wish, store, result, bundle.media, found, days.moment(clock()))
    return result


def _foretold(store: Store, result: Result, found: Iterable[Event]) -> None:
    """Say what would come into the history."""
    new, again = store.foretold({event.id for event in found})
    result.events, result.again = len(new), len(again)


def _written(
    wish: Wish, store: Store, result: Result, media: Mapping[str, Copy], found: Iterable[Event], when: Moment
) -> None:
    """Write history and decks, in this order: a deck whose answers did not come looks like one never seen,
    and answers whose cards are not there yet wait for them."""

    def noted(new: Set[str], again: Set[str]) -> NewEvent | None:
        decks = len(result.plan.changed)
        brought = new or again or decks
        return record(in_line(wish.path.name), new, again, when, decks=decks) if brought else None

    with staged(result.plan, wish.out, media) as result.missing:
        merged = store.merge(found, noted)
        result.events, result.again = merged.taken, merged.again


def _watch(things: Sequence[T], /) -> Iterable[T]:
    return watched(things, len(things), "reading notes")


def _package(
    wish: Wish, store: Store, days: Days, clock: Clock, planned: Callable[[Iterable[Draft]], Plan]
) -> Result:
    with opened(wish.path) as (archive, collection):
        home = Home(store.notes(EVERYTHING) if collection.may_have_ours else store.written_here())
        media = of_package(archive, collection)
        count = collection.count
        notes = watched(collection.notes(answers=False), count, "reading notes")
        theirs = (note for note in notes if not home.of(note))
        made_of_them = chain.from_iterable(made(drafts_of, theirs, media.paths, count))
        result = Result(Taken(), Taken(), planned(made_of_them))
        moment = moments(days.rollover_hour)
        created = collection.created or moment(collection.created_at * 1000).day
        calendar = Calendar(moment, milliseconds(clock()), created, collection.written_at)
        found = _events(wish, collection, home, calendar, here(store), result)
        if wish.dry:
            _foretold(store, result, found)
        else:
            _written(wish, store, result, media.copies, found, days.moment(clock()))
            dues = (store.state(key).memory for key in (*result.own.steps, *result.others.steps))
            today = moment(milliseconds(clock())).day
            result.steps = sorted(max(0, memory.due - today) for memory in dues if memory is not None)
        result.oddities = list(dict.fromkeys(collection.oddities))
        if collection.strange:
            result.oddities.append(f"{counted(collection.strange, 'text')} not in UTF-8, read as Latin-1")
    return result


def _events(
    wish: Wish, collection: Collection, home: Home, calendar: Calendar, cards: Here, result: Result
) -> Iterator[Event]:
    """Yield what was done in Anki with notes that are known here, now that those of others are known, too."""
    for note in watched(collection.notes(), collection.count, "reading answers"):
        if known := home.of(note):
            take(result.own, note, known, calendar, cards, schedules=wish.schedules)
        elif wish.schedules and note.guid in result.plan.keys:
            found = [
                Known(key, has_gaps, template) for template, key, has_gaps in result.plan.keys[note.guid]
            ]
            take(result.others, note, found, calendar, cards, schedules=True)
        for taken in (result.own, result.others):
            yield from taken.found.events
            taken.found.events.clear()


def own_files(roots: list[Path]) -> dict[Path, str]:
    """Return the texts of the deck files below ``roots`` that did not come with the program."""
    shipped = real(shipped_decks())
    texts = {}
    for file in find([root for root in roots if real(root) != shipped and root.exists()]):
        try:
            texts[file.path] = content(file.path, MAX_BYTES).decode("utf-8-sig")
        except (OSError, ValueError, FileError):
            continue  # `trainer check` tells of it
    return texts


def moments(rollover_hour: int) -> Callable[[int], Moment]:
    """Return what tells the moment of an instant (ms) where we are."""
    offsets: dict[int, int] = {}

    def moment(at: int) -> Moment:
        quarter = at // 900_000  # no zone changes its offset within one
        offset = offsets.get(quarter)
        if offset is None:
            ahead = datetime.fromtimestamp(quarter * 900).astimezone().utcoffset()
            offset = offsets[quarter] = round(ahead.total_seconds() / 60) if ahead else 0
        return Moment(at, _EPOCH + (at + offset * 60_000 - rollover_hour * 3_600_000) // 86_400_000, offset)

    return moment


_EPOCH = date(1970, 1, 1).toordinal()
_MARKS = ("suspend", "unsuspend", "bury", "flag", "unflag")


def here(store: Store) -> Here:
    """Return what is known here of cards that Anki may know as well."""
    answers: dict[str, list[OwnAnswer]] = {}
    for card, at, grade in store.answered(but=ANKI):
        answers.setdefault(card, []).append(OwnAnswer(at, 0 if grade is None else EASES[grade]))
    before: dict[str, set[int]] = {}
    for card, at in store.instants(ANKI):
        before.setdefault(card, set()).add(at)
    marked: dict[tuple[str, str], MarkHere] = {}
    for event in store.log(set(_MARKS) - {"bury"}):
        of = event.card, event.kind.removeprefix("un")
        now = 0 if event.kind.startswith("un") else number_in(event.detail, "anki", 7) or 1
        marked[of] = MarkHere(now, event.at, now if event.device == ANKI else marked.get(of, MarkHere()).told)
    states = store.states()

    def marks(card: str) -> Marks:
        return Marks(marked.get((card, "suspend"), MarkHere()), marked.get((card, "flag"), MarkHere()))

    @cache
    def adopted() -> dict[str, tuple[Outside | None, int]]:
        return {e.card: (outside_in(e.detail), e.at) for e in store.log(("adopt",)) if e.device == ANKI}

    @cache
    def last() -> dict[str, int]:
        return dict(store.settled(but=ANKI))

    def settled(card: str) -> Settled:
        state = states.get(card)
        due = state.memory.due if state is not None and state.memory is not None else 0
        return Settled(last().get(card, 0), due, *adopted().get(card, (None, 0)))

    return Here(lambda card: answers.get(card, ()), marks, lambda card: before.get(card, ()), settled)
