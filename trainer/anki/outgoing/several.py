"""Cards of one note of Anki, which are notes here as their sides say different things: one note again there.

It has the guid of that note, and its cards have the places that they had, so that an Anki that has the note
gets none of them a second time.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from trainer.anki.identity import note_guid
from trainer.anki.notetypes import MOST_CARDS, SEVERAL
from trainer.anki.outgoing.markup import plain_html, to_html
from trainer.anki.outgoing.notes import AnkiNote, accepted, asked, common_fields, filled, note_tags
from trainer.core.card import Deck, Note
from trainer.core.kinds import Basic, Typed


class Together(NamedTuple):
    """By the key of the first note of each such group all of it, and the keys of all others of these."""

    groups: Mapping[str, Sequence[Note]]
    others: frozenset[str]

    def apart(self, notes: Iterable[Note]) -> list[Note]:
        """Return those of ``notes`` that came from Anki and have another guid than they had there."""
        found = (note for note in notes if note.guid and note.key not in self.others | self.groups.keys())
        return [note for note in found if note_guid(note) != note.guid]


def together(decks: Iterable[Deck]) -> Together:
    """Find the notes that go back as one: those of one deck, that with the first card among them. The guid
    of that note is free for them, unless a note of another kind here has it."""
    groups: dict[str, list[Note]] = {}
    taken: set[str] = set()
    for deck in decks:
        for note in deck.notes:
            if note.guid and _fits(note):
                groups.setdefault(note.guid, []).append(note)
            elif note.guid and note.template <= 1:
                taken.add(note.guid)
    found: dict[str, list[Note]] = {}
    for guid, notes in groups.items():
        if guid not in taken:
            first = min(notes, key=lambda note: note.template)
            same = {note.template: note for note in reversed(notes) if note.deck == first.deck}
            members = [note for note in notes if same.get(note.template) is note]
            found[members[0].key] = members
    others = frozenset(note.key for notes in found.values() for note in notes[1:])
    return Together(found, others)


def _fits(note: Note) -> bool:
    plain = isinstance(note.body, Typed) or (isinstance(note.body, Basic) and not note.body.reverse)
    return plain and 1 <= note.template <= MOST_CARDS


def several(deck: Deck, notes: Sequence[Note], changed: int) -> AnkiNote:
    """Return the one Anki note of a group of notes. ``changed``: the UTC second of their last change."""
    first = notes[0]
    notes = sorted(notes, key=lambda note: note.template)
    values = {"Id": plain_html(first.key)}
    for note in notes:
        common, place, body = common_fields(deck, note), note.template, note.body
        answer = ""
        if isinstance(body, Typed):
            values[f"Typed{place}"] = plain_html(body.answer)
            answer = accepted(body)
        elif isinstance(body, Basic):
            answer = to_html(body.answer)
        extra = "".join(
            f'<div class="{name.casefold()}">{common[name]}</div>'
            for name in ("Extra", "Source")
            if common.get(name)
        )
        values[f"Question{place}"] = asked(body) + common.get("Hints", "")
        values[f"Answer{place}"] = answer + extra
    return AnkiNote(
        SEVERAL,
        first,
        first.guid,
        filled(SEVERAL, values),
        tuple(dict.fromkeys(tag for note in notes for tag in note_tags(deck, note))),
        tuple(note.template - 1 for note in notes),
        changed,
        tuple(note.key for note in notes),
        first.key,
    )
