"""Where a goal stands: what to expect on its date, the way there, what will not be seen; then its result."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from trainer.core.cells import cell_len, padded
from trainer.core.scope import EVERYTHING
from trainer.goals.curve import curve
from trainer.goals.forecast import Point
from trainer.goals.goal import Goal
from trainer.goals.log import end_goals, goals, skip_mock
from trainer.goals.rehearsal import Rehearsal, rehearsal
from trainer.goals.standing import Standing, earlier, outcome, standings, unseen, way
from trainer.goals.wish import scope_of
from trainer.goals.wording import Row, each_day, expected, head, result_rows, rows, until
from trainer.tui.keys import bindings
from trainer.tui.lines import chrome
from trainer.tui.lines.layout import WIDEST, hang, wrap
from trainer.tui.ready_keys import READY
from trainer.tui.widgets import card_view
from trainer.tui.widgets.lines_view import LinesView
from trainer.tui.widgets.taking_back import TakesBackAnything

if TYPE_CHECKING:
    from trainer.tui.navigation import Navigation

_SURE = "x once more gives it up; what was learnt stays"
_NONE = """No goal is set.

Say when your interview is, how many minutes a day you have, and the program plans the days: the most asked \
first, nothing forgotten on the way, a last pass before the date. Without a date a goal is a focus on some \
decks."""


class ReadyScreen(TakesBackAnything):
    """Shows one goal at a time."""

    KEYS = READY
    PART = "ready"
    READ = True
    BINDINGS = bindings(KEYS)

    def __init__(self, to: "Navigation", status: str = "", at: str = "") -> None:
        super().__init__(to, LinesView(self._lines, id="card"), status)
        self._read()
        self._go_to(at)

    def _go_to(self, id: str) -> None:
        ids = [goal.id for goal in self.goals]
        self.at = ids.index(id) if id in ids else 0

    def _read(self) -> None:
        context = self.to.context
        self.day = context.plan.moment(context.clock()).day
        self.known = goals(context.library)
        found = standings(context.library, context.plan, self.day)
        self.standings = {each.goal.id: each for each in found}
        over = [goal for goal in self.known.active if goal.over(self.day)]
        self.goals: Sequence[Goal] = [*(each.goal for each in found), *over]

    def show_anew(self, status: str) -> None:
        id = self.goal.id if self.goal is not None else ""
        self._read()
        self._go_to(id)
        self.view.set_lines(self._lines, top=False)
        self.status = status
        self.show_lines()

    @property
    def goal(self) -> Goal | None:
        """The goal shown, if there is one."""
        return self.goals[self.at] if self.goals else None

    def header_line(self, width: int) -> Content:
        which = Content(f"{self.at + 1} of {len(self.goals)}") if len(self.goals) > 1 else Content()
        return chrome.spread(Content("Ready"), which, width)

    def _lines(self, width: int) -> list[Content]:
        width = min(width, WIDEST)
        library, goal = self.to.context.library, self.goal
        if goal is None:
            return [line for part in _NONE.split("\n") for line in wrap(Content(part), width)]
        plan, day = self.to.context.plan, self.day
        at = self.standings.get(goal.id)
        if at is None:
            found = outcome(library, plan, day, goal, self.known.foreseen.get(goal.id))
            lines = result_lines(goal, result_rows(goal, found, day), day, width)
        else:
            lines = standing_lines(at, rows(at, unseen(library, at)), way(library, at), width)
        for then, came in earlier(library, plan, day, self.known, goal):
            lines += [Content(), *result_lines(then, result_rows(then, came, day), day, width)]
        return lines

    def key_line(self, width: int) -> Content:
        if self.goal is None:
            return self.hints([("n", "set one"), ("q", "back"), ("?", "keys")], width)
        keys = [("enter", "practise")] if self.goal.id in self.standings else []
        keys += [("m", "mock"), ("s", "skip it")] if self._mock else []
        keys += [("e", "change"), ("n", "another"), ("x", "give up")]
        keys += [("tab", "next")] if len(self.goals) > 1 else []
        return self.hints([*keys, ("q", "back"), ("?", "keys")], width)

    async def action_practise(self) -> None:
        session = self.to.session(EVERYTHING)
        if session.attempt is None:
            self.say("nothing is left today; + on the home screen goes on")
        else:
            await self.to.review(session)

    def action_next(self) -> None:
        if self.goals:
            self.at = (self.at + 1) % len(self.goals)
            self._show()

    async def action_change(self) -> None:
        await self.to.ready_form(self.goal)

    async def action_another(self) -> None:
        await self.to.ready_form(None)

    async def action_mock(self) -> None:
        if (planned := self._mock) is not None:
            await self.to.setup(planned.scope, planned.mock.minutes)
            return
        scope = None if self.goal is None else scope_of(self.to.context.library, self.goal, self.day)
        await self.to.setup(scope or EVERYTHING, self.to.context.minutes)

    @property
    def _mock(self) -> Rehearsal | None:
        """The mock interview of the goal shown that is open."""
        at = self.standings.get(self.goal.id) if self.goal is not None else None
        return rehearsal(self.to.context.library, [at.planned]) if at is not None else None

    def action_skip(self) -> None:
        if self.goal is None or self._mock is None:
            self.say("no mock interview is open")
            return
        context = self.to.context
        skip_mock(context.library, context.plan.moment(context.clock()), self.goal)
        self.read_again("skipped (u takes it back)")

    def action_give_up(self) -> None:
        goal = self.goal
        if goal is None:
            return
        if self.status != _SURE:
            self.say(_SURE)
            return
        context = self.to.context
        end_goals(context.library, context.plan.moment(context.clock()), [goal])
        self.read_again("given up (u takes it back)")

    def read_again(self, status: str = "") -> None:
        """Show where things stand, of the goal that was shown; where it is gone, of the first one."""
        shown = self.goal.id if self.goal is not None else ""
        self._read()
        self._go_to(shown)
        self._show()
        self.say(status)

    async def resume(self) -> None:
        await self.to.ready(at=self.goal.id if self.goal is not None else "")

    async def action_back(self) -> None:
        await self.to.leave("ready", stay=True)

    def _show(self) -> None:
        self.status = ""
        self.view.set_lines(self._lines)
        self.show_lines()


def standing_lines(at: Standing, found: Sequence[Row], points: Sequence[Point], width: int) -> list[Content]:
    """Return what is said of a goal: the head, what to expect, the plot, and the rest."""
    lines = heading(at.goal, at.day, width)
    said = expected(at) if len(expected(at)) <= width else expected(at).replace(", ", ",\n")
    for part in said.split("\n"):
        lines += wrap(Content(part).stylize(".strong"), width)
    lines.append(Content())
    drawn = curve(points, at.day, min(width, 76), 6 if width >= 60 else 4)
    lines += [*(Content(line) for line in drawn), *([Content()] if drawn else [])]
    return lines + row_lines([row for row in found if row.label != "expected"], width)


def heading(goal: Goal, day: int, width: int) -> list[Content]:
    """Return the name of a goal with its date, and its minutes."""
    title = card_view.message(goal.name).stylize(".heading") + Content(f"  {until(goal, day)}")
    return [*wrap(title, width), *wrap(Content.styled(each_day(goal, day), ".dim"), width)]


def result_lines(goal: Goal, found: Sequence[Row], day: int, width: int) -> list[Content]:
    """Return what came of a goal."""
    title = card_view.message(head(goal, day)).stylize(".heading")
    return [*wrap(title, width), Content(), *row_lines(found, width)]


def row_lines(found: Sequence[Row], width: int) -> list[Content]:
    """Return rows as a column of labels and one of texts."""
    indent = max((cell_len(row.label) for row in found), default=0) + 2
    lines: list[Content] = []
    for row in found:
        text = card_view.message(row.text)
        text = text.stylize(".warn") if row.warns else text
        lines += hang(Content.styled(padded(row.label, indent), ".dim"), wrap(text, max(8, width - indent)))
    return lines
