"""Practice line by line: for screen readers, dumb terminals and pipes. Enter reveals, a digit grades."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, TextIO

from trainer.core.day import span
from trainer.core.events import Event
from trainer.core.kinds import Face
from trainer.core.text import clean, one_line
from trainer.study.desk import Desk
from trainer.study.library import LibraryError
from trainer.study.session import FOUR_KEYS, Session
from trainer.study.turn import Turn
from trainer.study.why import explain

_WORDS = {0: "blackout", 1: "wrong, known on sight", 2: "again", 3: "hard", 4: "good", 5: "easy"}
_HELP = """\
Before the answer: Enter shows it, h gives a hint, digits pick options (13 picks the first and third).
After it: a digit grades. At any time: u undo, e edit the deck, b bury until tomorrow, ! suspend, f flag,
o sources, w why this card is here, ? this help, q end."""


def run(desk: Desk, lines: TextIO, out: TextIO) -> int:
    """Do line by line what ``desk`` starts with; return the exit status."""
    session = Session(desk.library, desk.clock, desk.plan, desk.scope)
    edit = desk.edit
    if edit is None:
        return Plain(session, desk.keys, lines, out).run()

    def edit_and_reread(path: str, line: int) -> None:
        edit(path, line)
        desk.reread()

    return Plain(session, desk.keys, lines, out, edit_and_reread).run()


@dataclass
class Plain:
    """One session on a pair of text streams. ``edit`` opens a deck in an editor, if there is one."""

    session: Session
    keys: str
    lines: TextIO
    out: TextIO
    edit: Callable[[str, int], None] | None = None

    def run(self) -> int:
        """Go through today's cards until they are done, ``q`` is read, or the input ends; return 0."""
        shown: Turn | None = None
        while True:
            turn = self.session.turn
            if turn is not None and turn is not shown:
                self._question(turn)
            shown = turn
            self._prompt(turn)
            line = self.lines.readline()
            if not line or line.strip() == "q" or (turn is None and line.strip() != "u"):
                break
            try:
                if turn is None:
                    self._undo()
                else:
                    self._obey(line.strip(), turn)
            except LibraryError as error:
                self._say(str(error))
        self._summary()
        return 0

    def _obey(self, word: str, turn: Turn) -> None:
        if word.isdecimal() and word.isascii():
            self._digits(word, turn)
        elif word in self._commands:
            self._commands[word](self, turn)
        else:
            self._say(f"{one_line(word, 20)!r} means nothing here; ? lists what does")

    def _digits(self, word: str, turn: Turn) -> None:
        if turn.revealed:
            grades = (
                dict(zip("1234", FOUR_KEYS, strict=True))
                if self.keys == "four"
                else {str(q): q for q in range(6)}
            )
            if word not in grades:
                self._say(f"grades are {', '.join(grades)}")
                return
            stored = self.session.grade(grades[word])
            if stored is not None:
                self._say(f"{_WORDS[stored.grade or 0]}: saved")
        elif turn.face.options:
            for digit in word:
                turn.pick(int(digit) - 1)
            self._say("picked: " + (", ".join(str(index + 1) for index in sorted(turn.picked)) or "none"))
        else:
            self._say("the answer is not shown yet; Enter shows it")

    def _enter(self, turn: Turn) -> None:
        if not turn.revealed:
            self.session.reveal()
            self._answer(turn)
        elif turn.suggested is not None:
            self.session.grade(turn.suggested)
            self._say(f"{_WORDS[turn.suggested]}: saved")

    def _hint(self, turn: Turn) -> None:
        hint = turn.hint()
        self._say(f"hint: {hint}" if hint is not None else "no more hints")

    def _undo(self, _: Turn | None = None) -> None:
        event = self.session.undo()
        self._say(undone(event) if event is not None else "nothing to undo")

    def _edit(self, turn: Turn) -> None:
        if self.edit is None:
            self._say(f"the card is at {clean(turn.card.path)}, line {turn.card.note.line}")
            return
        self.edit(turn.card.path, turn.card.note.line)
        self.session.reload()

    def _bury(self, _: Turn) -> None:
        self.session.bury()
        self._say("buried until tomorrow")

    def _suspend(self, _: Turn) -> None:
        self.session.suspend()
        self._say("suspended")

    def _flag(self, _: Turn) -> None:
        self._say("flagged" if self.session.flag() else "flag taken away")

    def _sources(self, turn: Turn) -> None:
        for source in turn.card.sources:
            self._say(f"source: {source.title} {source.url}".rstrip())
        facts = [
            name for name in turn.card.note.cite if name not in {source.key for source in turn.card.sources}
        ]
        if facts:
            self._say(f"notes: {', '.join(facts)}")
        if not turn.card.note.cite:
            self._say("the card names no source")

    def _why(self, turn: Turn) -> None:
        self._say(explain(turn.card, turn.entry, self.session.day))

    def _help(self, _: Turn) -> None:
        self._say(_HELP)

    _commands: ClassVar[dict[str, Callable[["Plain", Turn], None]]] = {
        "": _enter,
        "h": _hint,
        "u": _undo,
        "e": _edit,
        "b": _bury,
        "!": _suspend,
        "f": _flag,
        "o": _sources,
        "w": _why,
        "?": _help,
    }

    def _question(self, turn: Turn) -> None:
        left, title = self.session.counts, turn.card.deck_title.replace("::", " › ")
        self._say(f"\n{title}  ({left.new} new, {left.due} due, {left.again} again)")
        self._say(turn.face.prompt)
        self._table(turn.face)
        for number, option in enumerate(turn.face.options, 1):
            self._say(f"  {number}. {option.text}")
        for number, step in enumerate(turn.face.steps, 1):
            self._say(f"  {number}. {step}")

    def _answer(self, turn: Turn) -> None:
        note = turn.card.note
        if turn.face.options:
            for number, option in enumerate(turn.face.options, 1):
                sign = "right" if option.right else "wrong"
                because = f" ({option.because})" if option.because else ""
                picked = ", your pick" if number - 1 in turn.picked else ""
                self._say(f"  {number}. {sign}{picked}: {option.text}{because}")
        else:
            self._say(turn.face.answer)
        for label, text in (("why", note.why), ("corrects", note.corrects), ("as of", note.as_of)):
            if text:
                self._say(f"{label}: {text}")

    def _table(self, face: Face) -> None:
        """Print the table of a comparison, row by row, with its hidden cell as a question mark."""
        if face.table is None:
            return
        table = face.table.masked()
        for head, *cells in table.rows:
            self._say(f"  {head}")
            for subject, cell in zip(table.columns[1:], cells, strict=True):
                self._say(f"    {subject}: {cell}")

    def _prompt(self, turn: Turn | None) -> None:
        if turn is None:
            self._say("\nNothing to practise now. [u: undo, Enter: end]")
            return
        if not turn.revealed:
            pick = "digits pick, " if turn.face.options else ""
            hints = len(turn.card.note.hints) - len(turn.hints)
            self._say(f"[{pick}Enter: answer{f', h: hint ({hints})' if hints else ''}, ?: keys]")
            return
        grades = FOUR_KEYS if self.keys == "four" else tuple(range(6))
        first = 1 if self.keys == "four" else 0
        parts = []
        for key, grade in enumerate(grades, first):
            outcome = turn.choices[grade]
            when = "today" if grade < 3 else span(outcome.memory.due - turn.day)
            mark = " (Enter)" if turn.suggested == grade else ""
            parts.append(f"{key} {_WORDS[grade]} {when}{mark}")
        self._say(f"[{', '.join(parts)}, u: undo, ?: keys]")

    def _summary(self) -> None:
        summary = self.session.summary()
        minutes = summary.took / 60000
        self._say(f"\n{summary.answered} answered, {summary.again} of them again, {minutes:.0f} min")
        self._say(f"left today: {summary.left.total}; due tomorrow: {summary.tomorrow}")

    def _say(self, text: str) -> None:
        self.out.write(text + "\n")
        self.out.flush()


def undone(event: Event) -> str:
    """Say in words what taking ``event`` back did."""
    what = f"grade {event.grade}" if event.grade is not None else event.kind
    return f"undone: {what} on {event.card}"
