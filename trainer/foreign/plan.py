"""What an import will write: which notes are new, which are newer there, which were edited here meanwhile.

A note is found again by what it is called where it comes from, wherever its owner moved it. What was edited
here stays unless it is wished otherwise.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from itertools import chain
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from trainer.core.errors import FileError, UsageError
from trainer.core.text import one_line
from trainer.foreign.additions import after, has_fewer_cards, merged
from trainer.foreign.blocks import INDENT, block, called, header, pieces, scalar, shifted
from trainer.foreign.draft import Copy, Draft, Loss
from trainer.foreign.ids import Ids, slug
from trainer.foreign.kept_media import as_here, elsewhere, found_again, hidden_by, other_name
from trainer.foreign.known import Known, renamed, words_of
from trainer.foreign.planned import DeckPlan, Plan, mark
from trainer.foreign.sound import Read, Sound
from trainer.foreign.taken_out import TakenOut
from trainer.foreign.well_known import WellKnown

MOST_BYTES = 24 * 2**20
"""Of a deck file that gets more notes: one of 32 MiB cannot be read, and people add to it as well."""

_DECK = re.compile(r"^deck:[ ]*['\"]?([a-z0-9][a-z0-9_-]*)", re.MULTILINE)
_TITLE = re.compile(r"^title:.*$", re.MULTILINE)
_PIECE = 500
"""Names of notes, from which on they are told."""


NO_MEDIA: Mapping[str, Copy] = {}

Tell = Callable[[Mapping[str, Sequence[tuple[int, str, bool]]]], None]
"""Is told a piece of `Plan.keys`, as soon as it is known."""


def plan(
    drafts: Iterable[Draft],
    folder: Path,
    files: Mapping[Path, str],
    taken: Collection[str],
    *,
    theirs: bool = False,
    tell: Tell | None = None,
    media: Mapping[str, Copy] = NO_MEDIA,
    out: TakenOut | None = None,
    read: Read | None = None,
) -> Plan:
    """Return what bringing in ``drafts`` will do.

    Args:
        folder: where new deck files go.
        files: the text of all the user's deck files, by path.
        taken: ids of decks that are elsewhere.
        theirs: replace also what was edited here, or is newer.
        tell: is told what the notes are called, and last of all the rest.
        media: by path seen from a deck, what copies a media file there.
        out: which notes were taken out of their decks.
        read: reads a deck file, to see that what is in those of the user stays as it is.

    Raises:
        UsageError: a file was rewritten so that it cannot be told which of its notes were brought in, or is
            written in a way that changed notes do not fit into.
    """
    rest = iter(drafts)
    first = next(rest, None)
    if first is None:
        return Plan()
    return _Planner(folder, files, taken, theirs=theirs, tell=tell, media=media, out=out, read=read).run(
        chain([first], rest)
    )


class _Planner:
    def __init__(
        self,
        folder: Path,
        files: Mapping[Path, str],
        taken: Collection[str],
        *,
        theirs: bool,
        tell: Tell | None,
        media: Mapping[str, Copy],
        out: TakenOut | None,
        read: Read | None,
    ) -> None:
        self.plan = Plan()
        self.sound = Sound(files, read) if read is not None else None
        self.folder = folder
        self.taken = Ids(taken)
        self.paths = {path.name.casefold() for path in files if path.parent == folder}
        self.theirs = theirs
        self.tell = tell
        self.media = media
        self.out = TakenOut() if theirs or out is None else out
        self.untold: dict[str, list[tuple[int, str, bool]]] = {}
        self.known = Known[tuple[DeckPlan, int]]()
        self.homes: dict[str, DeckPlan] = {}
        self.at_home: dict[str, Counter[DeckPlan]] = {}
        self.met: set[tuple[DeckPlan, int]] = set()
        self.well_known = WellKnown(self.plan.decks)
        self.outdated: dict[str, str] = {}
        self.titled: dict[str, list[DeckPlan]] = {}
        for path, text in files.items():
            self._look_at(path, text)

    def _look_at(self, path: Path, text: str) -> None:
        found = pieces(text)
        if not found.legible:
            raise UsageError(
                f"{path} was rewritten so that it cannot be told which of its notes were brought in. Nothing "
                "was written; begin each note with `- id: …` again, and put its `imported: {guid: …, "
                "digest: …}` on one line of its own."
            )
        name = _DECK.search(found.head)
        if name is None:
            return
        deck = DeckPlan(path, name[1], found.head, list(found.blocks), was=mark(text))
        deck.ids.update(one.id for one in found.blocks)
        deck.size = _bytes(text)
        deck.indent = found.blocks[-1].indent - INDENT if found.blocks else 0
        self.taken.add(deck.deck)
        title = _TITLE.search(found.head)
        self.plan.decks.append(deck)
        if path.parent == self.folder:
            for line in normalize("NFC", found.head).splitlines():
                self.titled.setdefault(line, []).append(deck)
        for at, one in enumerate(found.blocks):
            if one.guid:
                self.known.add(one, title[0] if title else "", (deck, at))

    def run(self, drafts: Iterable[Draft]) -> Plan:
        seen: set[str | tuple[str, int]] = set()
        fresh: list[Draft] = []
        worded: list[Draft] = []
        none_known = self.known.is_empty and not self.out.named
        for draft in drafts:
            if len(self.untold) >= _PIECE and draft.guid not in self.untold:
                self._tell()
            if places := self.well_known.places(draft):
                self.met.update(places)
                continue
            if draft.lost:
                self.plan.lost += (Loss(one_line(draft.name, 60), what) for what in draft.lost)
            key = draft.guid, draft.template
            if not draft.kind:
                continue
            name = key if draft.template else draft.guid  # of nearly all no tuple is kept
            if name in seen:
                self.plan.lost.append(Loss(one_line(draft.name, 60), "stands twice in the file; taken once"))
                continue
            seen.add(name)
            if words_of(draft.guid):
                worded.append(draft)
            elif none_known:
                self._add(draft, self._home(draft.title))
            elif (place := self.known.named(draft)) is not None:
                self._compare(draft, *place)
            elif key in self.out.named:
                self.plan.out.append(self.out.named[key])
            else:
                fresh.append(draft)
        found = self.known.worded(worded)
        for at, draft in enumerate(worded):
            if at in found:
                self._compare(draft, *found[at])
            elif (out := self.out.worded(draft, self._decks_of_file(draft))) is not None:
                self.plan.out.append(out)
            else:
                fresh.append(draft)
        worded.clear()
        self.plan.oddities += self.known.said
        self.plan.absent += self._absent()
        self.plan.oddities += self.well_known.told()
        for title, decks in self.at_home.items():
            self.homes[deck_title(title)] = max(decks, key=lambda deck: decks[deck])
        fresh.reverse()
        while fresh:  # each makes room for what becomes of it
            draft = fresh.pop()
            if draft.guid in self.outdated:  # a card that its note has no longer
                self._is_older(self.outdated[draft.guid])
            else:
                self._add(draft, self._home(draft.title))
        self._tell()
        for deck in self.plan.decks:
            deck.ids = Ids()
            if deck.changed and self.sound is not None:
                self.sound.check(deck)
        return self.plan

    def _decks_of_file(self, draft: Draft) -> set[str]:
        """Return the decks with notes that have their words alone, of the file that a draft is of."""
        words = words_of(draft.guid)
        return {deck.deck for deck, _ in self.known.of_file(words.file)} if words else set()

    def _tell(self) -> None:
        if self.tell is not None:
            self.tell(self.untold)
        self.untold = {}

    def _compare(self, draft: Draft, deck: DeckPlan, at: int) -> None:
        old = deck.blocks[at]
        guid, when = renamed(old.guid, draft.guid), draft.at or old.at
        if guid != draft.guid or when != draft.at:
            draft = draft._replace(guid=guid, at=when)
        is_older = when < old.at and not self.theirs
        draft = found_again(draft, old.text) if is_older else self._found_again(draft, old.text)
        made = as_here(draft, old.text)
        new = block(made, old.id)
        is_same = new.digest == old.digest and new.template == old.template
        if is_older and (draft.template or old.template):
            self.outdated[draft.guid] = f"{deck.deck}/{old.id}"
        if is_older and not is_same:  # nor are its media brought in
            made = made._replace(media=())
        elif new.digest != old.digest and draft.media:
            made = self._beside_others(draft, deck)
            new = block(made, old.id)
            is_same = new.digest == old.digest and new.template == old.template
        draft = made
        self._remember(draft, deck, old.id)
        self.met.add((deck, at))
        title = deck_title(draft.title)
        if not _is_titled(deck.head, title):
            self.plan.moved.append(f"{deck.deck}/{old.id} → {title}")
        if (at_home := self.at_home.get(draft.title)) is None:
            at_home = self.at_home[draft.title] = Counter()
        at_home[deck] += 1
        if is_same:
            edited = old.text != new.text and old.edited  # the same text is none that was edited
            self.plan.same += not edited
            self.plan.kept += edited
            if new.guid != old.guid or new.at > old.at > 0:  # its file has another name, say
                deck.blocks[at] = called(old, new.guid, max(new.at, old.at))
                self._replaced(deck, old.id)
        elif is_older:
            self._is_older(f"{deck.deck}/{old.id}")
        elif (kept := merged(old, new, theirs=self.theirs)) is None:
            self.plan.both.append(f"{deck.deck}/{old.id}")
        else:
            if has_fewer_cards(old, kept):
                self.plan.fewer.append(f"{deck.deck}/{old.id}")
            for path in hidden_by(old.text, kept.text, self.plan.instead):
                self.plan.oddities.append(
                    f"{deck.deck}/{old.id} shows the file's {PurePosixPath(path).name} from now on, not the "
                    "one of that name beside the deck, which stays there"
                )
            text = shifted(kept.text, old.indent - INDENT)
            deck.blocks[at] = kept._replace(text=text + after(old.text))
            self._replaced(deck, old.id)
            self.plan.updated += 1

    def _replaced(self, deck: DeckPlan, id: str) -> None:
        deck.replaced.add(id)
        deck.changed = True

    def _is_older(self, key: str) -> None:
        if key not in self.plan.older[-1:]:
            self.plan.older.append(key)

    def _absent(self) -> Iterator[str]:
        """Yield the keys of notes that have a name of their own and are not in the file, though others of
        their deck are."""
        for deck in dict.fromkeys(deck for deck, _ in self.met):
            for at, one in enumerate(deck.blocks):
                if one.guid and words_of(one.guid) is None and (deck, at) not in self.met:
                    yield f"{deck.deck}/{one.id}"

    def _found_again(self, draft: Draft, old: str) -> Draft:
        made = found_again(draft, old)
        if made is draft:
            return draft
        self.plan.lost += (Loss(one_line(made.name, 60), what) for what in made.lost[len(draft.lost) :])
        return made

    def _beside_others(self, draft: Draft, deck: DeckPlan) -> Draft:
        """Return a draft that shows its own files where others of the same names lie already."""
        if not draft.media:
            return draft
        others: dict[str, str] = {}
        for path in draft.media:
            if path in self.media:
                with suppress(FileError):  # what cannot be read is said where it is to be written
                    if name := other_name(deck.path.parent / path, self.media[path]):
                        others[path] = str(PurePosixPath(path).with_name(name))
                        self.plan.instead[others[path]] = path
        return elsewhere(draft, others)

    def _add(self, draft: Draft, deck: DeckPlan) -> None:
        draft = self._beside_others(self._found_again(draft, ""), deck)
        id = deck.ids.take(slug(draft.name, draft.guid))
        made = block(draft, id)
        deck.added.add(shifted(made.text, deck.indent))
        deck.size += _bytes(made.text)
        deck.changed = True
        self.plan.new += 1
        self._remember(draft, deck, id)

    def _remember(self, draft: Draft, deck: DeckPlan, id: str) -> None:
        if draft.media:
            self.plan.media.update((deck.path.parent, name) for name in draft.media)
        known = draft.template, f"{deck.deck}/{id}", draft.kind == "cloze"
        if (those := self.plan.keys.get(draft.guid)) is None:
            self.plan.keys[draft.guid] = self.untold[draft.guid] = [known]
        else:
            those.append(known)
            self.plan.torn |= draft.guid not in self.untold

    def _home(self, title: str) -> DeckPlan:
        """Return the deck for new notes of a title: where others of it are, one so called, or a new one; none
        that has no room for more."""
        title = deck_title(title)
        if (home := self.homes.get(title)) is not None and self._takes_more(home):
            return home
        for known in self.titled.get(f"title: {scalar(title, 0)}", ()):
            if self._takes_more(known):
                self.homes[title] = known
                return known
        name = self.taken.take(slug(title, title))
        path = self.folder / f"{name}.yaml"
        while path.name.casefold() in self.paths or path.exists():
            name = self.taken.take(f"{name}-2")
            path = self.folder / f"{name}.yaml"
        deck = DeckPlan(path, name, header(name, title), [])
        self.plan.decks.append(deck)
        self.homes[title] = deck
        return deck

    def _takes_more(self, deck: DeckPlan) -> bool:
        if deck.size >= MOST_BYTES:
            return False
        if self.sound is None or self.sound.takes_more(deck):
            return True
        said = (
            f"{deck.path} is called so, too, but is written in a way that no notes can be added to it by a "
            "program: what is new came into a file of its own"
        )
        if said not in self.plan.oddities:
            self.plan.oddities.append(said)
        return False


@lru_cache(maxsize=256)
def _is_titled(head: str, title: str) -> bool:
    """Has a deck whose first lines these are this title?"""
    return f"title: {scalar(title, 0)}" in normalize("NFC", head).splitlines()


@lru_cache(maxsize=256)
def deck_title(title: str) -> str:
    """Return a title as decks may have it: no empty level, no strange blanks, its letters in one form."""
    parts = (one_line(part, 200) for part in normalize("NFC", title).split("::"))
    return "::".join(filter(None, parts)) or "Imported"


def _bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode())
