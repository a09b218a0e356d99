"""What must hold before a package is written: Anki would drop, double or blank such notes without a word."""

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from trainer.anki.notetypes import Notetype
from trainer.anki.outgoing.notes import AnkiNote
from trainer.anki.outgoing.package import deck_name
from trainer.core.card import Deck, Note, Problem
from trainer.core.cloze import ClozeError
from trainer.core.text import is_seen

# Anki makes no card for a higher cloze number.
MAX_CLOZE = 500


MAX_LEVELS = 11
"""So many levels of a deck's name Anki takes (tried with 25.9)."""


@dataclass(slots=True)
class Check:
    """Looks at decks and notes on their way, and gathers as ``problems`` what Anki could not show."""

    problems: list[Problem] = field(default_factory=list)
    _guids: dict[str, str] = field(default_factory=dict)
    _fields: dict[tuple[int, tuple[int, ...]], Sequence[tuple[str, int]]] = field(default_factory=dict)

    def decks(self, decks: Sequence[Deck]) -> None:
        """Look for illegal and doubled names, and for nothing at all to be shown."""
        seen: set[str] = set()
        for deck in decks:
            levels = deck_name(deck.title).split("::")
            if not all(levels):
                message = f"The title {deck.title!r} has an empty level."
                self._add(deck, None, "anki-title", message, "Name every level.")
            if len(levels) > MAX_LEVELS:
                message = f"The title has more than {MAX_LEVELS} levels; Anki refuses such packages."
                self._add(deck, None, "anki-title", message, "Shorten it.")
            if deck.id in seen:
                self._add(deck, None, "doubled-deck", "The deck is exported twice.", "Name it once.")
            seen.add(deck.id)
        if decks and not any(deck.notes for deck in decks):
            message = "There is no note to export."
            self._add(decks[0], None, "anki-no-notes", message, "Add notes to the deck.")

    def note(self, deck: Deck, note: AnkiNote, missing: Iterable[tuple[str, str]]) -> None:
        """Look for blank fields, gaps without card, and notes that would be one; ``missing``: media that
        cannot go into the package, each with why."""
        for name, why in missing:
            remedy = "Put it beside the deck, or mend its name."
            self._add(deck, note.note, "missing-media", f"The file {name} {why}.", remedy)
        for name, place in self._needed(note.notetype, note.cards):
            if not _visible(note.fields[place]):
                message = f"Its {name.lower()} would be blank in Anki."
                self._add(deck, note.note, "anki-blank", message, "Write text that can be seen.")
        if max(note.cards) >= MAX_CLOZE:
            message = f"Cloze {max(note.cards) + 1} is above {MAX_CLOZE}, the highest that Anki shows."
            self._add(deck, note.note, "anki-no-card", message, "Number the gaps from 1.")
        if (known := self._guids.setdefault(note.guid, note.id)) != note.id:
            message = f"In Anki it would be one note with {known}, as both go back to one old id."
            self._add(deck, note.note, "doubled-id", message, "Take the old id out of one `formerly`.")

    def _needed(self, notetype: Notetype, cards: tuple[int, ...]) -> Sequence[tuple[str, int]]:
        """Return the fields that must show something, with their places."""
        found = self._fields.get((notetype.id, cards))
        if found is None:
            names = {*notetype.needed, *(f"Question{place + 1}" for place in cards)}
            places = ((name, place) for place, (_, name) in enumerate(notetype.fields) if name in names)
            found = self._fields[notetype.id, cards] = tuple(places)
        return found

    def gaps(self, deck: Deck, note: Note, error: ClozeError) -> None:
        """Note that a cloze note gives Anki no card."""
        message = f"In Anki it would have no card: {error}."
        self._add(deck, note, "anki-no-card", message, "Mend its {{c1::…}} markers.")

    def _add(self, deck: Deck, note: Note | None, rule: str, message: str, remedy: str) -> None:
        line, name, path = (note.line, note.id, note.path) if note else (0, "", "")
        self.problems.append(Problem(path or deck.path, line, deck.id, name, rule, "error", message, remedy))


def _visible(field: str) -> bool:
    """Does the HTML show anything but space and invisible characters?"""
    if field[:1].isalnum() or "<img " in field:
        return True
    return is_seen(html.unescape(re.sub(r"<[^>]*>", "", field)))
