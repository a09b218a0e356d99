"""Virtual learners: people made of the memory model FSRS-6 with its default parameters, for simulations.

How often a card is passed at first sight, how grades fall, and that a failed card is repeated once more the
same day, are the defaults of the simulator of fsrs-rs. What an answer takes is that of interview cards, by
grade, times a factor for the kind of note.
"""

from dataclasses import dataclass, field
from math import exp
from random import Random
from typing import NamedTuple

from trainer.goals.belief import FIRST_SHARES
from trainer.goals.trace import REPEATED, Trace, first

GRADES = (2, 3, 4, 5)
"""Again, hard, good and easy as grades 0-5."""

PASS_SHARES = (0.224, 0.631, 0.145)
"""How often a card that is recalled is hard, good and easy."""

FIRST_SECONDS, LATER_SECONDS, REPEAT = (60, 50, 40, 30), (35, 25, 18, 12), 12
KINDS = {"points": 1.8, "compare": 1.2, "order": 1.2, "basic": 0.9, "choice": 0.8, "typed": 0.8, "cloze": 0.7}
"""How long a note of a kind takes, where the mean of the shipped decks is about 1."""


class Traits(NamedTuple):
    """How a learner differs from the usual one.

    Attributes:
        strength: how many times as long he remembers. ``spread``: standard deviation of its logarithm, card
            by card, which nobody can know.
        missed: the share of days on which he does not study though he meant to.
        speed: how many times as long a card takes.
    """

    strength: float = 1.0
    spread: float = 0.0
    missed: float = 0.0
    speed: float = 1.0


LEARNERS = {
    "normal": Traits(),
    "weak": Traits(0.6, 0.6),
    "forgetful": Traits(0.35, 0.3, speed=1.2),
    "irregular": Traits(1.0, 0.3, 0.2),
}


@dataclass(slots=True)
class Learner:
    """One person, with all that he learnt. The same seed makes the same person: whatever plan he follows,
    chance is the same on each day and with each card, so that what differs comes of the plan."""

    traits: Traits
    seed: int
    traces: dict[str, Trace] = field(default_factory=dict)
    _chances: dict[str, Random] = field(default_factory=dict)

    def comes(self) -> bool:
        """Does he study today, if he meant to?"""
        return self._chance("").random() >= self.traits.missed

    def answer(self, key: str, kind: str, day: int) -> tuple[int, float]:
        """Answer a card; return the grade (0-5) and the seconds it took, the repeat of a failure included."""
        trace, chance = self.traces.get(key), self._chance(key)
        if trace is None:
            at = chance.choices(range(4), FIRST_SHARES)[0]
            seconds = FIRST_SECONDS[at]
            own = self.traits.strength * exp(chance.gauss(0, self.traits.spread))
            found = first(at, day, own)
        else:
            passed = chance.random() < trace.recall(day)
            at = chance.choices((1, 2, 3), PASS_SHARES)[0] if passed else 0
            seconds = LATER_SECONDS[at]
            found = trace.after(at, day)
        self.traces[key] = found
        seconds += REPEAT if at < REPEATED else 0
        return GRADES[at], seconds * KINDS.get(kind, 1.0) * self.traits.speed

    def recall(self, key: str, day: int) -> float:
        """Return how likely he recalls a card on a day; 0 for one never met."""
        trace = self.traces.get(key)
        return 0.0 if trace is None else trace.recall(day)

    def _chance(self, of: str) -> Random:
        """Return what chance does with one card, or with the days ("")."""
        if of not in self._chances:
            self._chances[of] = Random(f"{self.seed} {of}")
        return self._chances[of]
