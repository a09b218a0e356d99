"""Where a goal stands today, and how far that is from what was foretold: what the front ends say of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from types import MappingProxyType
from typing import Literal

from trainer.core.card import note_of
from trainer.core.library import Library
from trainer.core.moment import Moment
from trainer.core.text import one_line
from trainer.goals import past
from trainer.goals.forecast import Forecast, Point, Range, forecast
from trainer.goals.foretold import Foretold
from trainer.goals.goal import Goal, in_order
from trainer.goals.log import Goals, goals, set_goal, set_holiday, setting
from trainer.goals.material import Material
from trainer.goals.mocks import to_come
from trainer.goals.plan import plan_day
from trainer.goals.result import Result, result
from trainer.goals.today import (
    Planned,
    live,
    material_of,
    materials_of,
    mocks_of,
    outside,
    plan_today,
    rehearsed,
)
from trainer.goals.unseen import unseen as late
from trainer.goals.wish import Field, moves, wished
from trainer.practice.outside import due
from trainer.scheduling.preferences import Plan

NAMED, MOST_READ = 3, 12
"""Questions that are named of those that will not be seen, each once; cards that are looked at for them."""

SHOWN = 60
"""Days gone by that a plot shows at most."""

Track = Literal["on track", "ahead", "behind", ""]


@dataclass(frozen=True)
class Standing:
    """A goal on a study day.

    Attributes:
        planned: its plan for the day. ``forecast``: what to expect.
        foreseen: what was foretold when it was set; None where that is not known.
        mocks: study days with a mock interview, from today on. ``outside``: cards due that no goal is about.
        moves: what is wrong with what it is about, and what to do; "" for nothing. ``shared``: the names of
            goals that share cards with it, and how many: what is learnt for those is not in the forecast.
    """

    planned: Planned
    forecast: Forecast
    foreseen: Foretold | None
    mocks: tuple[int, ...]
    outside: int = 0
    moves: str = ""
    shared: tuple[tuple[str, int], ...] = ()

    @property
    def goal(self) -> Goal:
        return self.planned.goal

    @property
    def day(self) -> int:
        return self.forecast.day

    @property
    def cards(self) -> int:
        """How many cards there are."""
        return self.forecast.cards + self.planned.material.beyond

    @property
    def unseen(self) -> int:
        """How many will not be seen; on the only day left, all new ones that it does not ask."""
        today = sum(task.why == "new" for task in self.planned.day.tasks)
        rest = self.forecast.cards - self.forecast.met - today
        only = self.forecast.days == 1 and self.goal.studies(self.day)
        left = rest if only else min(rest, len(self.late))
        return max(0, left) + self.planned.material.beyond

    @cached_property
    def late(self) -> list[str]:
        """The new cards that will not be seen, the least asked first."""
        return late(self.goal, self.planned.material)

    @property
    def behind(self) -> float:
        """By how large a share of what is asked it lies behind what was foretold, with what was changed since
        then; negative where ahead."""
        return 0.0 if self.foreseen is None else self.foreseen.with_changes.share - self.forecast.ready.share

    @property
    def track(self) -> Track:
        """Is that within what the first forecast left open? "" where nothing was foretold, there is nothing
        to ask, or no date that one could be behind for."""
        if self.foreseen is None or not self.cards or self.goal.by is None:
            return ""
        share = self.forecast.ready.share
        if share < self.foreseen.with_changes.low:
            return "behind"
        return "ahead" if share > self.foreseen.with_changes.high else "on track"


def standings(library: Library, preferences: Plan, day: int) -> list[Standing]:
    """Return where the goals stand whose date is to come, in the order in which the day does them."""
    known, planned = goals(library), plan_today(library, preferences, day)
    return [replace(standing(library, each, known), shared=_shared(each, planned)) for each in planned]


def _shared(planned: Planned, every: Sequence[Planned]) -> tuple[tuple[str, int], ...]:
    mine = planned.material.items.keys()
    others = (other for other in every if other.goal.id != planned.goal.id)
    both = ((other.goal.name, len(mine & other.material.items.keys())) for other in others)
    return tuple((name, cards) for name, cards in both if cards)


def standing(library: Library, planned: Planned, known: Goals) -> Standing:
    """Return where one goal stands."""
    goal, day = planned.goal, planned.material.day
    return Standing(
        planned,
        _forecast(library, goal, planned.material),
        known.foreseen.get(goal.id),
        _mocks(library, goal, day),
        len(due(library, day, outside(library, day))),
        moves(library, goal, day),
    )


def _forecast(library: Library, goal: Goal, material: Material) -> Forecast:
    return library.kept(("forecast", goal, material), lambda: forecast(goal, material))


def preview(library: Library, preferences: Plan, day: int, goal: Goal) -> Standing:
    """Return how a goal would stand that is not set yet, or not yet changed like this: with no other goal
    beside it."""
    others = [other for other in live(library, day) if other.id != goal.id]
    mocks = mocks_of(library, [goal])
    material = materials_of(library, preferences, day, [*others, goal], mocks)[goal.id]
    planned = Planned(goal, material, plan_day(goal, material, mocks))
    return Standing(planned, _forecast(library, goal, material), None, _mocks(library, goal, day))


def _mocks(library: Library, goal: Goal, day: int) -> tuple[int, ...]:
    """Return the days of the mock interviews of a goal beside the others."""
    beside = in_order([goal, *(other for other in live(library, day) if other.id != goal.id)])
    asked = [each for each in beside if rehearsed(library, each, day)]
    return tuple(to_come(asked, day, mocks_of(library, beside)).get(goal.id, ()))


def make(
    library: Library,
    preferences: Plan,
    when: Moment,
    said: Mapping[Field, str],
    saved: Mapping[str, str] = MappingProxyType({}),
) -> Goal:
    """Set or change the goal that the user's words are about, and announce the holiday in them; ``saved``:
    his queries by their names.

    Raises:
        WishError: they cannot be meant; then nothing is changed.
    """
    known = goals(library)
    goal, holiday = wished(library, known, when.day, said, saved)

    def foreseen(of: Goal) -> Range:
        return preview(library, preferences, when.day, of).forecast.ready

    live = {other.id: other for other in known.active if not other.over(when.day)}
    if holiday is None:
        without = foreseen(live[goal.id]) if goal.id in live else None
        set_goal(library, when, goal, foreseen(goal), without)
    else:
        away = {id: replace(other, holidays=goal.holidays) for id, other in live.items()}
        then = {id: (foreseen(away[id]), foreseen(other)) for id, other in live.items()}
        without = foreseen(away[goal.id]) if goal.id in live else None
        also = setting(library, when, goal, foreseen(goal), without)
        set_holiday(library, when, holiday.span, off=holiday.off, foreseen=then, also=also)
    return goal


def unseen(library: Library, at: Standing) -> list[str]:
    """Return the questions of the notes that will not be seen, the most asked of them, each on one line."""
    asked = set(at.planned.day.cards)
    cards = (card for card in reversed(at.late) if card not in asked)
    first = {note_of(card): card for card in islice(cards, MOST_READ)}
    texts = (one_line(card.question, 70) for card in library.listed(list(first.values())))
    return list(islice(dict.fromkeys(texts), NAMED))


def way(library: Library, at: Standing) -> list[Point]:
    """Return what could be answered on each day since the goal was made, and what is foretold from today."""
    first = max(at.goal.made, at.day - SHOWN)
    gone = past.on_days(library, at.planned.material, range(first, at.day))
    return [*gone, *at.forecast.series]


def outcome(library: Library, preferences: Plan, day: int, goal: Goal, foreseen: Foretold | None) -> Result:
    """Return what came of a goal: what was foretold when it was set, and what could be answered on its date;
    before the date, what can be answered now."""
    end = min(goal.by, day) if goal.by is not None else day
    now = material_of(library, preferences, day, goal)
    then = past.material_on(library, now, end)
    events = library.log({"review", "drill", "early", "mock"}, since=goal.made)
    return result(replace(goal, by=end), then, events, foreseen)


def earlier(
    library: Library, preferences: Plan, day: int, known: Goals, goal: Goal
) -> list[tuple[Goal, Result]]:
    """Return what came of the dates that a goal had before it was set anew, the newest first."""
    runs = [run for run in reversed(known.past) if run[0].id == goal.id]
    return [(then, outcome(library, preferences, day, then, foreseen)) for then, foreseen in runs]
