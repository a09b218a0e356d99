"""A card asked line by line: its question, what can be said to it, its answer and its grade."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from trainer.context import Edited, Viewer
from trainer.core.day import span
from trainer.core.library import StudyCard
from trainer.core.log import EventKind
from trainer.core.reads import as_shown
from trainer.core.text import clean
from trainer.core.title import shown
from trainer.plain.answering import number, take_up
from trainer.plain.card import answer, grades_line, keys, opened, past, placed, question
from trainer.plain.talk import Back, Talk
from trainer.practice.attempt import Attempt
from trainer.practice.grades import Keys, grade_word, grades
from trainer.practice.grading import save_grade
from trainer.practice.learning import Demands
from trainer.practice.leeches import Leech
from trainer.practice.needed import about as about_needed
from trainer.practice.needed import ask_first
from trainer.practice.session import Session
from trainer.practice.sources import sources
from trainer.practice.undoing import cover
from trainer.practice.wording import DONE, about_grades, done


@dataclass
class Asking:
    """The cards of a session, one after the other, on a pair of text streams. ``edit`` opens a note in an
    editor, if there is one; ``sections``, ``demand``, ``drafts`` and ``viewer`` are those of the context."""

    talk: Talk
    session: Session
    keys: Keys
    edit: Callable[[StudyCard], Edited] | None = None
    sections: Callable[[], Mapping[str, str]] = dict
    demand: Demands = lambda _: None
    drafts: dict[str, str] = field(default_factory=dict)
    viewer: Callable[[], Viewer] | None = None
    _stands: Attempt | None = None
    """Whose question stands there."""

    def _question(self, attempt: Attempt) -> None:
        left, title = self.session.counts, shown(attempt.card.deck_title)
        if self.session.cram:
            self.talk.say(f"\n{title}  (cram: {left.total} left; the schedule stays as it is)")
        else:
            self.talk.say(f"\n{title}  ({left.said})")
        self.talk.say(*filter(None, [about_needed(self.session, "needs")]), *question(attempt))
        take_up(self.talk, attempt, self.drafts)

    def _answer(self, attempt: Attempt) -> None:
        self.talk.say(*answer(attempt), *filter(None, [about_grades(self.session)]))

    def _awaited(self, attempt: Attempt) -> Iterator[str]:
        """Yield what can be said to a card now."""
        if attempt.revealed:
            yield grades_line(attempt, self.keys)
        else:
            yield from keys(attempt)

    def _enter(self, attempt: Attempt) -> None:
        if not attempt.revealed:
            self.session.reveal()
            self._answer(attempt)
        elif attempt.offered is not None:
            self._grade(attempt.offered)
        else:
            self.talk.say("name a grade")

    def _type(self, attempt: Attempt) -> None:
        if not attempt.card.note.body.typable:
            self.talk.say("this card is not answered by typing")
        elif attempt.revealed:
            self.talk.say("the answer is shown already")
        else:
            attempt.want_to_type()
            take_up(self.talk, attempt, self.drafts)

    def _digits(self, word: str, attempt: Attempt) -> None:
        if attempt.revealed:
            by_digit = {str(digit): grade for digit, grade in grades(self.keys).items()}
            if word in by_digit:
                self._grade(by_digit[word])
            else:
                self.talk.say(f"grades are {', '.join(by_digit)}")
        else:
            number(self.talk, attempt, word)

    def _named(self, word: str) -> int | None:
        """Return the grade that a word stands for, where digits tick."""
        return {grade_word(grade, self.keys): grade for grade in grades(self.keys).values()}.get(word)

    def _grade(self, grade: int) -> None:
        stored, said = save_grade(self.session, grade)
        if stored is not None:
            self.drafts.pop(stored.card, None)
            self.talk.say(f"{grade_word(stored.grade or 0, self.keys)}: saved", *said)
        if stored is not None and (leech := self.session.leech) is not None:
            self._look_at(leech)

    def _look_at(self, leech: Leech) -> None:
        """Say that a card was flagged as a leech, and what can be done about it."""
        self.talk.say(f"{leech.said}: {as_shown(leech.question)}", *leech.instead)
        self.talk.say(*(f"easily mixed up with: {as_shown(question)}" for question in leech.confusable))
        asks = "[!: suspend it, reset: as if it were new, e: edit it, Enter: go on]"
        try:
            word = self.talk.choose(asks, ("!", "reset", "e", ""))
        except Back:
            return
        card = leech.card
        if word == "!":
            self._mark("suspend", lambda: self.session.suspend(card.key))
        elif word == "reset":
            self._mark("reset", lambda: self.session.reset(card.key))
        elif word == "e" and self.edit is not None:
            self.talk.say(*self.edit(card).lines())
            self.session.reload()
        elif word == "e":
            self.talk.say(f"the card is at {clean(card.path)}, line {card.note.line}")

    def _hint(self, attempt: Attempt) -> None:
        self.talk.say("no more hints" if (hint := attempt.hint()) is None else f"hint: {as_shown(hint)}")

    def _step_back(self, attempt: Attempt) -> bool:
        """Take back what was done with the card that is asked, if anything was; return whether."""
        if attempt.revealed and cover(self.session):
            self._stands = None  # the question stands there again
            return True
        if attempt.placed and not attempt.revealed:
            attempt.arrange(())
            self.talk.say(placed(attempt))
            return True
        return False

    def _edit(self, attempt: Attempt) -> None:
        if self.edit is None:
            self.talk.say(f"the card is at {clean(attempt.card.path)}, line {attempt.card.note.line}")
            return
        self.talk.say(*self.edit(attempt.card).lines())
        self.session.reload()
        again = self.session.attempt
        if again is not None and again.card.key == attempt.card.key:
            again.resume(attempt, self.session.plan.scheduler)
            self._say_again(again)
            self._stands = again

    def _say_again(self, attempt: Attempt) -> None:
        self._question(attempt)
        if attempt.revealed:
            self._answer(attempt)

    def _mark(self, kind: EventKind, act: Callable[[], object]) -> None:
        act()
        self.talk.say(done(kind))

    def _reschedule(self, due: int) -> None:
        known = self.session.reschedule(due)
        said = f"asked again in {span(due - self.session.day)} (u takes it back)"
        self.talk.say(said, *filter(None, [known]))

    def _flag(self, _: Attempt) -> None:
        self.talk.say(DONE["flag" if self.session.flag() else "unflag"].done)

    def _sources(self, attempt: Attempt) -> None:
        found = sources(attempt.card, self.sections())
        told = [f"source: {source.title} {source.url}".rstrip() for source in found]
        self.talk.say(*told or ["the card names no source"])

    def _why(self, _: Attempt) -> None:
        self.talk.say(self.session.why(self.demand))

    def _view(self, attempt: Attempt) -> None:
        self.talk.say(*opened(self.viewer() if self.viewer is not None else None, attempt))

    about_card: ClassVar[dict[str, Callable[["Asking", Attempt], None]]] = {
        "": _enter,
        "h": _hint,
        "t": _type,
        "e": _edit,
        "b": lambda self, _: self._mark("bury", self.session.bury),
        "!": lambda self, _: self._mark("suspend", self.session.suspend),
        "f": _flag,
        "o": _sources,
        "w": _why,
        "history": lambda self, _: self.talk.say(*past(self.session, self.keys)),
        "y": _say_again,
        "needs": lambda self, _: self.talk.say(ask_first(self.session)),
        "reset": lambda self, _: self._mark("reset", self.session.reset),
        "v": _view,
    }
