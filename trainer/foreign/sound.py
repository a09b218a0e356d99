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


class Held(NamedTuple):
    """What a text holds as a deck file: the deck, without its notes (None where it is none that can be used),
    these by their ids, and the ids of those that errors keep out ("" for an unknown one). ``torn``: is it no
    YAML at some place?"""

    deck: Deck | None
    notes: Mapping[str, Note]
    broken: frozenset[str]
    torn: bool


Read = Callable[[Path, str], Held]
"""Reads the text of a deck file as it is read where decks are used."""


def takes_more(deck: DeckPlan, text: str, read: Read) -> bool:
    """Can notes be added behind those of a file with this text? All ids in it are taken from then on."""
    if is_as_written(text):
        return True
    was = read(deck.path, text)
    deck.ids.update(was.notes, was.broken)
    if was.torn or was.deck is None or was.deck.id != deck.deck:
        return False
    id = free("added", deck.ids)
    more = shifted(note_text(id, "basic", {"ask": "question", "answer": "answer"}), deck.indent)
    now = read(deck.path, text + ("" if text.endswith("\n") else "\n") + more)
    return id in now.notes and not _differing(was, now, {id})


def check(deck: DeckPlan, text: str, read: Read) -> None:
    """See that a file whose text is ``text`` so far is not broken by what is planned for it.

    Raises:
        UsageError: it would be.
    """
    if is_as_written(text):
        return
    was = read(deck.path, text)
    now = read(deck.path, "".join(deck.parts()))
    blocks = "".join(one.text for one in deck.blocks if one.id in deck.replaced) + "".join(deck.added)
    meant = read(deck.path, header(deck.deck, "Meant") + blocks)
    unlike = (
        id for id, note in meant.notes.items() if id not in now.notes or _says(now.notes[id]) != _says(note)
    )
    if wrong := [*_differing(was, now, meant.notes.keys() | meant.broken), *unlike]:
        where = f" (see the note {wrong[0]})" if wrong[0] else ""
        raise UsageError(
            f"{deck.path} is written in a way that what comes for it would not fit into it{where}. Nothing "
            f"was written; put right what `trainer check {quote(str(deck.path))}` tells, and write each of "
            "its notes on lines of its own, from `- id: …` on."
        )


def _differing(was: Held, now: Held, but: Set[str]) -> list[str]:
    """Return the ids of notes that do not read as before, "" for the deck itself, but for some."""
    before, after = (
        {id: replace(note, line=0) for id, note in held.notes.items() if id not in but} for held in (was, now)
    )
    ids = [id for id in before.keys() | after.keys() if before.get(id) != after.get(id)]
    return sorted([*ids, *(now.broken - was.broken - but), *([""] if was.deck != now.deck else [])])


def _says(note: Note) -> tuple[object, ...]:
    return note.body, note.why, note.hints
