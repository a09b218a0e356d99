"""A year of practice under each scheduler: how many answers a card takes, and how well it is known.

    python -m tests.benchmarks.schedulers [cards]

Virtual learners practise every day all that is due, twenty new cards a day until all are met. Their memory is
shaped like FSRS-6: the average one, and one who forgets three times as fast. So the figures flatter FSRS; a
log of one's own says more (`trainer evaluate`). Printed are answers a card and year, the share recalled when
asked, and the mean chance of recall of all cards met, over the last 90 days.
"""

import random
import sys
from collections.abc import Mapping

from trainer.core.state import Memory, drill_open
from trainer.scheduling.fsrs import DEFAULT, Fsrs, Model
from trainer.scheduling.scheduler import Scheduler
from trainer.scheduling.sm2 import Sm2

DAY, YEAR, LAST, NEW = 739_000, 365, 90, 20
LEARNERS: Mapping[str, tuple[float, ...]] = {
    "average": DEFAULT,
    "forgets fast": (
        *(stability / 3 for stability in DEFAULT[:4]),
        *DEFAULT[4:8],
        DEFAULT[8] - 0.7,
        *DEFAULT[9:],
    ),
}
SCHEDULERS: Mapping[str, Scheduler] = {
    "sm2": Sm2(),
    "sm2, lateness": Sm2(lateness="anki"),
    "sm2-delphi": Sm2("sm2-delphi"),
    "fsrs, 80 %": Fsrs(retention=80),
    "fsrs, 90 %": Fsrs(),
    "fsrs, 95 %": Fsrs(retention=95),
}


def main(cards: int) -> None:
    print(f"{'learner':14}{'scheduler':20}{'answers a card':>15}{'recalled':>10}{'mean recall':>13}")
    for learner, parameters in LEARNERS.items():
        own: dict[str, Scheduler] = {"fsrs, 90 %, fitted": Fsrs(parameters=parameters)}
        for name, scheduler in (SCHEDULERS if parameters == DEFAULT else {**SCHEDULERS, **own}).items():
            answers, recalled, known = year(cards, Model(parameters), scheduler)
            print(f"{learner:14}{name:20}{answers:15.1f}{recalled:10.1%}{known:13.1%}")


def year(cards: int, truth: Model, scheduler: Scheduler) -> tuple[float, float, float]:
    """Return answers a card, share recalled when asked, and mean recall in the last `LAST` days."""
    rng = random.Random(7)
    memories: list[Memory | None] = [None] * cards
    minds: list[tuple[float, float, int]] = [(0.0, 0.0, 0)] * cards  # stability, difficulty, last day
    answers = asked = right = 0
    recall, looks = 0.0, 0
    for day in range(DAY, DAY + YEAR):
        met = min(cards, NEW * (day - DAY + 1))
        for card in range(met):
            memory = memories[card]
            stability, difficulty, last = minds[card]
            if memory is None:
                rating = rng.choices((1, 2, 3, 4), (24, 9, 49, 18))[0]
                mind = truth.first(rating)
            elif memory.due <= day:
                knows = rng.random() < truth.recall(stability, day - last)
                asked, right = asked + 1, right + knows
                rating = rng.choices((2, 3, 4), (22, 63, 15))[0] if knows else 1
                mind = truth.after(stability, difficulty, day - last, rating)
            else:
                continue
            answers += 1
            memory = scheduler.answer(memory, rating + 1, day, str(card)).memory
            while drill_open(memory, day):
                answers += 1
                mind = truth.after(*mind, 0, 3)
                memory = scheduler.answer(memory, 4, day, str(card)).memory
            memories[card], minds[card] = memory, (*mind, day)
        if day >= DAY + YEAR - LAST:
            recall += sum(truth.recall(stability, day - last) for stability, _, last in minds[:met])
            looks += met
    return answers / cards, right / asked, recall / looks


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
