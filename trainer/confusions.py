"""What the user mixes up: which wrong option, sibling cell or confusable answer was given instead."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from trainer.core.card import Note, easily_confused, note_of
from trainer.core.kinds import Body, Choice, Compare
from trainer.core.library import Library
from trainer.core.log import ANSWERS, Event, details
from trainer.core.reads import as_shown
from trainer.core.scope import EVERYTHING, Scope
from trainer.core.text import one_line, same, times

KINDS = ANSWERS | {"cram", "quiz", "mock"}
"""Kinds of events that may hold a confusion."""


class Confusion(NamedTuple):
    """How often two things were taken for one another.

    ``card`` is the card asked, or the cell that a question of several asked for; ``instead`` the card or cell
    whose answer was given instead, or the text of an option that is no such answer.
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

    ``events`` are answers that got no pass, as `Library.log` finds them: what the user let pass was a slip of
    the finger. Events of cards that no note in ``notes`` (by key) has are left out.
    """
    near = easily_confused(notes.values())
    first: dict[frozenset[str], tuple[str, str]] = {}
    times: Counter[frozenset[str]] = Counter()
    for event in events:
        if event.kind == "mock" and details(event.detail).get("step") == "pause":
            continue  # no answer yet
        card = event.card
        note = notes.get(note_of(card))
        if note is None or card not in note.card_keys():
            continue
        for asked, instead in _pairs(
            event, note, [notes[key] for key in near.get(note.key, ()) if key in notes]
        ):
            if instead != asked and asked in _things(note) and _is_there(instead, note, notes):
                pair = frozenset((asked, instead))
                first.setdefault(pair, (asked, instead))
                times[pair] += 1
    ranked = [Confusion(*first[pair], count) for pair, count in times.items()]
    return sorted(ranked, key=lambda found: (-found.times, found.card, found.instead))


def in_words(confusion: Confusion, notes: Mapping[str, Note]) -> MixedUp:
    """Say what was mixed up: two subjects of a table by their names, everything else by the answers."""
    note = notes[note_of(confusion.card)]
    other = notes.get(note_of(confusion.instead))
    mine, about, said = _said(note, confusion.card)
    if other is None or confusion.instead not in _things(other):
        return MixedUp(said, confusion.instead, about, confusion.times)
    theirs, _, taken = _said(other, confusion.instead)
    if other is note and mine and theirs:
        return MixedUp(mine, theirs, about, confusion.times)
    return MixedUp(said, taken, about, confusion.times)


def _said(note: Note, key: str) -> tuple[str, str, str]:
    """Return whom one thing of a note is about ("" where that is not said), what it asks, and its answer."""
    cell = note.body.cell(key.removeprefix(note.key))
    if cell is not None:
        return cell.subject, cell.ask, cell.text
    sides = note.sides(key)
    return "", sides.prompt, note.body.answer_text() or sides.answer


def all_confusions(library: Library, scope: Scope = EVERYTHING) -> list[tuple[Confusion, MixedUp]]:
    """Return what was mixed up in ``scope`` (with anything), the most frequent first, also in words."""
    missed = library.log(KINDS, failed=True)
    notes = _around(library, missed)
    found = confusions(missed, notes)
    named = {note_of(card) for mixed in found for card in mixed.pair}
    here = notes if scope == EVERYTHING else {note.key for note in library.outlines(scope, named)}
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
        f"you mixed up: “{one_line(as_shown(pair.one), 200)}” and “{one_line(as_shown(pair.other), 200)}” "
        f"({times(pair.times)})"
    )


def _pairs(event: Event, note: Note, near: Sequence[Note]) -> Iterator[tuple[str, str]]:
    """Yield what was asked with what was given instead, as the event says or the answer in words tells;
    ``near``: the notes that this one is easily confused with."""
    asked = str(details(event.detail).get("asked", event.card))
    listed = written(event.detail)
    if listed is not None:
        yield from ((asked, instead) for instead in listed)
    elif event.answer and (find := _INSTEAD.get(note.kind)) is not None:
        yield from find(note.body, event.answer, note, asked, near)


def _options(body: Choice, given: str, _: Note, asked: str, *__: object) -> Iterator[tuple[str, str]]:
    parts = given.split(" | ")
    yield from ((asked, text) for text in body.wrong_options() if text in parts or text == given)


def _siblings(body: Compare, given: str, note: Note, asked: str, _: object) -> Iterator[tuple[str, str]]:
    """Yield the cells of a row of which another one was told: of the row asked, or of the one cell asked."""
    row, _, subject = asked.removeprefix(note.key).partition(".")
    names = body.cells(row)
    cells = {name: cell.text for name in names if (cell := body.cell(name)) is not None}
    told = {f"{row}.{subject}": given} if subject else dict(zip(names, body.told(given), strict=True))
    for name, right in cells.items():
        text = told.get(name, "")
        if text and not same(text, right):
            taken = (other for other in cells if other != name and same(cells[other], text))
            yield from ((note.key + name, note.key + other) for other in islice(taken, 1))


def _confusable(
    body: Body, given: str, _: Note, asked: str, near: Sequence[Note]
) -> Iterator[tuple[str, str]]:
    if not same(given, body.answer_text()):
        taken = (other.key for other in near if same(other.body.answer_text(), given))
        yield from ((asked, key) for key in islice(taken, 1))


_INSTEAD: Mapping[str, Callable[[Any, str, Note, str, Sequence[Note]], Iterator[tuple[str, str]]]] = {
    "choice": _options,
    "compare": _siblings,
    "basic": _confusable,
    "typed": _confusable,
}
"""How an answer in words tells what was asked and what was taken instead, by kind: (body, given, note, asked,
near)."""


def written(detail: str) -> list[str] | None:
    """Return what the detail of an event says was taken instead; None when it says nothing about that."""
    taken = details(detail).get("instead")
    return [str(one) for one in taken] if isinstance(taken, list) else None


def _is_there(taken: str, note: Note, notes: Mapping[str, Note]) -> bool:
    """Is what was taken still something that could be taken: a card or cell in use, or a wrong option of the
    note?"""
    other = notes.get(note_of(taken))
    if other is not None:
        return taken in _things(other)
    return taken in note.body.wrong_options()


def _things(note: Note) -> set[str]:
    """Return the keys of what can be mixed up of a note: its cards, or the cells of their tables."""
    found = ((suffix, note.body.cells(suffix)) for suffix in note.body.suffixes())
    return {note.key + thing for suffix, cells in found for thing in cells or (suffix,)}


def _around(library: Library, missed: Sequence[Event]) -> dict[str, Note]:
    """Return the notes asked, those whose answers were given instead, and those whose may have been."""
    keys = {card for event in missed for card in (event.card, *(written(event.detail) or ()))}
    found = (library.card(key) for key in sorted(keys))
    notes = {card.note.key: card.note for card in found if card is not None}
    asked = [note for note in notes.values() if _INSTEAD.get(note.kind) is _confusable]
    return {note.key: note for note in library.confused_with(asked)} | notes
