"""The home screen: today's cards, the decks with what waits in each, and the days to come."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content

from trainer.core.day import study_day
from trainer.core.defaults import MORE_MINUTES
from trainer.core.duration import about
from trainer.core.query import literal
from trainer.core.scope import EVERYTHING, Scope
from trainer.core.text import counted
from trainer.goals.session import dates_past, dates_to_come, plans_of
from trainer.practice.further import NOTHING
from trainer.practice.overview import coming_after
from trainer.practice.session import MORE, Session
from trainer.practice.wording import about_files, undone
from trainer.scheduling.queue import Counts
from trainer.stats.streaks import LONG, streaks
from trainer.tui.keys import HOME, bindings
from trainer.tui.lines import chrome, phrases
from trainer.tui.lines.home_lines import brand
from trainer.tui.widgets import card_view
from trainer.tui.widgets.around_decks import DetailView, ForecastView
from trainer.tui.widgets.deck_table import DeckTable
from trainer.tui.widgets.deck_tree import Node, build
from trainer.tui.widgets.page import Line, Page

if TYPE_CHECKING:
    from trainer.goals.standing import Standing
    from trainer.goals.today import Planned
    from trainer.tui.navigation import Navigation

LOOKS = 30
"""Seconds between two looks at the calendar."""

_FRESH = "new here? L teaches the program · r says when your interview is"


class HomeScreen(Page):
    """Shows what waits where; Enter practises what is marked."""

    KEYS = HOME
    BINDINGS = bindings(KEYS)

    view: DeckTable

    def __init__(self, to: "Navigation", status: str = "") -> None:
        self._read_decks(to)
        self.left, self.seconds, self.in_a_row = Counts(), 0.0, 0
        self.forecast: Sequence[int] = ()
        self.planned: Sequence[Planned] = ()
        self.standings: Sequence[Standing] = ()
        self.backlog, self.spreads = "", False
        self.waits = bool(self.goals)
        if not self.waits:
            self._read_session(to)
        super().__init__(to, DeckTable(self.root, self.day, to.place), status or self.backlog)
        self.side = DetailView(to.context.library, self.day, self.view.selected)
        self.days = ForecastView(self.forecast, self.day)

    def _read_decks(self, to: "Navigation") -> None:
        """Find out what there is, over all decks whatever the program began with."""
        library = to.context.library
        self.day = study_day(to.context.clock(), to.context.plan.rollover_hour)
        decks = library.decks(self.day)
        self.root: Node = build(decks)
        self.new = sum(deck.new for deck in decks)
        self.wrong = about_files(library.problems())
        self.goals, self.over = dates_to_come(library, self.day), dates_past(library, self.day)

    def _read_session(self, to: "Navigation") -> None:
        """Find out what waits today."""
        session, library = to.session(EVERYTHING), to.context.library
        self.left, self.seconds = session.counts, session.seconds_left()
        self.forecast = coming_after(session, self.new)
        self.planned, self.standings = plans_of(session), ()
        self.backlog = session.about_backlog()
        self.spreads = bool(self.backlog) and not self.planned
        now = library.today(self.day)
        before = [day for day, _ in reversed(library.practised(self.day, LONG))]
        self.in_a_row = streaks(
            [*before, *([self.day] if now.new or now.due or now.missed else [])], self.day
        )[0]
        begun = self.goals or self.over or library.practised(self.day, 1)
        if self.root.cards and not (begun or self.wrong or self.backlog):
            self.backlog = _FRESH

    def read_again(self, status: str = "") -> None:
        """Show what waits now, after something was done, or on a new day."""
        self._read_decks(self.to)
        self.view.show(self.root, self.day)
        self.side.show(self.view.selected, self.day)
        self.action_show_today(status)

    def on_mount(self) -> None:
        self._make_room()
        if self.waits:
            # A plan takes longer than a first look may. As an action, so that what goes wrong is told.
            self.call_after_refresh(self.app.run_action, "show_today", self)
        self.set_interval(LOOKS, self.tick)

    def action_show_today(self, status: str = "") -> None:
        """Show what waits today, then how the goals stand."""
        self._read_session(self.to)
        self.waits = False
        self.status = status or self.backlog
        self._make_room()
        self.show_lines()
        self.days.show(self.forecast, self.day)
        if self.planned:
            self.call_after_refresh(self.app.run_action, "look_ahead", self)

    def _make_room(self) -> None:
        """Have lines for goals where there are some."""
        for name in ("#goal", "#stands"):
            self.query_one(name).display = bool(self.goals or self.over)

    def action_look_ahead(self) -> None:
        """Show how the goals stand."""
        from trainer.goals.log import goals
        from trainer.goals.standing import standing

        library = self.to.context.library
        known = goals(library)
        self.standings = [standing(library, each, known) for each in self.planned]
        self.query_one("#stands", Line).refresh()

    def tick(self) -> None:
        """Notice a new study day: programs are left open overnight."""
        if study_day(self.to.context.clock(), self.to.context.plan.rollover_hour) != self.day:
            self.read_again()

    def body(self) -> ComposeResult:
        yield Line(self._goal, id="goal")
        yield Line(self._stands, id="stands")
        with Horizontal(id="both"):
            with Vertical():
                yield Line(self.view.heads, id="heads")
                yield self.view
            yield self.side
        yield self.days

    def header_line(self, width: int) -> Content:
        count = self.left.total
        off = self.planned and all(each.day.phase == "off" for each in self.planned)
        if self.waits:
            today = "today …"
        elif off and not count:
            today = "a day off"
        elif count:
            today = f"today {counted(count, 'card')} · {about(self.seconds)}"
        elif self.root.cards:
            coming = self.root.next_due
            today = "nothing left today" + (f" · next {phrases.when(coming, self.day)}" if coming else "")
        else:
            today = ""
        shown = Content.styled(today, ".strong" if count else "")
        return chrome.spread(brand(self.day, self.in_a_row, width), shown, width)

    def _goal(self, width: int) -> Content:
        from trainer.tui.lines.goal_lines import goal_line

        return goal_line(self.goals, self.over, self.day, width)

    def _stands(self, width: int) -> Content:
        from trainer.tui.lines.goal_lines import stands_line

        return stands_line(self.standings, width)

    def bottom_line(self, width: int) -> Content:
        what = self.wrong if width >= 60 else self.wrong.partition(",")[0]
        problems = Content.styled(f"⚠ {what}: trainer check", ".warn") if what else Content()
        return chrome.footer(Content(self.status), problems, width)

    def key_line(self, width: int) -> Content:
        more = f"{MORE_MINUTES} more min" if self.goals else f"{MORE} more"
        first = ("enter", "practise") if self.left.total or self.waits else ("+", more)
        keys = [
            ("r", "ready"),
            ("b", "browse"),
            ("t", "stats"),
            ("z", "quiz"),
            ("m", "mock"),
            ("a", "add"),
            ("u", "undo"),
            ("q", "quit"),
            ("?", "keys"),
        ]
        spread = [("s", "spread")] if self.spreads else []
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
        else:
            self.side.show(self.view.selected)

    def _chosen(self) -> Scope:
        """Return what is marked, and have a later home screen mark it too."""
        node = self.view.selected
        self.to.place = self.view.place
        return EVERYTHING if node is self.root else node.scope

    def _nothing(self, session: Session, node: Node) -> str:
        if not node.cards:
            return "there is nothing to practise yet"
        if plans_of(session):
            return f"the plan has nothing left for today; + goes on for {MORE_MINUTES} minutes"
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

    async def action_stats(self) -> None:
        await self.to.stats(self._chosen())

    async def action_browse(self) -> None:
        title = "::".join(self.view.selected.title)
        self._chosen()
        await self.to.browse(f'deck:"{literal(title)}"' if title else "")

    async def action_add(self) -> None:
        notebook = self.to.context.notebook
        own = {deck.id for deck in notebook().decks()} if notebook else set()
        here = own.intersection(self._chosen().decks)
        await self.to.add(here.pop() if len(here) == 1 else "")

    def decks_changed(self, status: str) -> None:
        self.read_again(status)

    async def action_mock(self) -> None:
        planned = next((each.day.mock for each in self.planned if each.day.mock), None)
        scope = self._chosen()
        await self.to.setup(scope, planned.minutes if planned and scope == EVERYTHING else 0)

    async def action_tutorial(self) -> None:
        session = self.to.session(self.to.context.tutorial())
        if session.attempt is not None:
            await self.to.review(session)
        else:
            self.read_again("the tutorial has nothing left for today")

    async def action_ready(self) -> None:
        await self.to.ready()

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
        self.side.show(self.view.selected)

    def action_fold(self, fold: bool) -> None:
        self.view.fold(fold=fold)
        self.side.show(self.view.selected)
