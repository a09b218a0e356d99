"""The page on which a card is answered: text is written, steps are placed, the answer is shown, points are
ticked. Grades and everything else are the review's."""

from typing import TYPE_CHECKING

from textual.events import Key, Paste
from textual.timer import Timer

from trainer.grading.wording import to_decide
from trainer.practice.attempt import Attempt
from trainer.practice.session import Session
from trainer.tui.lines import review_lines
from trainer.tui.lines.card_lines import Hand
from trainer.tui.widgets.card_view import CardView
from trainer.tui.widgets.field import ENTER, Draft
from trainer.tui.widgets.page import Page

if TYPE_CHECKING:
    from trainer.tui.navigation import Navigation

_PASSES = frozenset({"ctrl+c", "ctrl+p", "up", "down", "pageup", "pagedown"})
"""Keys that do what they always do while a text is being written."""


class Answering(Page):
    """Shows the turn of a session and does what answers it."""

    view: CardView

    def __init__(self, to: "Navigation", session: Session, status: str = "") -> None:
        super().__init__(to, CardView(id="card"), status)
        self.session = session
        self._shown: Attempt | None = None
        self._hand = Hand()
        self._clock: Timer | None = None

    def on_mount(self) -> None:
        self._run_clock()

    @property
    def attempt(self) -> Attempt | None:
        """The turn of the card on screen."""
        return self.session.attempt

    # The text being written: it gets the keys before the bindings do.

    async def take(self, event: Key | Paste) -> bool:
        draft, attempt = self._hand.draft, self.attempt
        if draft is None or attempt is None or attempt.revealed:
            return False
        enter = isinstance(event, Key) and event.key in ENTER
        if not draft.active:
            if enter or isinstance(event, Paste):
                self.action_write()
            if not isinstance(event, Paste):
                return enter
        if isinstance(event, Key) and event.key == "escape":
            draft.active = False
        elif (isinstance(event, Key) and event.key == "ctrl+s") or (
            enter and not (draft.several and draft.text.strip())
        ):
            self._reveal()
        elif draft.take(event):
            attempt.write(draft.text)
        else:
            return isinstance(event, Key) and event.key not in _PASSES
        self._moved()
        return True

    def action_write(self) -> None:
        if self._hand.draft is not None:
            self._hand.draft.active = True
            self.status = ""
            self._moved()

    def action_type(self) -> None:
        attempt = self.attempt
        if attempt is None or attempt.revealed:
            return
        if attempt.card.note.body.typable and attempt.want_to_type():
            self._hand.draft = self._hand.draft or Draft()
            self.action_write()
        elif self._hand.draft is None:
            self.status = "this card is not answered by typing"
            self._redraw()

    async def action_done(self) -> None:
        if self._hand.draft is not None and self.attempt is not None and not self.attempt.revealed:
            self._reveal()

    # Steps and points.

    def action_tick(self) -> None:
        attempt, marked = self.attempt, self._hand.marked
        if attempt is None or marked is None:
            return
        if attempt.revealed:
            attempt.tick(marked)
            self.status = to_decide(attempt.undecided)
        else:
            attempt.place(marked)
        self._moved()

    def action_take_back(self) -> None:
        attempt = self.attempt
        if attempt is not None and attempt.placed:
            attempt.place(attempt.placed[-1])
            self._redraw()

    def _reveal(self) -> None:
        attempt = self.attempt
        if attempt is None:
            return
        self.session.reveal()
        self._hand.draft = self._hand.marked = None
        self.status = ""
        if attempt.way == "points":
            self._ask_to_decide(attempt)
        self._redraw()

    def _ask_to_decide(self, attempt: Attempt) -> None:
        """Put the mark on the first point that waits for the user, and say so."""
        self._hand.marked = next(iter(attempt.undecided), 0)
        self.status = to_decide(attempt.undecided)
        if not attempt.ticks:
            self.status = "↑↓x: tick what you said"
        self._moved()

    def action_line(self, lines: int) -> None:
        count = self._markable()
        marked = self._hand.marked
        target = (0 if lines > 0 else count - 1) if marked is None else marked + lines
        if count and 0 <= target < count:
            self._hand.marked = target
            self._moved()
        else:
            self.view.line(lines)

    def _markable(self) -> int:
        """How many steps or points can be marked now."""
        attempt = self.attempt
        if attempt is None:
            return 0
        return len(attempt.card.note.body.key_points() if attempt.revealed else attempt.sides.steps)

    # Drawing.

    def _begin(self, attempt: Attempt) -> None:
        """Show another turn than before, with room to write where that is how it is answered."""
        before = self._hand.draft
        edited = self._shown is not None and self._shown.card.key == attempt.card.key
        self._shown = attempt
        self._hand = Hand()
        if attempt.way in ("typed", "points") and not attempt.revealed:
            self._hand.draft = Draft(several=attempt.way == "points", text=attempt.typed)
            if edited and before is not None:
                self._hand.draft.active = before.active
        if attempt.way == "points" and attempt.revealed:
            self._hand.marked = next(iter(attempt.undecided), 0)
        self.view.show(attempt, self._hand)

    def _redraw(self) -> None:
        attempt = self.attempt
        if attempt is not None and attempt is self._shown:
            self.view.update()
        elif attempt is not None:
            self._begin(attempt)
        self.show_lines()

    def _moved(self) -> None:
        """Show what changed where the user's hand is."""
        self.view.move()
        self.show_lines()

    def show_lines(self) -> None:
        super().show_lines()
        self._run_clock()

    def tick(self) -> None:
        """Show the time of an open question anew and nothing else; once a second while one is asked."""
        self.query_one("#bottom").refresh()

    def _run_clock(self) -> None:
        if self._clock is not None and not review_lines.timed(self.attempt):
            self._clock.stop()
            self._clock = None
        elif self._clock is None and review_lines.timed(self.attempt):
            self._clock = self.set_interval(1, self.tick)
