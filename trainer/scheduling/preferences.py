"""How days are counted and filled, as the user wishes it."""

from dataclasses import dataclass
from datetime import datetime

from trainer.core.library import First
from trainer.core.moment import Moment
from trainer.scheduling.queue import Mix
from trainer.scheduling.registry import DEFAULT
from trainer.scheduling.scheduler import Scheduler


@dataclass(frozen=True, slots=True)
class Plan:
    """How days are counted and filled."""

    scheduler: Scheduler = DEFAULT
    rollover_hour: int = 4
    new_per_day: int = 20
    due_per_day: int = 200
    mix: Mix = "mixed"
    first: First = "own-first"
    enter_grades: bool = True

    def moment(self, now: datetime) -> Moment:
        """Return the moment of an aware local time, counted as the user counts days."""
        return Moment.of(now, self.rollover_hour)
