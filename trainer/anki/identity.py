"""Stable numbers and names for Anki, all derived from the keys of notes, cards and decks by SHA-256.

What these functions return is in the collections of users: a change here doubles their notes.
"""

import base64
import hashlib

from trainer.core.card import Note

# Deck ids lie where other makers of packages put theirs, far from the ids (milliseconds) that Anki gives.
_DECKS_FROM = 1 << 30
_DECKS = 1 << 30
_DEFAULT, _ID_OF_DEFAULT = "default", 1
# Row ids are milliseconds to Anki. These lie in 2001-2004, before there was an Anki, so that they never meet
# the id of a note or card that a user made; ids in the future Anki would replace.
_ROWS_FROM = 1_000_000_000_000
_ROWS = 100_000_000_000
_OF_NOTES, _OF_DECKS, _OF_ROWS = map(hashlib.sha256, (b"trainer:", b"trainer-deck:", b"trainer-row:"))


def guid(key: str) -> str:
    """Return the guid of the Anki note for a note key or card key: 16 characters a-z and 2-7."""
    return base64.b32encode(_digest(_OF_NOTES, key)[:10]).decode().lower()


def origin(note: Note) -> str:
    """Return the note's first key: that of ``formerly`` (the oldest comes first), else its present one.

    The guid comes from it, so a renamed note is still the same one in Anki.
    """
    return note.formerly[0] if note.formerly else note.key


def note_guid(note: Note, suffix: str = "") -> str:
    """Return the guid of the Anki note made of a note, or of the part of it with this ``suffix``.

    What came from Anki keeps the guid that it had there; of several notes made of one, the first does.
    """
    if note.guid and note.template <= 1 and not suffix:
        return note.guid
    return guid(origin(note) + suffix)


def card_key(note: str, place: int, suffix: str, *, has_gaps: bool) -> str:
    """Return the key of the card at a ``place`` (from 0) of an Anki note: the number of a gap less one, else
    the place of its template. ``suffix``: what the key has if the note is only a part of ours."""
    if has_gaps:
        return f"{note}#c{place + 1}"
    return note + (suffix if not place else "#reverse")


def deck_id(deck: str, name: str) -> int:
    """Return the Anki deck id for a deck id, and the ``name`` that it has there: each collection has one
    called Default already, and would call a second one Default_."""
    if name.casefold() == _DEFAULT:
        return _ID_OF_DEFAULT
    return _DECKS_FROM + _number(_OF_DECKS, deck) % _DECKS


def row_id(name: str, taken: set[int]) -> int:
    """Return an id (ms) for the note or card called ``name`` that is not in ``taken``, and add it there."""
    found = _ROWS_FROM + _number(_OF_ROWS, name) % _ROWS
    while found in taken:
        found += 1
    taken.add(found)
    return found


def _number(begun: "hashlib._Hash", text: str) -> int:
    return int.from_bytes(_digest(begun, text)[:8])


def _digest(begun: "hashlib._Hash", text: str) -> bytes:
    """Return the hash of what ``begun`` has, and of a text after it; a copy is made sooner than one anew."""
    whole = begun.copy()
    whole.update(text.encode())
    return whole.digest()
