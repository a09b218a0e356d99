"""FSRS-6: three numbers for each card, and a curve that says how likely it is recalled on any day.

Stability is the number of days after which nine in ten such cards are recalled; difficulty is 1 to 10; how
likely a card is recalled follows from its stability and the days since its last answer. The formulas and the
default parameters are those of py-fsrs 6.3.2 (https://github.com/open-spaced-repetition/py-fsrs), and tests
hold them against it and against fsrs-rs. States are whole numbers, millionths of a day and of a difficulty,
so that two machines whose arithmetic differs in the last digit fold a log to the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import exp, isfinite
from typing import NamedTuple
from zlib import crc32

from trainer.core.state import AnswerKind, Memory, Outcome, Outside
from trainer.core.text import counted
from trainer.scheduling.scheduler import PASS, passed_lately
from trainer.scheduling.spacing import Spacing, options_of, says_options, spacing_of

MODEL = "fsrs-6"
RATING = (1, 1, 1, 2, 3, 4)
"""The rating of FSRS (Again, Hard, Good, Easy) for each grade 0-5."""
DRILL_CLOSES = 4
START_EASE, LEAST_EASE = 2.5, 1.3
"""The ease of SM-2 that the difficulty of a card is taken from of which nothing else is known; the least."""
LEAST_STABILITY, MOST_STABILITY = 0.001, 36500.0
MILLION = 1_000_000

DEFAULT = (
    *(0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796),
    *(1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542),
)
"""Parameters found from the reviews of many users."""

_BOUNDS = (
    *((0.001, 100.0),) * 4,
    *((1.0, 10.0), (0.001, 4.0), (0.001, 4.0), (0.001, 0.75), (0.0, 4.5), (0.0, 0.8), (0.001, 3.5)),
    *((0.001, 5.0), (0.001, 0.25), (0.001, 0.9), (0.0, 4.0), (0.0, 1.0), (1.0, 6.0)),
    *((0.0, 2.0), (0.0, 2.0), (0.0, 0.8), (0.1, 0.8)),
)


class Model:
    """The arithmetic of FSRS-6 with 21 parameters, in floating point. Stabilities are in days."""

    def __init__(self, parameters: Sequence[float]) -> None:
        self._w = w = tuple(parameters)
        self._decay = -w[20]
        self._factor = 0.9 ** (1 / self._decay) - 1
        self._start = tuple(w[4] - exp(w[5] * (rating - 1)) + 1 for rating in (1, 2, 3, 4))
        self._growth = exp(w[8])
        self._least_loss = exp(w[17] * w[18])

    def recall(self, stability: float, days: float) -> float:
        """Return how likely a card is recalled ``days`` after its last answer."""
        return float((1 + self._factor * days / stability) ** self._decay)

    def days_until(self, stability: float, recall: float) -> float:
        """Return after how many days a card is recalled with the probability ``recall``."""
        return float(stability / self._factor * (recall ** (1 / self._decay) - 1))

    def first(self, rating: int) -> tuple[float, float]:
        """Return stability and difficulty after a first answer, rated 1 to 4."""
        return self._w[rating - 1], min(max(self._start[rating - 1], 1.0), 10.0)

    def after(self, stability: float, difficulty: float, days: float, rating: int) -> tuple[float, float]:
        """Return stability and difficulty after an answer ``days`` after the one before; 0: the same day."""
        w = self._w
        if days < 1:
            growth = exp(w[17] * (rating - 3 + w[18])) * stability ** -w[19]
            found = stability * (max(growth, 1.0) if rating > 1 else growth)
        else:
            missing = 1 - (1 + self._factor * days / stability) ** self._decay
            if rating > 1:
                growth = self._growth * (11 - difficulty) * stability ** -w[9] * (exp(missing * w[10]) - 1)
                if rating == 2:
                    growth *= w[15]
                elif rating == 4:
                    growth *= w[16]
                found = stability * (1 + growth)
            else:
                found = w[11] * difficulty ** -w[12] * ((stability + 1) ** w[13] - 1) * exp(missing * w[14])
                found = min(found, stability / self._least_loss)
        harder = difficulty + (10 - difficulty) * -(w[6] * (rating - 3)) / 9
        harder = w[7] * self._start[3] + (1 - w[7]) * harder
        return (
            min(max(found, LEAST_STABILITY), MOST_STABILITY),
            min(max(harder, 1.0), 10.0),
        )

    def difficulty(self, stability: float, ease: float) -> float:
        """Return the difficulty of a card that SM-2 knew by its ``ease``, as Anki finds it for cards without
        a history: the one at which a good answer multiplies the stability by the ease."""
        w = self._w
        growth = self._growth * stability ** -w[9] * (exp(0.1 * w[10]) - 1)
        return min(max(11 - (ease - 1) / growth, 1.0), 10.0) if growth else 10.0


class Kept(NamedTuple):
    """What FSRS keeps of a card, as ``data`` of its `Memory`: millionths of a day and of a difficulty (1 to
    10), and how many reviews in a row were passed."""

    stability: int
    difficulty: int
    streak: int


@dataclass(frozen=True, slots=True)
class Fsrs(Spacing):
    """FSRS-6 as a scheduler. Every answer counts: on its day, before it, and once more on the same day.

    The parameters belong to a person and not to an answer: whoever has others folds the whole log with them.

    Attributes:
        retention: per cent of the cards that are still recalled when they fall due.
        parameters: the 21 numbers of the model.
    """

    retention: int = 90
    parameters: tuple[float, ...] = DEFAULT
    _named: dict[str, "Fsrs"] = field(default_factory=dict, init=False, repr=False, compare=False)
    _model: Model = field(init=False, repr=False, compare=False)
    _days: float = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_model", _model(self.parameters))
        object.__setattr__(self, "_days", self._model.days_until(1.0, self.retention / 100))

    @property
    def name(self) -> str:
        """Model, retention and options, as stored with each answer, and which parameters there were."""
        name = f"{MODEL}{self._spacing_name()};r={self.retention}"
        if self.parameters != DEFAULT:
            name += f";w={crc32(repr(self.parameters).encode()):08x}"
        return name

    def called(self, name: str) -> "Fsrs":
        """See `trainer.scheduling.scheduler.Scheduler.called`; the parameters stay those of this one."""
        found = self._named.get(name)
        if found is None:
            model, *parts = name.split(";")
            values, ours = options_of(parts), model == MODEL
            if not (ours or says_options(values)):
                return self
            if len(self._named) >= _MOST_NAMES:
                self._named.clear()
            told = values.get("r", "") if ours else ""
            retention = int(told) if told in _PER_CENT else FSRS.retention
            found = replace(self, retention=retention, **spacing_of(values, ours=ours))
            self._named[name] = found
        return found

    @property
    def model(self) -> str:
        return MODEL

    def fitted(self, parameters: Sequence[float]) -> "Fsrs":
        """Return FSRS with other parameters; itself where they are not 21 numbers within the bounds of the
        model."""
        if len(parameters) != len(DEFAULT):
            return self
        told = tuple(map(float, parameters))
        fits = all(
            isfinite(one) and least <= one <= most for one, (least, most) in zip(told, _BOUNDS, strict=True)
        )
        return replace(self, parameters=told) if fits else self

    def answer(self, memory: Memory | None, grade: int, day: int, card: str = "") -> Outcome:
        """Return what ``grade`` (0-5) does to a card on study day ``day``; ``memory`` None is a new card.

        A failure opens a drill for the rest of the day, and 4 or more closes it. ``card`` seeds the fuzz.

        Raises:
            ValueError: the grade is not in 0..5.
        """
        if not 0 <= grade <= 5:
            raise ValueError(f"grade {grade} is not in 0..5")
        rating, kind, drill = RATING[grade], _REVIEW, day if grade < PASS else 0
        if memory is None:
            stability, difficulty = self._model.first(rating)
            reviews, lapses, streak = 1, 0, int(grade >= PASS)
        else:
            due, last, open_on, reviews, lapses, (stable, hard, streak) = memory
            stability, difficulty = self._model.after(stable / MILLION, hard / MILLION, day - last, rating)
            if day <= last:  # once more on the same day, or the calendar went back
                kind, day, drill = _DRILL, last, 0 if grade >= DRILL_CLOSES else open_on
            else:
                if day < due:
                    kind = _EARLY
                reviews += 1
                if grade >= PASS:
                    streak += 1
                else:
                    lapses += streak > 0
                    streak = 0
        days = round(stability * self._days) or 1
        if self.fuzz or self.easy_days or self.chosen:
            days = self.spaced(days, day, card, reviews)
        elif days > self.max_interval:
            days = self.max_interval
        kept = (int(stability * MILLION + 0.5), int(difficulty * MILLION + 0.5), streak)
        return Outcome(kind, Memory(day + days, day, drill, reviews, lapses, kept))

    def placed(self, memory: Memory | None, due: int, day: int) -> Memory:
        """Return the memory of a card for which ``due`` was set on ``day``. What is known of it stays; a card
        never answered is as stable as the days between say, and as difficult as a new card of SM-2."""
        if memory is not None:
            return memory._replace(due=due, drill=0)
        return Memory(due, day, 0, 0, 0, self._as_stable(max(1, due - day) / self._days, START_EASE, 0, 1))

    def adopted(self, state: Outside) -> Memory:
        """Return the memory of a card with a schedule from elsewhere: as stable and difficult as FSRS had it
        there, or else as its interval and its ease say, as Anki has it for cards without a history."""
        data = self._as_stable(
            state.stability or max(1, state.days),
            max(LEAST_EASE, state.factor / 100 if state.factor else START_EASE),
            state.difficulty,
            int(state.days > 0),
        )
        return Memory(state.due, state.last, 0, state.reviews, state.lapses, data)

    def _as_stable(self, stability: float, ease: float, difficulty: float, streak: int) -> Kept:
        """Return what is kept of a card as stable as this (days); 0 for ``difficulty``: the ``ease`` says."""
        stability = min(max(stability, LEAST_STABILITY), MOST_STABILITY)
        difficulty = min(max(difficulty or self._model.difficulty(stability, ease), 1.0), 10.0)
        return Kept(round(stability * MILLION), round(difficulty * MILLION), streak)

    def retrievability(self, memory: Memory, day: int) -> float:
        """Return where the card's forgetting curve stands on study day ``day``."""
        return self._model.recall(kept(memory).stability / MILLION, max(0, day - memory.last))

    def known(self, memory: Memory) -> float:
        """Return the share of the last five reviews that were passed in a row at their end; 0 without any."""
        return passed_lately(memory.reviews, kept(memory).streak)

    def is_hard(self, memory: Memory) -> bool:
        """Was the last review failed, or is the card more difficult than one that was good at first sight?"""
        _, difficulty, streak = kept(memory)
        return not streak or difficulty > self._model.first(3)[1] * MILLION + 1

    def facts(self, memory: Memory) -> Mapping[str, float]:
        """Return stability (days), difficulty (1 to 10) and passes in a row."""
        stability, difficulty, streak = kept(memory)
        return {"stability": stability / MILLION, "difficulty": difficulty / MILLION, "streak": streak}

    def explain(self, memory: Memory) -> Sequence[str]:
        """Say what stability and difficulty are, and how many passes there were in a row."""
        stability, difficulty, streak = kept(memory)
        return (
            f"Stability {stability / MILLION:.1f} days: after so long nine in ten such cards are recalled.",
            f"Difficulty {difficulty / MILLION:.1f} of 10.",
            f"{counted(streak, 'pass', 'passes')} in a row.",
        )


def kept(memory: Memory) -> Kept:
    """Return what FSRS keeps of a card that it scheduled."""
    return Kept(*memory.data)


@lru_cache(maxsize=16)
def _model(parameters: tuple[float, ...]) -> Model:
    return Model(parameters)


LEAST_RETENTION, MOST_RETENTION = 70, 99
_PER_CENT = {str(number) for number in range(LEAST_RETENTION, MOST_RETENTION + 1)}
_MOST_NAMES = 1024
_REVIEW: AnswerKind = "review"
_DRILL: AnswerKind = "drill"
_EARLY: AnswerKind = "early"
FSRS = Fsrs()
