"""The page on which a card is answered: text is written, steps are placed, the answer is shown, points are
ticked. Grades and everything else are the review's."""

from textual.events import Key, Paste
from textual.timer import Timer

from trainer.core.kinds import Points
from trainer.study.session import Session
from trainer.study.turn import Turn
from trainer.study.verdict import to_decide
from trainer.tui import review_lines
from trainer.tui.card_view import CardView
from trainer.tui.face import Hand
from trainer.tui.field import ENTER, Draft
from trainer.tui.page import Line, Page

_PASSES = frozenset({"ctrl+c", "ctrl+p", "up", "down", "pageup", "pagedown"})
"""Keys that do what they always do while a text is being written."""


class Answering(Page):
    """Shows the turn of a session and does what answers it."""

    def __init__(self, session: Session, status: str) -> None:
        super().__init__()
        self.session = session
        self.status = status
        self._card = CardView(id="card")
        self._shown: Turn | None = None
        self._hand = Hand()
        self._clock: Timer | None = None

    def on_mount(self) -> None:
        self._run_clock()

    @property
    def turn(self) -> Turn | None:
        """The turn of the card on screen."""
        return self.session.turn

    # The text being written: it gets the keys before the bindings do.

    async def take(self, event: Key | Paste) -> bool:
        draft, turn = self._hand.draft, self.turn
        if draft is None or turn is None or turn.revealed:
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
            turn.write(draft.text)
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
        turn = self.turn
        if turn is None or turn.revealed:
            return
        if turn.card.note.kind == "cloze" and turn.want_to_type():
            self._hand.draft = self._hand.draft or Draft()
            self.action_write()
        elif self._hand.draft is None:
            self.status = "this card is not answered by typing"
            self._redraw()

    async def action_done(self) -> None:
        if self._hand.draft is not None and self.turn is not None and not self.turn.revealed:
            self._reveal()

    # Steps and points.

    def action_tick(self) -> None:
        turn, marked = self.turn, self._hand.marked
        if turn is None or marked is None:
            return
        if turn.revealed:
            turn.tick(marked)
            self.status = to_decide(turn.undecided)
        else:
            turn.place(marked)
        self._moved()

    def action_take_back(self) -> None:
        turn = self.turn
        if turn is not None and turn.placed:
            turn.place(turn.placed[-1])
            self._redraw()

    def _reveal(self) -> None:
        turn = self.turn
        if turn is None:
            return
        self.session.reveal()
        self._hand.draft = self._hand.marked = None
        self.status = ""
        if turn.way == "points":
            self._ask_to_decide(turn)
        self._redraw()

    def _ask_to_decide(self, turn: Turn) -> None:
        """Put the mark on the first point that waits for the user, and say so."""
        self._hand.marked = next(iter(turn.undecided), 0)
        self.status = to_decide(turn.undecided)
        if not turn.ticks:
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
            self._card.line(lines)

    def _markable(self) -> int:
        """How many steps or points can be marked now."""
        turn = self.turn
        if turn is None:
            return 0
        body = turn.card.note.body
        if turn.revealed:
            return len(body.points) if isinstance(body, Points) else 0
        return len(turn.face.steps)

    # Drawing.

    def _begin(self, turn: Turn) -> None:
        """Show another turn than before, with room to write where that is how it is answered."""
        before = self._hand.draft
        edited = self._shown is not None and self._shown.card.key == turn.card.key
        self._shown = turn
        self._hand = Hand()
        if turn.way in ("typed", "points") and not turn.revealed:
            self._hand.draft = Draft(several=turn.way == "points", text=turn.typed)
            if edited and before is not None:
                self._hand.draft.active = before.active
        if turn.way == "points" and turn.revealed:
            self._hand.marked = next(iter(turn.undecided), 0)
        self._card.show(turn, self._hand)

    def _redraw(self) -> None:
        turn = self.turn
        if turn is not None and turn is self._shown:
            self._card.update()
        elif turn is not None:
            self._begin(turn)
        self._show_lines()

    def _moved(self) -> None:
        """Show what changed where the user's hand is."""
        self._card.move()
        self._show_lines()

    def _show_lines(self) -> None:
        for line in self.query(Line):
            line.refresh()
        self._run_clock()

    def tick(self) -> None:
        """Show the time of an open question anew and nothing else; once a second while one is asked."""
        self.query_one("#bottom").refresh()

    def _run_clock(self) -> None:
        if self._clock is not None and not review_lines.timed(self.turn):
            self._clock.stop()
            self._clock = None
        elif self._clock is None and review_lines.timed(self.turn):
            self._clock = self.set_interval(1, self.tick)
