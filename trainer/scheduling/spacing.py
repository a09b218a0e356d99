"""What any scheduler may do to an interval once it has found one: spread it, move it off a weekday, even out
the days, cap it. Never farther than `reach`, and always a function of the log alone.

Which day is the emptiest depends on all other cards. So it is found when a card is answered, and the days
chosen are written into the scheduler's name with that answer (``on=17``): folding the log reads them there.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self
from zlib import crc32

from trainer.core.state import Memory, Outcome
from trainer.scheduling.scheduler import GRADES, Load

MAX_INTERVAL = 36500
"""The longest interval there is, in days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spacing(ABC):
    """The options that all schedulers have; the defaults change nothing.

    Attributes:
        max_interval: longest interval in days, at least 1.
        fuzz: spread intervals by a few days, seeded by card and review number.
        easy_days: weekdays, 0 (Monday) to 6, on which cards fall due only where `reach` leaves no other day.
        balance: among the days within `reach` take the one on which the fewest cards are due.
        chosen: the interval that balancing chose for an answer; 0 for none.
    """

    max_interval: int = MAX_INTERVAL
    fuzz: bool = False
    easy_days: tuple[int, ...] = ()
    balance: bool = False
    chosen: int = 0

    @abstractmethod
    def answer(self, memory: Memory | None, grade: int, day: int, card: str = "") -> Outcome:
        """See `trainer.scheduling.scheduler.Scheduler.answer`."""

    @property
    @abstractmethod
    def name(self) -> str:
        """See `trainer.scheduling.scheduler.Scheduler.name`."""

    def outcomes(
        self, memory: Memory | None, day: int, card: str = "", load: Load | None = None
    ) -> tuple[Outcome, ...]:
        """Return what each grade 0-5 would do."""
        if not self.balance or load is None:
            return tuple(self.answer(memory, grade, day, card) for grade in GRADES)
        return tuple(self._on_an_empty_day(memory, grade, day, card, load) for grade in GRADES)

    def _on_an_empty_day(self, memory: Memory | None, grade: int, day: int, card: str, load: Load) -> Outcome:
        wished = self.answer(memory, grade, day, card)
        least, most = (
            replace(self, chosen=days).answer(memory, grade, day, card).memory.due
            for days in (1, MAX_INTERVAL)
        )
        if least == most:
            return wished
        waiting = load(least, most)
        due = min(
            range(least, most + 1),
            key=lambda on: (on_easy(on, self.easy_days), waiting.get(on, 0), abs(on - wished.memory.due)),
        )
        then = replace(self, chosen=due - wished.memory.last)
        return then.answer(memory, grade, day, card)._replace(under=then.name)

    def spaced(self, exact: int, day: int, card: str, reviews: int) -> int:
        """Return the interval that these options make of one of ``exact`` days that begins on ``day``.

        The same card at the same number of ``reviews`` always gets the same one.
        """
        far = reach(exact)
        if not far:
            return min(exact, self.max_interval)
        least, most = max(2, exact - far), exact + far
        if self.chosen:
            return min(max(self.chosen, least), most, self.max_interval)
        wished = exact
        if self.fuzz:
            wished = least + crc32(f"{card}:{reviews}".encode()) % (most - least + 1)
        wished = min(wished, self.max_interval)
        if not on_easy(day + wished, self.easy_days):
            return wished
        near = range(max(least, wished - 6), min(most, wished + 6, self.max_interval) + 1)
        return min(
            near or (wished,),
            key=lambda days: (on_easy(day + days, self.easy_days), abs(days - wished), days),
        )

    def _spacing_name(self) -> str:
        """Return these options as the part of a name that `spacing_of` reads back."""
        name = f";max={self.max_interval}"
        if self.fuzz:
            name += ";fuzz"
        if self.easy_days:
            name += f";easy={''.join(map(str, self.easy_days))}"
        if self.balance:
            name += ";balance"
        if self.chosen:
            name += f";on={self.chosen}"
        return name

    # Models whose parameters can be found from a log; most schedulers have none

    @property
    def model(self) -> str:
        """See `trainer.scheduling.scheduler.Scheduler.model`."""
        return ""

    def fitted(self, parameters: Sequence[float]) -> Self:  # noqa: ARG002
        """See `trainer.scheduling.scheduler.Scheduler.fitted`."""
        return self


def options_of(parts: Sequence[str]) -> dict[str, str]:
    """Return the options that the parts of a stored name say, by name; "" for one without a value."""
    return dict(part.partition("=")[::2] for part in parts)


def says_options(values: Mapping[str, str]) -> bool:
    """Do these options come from the name of a scheduler that has those of `Spacing`?"""
    return "max" in values


def spacing_of(values: Mapping[str, str], *, ours: bool = True) -> dict[str, Any]:
    """Return the arguments of `Spacing` that the options of a stored name stand for; what makes no sense is
    the nearest that does. Not ``ours``: another scheduler's, whose choice among days is not taken over, as
    they were days around another one."""
    return {
        "max_interval": max(1, _days(values.get("max", ""), MAX_INTERVAL)),
        "fuzz": "fuzz" in values,
        "easy_days": tuple(sorted({int(one) for one in values.get("easy", "") if one in "0123456"})),
        "balance": "balance" in values,
        "chosen": _days(values.get("on", ""), 0) if ours else 0,
    }


def _days(text: str, default: int) -> int:
    """Return the days that a stored name says; never so many that they lead out of the calendar."""
    told = text.isascii() and text.isdecimal() and len(text) <= len(str(MAX_INTERVAL))
    return min(int(text), MAX_INTERVAL) if told else default


def reach(interval: int) -> int:
    """Return how many days an interval may be moved, to each side: none below 3 days, then about as far as
    Anki's fuzz (1 day + 15 % of the part in 2.5-7, 10 % of 7-20, 5 % beyond)."""
    if interval < 3:
        return 0
    steep, middle, flat = min(interval, 7) * 10 - 25, max(0, min(interval, 20) - 7), max(0, interval - 20)
    return (100 + 15 * steep // 10 + 10 * middle + 5 * flat) // 100


def on_easy(day: int, easy_days: tuple[int, ...]) -> bool:
    """Is a study day on one of these weekdays?"""
    return bool(easy_days) and (day - 1) % 7 in easy_days
