"""Practice by the plan: a session that asks what the goals ask for today, until their minutes are used."""

from typing import TYPE_CHECKING

from trainer.core.day import Clock
from trainer.core.defaults import MORE_MINUTES
from trainer.core.library import LONGEST, Library
from trainer.core.log import Event, detail_of
from trainer.core.scope import EVERYTHING, Scope
from trainer.core.text import counted
from trainer.goals.today import Planned, plan_today
from trainer.practice import spread
from trainer.practice.pace import REPEAT, SECONDS_A_CARD
from trainer.practice.session import Session
from trainer.scheduling.preferences import Plan
from trainer.scheduling.queue import Entry, Queue

if TYPE_CHECKING:
    from trainer.practice.learning import Demands

BREAK = 3
"""Study days missed that are worth a word."""

_WHY = {"new": "a new card", "due": "it is due", "final": "once more before the date"}


class PlannedSession(Session):
    """A session over the goals' plan of the day. In another scope, and with cards of its own, it is as any
    other session.

    Attributes:
        planned: the goals as they stood when the queue was made.
    """

    planned: list[Planned]

    def __init__(self, library: Library, clock: Clock, plan: Plan, scope: Scope = EVERYTHING) -> None:
        self.planned = []
        self._of_goals = scope
        self._spent = 0.0
        super().__init__(library, clock, plan, scope)

    @property
    def by_plan(self) -> bool:
        """Is it the plan that is gone through now?"""
        return not self._chosen and not self.cram and self.scope == self._of_goals and bool(self.planned)

    @property
    def more_label(self) -> str:
        return f"{MORE_MINUTES} more minutes" if self.scope == self._of_goals else super().more_label

    def seconds_left(self) -> float:
        if not self.by_plan:
            return super().seconds_left()
        foreseen = {task.card: task.seconds for each in self.planned for task in each.day.tasks}
        return sum(foreseen.get(card, SECONDS_A_CARD) for card in self._queue.cards())

    def tomorrow(self) -> int | None:
        if not self.by_plan:
            return None
        return sum(len(each.day.tasks) for each in plan_today(self.library, self.plan, self.day + 1))

    def grade(self, grade: int) -> Event | None:
        stored = super().grade(grade)
        if stored is not None and self.by_plan:
            self._spent += min(stored.took or 0, LONGEST) / 1000
            if self._spent + REPEAT * self._queue.counts().again >= self._budget:
                self._queue = Queue(drills=self._queue.drills)
                self._next_attempt()
            elif self.attempt is None:
                self.refill()  # it went faster than foreseen
        return stored

    def could_be_more(self, number: int) -> bool:
        if self.scope != self._of_goals:
            return super().could_be_more(number)
        before = self.planned, self._spent
        found = self._build(more=MORE_MINUTES).counts().total > self._build().counts().total
        self.planned, self._spent = before
        return found

    def more(self, number: int, scope: Scope | None = None) -> bool:
        """Go on with the plan for some more minutes; see `Session.more`."""
        if (scope or self.scope) != self._of_goals:
            return super().more(number, scope)
        before, self.scope = self.scope, self._of_goals
        if not self.could_be_more(number):
            self.scope = before
            return False
        self.library.record(self._event("", "more")._replace(detail=detail_of(minutes=MORE_MINUTES)))
        self.refill()
        return True

    def why(self, demands: "Demands") -> str:
        said = super().why(demands)
        card = self.attempt.card.key if self.attempt is not None else ""
        for each in self.planned if self.by_plan else ():
            found = next((task for task in each.day.tasks if task.card == card), None)
            if found is not None:
                from trainer.goals.wording import head  # here: a first card need not wait for it

                return f"{said}\nIn today's plan for {head(each.goal, self.day)}: {_WHY[found.why]}."
        return said

    def about_backlog(self) -> str:
        """Say after a break what it comes to; the plan is made anew every day, so that nothing is to be done
        about it."""
        latest = self.library.practised(self.day, 1)
        if not self.by_plan or not latest:
            return ""
        goals = [each.goal for each in self.planned]
        since = range(latest[0][0] + 1, self.day)
        missed = sum(any(goal.made <= day and goal.studies(day) for goal in goals) for day in since)
        if missed < BREAK:
            return ""
        due = self.library.due_on(self.day, self.scope)
        costs = spread.costs(self.library, self.day, self.plan)
        return f"{counted(missed, 'day')} missed: {due} due, {costs}; planned anew"

    def spread(self) -> str:
        if not self.by_plan:
            return super().spread()
        return "the plan does that by itself: every day anew, what is lost soonest first"

    def _build(self, more: int = 0) -> Queue:
        if self.scope != self._of_goals:
            return super()._build(more)
        self.planned = plan_today(self.library, self.plan, self.day, self.scope, more)
        if not self.planned:  # given up meanwhile
            return super()._build(more)
        self._spent = 0.0
        ahead = tuple(
            Entry(task.card, "new" if task.why == "new" else "due")
            for each in self.planned
            for task in each.day.tasks
        )
        asked = {entry.card for entry in ahead}
        drills = (card for card in self.library.drills(self.day, self.scope) if card not in asked)
        return Queue(ahead, tuple(drills))

    @property
    def _budget(self) -> float:
        """Seconds of study left today when the queue was made."""
        return sum(each.day.budget for each in self.planned)
