"""The review screen: one card, its answer, its grade; every answer is saved before the next card is shown."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content

from trainer.core.errors import TrainerError
from trainer.practice.attempt import Attempt
from trainer.practice.session import FOUR_KEYS, Session
from trainer.practice.why import explain
from trainer.tui.keys import DIGITS, REVIEW, bindings
from trainer.tui.lines import chrome, phrases, review_lines
from trainer.tui.lines.card_lines import source_lines
from trainer.tui.lines.help import help_lines
from trainer.tui.lines.layout import wrap
from trainer.tui.screens.answering import Answering
from trainer.tui.widgets import card_view
from trainer.tui.widgets.dialog import Dialog
from trainer.tui.widgets.page import Line

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
        if self.attempt is not None:
            self._begin(self.attempt)
        yield self._card
        yield Line(self._footer, id="bottom")
        yield Line(self._keys, id="keys")

    # What the lines around the card say.

    def _header(self, width: int) -> Content:
        title = card_view.path(self.attempt.card.deck_title) if self.attempt else Content()
        return chrome.header(title, self.session.counts, width)

    def _progress(self, width: int) -> Content:
        done = self.session.answered
        return chrome.progress(done, done + self.session.counts.total, width)

    def _footer(self, width: int) -> Content:
        return review_lines.footer(self.attempt, self.status, self.app.context.clock(), width)

    def _keys(self, width: int) -> Content:
        attempt = self.attempt
        if attempt is None:
            return chrome.key_line([("space", "try again"), ("q", "back"), ("?", "keys")], width)
        if attempt.revealed:
            return review_lines.grade_line(attempt, self.app.context.keys, width)
        return review_lines.key_line(attempt, self._hand.draft, width)

    # What the keys do.

    async def action_next(self) -> None:
        attempt = self.attempt
        if attempt is None:
            await self._do(self.session.reload)
        elif not attempt.revealed:
            self._reveal()
        elif attempt.suggested is not None:
            await self._grade(attempt.suggested)
        elif attempt.undecided:
            self._ask_to_decide(attempt)
        elif not self._card.at_end:
            self._card.page(1)

    async def action_digit(self, digit: int) -> None:
        attempt = self.attempt
        if attempt is None:
            return
        if not attempt.revealed:
            attempt.pick(digit - 1)
            attempt.place(digit - 1)
            self._redraw()
        elif self.app.context.keys == "six" and digit <= 5:
            await self._grade(digit)
        elif self.app.context.keys == "four" and 1 <= digit <= 4:
            await self._grade(FOUR_KEYS[digit - 1])

    async def _grade(self, grade: int) -> None:
        await self._do(lambda: self.session.grade(grade) and "")

    async def action_undo(self) -> None:
        def undo() -> str:
            return phrases.undone(self.session.undo(), self.attempt, self.app.context.keys)

        await self._do(undo)

    async def action_bury(self) -> None:
        await self._do(self.session.bury, "put off until tomorrow (u takes it back)")

    async def action_suspend(self) -> None:
        await self._do(self.session.suspend, "taken out of practice (u takes it back)")

    async def action_flag(self) -> None:
        await self._do(lambda: "flagged" if self.session.flag() else "flag taken away")

    def action_hint(self) -> None:
        attempt = self.attempt
        if attempt is None or attempt.revealed:
            return
        if attempt.hint() is None:
            self.status = "no more hints" if attempt.hints else "this card has no hints"
        else:
            best = phrases.grade(attempt.best_grade, self.app.context.keys)
            self.status = (
                f"hint {len(attempt.hints)} of {len(attempt.card.note.hints)}; the best grade is now {best}"
            )
        self._redraw()

    async def action_edit(self) -> None:
        attempt = self.attempt
        if attempt is None:
            return
        try:
            problem = self.app.edit(attempt.card.path, attempt.card.note.line)
        except TrainerError as error:
            await self.app.complain(error)
            return
        await self._do(lambda: self._again(attempt))
        if problem:
            await self.app.complain(problem)

    def _again(self, old: Attempt) -> str:
        """Ask the card anew after an edit, with all that was shown of it before."""
        self.session.reload()
        attempt = self.attempt
        if attempt is None or attempt.card.key != old.card.key:
            return "that card is no longer in its deck; here is the next one"
        attempt.resume(old, self.session.plan.options)
        return "" if attempt.card.fingerprint == old.card.fingerprint else "the card as it reads now"

    async def action_sources(self) -> None:
        if (attempt := self.attempt) is not None:
            await self.app.push_screen(Dialog("Sources", lambda width: source_lines(attempt.card, width)))

    async def action_why(self) -> None:
        if (attempt := self.attempt) is not None:
            text = card_view.message(explain(attempt.card, attempt.entry, self.session.day))
            await self.app.push_screen(Dialog("Why this card", lambda width: wrap(text, width)))

    async def action_help(self) -> None:
        keys = self.app.context.keys
        await self.app.push_screen(Dialog("Keys", lambda width: help_lines(REVIEW, keys, width)))

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
        except TrainerError as error:
            self.status = "not done"
            self._redraw()
            await self.app.complain(error)
            return
        if self.attempt is None:
            await self.app.show_summary(self.session, self.status)
        else:
            self._redraw()
