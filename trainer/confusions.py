"""What the user mixes up: which wrong option, sibling cell or confusable answer was given instead."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from trainer.core.card import Note, note_of
from trainer.core.kinds import Body, Choice, Compare
from trainer.core.kinds.compare import cell
from trainer.core.library import Library
from trainer.core.log import ANSWERS, Event
from trainer.core.scope import EVERYTHING, Scope
from trainer.core.text import one_line, same, times
from trainer.scheduling.scheduler import PASS

KINDS = ANSWERS | {"quiz", "mock"}
"""Kinds of events that may hold a confusion."""


class Confusion(NamedTuple):
    """How often two things were taken for one another.

    ``card`` is the card asked; ``instead`` the card whose answer was given instead, or the text of an option
    that is no card's answer.
    """

    card: str
    instead: str
    times: int

    @property
    def pair(self) -> frozenset[str]:
        """The two, whichever was asked."""
        return frozenset((self.card, self.instead))


class MixedUp(NamedTuple):
    """A confusion in words (Markdown): the one, the other, and the question in which they were mixed up."""

    one: str
    other: str
    about: str
    times: int


def confusions(events: Iterable[Event], notes: Mapping[str, Note]) -> list[Confusion]:
    """Count what was mixed up, the most frequent first; a pair counts in both directions.

    An answer counts that got no pass (in a mock interview answers have no grade): what the user let pass was
    a slip of the finger. Events of cards that no note in ``notes`` (by key) has are left out.
    """
    first: dict[frozenset[str], tuple[str, str]] = {}
    times: Counter[frozenset[str]] = Counter()
    for event in events:
        if not _counts(event):
            continue
        card = event.card
        note = notes.get(note_of(card))
        if note is None or card not in note.card_keys():
            continue
        listed = written(event.detail)
        if listed is None:
            listed = list(_instead(event.answer, note, card, notes))
        for instead in listed:
            if instead != card and _is_there(instead, note, notes):
                pair = frozenset((card, instead))
                first.setdefault(pair, (card, instead))
                times[pair] += 1
    ranked = [Confusion(*first[pair], count) for pair, count in times.items()]
    return sorted(ranked, key=lambda found: (-found.times, found.card, found.instead))


def in_words(confusion: Confusion, notes: Mapping[str, Note]) -> MixedUp:
    """Say what was mixed up: two subjects of a table by their names, everything else by the answers."""
    note = notes[note_of(confusion.card)]
    other = notes.get(note_of(confusion.instead))
    sides, taken = note.sides(confusion.card), confusion.instead
    if other is not None and taken in other.card_keys():
        if other is note:
            mine, theirs = (note.body.subject(key.removeprefix(note.key)) for key in (confusion.card, taken))
            if mine is not None and theirs is not None:
                return MixedUp(mine[0], theirs[0], theirs[1], confusion.times)
        taken = other.body.answer_text() or other.sides(taken).answer
    return MixedUp(note.body.answer_text() or sides.answer, taken, sides.prompt, confusion.times)


def all_confusions(library: Library, scope: Scope = EVERYTHING) -> list[tuple[Confusion, MixedUp]]:
    """Return what was mixed up in ``scope`` (with anything), the most frequent first, also in words."""
    notes = {note.key: note for note in library.notes(EVERYTHING)}
    here = notes if scope == EVERYTHING else {note.key for note in library.notes(scope)}
    found = confusions(library.log(KINDS, failed=True), notes)
    return [
        (mixed, in_words(mixed, notes))
        for mixed in found
        if any(note_of(card) in here for card in mixed.pair)
    ]


def mixed_up(library: Library, missed: Sequence[Event]) -> list[MixedUp]:
    """Return what was mixed up in the given answers, with how often that happened in all.

    Only the notes concerned are read, and the log only when there is something to count.
    """
    notes = _around(library, missed)
    now = {mixed.pair for mixed in confusions(missed, notes)}
    if not now:
        return []
    found = confusions(library.log(KINDS, failed=True), notes)
    return [in_words(mixed, notes) for mixed in found if mixed.pair in now]


def sentence(pair: MixedUp) -> str:
    """Say in one line what was mixed up, and how often."""
    return (
        f"you mixed up: “{one_line(pair.one, 200)}” and “{one_line(pair.other, 200)}” ({times(pair.times)})"
    )


def _counts(event: Event) -> bool:
    if event.kind == "mock" and event.grade is None:
        return _read(event.detail).get("step") == "answer"
    return event.kind in KINDS and event.grade is not None and event.grade < PASS


def _instead(given: str, note: Note, card: str, notes: Mapping[str, Note]) -> Iterator[str]:
    """Yield what was given instead of the right answer, as far as the answer typed or picked tells."""
    find = _INSTEAD.get(note.kind)
    if find is not None and given:
        yield from find(note.body, given, note, card, notes)


def _options(body: Choice, given: str, *_: object) -> Iterator[str]:
    parts = given.split(" | ")
    yield from (text for text in body.wrong_options() if text in parts or text == given)


def _siblings(body: Compare, given: str, note: Note, card: str, _: object) -> Iterator[str]:
    aspect_key, subject_key = cell(card.removeprefix(note.key))
    cells = dict(next(aspect.cells for aspect in body.aspects if aspect.key == aspect_key))
    right = cells.pop(subject_key)
    for subject, text in cells.items():
        if same(text, given) and not same(text, right):
            yield f"{note.key}#{aspect_key}.{subject}"
            return


def _confusable(body: Body, given: str, note: Note, _: str, notes: Mapping[str, Note]) -> Iterator[str]:
    for key in note.confusable:
        other = notes.get(key)
        if (
            other is not None
            and same(other.body.answer_text(), given)
            and not same(given, body.answer_text())
        ):
            yield key
            return


_INSTEAD: Mapping[str, Callable[[Any, str, Note, str, Mapping[str, Note]], Iterator[str]]] = {
    "choice": _options,
    "compare": _siblings,
    "basic": _confusable,
    "typed": _confusable,
}
"""How an answer in words tells what was taken instead, by kind: (body, given, note, card, notes)."""


def written(detail: str) -> list[str] | None:
    """Return what the detail of an event says was taken instead; None when it says nothing about that."""
    taken = _read(detail).get("instead")
    return [str(one) for one in taken] if isinstance(taken, list) else None


def _read(detail: str) -> dict[str, Any]:
    try:
        value = json.loads(detail) if detail else None
    except ValueError:
        value = None
    return value if isinstance(value, dict) else {}


def _is_there(taken: str, note: Note, notes: Mapping[str, Note]) -> bool:
    """Is what was taken still something that could be taken: a card in use, or a wrong option of the note?"""
    other = notes.get(note_of(taken))
    if other is not None:
        return taken in other.card_keys()
    return taken in note.body.wrong_options()


def _around(library: Library, missed: Sequence[Event]) -> dict[str, Note]:
    """Return the notes asked, those whose answers were given instead, and those named as easily confused."""
    notes: dict[str, Note] = {}
    pending = [card for event in missed for card in (event.card, *(written(event.detail) or ()))]
    while pending:
        found = library.card(pending.pop())
        if found is not None and found.note.key not in notes:
            notes[found.note.key] = found.note
            pending += found.note.confusable
    return notes
