"""The marking phase of a mock interview: each answer beside its reference, ticked by the grader, confirmed by
the user.

marking = Marking(interview)
marking.current         the answer to mark now (None when all are marked)
marking.press("1")      a key point; or marking.rate(2) where there are none
marking.confirm()       marked, and the next answer is there
marking.back()          the last one again
"""

from typing import Any

from trainer.core.kinds import Sides
from trainer.core.library import StudyCard
from trainer.grading.answer import Given, Judged, judge
from trainer.grading.marking import Ticks
from trainer.interview.interview import Interview
from trainer.interview.transcript import GUESS, MIDDLE, Asked, Marked, Ticked

RATINGS = {1: 1.0, 2: 0.5, 3: 0.0}
"""Scores behind the keys right, half, wrong."""


class MarkedAnswer:
    """One answer being marked.

    Attributes:
        asked: the question and the answer. ``card`` and ``sides`` are None when no deck has the card any
            more.
        judged: what the grader found.
        key_points: what a good answer says; ``marking``: which of them count as said.
    """

    def __init__(self, asked: Asked, card: StudyCard | None, sides: Sides | None) -> None:
        self.asked = asked
        self.card = card
        self.sides = sides
        self.judged = Judged()
        if card is not None and sides is not None and asked.answer:  # what was only spoken, the user judges
            given = Given(text=asked.answer)
            self.judged = judge(card.note, card.key, sides, given, card.others, card.beside)
        self.key_points = (
            card.note.body.parts(card.key.removeprefix(card.note.key)) if card is not None else ()
        )
        self.marking = Ticks(self.key_points, self.judged)
        self._score = 0.0 if asked.skipped else self.judged.score
        if self.judged.score is None and not asked.skipped:
            self.marking.presume(tick=_own_word(asked) > 0)

    @property
    def settled(self) -> bool:
        """Is it known what the answer is worth, from the grader or the user, with no point in doubt?"""
        if not self.key_points:
            return self._score is not None
        return self.marking.known and not self.marking.doubtful

    @property
    def rating(self) -> int | None:
        """The key that says what the answer is worth as it stands; None where there is none."""
        return next((key for key, score in RATINGS.items() if score == self.score), None)

    def rate(self, rating: int) -> None:
        """Say that an answer without key points is right (1), half (2) or wrong (3)."""
        self._score = RATINGS[rating]

    @property
    def score(self) -> float:
        """Correctness as it stands, 0..1; must-haves weigh double. Where the user judges himself it follows
        from what he said of his answer, until he marks it."""
        if self.asked.skipped:
            return 0.0
        if not self.key_points:
            return _own_word(self.asked) if self._score is None else self._score
        return self.marking.score

    @property
    def preview(self) -> Asked:
        """The answer as it would be marked now."""
        points = tuple(Ticked(*point) for point in self.points())
        return self.asked._replace(marking=Marked(self.score, points))

    def restore(self) -> None:
        """Take over how the user marked it before."""
        marking = self.asked.marking
        if marking is None:
            return
        if not self.key_points:
            self._score = marking.score
        else:
            self.marking.restore([point.said for point in marking.points])

    def points(self) -> list[tuple[str, bool, bool, str]]:
        """Return the key points as kept in the log: what to say, must, said, and what the grader found."""
        ticks = self.marking.ticks
        found: list[str] = [mark.result for mark in self.judged.marks] or [""] * len(ticks)
        return [
            (point.told, point.must, tick, result)
            for point, tick, result in zip(self.key_points, ticks, found, strict=True)
        ]

    @property
    def terms(self) -> list[tuple[str, str]]:
        """The points that the person ticked though the grader was not sure, with the words that said so."""
        return self.marking.terms(self.asked.answer)


class Marking:
    """Walks through the answers that are not marked yet. With the last one the interview ends."""

    def __init__(self, interview: Interview) -> None:
        self.interview = interview
        self.current: MarkedAnswer | None = None
        self._next()

    @property
    def place(self) -> tuple[int, int]:
        """Which answer is being marked, from 1, and of how many."""
        asked = self.interview.transcript.asked
        number = self.current.asked.number + 1 if self.current is not None else len(asked)
        return number, len(asked)

    def press(self, key: str) -> bool:
        """Mark a key point, all, or what is in doubt, see `Ticks.press`; return whether it means anything. A
        skipped question has no points to mark."""
        answer = self.current
        return answer is not None and not answer.asked.skipped and answer.marking.press(key)

    def toggle(self, index: int) -> bool:
        """Say that a key point (counted from 0) was made, or that it was not; return whether there is one."""
        answer = self.current
        return answer is not None and not answer.asked.skipped and answer.marking.toggle(index)

    def rate(self, rating: int) -> bool:
        """Mark an answer without key points as right (1), half (2) or wrong (3), and go on."""
        answer = self.current
        if answer is None or answer.key_points or rating not in RATINGS or answer.asked.skipped:
            return False
        answer.rate(rating)
        return self.confirm()

    def confirm(self) -> bool:
        """Take the marking as it stands and go on; return whether that could be done."""
        answer = self.current
        if answer is None:
            return False
        asked, log = answer.asked, self.interview.log
        fields: dict[str, Any] = {"score": answer.score, "points": answer.points()}
        if answer.terms:
            fields["terms"] = answer.terms
        log.write(asked.card, "mark", index=asked.number, **fields)
        self._next()
        return True

    def back(self) -> bool:
        """Take back the last marking and show its answer again; return whether there was one."""
        marked = [one for one in self.interview.transcript.asked if one.marking is not None]
        if self.interview.transcript.ended or not marked:
            return False
        last = marked[-1]
        if last.marking is not None:
            self.interview.log.take_back(last.marking.event)
        self.current = self._answer(last)
        self.current.restore()
        return True

    def _next(self) -> None:
        transcript = self.interview.transcript
        rest = [one for one in transcript.asked if one.marking is None]
        self.current = self._answer(rest[0]) if rest else None
        if not rest and not transcript.ended:
            self.interview.log.write("", "end")

    def _answer(self, asked: Asked) -> MarkedAnswer:
        card = self.interview.card(asked)
        return MarkedAnswer(asked, card, self.interview.sides(card) if card is not None else None)


def _own_word(asked: Asked) -> float:
    """Return what an answer that only the user can judge is worth by his own word, 0..1: did he handle it?
    Where he was not asked that, what goes for a card in practice goes here: it was good, unless it was a
    guess; by half where he was half sure."""
    if asked.own is not None:
        return float(asked.own)
    return 0.0 if asked.confidence == GUESS else 0.5 if asked.confidence == MIDDLE else 1.0
