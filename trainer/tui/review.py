"""The review screen: one card, its answer, its grade; every answer is saved before the next card is shown."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content

from trainer.study.library import LibraryError
from trainer.study.session import FOUR_KEYS, Session
from trainer.study.turn import Turn
from trainer.study.why import explain
from trainer.tui import card_view, chrome, review_lines, words
from trainer.tui.answering import Answering
from trainer.tui.face import source_lines
from trainer.tui.help import help_lines
from trainer.tui.keys import DIGITS, REVIEW, bindings
from trainer.tui.layout import wrap
from trainer.tui.page import Line
from trainer.tui.sheet import Sheet

if TYPE_CHECKING:
    from trainer.tui.app import TrainerApp


class ReviewScreen(Answering):
    """Walks through a session."""

    BINDINGS = bindings((*REVIEW, *DIGITS))

    app: "TrainerApp"

    def __init__(self, session: Session, status: str = "") -> None:
        super().__init__(session, status)

    def compose(self) -> ComposeResult:
        yield Line(self._header, id="header")
        yield Line(self._progress, id="top")
        if self.turn is not None:
            self._begin(self.turn)
        yield self._card
        yield Line(self._footer, id="bottom")
        yield Line(self._keys, id="keys")

    # What the lines around the card say.

    def _header(self, width: int) -> Content:
        title = card_view.path(self.turn.card.deck_title) if self.turn else Content()
        return chrome.header(title, self.session.counts, width)

    def _progress(self, width: int) -> Content:
        done = self.session.answered
        return chrome.progress(done, done + self.session.counts.total, width)

    def _footer(self, width: int) -> Content:
        return review_lines.footer(self.turn, self.status, self.app.desk.clock(), width)

    def _keys(self, width: int) -> Content:
        turn = self.turn
        if turn is None:
            return chrome.key_line([("space", "try again"), ("q", "back"), ("?", "keys")], width)
        if turn.revealed:
            return review_lines.grade_line(turn, self.app.desk.keys, width)
        return review_lines.key_line(turn, self._hand.draft, width)

    # What the keys do.

    async def action_next(self) -> None:
        turn = self.turn
        if turn is None:
            await self._do(self.session.reload)
        elif not turn.revealed:
            self._reveal()
        elif turn.suggested is not None:
            await self._grade(turn.suggested)
        elif turn.undecided:
            self._ask_to_decide(turn)
        elif not self._card.at_end:
            self._card.page(1)

    async def action_digit(self, digit: int) -> None:
        turn = self.turn
        if turn is None:
            return
        if not turn.revealed:
            turn.pick(digit - 1)
            turn.place(digit - 1)
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
        turn.resume(old, self.session.plan.options)
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
