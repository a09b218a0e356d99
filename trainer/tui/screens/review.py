"""The review screen: one card, its answer, its grade; every answer is saved before the next card is shown."""

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Key, Paste
from textual.timer import Timer

from trainer.grading.wording import in_doubt
from trainer.practice.attempt import Attempt
from trainer.practice.grades import Keys, grades, lean
from trainer.practice.grading import save_grade
from trainer.practice.needed import about as about_needed
from trainer.practice.session import Session
from trainer.practice.undoing import Gone, Undoing, cover
from trainer.practice.wording import DONE, about_grades, done
from trainer.tui.keys import DIGITS, REVIEW, bindings
from trainer.tui.lines import chrome, review_lines
from trainer.tui.navigation import Navigation
from trainer.tui.widgets import card_dialogs, card_view
from trainer.tui.widgets.answer_view import AnswerView
from trainer.tui.widgets.card_view import CardView
from trainer.tui.widgets.taking_back import TakesBack


class ReviewScreen(TakesBack):
    """Walks through a session."""

    KEYS = REVIEW
    OFFERS = (
        ("Reset this card", "As if it were new; its history is kept", "reset"),
        ("Ask this card on another day", "Tomorrow, in a week, in a month", "another_day"),
    )
    PART = "review"
    BINDINGS = bindings((*KEYS, *DIGITS))

    view: CardView

    def __init__(self, to: Navigation, session: Session, status: str = "") -> None:
        self._answer = AnswerView(to.context.drafts)
        super().__init__(to, self._answer.card, status or about_needed(session, "w n"))
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
        return chrome.progress(done := self.session.done, done + self.session.counts.total, width)

    def bottom_line(self, width: int) -> Content:
        return review_lines.footer(self.attempt, self.status, self.to.context.clock(), width)

    def key_line(self, width: int) -> Content:
        attempt = self.attempt
        if attempt is None:
            return self.hints([("space", "try again"), ("q", "back"), ("?", "keys")], width)
        if attempt.revealed:
            return review_lines.grade_line(attempt, self.to.context.keys, width, self.key)
        field = self._answer.written is not None
        return review_lines.key_line(attempt, width, self.key, field=field, writing=self._answer.writing)

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
            self.status = in_doubt(attempt.marking)
        else:
            attempt.place(mark)
        self.view.mark = mark
        self.show_lines()

    def action_mark(self, key: str) -> None:
        attempt = self.attempt
        if attempt is not None and attempt.mark(key):
            self.status = in_doubt(attempt.marking)
            self.view.mark = (int(key) - 1) % 10 if key.isdecimal() else self.view.mark
            self._redraw()

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

    # The answer and its grade

    async def action_next(self) -> None:
        attempt = self.attempt
        if attempt is None:
            self.session.reload()
            await self._went_on()
        elif not attempt.revealed:
            self._reveal()
        elif attempt.alone and not self.view.at_end:
            self.view.page(1)
        elif attempt.offered is not None:
            await self.action_grade(attempt.offered)
        else:
            self.say("← → choose a grade" if attempt.ticked else "a digit grades")

    def _reveal(self) -> None:
        attempt = self.attempt
        if attempt is None:
            return
        self.session.reveal()
        self.view.mark = None
        self.status = about_grades(self.session)
        self._redraw()
        if attempt.ticked:
            self.view.mark = attempt.marking.first
            self.say(in_doubt(attempt.marking) or ("" if attempt.ticks else "tick what you said"))

    async def action_digit(self, digit: int) -> None:
        attempt = self.attempt
        if attempt is None:
            return
        if attempt.ticked:
            self.action_mark(str(digit))
        elif not attempt.revealed:
            attempt.digit(digit)
            self._redraw()
        elif (grade := grades(self.to.context.keys).get(digit)) is not None:
            await self.action_grade(grade)

    def action_lean(self, by: int) -> None:
        if self.attempt is not None and self.attempt.ticked:
            lean(self.attempt, self.graded, by)
            self.show_lines()

    def show_anew(self, status: str) -> None:
        self.session.join()
        self.status = status
        self.show_lines()

    async def action_grade(self, grade: int) -> None:
        await self.to.notice()
        stored, said = save_grade(self.session, grade)
        if stored is not None:
            self.to.context.drafts.pop(stored.card, None)
        await self._went_on("; ".join(said))
        await card_dialogs.leech(self.to, self.session)

    async def went_back(self, _: Undoing, gone: Gone) -> None:
        await self._went_on(gone.said)

    async def action_undo(self) -> None:
        if cover(self.session):
            await self._went_on()
        else:
            await super().action_undo()

    async def action_bury(self) -> None:
        self.session.bury()
        await self._went_on(done("bury"))

    async def action_suspend(self) -> None:
        self.session.suspend()
        await self._went_on(done("suspend"))

    async def action_flag(self) -> None:
        await self._went_on(DONE["flag" if self.session.flag() else "unflag"].done)

    def action_hint(self) -> None:
        attempt = self.attempt
        if attempt is not None and not attempt.revealed:
            more = attempt.hint() is not None
            self.status = review_lines.hinted(attempt, self.graded, more=more)
            self._redraw()

    async def action_edit(self) -> None:
        await card_dialogs.edit(self.to, self.session, self._went_on)

    async def action_view(self) -> None:
        if self.attempt is not None:
            self.say(await self.to.view(self.attempt.card, revealed=self.attempt.revealed))

    async def action_add(self) -> None:
        await self.to.add(self.attempt.card.note.deck if self.attempt is not None else "")

    async def action_spread(self) -> None:
        await self._went_on(self.session.spread())

    async def action_sources(self) -> None:
        await card_dialogs.sources(self.to, self.session)

    async def action_why(self) -> None:
        await card_dialogs.why(self.to, self.session, self._went_on)

    def action_copy(self) -> None:
        if self.attempt is not None:
            self.say(self.to.copy(card_view.as_text(self.attempt.sides, answer=self.attempt.revealed)))

    async def action_reset(self) -> None:
        await card_dialogs.reset(self.session, self._went_on)

    async def action_another_day(self) -> None:
        await card_dialogs.another_day(self.to, self.session, self._went_on)

    async def action_back(self, stay: bool = False) -> None:
        if self.session.answers:
            await self.to.summary(self.session)
        else:
            await self.to.leave("review", stay=stay)

    async def _went_on(self, status: str = "") -> None:
        """Show what is asked now, after something was done."""
        self.status = status or about_needed(self.session, "w n")
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
