"""The line of the browser: a query, a name for it, or tags are written there; enter does what that says."""

from abc import abstractmethod
from time import thread_time
from typing import TYPE_CHECKING, Literal

from textual.events import Key, Paste
from textual.timer import Timer

from trainer.browse.browser import NONE, Browser
from trainer.browse.earlier import Earlier
from trainer.browse.tags import HOW
from trainer.browse.wording import kept
from trainer.core.errors import UsageError
from trainer.core.text import counted
from trainer.tui.keys import ENTER
from trainer.tui.widgets.field import Field
from trainer.tui.widgets.lines_view import LinesView
from trainer.tui.widgets.taking_back import TakesBack

if TYPE_CHECKING:
    from trainer.tui.navigation import Navigation

_Writes = Literal["query", "name", "tags"]
ASKS: dict[_Writes, str] = {
    "query": "is:due deck:Kafka -level:deep prop:ivl>20 words",
    "name": "a name for this query",
    "tags": "exam -old",
}
_DONE: dict[_Writes, str] = {
    "query": "to the cards",
    "name": "keep under this name",
    "tags": "tag",
}
"""What is written in the line, what stands there before, and what enter does."""

LONG = 0.1
"""Seconds of work from which on a search would keep keys waiting that come meanwhile."""
PAUSE = 0.3
"""Seconds without a key after which the next such search begins."""


class Querying(TakesBack):
    """A screen with such a line. While a query is written the list follows it.

    Attributes:
        browser: what is found, and done with it. ``line``: where it is written.
    """

    def __init__(self, to: "Navigation", view: LinesView, browser: Browser) -> None:
        super().__init__(to, view, browser.wrong)
        self.browser = browser
        self.line = Field(browser.query, asks=ASKS["query"], active=False, id="query")
        self.line.idle = "/ asks for other cards"
        self._earlier = Earlier(browser.queries)
        self._writes: _Writes = "query"
        self._before = browser.query
        self._slow = False
        self._waiting: Timer | None = None

    @abstractmethod
    def show_found(self, status: str = "") -> None:
        """Show everything anew, with a status."""

    @property
    def line_keys(self) -> list[tuple[str, str]]:
        """What keys do while something is written."""
        keys = [("enter", _DONE[self._writes]), ("esc", "leave"), ("↑", "earlier ones"), ("f1", "help")]
        return keys if self._writes == "query" else keys[:2]

    async def take(self, event: Key | Paste) -> bool:
        if not self.line.active or (isinstance(event, Key) and event.key in ("escape", "f1", "ctrl+p")):
            return False
        if isinstance(event, Key) and event.key in ENTER:
            await self._done()
            return True
        if await self._step(event):
            return True
        if not await self.line.take(event):
            return False
        if self._writes == "query":
            self._follow_soon()
        return True

    async def _step(self, event: Key | Paste) -> bool:
        """Go to an earlier query, or down to the cards."""
        if not isinstance(event, Key) or event.key not in ("up", "down") or self._writes != "query":
            return False
        text = self._earlier.step(1 if event.key == "up" else -1, self.line.text)
        if text is not None:
            self.line.restart(self.line.asks, text)
            self._follow()
        elif event.key == "down":
            await self._done()
        return True

    def _follow_soon(self) -> None:
        """Let the list follow what is written: at once, or where that took long, when no more comes."""
        if self._waiting is not None:
            self._waiting.stop()
        if self._slow:
            self._waiting = self.set_timer(PAUSE, self._follow)
        else:
            self._follow()

    def _follow(self) -> None:
        if self._waiting is not None:
            self._waiting.stop()
        self._waiting, begun = None, thread_time()
        self.browser.search(self.line.text)
        self._slow = thread_time() - begun > LONG
        self.show_found(self.browser.wrong)

    def _catch_up(self) -> None:
        """Let the list follow now, if it waits for more to be written."""
        if self._waiting is not None:
            self._follow()

    async def _done(self) -> None:
        """Do what was written for; a line that cannot be read stays, to be mended."""
        self._catch_up()
        text = self.line.text.strip()
        if self._writes == "query" and self.browser.wrong:
            self.say(self.browser.wrong)
            return
        said = self.status if self._writes == "query" else ""
        if self._writes == "name" and text:
            said = f"{kept(text, self.browser.queries)}; ↑ after / finds them here"
            try:
                self.to.context.keep_query(text, self.browser.query)
            except UsageError as error:
                self.say(str(error))
                return
        elif self._writes == "tags" and text:
            said, *wrong = self.browser.tag(text).split("\n")
            if wrong:
                await self.to.complain("\n".join([said, *wrong]))
        self.leave_line()
        self.show_found(said)

    def leave_line(self) -> None:
        self._writes = "query"
        self.line.restart(ASKS["query"], self.browser.query)
        self.line.leave()
        self.show_lines()

    def _write(self, what: _Writes, text: str = "") -> None:
        self._writes = what
        self.line.restart(ASKS[what], text)
        self.line.select_all()
        self.show_lines()

    def action_query(self) -> None:
        self._before = self.browser.query
        self._earlier.begin(self._before)
        self._write("query", self.browser.query)

    def action_keep(self) -> None:
        if not self.browser.query.strip():
            self.say("there is no query to keep; / writes one")
            return
        self._write("name")

    def action_tag(self) -> None:
        if not self.browser.cards:
            self.say(NONE)
            return
        self._write("tags")
        self.say(f"tags for {counted(len(self.browser.targets), 'card')}: {HOW}")

    @property
    def unkept(self) -> bool:
        return self.line.active and self.line.text not in ("", self._before)

    def leave_query(self) -> None:
        """Go back to the cards; where the query is wrong, to those found before it was begun."""
        self._catch_up()
        if self.browser.wrong:  # of what was typed, the list has followed a part
            self.browser.search(self._before)
        self.leave_line()
        self.show_found()
