"""What comes of a date: the program's plan beside other policies, by virtual learners, on the shipped decks.

    python -m tests.benchmarks.readiness [runs]

A question that interviewers ask (``decks/asked``) can be answered as likely as all cards that answer it are
recalled; "asked" is the share of all questions that can be, weighed by how often they are asked. In cards
each counts alike, and the plan knows no other demand. "Greedy" sees into the learner's head, knows how long
cards take and exactly what is asked; "reference" also leaves out what a note needs before it. "Held out":
the plan knows what two thirds of the collections ask, and the others are what is measured; "ceiling" sees
into the learner's head and knows of the demand what the plan does. "Mocks held": the mock interviews of the
plan take their minutes, and teach nothing. Seeds are fixed.
"""

import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path
from statistics import mean
from typing import NamedTuple

from tests.benchmarks.policies import before, greedy, nine, steady
from tools import asked
from trainer.cli.opening import open_library
from trainer.core.card import Asked, Note, note_of
from trainer.core.scope import EVERYTHING
from trainer.goals.demand import Demand, Question
from trainer.goals.goal import Goal
from trainer.goals.learner import LEARNERS, Learner
from trainer.goals.material import Material, demand_of, material
from trainer.goals.simulate import Policy, shipped, walk, with_mocks
from trainer.paths import shipped_decks
from trainer.scheduling.preferences import Plan

MONDAY = 739_256
DAYS, MINUTES = (7, 14, 30, 60), (10, 20, 40)
CARDS = (300, 10_000)
"""How many cards are counted alike: those first in the learning order, or all."""


class Cell(NamedTuple):
    """A walk in figures: the share in per cent that is ready on the date, the share where each card of a
    question counts by itself, minutes of study, cards met."""

    ready: float
    parts: float
    minutes: float
    met: float


class Task(NamedTuple):
    """A walk to take: what is counted ("asked", "held out", or a number of cards), by which policy, how long,
    by whom."""

    what: str
    policy: str
    days: int
    minutes: int
    learner: str
    seed: int


@cache
def decks() -> tuple[Material, Sequence[Note], asked.Data]:
    """Return the shipped decks as they lie before a newcomer, their notes, and what was counted."""
    with (
        tempfile.TemporaryDirectory() as folder,
        open_library(Path(folder) / "trainer.db", [shipped_decks()]) as store,
    ):
        start = material(store, EVERYTHING, MONDAY, Plan())
        return start, store.notes(EVERYTHING), asked.load(shipped_decks() / "asked")


@cache
def counted(held: bool | None = None) -> tuple[Demand, Demand]:
    """Return what the plan is told of what is asked, and what is measured: counted by all collections, by
    those held out (True), or by the others (False)."""
    start, notes, data = decks()
    known = {note_of(key) for key in start.items}
    of = asked.weights(data, held=held)
    weights = [(of[intent.id], intent.notes) for intent in data.intents if of[intent.id]]
    told = demand_of(notes, start.items, [Asked(*pair) for pair in weights])
    lost = sum(weight for weight, names in weights if not any(note_of(name) in known for name in names))
    most = max(weight for weight, _ in weights)
    raw = [weight / most for weight, names in weights if any(note_of(name) in known for name in names)]
    questions = [
        *(Question(weight, each.cards) for weight, each in zip(raw, told.questions, strict=False)),
        Question(lost / most, ("no card answers it",)),
    ]
    return told, Demand(questions)


@cache
def alike(number: int) -> Material:
    """Return so many cards of the shipped decks, all asked alike, as in decks that nobody counted."""
    start, *_ = decks()
    keys = start.order[:number]
    demand = Demand([Question(1.0, (key,)) for key in keys])
    return replace(start, items={key: start.items[key] for key in keys}, order=keys, demand=demand)


def take(task: Task) -> Cell:
    """Take a walk."""
    learner = Learner(LEARNERS[task.learner], task.seed)
    start, _, _ = decks()
    if task.what == "asked":
        told, measured = counted()
    elif task.what == "held out":
        told, measured = counted(held=False)[0], counted(held=True)[1]
    else:
        start = alike(int(task.what))
        told = measured = start.demand
    policies: Mapping[str, Callable[[], Policy]] = {
        "before": lambda: before,
        "steady": lambda: steady,
        "nine": lambda: nine,
        "greedy": lambda: greedy(Demand(measured.questions, told.needs), learner),
        "reference": lambda: greedy(Demand(measured.questions), learner),
        "ceiling": lambda: greedy(told, learner),
        "program": lambda: shipped,
        "mocks held": lambda: with_mocks,
    }
    goal = Goal("g", by=MONDAY + task.days, minutes=task.minutes, made=MONDAY)
    found = walk(goal, replace(start, demand=told), learner, policies[task.policy]())
    parts = sum(
        question.weight * mean(found.recall.get(card, 0.0) for card in question.cards)
        for question in measured.questions
    )
    return Cell(
        100 * measured.value(found.recall), 100 * parts / measured.weight, found.seconds / 60, found.met
    )


def tables(runs: int, learner: str = "normal") -> None:
    """Print all tables."""
    asked_by = ("before", "steady", "nine", "program", "mocks held", "greedy", "reference")
    wanted = [("asked", asked_by), ("held out", ("before", "nine", "program", "ceiling", "reference"))]
    wanted += [(str(number), ("steady", "nine", "program", "greedy")) for number in CARDS]
    tasks = [
        Task(what, policy, days, minutes, learner, seed)
        for what, policies in wanted
        for policy in policies
        for days in DAYS
        for minutes in MINUTES
        for seed in range(runs)
    ]
    with ProcessPoolExecutor() as pool:
        cells = dict(zip(tasks, pool.map(take, tasks, chunksize=2), strict=True))
    for what, policies in wanted:
        print(f"\n{what}: ready on the date, % (minutes of study / cards met)\n")
        print("| policy | " + " | ".join(f"{days} d, {m} min" for days in DAYS for m in MINUTES) + " |")
        print("| --- |" + " ---: |" * len(DAYS) * len(MINUTES))
        for policy in policies:
            row = []
            for days in DAYS:
                for minutes in MINUTES:
                    found = [cells[Task(what, policy, days, minutes, learner, seed)] for seed in range(runs)]
                    ready, _, spent, met = (mean(each) for each in zip(*found, strict=True))
                    row.append(f"{ready:.1f} ({spent:.0f} / {met:.0f})")
            print(f"| {policy} | " + " | ".join(row) + " |")


if __name__ == "__main__":
    tables(int(sys.argv[1]) if sys.argv[1:] else 8, sys.argv[2] if sys.argv[2:] else "normal")
