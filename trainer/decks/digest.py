"""What is remembered of a deck file, so that it need not be read again to be checked against the others."""

import json
from collections.abc import Iterator
from hashlib import blake2b
from typing import NamedTuple

from trainer.core.card import Deck, Note, Problem
from trainer.decks.format.deckfile import Reading


class Ties(NamedTuple):
    """What of a note concerns notes of other files: keys of notes, and a hash of its prompt ("" = none);
    ``path`` is its file where that is not its deck's.

    ``names`` are only those in other decks; those in its own were looked up when the file was read.
    """

    id: str
    line: int
    names: tuple[str, ...]
    needs: tuple[str, ...]
    formerly: tuple[str, ...]
    prompt: str
    path: str = ""


class Digest(NamedTuple):
    """A deck file in short.

    Attributes:
        deck: the id that the file claims, "" if none was ever found.
        line: where that stands (0 = unknown).
        usable: could the file be read as a deck?
        refused: did the id belong to another file?
        broken: ids of the notes with errors ("" = unknown).
        problems: what is wrong with the file, and with the versions of its notes that were laid over it.
        replaces: id of the deck that it has versions of notes of, "" if it is a deck itself.
        over: the files (path, size, mtime in ns) that were laid over it.
        gone: ids of notes that are kept though the file has them no more (see `trainer.decks.vanished`).
        were: ids of notes that it had when that was known last, where it is not now; of a file of versions
            always those.
    """

    deck: str
    line: int
    usable: bool
    refused: bool
    broken: tuple[str, ...]
    notes: tuple[Ties, ...]
    problems: tuple[Problem, ...]
    replaces: str = ""
    over: tuple[tuple[str, int, int], ...] = ()
    gone: tuple[str, ...] = ()
    were: tuple[str, ...] = ()

    def keys(self) -> Iterator[str]:
        """Yield the keys of all notes, broken ones too."""
        for name in (*(note.id for note in self.notes), *self.broken, *self.gone, *self.were):
            yield f"{self.deck}/{name}"


def digest(reading: Reading, deck_before: str = "", over: tuple[tuple[str, int, int], ...] = ()) -> Digest:
    """Return the digest of a file; an unusable one without an id goes on claiming the deck it held."""
    deck = reading.id or (deck_before if reading.deck is None and not reading.replaces else "")
    ties = tuple(_ties(note, reading.deck) for note in reading.deck.notes) if reading.deck else ()
    usable, problems = reading.deck is not None, reading.problems
    return Digest(
        deck,
        reading.line,
        usable,
        False,
        reading.broken,
        ties,
        problems,
        reading.replaces,
        over,
        were=reading.versions,
    )


def _ties(note: Note, deck: Deck) -> Ties:
    own = f"{deck.id}/"
    elsewhere = tuple(dict.fromkeys(name for name in note.names() if not name.startswith(own)))
    asked = " ".join(note.body.prompt().casefold().split()).rstrip(" ?!.:")
    prompt = blake2b(asked.encode(), digest_size=8).hexdigest() if asked else ""
    return Ties(note.id, note.line, elsewhere, note.needs, note.formerly, prompt, note.path)


def dumps(value: Digest) -> str:
    """Return a digest as text."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def loads(text: str) -> Digest:
    """Return the digest that `dumps` wrote."""
    deck, line, usable, refused, broken, notes, problems, replaces, over, gone, were = json.loads(text)
    return Digest(
        deck,
        line,
        usable,
        refused,
        tuple(broken),
        tuple(
            Ties(name, at, tuple(names), tuple(needs), tuple(formerly), prompt, path)
            for name, at, names, needs, formerly, prompt, path in notes
        ),
        tuple(Problem(*problem) for problem in problems),
        replaces,
        tuple((path, size, mtime_ns) for path, size, mtime_ns in over),
        tuple(gone),
        tuple(were),
    )


def earlier(text: str) -> Digest | None:
    """Return the digest of an earlier reading; None where there is none, or another version wrote it."""
    try:
        return loads(text)
    except (ValueError, TypeError):
        return None
