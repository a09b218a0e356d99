"""Practice line by line: for screen readers, dumb terminals and pipes. Enter reveals, a digit grades."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, ClassVar

from trainer.browse.wording import missed_in
from trainer.context import Context
from trainer.core.card import Problem
from trainer.goals.ending import ending
from trainer.goals.session import begin, plans_of, session_of
from trainer.plain.answering import take_down, tick
from trainer.plain.asking import Asking
from trainer.plain.card import HELP
from trainer.plain.summary import MISSED, Browse, end_lines, pause_lines, summary_lines
from trainer.plain.talk import LEAVING, Left, Talk
from trainer.plain.undo import choose
from trainer.practice.attempt import Attempt
from trainer.practice.by_hand import day_to_come
from trainer.practice.further import NOTHING, take, ways
from trainer.practice.session import Session
from trainer.practice.summary import summary
from trainer.practice.undoing import go
from trainer.practice.wording import meanwhile

_ON = re.compile(r"(?:in|on|due) \S.*")

_DOES = {"b": "bury", "f": "flag", "u": "undo", "v": "view"}
"""What words do, as the screens call it."""


@dataclass
class Review(Asking):
    """One session. ``ready`` is about the context's goals, ``add`` writes notes into the user's deck with an
    id, ``settings`` shows and changes those; ``look`` is that of the context; ``browse`` lists what a query
    finds. ``anytime``: what can be said where no card is asked."""

    ready: Callable[[], None] = lambda: None
    add: Callable[[str], None] = lambda _: None
    settings: Callable[[], Mapping[str, Any]] = dict
    look: Callable[[], Sequence[Problem] | None] = lambda: None
    browse: Browse = lambda _: None
    _day: int = field(init=False)

    def __post_init__(self) -> None:
        self._day = self.session.day

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
            at.viewer,
            ready=show_goals,
            add=add_notes,
            settings=change_settings,
            look=at.look,
            browse=browse,
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
        *told, asks = pause_lines(self.session)
        self.talk.say(*told)
        with suppress(Left):
            word = self.talk.choose(asks, {*keys, ""}, told)
            self._stands = None  # the question stands there again
            if word:
                self.talk.attempt(lambda: self._further(word))
            else:
                self.session.end_after(0)
            return True
        return False

    def _step(self) -> bool:
        """Read a line and do what it says; return whether to go on."""
        if self.session.attempt is None or self.session.attempt is not self._stands:
            self._look()
        attempt = self.session.attempt
        if attempt is not None and attempt is not self._stands:
            self._question(attempt)
        self._stands = attempt
        line = self.talk.ask(*self._prompt(attempt), keep=lambda line: self._take_down(line, attempt))
        word, text = self._read(line, attempt)
        if text is None:
            word = self.talk.words.meant(word, lambda one: self._known(one, attempt), _DOES)
        if attempt is None and word in (*(way.key for way in ways(self.session)), MISSED):
            self.talk.attempt(lambda: self._further(word))
            return True
        if attempt is None and not word:
            return self._look()
        if word in LEAVING and text is None:
            return False
        if attempt is None:
            act = self.anytime.get(word)
            self.talk.attempt(lambda: act(self) if act is not None else self.talk.unknown(word))
        elif text is not None:
            self.talk.attempt(lambda: self._write(line, attempt))
        else:
            self.talk.attempt(lambda: self._obey(word, attempt))
        return True

    def _look(self) -> bool:
        """Take up, between two cards, what changed in deck files or was done elsewhere, and a new study day;
        return whether one has begun."""
        day = self.session.day
        begun, self._day = day != self._day, day
        if (said := meanwhile(self.look, self.session.library, new_day=begun)) is not None:
            self.talk.say(said)
            self.session.join(shown=False)
            self.session.reload()
        if begun and self.session.attempt is None:
            self.session.refill()
        return begun

    def _further(self, key: str) -> None:
        if key == MISSED:
            self.browse(missed_in(self.session))
            self.session.refill()
        elif not take(self.session, key):
            self.talk.say(NOTHING)

    def _take_down(self, line: str, attempt: Attempt | None) -> None:
        if attempt is not None and (text := self._read(line, attempt)[1]):
            take_down(text, attempt, self.drafts)

    def _write(self, line: str, attempt: Attempt) -> None:
        """Take a line of the answer; the one line there is, or an empty one, ends it."""
        self._take_down(line, attempt)
        if line.strip() in {*self.anytime, "q", "quit"}:
            self.talk.say(f"taken as your answer; the command is /{line.strip()}")
        if not line.strip() or not attempt.in_lines or attempt.complete:
            self._enter(attempt)

    def _obey(self, word: str, attempt: Attempt) -> None:
        act = self._act(word, attempt)
        self.talk.unknown(word) if act is None else act()

    def _act(self, word: str, attempt: Attempt) -> Callable[[], object] | None:
        """Return what a word does; None where it means nothing."""
        if attempt.ticked and re.fullmatch(r"[0-9an ,]+", word):
            return lambda: tick(self.talk, attempt, word)
        if attempt.revealed and (grade := self._named(word)) is not None:
            return lambda: self._grade(grade)
        if re.fullmatch(r"[0-9]+(?:[ ,]+[0-9]+)*", word):
            return lambda: self._digits(word, attempt)
        if _ON.fullmatch(word):
            return lambda: self._reschedule(day_to_come(word, self.session.day))
        command = self.commands.get(word)
        return command and (lambda: command(self, attempt))

    def _known(self, word: str, attempt: Attempt | None) -> bool:
        if attempt is not None:
            return word in LEAVING or self._act(word, attempt) is not None
        ways_on = (way.key for way in ways(self.session))
        return word in (*LEAVING, *self.anytime, *ways_on, MISSED, "")

    def _undo(self, attempt: Attempt | None = None) -> None:
        if attempt is None or not self._step_back(attempt):
            self.talk.say(go(self.session, 1, self.keys).said)

    def _redo(self, _: Attempt | None = None) -> None:
        self.talk.say(go(self.session, -1, self.keys).said)

    def _undo_list(self, _: Attempt | None = None) -> None:
        choose(self.talk, self.session, self.keys)

    def _spread(self, _: Attempt | None = None) -> None:
        self.talk.say(self.session.spread())

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

    anytime: ClassVar[dict[str, Callable[["Review"], None]]] = {
        "u": _undo,
        "redo": _redo,
        "undo": _undo_list,
        "ready": _ready,
        "add": _add,
        "settings": _settings,
        "s": _spread,
        "?": lambda self: self.talk.fit(HELP, *self.talk.words.told()),
    }
    commands: ClassVar[dict[str, Callable[["Review", Attempt], None]]] = {
        **Asking.about_card,
        "u": _undo,
        "redo": _redo,
        "undo": _undo_list,
        "s": _spread,
        "ready": _ready,
        "add": _add,
        "settings": _settings,
        "?": lambda self, _: self.talk.fit(HELP, *self.talk.words.told()),
    }

    def _prompt(self, attempt: Attempt | None) -> Iterator[str]:
        return end_lines(self.session) if attempt is None else self._awaited(attempt)

    def _read(self, line: str, attempt: Attempt | None) -> tuple[str, str | None]:
        """Split a line into a command and, where one is expected and no command stands there, a text. No
        answer in several lines begins with just what leaves or asks for help."""
        word = line.strip()
        if attempt is None or attempt.revealed or attempt.way not in ("typed", "points"):
            return word, None
        if attempt.in_lines and not (attempt.by_row or attempt.typed) and word in (*LEAVING, "?"):
            return word, None
        if word[:1] == "/":
            command = self.talk.words.meant(word[1:], _commands, _DOES)
            if _commands(command):
                return command, None
        return "", word[1:] if word.startswith("//") else word


def _commands(word: str) -> bool:
    """Is a word a command, behind a slash?"""
    return bool(word) and (word in {*Review.commands, "q", "quit"} or _ON.fullmatch(word) is not None)
