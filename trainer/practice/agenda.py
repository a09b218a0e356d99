"""What a day has to ask over a scope, within its limits; who walks through it is a session."""

from collections.abc import Sequence
from functools import partial

from trainer.core.card import note_of, one_of_each_note
from trainer.core.day import Clock, study_day
from trainer.core.library import DeckCounts, Library
from trainer.core.scope import EVERYTHING, Scope
from trainer.practice import spread as spreading
from trainer.practice.attempt import GOOD
from trainer.scheduling import queue
from trainer.scheduling.preferences import Plan
from trainer.scheduling.queue import Counts, Queue

MORE = 20
"""New cards that one key adds to a day."""


def come_again(library: Library, plan: Plan, day: int, cards: Sequence[str]) -> list[str]:
    """Return those of these cards that are due on the day after ``day`` if they are answered well on it."""

    def due(card: str) -> int:
        return plan.scheduler.answer(library.state(card).memory, GOOD, day, card).memory.due

    return [card for card in cards if due(card) <= day + 1]


def _queue(
    library: Library,
    plan: Plan,
    day: int,
    scope: Scope,
    more: int,
    answered: Sequence[str] = (),
    again: Sequence[str] = (),
) -> Queue:
    """Return what a day asks, with so many ``more`` new cards than wished so far; of a day to come, what it
    will ask when the cards ``answered`` were, of which those ``again`` are due on it."""
    done = library.today(day)
    due_limit, new_limit = spreading.limits(library, day, plan, more)
    kept = "due", day, scope, due_limit, tuple(answered)
    waiting = library.kept(kept, lambda: library.due(day, scope, due_limit, answered))
    due = list(one_of_each_note([*waiting, *again]))
    # Siblings of what is due or done today are passed over: ask for more than will be taken.
    enough = new_limit + len(due) + len(done.notes) if new_limit else 0
    return queue.build(
        due,
        library.new(day, scope, enough, plan.first, answered),
        library.drills(day, scope),
        library.wanted(day, scope),
        day=day,
        due_limit=due_limit,
        new_limit=new_limit,
        mix=plan.mix,
        met_today=done.notes,
    )


def _full(library: Library, plan: Plan, day: int, scope: Scope, answered: Sequence[str]) -> Counts | None:
    """Return how many cards a day to come asks where it takes no more due ones: then it need not be known
    which they are. None where it takes more, or where new cards may be passed over for some of them."""
    due_limit, new_limit = spreading.limits(library, day, plan)
    if not 0 < due_limit <= len(library.due_notes(day, scope, due_limit, answered)):
        return None
    drills, wanted, done = library.drills(day, scope), library.wanted(day, scope), library.today(day).notes
    enough = new_limit + due_limit + len(done) if new_limit else 0
    found = library.new(day, scope, enough, plan.first, answered)
    free = {note_of(card) for card in found} - done - {note_of(card) for card in (*drills, *wanted)}
    doubtful = library.due_notes(day, scope, len(free), answered, free)
    new = len(free) - len(doubtful)
    if new < new_limit and (doubtful or len(found) == enough):
        return None
    return Counts(min(new_limit, new), due_limit + len(wanted), len(drills))


class Agenda:
    """What is asked on the day it is, whatever was begun of it."""

    def __init__(self, library: Library, clock: Clock, plan: Plan, scope: Scope = EVERYTHING) -> None:
        self.library = library
        self.clock = clock
        self.plan = plan
        self.scope = scope

    @property
    def day(self) -> int:
        """The study day it is now."""
        return study_day(self.clock(), self.plan.rollover_hour)

    def would_ask(self, scope: Scope | None = None, more: int = 0) -> Queue:
        """Return what a new session, over this scope if none is named, would ask for the rest of the day,
        with so many ``more`` new cards than wished so far."""
        kept = ("queue", self.day, self.plan, scope or self.scope, more)
        return self.library.kept(kept, lambda: self._queue_for(scope or self.scope, more))

    def _queue_for(self, scope: Scope, more: int) -> Queue:
        return _queue(self.library, self.plan, self.day, scope, more)

    def tomorrow(self) -> Counts:
        """Return what a new session over its scope will ask tomorrow, if what today has left is answered
        well, and nothing else happens until then."""
        kept = ("tomorrow", self.day, self.plan, self.scope)
        return self.library.kept(kept, lambda: self._tomorrow(self.plan))

    def _tomorrow(self, plan: Plan) -> Counts:
        rest = self.would_ask().entries()
        cards = [entry.card for entry in rest if entry.why != "again"]
        day, library, scope = self.day + 1, self.library, self.scope
        if (full := _full(library, plan, day, scope, cards)) is not None:
            return full
        again = come_again(library, plan, self.day, cards)
        return _queue(library, plan, day, scope, 0, cards, again).counts()

    def asks(self, decks: Sequence[DeckCounts]) -> Counts:
        """Return how many cards a new session over these decks would ask, by what is counted of them."""
        return self._asks(decks, self.day)

    def _asks(self, decks: Sequence[DeckCounts], day: int) -> Counts:
        due, new = spreading.limits(self.library, day, self.plan)
        wanted = sum(deck.wanted for deck in decks)
        return Counts(
            min(new, sum(deck.fresh for deck in decks)),
            min(due, sum(deck.due for deck in decks) - wanted) + wanted,
            sum(deck.again for deck in decks),
        )

    def comes(self, decks: Sequence[DeckCounts]) -> int:
        """Return the next study day on which a session over these decks asks anything, new cards too, where
        it asks nothing any more today; 0 where none is known."""
        kept = "decks", self.day + 1, self.scope, self.plan.first
        found = partial(self.library.decks, self.day + 1, self.scope, self.plan.first)
        then = self.library.kept(kept, lambda: {deck.id: deck for deck in found()})
        if self._asks([then[deck.id] for deck in decks if deck.id in then], self.day + 1).total:
            return self.day + 1
        return min((deck.next_due for deck in decks if deck.next_due), default=0)

    def is_beside(self, decks: Sequence[DeckCounts]) -> bool:  # noqa: ARG002
        """Is what `asks` says of these decks no part of the day's number, as a plan is about others?"""
        return False

    def is_off(self, day: int) -> bool:  # noqa: ARG002
        """Is a day one without study by the plan?"""
        return False

    def elsewhere(self) -> int:
        """Return how many cards the day now has, within its limits, besides those it has left in scope."""
        both = zip(self.would_ask(EVERYTHING).counts(), self.would_ask().counts(), strict=True)
        return sum(max(0, every - here) for every, here in both)

    def could_be_more(self, number: int, scope: Scope | None = None) -> bool:
        """Would `Session.more` find new cards?"""
        return self.would_ask(scope, number).counts().new > self.would_ask(scope).counts().new

    @property
    def more_label(self) -> str:
        """What `more` asks, in words."""
        return f"{MORE} more new cards"

    def planned_ahead(self, days: int) -> Sequence[Counts | None]:
        """Return what a plan has for each of so many ``days`` from today on; None for one without."""
        return [None] * days

    def outside_plan(self, day: int) -> Scope | None:
        """Return the part of its scope that the plan of a study day has no part in; None without one."""
