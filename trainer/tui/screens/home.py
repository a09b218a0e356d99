"""The home screen: today's cards, the decks with what waits in each, and the days to come."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content

from trainer.core.errors import TrainerError
from trainer.practice.session import Session
from trainer.scheduling.queue import Counts
from trainer.tui.keys import HOME, bindings
from trainer.tui.lines import chrome, phrases
from trainer.tui.lines.help import help_lines
from trainer.tui.widgets import card_view
from trainer.tui.widgets.deck_table import DeckTable, Place
from trainer.tui.widgets.deck_tree import Node, build
from trainer.tui.widgets.dialog import Dialog
from trainer.tui.widgets.page import Line, Page

if TYPE_CHECKING:
    from trainer.context import Context
    from trainer.tui.app import TrainerApp

SECONDS_A_CARD = 20
"""What a card takes on average, for the estimate of today's minutes."""

DAYS_AHEAD = 14


class HomeScreen(Page):
    """Shows what waits where; Enter practises what is marked."""

    BINDINGS = bindings(HOME)

    app: "TrainerApp"

    def __init__(self, context: "Context", place: Place | None = None) -> None:
        super().__init__()
        session = Session(context.library, context.clock, context.plan, context.scope)
        self.status = ""
        self.place = place
        self.day = session.day
        self.left: Counts = session.counts
        self.root: Node = build(context.library.decks(self.day))
        self.forecast: Sequence[int] = context.library.forecast(self.day, DAYS_AHEAD)
        self.problems = len(context.library.problems())

    def compose(self) -> ComposeResult:
        yield Line(self._header, id="header")
        yield Line(lambda width: chrome.footer(Content(), Content(), width), id="top")
        self.table = DeckTable(self.root, self.day, self.place)
        yield Line(self.table.heads, id="heads")
        yield self.table
        yield Line(self._forecast, id="forecast")
        yield Line(self._footer, id="bottom")
        yield Line(self._keys, id="keys")

    def _header(self, width: int) -> Content:
        count = self.left.total
        if count:
            today = f"today {phrases.cards(count)} · about {phrases.minutes(count * SECONDS_A_CARD)}"
        elif self.root.cards:
            coming = self.root.next_due
            today = "nothing left today" + (f" · next {phrases.when(coming, self.day)}" if coming else "")
        else:
            today = ""
        return chrome.spread(Content.styled("trainer", ".heading"), Content(today), width)

    def _forecast(self, width: int) -> Content:
        if not any(self.forecast):
            return Content()
        label = f"next {DAYS_AHEAD} days  " if width >= 50 else "next  "
        busiest = max(self.forecast)
        line = Content.assemble((label, ".dim"), chrome.bars(self.forecast))
        numbers = Content.styled(
            f"today {self.forecast[0]}, tomorrow {self.forecast[1]}, most {busiest}", ".dim"
        )
        return chrome.spread(line, numbers, width) if width >= 70 else line.truncate(width)

    def _footer(self, width: int) -> Content:
        problems = Content()
        if self.problems:
            what = "1 problem" if self.problems == 1 else f"{self.problems} problems"
            problems = Content.styled(f"⚠ {what}{' in decks' if width >= 50 else ''}: trainer check", ".warn")
        return chrome.footer(Content(self.status), problems, width)

    def _keys(self, width: int) -> Content:
        keys = [("z", "quiz"), ("m", "mock interview"), ("u", "undo"), ("q", "quit"), ("?", "keys")]
        return chrome.key_line([("enter", "practise"), *keys] if self.left.total else keys, width)

    async def action_practise(self) -> None:
        node = self.table.selected
        self.app.place = self.table.place
        scope = self.app.context.scope if node is self.root else node.scope
        try:
            session = self.app.session(scope)
        except TrainerError as error:
            await self.app.complain(error)
            return
        if session.attempt is not None:
            await self.app.show_session(session)
            return
        self._say(self._nothing(node))

    def _nothing(self, node: Node) -> str:
        if not node.cards:
            return "there is nothing to practise yet"
        if node.new:
            return "nothing left today: the limit of new cards is reached"
        name = card_view.path("::".join(node.title)).plain if node.title else "all decks"
        coming = f"; next {phrases.when(node.next_due, self.day)}" if node.next_due else ""
        return f"nothing left today in {name}{coming}"

    async def action_quiz(self) -> None:
        node = self.table.selected
        self.app.place = self.table.place
        scope = self.app.context.scope if node is self.root else node.scope
        try:
            round = self.app.round(scope)
        except TrainerError as error:
            await self.app.complain(error)
            return
        if round.question is not None:
            await self.app.show_round(round)
        else:
            self._say("a quiz finds nothing to ask here")

    async def action_mock(self) -> None:
        node = self.table.selected
        self.app.place = self.table.place
        await self.app.show_mock(self.app.context.scope if node is self.root else node.scope)

    async def action_undo(self) -> None:
        try:
            session = self.app.session(self.app.context.scope)
            event = session.undo()
        except TrainerError as error:
            await self.app.complain(error)
            return
        status = phrases.undone(event, session.attempt, self.app.context.keys)
        if event is None or session.attempt is None or session.attempt.card.key != event.card:
            self._say(status)
        else:
            await self.app.show_session(session, status)

    async def action_help(self) -> None:
        await self.app.push_screen(Dialog("Keys", lambda width: help_lines(HOME, "", width)))

    def action_move(self, rows: int) -> None:
        self._say("")
        self.table.move(rows)

    def action_fold(self, fold: bool) -> None:
        self.table.fold(fold=fold)

    def _say(self, status: str) -> None:
        if status != self.status:
            self.status = status
            self.query_one("#bottom", Line).refresh()
