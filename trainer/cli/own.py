"""Decks of the user's own: where they are, what writes into them, and what is not written to."""

import argparse
from collections.abc import Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.cli.environment import deck_roots, now, scope_of, talk
from trainer.core.defaults import TUTORIAL
from trainer.core.errors import FileError, UsageError
from trainer.core.near import near
from trainer.core.scope import ScopeError
from trainer.core.text import clean, in_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from trainer.authoring.notebook import DeckNotebook
    from trainer.authoring.overlay import Overlays
    from trainer.context import Edited
    from trainer.core.library import StudyCard
    from trainer.core.log import Event
    from trainer.core.moment import Moment
    from trainer.core.notebook import Tag, Tagged
    from trainer.practice.terms import Proposal
    from trainer.settings.model import Settings
    from trainer.store.store import Store


class Roots:
    """The folders and files of decks in use, one's own folder too as soon as it is there.

    Attributes:
        tutorial: is the deck that teaches the program in use, whatever the user's decks are?
    """

    def __init__(self, arguments: argparse.Namespace, wishes: "Settings") -> None:
        self._arguments, self._wishes = arguments, wishes
        self.tutorial = TUTORIAL in getattr(arguments, "deck", ())

    @property
    def moment(self) -> "Moment":
        """The moment it is."""
        return self._wishes.plan.moment(now())

    @property
    def for_new(self) -> Path | None:
        """Where new decks go: the usual folder if decks there are in use, else the first other folder that is
        one's own; None where there is none."""
        from trainer import paths

        folder, roots = paths.own_decks(), self()
        usual = not paths.named_decks(self._arguments.decks) and "mine" in self._wishes.decks
        if usual or any(folder == root or root in folder.parents for root in roots):
            return folder
        return next((root for root in roots if root.is_dir() and not is_shipped(str(root / "it"))), None)

    def __call__(self) -> list[Path]:
        return deck_roots(self._arguments, self._wishes, tutorial=self.tutorial)


def notebook(store: "Store", roots: Roots) -> "DeckNotebook":
    """Return what writes notes into decks of the user's own."""
    from trainer.authoring.notebook import DeckNotebook
    from trainer.authoring.rewriting import note_down
    from trainer.cli.opening import reread

    def written(said: str, path: Path, before: str | None, after: str) -> None:
        note_down(store, roots.moment, "added", said, {path: (before, after)})

    return DeckNotebook(store, roots.for_new, lambda: reread(store, roots()), is_shipped, written)


@contextmanager
def noting(store: "Store", roots: Roots, said: str, path: Path) -> "Iterator[None]":
    """Note in the history what becomes of a deck file within, so that it can be taken back; ``said``: what
    the note asks that it is about."""
    from trainer.authoring.rewriting import note_down, text_of

    before = text_of(path)
    try:
        yield
    finally:
        note_down(store, roots.moment, "edited", said, {path: (before, text_of(path))})


def rewriting(store: "Store", roots: Roots) -> "Callable[[Event, bool], str]":
    """Return what takes back what was written into a deck file, and reads the decks again."""

    def rewrite(event: "Event", back: bool) -> str:
        from trainer.authoring.rewriting import files, rewrite
        from trainer.cli.opening import reread

        stays = rewrite(event, back=back)
        reread(store, roots(), ours=() if stays else files(event))
        return stays

    return rewrite


def refuse_shipped(path: str, more: str = "") -> None:
    """Raise `UsageError`, with what to do instead and ``more``, for a file that comes with the program."""
    if is_shipped(path):
        raise UsageError(
            "that deck comes with the program and is replaced when it is updated, so nothing is added to it. "
            f"`trainer add` writes into a deck of yours{more}; `trainer edit` makes your version of a note"
        )


def is_shipped(path: str) -> bool:
    """Does a deck file come with the program?"""
    from trainer.decks.find import real
    from trainer.paths import shipped_decks, tutorial

    file = Path(real(Path(path)))
    return any(file.is_relative_to(real(home)) for home in (shipped_decks(), tutorial()))


def overlays() -> "Overlays":
    """Return the user's versions of notes of shipped decks."""
    from trainer.authoring.overlay import Overlays
    from trainer.paths import own_decks

    return Overlays(own_decks() / "changed")


def check_place(deck: Path, versions: Path, roots: Roots) -> None:
    """See that versions of the notes of a deck (its file) would be read from where they go.

    Raises:
        UsageError: they would not.
        FileError: there can be no such folder.
    """
    from trainer.decks.find import real
    from trainer.files import explained
    from trainer.paths import tutorial

    if real(deck) == real(tutorial()):
        raise UsageError("the tutorial comes with the program; `trainer add` writes notes of your own")
    try:
        versions.parent.mkdir(parents=True, exist_ok=True)  # only a folder that is there can be in use
    except OSError as error:
        raise FileError(explained(versions.parent, error)) from error
    if not any(Path(real(versions)).is_relative_to(real(root)) for root in roots()):
        raise UsageError(
            "your version of a shipped note would go into your own decks, and these are not in use: "
            "name `mine` too, in the setting `decks`, TRAINER_DECKS or --decks"
        )


def tagging(store: "Store", roots: Roots) -> "Tag":
    """Return what gives tags to notes and takes them away, in decks of the user's and versions of shipped
    ones."""

    def tag(cards: Sequence[str], give: Sequence[str], take: Sequence[str]) -> "Tagged":
        from trainer.authoring.rewriting import note_down
        from trainer.authoring.tagging import Tagging
        from trainer.cli.opening import reread
        from trainer.core.notebook import as_line

        tags = as_line(give, take)
        tagging = Tagging(
            store,
            overlays(),
            is_shipped,
            lambda deck, versions: check_place(deck, versions, roots),
            lambda ours: reread(store, roots(), ours=ours),
            lambda said, texts: note_down(store, roots.moment, "tagged", said, texts, tags),
        )
        return tagging(cards, give, take)

    return tag


def add_term(proposal: "Proposal", store: "Store", roots: Roots) -> Path:
    """Write words as a term of a point: into the deck if it is the user's, else among his versions; return
    the file.

    Raises:
        FileError: the point is not there any more, or the file cannot be written.
    """
    from trainer.authoring.terms import with_term
    from trainer.decks.yaml.source import MAX_BYTES
    from trainer.files import content, repeated, save

    path, id = Path(proposal.file), proposal.note.partition("/")[2]
    said = f"{proposal.point}: {proposal.words}"
    if is_shipped(proposal.file) or path.parent == overlays().folder:
        with noting(store, roots, said, overlays().path(proposal.note.partition("/")[0])):
            return overlays().add_term(proposal.note, proposal.point, proposal.words)

    @repeated
    def add() -> None:
        text = content(path, MAX_BYTES).decode("utf-8-sig")
        save(path, with_term(path, text, id, proposal.point, proposal.words).encode(), was=text)

    with noting(store, roots, said, path):
        add()
    return path


class Editing:
    """Opens the user's editor at a note: in its file, or in the user's own version of it."""

    def __init__(self, editor: str, store: "Store", roots: Roots) -> None:
        self._editor, self._store, self._roots = editor, store, roots

    def __call__(self, card: "StudyCard") -> "Edited":
        """Edit the note of a card, and read the decks again.

        Raises:
            UsageError: there is no place for a version of it that would be read.
            EditorError, FileError: the editor cannot be opened, or the version cannot be written.
        """
        from trainer.cli.opening import reread
        from trainer.context import Edited

        place = overlays().path(card.note.deck) if is_shipped(card.path) else Path(card.path)
        prompt = card.note.body.prompt()
        with noting(self._store, self._roots, prompt, place):
            path, said = self._open(card)
        found = reread(self._store, self._roots())
        return Edited(said, tuple(problem for problem in found if problem.file == path))

    def _open(self, card: "StudyCard") -> tuple[str, str]:
        """Edit the note of a card; return the file, and what to say of it."""
        from trainer import terminal

        path, line, said, fresh = card.path, card.note.line, "", False
        if is_shipped(path):
            path, line, fresh = self._version(card)
        if not Path(path).exists():  # an editor would begin a new file there
            raise FileError(f"{path} is not there now, so there is nothing to edit.")
        before = Path(path).read_bytes() if fresh else b""
        try:
            complaint = terminal.edit(self._editor, path, line)
        finally:
            if fresh and Path(path).read_bytes() == before:
                overlays().take_away(Path(path), card.note.id)
                fresh = False
                said = "nothing was changed: the note stays that of the shipped deck"
        if fresh or card.note.path:
            said = f"your own version; the shipped deck stays as it is (in {path})"
        return path, "; ".join(filter(None, (complaint, said)))

    def _version(self, card: "StudyCard") -> tuple[str, int, bool]:
        """Return file and line of the user's version of a shipped note, and whether it was made just now."""
        check_place(Path(card.path), overlays().path(card.note.deck), self._roots)
        version = overlays().copy(Path(card.path), card.note.key)
        return str(version.path), version.line, version.fresh


def about_new_deck(name: str, store: "Store") -> str:
    """Say that a deck named to write to (see `into`) is a new one; "" where it is not."""
    known = {*(deck.id for deck in store.decks(0)), *(deck.id for deck in store.own_decks())}
    is_new = name and name not in known
    return f"a new deck of yours: {name}" if is_new else ""


def into(arguments: argparse.Namespace, wishes: "Settings", store: "Store") -> str:
    """Return the id of the deck to write to, "" for the one that is taken where none is named; where a name
    means nothing, and looks like none that does, it is the title of a new deck, and with --new always."""
    name = clean(arguments.into or "").strip()
    if not name:
        if getattr(arguments, "new", False):
            raise UsageError("--new begins a deck: name it, as in `trainer add --new “My deck”`")
        return ""
    if getattr(arguments, "new", False):
        if any(name in (deck.id, deck.title) for deck in store.decks(0)):
            raise UsageError(f"there is a deck {name!r} already; without --new the note goes into it")
        return name
    known = [name for deck in store.decks(0) for name in (deck.id, deck.title)]
    is_new = not near(name, known) and ":" not in name
    try:
        decks, _ = store.export(scope_of([name], wishes, store))
    except ScopeError:
        if not is_new:
            talk(f"with --new it begins a deck called {in_line(name)}")
            raise
        decks = []
    if is_new and not decks:  # several words are a query, too
        return name
    yours = [deck for deck in decks if not is_shipped(deck.path)]
    if len(yours) == 1:
        return yours[0].id
    own = [deck for deck in store.own_decks() if not is_shipped(deck.path)]
    names = ", ".join(f"{deck.id} ({deck.title})" for deck in yours or own)
    if decks and not yours:
        refuse_shipped(decks[0].path, f"; yours are {names}" if own else "")
    which = f"several decks of yours, {names}" if yours else f"no deck; yours are {names or 'none yet'}"
    raise UsageError(f"{arguments.into!r} means {which}. Name one by its id, as in `trainer add ID …`")
