"""Bringing in a file: reader, plan, writer and log together. Only the command line knows all of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TypeVar

from trainer.anki.incoming.brought import Asked, Part, joined, moments
from trainer.anki.incoming.collection import Collection, opened
from trainer.anki.incoming.history import Found
from trainer.anki.incoming.home import Home, Passed, Taken
from trainer.cli.here import here, known_of
from trainer.cli.opening import progress, watched
from trainer.cli.readied import Wanted, written
from trainer.cli.taken import Counts, KnownFile
from trainer.core.card import note_of
from trainer.core.day import Clock
from trainer.core.errors import FileError, UsageError
from trainer.core.imports import record
from trainer.core.log import Event, NewEvent
from trainer.core.moment import Moment, milliseconds
from trainer.core.scope import EVERYTHING
from trainer.core.text import counted, in_line
from trainer.decks.find import find, real
from trainer.decks.format.deckfile import read_text
from trainer.decks.yaml.source import MAX_BYTES
from trainer.files import content, repeated
from trainer.foreign.answers import to_type
from trainer.foreign.draft import Copy, Draft, distinct
from trainer.foreign.formats.signs import UNTOLD, Signs
from trainer.foreign.formats.sort import read, read_folder, sort_of
from trainer.foreign.media import of_package
from trainer.foreign.package import drafts_of
from trainer.foreign.plan import Tell, plan
from trainer.foreign.planned import Plan, mark
from trainer.foreign.schedules import Known, events
from trainer.foreign.sound import Held, wording
from trainer.foreign.source import bounded, most_made
from trainer.foreign.taken_out import TakenOut
from trainer.foreign.write import staged
from trainer.leavings import scratch
from trainer.paths import shipped_decks
from trainer.processes import fed, made, several
from trainer.scheduling.preferences import Plan as Days
from trainer.store.ready import Files
from trainer.store.store import Store

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be brought in: the file, where decks go, and how.

    ``schedules``: take over the days on which cards are due there. ``theirs``: replace what was edited here,
    too. ``typed``: plain questions with short answers are answered by typing. ``dry``: write nothing.
    ``first``: is called before anything is written, if there is something. ``signs``: what stands between the
    fields and rows of a table, as far as that was said.
    """

    path: Path
    out: Path
    schedules: bool = False
    theirs: bool = False
    typed: bool = False
    dry: bool = False
    first: Callable[[], None] = lambda: None
    signs: Signs = UNTOLD


@dataclass(slots=True)
class Result:
    """What came of it: own notes, those of others, decks, what was ``passed`` over, events, and those taken
    in ``again``, media that could not be had, and the days from today on which cards come that wait in Anki
    for a step of minutes (empty where nothing was written). ``edited``: own notes that were changed in Anki.
    """

    own: Taken
    others: Taken
    plan: Plan
    passed: Passed = field(default_factory=Passed)
    events: int = 0
    again: int = 0
    missing: list[str] = field(default_factory=list)
    oddities: list[str] = field(default_factory=list)
    steps: list[int] = field(default_factory=list)
    edited: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Sofar:
    """What came into the history already, where an import is done anew as another program was faster; was it
    ``noted``, as one deed? ``begun``, ``done``: is anything written, and all?"""

    events: int = 0
    again: int = 0
    noted: bool = False
    begun: bool = False
    done: bool = False

    def said(self) -> str:
        """Say how far an import came that was asked to end."""
        if self.done:
            return "ended after all of it was imported"
        if self.begun:
            return (
                "ended while it was imported: its answers are in the history, all of them or none, and each "
                "deck file is as it was or whole"
            )
        return "ended before anything of it was imported"


def bring_in(
    wish: Wish, store: Store, roots: Sequence[Path], days: Days, clock: Clock, sofar: Sofar
) -> Result:
    """Bring in a file, whatever its format. All of it is read before anything is written.

    Args:
        sofar: is told how far it came.
        roots: where decks are in use. ``days``: how days are counted.

    Raises:
        TrainerError: the file cannot be read, or something cannot be written.
    """
    return _bring_in(sofar, wish, store, roots, days, clock)


@repeated
def _bring_in(
    sofar: Sofar, wish: Wish, store: Store, roots: Sequence[Path], days: Days, clock: Clock
) -> Result:
    is_told = wish.signs != UNTOLD
    sort = "folder" if wish.path.is_dir() else "delimited" if is_told else sort_of(wish.path)
    if is_told and sort == "folder":
        raise UsageError(f"{wish.path} is a folder; `--between` tells how one file is read. Name the file.")
    files = own_files([*roots, wish.out])
    taken = {deck.id for deck in store.decks(0)}
    named = {(guid, template or 0): key for guid, template, key in store.taken_out()}
    out = TakenOut(named, partial(store.written_here, out=True))

    def planned(found: Iterable[Draft], media: Mapping[str, Copy], tell: Tell | None = None) -> Plan:
        drafts = map(to_type, found) if wish.typed else found
        how = partial(plan, theirs=wish.theirs, tell=tell, media=media, out=out, read=held)
        result = how(drafts, wish.out, files, taken)
        files.clear()  # which takes up room
        return result

    if sort == "package":
        how = wish.schedules, wish.theirs, wish.typed, real(wish.out), days.rollover_hour
        file = KnownFile(store, wish.path, how, {path: mark(text) for path, text in files.items()})
        if (counts := file.counts()) is not None:
            sofar.done = True
            return _as_before(counts)
        return _package(sofar, wish, store, days, clock, planned, file)
    bundle = read_folder(wish.path, _watch) if sort == "folder" else read(wish.path, sort, _watch, wish.signs)
    scheduled: list[Draft] = []

    def handed_on() -> Iterator[Draft]:
        for draft in distinct(bundle.handed_on()):
            if wish.schedules and draft.schedules:
                scheduled.append(draft)
            yield draft

    result = Result(Taken(), Taken(), planned(handed_on(), bundle.media), oddities=bundle.oddities)
    result.oddities += result.plan.oddities
    known = known_of(store, milliseconds(clock())) if scheduled else Known(0)
    found = list(events(scheduled, result.plan, known))
    result.oddities += known.told()
    result.others.cards = len(found)
    if wish.dry:
        _foretold(store, result, {event.id for event in found})
    else:
        _written(sofar, wish, store, result, bundle.media, lambda: found, days.moment(clock()))
    return result


@dataclass(slots=True)
class _Made:
    """Events that come, in files that are whole when all ``parts`` were taken."""

    files: Files
    parts: Iterator[Part]

    def all(self) -> Files:
        for _ in self.parts:
            pass
        return self.files


def _foretold(store: Store, result: Result, ids: Set[str]) -> None:
    """Say what would come into the history."""
    new, again = store.foretold(ids)
    result.events, result.again = len(new), len(again)


def _written(
    sofar: Sofar,
    wish: Wish,
    store: Store,
    result: Result,
    media: Mapping[str, Copy],
    coming: Callable[[], Sequence[Event] | Files],
    when: Moment,
) -> None:
    """Write history and decks, in this order: a deck whose answers did not come looks like one never seen,
    and answers whose cards are not there yet wait for them."""

    def noted(new: Set[str], again: Set[str]) -> NewEvent | None:
        decks = len(result.plan.changed)
        if not (new or again) and (sofar.noted or not decks):
            return None
        sofar.noted = True
        return record(in_line(wish.path.name), new, again, when, decks=decks)

    if result.plan.changed or coming():
        wish.first()
    sofar.begun = True
    with staged(result.plan, wish.out, media) as result.missing:
        merged = store.merge(coming(), noted)
        sofar.events += merged.taken
        sofar.again += merged.again
        if merged.differing.number:
            result.oddities.append(merged.differing.told(in_line(wish.path.name), "event"))
        result.events, result.again = sofar.events, sofar.again
    sofar.done = True


def _watch(things: Sequence[T], /) -> Iterable[T]:
    return watched(things, len(things), "reading notes")


def _package(
    sofar: Sofar,
    wish: Wish,
    store: Store,
    days: Days,
    clock: Clock,
    planned: Callable[[Iterable[Draft], Mapping[str, Copy], Tell | None], Plan],
    file: KnownFile,
) -> Result:
    with opened(wish.path) as (archive, collection), scratch() as folder:
        exported = collection.may_have_ours
        ours = store.notes(EVERYTHING) if exported else store.written_here()
        met = {note_of(card) for card in store.without_deck()} if exported else set()
        home = Home(store.with_older_keys(ours), met)
        media = of_package(archive, collection)
        count = collection.count
        is_ours = collection.is_all(home.has)
        notes = () if is_ours else collection.notes(answers=False)
        theirs = (note for note in watched(notes, count, "reading notes") if not home.of(note))
        each = chain.from_iterable(made(drafts_of, theirs, media.paths, count))
        made_of_them = bounded(each, wish.path, most_made(collection.place.stat().st_size))
        now = milliseconds(clock())
        known = here(store, schedules=wish.schedules)
        asked = Asked(
            collection.place,
            wish.path,
            home,
            known,
            days.rollover_hour,
            now,
            collection.work,
            schedules=wish.schedules,
        )
        cards, answers = collection.size
        # Of one's own notes nothing is made meanwhile.
        much = answers - known.answers if is_ours else cards + answers
        wanted = [Wanted(asked, folder / "events", store.scheduler)]
        share = _share(count, answers, answers - known.answers, own=is_ours)
        if much > _MANY and several() and (last := collection.parted(share)):
            rest = replace(wanted[0], asked=replace(asked, first=last + 1), place=folder / "more")
            wanted = [replace(wanted[0], asked=replace(asked, last=last)), rest]
        with fed(written, wanted[0], worth=much > _MANY) as feed:
            used = wish.schedules or collection.is_used
            tell = feed.give if used else None
            result = Result(Taken(), Taken(), planned(made_of_them, media.copies, tell))
            if result.plan.torn:
                feed.end()
            keys = [result.plan.keys] if used else []
            if not wish.dry:
                store.warm()  # while the other process works
            parts = chain(*(written(one, iter(keys)) for one in wanted[1:]), feed.made(keys))
            coming = _Made(Files([one.place for one in wanted]), _told(parts, count, result))
            if wish.dry:
                _foretold(store, result, coming.all().ids())
            else:
                _written(sofar, wish, store, result, media.copies, coming.all, days.moment(clock()))
                dues = (store.state(key).memory for key in (*result.own.steps, *result.others.steps))
                today = moments(days.rollover_hour)(now).day
                result.steps = sorted(max(0, memory.due - today) for memory in dues if memory is not None)
        result.oddities += result.plan.oddities
        result.edited = _edited(store, collection, home) if exported else []
        result.oddities += dict.fromkeys(collection.oddities)
        if collection.strange:
            result.oddities.append(f"{counted(collection.strange, 'text')} not in UTF-8, read as Latin-1")
        if not wish.dry and collection.changed_at < now and (counts := _once_more(result)) is not None:
            changed = {deck.path: deck.now for deck in result.plan.changed}
            file.note(counts, (folder / name for folder, name in result.plan.media), changed)
    return result


def _once_more(result: Result) -> Counts | None:
    """Return what is to be said of a package that comes once more: that nothing is new. None where anything
    else was said of it that may hold then, too."""
    plan, found = result.plan, result.others.found
    same = plan.new + plan.updated + plan.same
    cards = result.others.notes, result.others.cards, found.answers, found.manual
    counts = Counts(same, *cards, result.passed.answers, result.passed.marks)
    others = replace(result.others, found=replace(found, known=found.answers))
    plan = replace(plan, decks=[], keys={}, torn=False, new=0, updated=0, same=same, media=set())
    rest = replace(result, others=others, plan=plan, events=0, again=0)
    return counts if rest == _as_before(counts) else None


def _as_before(counts: Counts) -> Result:
    """Return what is said of a package that brings nothing new."""
    found = Found(answers=counts.answers, known=counts.answers, manual=counts.manual)
    others = Taken(found, counts.notes, counts.cards)
    return Result(Taken(), others, Plan(same=counts.same), Passed(counts.passed, counts.marks))


def _edited(store: Store, collection: Collection, home: Home) -> list[str]:
    """Return the own notes that were changed in Anki later than here, and what of them."""
    second = store.changed()
    later = {guid for guid, at in collection.written() if at > second.get(home.key(guid), at)}
    if not later:
        return []
    from trainer.anki.outgoing.edited import edited

    keys = {home.key(guid) for guid in later}
    decks, changed = store.export()
    picked = ((deck, [note for note in deck.notes if note.key in keys]) for deck in decks)
    those = [replace(deck, notes=tuple(store.with_older_keys(notes))) for deck, notes in picked if notes]
    notes = (note for note in collection.notes(answers=False) if note.guid in later)
    return edited(notes, those, changed)


def _told(parts: Iterable[Part], notes: int, result: Result) -> Iterator[Part]:
    """Hand on what was done in Anki with notes that are known here, as those of others are known now, too."""
    before = 0
    with progress("reading answers") as tell:
        for part in parts:
            tell(before + part.notes, notes)
            if part.taken is not None:
                before += part.notes
                own, others, passed = part.taken
                result.own, result.others = joined(own, result.own), joined(others, result.others)
                result.passed = joined(passed, result.passed)
            yield part


def _share(notes: int, answers: int, new: int, *, own: bool) -> float:
    """Return which share of the notes is for another process, that both are done at the same time; ``new``:
    how many of the answers are not known. ``own``: this one has nothing else to do."""
    # About so many microseconds, and as long as it takes to begin there, and to be ready to write here.
    theirs = 500_000 + 12 * notes + 6 * answers + 15 * max(0, new)
    ours = 300_000 + (0 if own else 24 * notes)
    return min(1.0, 1 - (theirs - ours) / 2 / theirs)


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


def held(path: Path, text: str) -> Held:
    """Return what a text holds as the deck file at ``path``."""
    found = read_text(path, text)
    notes = {note.id: wording(note) for note in found.deck.notes} if found.deck is not None else {}
    deck = replace(found.deck, notes=()) if found.deck is not None else None
    torn = any(one.rule == "yaml-syntax" for one in found.problems)
    return Held(deck, notes, frozenset(found.broken), torn)


_MANY = 100_000
"""Cards and answers, from which on another process is to read them."""
