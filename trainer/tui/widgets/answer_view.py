"""Where a card is answered: the card, and below it the text being written, if it is answered by writing."""

from typing import TYPE_CHECKING, Literal

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Key, Paste

from trainer.practice.attempt import Attempt
from trainer.tui.keys import ENTER
from trainer.tui.widgets.card_view import CardView
from trainer.tui.widgets.seen import Seen

if TYPE_CHECKING:
    from trainer.tui.widgets.field import Field

_PASSES = frozenset({"ctrl+c", "ctrl+g", "ctrl+p", "up", "down", "pageup", "pagedown"})
"""Keys that do what they always do while a text is being written, unless the text has a use for them."""

Taken = Literal["", "taken", "done"]
"""What became of a key: nothing, it was dealt with, or it ends the answer."""


class AnswerView(Vertical):
    """Shows an attempt and takes what is written. What the keys do otherwise is the screen's.

    A typed card takes text at once, but for keys that came before it can have been seen (`Seen`): those do
    what they do on every card, unless ``i`` said that text follows, or nothing was shown before it that they
    could have been meant for. An open question is answered in the head until the user says that he writes.
    ``drafts`` is where what was written waits for the grade, see `Context`.
    """

    def __init__(self, drafts: dict[str, str]) -> None:
        super().__init__()
        self._drafts = drafts
        self.card = CardView(id="card")
        self._field: Field | None = None
        self._attempt: Attempt | None = None
        self._revealed = False
        self._seen = Seen(self)

    def on_mount(self) -> None:
        if len(self.app.screen_stack) > 1:
            self._seen.anew()

    def on_click(self) -> None:
        self._seen.now()

    def compose(self) -> ComposeResult:
        yield self.card
        if self._field is not None:
            yield self._field

    def show(self, attempt: Attempt) -> None:
        """Show the attempt, or what changed of it, with room to write where that is how it is answered."""
        covered = attempt is self._attempt and self._revealed and not attempt.revealed
        self._revealed = attempt.revealed
        if attempt is self._attempt and not covered:
            if attempt.revealed:
                self._close_field()
            self.card.update()
            return
        again = self._attempt is not None and self._attempt.card.key == attempt.card.key
        active = self.writing if again and self._field is not None else attempt.way == "typed"
        active = active and not covered  # who took the reveal back has keys first
        if self._attempt is not None:
            self._seen.anew()
        self._attempt = attempt
        self._close_field()
        self.card.show(attempt)
        if attempt.way in ("typed", "points") and not attempt.revealed:
            self._open_field(attempt, active=active)

    # The text being written

    @property
    def written(self) -> str | None:
        """The text, or None where there is none to be written."""
        return None if self._field is None else self._field.text

    @property
    def writing(self) -> bool:
        """Do keys write?"""
        return self._field is not None and self._field.active

    def write(self) -> bool:
        """Let keys write, if this card can be answered by writing; return whether they do."""
        attempt = self._attempt
        if attempt is None or attempt.revealed:
            return False
        if self._field is None and attempt.want_to_type():
            self._open_field(attempt, active=True)
        if self._field is not None:
            self._field.activate()
            self._seen.now()
        return self.writing

    async def take(self, event: Key | Paste) -> Taken:
        """Take what is meant for the text; see `Page.take`."""
        field, attempt = self._field, self._attempt
        if field is None or attempt is None:
            return ""
        key = event.key if isinstance(event, Key) else ""
        if key and field.active and self._seen.before(event):
            field.look_away()
            return ""
        self._seen.now()
        if not field.active:
            begun = attempt.way == "typed" or field.text.strip()
            if key and not (key in ENTER and begun):
                return ""
            field.activate()
            if key:
                return "taken"
        if key == "escape":
            field.leave()
        elif key == "ctrl+s" or (key in ENTER and self._ends(field, attempt)):
            return "done"
        elif await field.take(event):
            self._write_down(attempt, field.text)
        elif key in _PASSES:
            return ""
        return "taken"

    def _write_down(self, attempt: Attempt, text: str) -> None:
        attempt.write(text)
        if text.strip():
            self._drafts[attempt.card.key] = text
        else:
            self._drafts.pop(attempt.card.key, None)

    def _ends(self, field: "Field", attempt: Attempt) -> bool:
        """Does Enter end the answer, and not only its line?"""
        return not field.several or not field.text.strip() or attempt.complete

    def _open_field(self, attempt: Attempt, *, active: bool) -> None:
        from trainer.tui.widgets.field import Field

        if not attempt.typed:
            attempt.write(self._drafts.get(attempt.card.key, ""))
        several = attempt.in_lines
        asks = "your answer, in key points" if several else "type the answer"
        if attempt.by_row:
            asks = "a line for each, in this order"
        self._field = Field(attempt.typed, several=several, asks=asks, idle="i writes here", active=active)
        self.card.snug = True
        if self.is_mounted:
            self.mount(self._field)

    def _close_field(self) -> None:
        if self._field is not None:
            self._field.close()
            self._field = None
        self.card.snug = False
