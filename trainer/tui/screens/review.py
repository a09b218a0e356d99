"""The review screen: one card, its answer, its grade; every answer is saved before the next card is shown."""

from textual.app import ComposeResult
from textual.content import Content

from trainer.practice.attempt import Attempt
from trainer.practice.grades import Keys, grade_word, grades
from trainer.practice.why import explain
from trainer.tui.keys import DIGITS, REVIEW, bindings
from trainer.tui.lines import chrome, phrases, review_lines
from trainer.tui.lines.card_lines import source_lines
from trainer.tui.lines.layout import wrap
from trainer.tui.widgets import card_view
from trainer.tui.widgets.answering import Answering


class ReviewScreen(Answering):
    """Walks through a session."""

    KEYS = REVIEW
    BINDINGS = bindings((*KEYS, *DIGITS))

    @property
    def graded(self) -> Keys:
        return self.to.context.keys

    def body(self) -> ComposeResult:
        if self.attempt is not None:
            self._begin(self.attempt)
        yield self.view

    # What the lines around the card say.

    def header_line(self, width: int) -> Content:
        title = card_view.path(self.attempt.card.deck_title) if self.attempt else Content()
        return chrome.header(title, self.session.counts, width)

    def top_line(self, width: int) -> Content:
        done = self.session.answered
        return chrome.progress(done, done + self.session.counts.total, width)

    def bottom_line(self, width: int) -> Content:
        return review_lines.footer(self.attempt, self.status, self.to.context.clock(), width)

    def key_line(self, width: int) -> Content:
        attempt = self.attempt
        if attempt is None:
            return chrome.key_line([("space", "try again"), ("q", "back"), ("?", "keys")], width)
        if attempt.revealed:
            return review_lines.grade_line(attempt, self.to.context.keys, width)
        return review_lines.key_line(attempt, self._hand.draft, width)

    # What the keys do.

    async def action_next(self) -> None:
        attempt = self.attempt
        if attempt is None:
            self.session.reload()
            await self._went_on()
        elif not attempt.revealed:
            self._reveal()
        elif attempt.suggested is not None:
            await self._grade(attempt.suggested)
        elif attempt.undecided:
            self._ask_to_decide(attempt)
        elif not self.view.at_end:
            self.view.page(1)

    async def action_digit(self, digit: int) -> None:
        attempt = self.attempt
        if attempt is None:
            return
        if not attempt.revealed:
            attempt.pick(digit - 1)
            attempt.place(digit - 1)
            self._redraw()
        elif (grade := grades(self.to.context.keys).get(digit)) is not None:
            await self._grade(grade)

    async def _grade(self, grade: int) -> None:
        self.session.grade(grade)
        await self._went_on()

    async def action_undo(self) -> None:
        event = self.session.undo()
        await self._went_on(phrases.undone(event, self.attempt, self.to.context.keys))

    async def action_bury(self) -> None:
        self.session.bury()
        await self._went_on("put off until tomorrow (u takes it back)")

    async def action_suspend(self) -> None:
        self.session.suspend()
        await self._went_on("taken out of practice (u takes it back)")

    async def action_flag(self) -> None:
        await self._went_on("flagged" if self.session.flag() else "flag taken away")

    def action_hint(self) -> None:
        attempt = self.attempt
        if attempt is None or attempt.revealed:
            return
        if attempt.hint() is None:
            self.status = "no more hints" if attempt.hints else "this card has no hints"
        else:
            best = grade_word(attempt.best_grade, self.to.context.keys)
            self.status = (
                f"hint {len(attempt.hints)} of {len(attempt.card.note.hints)}; the best grade is now {best}"
            )
        self._redraw()

    async def action_edit(self) -> None:
        attempt = self.attempt
        if attempt is None:
            return
        problem = self.to.edit(attempt.card.path, attempt.card.note.line)
        await self._went_on(self._again(attempt))
        if problem:
            await self.to.complain(problem)

    def _again(self, old: Attempt) -> str:
        """Ask the card anew after an edit, with all that was shown of it before."""
        self.session.reload()
        attempt = self.attempt
        if attempt is None or attempt.card.key != old.card.key:
            return "that card is no longer in its deck; here is the next one"
        attempt.resume(old, self.session.plan.scheduler)
        return "" if attempt.card.fingerprint == old.card.fingerprint else "the card as it reads now"

    async def action_sources(self) -> None:
        if (attempt := self.attempt) is not None:
            await self.to.dialog("Sources", lambda width: source_lines(attempt.card, width))

    async def action_why(self) -> None:
        if (attempt := self.attempt) is not None:
            scheduler = self.session.plan.scheduler
            text = card_view.message(explain(attempt.card, attempt.entry, self.session.day, scheduler))
            await self.to.dialog("Why this card", lambda width: wrap(text, width))

    async def action_back(self) -> None:
        if self.session.answered:
            await self.to.summary(self.session)
        else:
            await self.to.leave("review")

    async def _went_on(self, status: str = "") -> None:
        """Show what is asked now, after something was done."""
        self.status = status
        if self.attempt is None:
            await self.to.summary(self.session, status)
        else:
            self._redraw()

    def failed(self) -> None:
        self.status = "not done"
        self._redraw()
