"""Tags given to notes and taken from them: in the deck file where it is the user's, else in his versions."""

from collections.abc import Callable, Collection, Sequence
from itertools import groupby
from pathlib import Path
from typing import Protocol

from trainer.authoring.overlay import Overlays, text_of
from trainer.authoring.rewriting import Texts, after_writing
from trainer.authoring.rewriting import text_of as whole
from trainer.authoring.tags import own_tags, with_tags
from trainer.core.card import Note, Problem
from trainer.core.errors import UsageError
from trainer.core.library import Listed, StudyCard
from trainer.core.notebook import Tagged
from trainer.core.text import counted
from trainer.files import repeated, save


class Shelf(Protocol):
    """What is asked of the library; see `trainer.core.library.Library`."""

    def card(self, key: str) -> StudyCard | None: ...
    def listed(self, cards: Sequence[str]) -> Sequence[Listed]: ...


class Tagging:
    """Writes tags into deck files.

    Args:
        closed: is a file, by its path, one that is not written to?
        versions: of the notes of such a file. ``check_place`` raises where they would not be read, given the
            path of a deck and that of its versions.
        reread: reads the files that were written, and returns what is to be told of it. ``written`` is told
            what was, with the texts of the files.
    """

    def __init__(
        self,
        library: Shelf,
        versions: Overlays,
        closed: Callable[[str], bool],
        check_place: Callable[[Path, Path], None],
        reread: Callable[[Collection[Path]], Sequence[Problem]],
        written: Callable[[str, Texts], None] = lambda *_: None,
    ) -> None:
        self._library = library
        self._versions = versions
        self._closed = closed
        self._check_place = check_place
        self._reread = reread
        self._written = written

    @repeated
    def __call__(self, cards: Sequence[str], give: Sequence[str], take: Sequence[str]) -> Tagged:
        """Give tags to the notes of cards, and take others from them; see `trainer.core.notebook.Tag`."""
        notes = {one.note.key: one.note for one in self._library.listed(cards)}
        texts: dict[Path, str | None] = {}
        before: dict[Path, str | None] = {}
        changed: list[str] = []
        gone: set[str] = set()
        stuck: set[str] = set()
        yours = False
        for deck, group in groupby(sorted(notes.values(), key=_deck), _deck):
            together = list(group)
            home = self._home(together)
            own = own_tags(text_of(home))
            above = own[""]
            stuck |= set(above) & set(take)
            for path, some in self._by_file(home, together).items():
                version = path != home
                before.setdefault(path, whole(path))
                if version:
                    self._check_place(home, path)
                text = texts.get(path) or (self._versions.text(deck) if version else text_of(path))
                there = own_tags(text)
                wanted = {}
                for note in some:
                    had = there.get(note.id, [tag for tag in note.tags if tag not in above])
                    has = [tag for tag in had if tag not in take]
                    has += [tag for tag in give if tag not in (*had, *above)]
                    gone |= set(had).intersection(take).difference(above)
                    if has != list(had):
                        wanted[note.id] = has
                if wanted:
                    texts[path] = (
                        self._versions.with_tags(path, text, wanted, own)
                        if version
                        else with_tags(path, text, wanted)
                    )
                    changed += [note.key for note in some if note.id in wanted]
                    yours |= version
        for path, after in texts.items():
            if after is None:
                path.unlink(missing_ok=True)
            else:
                save(path, after.encode(), was=before[path])
        said = notes[changed[0]].body.prompt() if len(changed) == 1 else counted(len(changed), "note")
        self._written(said, {path: (before[path], texts[path]) for path in texts})
        at = set(map(str, texts))
        with after_writing():
            found = self._reread(list(texts)) if texts else ()
        told = tuple(one.printed() for one in found if one.file in at)
        stay, on_all = tuple(sorted(stuck)), tuple(sorted(stuck - gone))
        return Tagged(tuple(changed), tuple(sorted(at)), yours, stay, on_all, told)

    def _home(self, notes: Sequence[Note]) -> Path:
        """Return the file of the deck of these notes."""
        found = self._library.card(notes[0].card_keys()[0])
        if found is None:
            raise UsageError(f"no deck in use has the note {notes[0].key!r} any more")
        return Path(found.deck_path or found.path)

    def _by_file(self, home: Path, notes: Sequence[Note]) -> dict[Path, list[Note]]:
        """Return the notes of a deck by the files in which their tags are to be written."""
        usual = self._versions.path(notes[0].deck) if self._closed(str(home)) else home
        found: dict[Path, list[Note]] = {}
        for note in notes:
            found.setdefault(Path(note.path) if note.path else usual, []).append(note)
        return found


def _deck(note: Note) -> str:
    return note.deck
