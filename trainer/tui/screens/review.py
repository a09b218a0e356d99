"""The review screen: one card, its answer, its grade; every answer is saved before the next card is shown."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Key, Paste
from textual.timer import Timer

from trainer.grading.wording import to_decide
from trainer.practice.attempt import Attempt
from trainer.practice.grades import Keys, grades, lean
from trainer.practice.session import Session
from trainer.practice.wording import undone
from trainer.tui.keys import DIGITS, REVIEW, bindings
from trainer.tui.lines import chrome, review_lines
from trainer.tui.widgets import card_dialogs, card_view
from trainer.tui.widgets.answer_view import AnswerView
from trainer.tui.widgets.card_view import CardView
from trainer.tui.widgets.page import Page

if TYPE_CHECKING:
    from trainer.tui.navigation import Navigation

_UNSAVED = "ctrl+c once more leaves, and what you wrote is gone"


class ReviewScreen(Page):
    """Walks through a session."""

    KEYS = REVIEW
    OFFERS = (
        ("Forget this card", "As if it were new; its history is kept", "reset"),
        ("Ask this card on another day", "Tomorrow, in a week, in a month", "another_day"),
    )
    BINDINGS = bindings((*KEYS, *DIGITS))

    view: CardView

    def __init__(self, to: "Navigation", session: Session, status: str = "") -> None:
        self._answer = AnswerView()
        super().__init__(to, self._answer.card, status)
        self.session = session
        self._clock: Timer | None = None

    def body(self) -> ComposeResult:
        if self.attempt is not None:
            self._answer.show(self.attempt)
        yield self._answer

    def on_mount(self) -> None:
        self._run_clock()

    @property
    def graded(self) -> Keys:
        return self.to.context.keys

    @property
    def attempt(self) -> Attempt | None:
        """The card on screen, as far as it is answered."""
        return self.session.attempt

    # What the lines around the card say

    def header_line(self, width: int) -> Content:
        title = card_view.path(self.attempt.card.deck_title) if self.attempt else Content()
        return chrome.header(title, self.session.counts, width, cram=self.session.cram)

    def top_line(self, width: int) -> Content:
        done = self.session.done
        return chrome.progress(done, done + self.session.counts.total, width)

    def bottom_line(self, width: int) -> Content:
        return review_lines.footer(self.attempt, self.status, self.to.context.clock(), width)

    def key_line(self, width: int) -> Content:
        attempt = self.attempt
        if attempt is None:
            return chrome.key_line([("space", "try again"), ("q", "back"), ("?", "keys")], width)
        if attempt.revealed:
            return review_lines.grade_line(attempt, self.to.context.keys, width)
        field = self._answer.written is not None
        return review_lines.key_line(attempt, width, field=field, writing=self._answer.writing)

    def show_lines(self) -> None:
        super().show_lines()
        self._run_clock()

    def tick(self) -> None:
        """Show the time of an open question anew and nothing else; once a second while one is asked."""
        self.query_one("#bottom").refresh()

    def _run_clock(self) -> None:
        timed = review_lines.timed(self.attempt)
        if self._clock is not None and not timed:
            self._clock.stop()
            self._clock = None
        elif self._clock is None and timed:
            self._clock = self.set_interval(1, self.tick)

    # The text being written: it gets the keys before the bindings do

    async def take(self, event: Key | Paste) -> bool:
        taken = await self._answer.take(event)
        if taken == "done":
            self._reveal()
        elif taken:
            self.status = ""
            self.show_lines()
        return bool(taken)

    def action_write(self) -> None:
        if self._answer.written is not None and self._answer.write():
            self.status = ""
            self.show_lines()

    def action_type(self) -> None:
        if self.attempt is None or self.attempt.revealed:
            return
        if self._answer.written is None and not self._answer.write():
            self.status = "this card is not answered by typing"
        self.show_lines()

    async def action_done(self) -> None:
        if self._answer.written is not None:
            self._reveal()

    def may_quit(self) -> bool:
        if not (self._answer.written or "").strip() or self.status == _UNSAVED:
            return True
        self.say(_UNSAVED)
        return False

    # Steps and points

    def action_line(self, lines: int) -> None:
        if not self.view.move_mark(lines):
            super().action_line(lines)

    def action_tick(self) -> None:
        attempt, mark = self.attempt, self.view.mark
        if attempt is None or mark is None:
            return
        if attempt.revealed:
            attempt.tick(mark)
            self.status = to_decide(attempt.undecided)
        else:
            attempt.place(mark)
        self.view.mark = mark
        self.show_lines()

    async def action_choose(self, index: int) -> None:
        attempt = self.attempt
        if attempt is None:
            return
        if (attempt.revealed and attempt.parts) or attempt.sides.steps:
            self.view.mark = index
            self.action_tick()
        elif not attempt.revealed:
            attempt.pick(index)
            self._redraw()

    def action_take_back(self) -> None:
        if self.attempt is not None and self.attempt.unplace():
            self._redraw()

    def _ask_to_decide(self, attempt: Attempt) -> None:
        """Put the mark on the first point that waits for the user, and say so."""
        self.view.mark = next(iter(attempt.undecided), 0)
        self.status = to_decide(attempt.undecided) if attempt.ticks else "↑↓x: tick what you said"
        self.show_lines()

    # The answer and its grade

    async def action_next(self) -> None:
        attempt = self.attempt
        if attempt is None:
            self.session.reload()
            await self._went_on()
        elif not attempt.revealed:
            self._reveal()
        elif attempt.offered is not None:
            await self.action_grade(attempt.offered)
        elif attempt.undecided:
            self._ask_to_decide(attempt)
        elif not self.view.at_end:
            self.view.page(1)

    def _reveal(self) -> None:
        attempt = self.attempt
        if attempt is None:
            return
        self.session.reveal()
        self.view.mark = None
        self.status = ""
        self._redraw()
        if attempt.way == "points":
            self._ask_to_decide(attempt)
        elif attempt.by_row:
            self.say("tick what you had")

    async def action_digit(self, digit: int) -> None:
        attempt = self.attempt
        if attempt is None:
            return
        if not attempt.revealed or attempt.by_row:
            attempt.digit(digit)
            self._redraw()
        elif (grade := grades(self.to.context.keys).get(digit)) is not None:
            await self.action_grade(grade)

    def action_lean(self, by: int) -> None:
        if self.attempt is not None and self.attempt.by_row:
            lean(self.attempt, self.graded, by)
            self.show_lines()

    async def action_grade(self, grade: int) -> None:
        self.session.grade(grade)
        await self._went_on()
        await card_dialogs.leech(self.to, self.session)

    # What else a card can be asked to do

    async def action_undo(self) -> None:
        if self.attempt is not None and self.attempt.unplace():
            self._redraw()
            return
        event = self.session.undo()
        await self._went_on(undone(event, self.attempt, self.to.context.keys))

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
        if attempt is not None and not attempt.revealed:
            more = attempt.hint() is not None
            self.status = review_lines.hinted(attempt, self.graded, more=more)
            self._redraw()

    async def action_edit(self) -> None:
        await card_dialogs.edit(self.to, self.session, self._went_on)

    async def action_spread(self) -> None:
        await self._went_on(self.session.spread())

    async def action_sources(self) -> None:
        await card_dialogs.sources(self.to, self.session)

    async def action_why(self) -> None:
        await card_dialogs.why(self.to, self.session, self._went_on)

    async def action_reset(self) -> None:
        await card_dialogs.reset(self.session, self._went_on)

    async def action_another_day(self) -> None:
        await card_dialogs.another_day(self.to, self.session, self._went_on)

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

    def _redraw(self) -> None:
        if self.attempt is not None:
            self._answer.show(self.attempt)
        self.show_lines()
