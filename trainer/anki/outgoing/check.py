"""What must hold before a package is written: Anki would drop, double or blank such notes without a word."""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence

from trainer.anki.outgoing.media import missing
from trainer.anki.outgoing.notes import AnkiNote
from trainer.anki.outgoing.package import DeckNotes, deck_name
from trainer.core.card import Deck, Note, Problem
from trainer.core.cloze import ClozeError

# Anki makes no card for a higher cloze number.
MAX_CLOZE = 500


MAX_LEVELS = 11
"""So many levels of a deck's name Anki takes (tried with 25.9)."""


def find_problems(batches: Sequence[DeckNotes]) -> Iterator[Problem]:
    """Yield what Anki could not show: illegal names, doubled decks or notes, blank fields, nothing at all."""
    decks: set[str] = set()
    guids: dict[str, Note] = {}
    for deck, notes in batches:
        if not all(deck_name(deck.title).split("::")):
            yield _problem(
                deck, None, "anki-title", f"The title {deck.title!r} has an empty level.", "Name every level."
            )
        if len(deck_name(deck.title).split("::")) > MAX_LEVELS:
            message = f"The title has more than {MAX_LEVELS} levels; Anki refuses such packages."
            yield _problem(deck, None, "anki-title", message, "Shorten it.")
        if deck.id in decks:
            yield _problem(deck, None, "doubled-deck", "The deck is exported twice.", "Name it once.")
            continue
        decks.add(deck.id)
        for note in notes:
            yield from _blank(deck, note)
            if known := guids.get(note.guid):
                message = f"In Anki it would be one note with {known.key}, as both go back to one old id."
                remedy = "Take the old id out of one `formerly`."
                yield _problem(deck, note.note, "doubled-id", message, remedy)
            guids[note.guid] = note.note
    if batches and not any(batch.deck.notes for batch in batches):
        yield _problem(
            batches[0].deck, None, "anki-no-notes", "There is no note to export.", "Add notes to the deck."
        )


def cloze_problem(deck: Deck, note: Note, error: ClozeError) -> Problem:
    """Return the problem of a cloze note that gives Anki no card."""
    message = f"In Anki it would have no card: {error}."
    return _problem(deck, note, "anki-no-card", message, "Mend its {{c1::…}} markers.")


def media_problems(deck: Deck, note: AnkiNote) -> Iterator[Problem]:
    """Yield what a note shows and what cannot go into the package."""
    for name, why in missing(note, deck.path):
        message = f"The file {name} {why}."
        yield _problem(deck, note.note, "missing-media", message, "Put it beside the deck, or mend its name.")


def _blank(deck: Deck, note: AnkiNote) -> Iterator[Problem]:
    for field, value in zip(note.notetype.fields, note.fields, strict=True):
        if field.name in note.notetype.needed and not _visible(value):
            message = f"Its {field.name.lower()} would be blank in Anki."
            yield _problem(deck, note.note, "anki-blank", message, "Write text that can be seen.")
    if max(note.cards) >= MAX_CLOZE:
        message = f"Cloze {max(note.cards) + 1} is above {MAX_CLOZE}, the highest that Anki shows."
        yield _problem(deck, note.note, "anki-no-card", message, "Number the gaps from 1.")


def _visible(field: str) -> bool:
    """Does the HTML show anything but space and invisible characters?"""
    if "<img " in field:
        return True
    text = html.unescape(re.sub(r"<[^>]*>", "", field))
    return any(unicodedata.category(character)[0] not in "CZ" for character in text)


def _problem(deck: Deck, note: Note | None, rule: str, message: str, remedy: str) -> Problem:
    line, name = (note.line, note.id) if note else (0, "")
    return Problem(deck.path, line, deck.id, name, rule, "error", message, remedy)
