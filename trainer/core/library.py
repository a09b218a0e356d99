"""What features need of a store, and the values it hands to them: `trainer.store.store.Store` is one."""

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, NamedTuple, Protocol, TypeVar

from trainer.core.card import Asked, Note, Outline, Problem, Reference
from trainer.core.kinds import Body
from trainer.core.log import Event, NewEvent
from trainer.core.moment import Moment
from trainer.core.scope import EVERYTHING, Scope
from trainer.core.standing import Standing
from trainer.core.state import CardState, Memory

Found = TypeVar("Found")

First = Literal["own-first", "mixed", "own-only", "shipped-only"]
"""Whose new cards come first: those of the user's own decks, or both in turn with those that come with the
program, or only those of one kind."""


def leaves_out(first: First, *, own: bool) -> bool:
    """Does ``first`` keep new cards of a deck out of practice, which is the user's ``own`` or not?"""
    return first == ("shipped-only" if own else "own-only")


class StudyCard(NamedTuple):
    """A card with all that a screen shows of it.

    ``path`` is the file where its note stands, ``deck_path`` that of its deck, if it is another.
    ``fingerprint`` is of the present wording; ``answered`` counts the answers so far; ``usual`` has the
    milliseconds that the latest of them took. ``others``: of a card that may be typed, what other notes of
    its deck want typed. ``beside``: of an open question, the other ones of its deck, and its comparisons.
    """

    key: str
    note: Note
    deck_title: str
    sources: tuple[Reference, ...]
    path: str
    state: CardState
    fingerprint: str
    answered: int
    usual: tuple[int, ...] = ()
    others: frozenset[str] = frozenset()
    beside: tuple[Body, ...] = ()
    deck_path: str = ""


LONGEST = 180_000
"""Milliseconds of an answer that count as study; what is beyond them was an interruption."""


class Today(NamedTuple):
    """What was answered on a study day so far.

    ``new``: first answers of new cards. ``due``: other scheduled reviews. ``notes``: notes any of whose cards
    were answered. ``more``: new cards wished beyond the day's limit. ``missed``: cards answered that were not
    passed at least once, in that order. ``minutes``: wished beyond those of the goals. ``took``: milliseconds
    spent on each card, of each answer `LONGEST` at most. ``goals``: for which goal each was asked, where that
    is known.
    """

    new: int = 0
    due: int = 0
    notes: frozenset[str] = frozenset()
    more: int = 0
    missed: tuple[str, ...] = ()
    minutes: int = 0
    took: Mapping[str, int] = MappingProxyType({})
    goals: Mapping[str, str] = MappingProxyType({})


class Answered(NamedTuple):
    """An answer of the past, as far as it tells how fast somebody is.

    Attributes:
        card: its present key. ``kind``: of its note. ``day``: the study day.
        took: milliseconds, 0 where that is not known. ``first``: was it the card's first answer?
    """

    card: str
    kind: str
    day: int
    took: int
    first: bool


class DeckCounts(NamedTuple):
    """One deck on one study day.

    Attributes:
        new: cards never answered and not suspended, whenever their turn comes.
        due: cards due that could be asked today, one of a note at most, and those ``wanted``.
        again: cards whose drill of today is open.
        cards: all cards. ``learnt``: those answered at least once. ``suspended``: those set aside.
        next_due: the next study day after this one on which a card is due, or 0.
        fresh: notes of which a new card could be asked today, as no other card of theirs was or will be.
        wanted: cards that the user put into the day, which no limit cuts.
    """

    id: str
    title: str
    new: int
    due: int
    again: int
    cards: int
    learnt: int
    suspended: int
    next_due: int
    fresh: int = 0
    wanted: int = 0


Sort = Literal["deck", "due", "interval", "lapses", "asked", "added", "order", "question"]
"""What a list of cards is sorted by; ``order`` is that in which new cards come."""


class Listed(NamedTuple):
    """A card as a row of a list: its question on one line, the title of its deck, its note and state."""

    card: str
    question: str
    deck_title: str
    note: Note
    state: CardState


class Past(NamedTuple):
    """Answers of the past that are alike in what statistics look at.

    Attributes:
        day: the study day. ``hour``: of the wall clock, 0-23.
        kind: ``review``, ``drill``, ``early`` or ``cram``. ``grade``: 0-5.
        waited: 0 of a card's first answer, and of one on the day of another; else 1, or `MATURE` where so
            many days or more lay between them.
        answers: how many they are. ``took``: milliseconds, of all of them.
    """

    day: int
    hour: int
    kind: str
    grade: int
    waited: int
    answers: int
    took: int


class Deed(NamedTuple):
    """Something done that can be taken back or done again: its event, with the present key of its card; of a
    ``number`` that are one step, the first. ``by_others``: another program did it, or took it back, since the
    file was opened here. ``apart``: they were done one by one, and taken back as one."""

    event: Event
    number: int
    by_others: bool = False
    apart: bool = False


class Library(Protocol):
    """Reads are cheap and never wait; writes are on disk when they return.

    Attributes:
        rewrite: takes back what a ``written`` event says was written into a deck file (True), or writes it
            again; returns why the file stays as it is, "" where it does not. May raise `TrainerError`.
        asked_about: the id of what another program did, if the user was asked last about taking that back.
        gate: called before what follows from the clock is written (all but `trainer.core.log.TIMELESS`);
            raises `TrainerError` where that may be wrong.
    """

    rewrite: Callable[[Event, bool], str]
    asked_about: str
    gate: Callable[[], None]

    def due(self, day: int, scope: Scope, limit: int, without: Collection[str] = ()) -> Sequence[str]:
        """Keys of due cards not suspended or buried: of each note one, and none of a note that had an answer
        on ``day``; those first that waited longest for their interval. Where the limit cuts some off, what
        interviewers ask more weighs more. Cards ``without`` which it is are passed over."""

    def due_notes(
        self,
        day: int,
        scope: Scope,
        most: int,
        without: Collection[str] = (),
        among: Collection[str] | None = None,
    ) -> Sequence[str]:
        """Keys of the notes that `due` would find cards of, at most so many, in any order: that is known
        sooner than which come first. Of the notes ``among`` which they are, if those are named."""

    def new(
        self,
        day: int,
        scope: Scope,
        limit: int,
        first: First = "own-first",
        without: Collection[str] = (),
    ) -> Sequence[str]:
        """Keys of cards never answered, in learning order; at most one for each note. ``first`` says whose
        cards come first, the user's own or those that come with the program; ``without`` as for `due`."""

    def ahead(self, day: int, scope: Scope, days: int) -> Sequence[str]:
        """Keys of cards due within so many ``days`` after ``day``, the first due first; of each note one, and
        none of a note that had an answer on ``day``."""

    def drills(self, day: int, scope: Scope) -> Sequence[str]:
        """Keys of cards whose drill of ``day`` is still open, in the order they were failed."""

    def wanted(self, day: int, scope: Scope) -> Sequence[str]:
        """Keys of cards that the user put into ``day`` and that are neither due by then nor drilled."""

    def today(self, day: int) -> Today:
        """What was answered on ``day`` so far, over all decks."""

    def practised(self, day: int, days: int) -> Sequence[tuple[int, int]]:
        """The latest study days before ``day`` on which cards were asked by the schedule or ahead of it, at
        most ``days`` of them, the newest first, each with how many such answers there were: repetitions on
        the same day and crams are none."""

    def answered_on(self, day: int, days: int) -> Sequence[tuple[int, int]]:
        """The same of all answers to cards, whatever they were asked for."""

    def travelled(self, days: Sequence[tuple[int, int]], now: Moment) -> Collection[int]:
        """Of pairs of study days the first ones after which the first answer of the other day, or ``now``
        where that has none, came within 24 hours, or on the next date by a clock that still goes as before:
        whoever travels west over the date line has no day between them, whatever the calendar says."""

    def kinds(self, cards: Sequence[str]) -> Mapping[str, tuple[str, bool]]:
        """The kind of the note of each of these cards, and whether the card was met before; those that no
        deck has are left out."""

    def asked(self) -> Sequence[Asked]:
        """What was counted of what interviewers ask; its notes may be in no deck."""

    def answers(self, most: int) -> Sequence[Answered]:
        """The latest answers that went through the scheduler, the newest first, at most so many."""

    def looks(self, since: int) -> Mapping[str, Sequence[tuple[int, int]]]:
        """The study days from ``since`` on on which each card was answered through the scheduler, ascending,
        each with the grade of that day's first answer; of a card that was reset those after it."""

    def spread(self, day: int) -> int:
        """The last study day of the backlog being spread on ``day``; 0 where none is."""

    def card(self, key: str) -> StudyCard | None:
        """The card, or None when no deck has it any more; an older key finds it too."""

    def state(self, key: str) -> CardState:
        """What the log says about the card with this present key."""

    def due_on(self, day: int, scope: Scope) -> int:
        """How many cards will be due by ``day`` if nothing more is answered."""

    def decks(self, day: int, scope: Scope = EVERYTHING, first: First = "own-first") -> Sequence[DeckCounts]:
        """All decks in use, or those with cards in scope, counted as far as they are, in the order of their
        titles; ``first`` as for `new`."""

    def forecast(self, day: int, days: int, scope: Scope = EVERYTHING) -> Sequence[int]:
        """How many cards fall due on each of the ``days`` study days from ``day`` on; the first holds the
        overdue ones too."""

    def returning(
        self, day: int, days: int, most: int, scope: Scope = EVERYTHING
    ) -> Sequence[tuple[str, Memory]]:
        """Those of the first ``most`` cards in scope that fall due on the ``days`` study days from ``day``
        on, the overdue ones first, whose last interval was shorter than that, with what is known of them:
        answered well, another hardly comes again within these days."""

    def load(self, first: int, last: int) -> Mapping[int, int]:
        """How many cards not suspended are due on each study day from ``first`` to ``last`` that has any."""

    def problems(self) -> Sequence[Problem]:
        """What was wrong with the deck files when they were last read."""

    def resolve(self, names: Sequence[str], day: int = 0, saved: Mapping[str, str] | None = None) -> Scope:
        """What the user's words are about on study day ``day``, which only queries ask for; ``saved``: his
        queries by their names; raises
        `ScopeError` for one that means nothing here, `QueryError` for a query that cannot be read."""

    def notes(self, scope: Scope) -> Sequence[Note]:
        """All notes in scope that are in use, in deck order."""

    def confused_with(self, notes: Collection[Note]) -> Sequence[Note]:
        """The notes in use that one of these is easily confused with, whichever of the two names the other,
        in deck order."""

    def search(self, text: str, day: int, saved: Mapping[str, str] | None = None) -> Scope:
        """Return what a query, or one of the ``saved`` ones by its name, finds on study day ``day``; raises
        `QueryError` where it cannot be read."""

    def outlines(self, scope: Scope, notes: Collection[str] | None = None) -> Sequence[Outline]:
        """All notes in scope that are in use, in deck order, with no more than plans must know; of ``notes``
        only, if some are named."""

    def size(self, scope: Scope) -> tuple[int, int]:
        """How many notes have a card in scope, and how many cards these notes have."""

    def cards(
        self,
        scope: Scope,
        day: int,
        sort: Sort = "deck",
        *,
        down: bool = False,
        first: First = "own-first",
    ) -> Sequence[str]:
        """Keys of all cards in scope on study day ``day``, in the order of ``sort``, or from its end
        (``down``). ``order`` follows ``first``, the user's setting; cards that it leaves out come last."""

    def among(self, cards: Sequence[str], scope: Scope, day: int) -> Sequence[str]:
        """Those of these cards, by their present keys, that are in scope on ``day``, in their order."""

    def put_among(self, keys: Sequence[str], scope: Scope, day: int) -> Collection[str]:
        """Those of these present keys of cards, and of notes put as a whole in a mock interview, that are in
        scope on ``day``: a note with one of its cards."""

    def marks(self, cards: Sequence[str], day: int, marks: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
        """By the present keys of these cards, which ``marks``, words behind ``is:``, they have on ``day``."""

    def listed(self, cards: Sequence[str]) -> Sequence[Listed]:
        """Return what a list says of these cards, in their order; those that no deck has are left out."""

    def standing(self, scope: Scope, day: int, recall: Callable[[Memory], float]) -> Standing:
        """How the notes with a card in scope stand on ``day``; ``recall`` says how likely a card is recalled,
        which follows from the numbers of its scheduler and the day of its last answer."""

    def past(self, scope: Scope, first: int, day: int) -> Sequence[Past]:
        """Answers to cards in scope from study day ``first`` to ``day``, in groups, the oldest first; of
        everything those to cards of no deck too, so that a history says the same beside any decks."""

    def history(self, card: str, *, undone: bool = False) -> Sequence[Event]:
        """Events of the card with this present key that stand, or those ``undone``; the oldest first."""

    def states(self) -> Mapping[str, CardState]:
        """What the log says about each card that has events, by card key."""

    def newest_answers(self, days: int) -> Sequence[int]:
        """Return the instants (ms) of the latest answers that stand on so many study days, one of each, the
        newest first; of those of which it fits the day."""

    def log(
        self, kinds: Collection[str], session: str = "", *, failed: bool = False, since: int = 0
    ) -> Sequence[Event]:
        """Events of the given kinds that were not undone, in log order; of one session only, if named;
        ``failed``: only those with an answer in words that was no pass; ``since``: only those of that study
        day and later. Older keys are made present, in ``detail`` too."""

    def kept(self, what: Hashable, find: Callable[[], Found]) -> Found:
        """Return what ``find`` returned when it was last asked for ``what``, if neither history nor decks
        were written since, by whatever program; else ask it. What follows from more than these is part
        of ``what``."""

    def written_elsewhere(self) -> bool:
        """Did another program write into the file since this was asked last?"""

    def record(self, event: NewEvent) -> Event:
        """Add one event and bring the card's state up to date, in one transaction; return it as stored.

        What an answer does is what its outcome says, unless another program changed the card meanwhile:
        then it follows from the state found, and so does the kind of the answer.

        Raises:
            ValueError: an answer without a grade in 0..5.
        """

    def record_all(self, events: Sequence[NewEvent]) -> Sequence[Event]:
        """Add several events that are one to the user, in one transaction; `undo` takes them back as one."""

    def undo(self, when: Moment, passed: Collection[str] = ()) -> Event | None:
        """Take back the newest event of this device that can be and is not yet, those that this program wrote
        before all others; return it, or None.

        What was done as one is taken back as one, and the first event of it returned. What begins with an
        event whose id is among those ``passed`` over stays as it is.
        """

    def redo(self, when: Moment, passed: Collection[str] = ()) -> Event | None:
        """Do again what `undo` took back last, unless this device did something else since; return the event
        that counts again, or None. ``passed`` as for `undo`."""

    def deeds(self, most: int) -> tuple[Sequence[Deed], Sequence[Deed]]:
        """What `undo` would take back, and what `redo` would do again, at most so many of each, in the order
        in which they would."""
