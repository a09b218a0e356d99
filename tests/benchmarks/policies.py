"""Other ways to study for a date, as yardsticks for the program's plan. Policy numbers are those of the first
simulation, which had one deck of 300 cards."""

from collections.abc import Sequence
from math import ceil

from trainer.core.card import note_of
from trainer.core.state import Memory
from trainer.goals.belief import FIRST_SHARES
from trainer.goals.demand import Demand
from trainer.goals.goal import Goal
from trainer.goals.learner import FIRST_SECONDS, KINDS, LATER_SECONDS, PASS_SHARES, REPEAT, Learner
from trainer.goals.material import Item, Material
from trainer.goals.simulate import Policy
from trainer.goals.trace import REPEATED, Trace, first
from trainer.scheduling import queue
from trainer.scheduling.queue import overdueness

AGAIN = 22.35
"""Seconds of a later answer, as policy 9 supposed them."""


def before(_: Goal, now: Material) -> Sequence[str]:
    """The program without a goal: what waited longest, with twenty new cards a day among it."""
    if now.spent:
        return []  # one session
    due = [(overdueness(memory, now.day), item.key) for item, memory in _due(now)]
    cards = [key for _, key in sorted(due, reverse=True)]
    return queue.build(cards, now.order, day=now.day, due_limit=200, new_limit=20).cards()


def steady(goal: Goal, now: Material) -> Sequence[str]:
    """SM-2, due cards first, new ones spread evenly over all days (policy 1)."""
    return _reviews(now) + _fresh(now, ceil(len(now.items) / _days(goal)))


def nine(goal: Goal, now: Material) -> Sequence[str]:
    """New cards first, all within 60 % of the days; due ones; a last pass by 0.9 ** (t / I) (policy 9)."""
    days, last = _days(goal), now.day + 1 if goal.by is None else goal.by
    window = max(1, min(days // 2, ceil(len(now.items) * AGAIN / (goal.minutes * 60))))
    fresh = _fresh(now, ceil(len(now.items) / max(1, min(int(days * 0.6), days - window))))
    if now.day < last - window:
        return fresh + _reviews(now)
    met = [(0.9 ** ((last - item.seen) / (memory.due - memory.last)), item.key) for item, memory in _met(now)]
    return fresh + [key for _, key in sorted(met)]


def greedy(demand: Demand, learner: Learner) -> Policy:
    """What adds most to the date for a second of study (policy 14): the ceiling, by one who sees into the
    learner's head, knows what cards take, and exactly what is asked."""

    def policy(goal: Goal, now: Material) -> Sequence[str]:
        by = now.day + 1 if goal.by is None else goal.by
        kinds = {key: KINDS[item.kind] for key, item in now.items.items()}
        known = {key: learner.recall(key, by) for key in learner.traces}
        gains = []
        for key, trace in learner.traces.items():
            after, seconds = _asked(trace, now.day, by)
            if trace.last < now.day and after > known[key]:
                worth = (after - known[key]) * demand.behind(key, known)
                gains.append((worth / (seconds * kinds[key]), key))
        gains.sort()
        fresh = sum(share * first(at, now.day, 1.0).recall(by) for at, share in enumerate(FIRST_SHARES))
        found: list[str] = []
        for offer in demand.offers(known, fresh, {key: LOOK * kinds[key] for key in now.order}):
            while gains and gains[-1][0] >= offer.worth:
                found.append(gains.pop()[1])
            found += offer.cards
        return found + [key for _, key in reversed(gains)]

    return policy


LOOK = sum(
    share * (seconds + (REPEAT if at < REPEATED else 0))
    for at, (share, seconds) in enumerate(zip(FIRST_SHARES, FIRST_SECONDS, strict=True))
)


def _asked(trace: Trace, day: int, by: int) -> tuple[float, float]:
    """Return how likely a card asked on ``day`` is recalled on the day ``by``, and how long that takes."""
    recall = trace.recall(day)
    chances = (1 - recall, *(recall * share for share in PASS_SHARES))
    after = sum(chance * trace.after(at, day).recall(by) for at, chance in enumerate(chances))
    seconds = sum(
        chance * (LATER_SECONDS[at] + (REPEAT if at < REPEATED else 0)) for at, chance in enumerate(chances)
    )
    return after, seconds


def _days(goal: Goal) -> int:
    return 1 if goal.by is None else goal.by - goal.made


def _met(now: Material) -> list[tuple[Item, Memory]]:
    """Return the cards met before today, each with its schedule."""
    met = ((item, item.memory) for item in now.items.values() if item.seen < now.day)
    return [(item, memory) for item, memory in met if memory is not None]


def _due(now: Material) -> list[tuple[Item, Memory]]:
    due = [(item, memory) for item, memory in _met(now) if memory.due <= now.day]
    return [pair for pair in due if note_of(pair[0].key) not in now.put_off]


def _reviews(now: Material) -> list[str]:
    return [item.key for item, _ in sorted(_due(now), key=lambda pair: pair[1].due)]


def _fresh(now: Material, number: int) -> list[str]:
    """Return as many new cards as are left of today's ``number``."""
    done = sum(
        item.seen == now.day and item.memory is not None and item.memory.reviews == 1
        for item in now.items.values()
    )
    return list(now.order[: max(0, number - done)])
