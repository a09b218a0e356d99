"""A list of cards that a query found, and what is done with one or many of them, for both front ends."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import get_args

from trainer.browse import tags
from trainer.browse.row import Row, rows
from trainer.browse.wording import sought
from trainer.core.card import note_of
from trainer.core.dates import read_due, said
from trainer.core.day import Clock
from trainer.core.errors import UsageError
from trainer.core.library import Library, Sort
from trainer.core.log import Event, EventKind, NewEvent
from trainer.core.notebook import Tag
from trainer.core.query import Is, Not, QueryError
from trainer.core.scope import Scope
from trainer.core.text import counted
from trainer.goals.session import session_of
from trainer.practice.by_hand import counts_as_known, reschedule, reset
from trainer.practice.session import Session
from trainer.practice.siblings import asks_for_due, beside
from trainer.practice.undoing import Anywhere
from trainer.practice.wording import DONE
from trainer.scheduling.preferences import Plan

NONE = "there is no card here"
"""What is said where something is to be done with cards and there are none."""

SORTS: tuple[Sort, ...] = get_args(Sort)
_AHEAD = 80
"""Rows that are read at once: a screen of them, and some to scroll through."""


@dataclass(slots=True)
class Browser:
    """Cards by query.

    Attributes:
        queries: the user's queries by their names.
        query: the text of the query in force. ``wrong`` says why the latest one could not be read.
        cards: keys of what it finds, in order.
        at: index of the marked card. ``chosen``: cards picked for what is done with many.
        sort, down: the order.
        tagging: gives tags to notes, where these can be written.
    """

    library: Library
    clock: Clock
    plan: Plan
    queries: Mapping[str, str] = field(default_factory=dict)
    query: str = ""
    wrong: str = ""
    cards: Sequence[str] = ()
    at: int = 0
    chosen: set[str] = field(default_factory=set)
    sort: Sort = "deck"
    down: bool = False
    tagging: Tag | None = None
    _rows: dict[str, Row] = field(default_factory=dict)
    _picked: frozenset[str] = frozenset()
    _also: str = ""

    @property
    def day(self) -> int:
        """The study day it is now."""
        return self.plan.moment(self.clock()).day

    @property
    def current(self) -> str:
        """The key of the marked card, "" where nothing was found."""
        return self.cards[self.at] if self.cards else ""

    @property
    def targets(self) -> Sequence[str]:
        """What an action is about: the cards chosen, in their order, or the marked one."""
        if self.chosen:
            return [card for card in self.cards if card in self.chosen]
        return [self.current] if self.cards else []

    @property
    def scope(self) -> Scope:
        """The scope that the query in force stands for."""
        return self.library.search(self.query, self.day, self.queries)

    def search(self, text: str) -> bool:
        """Find other cards; return whether the query could be read. If not, all stays as it was."""
        before, self.query, self.wrong = self.query, text, ""
        try:
            self.read_again()
        except QueryError as error:
            self.query, self.wrong = before, str(error)
            return False
        self._also = sought(self.library, text, self.day, self.queries)
        self.chosen.clear()
        return True

    def read_again(self) -> None:
        """Find the cards once more, after something was done; the mark stays on its card, or near it."""
        card, before = self.current, self.cards
        self.cards = self.library.cards(
            self.scope, self.day, self.sort, down=self.down, first=self.plan.first
        )
        self._rows.clear()
        if self.chosen and self.cards != before:
            self.chosen.intersection_update(self.cards)
        self._mark(card)
        self.move(0)

    def move(self, by: int) -> None:
        """Move the mark by some rows, as far as there are any."""
        self.at = max(0, min(len(self.cards) - 1, self.at + by))

    def order(self, sort: Sort | None = None) -> str:
        """Sort by ``sort``, or by the next way to sort; the same once more turns it round. The mark
        goes to the top, but stays with its card where cards are picked. Say how."""
        if sort is None:
            sort = SORTS[(SORTS.index(self.sort) + 1) % len(SORTS)]
            self.down = False
        else:
            self.down = sort == self.sort and not self.down
        self.sort = sort
        self.read_again()
        if not self.chosen:
            self.at = 0
        return f"sorted by {self.sorted_by}"

    @property
    def waiting(self) -> str:
        """What is said where only due cards were asked for and some wait for another one of their note."""
        return beside(self.library, self.day, self.cards) if asks_for_due(self.scope.query) else ""

    @property
    def remark(self) -> str:
        """What is to be said of what was found: `waiting`, or that the word looked for is a tag or deck."""
        return self.waiting or self._also

    @property
    def sorted_by(self) -> str:
        """The order in words."""
        return f"{self.sort}{', down' if self.down else ''}"

    def choose(self) -> None:
        """Pick the marked card for what is done with many, or put it back; the mark goes on."""
        if self.cards:
            self.chosen ^= {self.current}
            self.move(1)

    def choose_all(self) -> None:
        """Pick all cards, or none if all are picked."""
        self.chosen = set() if len(self.chosen) == len(self.cards) else set(self.cards)

    def row(self, index: int) -> Row:
        """Return what the list says of the card with this index."""
        card = self.cards[index]
        if card not in self._rows:
            start = max(0, index - _AHEAD // 4)
            for row in rows(self.library, self.cards[start : start + _AHEAD], self.day):
                self._rows[row.card] = row
        return self._rows[card]

    @property
    def attempt(self) -> None:
        """No card is asked here."""

    def undo(self, passed: Collection[str] = ()) -> Event | None:
        """Take back what was done last, here or elsewhere; return its event, or None."""
        return self._went(Anywhere(self.library, self.clock, self.plan).undo(passed))

    def redo(self, passed: Collection[str] = ()) -> Event | None:
        """Do again what was taken back last; return its event, or None."""
        return self._went(Anywhere(self.library, self.clock, self.plan).redo(passed))

    def _went(self, event: Event | None) -> Event | None:
        """Mark the card that a step was about, and pick again what had been picked for it."""
        self.read_again()
        if event is not None and event.card in self._picked:
            self.chosen = set(self._picked.intersection(self.cards))
        if event is not None:
            self._mark(event.card)
        return event

    def _mark(self, card: str) -> None:
        """Put the mark on a card, if it is among those found."""
        with suppress(ValueError):
            self.at = self.cards.index(card)

    # What is done with the cards. Each returns what was done in words; one undo takes it back.

    def suspend(self) -> str:
        """Suspend cards; where all are suspended, unsuspend them."""
        return self._toggle("suspended", "suspend", "unsuspend")

    def flag(self) -> str:
        """Flag cards; where all are flagged, unflag them."""
        return self._toggle("flagged", "flag", "unflag")

    def bury(self) -> str:
        """Bury the notes of cards until tomorrow."""
        notes = len({note_of(card) for card in self.targets})
        return self._record("bury", self.targets, f"{counted(notes, 'note')} {DONE['bury'].now}")

    def reset(self) -> str:
        """Make cards as if they were new; their history is kept."""
        cards = [card for card in self.targets if self.library.state(card).memory is not None]
        if cards:
            reset(self.library, self.plan.moment(self.clock()), cards)
        return (
            self._done(len(cards), DONE["reset"].now)
            if cards or not self.targets
            else "none was ever answered"
        )

    def reschedule(self, days: int) -> str:
        """Make cards due so many days from today."""
        due, cards = self.day + days, self.targets
        if cards:
            reschedule(self.library, self.plan.moment(self.clock()), cards, due)
        known = counts_as_known(self.library, cards, days)
        done = self._done(len(cards), f"due on {said(due, self.day)}" if days else DONE["want"].now)
        return " · ".join(filter(None, [done, known]))

    def due_on(self, text: str) -> str:
        """Make cards due on the day that a text names: a number of days from today, or a date.

        Raises:
            UsageError: it names none, or one that is over.
        """
        return self.reschedule(read_due(text, self.day) - self.day)

    def tag(self, line: str) -> str:
        """Give tags to the notes of cards and take others away, as a line says.

        Raises:
            UsageError: the line cannot be read, or no tags can be written.
        """
        change = tags.read(line)
        if self.tagging is None:
            raise UsageError("no deck files are in use here that tags could be written into")
        done = self.tagging(self.targets, change.give, change.take)
        self.read_again()
        return "\n".join([tags.said(change, done), *done.warnings])

    def practise(self) -> Session | None:
        """Return a session over the cards chosen, or over all found where none is; None where none is new or
        can be asked. What is not due yet is practised ahead of its day: the schedule moves only by lapses."""
        cards = self.targets if self.chosen else self.cards
        session = session_of(self.library, self.clock, self.plan, self.scope, cards)
        return session if session.attempt is not None else None

    def _toggle(self, mark: str, on: EventKind, off: EventKind) -> str:
        without = Scope(query=Not(Is(mark)), day=self.day)
        if cards := self.library.among(self.targets, without, self.day):
            return self._record(on, cards)
        return self._record(off, self.targets)

    def _record(self, kind: EventKind, cards: Sequence[str], said: str = "") -> str:
        when = self.plan.moment(self.clock())
        self.library.record_all([NewEvent(when, card, kind) for card in cards])
        return self._done(len(cards), DONE[kind].now, said)

    def _done(self, number: int, what: str, said: str = "") -> str:
        self._picked = frozenset(self.chosen)
        self.read_again()
        return (said or f"{counted(number, 'card')} {what}") if number else NONE
