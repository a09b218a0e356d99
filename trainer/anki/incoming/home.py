"""Which notes of a package are known here, and what was done with them in Anki."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from trainer.anki.identity import card_key, guid
from trainer.anki.incoming import history
from trainer.anki.incoming.history import Calendar, Found, MarkHere, OwnAnswer, Settled
from trainer.anki.incoming.values import TheirCard, TheirNote
from trainer.core.card import Note
from trainer.core.log import outside_in


class Known(NamedTuple):
    """A note here that a note in Anki is.

    ``template``: the place (from 1) of the one card of the note in Anki that it stands for, 0 for all.
    ``suffix``: what its key has before that of a card. ``own``: was it written here, and not there? ``away``:
    has no deck here the note, though the history knows it?
    """

    key: str
    has_gaps: bool
    template: int = 0
    suffix: str = ""
    own: bool = True
    away: bool = False

    def card(self, ord: int) -> str | None:
        """Return the key of the card with this place (from 0) in Anki; None if it is none of this note's."""
        if self.template:
            return self.key if self.template == ord + 1 else None
        return card_key(self.key, ord, self.suffix, has_gaps=self.has_gaps)


class Home:
    """The notes here by their guids in Anki. ``met``: keys of those that the history knows and no deck
    has."""

    def __init__(self, notes: Iterable[Note], met: Container[str] = frozenset()) -> None:
        self._known: dict[str, list[Known]] = {}
        self._met = met
        for note in notes:
            for id, known in _names(note):
                self._known.setdefault(id, []).append(known)

    def has(self, id: str, key: str) -> bool:
        """Is a note of a notetype of ours with this guid, which calls itself by this ``key``, surely among
        those that `of` returns?"""
        known = self._known.get(id)
        return known is not None and (any(one.own for one in known) or not key or guid(key) != id)

    def key(self, id: str) -> str:
        """Return the key of the first note that was written here with this guid, "" without one."""
        return next((one.key for one in self._known.get(id, ()) if one.own), "")

    def of(self, note: TheirNote) -> Sequence[Known]:
        """Return the notes here that a note in Anki is; also one that no deck here has, if it says so and was
        met. None for what was brought in, from Anki or from who exported it with this program, and is still
        as it was there, not as it was exported from here."""
        key = note.field("Id") if "Id" in note.notetype.places else ""
        as_written = guid(key) == note.guid if key else not note.notetype.may_be_ours
        if known := self._known.get(note.guid):
            if as_written or not note.notetype.may_be_ours:
                known = [one for one in known if one.own]
            if known:
                return known
        name, sign, suffix = key.partition("#")
        if not (key and as_written and name in self._met):
            return ()
        return (Known(name, note.notetype.is_cloze, suffix=sign + suffix, away=True),)


def _names(note: Note) -> Iterator[tuple[str, Known]]:
    if note.guid:
        yield note.guid, Known(note.key, note.body.in_place, note.template, own=False)
    if note.template > 1 or not note.guid:
        suffixes = note.body.suffixes()
        cells = [cell for suffix in suffixes for cell in note.body.cells(suffix)]
        for suffix in ("", *suffixes, *cells) if cells else ("",):  # each row is a note of its own in Anki
            for name in {guid(key + suffix) for key in (note.key, *note.formerly)}:
                yield name, Known(note.key, note.body.in_place, suffix=suffix)


@dataclass(slots=True)
class Taken:
    """What came of the notes of a package that are known here.

    ``suspended`` and ``flagged``: cards that are so here and not in Anki, where it is not known who is right;
    they stay as they are. ``older``: cards whose schedule there is older than another one here, which stays.
    ``steps``: cards that wait there for a step of minutes. ``away``: keys of notes that no deck here has.
    ``taken_back``: by card, how many answers that were brought in before are not in Anki's log any more.
    """

    found: Found = field(default_factory=Found)
    notes: int = 0
    cards: int = 0
    unknown: int = 0
    suspended: list[str] = field(default_factory=list)
    flagged: list[str] = field(default_factory=list)
    older: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    away: list[str] = field(default_factory=list)
    taken_back: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Passed:
    """What was done in Anki with notes that came from there and is not taken, as only decks were wished: how
    many new ``answers``, and ``marks`` (flags and suspensions)."""

    answers: int = 0
    marks: int = 0


@dataclass(frozen=True, slots=True)
class Here:
    """What is known here of cards, by their keys.

    Attributes:
        given: their own answers. ``before``: the instants (ms) of answers that were brought in before, with
            blanks between them.
        suspended, flagged: their marks, as far as any was ever set.
        due: the study days on which they are due. ``last``: the instants (ms) of the last answers or settings
            that were made here. ``adopted``: the last states taken over from Anki, as the details of their
            events, and as of when (ms).
    """

    given: Mapping[str, Sequence[OwnAnswer]]
    before: Mapping[str, str]
    suspended: Mapping[str, MarkHere]
    flagged: Mapping[str, MarkHere]
    due: Mapping[str, int]
    last: Mapping[str, int]
    adopted: Mapping[str, tuple[str, int]]

    @property
    def answers(self) -> int:
        """How many answers are known, given here or there."""
        brought = sum(1 + instants.count(" ") for instants in self.before.values())
        return sum(map(len, self.given.values())) + brought

    def instants(self, card: str) -> Set[int]:
        """Return the instants (ms) of answers to a card that were brought in before."""
        before = self.before.get(card)
        return {*map(int, before.split())} if before else _NONE

    def settled(self, card: str) -> Settled:
        """Return what gave a card its schedule here."""
        detail, at = self.adopted.get(card, ("", 0))
        adopted = outside_in(detail) if detail else None
        return Settled(self.last.get(card, 0), self.due.get(card, 0), adopted, at)


_UNMARKED = MarkHere()
_NONE: Set[int] = frozenset()


def take(
    taken: Taken, note: TheirNote, known: Sequence[Known], calendar: Calendar, here: Here, *, schedules: bool
) -> None:
    """Add what was done in Anki with a note that is known here. ``schedules``: take over due days as well."""
    taken.notes += 1
    taken.away += [one.key for one in known if one.away]
    for card in note.cards:
        key: str | None = None
        for one in known:
            if (key := one.card(card.ord)) is not None:
                break
        if key is None:
            taken.unknown += 1
        else:
            taken.cards += 1
            _take_card(taken, f"{note.guid}/{card.ord}", key, card, calendar, here, schedules=schedules)


def pass_over(passed: Passed, note: TheirNote, known: Sequence[Known], here: Here) -> None:
    """Count what was done in Anki with a note that came from there."""
    for card in note.cards:
        if (key := next((key for one in known if (key := one.card(card.ord)) is not None), None)) is not None:
            suspended, flagged = (marks.get(key, _UNMARKED) for marks in (here.suspended, here.flagged))
            answers, marks = history.news(card, here.instants(key), suspended, flagged)
            passed.answers += answers
            passed.marks += marks


def _take_card(
    taken: Taken, name: str, key: str, card: TheirCard, calendar: Calendar, here: Here, *, schedules: bool
) -> None:
    found, instants = taken.found, here.instants(key)
    is_new = card.kind == history.NEW and not card.answers and not instants
    if is_new and card.queue >= 0 and not card.flag and key not in here.suspended and key not in here.flagged:
        return
    if history.is_at_a_step(card):
        taken.steps.append(key)
    if instants and (count := history.taken_back(card, instants, calendar.written)):
        taken.taken_back[key] = count
    if card.answers:
        history.answers(found, name, key, card, calendar, here.given.get(key, ()), instants)
    if schedules and card.kind != history.NEW:
        adopted, older = history.schedule(name, key, card, calendar, here.settled(key))
        found.events += adopted
        taken.older += [key] * older
    if card.queue < 0:
        found.events += history.buried(name, key, card, calendar)
    # Nearly all cards are marked neither there nor here.
    if card.queue == history.SUSPENDED or key in here.suspended:
        mark = here.suspended.get(key, _UNMARKED)
        found.events += history.marked(name, key, card, calendar, "suspend", mark)
        if mark.is_only_here and card.queue != history.SUSPENDED:
            taken.suspended.append(key)
    if card.flag or key in here.flagged:
        mark = here.flagged.get(key, _UNMARKED)
        found.events += history.marked(name, key, card, calendar, "flag", mark)
        if mark.is_only_here and not card.flag:
            taken.flagged.append(key)
