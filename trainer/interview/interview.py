"""A mock interview, driven the same way by every front end. Each step is in the log before the next begins.

interview = begin(library, clock, plan, scope, minutes)     or Interview(…, session) to go on with one
interview.question           what to ask (None when nothing is asked any more)
interview.say(text)          or .skip(); then .stage says whether to ask how sure the user is, or whether
interview.confide(1)         the question was handled; then the next question is there, or stage is "marking"
"""

import random
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from trainer.confusions import MixedUp, all_confusions
from trainer.core.card import Note, note_of
from trainer.core.day import Clock
from trainer.core.errors import NothingToAskError
from trainer.core.ids import new_id
from trainer.core.kinds import Sides
from trainer.core.library import Library, StudyCard
from trainer.core.moment import milliseconds
from trainer.core.scope import Scope
from trainer.core.state import NEW, CardState
from trainer.grading.answer import Given, judge
from trainer.interview.choose import choose
from trainer.interview.estimate import Estimate, estimate
from trainer.interview.ladder import Ladders
from trainer.interview.log import InterviewLog
from trainer.interview.setup import about, prospects, put_whole, seconds_for, set_aside
from trainer.interview.transcript import GUESS, KIND, MIDDLE, Asked, Planned, Transcript, read_all
from trainer.scheduling.preferences import Plan

MOST_MIXED = 5

Stage = Literal["question", "confidence", "handled", "marking", "done"]


class OpenQuestion(NamedTuple):
    """A card being asked as an open question. ``depth``: 0 for an opener, else which follow-up in a row."""

    card: StudyCard
    sides: Sides
    topic: str
    depth: int
    seconds: int


def begin(
    library: Library, clock: Clock, plan: Plan, scope: Scope, minutes: int, seed: str = ""
) -> "Interview":
    """Plan an interview and ask its first question. Of those that were unfinished, one in which something was
    answered or written can be gone on with once the new one has ended; the others are dropped.

    ``seed`` decides what is drawn; by default it is the new interview's id.

    Raises:
        NothingToAskError: there is no open question in scope.
        LibraryError: the log cannot be written.
    """
    held = read_all(library.log({KIND}))
    session = new_id(milliseconds(clock()))
    openers = choose(prospects(library, scope, held, plan.scheduler), minutes, seed or session)
    if not openers:
        raise NothingToAskError(f"There are no open questions to ask in {about(library, scope)}.")
    for old in held:
        if not (old.ended or old.asked or (old.draft is not None and old.draft.text)):
            InterviewLog(library, clock, plan, old.session).write("", "end", dropped=True)
    InterviewLog(library, clock, plan, session).write(
        "",
        "start",
        minutes=minutes,
        openers=[(opener.note, opener.topic) for opener in openers],
        about=about(library, scope),
    )
    return Interview(library, clock, plan, session)


class Interview:
    """One interview, new or gone on with."""

    def __init__(self, library: Library, clock: Clock, plan: Plan, session: str) -> None:
        self.log = InterviewLog(library, clock, plan, session)
        self.question: OpenQuestion | None = None
        self._library = library
        self._clock = clock
        self._notes: dict[str, Note] = {}
        self._ladders: dict[str, Ladders] = {}
        self._begun = 0
        self._carried = 0
        self._ask()

    @property
    def transcript(self) -> Transcript:
        """The interview so far."""
        return self.log.transcript

    @property
    def stage(self) -> Stage:
        """What the user is to do now."""
        if self.question is not None:
            return "question"
        transcript = self.transcript
        if transcript.ended:
            return "done"
        last = transcript.asked[-1] if transcript.asked else None
        if transcript.over or last is None:
            return "marking"
        return "handled" if last.confidence else "confidence"

    # The clock

    @property
    def spent(self) -> int:
        """Milliseconds spent on the question so far."""
        now = milliseconds(self._clock())
        return max(0, now - self._begun) + self._carried if self.question is not None else 0

    @property
    def left(self) -> int:
        """Milliseconds left of the whole time; below 0 when it has run out."""
        return self.transcript.minutes * 60_000 - self.transcript.took - self.spent

    @property
    def expected(self) -> int:
        """How many questions there will be, if from now on each takes its time."""
        done = self.transcript.asked
        left = self.left - sum(1000 * q.seconds for q in [self.question] if q)
        more = 0
        for planned in self._openers_left():
            more += left > 0
            note = self._note(planned.note)
            left -= 1000 * (seconds_for(note) if note is not None else 0)
        return len(done) + (self.question is not None) + more

    # What the user does

    def say(self, text: str) -> None:
        """Take down the answer to the question; "" is one that was spoken."""
        self._close("answer", text.strip(), spoken=not text.strip())

    def skip(self) -> None:
        """Leave the question unanswered; that is noted."""
        self._close("skip", "")

    def confide(self, confidence: int) -> None:
        """Say how sure one is of the last answer: 1 sure, 2 half, 3 a guess."""
        if self.stage != "confidence" or confidence not in (1, 2, 3):
            return
        last = self.transcript.asked[-1]
        card = self._find(last.card)
        handled: bool | None = False
        if card is not None:
            handled = None
            if last.answer:  # what was only spoken, the user judges
                given = Given(text=last.answer)
                handled = judge(card.note, card.key, self.sides(card), given, card.others, card.beside).passed
        if handled is None and self._rung(last) is None:
            handled = False  # it matters only where there is a follow-up to ask
        self.log.write(last.card, "confidence", index=last.number, confidence=confidence, handled=handled)
        self._ask()

    def go_on(self) -> None:
        """Answer what is asked about the last answer by what lies nearest: half sure; handled, if it was no
        guess."""
        if self.stage == "confidence":
            self.confide(MIDDLE)
        elif self.stage == "handled":
            self.handle(handled=self.transcript.asked[-1].confidence != GUESS)

    def handle(self, *, handled: bool) -> None:
        """Say whether the last question was handled, so that a follow-up may be asked."""
        if self.stage == "handled":
            last = self.transcript.asked[-1]
            self.log.write(last.card, "handled", index=last.number, handled=handled)
            self._ask()

    @property
    def can_reopen(self) -> bool:
        """Can the last question be asked again: was it just answered, or skipped?"""
        asked = self.transcript.asked
        return self.stage in ("confidence", "handled") or bool(self.question and asked and asked[-1].skipped)

    def reopen(self) -> None:
        """Ask the last question again, with what was written so far as its draft, and its time going on."""
        if self.can_reopen:
            last = self.log.take_back_last("answer", "skip")
            index = len(self.transcript.asked)
            self.log.write(last.card, "pause", last.answer, took=last.took or 0, index=index)
            self._ask()

    def stop(self) -> None:
        """Ask nothing more; the question that is open is not counted."""
        if not self.transcript.over:
            self.log.write("", "over")
            self.question = None

    def pause(self, draft: str) -> None:
        """Keep what is typed so far and the time spent, since the user leaves."""
        if self.question is not None:
            index, took = len(self.transcript.asked), self.spent
            self.log.write(self.question.card.key, "pause", draft.strip(), took=took, index=index)

    @property
    def draft(self) -> str:
        """What was typed so far: to the present question before the user left, or to the last one."""
        draft, asked = self.transcript.draft, self.transcript.asked
        if self.question is not None:
            return draft.text if draft is not None else ""
        return asked[-1].answer if asked else ""

    # What marking needs

    def sides(self, card: StudyCard) -> Sides:
        """Return what was shown of a card in this interview."""
        return card.note.sides(card.key, self.log.session)

    def card(self, asked: Asked) -> StudyCard | None:
        """Return the card of a question, None when no deck has it any more."""
        return self._find(asked.card)

    def practise(self) -> int:
        """Put the cards of all misses into today's practice; return how many that were not in it."""
        states, count = self._library.states(), 0
        for key in dict.fromkeys(key for one in self.transcript.misses for key in self._missed(one)):
            state = states.get(key, NEW)
            if state.wanted != self.log.day and not state.suspended and self._library.card(key) is not None:
                self.log.want(key)
                count += 1
        return count

    def estimate(self) -> Estimate:
        """Return what this and the interviews before it say together."""
        return estimate(read_all(self._library.log({KIND})))

    def mixed_up(self) -> list[MixedUp]:
        """Return what the user mixes up most, in all practice, the most frequent first."""
        return [words for _, words in all_confusions(self._library)[:MOST_MIXED]]

    # Inside

    def _ask(self) -> None:
        """Ask the next question, unless the user has something to say about the last one first."""
        self.question = None
        transcript = self.transcript
        last = transcript.asked[-1] if transcript.asked else None
        if transcript.over or (last is not None and not last.skipped and last.handled is None):
            return
        card, topic, depth = None, "", 0
        if transcript.took < transcript.minutes * 60_000:
            rung = self._rung(last) if last is not None and last.handled else None
            if rung is not None and last is not None:
                card, topic, depth = self._card(rung), last.topic, last.depth + 1
            elif left := self._openers_left():
                card, topic = self._card(left[0].note), left[0].topic
        if card is None:
            self.log.write("", "over")
            return
        self.question = OpenQuestion(card, self.sides(card), topic, depth, seconds_for(card.note))
        self._carried = transcript.draft.took if transcript.draft is not None else 0
        self._begun = milliseconds(self._clock())

    def _rung(self, last: Asked) -> str | None:
        """Return the key of the note that follows up ``last``: the next rung of its opener's ladder that was
        not asked and will not be, or None."""
        asked = self.transcript.asked
        opener = next(one for one in reversed(asked[: last.number + 1]) if not one.depth)
        note = self._note(note_of(opener.card))
        if note is None:
            return None
        taken = {note_of(one.card) for one in asked} | {planned.note for planned in self.transcript.openers}
        ladder = self._ladders[note.deck].of(note)
        return next((key for key in ladder if key not in taken and self._askable(key)), None)

    def _openers_left(self) -> Sequence[Planned]:
        taken = {note_of(one.card) for one in self.transcript.asked}
        if self.question is not None:
            taken.add(note_of(self.question.card.key))
        return [one for one in self.transcript.openers if one.note not in taken and self._askable(one.note)]

    def _askable(self, key: str) -> bool:
        """Is there a note with this key that can be asked? Not a comparison asked by rows only."""
        note = self._note(key)
        if note is None or not note.body.spoken():
            return False
        if note.body.whole() is not None:
            return not set_aside(note, self._states)
        if note.body.cells(note.body.suffixes()[0]):
            return False
        return not self._states.get(self._card_key(note), NEW).suspended

    def _card_key(self, note: Note) -> str:
        """Return the card of a note to ask: always the same one in one interview."""
        return random.Random(f"{self.log.session}{note.key}").choice(note.card_keys())

    def _card(self, key: str) -> StudyCard | None:
        """Return what to ask of a note."""
        note = self._note(key)
        if note is None:
            return None
        if note.body.whole() is None:
            return self._library.card(self._card_key(note))
        card = self._library.card(note.card_keys()[0])
        if card is None or note.body.whole() is note.body:
            return card
        others = [other for other in self._notes.values() if other.deck == note.deck and other is not note]
        wholes = tuple(whole for other in others if (whole := other.body.whole()) is not None)
        bodies = (other.body for other in others if other.body.helps_to_judge)
        beside = tuple(dict.fromkeys((*wholes, *bodies)))
        return card._replace(key=note.key, note=put_whole(note), beside=beside)

    def _find(self, key: str) -> StudyCard | None:
        """Return what was asked under this key, that of a card or of a note put as a whole; None when no deck
        has it any more."""
        return self._library.card(key) or self._card(key)

    def _missed(self, one: Asked) -> Sequence[str]:
        """Return the cards to be practised after a miss; of a note put whole, those of its points missed."""
        note = self._note(note_of(one.card))
        if note is None or one.card in note.card_keys():
            return (one.card,)
        behind = note.body.behind(len(one.points))
        missed = [at for at, point in zip(behind, one.points, strict=False) if at and not point.said]
        return [note.key + suffix for suffix in dict.fromkeys(missed)] if behind else note.card_keys()

    def _note(self, key: str) -> Note | None:
        if key not in self._notes:
            deck = key.partition("/")[0]
            found = self._library.notes(Scope((deck,)))
            self._notes.update((note.key, note) for note in found)
            self._ladders[deck] = Ladders(found)
        return self._notes.get(key)

    @cached_property
    def _states(self) -> Mapping[str, CardState]:
        return self._library.states()

    def _close(self, step: Literal["answer", "skip"], text: str, **more: bool) -> None:
        question = self.question
        if question is None:
            return
        self.log.write(
            question.card.key,
            step,
            text,
            took=self.spent,
            fingerprint=question.card.fingerprint,
            index=len(self.transcript.asked),
            depth=question.depth,
            topic=question.topic,
            ask=question.sides.prompt,
            seconds=question.seconds,
            **more,
        )
        self.question = None
        if step == "skip":
            self._ask()
