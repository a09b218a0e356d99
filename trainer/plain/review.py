"""Practice line by line: for screen readers, dumb terminals and pipes. Enter reveals, a digit grades."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, ClassVar

from trainer.browse.wording import missed_in
from trainer.context import Context, Edited, Viewer
from trainer.core.card import Problem
from trainer.core.day import span
from trainer.core.library import StudyCard
from trainer.core.log import EventKind
from trainer.core.text import clean, one_line
from trainer.core.title import shown
from trainer.goals.ending import ending
from trainer.goals.session import begin, plans_of, session_of
from trainer.plain.answering import number, take_down, take_up, tick
from trainer.plain.card import HELP, answer, grades_line, keys, opened, past, placed, question
from trainer.plain.summary import MISSED, Browse, end_lines, pause_lines, summary_lines
from trainer.plain.talk import Left, Talk
from trainer.plain.undo import choose
from trainer.practice.attempt import Attempt
from trainer.practice.by_hand import day_to_come
from trainer.practice.further import NOTHING, take, ways
from trainer.practice.grades import Keys, grade_word, grades
from trainer.practice.grading import save_grade
from trainer.practice.learning import Demands
from trainer.practice.leeches import Leech
from trainer.practice.needed import about as about_needed
from trainer.practice.needed import ask_first
from trainer.practice.session import Session
from trainer.practice.sources import sources
from trainer.practice.summary import summary
from trainer.practice.undoing import cover, go
from trainer.practice.wording import DONE, about_grades, done, read_again

_ON = re.compile(r"(?:in|on|due) \S.*")


@dataclass
class Review:
    """One session on a pair of text streams. ``edit`` opens a note in an editor, if there is one;
    ``sections``, ``demand`` and ``drafts`` are those of the context; ``ready`` is about its goals, ``add``
    writes notes into the user's deck with an id, ``settings`` shows and changes those; ``look`` and
    ``viewer`` are those of the context; ``browse`` lists what a query finds. ``anytime``: what can be said
    where no card is asked."""

    talk: Talk
    session: Session
    keys: Keys
    edit: Callable[[StudyCard], Edited] | None = None
    sections: Callable[[], Mapping[str, str]] = dict
    demand: Demands = lambda _: None
    drafts: dict[str, str] = field(default_factory=dict)
    ready: Callable[[], None] = lambda: None
    add: Callable[[str], None] = lambda _: None
    settings: Callable[[], Mapping[str, Any]] = dict
    look: Callable[[], Sequence[Problem] | None] = lambda: None
    viewer: Callable[[], Viewer] | None = None
    browse: Browse = lambda _: None
    _shown: Attempt | None = None

    @classmethod
    def over(cls, talk: Talk, at: Context, browse: Browse, session: Session | None = None) -> "Review":
        """Return a review of ``session``, by default of what the context starts with."""

        def show_goals() -> None:
            from trainer.plain.ready.show import ready

            ready(talk, at)

        def add_notes(deck: str) -> None:
            from trainer.plain import add

            add.run(talk, at, deck)

        def change_settings() -> Mapping[str, Any]:
            from trainer.plain import settings

            return settings.run(talk, at)

        return cls(
            talk,
            session or begin(at.library, at.clock, at.plan, at.scope, at.custom),
            at.keys,
            at.edit,
            at.sections,
            at.demand,
            at.drafts,
            show_goals,
            add_notes,
            change_settings,
            at.look,
            at.viewer,
            browse,
        )

    def run(self) -> None:
        """Go through today's cards until they are done, ``q`` is read, or the input ends."""
        if about := self.session.about_backlog():
            self.talk.say(about)
        while self._practise():
            pass

    def _practise(self) -> bool:
        """Go through cards and say what that came to; return whether to go on, where it was paused."""
        paused = False
        with suppress(Left):
            while self._step():
                pass
            paused = self.session.attempt is not None and bool(self.session.answers)
        self.talk.say(*summary_lines(summary(self.session), ending(self.session)))
        return paused and self._resumed()

    def _resumed(self) -> bool:
        """Offer the ways on from a pause; return whether one was taken."""
        keys = {*(way.key for way in ways(self.session)), MISSED}
        lines = [*pause_lines(self.session)]
        with suppress(Left):
            while (word := self.talk.ask(*lines).strip()) not in {*keys, "", "q"}:
                lines = [f"{one_line(word, 20)!r} means nothing here", *lines[-1:]]
            self._shown = None  # the question stands there again
            if word in keys:
                self.talk.attempt(lambda: self._further(word))
            elif not word:
                self.session.end_after(0)
            return word != "q"
        return False

    def _step(self) -> bool:
        """Read a line and do what it says; return whether to go on."""
        if self.session.attempt is not self._shown:
            self._look()
        attempt = self.session.attempt
        if attempt is not None and attempt is not self._shown:
            self._question(attempt)
        self._shown = attempt
        line = self.talk.ask(*self._prompt(attempt), keep=lambda line: self._take_down(line, attempt))
        word, text = _read(line, attempt)
        if attempt is None and word in (*(way.key for way in ways(self.session)), MISSED):
            self.talk.attempt(lambda: self._further(word))
            return True
        if (word == "q" and text is None) or (attempt is None and not word):
            return False
        if attempt is None:
            act = self.anytime.get(word)
            self.talk.attempt(lambda: act(self) if act is not None else self._unknown(word))
        elif text is not None:
            self.talk.attempt(lambda: self._write(line, attempt))
        else:
            self.talk.attempt(lambda: self._obey(word, attempt))
        return True

    def _look(self) -> None:
        """Take up, between two cards, what changed in deck files."""
        if (problems := self.look()) is not None:
            self.talk.say(read_again(problems))
            self.session.join()
            self.session.reload()

    def _further(self, key: str) -> None:
        if key == MISSED:
            self.browse(missed_in(self.session))
            self.session.refill()
        elif not take(self.session, key):
            self.talk.say(NOTHING)

    def _take_down(self, line: str, attempt: Attempt | None) -> None:
        if attempt is not None and (text := _read(line, attempt)[1]):
            take_down(text, attempt, self.drafts)

    def _write(self, line: str, attempt: Attempt) -> None:
        """Take a line of the answer; the one line there is, or an empty one, ends it."""
        self._take_down(line, attempt)
        if line.strip() in self.anytime:
            self.talk.say(f"taken as your answer; the command is /{line.strip()}")
        if not line.strip() or not attempt.in_lines or attempt.complete:
            self._enter(attempt)

    def _obey(self, word: str, attempt: Attempt) -> None:
        if attempt.ticked and re.fullmatch(r"[0-9an ,]+", word):
            tick(self.talk, attempt, word)
        elif attempt.revealed and (grade := self._named(word)) is not None:
            self._grade(grade)
        elif re.fullmatch(r"[0-9]+(?:[ ,]+[0-9]+)*", word):
            self._digits(word, attempt)
        elif _ON.fullmatch(word):
            self._reschedule(day_to_come(word, self.session.day))
        elif word in self._commands:
            self._commands[word](self, attempt)
        else:
            self._unknown(word)

    def _unknown(self, word: str) -> None:
        self.talk.say(f"{one_line(word, 20)!r} means nothing here; ? lists what does")

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

    def _type(self, attempt: Attempt) -> None:
        if not attempt.card.note.body.typable:
            self.talk.say("this card is not answered by typing")
        elif attempt.revealed:
            self.talk.say("the answer is shown already")
        else:
            attempt.want_to_type()
            take_up(self.talk, attempt, self.drafts)

    def _enter(self, attempt: Attempt) -> None:
        if not attempt.revealed:
            self.session.reveal()
            self._answer(attempt)
        elif attempt.offered is not None:
            self._grade(attempt.offered)
        else:
            self.talk.say("name a grade")

    def _grade(self, grade: int) -> None:
        stored, said = save_grade(self.session, grade)
        if stored is not None:
            self.drafts.pop(stored.card, None)
            self.talk.say(f"{grade_word(stored.grade or 0, self.keys)}: saved", *said)
        if stored is not None and (leech := self.session.leech) is not None:
            self._look_at(leech)

    def _look_at(self, leech: Leech) -> None:
        """Say that a card was flagged as a leech, and what can be done about it."""
        self.talk.say(f"{leech.said}: {leech.question}", *leech.instead)
        self.talk.say(*(f"easily mixed up with: {question}" for question in leech.confusable))
        word = self.talk.ask("[!: suspend it, reset: as if it were new, e: edit it, Enter: go on]").strip()
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
        self.talk.say("no more hints" if (hint := attempt.hint()) is None else f"hint: {hint}")

    def _undo(self, attempt: Attempt | None = None) -> None:
        if attempt is not None and attempt.revealed and cover(self.session):
            self._shown = None  # the question stands there again
        elif attempt is not None and attempt.placed and not attempt.revealed:
            attempt.arrange(())
            self.talk.say(placed(attempt))
        else:
            self.talk.say(go(self.session, 1, self.keys).said)

    def _redo(self, _: Attempt | None = None) -> None:
        self.talk.say(go(self.session, -1, self.keys).said)

    def _undo_list(self, _: Attempt | None = None) -> None:
        choose(self.talk, self.session, self.keys)

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
            self._shown = again

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

    def _spread(self, _: Attempt | None = None) -> None:
        self.talk.say(self.session.spread())

    def _flag(self, _: Attempt) -> None:
        self.talk.say(DONE["flag" if self.session.flag() else "unflag"].done)

    def _sources(self, attempt: Attempt) -> None:
        found = sources(attempt.card, self.sections())
        told = [f"source: {source.title} {source.url}".rstrip() for source in found]
        self.talk.say(*told or ["the card names no source"])

    def _why(self, _: Attempt) -> None:
        self.talk.say(self.session.why(self.demand))

    def _ready(self, _: Attempt | None = None) -> None:
        self.ready()
        before = self.session
        now = session_of(before.library, before.clock, before.plan, before.scope)
        if bool(plans_of(now)) != bool(plans_of(before)):
            self.session = now  # a first goal, or none any more
        else:
            before.refill()

    def _add(self, attempt: Attempt | None = None) -> None:
        self.add(attempt.card.note.deck if attempt is not None else "")

    def _settings(self, attempt: Attempt | None = None) -> None:
        changed = self.settings()
        self.keys = changed.get("keys", self.keys)
        self.session.plan = changed.get("plan", self.session.plan)
        if attempt is None:
            self.session.refill()
        else:
            self.session.join()

    def _view(self, attempt: Attempt) -> None:
        self.talk.say(*opened(self.viewer() if self.viewer is not None else None, attempt))

    anytime: ClassVar[dict[str, Callable[["Review"], None]]] = {
        "u": _undo,
        "redo": _redo,
        "undo": _undo_list,
        "ready": _ready,
        "add": _add,
        "settings": _settings,
        "s": _spread,
        "?": lambda self: self.talk.say(HELP),
    }
    _commands: ClassVar[dict[str, Callable[["Review", Attempt], None]]] = {
        "": _enter,
        "h": _hint,
        "t": _type,
        "u": _undo,
        "redo": _redo,
        "undo": _undo_list,
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
        "s": _spread,
        "ready": _ready,
        "add": _add,
        "settings": _settings,
        "v": _view,
        "?": lambda self, _: self.talk.say(HELP),
    }

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

    def _prompt(self, attempt: Attempt | None) -> Iterator[str]:
        if attempt is None:
            yield from end_lines(self.session)
        elif not attempt.revealed:
            yield from keys(attempt)
        else:
            yield grades_line(attempt, self.keys)


def _read(line: str, attempt: Attempt | None) -> tuple[str, str | None]:
    """Split a line into a command and, where one is expected and no command stands there, a text."""
    word = line.strip()
    if attempt is None or attempt.revealed or attempt.way not in ("typed", "points"):
        return word, None
    if word[:1] == "/" and (word[1:] in {*Review._commands, "q"} - {""} or _ON.fullmatch(word[1:])):
        return word[1:], None
    return "", word[1:] if word.startswith("//") else word
