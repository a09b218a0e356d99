"""Undo, redo and the list of what can be taken back: the same keys wherever something is done."""

from abc import abstractmethod

from trainer.core.scope import EVERYTHING
from trainer.practice.session import Session
from trainer.practice.undoing import Gone, Undoing, go, is_asked
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

    async def resume(self) -> None:
        await self.to.review(self.session)

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


class TakesBackAnything(TakesBack):
    """One where no card is asked; an answer taken back leads to its card."""

    def undoing(self) -> Undoing:
        return self.to.session(EVERYTHING)

    async def went_back(self, at: Undoing, gone: Gone) -> None:
        if isinstance(at, Session) and is_asked(at, gone):
            await self.to.review(at, gone.said)
        else:
            self.read_again(gone.said)

    async def resume(self) -> None:
        await self.to.home()

    @abstractmethod
    def read_again(self, status: str = "") -> None:
        """Show where things stand, with a status."""
