"""Words of the user that may become terms of a note: what he ticked although the grader had not found it."""

from collections.abc import Collection
from typing import NamedTuple

from trainer.core.card import note_of
from trainer.core.library import Library
from trainer.core.log import ANSWERS, details
from trainer.core.scope import EVERYTHING, Scope
from trainer.core.text import one_line
from trainer.grading.marking import may_be_term

WORDS = 200
"""Letters of a proposal; whatever another device wrote."""


class Proposal(NamedTuple):
    """What was said for a point, how often, and last on which study day; the note and where it stands."""

    note: str
    file: str
    line: int
    point: str
    words: str
    times: int
    day: int


def proposals(library: Library, scope: Scope = EVERYTHING) -> list[Proposal]:
    """Return what may become terms of the open questions in scope, in deck order; of points that the note
    still has as they were, and has no such term for yet."""
    said: dict[tuple[str, str, str], tuple[int, int]] = {}
    for event in library.log({*ANSWERS, "cram", "mock"}):
        for point, words in _pairs(details(event.detail).get("terms")):
            key = note_of(event.card), point, one_line(words, WORDS)
            said[key] = said.get(key, (0, 0))[0] + 1, event.day
    found = []
    for note in library.notes(scope) if said else ():
        if note.body.whole() is not note.body:  # only what is asked as a whole has terms of its own
            continue
        card = library.card(note.card_keys()[0])
        known = {part.say: set(map(" ".join, part.terms)) for part in note.body.parts("")}
        for (at, point, words), (times, day) in said.items():
            new = at == note.key and may_be_term(words) and words not in known.get(point, {words})
            if card is not None and new:
                found.append(Proposal(note.key, card.path, note.line, point, words, times, day))
    return found


def _pairs(value: object) -> Collection[tuple[str, str]]:
    pairs = value if isinstance(value, list) else []
    return [(pair[0], pair[1]) for pair in pairs if _is_pair(pair)]


def _is_pair(pair: object) -> bool:
    return isinstance(pair, list) and len(pair) == 2 and all(isinstance(one, str) and one for one in pair)
