"""The home screen: today's cards, the decks with what waits in each, and the days to come."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content

from trainer.core.day import study_day
from trainer.core.query import literal
from trainer.core.scope import EVERYTHING, Scope
from trainer.goals.session import dates_past, dates_to_come, plans_of
from trainer.interview.left import left_open
from trainer.practice.further import NOTHING, take
from trainer.practice.overview import Today, coming_after, today
from trainer.practice.spread import names_key
from trainer.practice.wording import about_files, no_decks
from trainer.stats.streaks import answers_by_day, in_a_row
from trainer.tui.keys import HOME, bindings
from trainer.tui.lines import chrome, home_lines
from trainer.tui.lines.today_lines import beside, head_line, in_short, nothing, parts_line
from trainer.tui.widgets.around_decks import DetailView, ForecastView
from trainer.tui.widgets.days_marked import DaysMarked, Marked
from trainer.tui.widgets.deck_table import DeckTable
from trainer.tui.widgets.deck_tree import Node, build
from trainer.tui.widgets.page import Line
from trainer.tui.widgets.taking_back import TakesBackAnything

if TYPE_CHECKING:
    from trainer.goals.standing import Standing
    from trainer.goals.today import Planned
    from trainer.tui.navigation import Navigation

LOOKS = 30
"""Seconds between two looks at what stands around the decks, such as damage found meanwhile."""

LARGE = 10_000
"""Cards from which on a plan is made after the first look: it takes longer than that may."""

ROOMY, BESIDE = 16, 100  # lines from which on today has a block, cells from which on goals stand beside it
_FRESH = "new here? L teaches the program · r says when your interview is"


class HomeScreen(TakesBackAnything):
    """Shows what waits where; Enter practises what is marked."""

    KEYS = HOME
    PART = "home"
    BINDINGS = bindings(KEYS)

    view: DeckTable

    def __init__(self, to: "Navigation", status: str = "") -> None:
        self._read_decks(to)
        self.today, self.in_a_row = Today(cards=bool(self.root.cards)), 0
        self._marked_days = DaysMarked(to)
        self.forecast: Sequence[int] = ()
        self.planned: Sequence[Planned] = ()
        self.standings: Sequence[Standing] = ()
        self.backlog, self.spreads, self.spread_now = "", False, False
        self.waits = bool(self.goals) and self.root.cards > LARGE
        if not self.waits:
            self._read_session(to)
        super().__init__(to, DeckTable(self.root, self.day, to.place, self.without), status or self.backlog)
        self.side = DetailView(to.context.library, self.day, self.view.selected)
        self.days = ForecastView(self.forecast, self.day, self.answers)

    def _read_decks(self, to: "Navigation") -> None:
        """Find out what there is, over all decks whatever the program began with."""
        library = to.context.library
        self.day = study_day(to.context.clock(), to.context.plan.rollover_hour)
        decks = library.decks(self.day, first=to.context.plan.first)
        self.root: Node = build(decks)
        self.new = sum(deck.new for deck in decks)
        self.wrong, self.without = about_files(library.problems()), no_decks(library.problems())
        self.answers: Mapping[int, int] = answers_by_day(library, self.day)
        self.goals, self.over = dates_to_come(library, self.day), dates_past(library, self.day)

    def _read_session(self, to: "Navigation") -> None:
        """Find out what waits today."""
        session, library = to.session(EVERYTHING), to.context.library
        self.forecast = coming_after(session, self.new)
        self.root.ask(session)
        self.root.today = session.counts.total
        self.root.by_plan = bool(plans_of(session))
        self.planned, self.standings = plans_of(session), ()
        self.backlog = session.about_backlog()
        self.spreads = names_key(self.backlog)
        self.spread_now = "s ends" in self.backlog
        if not self.backlog and left_open(library, self.day):
            self.backlog = "an interview was left; m goes on"
        off = bool(self.planned) and all(each.day.phase == "off" for each in self.planned)
        self.today = today(session, self.forecast, self.root.comes, off=off)
        self.today = self.today._replace(cards=bool(self.root.cards))
        self._marked_days.begin(session, self.today)
        now = to.context.plan.moment(to.context.clock())
        self.in_a_row = in_a_row(library, self.answers, now)[0]
        begun = self.goals or self.over or library.practised(self.day + 1, 1)
        if self.root.cards and not (begun or self.wrong or self.backlog):
            self.backlog = _FRESH

    def read_again(self, status: str = "") -> None:
        """Show what waits now, after something was done, or on a new day."""
        self._read_decks(self.to)
        self.view.show(self.root, self.day, self.without)
        self.side.show(self.view.selected, self.day)
        self.action_show_today(status)

    def on_mount(self) -> None:
        self._make_room()
        if self.waits or self.planned:
            # As an action, so that what goes wrong is told.
            does = "show_today" if self.waits else "look_ahead"
            self.call_after_refresh(self.app.run_action, does, self)
        self.set_interval(LOOKS, self.show_lines)

    def action_show_today(self, status: str = "") -> None:
        """Show what waits today, then how the goals stand."""
        self._read_session(self.to)
        self.waits = False
        self.view.show(self.root, self.day, self.without)
        self.status = status or self.backlog
        self._make_room()
        self.show_lines()
        self.days.show(self.forecast, self.day, self.answers)
        self.days.beside(marked=self.view.selected is not self.root)
        if self.planned:
            self.call_after_refresh(self.app.run_action, "look_ahead", self)

    def _make_room(self) -> None:
        """Have lines for goals where there are some."""
        self.query("#goal, #stands").set_class(not (self.goals or self.over), "-none")
        self.set_class(bool(self.answers), "-practised")

    def action_look_ahead(self) -> None:
        """Show how the goals stand."""
        from trainer.goals.log import goals
        from trainer.goals.standing import standing

        library = self.to.context.library
        known = goals(library)
        self.standings = [standing(library, each, known) for each in self.planned]
        self.query("#goal, #stands").refresh()

    def body(self) -> ComposeResult:
        yield Line(self._head, id="today")
        yield Line(self._parts, id="parts")
        yield Line(self._goal, id="goal")
        yield Line(self._stands, id="stands")
        with Horizontal(id="both"):
            with Vertical():
                yield Line(self.view.heads, id="heads")
                yield self.view
            yield self.side
        yield self.days

    def header_line(self, width: int) -> Content:
        calendar = home_lines.calendar(self.day, self.in_a_row, width)
        if self.size.height >= ROOMY:
            return chrome.spread(home_lines.BRAND, calendar, width)
        today = in_short(self._at_mark.today, self.day, width)
        name = home_lines.BRAND + " · " + calendar if width >= 60 else home_lines.BRAND
        roomy = name.cell_length + 2 + today.cell_length <= width
        return chrome.spread(name if roomy else Content(), today, width)

    def _head(self, width: int) -> Content:
        node, marked = self.view.selected, self._at_mark.today
        key, where = self.key("enter"), node.named if node.title else ""
        if (at := self._goals_at(width)) < width:
            return beside(head_line(marked, self.day, at - 4, key, where), self._goal(width - at), at)
        return head_line(marked, self.day, width, key, where)

    @property
    def _at_mark(self) -> Marked:
        """What waits today in what is marked."""
        return self._marked_days.at(self.view.selected)

    def _parts(self, width: int) -> Content:
        marked, out = self._at_mark.today, self.view.selected.beside
        if (at := self._goals_at(width)) < width:
            return beside(parts_line(marked, at - 4, outside_plan=out), self._stands(width - at), at)
        return parts_line(marked, width, outside_plan=out)

    def _goals_at(self, width: int) -> int:
        """Return where goals stand beside today; the width where they stand below."""
        return width * 2 // 5 if (self.goals or self.over) and width >= BESIDE else width

    def _goal(self, width: int) -> Content:
        from trainer.tui.lines.goal_lines import goal_line

        return goal_line(self.goals, self.over, self.day, width, self.key, self.standings)

    def _stands(self, width: int) -> Content:
        from trainer.tui.lines.goal_lines import stands_line

        return stands_line(self.standings, width, self.key)

    def bottom_line(self, width: int) -> Content:
        damage = self.to.context.damage()
        status = home_lines.warning(damage, "trainer doctor") if damage else Content(self.status)
        about_decks = self.wrong if width >= 60 else self.wrong.partition(",")[0]
        return chrome.footer(status, home_lines.warning(about_decks, "trainer check"), width)

    def key_line(self, width: int) -> Content:
        waits, more = self._at_mark
        first = [("enter", "practise")] if waits.left.total or self.waits else [("+", more)] if more else []
        keys = [("r", "ready"), ("b", "browse"), ("t", "stats"), ("z", "quiz"), ("m", "mock")]
        keys += [("a", "add"), ("u", "undo"), ("q", "quit"), ("?", "keys")]
        first += [("o", "outside")] if waits.outside else []
        first += [("s", "end spread" if self.spread_now else "spread")] if self.spreads else []
        return self.hints([*first, *keys], width)

    async def action_practise(self) -> None:
        session = self.to.session(self._chosen())
        if session.attempt is not None:
            await self.to.review(session)
        else:
            node = self.view.selected
            self.say(nothing(session, node.cards, node.named, node.comes))

    async def action_choose(self, index: int) -> None:
        self.say("")
        if self.view.choose(index):
            await self.action_practise()
        else:
            self._marked()

    def _chosen(self) -> Scope:
        """Return what is marked, and have a later home screen mark it too."""
        node = self.view.selected
        self.to.place = self.view.place
        return EVERYTHING if node is self.root else node.scope

    async def action_quiz(self) -> None:
        quiz = self.to.round(self._chosen())
        if quiz.question is not None:
            await self.to.quiz(quiz)
        else:
            self.say("a quiz finds nothing to ask here")

    async def action_further(self, key: str) -> None:
        session = self.to.session(self._chosen())
        if take(session, key):
            await self.to.review(session)
        else:
            self.say(NOTHING)

    def action_spread(self) -> None:
        self.read_again(self.to.session(EVERYTHING).spread())

    async def action_stats(self) -> None:
        await self.to.stats(self._chosen(), self.view.selected.named)

    async def action_browse(self) -> None:
        title = "::".join(self.view.selected.title)
        self._chosen()
        await self.to.browse(f'deck:"{literal(title)}"' if title else "")

    async def action_add(self) -> None:
        notebook = self.to.context.notebook
        own = {deck.id for deck in notebook().decks()} if notebook else set()
        here = own.intersection(self._chosen().decks)
        await self.to.add(here.pop() if len(here) == 1 else "")

    def show_anew(self, status: str) -> None:
        self.read_again(status)

    async def action_mock(self) -> None:
        await self.to.setup(self._chosen())

    async def action_tutorial(self) -> None:
        session = self.to.session(self.to.context.tutorial())
        if session.attempt is not None:
            await self.to.review(session)
        else:
            self.to.context.without_tutorial()
            self.read_again("the tutorial has nothing left for today")

    async def action_ready(self) -> None:
        await self.to.ready()

    def action_turn(self, index: int) -> None:
        """Fold or unfold the topic whose sign is clicked."""
        self.say("")
        self.view.turn(index)

    def action_move(self, rows: int) -> None:
        self.say("")
        self.view.move(rows)
        self._marked()

    def action_fold(self, fold: bool) -> None:
        self.view.fold(fold=fold)
        self._marked()

    def _marked(self) -> None:
        self.side.show(self.view.selected)
        self.days.beside(marked=self.view.selected is not self.root)
        self.show_lines()
