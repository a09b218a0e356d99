"""What can be taken back, over the screen where it was asked for: how far back to go, and forward again."""

from collections.abc import Awaitable, Callable, Sequence

from textual.app import ComposeResult
from textual.content import Content

from trainer.practice.grades import Keys
from trainer.practice.undoing import Gone, Undoing, go, steps, way_to
from trainer.tui.dialog_keys import UNDO_LIST
from trainer.tui.keys import bindings
from trainer.tui.lines.undo_lines import ROOMY, step_line
from trainer.tui.widgets.lines_view import LinesView, Rows
from trainer.tui.widgets.page import Overlay


class UndoScreen(Overlay):
    """Lists what was done, the newest first, with a mark. ``went`` is told what was done from here."""

    BINDINGS = bindings(UNDO_LIST)
    WAYS = (("enter", "goes there"),)

    def __init__(self, at: Undoing, keys: Keys, went: Callable[[Gone], Awaitable[None]]) -> None:
        super().__init__()
        self._of, self._keys, self._went = at, keys, went
        self._steps = steps(at.library, at.plan.moment(at.clock()), keys)
        self._at = min(sum(step.undone for step in self._steps), max(0, len(self._steps) - 1))
        self.view = LinesView(self._lines, id="dialog")
        self.view.border_title = Content("What can be taken back")

    def compose(self) -> ComposeResult:
        yield self.view

    def on_mount(self) -> None:
        super().on_mount()
        self.view.show_line(self._at)

    def _lines(self, width: int) -> Sequence[Content]:
        if not self._steps:
            return [Content("Nothing was done that can be taken back.")]
        wide = max(len(step.age if width >= ROOMY else step.short_age) for step in self._steps)
        return Rows(
            len(self._steps),
            lambda index: step_line(self._steps[index], wide, index, width, marked=index == self._at),
        )

    def action_move(self, rows: int) -> None:
        self._at = max(0, min(len(self._steps) - 1, self._at + rows))
        self.view.show_chosen(self._at)
        self.view.refresh()

    async def action_go(self) -> None:
        if not self._steps:
            await self.action_close()
            return
        gone = go(self._of, way_to(self._steps, self._at), self._keys, chosen=True)
        await self.dismiss()
        await self._went(gone)

    async def action_close(self) -> None:
        await self.dismiss()

    def on_lines_view_chosen(self, event: LinesView.Chosen) -> None:
        again = event.index == self._at
        self.action_move(event.index - self._at)
        if again:
            self.app.simulate_key("enter")
