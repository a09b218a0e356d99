"""Daily practice, driven the same way by every front end.

session.attempt.sides   what to show (attempt is None when the session is over)
session.reveal()        the answer; session.attempt.choices says what each grade would do
session.grade(4)        saved, and the next card is the current one
"""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from trainer.core.day import Clock
from trainer.core.library import Library, StudyCard
from trainer.core.log import ANSWERS, Event, EventKind, NewEvent, detail_of, of_one_card
from trainer.core.moment import milliseconds
from trainer.core.scope import EVERYTHING, Scope
from trainer.core.state import Memory, drill_open
from trainer.practice import spread as spreading
from trainer.practice.agenda import Agenda
from trainer.practice.attempt import Attempt
from trainer.practice.by_hand import counts_as_known, reschedule, reset
from trainer.practice.clock import look_for_leap
from trainer.practice.limit import Limit
from trainer.practice.pace import seconds
from trainer.scheduling import queue
from trainer.scheduling.leech import becomes_leech
from trainer.scheduling.preferences import Plan
from trainer.scheduling.queue import Ask, Counts, Entry, Queue
from trainer.scheduling.scheduler import PASS

_LEAVES: frozenset[str] = ANSWERS | {"cram", "reset", "reschedule"}

if TYPE_CHECKING:
    from trainer.practice.learning import Demands
    from trainer.practice.leeches import Leech


class Session(Agenda):
    """One walk through today's queue. Every answer is on disk before the next card is asked.

    With ``cards`` it begins with exactly these, due or not; `refill` goes on with the rest of the day. With
    ``cram`` their answers are noted and the schedule stays as it is.

    Attributes:
        leech: the card that the last answer made a leech, if it did.
        whole: the scope it began with, of which it may go on in a part.
    """

    def __init__(
        self,
        library: Library,
        clock: Clock,
        plan: Plan,
        scope: Scope = EVERYTHING,
        cards: Sequence[str] | None = None,
        *,
        cram: bool = False,
    ) -> None:
        super().__init__(library, clock, plan, scope)
        self.whole = scope
        self.cram = cram
        self.attempt: Attempt | None = None
        self.leech: Leech | None = None
        self._answers: list[Event] = []
        self._given: set[str] = set()
        self._limit = Limit()
        self._chosen = cards is not None
        self._queue = self._build() if cards is None else self._of(cards)
        self._next_attempt()

    @property
    def counts(self) -> Counts:
        """Cards left, the current one included."""
        return self._queue.counts()

    @property
    def answers(self) -> Sequence[Event]:
        """Answers given in this session and not undone."""
        return self._answers

    @property
    def done(self) -> int:
        """Cards answered in this session that are not asked again today."""
        return len({answer.card for answer in self._answers} - set(self._queue.cards()))

    def seconds_left(self) -> float:
        """How long the cards left take, by the user's own times."""
        return seconds(self.library, self._queue)

    @property
    def latest(self) -> str:
        """The key of the card answered last, "" for none."""
        return self._answers[-1].card if self._answers else ""

    @property
    def missed_today(self) -> Sequence[str]:
        """The cards of this session, or in its scope, that were answered today and not passed."""
        missed = self.library.today(self.day).missed
        here = {*self.library.among(missed, self.scope, self.day), *(answer.card for answer in self._answers)}
        return [card for card in missed if card in here]

    def reveal(self) -> None:
        """Show the answer of the current card. Raises `ClockError` as `grade` does."""
        if self.attempt is not None:
            look_for_leap(self.library, self.attempt, self.clock())
            took = milliseconds(self.clock()) - milliseconds(self.attempt.shown_at)
            self.attempt.reveal(self.day, self.plan.scheduler, took, self.library.load)

    def grade(self, grade: int) -> Event | None:
        """Save the grade (0-5) of the revealed card and go on; return the event as stored. Before the answer
        is shown nothing happens and None is returned. Raises `ValueError` for another grade, `ClockError` if
        the clock leapt since the card was shown: the next time it is taken at its word.
        """
        if not 0 <= grade <= 5:
            raise ValueError(f"grade {grade} is not in 0..5")
        if self.attempt is None or not self.attempt.revealed:
            return None
        look_for_leap(self.library, self.attempt, self.clock())
        answer = self.attempt.answer(self._event(self.attempt.card.key, "review"), grade, self.plan.scheduler)
        stored = self.library.record(answer)
        self._answers.append(stored)
        self._given.add(stored.id)
        # Not what the outcome said: another program may have changed the card meanwhile.
        memory = self.library.state(stored.card).memory
        self.leech = self._made_leech(self.attempt.card, memory)
        self._queue = self._queue.without_current()
        if self._again_today(stored):
            self._queue = self._queue.drill_later(stored.card)
        self._queue = self._limit.after(self.library, stored, self._queue)
        self._next_attempt()
        return stored

    def bury(self) -> None:
        """Put the current card and its siblings off until tomorrow."""
        if self.attempt is not None:
            self.library.record(self._event(self.attempt.card.key, "bury"))
            self._queue = self._queue.without_note(self.attempt.card.key)
            self._next_attempt()

    def suspend(self, card: str = "") -> None:
        """Take the current card, or ``card``, out of practice until that is undone."""
        if card := card or self._current:
            self.library.record(self._event(card, "suspend"))
            # A sibling may now take its place.
            self._queue = self._queue.without_card(card) if self._chosen else self._build()
            self._next_attempt()

    def reset(self, card: str = "") -> None:
        """Forget the current card, or ``card``: it is as if new."""
        if card := card or self._current:
            reset(self.library, self.plan.moment(self.clock()), [card])
            self._queue = self._queue.without_card(card)
            self._next_attempt()

    def reschedule(self, due: int) -> str:
        """Make the current card due on a study day to come; say what else there is to know, "" for nothing.

        Raises:
            UsageError: the day is over.
        """
        if card := self._current:
            reschedule(self.library, self.plan.moment(self.clock()), [card], due)
            self._queue = self._queue.without_card(card)
            self._next_attempt()
            return counts_as_known(self.library, [card], due - self.day)
        return ""

    def ask_first(self, cards: Sequence[str]) -> None:
        """Ask these new cards before the current one, instead of as many that the day has last."""
        current = self._queue.current
        if current is not None:
            self._queue = self._queue.without_cards({*cards}).without_last_new(len(cards), current.card)
            for card in (current.card, *reversed(cards)):
                self._queue = self._queue.put_back(Entry(card, "new"))
            self._next_attempt()

    def flag(self) -> bool:
        """Flag the current card, or take its flag away; return whether it is flagged now."""
        if self.attempt is None:
            return False
        flagged = not self.attempt.card.state.flagged
        self.library.record(self._event(self.attempt.card.key, "flag" if flagged else "unflag"))
        self._reread()
        return flagged

    def undo(self, passed: Collection[str] = ()) -> Event | None:
        """Take back the latest action, of this session or an earlier one, but for events ``passed`` over, and
        make its card current again; return the event taken back, or None when nothing is left to undo."""
        event = self.library.undo(self.plan.moment(self.clock()), passed)
        if event is None:
            return None
        self._answers = [answer for answer in self._answers if answer.id != event.id]
        if event.kind in ("flag", "unflag"):
            self._reread()
            return event
        if event.kind in ("quiz", "mock") or (event.kind == "cram" and not self.cram):
            return event  # they had no part in this queue
        alone = of_one_card(event)
        moved_up = event.kind == "suspend" and not self._chosen  # another card took its place
        if not alone or event.kind == "bury" or moved_up or (self.cram and event.kind != "cram"):
            self._plan_day()
        if alone:
            why = "cram" if self.cram else self._reason(event.card)
            self._queue = self._queue.put_back(Entry(event.card, why))
        self._next_attempt()
        return event

    def redo(self, passed: Collection[str] = ()) -> Event | None:
        """Do again what `undo` took back last, unless something else was done since; return its event, or
        None."""
        event = self.library.redo(self.plan.moment(self.clock()), passed)
        if event is None:
            return None
        self._answers += [event] if event.id in self._given else []
        alone = of_one_card(event)
        if event.kind in ("quiz", "mock") or (event.kind == "cram" and not self.cram):
            return event  # they have no part in this queue
        if alone and event.kind in ("flag", "unflag"):
            self._reread()
        elif alone and event.kind in _LEAVES | ({"suspend"} if self._chosen else set()):
            self._queue = self._queue.without_card(event.card)
            if self._again_today(event):
                self._queue = self._queue.drill_later(event.card)
            self._next_attempt()
        else:
            self.refill()
        return event

    def reload(self) -> None:
        """Begin the current card anew, after its deck was edited; its place in the queue stays."""
        self._next_attempt()

    def end_after(self, minutes: int) -> None:
        """End the session after about so many minutes from now on; 0: without a limit."""
        self._limit = Limit(60 * minutes)
        self._queue = self._limit.begin(self.library, self._queue)

    def refill(self) -> None:
        """Plan the rest of the day anew from the store, as a new session would."""
        self._plan_day()
        self._next_attempt()

    def join(self, *, shown: bool = True) -> None:
        """Take up what deck files and the history have now that they changed: plan the rest of the day anew,
        where it follows from them. The current card stays if it is ``shown``, or still asked for its
        reason."""
        if not self._chosen and not self.cram:
            current = self._queue.current
            self._queue = self._build()
            if current is not None and (shown or current.why == self._reason(current.card)):
                self._queue = self._queue.put_back(current)

    def go_on(
        self, scope: Scope | None = None, cards: Sequence[str] | None = None, *, cram: bool = False
    ) -> bool:
        """Go on in another scope, or with exactly these cards; return whether there was any. If not, nothing
        changes."""
        before = self.scope, self.cram, self._chosen, self._queue
        self.scope, self.cram, self._chosen = scope or self.scope, cram, cards is not None
        self._queue = self._build() if cards is None else self._of(cards)
        self._next_attempt()
        if self.attempt is not None:
            return True
        self.scope, self.cram, self._chosen, self._queue = before
        self._next_attempt()
        return False

    def more(self, number: int, scope: Scope | None = None) -> bool:
        """Ask that many new cards today beyond the limit, and go on in ``scope``; return whether there are
        any. If not, nothing changes."""
        if not self.could_be_more(number, scope):
            return False
        self.scope = scope or self.scope
        self.library.record(self._event("", "more")._replace(detail=detail_of(new=number)))
        self.refill()
        return True

    def why(self, demands: "Demands", planned: str = "") -> str:
        """Say why the current card is asked, what is known of it, and what decides when it is met, which is
        the plan where ``planned`` says what that does with it."""
        if (attempt := self.attempt) is None:
            return ""
        from trainer.practice.why import said_of

        return said_of(attempt, self.library, self.day, self.plan, demands, planned)

    def about_backlog(self) -> str:
        """Say that a backlog waits that can be spread, or that one is being spread; "" otherwise."""
        return spreading.about(self.library, self.day, self.plan, offers=not self._chosen)

    def spread(self) -> str:
        """Spread the backlog, or end that, and plan the day anew; say what was done."""
        said = spreading.begin_or_end(self.library, self.plan.moment(self.clock()), self.plan)
        self.refill()
        return said

    def _plan_day(self) -> None:
        self._chosen, self.cram, self._queue = False, False, self._build()

    def _of(self, cards: Sequence[str]) -> Queue:
        """Return a queue of exactly these cards."""
        found = ((card, self._reason(card)) for card in cards)
        return Queue(tuple(Entry(card, "cram" if self.cram else why) for card, why in found))

    def _reason(self, card: str) -> Ask:
        return queue.reason(self.library.state(card), self.day)

    def left_today(self) -> Counts:
        """Return what is left of the day in its scope, whatever this session was made of."""
        return self.would_ask().counts() if self.cut or self.attempt is None else self.counts

    @property
    def cut(self) -> bool:
        """Is it about other cards than those of the day, or about some minutes of them?"""
        return self._chosen or self.cram or bool(self._limit.seconds)

    def _build(self) -> Queue:
        return self.would_ask()

    def _next_attempt(self) -> None:
        """Begin the turn of the queue's current card, passing over those that no deck has any more."""
        self.attempt = None
        while (entry := self._queue.current) is not None:
            card = self.library.card(entry.card)
            if self.cram:
                entry = Entry(entry.card, "cram")
            if card is not None:
                self.attempt = Attempt(card, entry, self.clock(), enter=self.plan.enter_grades)
                return
            self._queue = self._queue.without_current()

    @property
    def _current(self) -> str:
        return self.attempt.card.key if self.attempt is not None else ""

    def _made_leech(self, card: StudyCard, memory: Memory | None) -> "Leech | None":
        if memory is None or not becomes_leech(card.state.memory, memory):
            return None
        from trainer.practice.leeches import leech

        return leech(self.library, card)

    def _again_today(self, answer: Event) -> bool:
        """Is the card of an answer just given to be asked once more today?"""
        if self.cram:
            return (answer.grade or 0) < PASS
        return answer.kind in ANSWERS and drill_open(self.library.state(answer.card).memory, answer.day)

    def _reread(self) -> None:
        if (at := self.attempt) is not None:
            at.card = self.library.card(at.card.key) or at.card

    def _event(self, card: str, kind: EventKind) -> NewEvent:
        return NewEvent(self.plan.moment(self.clock()), card, kind)
