"""What to do today for a goal. Planned anew every day from what is left; never a quota fixed at the start.

New cards come first, those of the questions whose answer is worth most for its time, until `LEARNING` of the
study days are over; then due cards; in the last days all cards met once more, behind the new ones for which
there is time. A few cards met are asked from the first days on, as they tell how long one remembers. What
decides is what a card gains: how much likelier its questions can be answered on the date, for a second of
study (`trainer.goals.demand`, `trainer.goals.belief`). Figures, beside other policies:
``python -m tests.benchmarks.readiness``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil
from typing import Literal, NamedTuple

from trainer.core.card import note_of
from trainer.core.library import Today
from trainer.goals.belief import SPREAD, Belief
from trainer.goals.demand import Offer
from trainer.goals.goal import Goal, in_order
from trainer.goals.material import Item, Material
from trainer.goals.mocks import NONE, Mocks, Open, given_up, open_on, reserved
from trainer.goals.spent import Room, spent
from trainer.scheduling.queue import overdueness

LEARNING = 0.6
"""The share of the study days within which new cards are met, if they can be."""

FAVOUR = 3.0
"""How much more a due card must gain than a new one while new ones come first."""

LEAST_NEW = 10
"""New cards of a day at least, while there are any: however far the date, the beginning is soon."""

FOCUS = 30
"""Days that a goal without a date looks ahead."""

TELLS = 0.06
"""The part of a day's time that goes to cards met before though new ones come first, as what is forgotten of
them tells how long this person remembers: so much of somebody of whom nothing is known, less the more is."""

LEAST_GAIN = 0.005
"""What an answer must add to the recall of a card on the date, for the card to be asked in the last pass."""

Phase = Literal["learn", "review", "final", "focus", "off", "over"]
"""Where a goal stands: new cards first; due ones; a last pass over all that was met; a goal without an end;
a day without study; the date reached, so that practice is as ever."""


class Task(NamedTuple):
    """A card to ask today, why, and the seconds it will take."""

    card: str
    why: Literal["new", "due", "final"]
    seconds: float


@dataclass(frozen=True, slots=True)
class DayPlan:
    """A goal's day.

    Attributes:
        tasks: cards to ask, in this order; each once, and at most one of a note. A `Session` takes them as
            ``cards``.
        seconds: what the tasks will take. ``budget``: what is left of today's minutes for them.
        mock: the mock interview that is open. It is in the minutes of the day it was planned for, and in
            those of the one on which it is held. ``given_up``: the study day for which one was planned that
            is open no more; 0 for none.
        days_left: study days from today to the date; 0 where it is reached or there is none.
    """

    goal: Goal
    day: int
    phase: Phase
    tasks: tuple[Task, ...] = ()
    seconds: float = 0.0
    budget: float = 0.0
    mock: Open | None = None
    given_up: int = 0
    days_left: int = 0

    @property
    def cards(self) -> list[str]:
        """The keys of the cards to ask."""
        return [task.card for task in self.tasks]


def plan_day(goal: Goal, material: Material, mocks: Mocks | None = NONE) -> DayPlan:
    """Return what to do for ``goal`` on the day of ``material``; ``mocks``: those since the goal was made,
    None for a day without."""
    day = material.day
    if goal.over(day) or not goal.studies(day):
        return DayPlan(goal, day, "over" if goal.over(day) else "off")
    planner = Planner(goal, material)
    mocks = mocks if material.rehearsed else None
    budget = max(0.0, _seconds(goal, day, mocks) - material.spent)
    tasks = tuple(planner.tasks(budget))
    return DayPlan(
        goal,
        day,
        planner.phase,
        tasks,
        sum(task.seconds for task in tasks),
        budget,
        None if mocks is None else open_on(goal, day, mocks),
        0 if mocks is None else given_up(goal, day, mocks) or 0,
        len(planner.left) if goal.by is not None else 0,
    )


def _seconds(goal: Goal, day: int, mocks: Mocks | None) -> float:
    """Return the seconds for cards that a day of study has in all."""
    return (goal.minutes - (reserved(goal, day, mocks) if mocks is not None else 0)) * 60.0


def plan_goals(
    goals: Sequence[Goal], materials: Mapping[str, Material], mocks: Mocks = NONE
) -> list[DayPlan]:
    """Return the day of each of several goals, in the order to do them. A card that is in two of them is
    asked for the first, and so is a mock interview. ``materials``: by the goals' ids."""
    taken: set[str] = set()
    plans: list[DayPlan] = []
    for goal, its in _with_mocks(goals, materials, mocks):
        found = plan_day(goal, materials[goal.id].without(taken), its)
        taken.update(found.cards)
        plans.append(found)
    return plans


def with_spent(
    goals: Sequence[Goal], materials: Mapping[str, Material], mocks: Mocks, today: Today
) -> dict[str, Material]:
    """Return what goals are about, by their ids, with the time of today's answers, each for one goal."""
    rooms = [
        Room(goal.id, stuff.items, _seconds(goal, stuff.day, its) if goal.studies(stuff.day) else 0.0)
        for goal, its in _with_mocks(goals, materials, mocks)
        for stuff in (materials[goal.id],)
    ]
    used = spent(today, rooms)
    return {goal.id: replace(materials[goal.id], spent=used[goal.id]) for goal in goals}


def _with_mocks(
    goals: Sequence[Goal], materials: Mapping[str, Material], mocks: Mocks
) -> Iterator[tuple[Goal, Mocks | None]]:
    """Yield goals in the order to do them, with the mock interviews; only the first has one on a day."""
    taken = False
    for goal in in_order(goals):
        stuff = materials[goal.id]
        its = None if taken or not stuff.rehearsed else mocks
        yield goal, its
        if its is not None and goal.studies(stuff.day):
            day = goal, stuff.day, its
            taken = bool(reserved(*day) or open_on(*day) or given_up(*day))


class Planner:
    """What a day's plan follows from.

    Attributes:
        left: study days from today to the date; of a focus, of the next `FOCUS` days.
        until: the day on which all should be known.
        whole: all its study days, those gone by too. ``phase``: where the goal stands.
    """

    def __init__(self, goal: Goal, material: Material) -> None:
        self.goal, self.material = goal, material
        self.left = list(goal.days(material.day, FOCUS if goal.by is None else MOST_DAYS))
        self.until = goal.by if goal.by is not None else material.day + FOCUS
        self.met = [item for item in material.items.values() if item.memory is not None]
        self.whole = len(list(goal.days(goal.made, MOST_DAYS)))
        self.phase = self._phase()

    @cached_property
    def belief(self) -> Belief:
        return Belief(self.material.scheduler, self.material.strength.times)

    @cached_property
    def known(self) -> dict[str, float]:
        """How likely each card met is recalled on the date if it is not asked before."""
        return {item.key: recall(item, self.until, self.belief) for item in self.met}

    def tasks(self, budget: float) -> Iterator[Task]:
        """Yield today's tasks until the time is used; the last one may go over it."""
        left, met = budget, set(self.material.put_off)
        for task in self._wanted(budget):
            if left <= 0:
                return
            if (note := note_of(task.card)) not in met:
                met.add(note)
                left -= task.seconds
                yield task

    def offers(self) -> Iterator[Offer]:
        """Yield all new cards, those first that are worth most for their time."""
        material = self.material
        seconds = {key: self.look(key) for key in material.order}
        met = self.belief.met(max(1, self.until - material.day))
        return material.demand.offers(self.known, met, seconds)

    @property
    def learning_days(self) -> list[int]:
        """The study days left on which new cards come first."""
        over = self.whole - ceil(self.whole * LEARNING)
        return self.left[: max(0, len(self.left) - over)]

    def _phase(self) -> Phase:
        if self.goal.by is None:
            return "focus"
        if len(self.left) <= self._window():
            return "final"
        return "learn" if self.material.order and self.learning_days else "review"

    def _window(self) -> int:
        """Return the study days that one pass over all cards met takes, at most half of them all."""
        again = sum(self.material.pace.again(item.kind) for item in self.met)
        return max(1, min(self.whole // 2, ceil(again / max(1, self.goal.minutes * 60))))

    @property
    def _tells(self) -> float:
        """Return the part of today's time for cards that tell how long one remembers."""
        return TELLS * (self.material.strength.doubt / SPREAD) ** 2

    def _wanted(self, budget: float) -> Iterable[Task]:
        if self.phase == "focus":
            return (*self._overdue(), *map(self._new, self.material.order))
        if self.phase == "learn":
            return self._first(budget)
        return self._mixed(budget)

    def _first(self, budget: float) -> list[Task]:
        """Return today's share of new cards, those of one deck together, and the cards that are due: these
        come after the new ones, but for those that gain `FAVOUR` times as much as meeting the next would."""
        days = len(self.learning_days)
        whole = sum(self.look(key) for key in self.material.order)
        usual = whole / max(1, len(self.material.order))
        share = min(budget, max(whole / days, LEAST_NEW * usual))
        urgent, due, own, others = list[Task](), self._due(), list[str](), list[str]()
        met, left, told = set(self.material.put_off), budget, (1 - self._tells) * budget
        for offer in self.offers():
            while due and left > 0:
                gain, task = due[0]
                if left - task.seconds < told and gain <= FAVOUR * offer.worth:
                    break
                due.pop(0)
                urgent.append(task)
                left -= task.seconds
            for key in offer.cards:
                if (note := note_of(key)) not in met:
                    met.add(note)
                    (own if offer.ahead else others).append(key)
                    share -= self.look(key)
                    left -= self.look(key)
            if min(share, left) <= 0:
                break
        chosen = (key for part in (own, others) for key in _together(part, self.material.demand.needs))
        return [*urgent, *map(self._new, chosen), *(task for _, task in due)]

    def _due(self) -> list[tuple[float, Task]]:
        """Return the cards that are due, those first that gain most, each with what it gains for a second."""
        day = self.material.day
        due = [item for item in self.met if item.memory is not None and item.memory.due <= day]
        gains = [(self._gain(item, 0.0), self._again(item, "due")) for item in due]
        return sorted(gains, key=lambda gain: (-gain[0], gain[1].card))

    def _overdue(self) -> list[Task]:
        """Return the cards that are due, those first that waited longest for their interval."""
        day = self.material.day
        waited = [
            (-overdueness(item.memory, day), self._again(item, "due"))
            for item in self.met
            if item.memory is not None and item.memory.due <= day
        ]
        return [task for _, task in sorted(waited)]

    def _mixed(self, budget: float) -> Iterator[Task]:
        """Yield due cards, in the last days all, and new ones, those first that gain most for their time.

        In the last days the new cards come first for which there is time up to the date beside what gains
        more: an answer is worth the more on the date, the later it is given, and a new card takes longer.
        """
        day, last = self.material.day, self.phase == "final"
        gains = []
        for item in self.met:
            if item.memory is not None and item.seen < day and (last or item.memory.due <= day):
                gain = self._gain(item, LEAST_GAIN if last else 0.0)
                if gain > 0 or item.memory.due <= day:
                    gains.append((-gain, item.key, item))
        gains.sort(key=lambda gain: gain[:2], reverse=True)
        waiting = list[Task]()
        room = len(self.left) * self.goal.minutes * 60.0 - self.material.spent if last else 0.0
        told = room - self._tells * budget
        while last and gains and room - (task := self._again(gains[-1][2], "final")).seconds >= told:
            gains.pop()
            room -= task.seconds
            yield task
        for offer in self.offers():
            while gains and -gains[-1][0] >= offer.worth:
                task = self._again(gains.pop()[2], "final" if last else "due")
                waiting.append(task)
                room -= task.seconds
            if room <= 0:
                yield from waiting
                waiting.clear()
            for key in offer.cards:
                task = self._new(key)
                room -= task.seconds
                yield task
        yield from waiting
        for _, _, item in reversed(gains):
            yield self._again(item, "final" if last else "due")

    def _gain(self, item: Item, least: float) -> float:
        """Return what asking a card today is worth on the date, for a second; 0 where it adds not more than
        ``least`` to its recall."""
        material, belief = self.material, self.belief
        if item.memory is None:
            return 0.0
        left = belief.trace(item.memory, item.seen, item.looks)
        gain = left.asked(material.day, self.until) - self.known[item.key]
        if gain <= least:
            return 0.0
        return gain * material.demand.behind(item.key, self.known) / material.pace.again(item.kind)

    def look(self, key: str) -> float:
        """Return the seconds of a first look at a card."""
        return self.material.pace.look(self.material.items[key].kind)

    def _new(self, key: str) -> Task:
        return Task(key, "new", self.look(key))

    def _again(self, item: Item, why: Literal["due", "final"]) -> Task:
        return Task(item.key, why, self.material.pace.again(item.kind))


MOST_DAYS = 4000
"""Days to a date that are planned for; one further away is planned as if it were then."""


def recall(item: Item, day: int, belief: Belief) -> float:
    """Return how likely a card is known on ``day`` if it is not asked before; 0 for one never answered. A
    pass ahead of schedule, which leaves the schedule as it is, begins the time anew."""
    if item.memory is None or not item.memory.answered:
        return 0.0
    return belief.trace(item.memory, item.seen, item.looks).recall(day)


def _together(cards: Sequence[str], needs: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the cards with those of one deck together, as far as each stays behind what it needs."""
    left, placed, deck = dict.fromkeys(cards), list[str](), ""
    while left:
        ready = [key for key in left if not any(needed in left for needed in needs.get(key, ()))] or [*left]
        key = next((key for key in ready if _deck(key) == deck), ready[0])
        deck = _deck(key)
        placed.append(key)
        del left[key]
    return placed


def _deck(key: str) -> str:
    return key.partition("/")[0]
