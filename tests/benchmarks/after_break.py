"""After a break: in which order a backlog is best asked, by a virtual learner.

    python -m tests.benchmarks.after_break

Three hundred cards, eight new a day, each asked when it is due; then days without practice, then 25 due cards
a day for three weeks. Printed is what is recalled, in per cent, weighed by how often it is asked: on the mean
of these days, on the last, and without weights on their mean. ``asked`` is 0 to 9 by chance.
"""

from collections.abc import Callable, Mapping
from random import Random
from statistics import mean

from trainer.core.state import Memory
from trainer.goals.learner import LEARNERS, Learner
from trainer.scheduling.queue import overdueness
from trainer.scheduling.sm2 import SM2

Rule = Callable[[Memory, int, int], float]
"""Returns how soon a due card is asked, by its memory, the day, and ``asked``."""

CARDS, NEW, STUDIED, A_DAY, AFTER = 300, 8, 45, 25, 21


def lost(memory: Memory, day: int) -> float:
    """What one more day of waiting loses."""
    return SM2.retrievability(memory, day) - SM2.retrievability(memory, day + 1)


RULES: Mapping[str, Rule] = {
    "waited, by asked (as shipped)": lambda memory, day, asked: overdueness(memory, day) * (1 + asked),
    "waited, twice for 2 of asked": lambda memory, day, asked: overdueness(memory, day) * 2 ** (asked / 2),
    "waited, by asked squared": lambda memory, day, asked: overdueness(memory, day) * (1 + asked) ** 2,
    "waited": lambda memory, day, _: overdueness(memory, day),
    "lost in a day, by asked": lambda memory, day, asked: lost(memory, day) * (1 + asked),
    "lost in a day": lambda memory, day, _: lost(memory, day),
    "oldest due day": lambda memory, _, __: -memory.due,
    "asked most": lambda _, __, asked: asked,
    "waited least": lambda memory, day, _: -overdueness(memory, day),
}


def walk(rule: Rule, away: int, seed: int) -> tuple[float, float, float]:
    """Return what is recalled; see the text above."""
    learner, memories, random = Learner(LEARNERS["normal"], seed), dict[str, Memory](), Random(seed)
    asked = {f"d/{number}": random.randrange(10) for number in range(CARDS)}
    weights = {key: 2.0 ** (each / 2) for key, each in asked.items()}

    def ask(key: str, day: int) -> None:
        grade, _ = learner.answer(key, "basic", day)
        memories[key] = SM2.answer(memories.get(key), grade, day, key).memory

    keys = iter(asked)
    for day in range(1, STUDIED + 1):
        for key in [key for key, memory in memories.items() if memory.due <= day]:
            ask(key, day)
        for key in [key for key, _ in zip(keys, range(NEW), strict=False)]:
            ask(key, day)
    weighed, plain = [], []
    for day in range(STUDIED + away, STUDIED + away + AFTER):
        due = [key for key, memory in memories.items() if memory.due <= day]
        due.sort(key=lambda key: (-rule(memories[key], day, asked[key]), key))
        for key in due[:A_DAY]:
            ask(key, day)
        known = {key: learner.recall(key, day + 1) for key in memories}
        weighed.append(
            100
            * sum(weights[key] * recall for key, recall in known.items())
            / sum(weights[key] for key in known)
        )
        plain.append(100 * mean(known.values()))
    return mean(weighed), weighed[-1], mean(plain)


if __name__ == "__main__":
    for days in (10, 30):
        for name, order in RULES.items():
            found = [walk(order, days, seed) for seed in range(8)]
            print(
                f"{days} days away, {name:30}", *(f"{mean(each):6.2f}" for each in zip(*found, strict=True))
            )
