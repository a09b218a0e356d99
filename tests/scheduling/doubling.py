"""A scheduler that is nothing like SM-2, to prove that any fits: each right answer doubles the interval."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from trainer.core.state import Memory, Outcome, Outside
from trainer.scheduling.scheduler import GRADES, PASS, Load


@dataclass(frozen=True)
class Doubling:
    """``first`` is the first interval in days. ``asked`` has each call of `answer`."""

    first: int = 1
    asked: list[tuple[str, int, int]] = field(default_factory=list, compare=False)

    @property
    def name(self) -> str:
        return f"doubling:{self.first}"

    def called(self, name: str) -> "Doubling":
        family, _, first = name.partition(":")
        return Doubling(int(first), self.asked) if family == "doubling" else self

    model = ""

    def fitted(self, parameters: Sequence[float]) -> "Doubling":
        return self

    def outcomes(
        self, memory: Memory | None, day: int, card: str, load: Load | None = None
    ) -> Sequence[Outcome]:
        return [self._outcome(memory, grade, day) for grade in GRADES]

    def answer(self, memory: Memory | None, grade: int, day: int, card: str) -> Outcome:
        self.asked.append((card, day, grade))
        return self._outcome(memory, grade, day)

    def _outcome(self, memory: Memory | None, grade: int, day: int) -> Outcome:
        (interval,) = memory.data if memory is not None else (self.first / 2,)
        reviews, lapses = (memory.reviews, memory.lapses) if memory is not None else (0, 0)
        interval = interval * 2 if grade >= PASS else self.first / 2
        due = day + max(1, int(interval))
        return Outcome("review", Memory(due, day, 0, reviews + 1, lapses + (grade < PASS), (interval,)))

    def placed(self, memory: Memory | None, due: int, day: int) -> Memory:
        return memory._replace(due=due) if memory is not None else Memory(due, day, 0, 0, 0, (due - day,))

    def retrievability(self, memory: Memory, day: int) -> float:
        return 0.0 if day >= memory.due else 1.0

    def adopted(self, state: Outside) -> Memory:
        return Memory(state.due, state.last, 0, state.reviews, state.lapses, (max(1, state.days),))

    def known(self, memory: Memory) -> float:
        return 1 - memory.lapses / max(1, memory.reviews)

    def is_hard(self, memory: Memory) -> bool:
        return memory.lapses > 0

    def facts(self, memory: Memory) -> Mapping[str, float]:
        return {"interval": memory.data[0]}

    def explain(self, memory: Memory) -> Sequence[str]:
        return (f"The next right answer makes it {2 * memory.data[0]} days.",)
