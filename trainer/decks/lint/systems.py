"""Prompts that leave open which of the systems of their deck is meant."""

import re
from collections.abc import Iterable
from fractions import Fraction

from trainer.core.card import Deck, Note
from trainer.decks.lint.finding import Finding
from trainer.decks.lint.prose import with_code

NAMED = Fraction(1, 3)  # share of a deck's notes that name a system which the deck is about


def unnamed(decks: Iterable[Deck]) -> dict[str, Finding]:
    """Return by key the notes that name no system, of decks whose tags are names of several."""
    found: dict[str, Finding] = {}
    for deck in decks:
        asked = {note.key: _asked(note) for note in deck.notes}
        systems = [tag for tag in deck.tags if _often(tag, asked.values())]
        if len(systems) > 1:
            message = f"the prompt names none of the deck's systems ({', '.join(systems)})"
            for key, text in asked.items():
                if not any(re.search(rf"\b{re.escape(tag)}\b", text, re.IGNORECASE) for tag in systems):
                    found[key] = Finding("system-unnamed", message, "name the system that is meant")
    return found


def _asked(note: Note) -> str:
    return with_code("\n".join((note.body.prompt(), *note.body.asks())))


def _often(tag: str, texts: Iterable[str]) -> bool:
    """Is ``tag`` a proper name, written with a capital, of what many notes ask about?"""
    name = re.compile(rf"\b(?=[A-Z])(?i:{re.escape(tag)})\b")
    named = [bool(name.search(text)) for text in texts]
    return bool(named) and sum(named) >= NAMED * len(named)
