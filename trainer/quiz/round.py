"""A quick quiz, driven the same way by every front end. It never moves a schedule.

quiz = Round(library, clock, plan, scope)
quiz.question          what to ask (None when the round is over)
quiz.pick(0)           an option, counted from 0
quiz.confirm()         saved; quiz.answered says whether it was right
quiz.next()            the next question
"""

import json
from dataclasses import dataclass
from datetime import datetime

from trainer.confusions import KINDS, MixedUp, confusions, mixed_up
from trainer.core.card import card_of, note_of
from trainer.core.day import Clock, study_day
from trainer.core.defaults import QUESTIONS
from trainer.core.ids import new_id
from trainer.core.library import Library, StudyCard
from trainer.core.log import Event, NewEvent
from trainer.core.moment import milliseconds
from trainer.core.scope import EVERYTHING, Scope
from trainer.core.state import NEW
from trainer.core.title import topic
from trainer.goals.session import session_of
from trainer.grading.answer import Given, judge
from trainer.practice.session import Session
from trainer.quiz.draw import both_sides, draw, latest
from trainer.quiz.question import Question, Source
from trainer.scheduling.preferences import Plan

RIGHT, WRONG = 4, 2


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer of the round: the question, the options picked (counted from 0), and the event as stored."""

    question: Question
    picked: frozenset[int]
    event: Event

    @property
    def right(self) -> bool:
        return (self.event.grade or 0) >= RIGHT


class Round:
    """One round of questions. Every answer is on disk before the next question is shown.

    Attributes:
        id: what its events have as ``session``.
        questions: all questions of the quiz, in their order.
        given: the answers so far; the last one is that to the present question once it is answered.
        picked: options picked for the present question, counted from 0.
        only_confusions: does the round ask what was mixed up before, and nothing else?

    Args:
        count: how many questions at most.

    Raises:
        LibraryError: the library cannot be read.
    """

    def __init__(
        self,
        library: Library,
        clock: Clock,
        plan: Plan,
        scope: Scope = EVERYTHING,
        count: int = QUESTIONS,
        *,
        only_confusions: bool = False,
    ) -> None:
        self.plan = plan
        self.scope = scope
        self.count = count
        self.only_confusions = only_confusions
        self.given: tuple[Answered, ...] = ()
        self.picked: frozenset[int] = frozenset()
        self.card: StudyCard | None = None
        self._library = library
        self._clock = clock
        self._at = 0
        now = clock()
        self.id = new_id(milliseconds(now))
        self.questions = self._draw(str(milliseconds(now)))
        self._begin()

    def again(self) -> "Round":
        """Return another round of the same sort."""
        return Round(
            self._library,
            self._clock,
            self.plan,
            self.scope,
            self.count,
            only_confusions=self.only_confusions,
        )

    @property
    def day(self) -> int:
        """The study day it is now."""
        return study_day(self._clock(), self.plan.rollover_hour)

    @property
    def question(self) -> Question | None:
        """The present question, or None when the round is over."""
        return self.questions[self._at] if self._at < len(self.questions) else None

    @property
    def answered(self) -> Answered | None:
        """The answer to the present question, or None while it is open."""
        return self.given[self._at] if self._at < len(self.given) else None

    @property
    def right(self) -> int:
        """Questions answered right so far."""
        return sum(answer.right for answer in self.given)

    @property
    def missed(self) -> tuple[Answered, ...]:
        """What was answered wrong, in the order asked."""
        return tuple(answer for answer in self.given if not answer.right)

    @property
    def seconds(self) -> float:
        """Time spent on open questions so far; that spent on reading why does not count."""
        spent = sum(answer.event.took or 0 for answer in self.given)
        if self.question is not None and self.answered is None:
            spent += self._took(self._clock())
        return spent / 1000

    def pick(self, index: int) -> None:
        """Pick or unpick an option; where one is right, only the last pick counts."""
        question = self.question
        if question is not None and self.answered is None and 0 <= index < len(question.options):
            self.picked = self.picked ^ {index} if question.several else frozenset({index})

    def confirm(self) -> Event | None:
        """Save the answer picked; return the event as stored, or None when nothing is picked or asked."""
        question = self.question
        if question is None or self.answered is not None or not self.picked:
            return None
        options = question.options
        note = self._notes[note_of(question.card)]
        judged = judge(note, question.card, question.sides, Given(self.picked))
        instead = [options[index].name for index in sorted(self.picked) if not options[index].right]
        detail = ({"asked": question.asked} if question.asked else {}) | (
            {"instead": instead} if instead else {}
        )
        now = self._clock()
        stored = self._library.record(
            NewEvent(
                self.plan.moment(now),
                question.card,
                "quiz",
                grade=RIGHT if judged.score == 1 else WRONG,
                took=self._took(now),
                answer=judged.text,
                fingerprint=self.card.fingerprint if self.card else "",
                session=self.id,
                detail=json.dumps(detail, ensure_ascii=False) if detail else "",
            )
        )
        self.given = (*self.given, Answered(question, self.picked, stored))
        return stored

    def next(self) -> None:
        """Go on to the next question, once the present one is answered."""
        if self.answered is not None:
            self._at += 1
            self._begin()

    def undo(self) -> Event | None:
        """Take back the last answer of this round and ask its question again; return its event, or None when
        the round has no answer. What was done elsewhere meanwhile stays as it is."""
        if not self.given:
            return None
        event = self.given[-1].event
        when = self.plan.moment(self._clock())
        self._library.record(NewEvent(when, event.card, "undo", undoes=event.id))
        self.given = self.given[:-1]
        self._at = len(self.given)
        self._begin()
        return event

    def mixed_up(self) -> list[MixedUp]:
        """Return what was mixed up in this quiz, with how often in all."""
        return mixed_up(self._library, [answer.event for answer in self.missed])

    def practice(self) -> Session:
        """Begin a session over the cards missed, through the scheduler."""
        cards = dict.fromkeys(answer.event.card for answer in self.missed)
        return session_of(self._library, self._clock, self.plan, self.scope, tuple(cards) or None)

    def _draw(self, seed: str) -> list[Question]:
        library = self._library
        notes = library.notes(self.scope)
        every = notes if self.scope == EVERYTHING else library.notes(EVERYTHING)
        source, states = Source(every), library.states()
        self._notes = source.notes
        if not self.only_confusions:
            asked = latest(library.log({"quiz"}))
            day = self.day
            topics = {deck.id: topic(deck.title) for deck in library.decks(day)}
            return draw(
                source,
                notes,
                states,
                asked,
                self.count,
                scheduler=self.plan.scheduler,
                topics=topics,
                day=day,
                seed=seed,
            )
        found = confusions(library.log(KINDS, failed=True), source.notes)
        known = {note.key for note in notes}
        pairs = [(mixed.card, mixed.instead) for mixed in found]
        cards = {
            card
            for card in dict.fromkeys(card for pair in pairs for card in pair)
            if note_of(card) in known and not states.get(card_of(card), NEW).suspended
        }
        return both_sides(source, pairs, cards, self.count, seed=seed)

    def _begin(self) -> None:
        self.picked = frozenset()
        question = self.question
        self.card = self._library.card(question.card) if question is not None else None
        self._shown_at = self._clock()

    def _took(self, now: datetime) -> int:
        return max(0, milliseconds(now) - milliseconds(self._shown_at))


def nothing(quiz: Round) -> str:
    """Say why a round has no question."""
    if quiz.only_confusions:
        return (
            "You have not mixed anything up so far, or not here. What you take for something else in a quiz, "
            "a choice card or a mock interview is counted, and can be drilled here."
        )
    return (
        "There is nothing to ask. A quiz is made of choices, of comparison tables, and of notes that others "
        "name as `confusable`; none of them is here, or all are suspended."
    )
