"""Where the user came from, so that ``q`` leads back there and not only to the decks."""

from collections.abc import Awaitable, Callable

from trainer.tui.widgets.page import Page


class Trail:
    """The parts of the program that were left for another one, the latest last."""

    def __init__(self) -> None:
        self._left: list[Callable[[], Awaitable[None]]] = []
        self._going_back = False

    def show(self, before: object, after: object) -> None:
        """Take note that one screen is shown in the place of another."""
        if not isinstance(before, Page) or not isinstance(after, Page):
            return
        if after.PART == "home":
            self._left.clear()
        elif before.PART != after.PART and not self._going_back:
            self._left.append(before.resume)

    def __bool__(self) -> bool:
        return bool(self._left)

    async def back(self) -> bool:
        """Show the part that was left last; return whether there is one."""
        if not self._left:
            return False
        resume = self._left.pop()
        self._going_back = True
        try:
            await resume()
        finally:
            self._going_back = False
        return True
