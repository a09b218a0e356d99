"""The home screen: today's cards, the decks with what waits in each, and the days to come."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content

from trainer.core.day import study_day
from trainer.core.duration import minutes
from trainer.core.scope import EVERYTHING, Scope
from trainer.core.text import counted
from trainer.practice.further import MORE, NOTHING
from trainer.practice.overview import DAYS_AHEAD, coming
from trainer.practice.session import Session
from trainer.practice.wording import undone
from trainer.scheduling.queue import Counts
from trainer.tui.keys import HOME, bindings
from trainer.tui.lines import chrome, phrases
from trainer.tui.widgets import card_view
from trainer.tui.widgets.deck_table import DeckTable
from trainer.tui.widgets.deck_tree import Node, build
from trainer.tui.widgets.page import Line, Page

if TYPE_CHECKING:
    from trainer.tui.navigation import Navigation

LOOKS = 30
"""Seconds between two looks at the calendar."""


class HomeScreen(Page):
    """Shows what waits where; Enter practises what is marked."""

    KEYS = HOME
    BINDINGS = bindings(KEYS)

    view: DeckTable

    def __init__(self, to: "Navigation") -> None:
        self._read(to)
        super().__init__(to, DeckTable(self.root, self.day, to.place), self.backlog)

    def _read(self, to: "Navigation") -> None:
        """Find out what waits, over all decks whatever the program began with."""
        session, library = to.session(EVERYTHING), to.context.library
        self.day = session.day
        self.left: Counts = session.counts
        self.seconds = session.seconds_left()
        decks = library.decks(self.day)
        self.root: Node = build(decks)
        new = sum(deck.new for deck in decks)
        self.forecast: Sequence[int] = coming(library, to.context.plan, self.day, self.left.new, new)
        self.errors = sum(problem.severity == "error" for problem in library.problems())
        self.backlog = session.about_backlog()

    def read_again(self, status: str = "") -> None:
        """Show what waits now, after something was done, or on a new day."""
        self._read(self.to)
        self.view.show(self.root, self.day)
        self.status = status or self.backlog
        self.show_lines()

    def on_mount(self) -> None:
        self.set_interval(LOOKS, self.tick)

    def tick(self) -> None:
        """Notice a new study day: programs are left open overnight."""
        if study_day(self.to.context.clock(), self.to.context.plan.rollover_hour) != self.day:
            self.read_again()

    def body(self) -> ComposeResult:
        yield Line(self.view.heads, id="heads")
        yield self.view
        yield Line(self._forecast, id="forecast")

    def header_line(self, width: int) -> Content:
        count = self.left.total
        if count:
            today = f"today {counted(count, 'card')} · about {minutes(self.seconds)}"
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

    def bottom_line(self, width: int) -> Content:
        problems = Content()
        if self.errors:
            what = counted(self.errors, "error")
            problems = Content.styled(f"⚠ {what}{' in decks' if width >= 50 else ''}: trainer check", ".warn")
        return chrome.footer(Content(self.status), problems, width)

    def key_line(self, width: int) -> Content:
        first = ("enter", "practise") if self.left.total else ("+", f"{MORE} more")
        keys = [("z", "quiz"), ("m", "mock interview"), ("u", "undo"), ("q", "quit"), ("?", "keys")]
        spread = [("s", "spread")] if self.backlog else []
        return chrome.key_line([first, *spread, *keys], width)

    async def action_practise(self) -> None:
        session = self.to.session(self._chosen())
        if session.attempt is not None:
            await self.to.review(session)
        else:
            self.say(self._nothing(session, self.view.selected))

    async def action_choose(self, index: int) -> None:
        self.say("")
        if self.view.choose(index):
            await self.action_practise()

    def _chosen(self) -> Scope:
        """Return what is marked, and have a later home screen mark it too."""
        node = self.view.selected
        self.to.place = self.view.place
        return EVERYTHING if node is self.root else node.scope

    def _nothing(self, session: Session, node: Node) -> str:
        if not node.cards:
            return "there is nothing to practise yet"
        if session.could_be_more(MORE):
            return f"nothing left today: the limit of new cards is reached; + asks {MORE} more"
        name = card_view.path("::".join(node.title)).plain if node.title else "all decks"
        coming = f"; next {phrases.when(node.next_due, self.day)}" if node.next_due else ""
        return f"nothing left today in {name}{coming}"

    async def action_quiz(self) -> None:
        quiz = self.to.round(self._chosen())
        if quiz.question is not None:
            await self.to.quiz(quiz)
        else:
            self.say("a quiz finds nothing to ask here")

    async def action_more(self) -> None:
        session = self.to.session(self._chosen())
        if session.more(MORE):
            await self.to.review(session)
        else:
            self.say(NOTHING)

    def action_spread(self) -> None:
        self.read_again(self.to.session(EVERYTHING).spread())

    async def action_mock(self) -> None:
        await self.to.setup(self._chosen())

    async def action_undo(self) -> None:
        session = self.to.session(EVERYTHING)
        event = session.undo()
        status = undone(event, session.attempt, self.to.context.keys)
        if event is None or session.attempt is None or session.attempt.card.key != event.card:
            self.read_again(status)
        else:
            await self.to.review(session, status)

    def action_turn(self, index: int) -> None:
        """Fold or unfold the topic whose sign is clicked."""
        self.say("")
        self.view.turn(index)

    def action_move(self, rows: int) -> None:
        self.say("")
        self.view.move(rows)

    def action_fold(self, fold: bool) -> None:
        self.view.fold(fold=fold)
