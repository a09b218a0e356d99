"""SM-2 as published (P. A. Wozniak, Optimization of Learning, 1990, chapter 3.2), in whole numbers.

Ease is in hundredths and intervals are in days, so nothing is ever rounded by accident. The text is followed
where it speaks: a failure leaves the ease alone (step 6), fractions of a day are rounded up (step 3), cards
graded below 4 are repeated the same day (step 7). ``sm2-delphi`` is the author's circulating source code.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple
from zlib import crc32

from trainer.core.state import Memory

START_EASE = 250
LEAST_EASE = 130
PASS = 3
DRILL_CLOSES = 4
GRADES = range(6)

_TEXT_CHANGE = (0, 0, 0, -14, 0, 10)
_DELPHI_CHANGE = (-80, -54, -32, -14, 0, 10)

Variant = Literal["sm2", "sm2-delphi"]
Lateness = Literal["none", "anki"]
Kind = Literal["review", "drill", "early"]


class Outcome(NamedTuple):
    """What one grade does: the kind of answer it is, and the memory afterwards."""

    kind: Kind
    memory: Memory


@dataclass(frozen=True, slots=True)
class Options:
    """Choices the published text leaves open; the defaults are neutral.

    Attributes:
        variant: ``sm2``, or ``sm2-delphi``: old ease, ties to even, failures lower the ease.
        max_interval: longest interval in days, at least 1.
        fuzz: spread intervals by a few days, seeded by card and review number.
        lateness: ``anki`` credits days past due when a late card is passed with 4 (half) or 5 (all).
    """

    variant: Variant = "sm2"
    max_interval: int = 36500
    fuzz: bool = False
    lateness: Lateness = "none"

    @property
    def scheduler(self) -> str:
        """The name stored with each answer; `parse_scheduler` reads it back."""
        name = f"{self.variant};max={self.max_interval}"
        if self.fuzz:
            name += ";fuzz"
        if self.lateness != "none":
            name += f";late={self.lateness}"
        return name


SM2 = Options()


@lru_cache(maxsize=64)
def parse_scheduler(name: str) -> Options:
    """Return the options that a stored scheduler name stands for.

    Raises:
        ValueError: the name is not one this program writes.
    """
    variant, *parts = name.split(";")
    values = dict(part.partition("=")[::2] for part in parts)
    options = Options(
        variant="sm2-delphi" if variant == "sm2-delphi" else "sm2",
        max_interval=int(values.get("max", "36500")),
        fuzz="fuzz" in values,
        lateness="anki" if values.get("late") == "anki" else "none",
    )
    if variant not in ("sm2", "sm2-delphi") or options.max_interval < 1:
        raise ValueError(f"unknown scheduler {name!r}")
    return options


def answer(memory: Memory | None, grade: int, day: int, options: Options = SM2, card: str = "") -> Outcome:
    """Return what ``grade`` (0-5) does to a card on study day ``day``; ``memory`` None is a new card.

    Three cases: the card is new or due (``review``); it already had its answer today, or the calendar went
    back (``drill``: the schedule stays, 4 or more closes the drill); it is not yet due (``early``: a pass
    changes nothing, a failure is a lapse). ``card`` seeds the fuzz.

    Raises:
        ValueError: the grade is not in 0..5.
    """
    if not 0 <= grade <= 5:
        raise ValueError(f"grade {grade} is not in 0..5")
    if memory is None:
        passes, ease, interval, late, reviews, lapses = 0, START_EASE, 0, 0, 0, 0
        kind: Kind = "review"
    elif day <= memory.last:
        return Outcome("drill", memory._replace(drill=0) if grade >= DRILL_CLOSES else memory)
    else:
        passes, ease, interval, due, _, _, reviews, lapses = memory
        kind, late = ("review", day - due) if day >= due else ("early", 0)
        if kind == "early" and grade >= PASS:
            return Outcome(kind, memory)
    old_ease = ease
    ease += (_TEXT_CHANGE if options.variant == "sm2" else _DELPHI_CHANGE)[grade]
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
            interval = _next_interval(interval + _credit(late, grade, options), old_ease, ease, options)
        if options.fuzz:
            interval = _fuzzed(interval, card, reviews)
        passes += 1
    if interval > options.max_interval:
        interval = options.max_interval
    drill = day if grade < DRILL_CLOSES else 0
    return Outcome(kind, Memory(passes, ease, interval, day + interval, day, drill, reviews + 1, lapses))


def outcomes(memory: Memory | None, day: int, options: Options = SM2, card: str = "") -> tuple[Outcome, ...]:
    """Return what each grade 0..5 would do, so that a key's label and what is saved cannot differ."""
    return tuple(answer(memory, grade, day, options, card) for grade in GRADES)


def drill_open(memory: Memory | None, day: int) -> bool:
    """Must the card be repeated once more today (its last answer of the day was below 4)?"""
    return memory is not None and memory.drill == day


def is_leech(memory: Memory) -> bool:
    """Is this lapse one that should flag the card: the 8th, and every 4th after it?"""
    return memory.lapses >= 8 and memory.lapses % 4 == 0


def _next_interval(interval: int, old_ease: int, ease: int, options: Options) -> int:
    if options.variant == "sm2":
        return -(-interval * ease // 100)
    whole, rest = divmod(interval * old_ease, 100)
    return whole + (rest > 50 or (rest == 50 and whole % 2))


def _credit(late: int, grade: int, options: Options) -> int:
    if options.lateness == "none" or grade < 4:
        return 0
    return late if grade == 5 else late // 2


def _fuzzed(interval: int, card: str, reviews: int) -> int:
    """Pick a day near ``interval``, from a band as wide as Anki's, the same for the same card and review."""
    if interval < 3:
        return interval
    steep, middle, flat = min(interval, 7) * 10 - 25, max(0, min(interval, 20) - 7), max(0, interval - 20)
    band = 100 + 15 * steep // 10 + 10 * middle + 5 * flat  # hundredths of a day
    reach = band // 100
    least, most = max(2, interval - reach), interval + reach
    return least + crc32(f"{card}:{reviews}".encode()) % (most - least + 1)
