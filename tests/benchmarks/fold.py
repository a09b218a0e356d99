"""Folding 1,000,000 events under each scheduler, without the database, and judging predictors on a log.

    python -m tests.benchmarks.fold [events]

Prints seconds and steps a second, with the processor's time, and what a switch and an evaluation take.
"""

import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from trainer.core.log import Event
from trainer.fitting import available, fit
from trainer.scheduling.evaluate import evaluate
from trainer.scheduling.fsrs import FSRS, Fsrs
from trainer.scheduling.replay import replay
from trainer.scheduling.scheduler import Scheduler
from trainer.scheduling.sm2 import SM2
from trainer.scheduling.switch import workload

DAY = 739_000
ANSWERS = 25
"""Of each card."""
JUDGED = 100_000
"""Events that an evaluation is timed on, at most."""


def main(events: int) -> None:
    log = list(_cards(events // ANSWERS))
    spread = Fsrs(fuzz=True, easy_days=(5, 6), balance=True)
    schedulers: dict[str, Scheduler] = {"sm2": SM2, "fsrs": FSRS, "fsrs, fuzz and easy days": spread}
    for name, scheduler in schedulers.items():
        with _timed(f"fold of {events} events under {name}", events):
            states = [replay(card, scheduler) for card in log]
        memories = {str(place): state.memory for place, state in enumerate(states) if state.memory}
        with _timed(f"30 days to come of {len(memories)} cards"):
            workload(memories, scheduler, DAY + 300)
    some = sorted((event for card in log[: JUDGED // ANSWERS] for event in card), key=lambda event: event.at)
    with _timed(f"judging six predictors on {len(some)} events"):
        evaluate(some, fit if available() else None)


def _cards(count: int) -> Iterator[list[Event]]:
    rng = random.Random(1)
    for number in range(count):
        day, card = DAY + rng.randrange(300), f"deck/n{number}"
        yield [
            Event(
                f"{turn:03}", "pc", (day := day + rng.choice((0, 1, 4, 9, 30))) * 1000 + turn, day, 0, card,
                "review", rng.choice((1, 3, 4, 4, 4, 5)), scheduler=SM2.name,
            )
            for turn in range(ANSWERS)
        ]  # fmt: skip


@contextmanager
def _timed(what: str, steps: int = 0) -> Iterator[None]:
    start, spent = time.perf_counter(), time.process_time()
    yield
    seconds, spent = time.perf_counter() - start, time.process_time() - spent
    rate = f"  {steps / spent:10,.0f} steps/s" if steps else ""
    print(f"{what:55} {seconds:6.2f} s, processor {spent:6.2f} s{rate}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
