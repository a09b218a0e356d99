"""Practice by the plan: a session that asks what the goals ask for today, until their minutes are used."""

import json
from collections.abc import Mapping, Sequence, Set
from typing import TYPE_CHECKING

from trainer.core.card import note_of
from trainer.core.defaults import MORE_MINUTES
from trainer.core.library import LONGEST, DeckCounts
from trainer.core.log import Event, EventKind, NewEvent, detail_of
from trainer.core.scope import EVERYTHING, Scope
from trainer.core.text import counted
from trainer.goals import after
from trainer.goals.ahead import days_ahead
from trainer.goals.missed import gone
from trainer.goals.plan import Task
from trainer.goals.spent import Room, for_goal
from trainer.goals.today import Planned, besides, mocks_of, outside, plan_today
from trainer.goals.wish import scope_of
from trainer.practice import spread
from trainer.practice.outside import due
from trainer.practice.pace import seconds_each
from trainer.practice.session import Session
from trainer.scheduling.preferences import Plan
from trainer.scheduling.queue import Ask, Counts, Entry, Queue

if TYPE_CHECKING:
    from trainer.practice.learning import Demands

BREAK = 3
"""Study days missed that are worth a word."""

_BY_ITSELF = "the plan does that by itself: every day anew, what is lost soonest first"


class PlannedSession(Session):
    """A session over what the goals' plan of the day has in its scope. Where no goal is about any of it, and
    with cards of its own, it is as any other session.

    Attributes:
        planned: the goals as they stood when the queue was made.
    """

    planned: Sequence[Planned] = ()
    _rooms: Sequence[Room] = ()  # what was left of today's minutes when the queue was made
    _used: dict[str, float]  # and the seconds since then
    _asked_for: Mapping[str, str] = {}  # the goal of each card of the plan

    @property
    def by_plan(self) -> bool:
        """Is it the plan that is gone through now?"""
        return not self._chosen and not self.cram and bool(self.planned)

    @property
    def more_label(self) -> str:
        return f"{MORE_MINUTES} more minutes" if self._could_be_longer(self.scope) else super().more_label

    def planned_ahead(self, days: int) -> Sequence[Counts | None]:
        if not self._plan(None):
            return [None] * days
        kept = "ahead", self.day, self.plan, self.scope, days
        return self.library.kept(kept, lambda: self._ahead(days))

    def _ahead(self, days: int) -> Sequence[Counts | None]:
        planned = plan_today(self.library, self.plan, self.day)
        mocks = mocks_of(self.library, [each.goal for each in planned])
        found = days_ahead(planned, mocks, self.day, days)
        looks = {each.goal.by for each in planned}
        cards = [task.card for tasks in found for task in tasks or ()]
        here = set(self.library.among(list(dict.fromkeys(cards)), self.scope, self.day))
        return [
            (self._look_on(then, found) if then in looks else None) if tasks is None else _counts(tasks, here)
            for then, tasks in enumerate(found, self.day)
        ]

    def _look_on(self, day: int, ahead: Sequence[Sequence[Task] | None]) -> Counts:
        """Return what the date of a goal will ask, roughly; ``ahead``: what the days before it do."""
        new = sum(task.why == "new" for tasks in ahead for task in tasks or ())
        due = self.library.due_on(day, self.scope) + new
        return Counts(due=min(after.short(self.plan).due_per_day, due))

    def _look(self, scope: Scope | None = None) -> Session | None:
        """Return the session of a day that is the date of a goal about the scope, if no other is about it."""
        scope = scope or self.scope
        if after.on_its_date(self.library, self.day, scope) is None or self._plan(scope):
            return None
        return Session(self.library, self.clock, after.short(self.plan), scope)

    def _tomorrow(self, plan: Plan) -> Counts:
        day = self.day + 1
        if planned := plan_today(self.library, self.plan, day, self.scope):
            return self._queue_of(planned, self.scope, day).counts()
        look = after.on_its_date(self.library, day, self.scope) is not None
        return super()._tomorrow(after.short(plan) if look else plan)

    def outside_plan(self, day: int) -> Scope | None:
        planned = plan_today(self.library, self.plan, day, self.scope)
        return outside(self.library, day, self.scope) if planned else None

    def grade(self, grade: int) -> Event | None:
        stored = super().grade(grade)
        if stored is not None and self.by_plan:
            if goal := self._goal_of(stored.card):
                self._used[goal] += min(stored.took or 0, LONGEST) / 1000
            if over := self._over():
                self._end(over)
            if self.attempt is None and len(over) < len(self._rooms):
                self.refill()  # it went faster than foreseen
        return stored

    def _over(self) -> set[str]:
        """Return the goals whose minutes are used, with those that repeating what failed will take."""
        used, drills = dict(self._used), self._queue.drills
        for card, takes in zip(drills, seconds_each(self.library, Queue(drills=drills)), strict=True):
            if goal := self._goal_of(card):
                used[goal] += takes
        return {goal for goal, _, seconds in self._rooms if used[goal] >= seconds}

    def _end(self, over: Set[str]) -> None:
        """Ask no more cards for these goals, but what failed."""
        drills = self._queue.drills
        if len(over) == len(self._rooms):
            self._queue = Queue(drills=drills)
        else:
            cards = {card for card in self._queue.cards() if self._asked_for.get(card) in over}
            self._queue = self._queue.without_cards(cards.difference(drills))
        self._next_attempt()

    def _goal_of(self, card: str) -> str:
        """Return the goal whose minutes a card takes; "" for none."""
        return self._asked_for.get(card) or for_goal(card, self._rooms, self._used)

    def _event(self, card: str, kind: EventKind) -> NewEvent:
        event = super()._event(card, kind)
        if kind == "review" and self.by_plan and (goal := self._asked_for.get(card)):
            return event._replace(detail=json.dumps({"goal": goal}))
        return event

    def could_be_more(self, number: int, scope: Scope | None = None) -> bool:
        if not self._plan(scope):
            return super().could_be_more(number, scope)
        return self._could_be_longer(scope) or bool(self._beyond(number, scope))

    def more(self, number: int, scope: Scope | None = None) -> bool:
        """Go on with the plan for some more minutes, or, where that brings nothing in scope, with so many new
        cards that it does not have; see `Session.more`."""
        if not self._plan(scope):
            return super().more(number, scope)
        if not self._could_be_longer(scope):
            return self.go_on(scope, self._beyond(number, scope))
        self.scope = scope or self.scope
        self.library.record(self._event("", "more")._replace(detail=detail_of(minutes=MORE_MINUTES)))
        self.refill()
        return True

    def plans(self, decks: Sequence[DeckCounts]) -> bool:
        """Is the plan about any of these decks?"""
        here = {deck.id for deck in decks}
        return self.by_plan and (self._of_all or not here.isdisjoint(self._decks))

    def is_beside(self, decks: Sequence[DeckCounts]) -> bool:
        return self.by_plan and not self.plans(decks)

    def is_off(self, day: int) -> bool:
        planned = plan_today(self.library, self.plan, day, self.scope)
        return bool(planned) and all(each.day.phase == "off" for each in planned)

    def asks(self, decks: Sequence[DeckCounts]) -> Counts:
        if self.plans(decks):
            return self._queue.of_decks({deck.id for deck in decks}).counts()
        here = Scope(tuple(deck.id for deck in decks))
        look = self._look() if after.on_its_date(self.library, self.day, here) is not None else None
        return super().asks(decks) if look is None else look.asks(decks)

    def comes(self, decks: Sequence[DeckCounts]) -> int:
        if not self.plans(decks) or not (then := plan_today(self.library, self.plan, self.day + 1)):
            return super().comes(decks)
        queue = self._queue_of(then, EVERYTHING, self.day + 1).of_decks({deck.id for deck in decks})
        later = min((deck.next_due for deck in decks if deck.next_due), default=0)
        return self.day + 1 if queue.counts().total else later

    def left_today(self) -> Counts:
        """Return what the plan has left, made anew as it went faster or slower than foreseen."""
        return self.would_ask().counts()

    def elsewhere(self) -> int:
        if not self._plan(EVERYTHING):
            return super().elsewhere()
        cards = self.would_ask(EVERYTHING).cards()  # no limit of the day is the plan's
        return len(cards) - len(self.library.among(cards, self.scope, self.day))

    def would_ask(self, scope: Scope | None = None, more: int = 0) -> Queue:
        if planned := self._plan(scope):
            return self._queue_of(planned, scope)
        look = self._look(scope)
        return super().would_ask(scope, more) if look is None else look.would_ask(None, more)

    def why(self, demands: "Demands", planned: str = "") -> str:
        from trainer.goals.why import of_plan  # here: a first card need not wait for it

        today = self.planned if self.by_plan else self._plan(EVERYTHING)
        return super().why(demands, planned or of_plan(today, self.day, self._current))

    def about_backlog(self) -> str:
        """Say after a break what it comes to: the plan is made anew every day, so that nothing is to be done
        about it; what is due outside it can be spread."""
        past = after.just_after(self.library, self.day)
        if not self._plan(EVERYTHING):
            if goal := after.on_its_date(self.library, self.day, self.scope):
                return f"{goal.name} is today: nothing new, and no more than a short look"
            return spread.about(self.library, self.day, self.plan, offers=not self._chosen, over=past)
        said = self._about_missed() if self.by_plan else ""
        elsewhere = outside(self.library, self.day)
        cards = due(self.library, self.day, elsewhere)
        if self.cram or elsewhere is None or not cards:
            return said
        offers = not self._chosen
        offer = spread.about(self.library, self.day, self.plan, elsewhere, offers=offers, over=past)
        offer = (
            f"outside the plan: {offer}" if offer else f"{len(cards)} due outside the plan" if said else ""
        )
        return "; ".join(part for part in (said, offer) if part)

    def _about_missed(self) -> str:
        """Say what missed days come to."""
        latest = self.library.practised(self.day, 1)
        if not latest:
            return ""
        since = range(latest[0][0] + 1, self.day)
        days = {day for each in self.planned for day in gone(each.goal, each.material).missed}
        missed = len(days.intersection(since))
        if missed < BREAK:
            return ""
        items = {item.key: item.memory for each in self.planned for item in each.material.items.values()}
        waits = [memory for memory in items.values() if memory is not None and memory.due <= self.day]
        lost = spread.forgotten(self.plan, self.day, waits)
        said = f"{len(waits)} due, {lost}; planned anew" if waits else "planned anew"
        return f"{counted(missed, 'day')} missed: {said}"

    def spread(self) -> str:
        """Spread what is due outside the plan, or end that; the plan is made anew every day by itself."""
        past, when = after.just_after(self.library, self.day), self.plan.moment(self.clock())
        if not self._plan(EVERYTHING):
            if after.on_its_date(self.library, self.day, self.scope):
                return "what is due can be spread from tomorrow on; today there is only a short look"
            said = spread.begin_or_end(self.library, when, self.plan, over=past)
            self.refill()
            return said
        elsewhere = outside(self.library, self.day)
        cards = due(self.library, self.day, elsewhere)
        if elsewhere is None or not cards:
            return _BY_ITSELF
        if not spread.about(self.library, self.day, self.plan, elsewhere, over=past):
            return f"{_BY_ITSELF}; not for the {len(cards)} due outside it, no more than on a usual day"
        said = spread.begin_or_end(self.library, when, self.plan, elsewhere, over=past)
        if self._chosen:  # those due outside, as many as the day now has
            most = spread.left_outside(self.library, self.day, self.plan, elsewhere)
            self._queue = self._queue.without_cards(set(cards[most:]))
            self._next_attempt()
        else:
            self.refill()
        return f"outside the plan: {said}"

    def _build(self) -> Queue:
        self.planned = self._plan(self.scope)
        self._rooms = [Room(each.goal.id, each.material.items, each.day.budget) for each in self.planned]
        self._used = dict.fromkeys((room.goal for room in self._rooms), 0.0)
        self._asked_for = {task.card: each.goal.id for each in self.planned for task in each.day.tasks}
        return self._queue_of(self.planned, self.scope) if self.planned else self.would_ask()

    @property
    def _of_all(self) -> bool:
        """Is a goal about all decks?"""
        return any(not each.goal.what for each in self.planned)

    @property
    def _decks(self) -> Set[str]:
        """The decks that the goals are about, also where none of their cards can be asked."""
        library, day = self.library, self.day
        scopes = [scope for each in self.planned if (scope := scope_of(library, each.goal, day)) is not None]
        kept = "decks of goals", day, tuple(scopes)
        return library.kept(kept, lambda: {deck.id for scope in scopes for deck in library.decks(day, scope)})

    def _plan(self, scope: Scope | None, more: int = 0) -> list[Planned]:
        """Return what the plan has for today in ``scope``, with so many ``more`` minutes."""
        return plan_today(self.library, self.plan, self.day, scope or self.scope, more)

    def _queue_of(self, planned: Sequence[Planned], scope: Scope | None, day: int = 0) -> Queue:
        """Return what of a plan is asked today, or on another ``day`` that it is for."""
        day = day or self.day
        cards = {task.card for each in planned for task in each.day.tasks}
        wanted, drills = besides(self.library, day, cards, scope or self.scope)
        ahead = [Entry(card, "due") for card in wanted]
        ahead += [
            Entry(task.card, _reason(each, task, day))
            for each in planned
            for task in each.day.tasks
            if task.card not in wanted
        ]
        return Queue(tuple(ahead), drills)

    def _could_be_longer(self, scope: Scope | None) -> bool:
        """Would more minutes bring more cards in scope?"""
        now, then = self._plan(scope), self._plan(scope, MORE_MINUTES)
        return sum(len(each.day.tasks) for each in then) > sum(len(each.day.tasks) for each in now)

    def _beyond(self, number: int, scope: Scope | None) -> Sequence[str]:
        """Return so many new cards in scope that the plan does not have today."""
        planned = {note_of(task.card) for each in self._plan(scope) for task in each.day.tasks}
        met = planned | self.library.today(self.day).notes
        fresh = self.library.new(self.day, scope or self.scope, number + len(met), self.plan.first)
        return [card for card in fresh if note_of(card) not in met][:number]


def _reason(planned: Planned, task: Task, day: int) -> Ask:
    memory = planned.material.items[task.card].memory
    if memory is None:
        return "new"
    return "due" if memory.due <= day else "ahead"


def _counts(tasks: Sequence[Task], here: Set[str]) -> Counts:
    """Return how many of the tasks with cards ``here`` are new, and how many are not."""
    found = [task.why == "new" for task in tasks if task.card in here]
    return Counts(new=sum(found), due=len(found) - sum(found))
