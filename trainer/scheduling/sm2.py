"""SM-2 as published (P. A. Wozniak, Optimization of Learning, 1990, chapter 3.2), in whole numbers.

Ease is in hundredths and intervals are in days, so nothing is ever rounded by accident. The text is followed
where it speaks: a failure leaves the ease alone (step 6), fractions of a day are rounded up (step 3), cards
graded below 4 are repeated the same day (step 7). ``sm2-delphi`` is the author's circulating source code.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from trainer.core.state import AnswerKind, Memory, Outcome, Outside
from trainer.core.text import counted
from trainer.scheduling.scheduler import PASS, passed_lately
from trainer.scheduling.spacing import MAX_INTERVAL, Spacing, options_of, says_options, spacing_of

START_EASE = 250
LEAST_EASE = 130
DRILL_CLOSES = 4
PLACED = 2
"""Passes of a card that was never answered and was given a due day: from two on, the ease decides."""
FORGETTING = 0.9
"""The share of cards still known at the end of an interval, and forgetting is exponential."""

_TEXT_CHANGE = (0, 0, 0, -14, 0, 10)
_DELPHI_CHANGE = (-80, -54, -32, -14, 0, 10)

_INTERVAL = 2
"""Where the interval stands in the ``data`` of a memory: it is asked for of each card there is."""

Variant = Literal["sm2", "sm2-delphi"]
Lateness = Literal["none", "anki"]


class Kept(NamedTuple):
    """What SM-2 keeps of a card, as ``data`` of its `Memory`.

    Attributes:
        passes: passes in a row (the n of SM-2).
        ease: E-Factor in hundredths, at least 130.
        interval: days from the last scheduled answer to the day it is due.
    """

    passes: int
    ease: int
    interval: int


@dataclass(frozen=True, slots=True)
class Sm2(Spacing):
    """SM-2 with the choices that the published text leaves open; the defaults are neutral.

    Attributes:
        variant: ``sm2``, or ``sm2-delphi``: old ease, ties to even, failures lower the ease.
        lateness: ``anki`` credits days past due when a late card is passed with 4 (half) or 5 (all).
    """

    variant: Variant = "sm2"
    lateness: Lateness = "none"

    @property
    def name(self) -> str:
        """Variant and options, as stored with each answer; `called` reads it back."""
        name = f"{self.variant}{self._spacing_name()}"
        if self.lateness != "none":
            name += f";late={self.lateness}"
        return name

    def called(self, name: str) -> "Sm2":
        """See `trainer.scheduling.scheduler.Scheduler.called`; the variants are two schedulers, which share
        all options."""
        return _called(self.variant, name) or self

    def answer(self, memory: Memory | None, grade: int, day: int, card: str = "") -> Outcome:
        """Return what ``grade`` (0-5) does to a card on study day ``day``; ``memory`` None is a new card.

        Three cases: the card is new or due (``review``); it already had its answer today, or the calendar
        went back (``drill``: the schedule stays, 4 or more closes the drill); it is not yet due (``early``: a
        pass changes nothing, a failure is a lapse). ``card`` seeds the fuzz.

        Raises:
            ValueError: the grade is not in 0..5.
        """
        if not 0 <= grade <= 5:
            raise ValueError(f"grade {grade} is not in 0..5")
        kind: AnswerKind = "review"
        if memory is None:
            passes, ease, interval, late, reviews, lapses = 0, START_EASE, 0, 0, 0, 0
        else:
            due, last, _, reviews, lapses, (passes, ease, interval) = memory
            if day <= last:
                return Outcome("drill", memory._replace(drill=0) if grade >= DRILL_CLOSES else memory)
            late = day - due
            if late < 0:
                kind, late = "early", 0
                if grade >= PASS:
                    return Outcome(kind, memory)
        old_ease = ease
        ease += (_TEXT_CHANGE if self.variant == "sm2" else _DELPHI_CHANGE)[grade]
        if ease < LEAST_EASE:
            ease = LEAST_EASE
        if grade < PASS:
            lapses += passes > 0
            passes, interval = 0, 1
        else:
            if passes == 0:
                interval = 1
            elif passes == 1:
                interval = 6
            else:
                interval = _next_interval(interval + _credit(late, grade, self), old_ease, ease, self)
            if self.fuzz or self.easy_days or self.chosen:
                interval = self.spaced(interval, day, card, reviews)
            passes += 1
        if interval > self.max_interval:
            interval = self.max_interval
        drill = day if grade < DRILL_CLOSES else 0
        return Outcome(
            kind, Memory(day + interval, day, drill, reviews + 1, lapses, (passes, ease, interval))
        )

    def placed(self, memory: Memory | None, due: int, day: int) -> Memory:
        """Return the memory of a card for which ``due`` was set on ``day``. Passes, ease and interval stay;
        of a card never answered the interval is the days between, and its next pass multiplies it."""
        if memory is not None:
            return memory._replace(due=due, drill=0)
        return Memory(due, day, 0, 0, 0, (PLACED, START_EASE, max(1, due - day)))

    def adopted(self, state: Outside) -> Memory:
        """Return the memory of a card with a schedule from elsewhere. Its interval is that of there, and its
        next pass multiplies it by its ease there; without an ease, by that of a new card. One of a day is
        as after a first pass, and none as before it. No option has a part in it, which a later change of
        options would change too; the longest interval is seen to at the next answer."""
        ease = max(LEAST_EASE, state.factor or START_EASE)
        interval = min(max(1, state.days or round(state.stability)), MAX_INTERVAL)
        passes = 0 if not state.days else min(state.days, PLACED)
        return Memory(state.due, state.last, 0, state.reviews, state.lapses, (passes, ease, interval))

    def retrievability(self, memory: Memory, day: int) -> float:
        """Return `FORGETTING` to the power of the intervals since the last answer: SM-2 keeps no model of
        forgetting, but its intervals are meant to end where nine in ten cards are still known."""
        return float(FORGETTING ** (max(0, day - memory.last) / memory.data[_INTERVAL]))

    def known(self, memory: Memory) -> float:
        """Return the share of the last five reviews that were passed in a row at their end; 0 without any."""
        return passed_lately(memory.reviews, kept(memory).passes)

    def is_hard(self, memory: Memory) -> bool:
        """Was the last review failed, or is the ease below that of a new card?"""
        passes, ease, _ = kept(memory)
        return not passes or ease < START_EASE

    def facts(self, memory: Memory) -> Mapping[str, float]:
        """Return passes in a row, ease as a factor, and interval in days."""
        found = kept(memory)
        return {"passes": found.passes, "ease": found.ease / 100, "interval": found.interval}

    def explain(self, memory: Memory) -> Sequence[str]:
        """Say what the ease is and does, and how many passes there were in a row."""
        passes, ease, _ = kept(memory)
        return (
            f"Ease {ease / 100:.2f}: a good answer makes the interval about that many times longer.",
            f"{counted(passes, 'pass', 'passes')} in a row.",
        )


SM2 = Sm2()


def kept(memory: Memory) -> Kept:
    """Return what SM-2 keeps of a card that it scheduled."""
    return Kept(*memory.data)


@lru_cache(maxsize=1024)
def _called(variant: Variant, name: str) -> Sm2 | None:
    """Return a variant with the options that a stored name says; None where it says none at all."""
    then, *parts = name.split(";")
    values = options_of(parts)
    if then not in ("sm2", "sm2-delphi") and not says_options(values):
        return None
    lateness: Lateness = "anki" if values.get("late") == "anki" else "none"
    return Sm2(variant, lateness, **spacing_of(values, ours=then == variant))


def _next_interval(interval: int, old_ease: int, ease: int, options: Sm2) -> int:
    if options.variant == "sm2":
        return -(-interval * ease // 100)
    whole, rest = divmod(interval * old_ease, 100)
    return whole + (rest > 50 or (rest == 50 and whole % 2))


def _credit(late: int, grade: int, options: Sm2) -> int:
    if options.lateness == "none" or grade < 4:
        return 0
    return late if grade == 5 else late // 2
