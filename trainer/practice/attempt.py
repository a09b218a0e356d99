"""One card being asked: what is shown of it, what the user did so far, what each grade would do."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from trainer.core.kinds import Point, Way
from trainer.core.library import StudyCard
from trainer.core.log import NewEvent, details
from trainer.core.media import hidden
from trainer.core.moment import milliseconds
from trainer.core.state import Outcome
from trainer.grading.answer import Given, Judged, judge
from trainer.grading.marking import Ticks
from trainer.grading.suggest import suggest
from trainer.scheduling.queue import Entry
from trainer.scheduling.scheduler import Load, Scheduler

if TYPE_CHECKING:
    from trainer.grading.points.points import Mark
    from trainer.grading.typed.typed import Comparison

GOOD = 4
"""The grade of an answer that was right after some thought."""

LEAST_SUGGESTED = 2
"""Whether a wrong answer was a 0, a 1 or a 2, only the user can say."""


class Attempt:
    """The state between a card's question and its grade.

    Attributes:
        card: the card; ``entry``: why it is asked; ``sides``: its texts, options and steps as shown.
        way: how it is answered; cards of some kinds change to ``typed`` when the user wants to type.
        revealed: is the answer shown? ``hints``: the hints shown so far.
        day: the study day on which the answer was shown, or 0. The grade counts for it, so that what the keys
            said is what is saved, even when the day rolled over meanwhile.
        picked: options chosen, counted from 0. ``placed``: steps in the order given, from ``sides.steps``.
        typed: what was typed, or said to an open question.
        judged: what was made of the answer, once revealed.
        marking: which key points, or subjects of a comparison, count as said, once revealed.
        chosen: the grade that the user put in the place of the one suggested, if he did.
        took: milliseconds from the question to the answer being shown, or 0.
        enter: is a grade offered, to be taken without naming it?
    """

    def __init__(self, card: StudyCard, entry: Entry, shown_at: datetime, *, enter: bool = True) -> None:
        self.card = card
        self.entry = entry
        sides = card.note.shown(card.key, str(card.answered))
        body, suffix = card.note.body, card.key.removeprefix(card.note.key)
        self.sides = sides._replace(prompt=hidden(sides.prompt, body, suffix))
        self.shown_at = shown_at
        self.enter = enter
        self.way: Way = card.note.body.way
        self.revealed = False
        self.day = 0
        self.hints: tuple[str, ...] = ()
        self.picked: frozenset[int] = frozenset()
        self.placed: tuple[int, ...] = ()
        self.typed = ""
        self.judged = Judged()
        self.marking = Ticks()
        self.chosen: int | None = None
        self.took = 0
        self._outcomes: Sequence[Outcome] = ()
        self._load: Load | None = None

    @property
    def crammed(self) -> bool:
        """Does the answer leave the schedule as it is?"""
        return self.entry.why == "cram"

    @property
    def best_grade(self) -> int:
        """The best grade that can still be given: each hint used lowers it by one."""
        return max(0, 5 - len(self.hints))

    @property
    def choices(self) -> tuple[Outcome, ...]:
        """What each grade 0-5 would do, hints taken into account; empty before the answer is shown."""
        return tuple(self._outcomes[min(grade, self.best_grade)] for grade in range(len(self._outcomes)))

    @property
    def comparison(self) -> "Comparison | None":
        """How what was typed compares with the right answer, once that is shown."""
        return self.judged.comparison

    @property
    def marks(self) -> "tuple[Mark, ...]":
        """What the grader found of each key point, once they are shown; none when nothing was said."""
        return self.judged.marks

    @property
    def parts(self) -> tuple[Point, ...]:
        """What can be ticked one by one once the answer is shown."""
        return self.card.note.body.parts(self.card.key.removeprefix(self.card.note.key))

    @property
    def by_row(self) -> bool:
        """Is it a row of a comparison, of whose subjects the user ticks those that he had?"""
        return self.sides.table is not None

    @property
    def in_lines(self) -> bool:
        """Is the answer written in several lines?"""
        return self.way == "points" or self.by_row

    @property
    def complete(self) -> bool:
        """Is a line written for each subject of a comparison?"""
        lines = [line for line in self.typed.splitlines() if line.strip()]
        return self.by_row and len(lines) >= len(self.parts)

    @property
    def places(self) -> tuple[int, ...]:
        """Where each of the steps placed belongs, counted from 0, once that is shown."""
        return self.judged.places

    @property
    def score(self) -> float | None:
        """How right the answer was, 0 to 1; None before it is shown, or where only the user can tell."""
        return self.marking.score if self.marking.changed else self.judged.score

    @property
    def suggested(self) -> int | None:
        """The grade that the answer speaks for; None where only the user can tell.

        It follows from how right the answer was, from the hints used, and from the time it took against the
        card's own earlier times.
        """
        score = self.score
        if score is None:
            return None
        missed = self.marking.known and self.marking.must_missed
        grade = suggest(
            score, hints=len(self.hints), took=self.took, usual=self.card.usual, must_missed=missed
        )
        return min(max(LEAST_SUGGESTED, grade), self.best_grade)

    @property
    def offered(self) -> int | None:
        """The grade that is taken where the user names none: the one he chose, or the one suggested; good
        where he judges himself. None before the answer is shown, and where only a chosen one is taken."""
        if self.chosen is not None:
            return min(self.chosen, self.best_grade)
        if not self.enter:
            return None
        if self.suggested is None and self.revealed:
            return min(GOOD, self.best_grade)
        return self.suggested

    @property
    def alone(self) -> bool:
        """Does nothing but reading the answer stand between it and the user's own judgement of his?"""
        return self.revealed and self.score is None and self.chosen is None and not self.ticked

    def passed(self, now: datetime) -> int:
        """Whole seconds from the question until ``now``, or until the answer was shown."""
        took = self.took if self.revealed else milliseconds(now) - milliseconds(self.shown_at)
        return max(0, took) // 1000

    @property
    def ticked(self) -> bool:
        """Do digits tick what was said, instead of grading?"""
        return self.revealed and bool(self.parts)

    @property
    def ticks(self) -> tuple[bool, ...]:
        """Does each key point or subject count as said? Empty while nothing is known of them."""
        return self.marking.ticks if self.marking.known else ()

    @property
    def terms(self) -> list[tuple[str, str]]:
        """The points that the person ticked though the grader was not sure, with the words that said so."""
        return self.marking.terms(self.typed)

    @property
    def given_steps(self) -> tuple[str, ...]:
        """The steps in the order given."""
        return tuple(self.sides.steps[index] for index in self.placed)

    # What the user does before the answer is shown

    def hint(self) -> str | None:
        """Show one more hint; return it, or None when there is none left or the answer is shown."""
        if self.revealed or len(self.hints) == len(self.card.note.hints):
            return None
        self.hints = self.card.note.hints[: len(self.hints) + 1]
        return self.hints[-1]

    def pick(self, index: int) -> None:
        """Pick or unpick an option of a choice card; where one is right, only the last pick counts."""
        if not self.revealed and 0 <= index < len(self.sides.options):
            self.picked = self.picked ^ {index} if self.sides.several else frozenset({index})

    def place(self, index: int) -> None:
        """Put the step shown at ``index`` behind those placed already; one placed already is taken back."""
        if self.revealed or not 0 <= index < len(self.sides.steps):
            return
        if index in self.placed:
            self.placed = tuple(step for step in self.placed if step != index)
        else:
            self.placed = (*self.placed, index)

    def unplace(self) -> bool:
        """Take back the step placed last; return whether there was one."""
        if self.revealed or not self.placed:
            return False
        self.placed = self.placed[:-1]
        return True

    def take_back(self) -> bool:
        """Take back what was done last to this card: the reveal, else the step placed last; return whether
        there was anything. What was typed, picked or placed stays when the answer is covered again."""
        if not self.revealed:
            return self.unplace()
        self.revealed, self.day, self.took = False, 0, 0
        self.judged, self.marking, self.chosen = Judged(), Ticks(), None
        self._outcomes = ()
        return True

    def arrange(self, order: Sequence[int]) -> None:
        """Place the steps shown at these indexes, in that order, instead of those placed so far."""
        if not self.revealed:
            self.placed = ()
            for index in dict.fromkeys(order):
                self.place(index)

    def write(self, text: str) -> None:
        """Take down what was typed or said."""
        if not self.revealed:
            self.typed = text

    def want_to_type(self) -> bool:
        """Answer by typing where that can be chosen, as for a cloze; return whether it is answered so."""
        if self.card.note.body.typable and not self.revealed:
            self.way = "typed"
        return self.way == "typed"

    def reveal(self, day: int, scheduler: Scheduler, took: int = 0, load: Load | None = None) -> None:
        """Show the answer on study day ``day``, ``took`` milliseconds after the question, and judge what was
        done. Of steps put in order, the only one left over goes last. ``load``: how full coming days are."""
        if self.revealed:
            return
        rest = [index for index in range(len(self.sides.steps)) if index not in self.placed]
        if self.placed and len(rest) == 1:
            self.place(rest[0])
        self.revealed = True
        self.day = day
        self.took = max(0, took)
        self._load = load
        self._outcomes = scheduler.outcomes(self.card.state.memory, day, self.card.key, load)
        card = self.card
        self.judged = judge(card.note, card.key, self.sides, self._given, card.others, card.beside)
        self.marking = Ticks(self.parts, self.judged)

    def tick(self, index: int) -> None:
        """Say that a point was made, or take that back; ticking begins with none when nothing was typed."""
        if self.revealed and self.marking.toggle(index):
            self.chosen = None

    def mark(self, key: str) -> bool:
        """Mark the answer by a key, see `Ticks.press`; return whether it means anything now."""
        if not self.revealed or not self.marking.press(key):
            return False
        self.chosen = None
        return True

    def digit(self, digit: int) -> None:
        """Pick, place, or tick what has this digit."""
        self.pick(digit - 1)
        self.place(digit - 1)
        self.mark(str(digit))

    def answer(self, blank: NewEvent, grade: int, scheduler: Scheduler) -> NewEvent:
        """Return ``blank`` filled in as the answer ``grade`` (0-5) to this card."""
        grade = min(grade, self.best_grade)
        return blank._replace(
            when=blank.when._replace(day=self.day),
            kind="cram" if self.crammed else self._outcomes[grade].kind,
            grade=grade,
            suggested=self.suggested,
            took=max(0, blank.when.at - milliseconds(self.shown_at)),
            hints=len(self.hints),
            answer=self.judged.text,
            fingerprint=self.card.fingerprint,
            scheduler="" if self.crammed else self._outcomes[grade].under or scheduler.name,
            before=self.card.state.memory,
            outcome=self._outcomes[grade],
            detail=self._detail(blank.detail),
        )

    def resume(self, old: "Attempt", scheduler: Scheduler) -> None:
        """Take over what was done in ``old``, a turn of the same card before its note was edited, as far as
        it fits the note as it is now."""
        self.shown_at = old.shown_at
        self.hints = self.card.note.hints[: len(old.hints)]
        if old.way == "typed":
            self.want_to_type()
        if self.way in ("typed", "points"):
            self.typed = old.typed
        if self.sides.options == old.sides.options:
            self.picked = old.picked
        if self.sides.steps == old.sides.steps:
            self.placed = old.placed
        if old.revealed:
            self.reveal(old.day, scheduler, old.took, old._load)
            if self.card.note.body == old.card.note.body:
                self.marking, self.chosen = old.marking, old.chosen

    def _detail(self, told: str) -> str:
        """Return as JSON what is ``told`` of the answer, and what only judged ones have: the time until the
        answer was shown, which `took` of the event goes beyond; of points what was found and what the user
        made of it."""
        detail = details(told)
        if self.score is not None:
            detail["thought"] = self.took
        if self.marks:
            detail["marks"] = [mark.result for mark in self.marks]
        if self.judged.cells:
            detail["cells"] = [cell.result for cell in self.judged.cells]
        if self.ticks:
            detail["ticks"] = self.ticks
        if self.terms:
            detail["terms"] = self.terms
        return json.dumps(detail, ensure_ascii=False, separators=(",", ":")) if detail else ""

    @property
    def _given(self) -> Given:
        return Given(self.picked, self.placed, self.typed)
