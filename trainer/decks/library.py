"""The one way to read decks. What is wrong, and who wins where files clash, is decided here and nowhere else.

`read` looks at all files; one that is known and has not changed is not opened again, and the outcome is the
same as if it were.
"""

import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from trainer.core.card import Deck, DeckFile, KnownFile, Problem
from trainer.decks import between, vanished
from trainer.decks.away import away, told
from trainer.decks.digest import Digest, Ties, digest, dumps, earlier, loads
from trainer.decks.find import SYLLABUS, DeckPath, real
from trainer.decks.format.deckfile import read_deck
from trainer.decks.rules import problem
from trainer.decks.syllabus import Syllabus, read_syllabus
from trainer.decks.yaml.source import NOT_THERE

NOTHING_KNOWN: Mapping[str, KnownFile] = MappingProxyType({})
NOWHERE: Mapping[str, bool] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All deck files in their order, and all that is wrong with them and with the syllabus."""

    files: tuple[DeckFile, ...]
    problems: tuple[Problem, ...]

    @property
    def decks(self) -> tuple[Deck, ...]:
        """The decks that were read and can be used; not those of files that were not opened again."""
        return tuple(file.deck for file in self.files if file.deck is not None)


@dataclass(slots=True)
class _Entry:
    file: DeckPath
    digest: Digest
    deck: Deck | None = None
    kept: str = ""  # the digest as it was kept
    away: bool = False


def read(
    found: Sequence[DeckPath],
    shipped: Path | None = None,
    known: Mapping[str, KnownFile] = NOTHING_KNOWN,
    progress: Callable[[int, int], None] | None = None,
    *,
    removed: bool = False,
    roots: Mapping[str, bool] = NOWHERE,
    ours: Collection[str] = (),
) -> Catalogue:
    """Read deck files and check them against each other. Never raises.

    Of several files with one deck id one has it, even while it cannot be used: the one that had it before;
    else the first, but a copy beside its original never comes before that (see `_is_copy`).

    Args:
        found: all deck files, in the order in which their decks are learnt.
        shipped: the folder whose decks may cite only the facts of the syllabus there.
        known: by path what was kept of files that were read before.
        progress: told how many files of how many are read.
        removed: were notes and files that are gone taken out on purpose, many at once as they may be?
        roots: where ``found`` was looked for; is it another folder than the last time?
        ours: files that the program wrote or deleted itself: what is gone from them was meant to go.
    """
    reader = _Reader(shipped)
    total = sum((was := known.get(str(file.path))) is None or not was.same for file in found)
    done = 0
    entries: list[_Entry] = []
    for file in found:
        was = known.get(str(file.path))
        if was is not None and was.same:
            entries.append(_Entry(file, loads(was.digest), kept=was.digest))
            continue
        if progress is not None:
            progress(done, total)
        entries.append(reader.read(file, was.owns if was is not None else ""))
        done += 1
    lasting = {} if removed else {path: was for path, was in known.items() if path not in ours}
    _keep_versions(entries, lasting)
    gone = away(found, lasting, roots, _names(entries))
    gone = [one for one in gone if not reader.is_shipped(one.file.path)]  # an update may leave decks out
    entries += [_Entry(one.file, one.digest, kept=one.kept, away=True) for one in gone]
    if gone:
        entries.sort(key=_in_turn(roots))
    owned = {str(path): was.owns for path, was in known.items()}
    first: dict[str, _Entry] = {}
    claims: dict[str, list[int]] = {}
    for at, entry in enumerate(entries):
        if entry.digest.deck:
            claims.setdefault(entry.digest.deck, []).append(at)
    overlays = _overlays(entries)
    for at, entry in enumerate(entries):
        over = overlays.get(entry.digest.deck, ())
        if entry.digest.deck and entry.digest.over != over and not entry.away:
            was = known.get(str(entry.file.path))
            entries[at] = reader.read(entry.file, was.owns if was is not None else "", over)
    for deck, places in claims.items():
        at = _owner(deck, places, entries, owned)
        if entries[at].digest.refused and not entries[at].away:  # so far nobody kept its notes
            entries[at] = reader.read(entries[at].file, deck, overlays.get(deck, ()))
        first[deck] = entries[at]
    _keep_vanished(first, lasting)
    if progress is not None:
        progress(total, total)
    return _catalogue(entries, first, reader.syllabus.problems, reader.is_shipped, dict(told(gone)))


def _names(entries: Sequence[_Entry]) -> set[str]:
    """Return the decks that files are or have versions for, as `away` wants them."""
    over = (f"over:{entry.digest.replaces}" for entry in entries if entry.digest.replaces)
    return {entry.digest.deck for entry in entries if entry.digest.deck} | {*over}


def _in_turn(roots: Mapping[str, bool]) -> Callable[[_Entry], int]:
    """Return what brings files into the order of the ``roots`` that they are below."""
    begins = [(root, root.rstrip(os.sep) + os.sep) for root in roots]

    def turn(entry: _Entry) -> int:
        path = str(entry.file.path)
        at = (at for at, (root, begin) in enumerate(begins) if path == root or path.startswith(begin))
        return next(at, len(begins))

    return turn


def _keep_vanished(first: Mapping[str, _Entry], known: Mapping[str, KnownFile]) -> None:
    """Find the notes that go on though the file of their deck, which was just read, has them no more."""
    for deck, entry in first.items():
        was = known.get(str(entry.file.path))
        if entry.kept or was is None or (old := earlier(was.digest)) is None:
            continue

        def others(deck: str = deck) -> tuple[list[Ties], set[str]]:
            notes = [(home, note) for home, other in first.items() for note in other.digest.notes]
            claimed = {key for _, note in notes for key in note.formerly}
            return [note for home, note in notes if home != deck], claimed

        entry.digest = vanished.compared(old, entry.digest, entry.file.path, others)


def _keep_versions(entries: Sequence[_Entry], known: Mapping[str, KnownFile]) -> None:
    """Find the versions of notes that are gone from their file, which was just read, as if it was cut off."""
    for entry in entries:
        was = known.get(str(entry.file.path))
        old = earlier(was.digest) if was is not None and not entry.kept else None
        if old is not None and old.replaces:
            entry.digest = vanished.versions(old, entry.digest, entry.file.path)


def _overlays(entries: Sequence[_Entry]) -> dict[str, tuple[tuple[str, int, int], ...]]:
    """Return by deck the files that have versions of its notes, each with what tells whether it changed."""
    found: dict[str, tuple[tuple[str, int, int], ...]] = {}
    for entry in entries:
        if deck := entry.digest.replaces:
            path, size, mtime_ns = entry.file
            found[deck] = (*found.get(deck, ()), (str(path), size, mtime_ns))
    return found


def _owner(deck: str, places: Sequence[int], entries: Sequence[_Entry], owned: Mapping[str, str]) -> int:
    """Return which of the files that claim a deck id has it."""
    names = [entries[at].file.path for at in places]
    for at, path in zip(places, names, strict=True):
        if owned.get(str(path)) == deck:
            return at
    stems: dict[Path, list[str]] = {}
    for path in names:
        stems.setdefault(path.parent, []).append(path.stem.casefold())
    for at, path in zip(places, names, strict=True):
        if not _is_copy(path, stems[path.parent]):
            return at
    return places[0]


def _is_copy(path: Path, stems: Sequence[str]) -> bool:
    """Is this file a copy of one beside it, by its name? Editors, sync programs and file managers all add
    something to the name of the original: ``(copy)``, ``.sync-conflict-…``, ``.bak``, ``Copy of …``."""
    own = path.stem.casefold()
    return any(stem != own and stem in own for stem in stems)


def _catalogue(
    entries: Sequence[_Entry],
    first: Mapping[str, _Entry],
    problems: tuple[Problem, ...],
    shipped: Callable[[Path], bool],
    gone: Mapping[Path, Problem],
) -> Catalogue:
    homes = {str(entry.file.path): entry.digest for entry in entries if first.get(entry.digest.deck) is entry}
    wrong: dict[str, list[Problem]] = {}
    for found in (*between.check(homes), *_of_no_deck(entries, first)):
        wrong.setdefault(found.file, []).append(found)
    told = {found.file for found in gone.values()}
    files = tuple(
        (
            _kept(entry, first.get(entry.digest.deck), gone.get(entry.file.path))
            if entry.away
            else _decided(entry, first.get(entry.digest.deck), wrong, told)
        )._replace(own=not shipped(entry.file.path))
        for entry in entries
    )
    return Catalogue(files, (*problems, *(found for file in files for found in file.problems)))


def _kept(entry: _Entry, home: _Entry | None, told: Problem | None) -> DeckFile:
    """Return a file that is not there as it was; ``told``: what to say of it."""
    owns = entry.digest.deck if home is entry else ""
    problems = (told,) if told is not None else ()
    path, size, mtime_ns = entry.file
    return DeckFile(str(path), size, mtime_ns, owns, None, problems=problems, digest=entry.kept, away=True)


def _of_no_deck(entries: Sequence[_Entry], first: Mapping[str, _Entry]) -> Iterator[Problem]:
    """Find files with versions of notes of a deck that is not there."""
    for entry in entries:
        if (deck := entry.digest.replaces) and deck not in first:
            message = (
                f"the deck `{deck}`, of whose notes this has versions, is not among the decks that were read"
            )
            yield problem("unknown-deck", message, "check its id", file=str(entry.file.path), deck=deck)


def _decided(
    entry: _Entry, home: _Entry | None, between_files: Mapping[str, Sequence[Problem]], away: Collection[str]
) -> DeckFile:
    """Return what is known of a file whose deck lives in the file ``home`` (None: it has no id). Of places
    whose decks are ``away`` it is not told again that they are not there."""
    path, size, mtime_ns = entry.file
    refused = home is not None and home is not entry
    gone = () if refused else vanished.told(entry.digest, str(path))
    problems = [*entry.digest.problems, *gone, *between_files.get(str(path), ())]
    if str(path) in away:
        problems = [found for found in problems if found.message != NOT_THERE]
    if home is not None and refused:
        problems.append(_taken(entry, home.file.path))
    same = entry.kept and entry.digest.refused == refused
    if any(found.rule == "file-unreadable" for found in entry.digest.problems):
        mtime_ns = -1  # what is wrong is not in the file: a right, a disk; it is read again each time
    return DeckFile(
        str(path),
        size,
        mtime_ns,
        owns=entry.digest.deck if home is entry else "",
        deck=None if refused else entry.deck,
        broken=(*entry.digest.broken, *entry.digest.gone),
        problems=tuple(problems),
        digest=entry.kept if same else dumps(entry.digest._replace(refused=refused)),
    )


def _taken(entry: _Entry, first: Path) -> Problem:
    deck, path = entry.digest.deck, entry.file.path
    if path.parent == first.parent and _is_copy(path, [first.stem.casefold()]):
        message = f"this seems to be a copy of {first}, which has the deck id `{deck}`; it is left out"
        remedy = (
            "move it out of the folder, or swap the names of the two to use the copy; the id stays,"
            " as the schedule belongs to it"
        )
    else:
        message = f"the deck id `{deck}` belongs to {first}; this file is left out"
        remedy = (
            "of the same deck move one file away; a deck of its own needs another id: "
            f"the schedule of `{deck}` belongs to {first}"
        )
    return problem(
        "doubled-deck",
        message,
        remedy,
        file=str(entry.file.path),
        line=entry.digest.line,
        deck=deck,
    )


class _Reader:
    """Opens single files; the syllabus is read only when a shipped deck is."""

    def __init__(self, shipped: Path | None) -> None:
        self.shipped = shipped
        self.home = real(shipped) + os.sep if shipped is not None else None
        self.syllabus = Syllabus()
        self.facts: frozenset[str] | None = None
        self.looked = False

    def read(self, file: DeckPath, deck_before: str, over: tuple[tuple[str, int, int], ...] = ()) -> _Entry:
        facts = self._facts() if self.is_shipped(file.path) else None
        reading = read_deck(file.path, facts, [Path(path) for path, *_ in over])
        return _Entry(file, digest(reading, deck_before, over), reading.deck)

    def is_shipped(self, path: Path) -> bool:
        """Does the file come with the program?"""
        return self.home is not None and real(path).startswith(self.home)

    def _facts(self) -> frozenset[str] | None:
        """Return the facts that may be cited, None when there is no syllabus to look them up in."""
        if not self.looked and self.shipped is not None:
            self.looked = True
            path = self.shipped / SYLLABUS
            if path.is_file():
                self.syllabus = read_syllabus(path)
                self.facts = None if self.syllabus.problems else self.syllabus.facts
        return self.facts
