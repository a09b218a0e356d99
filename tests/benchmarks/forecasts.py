"""What is foretold of a date beside what comes of it, by virtual learners, on the shipped decks.

    python -m tests.benchmarks.forecasts [runs]

For each way and learner, seen on the first day, after three, and after a quarter, a half and three quarters
of the way: by how many points the forecast is too high, and how wide its range is; then how often the range
holds, which should be about four times in five. Mock interviews are held. Seeds are fixed.
"""

import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache
from statistics import mean
from typing import NamedTuple

from tests.benchmarks.readiness import MONDAY, counted, decks
from trainer.goals.forecast import Outlook
from trainer.goals.goal import Goal
from trainer.goals.learner import LEARNERS, Learner
from trainer.goals.material import Material
from trainer.goals.simulate import walk, with_mocks

WAYS = ((7, 20), (14, 20), (14, 40), (30, 20), (30, 40), (60, 20), (90, 20))
"""Days and minutes a day."""

SEEN = ("first day", "day 3", "1/4", "1/2", "3/4")


class Walk(NamedTuple):
    """A walk to take: how long, by whom."""

    days: int
    minutes: int
    learner: str
    seed: int


class Said(NamedTuple):
    """A forecast beside what came of it, in points: how much too high it was, how wide its range; and did
    that hold?"""

    bias: float
    width: float
    holds: bool


@cache
def take(task: Walk) -> list[Said]:
    """Return what was said on the way, as seen at each of `SEEN`."""
    start = replace(decks()[0], demand=counted()[0])
    goal = Goal("g", by=MONDAY + task.days, minutes=task.minutes, made=MONDAY)
    mornings: list[Material] = []
    person = (100 * task.days + task.minutes) * 100 + task.seed  # another one on each way
    learner = Learner(LEARNERS[task.learner], person)
    walked = walk(goal, start, learner, with_mocks, watch=mornings.append)
    share = start.demand.value(walked.recall)
    found = []
    for at in (0, 3, *(round(part * task.days) for part in (1 / 4, 1 / 2, 3 / 4))):
        said = Outlook(goal, mornings[at]).ready
        wide = 100 * (said.high - said.low)
        found.append(Said(100 * (said.share - share), wide, said.low <= share <= said.high))
    return found


def tables(runs: int) -> None:
    """Print them."""
    tasks = [Walk(*way, learner, seed) for way in WAYS for learner in LEARNERS for seed in range(runs)]
    with ProcessPoolExecutor() as pool:
        found = dict(zip(tasks, pool.map(take, tasks), strict=True))
    heads = "".join(f" {seen} |" for seen in SEEN)
    line = " ---: |" * len(SEEN)
    print("too high by points (width of the range)\n")
    print(f"| days x minutes | learner |{heads}\n| --- | --- |{line}")
    for days, minutes in WAYS:
        for learner in LEARNERS:
            rows = [found[Walk(days, minutes, learner, seed)] for seed in range(runs)]
            cells = [
                f"{mean(said.bias for said in column):+.1f} ({mean(said.width for said in column):.0f})"
                for column in zip(*rows, strict=True)
            ]
            print(f"| {days} x {minutes} | {learner} | " + " | ".join(cells) + " |")
    print(f"\nthe range holds, %\n\n| learner |{heads}\n| --- |{line}")
    for learner in LEARNERS:
        rows = [found[task] for task in tasks if task.learner == learner]
        cells = [f"{100 * mean(said.holds for said in column):.0f}" for column in zip(*rows, strict=True)]
        print(f"| {learner} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    tables(int(sys.argv[1]) if sys.argv[1:] else 4)
