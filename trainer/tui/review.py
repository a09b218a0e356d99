"""The review screen: one card, its answer, its grade; every answer is saved before the next card is shown."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content

from trainer.core.day import short_span, span
from trainer.core.sm2 import PASS, Outcome, drill_open
from trainer.study.library import LibraryError
from trainer.study.session import FOUR_KEYS, Session
from trainer.study.turn import Turn
from trainer.study.why import explain
from trainer.tui import card_view, chrome, words
from trainer.tui.card_view import CardView
from trainer.tui.face import source_lines
from trainer.tui.help import help_lines
from trainer.tui.keys import DIGITS, EDIT, HINT, REVEAL, REVIEW, UNDO, bindings
from trainer.tui.layout import wrap
from trainer.tui.page import Line, Page
from trainer.tui.sheet import Sheet

if TYPE_CHECKING:
    from trainer.tui.app import TrainerApp


class ReviewScreen(Page):
    """Walks through a session."""

    BINDINGS = bindings((*REVIEW, *DIGITS))

    app: "TrainerApp"

    def __init__(self, session: Session, status: str = "") -> None:
        super().__init__()
        self.session = session
        self.status = status
        self._shown: Turn | None = None

    def compose(self) -> ComposeResult:
        yield Line(self._header, id="header")
        yield Line(self._progress, id="top")
        self._card = CardView(id="card")
        if self.turn is not None:
            self._shown = self.turn
            self._card.show(self.turn)
        yield self._card
        yield Line(self._footer, id="bottom")
        yield Line(self._keys, id="keys")

    @property
    def turn(self) -> Turn | None:
        """The turn of the card on screen."""
        return self.session.turn

    # What the lines around the card say.

    def _header(self, width: int) -> Content:
        title = card_view.path(self.turn.card.deck_title) if self.turn else Content()
        return chrome.header(title, self.session.counts, width)

    def _progress(self, width: int) -> Content:
        done = self.session.answered
        return chrome.progress(done, done + self.session.counts.total, width)

    def _footer(self, width: int) -> Content:
        facts = words.facts(self.turn) if self.turn else ""
        return chrome.footer(Content(self.status), Content(facts).stylize(".dim"), width)

    def _keys(self, width: int) -> Content:
        turn = self.turn
        if turn is None:
            return chrome.key_line([("space", "try again"), ("q", "back"), ("?", "keys")], width)
        if turn.revealed:
            return chrome.grade_line(self._grades(turn), [("u", ""), ("?", "")], width)
        left = len(turn.card.note.hints) - len(turn.hints)
        keys = [(REVEAL.show, REVEAL.label)]
        if turn.face.options:
            keys.append((f"1-{min(9, len(turn.face.options))}", "pick"))
        if left:
            keys.append((HINT.show, f"{HINT.label} ({left})"))
        keys += [(UNDO.show, UNDO.label), (EDIT.show, EDIT.label), ("?", "keys")]
        return chrome.key_line(keys, width)

    def _grades(self, turn: Turn) -> list[chrome.Grade]:
        names = words.grades(self.app.desk.keys)
        grades: list[chrome.Grade] = []
        for number, grade in enumerate(names, 1 if self.app.desk.keys == "four" else 0):
            given = min(grade, turn.best_grade)
            days = days_until(turn.choices[grade], given, turn.day)
            name = words.grade(given, self.app.desk.keys)
            grades.append(
                chrome.Grade(str(number), name, span(days), short_span(days), grade == turn.suggested)
            )
        return grades

    # What the keys do.

    async def action_next(self) -> None:
        turn = self.turn
        if turn is None:
            await self._do(self.session.reload)
        elif not turn.revealed:
            self.session.reveal()
            self.status = ""
            self._redraw()
        elif turn.suggested is not None:
            await self._grade(turn.suggested)
        elif not self._card.at_end:
            self._card.page(1)

    async def action_digit(self, digit: int) -> None:
        turn = self.turn
        if turn is None:
            return
        if not turn.revealed:
            turn.pick(digit - 1)
            self._redraw()
        elif self.app.desk.keys == "six" and digit <= 5:
            await self._grade(digit)
        elif self.app.desk.keys == "four" and 1 <= digit <= 4:
            await self._grade(FOUR_KEYS[digit - 1])

    async def _grade(self, grade: int) -> None:
        await self._do(lambda: self.session.grade(grade) and "")

    async def action_undo(self) -> None:
        def undo() -> str:
            return words.undone(self.session.undo(), self.turn, self.app.desk.keys)

        await self._do(undo)

    async def action_bury(self) -> None:
        await self._do(self.session.bury, "put off until tomorrow (u takes it back)")

    async def action_suspend(self) -> None:
        await self._do(self.session.suspend, "taken out of practice (u takes it back)")

    async def action_flag(self) -> None:
        await self._do(lambda: "flagged" if self.session.flag() else "flag taken away")

    def action_hint(self) -> None:
        turn = self.turn
        if turn is None or turn.revealed:
            return
        if turn.hint() is None:
            self.status = "no more hints" if turn.hints else "this card has no hints"
        else:
            best = words.grade(turn.best_grade, self.app.desk.keys)
            self.status = (
                f"hint {len(turn.hints)} of {len(turn.card.note.hints)}; the best grade is now {best}"
            )
        self._redraw()

    async def action_edit(self) -> None:
        turn = self.turn
        if turn is None:
            return
        try:
            problem = self.app.edit(turn.card.path, turn.card.note.line)
        except LibraryError as error:
            await self.app.complain(error)
            return
        await self._do(lambda: self._again(turn))
        if problem:
            await self.app.complain(problem)

    def _again(self, old: Turn) -> str:
        """Ask the card anew after an edit, with all that was shown of it before."""
        self.session.reload()
        turn = self.turn
        if turn is None or turn.card.key != old.card.key:
            return "that card is no longer in its deck; here is the next one"
        turn.hints = turn.card.note.hints[: len(old.hints)]
        if turn.face.options == old.face.options:
            turn.picked = old.picked
        if old.revealed:
            self.session.reveal()
        return "" if turn.card.fingerprint == old.card.fingerprint else "the card as it reads now"

    async def action_sources(self) -> None:
        if (turn := self.turn) is not None:
            await self.app.push_screen(Sheet("Sources", lambda width: source_lines(turn.card, width)))

    async def action_why(self) -> None:
        if (turn := self.turn) is not None:
            text = card_view.message(explain(turn.card, turn.entry, self.session.day))
            await self.app.push_screen(Sheet("Why this card", lambda width: wrap(text, width)))

    async def action_help(self) -> None:
        keys = self.app.desk.keys
        await self.app.push_screen(Sheet("Keys", lambda width: help_lines(REVIEW, keys, width)))

    def action_line(self, lines: int) -> None:
        self._card.line(lines)

    def action_page(self, pages: int) -> None:
        self._card.page(pages)

    async def action_back(self) -> None:
        if self.session.answered:
            await self.app.show_summary(self.session)
        else:
            await self.app.leave_review()

    async def _do(self, act: Callable[[], str | None], said: str = "") -> None:
        """Do what may fail in the store; on trouble the card stays and the user is told."""
        try:
            self.status = act() or said
        except LibraryError as error:
            self.status = "not done"
            self._redraw()
            await self.app.complain(error)
            return
        if self.turn is None:
            await self.app.show_summary(self.session, self.status)
        else:
            self._redraw()

    def _redraw(self) -> None:
        turn = self.turn
        if turn is not None and turn is self._shown:
            self._card.update()
        elif turn is not None:
            self._card.show(turn)
        self._shown = turn
        for line in self.query(Line):
            line.refresh()


def days_until(outcome: Outcome, grade: int, day: int) -> int:
    """Return how many days after ``day`` the card is asked again; 0 is the same day."""
    drilled = outcome.kind == "drill" and drill_open(outcome.memory, day)
    return 0 if grade < PASS or drilled else outcome.memory.due - day
