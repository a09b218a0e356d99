"""Deck files that an import writes into: what was there reads as before, and what came as it is meant.

People, editors and programs write lists in many ways. Whether lines of an import fit among them, only reading
the file tells.
"""

from collections.abc import Callable, Mapping, Set
from dataclasses import replace
from pathlib import Path
from shlex import quote
from typing import NamedTuple

from trainer.core.card import Deck, Note
from trainer.core.errors import UsageError
from trainer.foreign.blocks import header, is_as_written, note_text, shifted
from trainer.foreign.ids import free
from trainer.foreign.planned import DeckPlan


class Wording(NamedTuple):
    """What tells a note from others, as numbers, as there may be many: all of it but its line, and what it
    says itself."""

    whole: int
    says: int


class Held(NamedTuple):
    """What a text holds as a deck file: the deck, without its notes (None where it is none that can be used),
    these by their ids, and the ids of those that errors keep out ("" for an unknown one). ``torn``: is it no
    YAML at some place?"""

    deck: Deck | None
    notes: Mapping[str, Wording]
    broken: frozenset[str]
    torn: bool


Read = Callable[[Path, str], Held]
"""Reads the text of a deck file as it is read where decks are used."""


def wording(note: Note) -> Wording:
    """Return what tells a note from others, within this run of the program."""
    return Wording(hash(replace(note, line=0)), hash((note.body, note.why, note.hints)))


class Sound:
    """Deck files of the user by their paths, with the texts that they have so far."""

    def __init__(self, files: Mapping[Path, str], read: Read) -> None:
        self._files = files
        self._read = read
        self._before: dict[Path, Held | None] = {}
        self._room: dict[Path, bool] = {}

    def takes_more(self, deck: DeckPlan) -> bool:
        """Can notes be added behind those of its file? All ids in it are taken from then on."""
        if deck.path not in self._room:
            self._room[deck.path] = self._has_room(deck)
        return self._room[deck.path]

    def _has_room(self, deck: DeckPlan) -> bool:
        was = self._was(deck.path)
        if was is None:
            return True
        deck.ids.update(was.notes, was.broken)
        if was.torn or was.deck is None or was.deck.id != deck.deck:
            return False
        id = free("added", deck.ids)
        more = shifted(note_text(id, "basic", {"ask": "question", "answer": "answer"}), deck.indent)
        text = self._files[deck.path]
        now = self._read(deck.path, text + ("" if text.endswith("\n") else "\n") + more)
        return id in now.notes and not _differing(was, now, {id})

    def check(self, deck: DeckPlan) -> None:
        """See that the file of a deck is not broken by what is planned for it.

        Raises:
            UsageError: it would be.
        """
        was = self._was(deck.path)
        if was is None:
            return
        now = self._read(deck.path, "".join(deck.parts()))
        blocks = "".join(one.text for one in deck.blocks if one.id in deck.replaced) + "".join(deck.added)
        meant = self._read(deck.path, header(deck.deck, "Meant") + blocks)
        unlike = (
            id for id, note in meant.notes.items() if id not in now.notes or now.notes[id].says != note.says
        )
        if wrong := [*_differing(was, now, meant.notes.keys() | meant.broken), *unlike]:
            where = f" (see the note {wrong[0]})" if wrong[0] else ""
            raise UsageError(
                f"{deck.path} is written in a way that what comes for it would not fit into it{where}. "
                f"Nothing was written; put right what `trainer check {quote(str(deck.path))}` tells, and "
                "write each of its notes on lines of its own, from `- id: …` on."
            )

    def _was(self, path: Path) -> Held | None:
        """Return what a file holds so far; None where it is not there, or as an import wrote it."""
        if path not in self._before:
            text = self._files.get(path)
            self._before[path] = None if text is None or is_as_written(text) else self._read(path, text)
        return self._before[path]


def _differing(was: Held, now: Held, but: Set[str]) -> list[str]:
    """Return the ids of notes that do not read as before, "" for the deck itself, but for some."""
    ids = (was.notes.keys() | now.notes.keys()) - but
    found = [id for id in ids if was.notes.get(id) != now.notes.get(id)]
    return sorted([*found, *(now.broken - was.broken - but), *([""] if was.deck != now.deck else [])])
