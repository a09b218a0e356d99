"""Undo, redo and the list of what can be taken back: the same keys wherever something is done."""

from abc import abstractmethod

from trainer.practice.session import Session
from trainer.practice.undoing import Gone, Undoing, go
from trainer.tui.widgets.page import Page


class TakesBack(Page):
    """A screen from which what was done can be taken back.

    Attributes:
        session: what undo works on, unless `undoing` says otherwise.
    """

    session: Session

    def undoing(self) -> Undoing:
        """Return what undo works on here."""
        return self.session

    @abstractmethod
    async def went_back(self, at: Undoing, gone: Gone) -> None:
        """Show where things stand after steps back or forward."""

    async def action_undo(self) -> None:
        await self._go(1)

    async def action_redo(self) -> None:
        await self._go(-1)

    async def _go(self, back: int) -> None:
        at = self.undoing()
        await self.went_back(at, go(at, back, self.to.context.keys))

    async def action_undo_list(self) -> None:
        from trainer.tui.screens.undo import UndoScreen

        at = self.undoing()
        await self.app.push_screen(
            UndoScreen(at, self.to.context.keys, lambda gone: self.went_back(at, gone))
        )
